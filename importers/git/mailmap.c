/* Lines as git reads them:
 *
 *	Proper Name <commit@address>
 *	<proper@address> <commit@address>
 *	Proper Name <proper@address> <commit@address>
 *	Proper Name <proper@address> Commit Name <commit@address>
 *
 * An address is whatever stands between "<" and the next ">", blanks and all;
 * a name is what stands before it, trimmed. Addresses and names compare without
 * case. Entries do not chain. A line that begins with "#" is a remark. */
#include "importers/git/mailmap.h"

struct mailmap_entry {
	struct mailmap_target any;
	struct map names; /* lower case -> struct mailmap_target */
};

/* Takes "name <address>" off REST; false when there is none. */
static bool take_part(
    struct str *rest, bool may_be_empty, struct str *name, struct str *email)
{
	size_t open = str_find_byte(*rest, '<');
	struct str tail = str_skip(*rest, open < rest->len ? open + 1 : open);
	size_t close = str_find_byte(tail, '>');
	if (open == rest->len || close == tail.len ||
	    (close == 0 && !may_be_empty))
		return false;
	*name = str_trim(str_slice(*rest, 0, open));
	if (!name->len)
		*name = STR_NONE;
	*email = str_slice(tail, 0, close);
	*rest = str_skip(tail, close + 1);
	return true;
}

static void merge(struct mailmap_target *into, struct mailmap_target from)
{
	if (from.name.ptr)
		into->name = from.name;
	if (from.email.ptr)
		into->email = from.email;
	into->line = from.line;
}

static struct mailmap_entry *entry_for(
    struct mailmap *mailmap, struct str email, struct arena *keep)
{
	bool added;
	union map_value *value =
	    map_put(&mailmap->addresses, arena_lower(keep, email), &added);
	if (added) {
		struct mailmap_entry *entry =
		    ARENA_NEW(keep, struct mailmap_entry);
		entry->names.arena = keep;
		value->pointer = entry;
	}
	return value->pointer;
}

static void add_line(struct mailmap *mailmap, struct str line, int64_t number,
    struct arena *keep)
{
	struct str name1;
	struct str email1;
	struct str name2 = STR_NONE;
	struct str email2 = STR_NONE;
	struct mailmap_target target = { .line = number };
	if (!take_part(&line, false, &name1, &email1))
		return;
	target.name = name1;
	if (line.len && take_part(&line, true, &name2, &email2))
		target.email = email1;
	else
		email2 = email1;
	struct mailmap_entry *entry = entry_for(mailmap, email2, keep);
	if (!name2.ptr) {
		merge(&entry->any, target);
		return;
	}
	bool added;
	union map_value *value =
	    map_put(&entry->names, arena_lower(keep, name2), &added);
	struct mailmap_target *stored = ARENA_NEW(keep, struct mailmap_target);
	*stored = target;
	value->pointer = stored;
}

void mailmap_read(
    struct mailmap *mailmap, struct str content, struct arena *keep)
{
	struct str line;
	int64_t number = 0;
	while (number < MAILMAP_LINES_MAX && str_line(&content, &line)) {
		number++;
		if (line.len && line.ptr[0] == '#')
			continue;
		add_line(mailmap, line, number, keep);
	}
}

bool mailmap_find(const struct mailmap *mailmap, struct str name,
    struct str email, struct mailmap_target *target, struct arena *scratch)
{
	const union map_value *value =
	    map_get(&mailmap->addresses, arena_lower(scratch, email));
	if (!value)
		return false;
	const struct mailmap_entry *entry = value->pointer;
	const union map_value *named =
	    map_get(&entry->names, arena_lower(scratch, name));
	*target = named ? *(struct mailmap_target *)named->pointer : entry->any;
	if (!target->name.ptr && !target->email.ptr)
		return false;
	if (!target->name.ptr)
		target->name = name;
	if (!target->email.ptr)
		target->email = email;
	return true;
}
