/* The lists of a scan are gathered in memory, each name once, and stored
 * sorted. Scans of one repository mostly have the same lists: these are stored
 * once, under the digest of what they hold. */
#include "importers/sast/cover.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/map.h"
#include "base/vec.h"

enum { IS_LISTED = 1, HAS_FOUND = 2 };

struct names {
	struct map map; /* IS_LISTED and HAS_FOUND by name */
	size_t listed;
	size_t found;	/* and listed */
	size_t strange; /* found and not listed */
	bool is_cut;
	struct str last; /* that found something: many stand together */
};

struct cover {
	struct arena *keep;
	struct names names[COVER_KINDS];
	struct map unread;
};

struct cover *cover_new(struct arena *keep)
{
	struct cover *cover = ARENA_NEW(keep, struct cover);
	cover->keep = keep;
	for (int i = 0; i < COVER_KINDS; i++)
		cover->names[i].map.arena = keep;
	cover->unread.arena = keep;
	return cover;
}

static void count(struct names *names, int64_t flags, size_t by)
{
	names->listed += flags & IS_LISTED ? by : 0;
	names->found += flags == (IS_LISTED | HAS_FOUND) ? by : 0;
	names->strange += flags == HAS_FOUND ? by : 0;
}

static void add_flag(struct names *names, struct str name, int64_t flag)
{
	if (names->map.count >= 2 * COVER_MAX) {
		names->is_cut = true;
		return;
	}
	union map_value *flags = map_put(&names->map, name, NULL);
	count(names, flags->number, (size_t)-1);
	flags->number |= flag;
	count(names, flags->number, 1);
	names->is_cut |= names->listed > COVER_MAX;
}

void cover_list(struct cover *cover, enum cover_kind kind, struct str name)
{
	if (name.len && !cover->names[kind].is_cut)
		add_flag(&cover->names[kind], name, IS_LISTED);
}

void cover_found(struct cover *cover, enum cover_kind kind, struct str name)
{
	struct names *names = &cover->names[kind];
	if (!name.len || names->is_cut || str_equal(name, names->last))
		return;
	add_flag(names, name, HAS_FOUND);
	names->last = arena_str(cover->keep, name);
}

void cover_unread(struct cover *cover, struct str path)
{
	if (path.len && cover->unread.count < COVER_MAX)
		map_put(&cover->unread, path, NULL);
}

/* --------------------------------------------------------------- storing -- */

static int compare_names(const void *a, const void *b)
{
	return str_compare(*(const struct str *)a, *(const struct str *)b);
}

/* The keys of MAP that have FLAG (0: all), without secrets and sorted. */
static struct str_list sorted(const struct map *map, int64_t flag,
    const struct secret_rules *secrets, struct arena *keep)
{
	struct str_list list = { 0 };
	for (size_t i = 0; i < map->room; i++) {
		const struct map_entry *entry = &map->entries[i];
		if (entry->key.ptr && (entry->value.number & flag) == flag)
			VEC_PUSH(&list, keep,
			    secret_hide(secrets, keep, entry->key));
	}
	if (list.count)
		qsort(
		    list.items, list.count, sizeof *list.items, compare_names);
	return list;
}

static bool is_of_all(const struct names *names)
{
	return names->listed > names->found && !names->strange &&
	       !names->is_cut;
}

/* Where the lists go, and what may not be in them. */
struct target {
	struct import *import;
	const struct secret_rules *secrets;
	int64_t scan_id;
};

static bool add_rules(struct import *import, int64_t set_id,
    const struct str_list *list, struct arena *scratch, struct error *err)
{
	struct fact_scan_set_rule *rows =
	    arena_array(scratch, list->count, sizeof *rows);
	for (size_t i = 0; i < list->count; i++)
		rows[i] = (struct fact_scan_set_rule){ set_id, list->items[i] };
	return import_add_many(
	    import, FACT_KIND_scan_set_rule, rows, list->count, err);
}

static bool add_files(struct import *import, int64_t set_id,
    const struct str_list *list, struct arena *scratch, struct error *err)
{
	struct fact_scan_set_file *rows =
	    arena_array(scratch, list->count, sizeof *rows);
	for (size_t i = 0; i < list->count; i++) {
		rows[i].set_id = set_id;
		if (!IMPORT_ADD(import, file, &rows[i].file_id, NULL, err,
			.path = list->items[i]))
			return false;
	}
	return import_add_many(
	    import, FACT_KIND_scan_set_file, rows, list->count, err);
}

static struct str digest_of(
    const struct str_list *list, const char *kind, struct arena *scratch)
{
	char hex[HASH_HEX_SIZE];
	struct hash *hash = hash_new(scratch);
	hash_add_field(hash, str_from(kind));
	for (size_t i = 0; i < list->count; i++)
		hash_add_field(hash, list->items[i]);
	hash_end(hash, hex);
	return arena_str(scratch, str_from(hex));
}

static bool store_list(const struct cover *cover, enum cover_kind kind,
    const struct target *to, struct arena *scratch, struct error *err)
{
	struct import *import = to->import;
	static const char *const kinds[COVER_KINDS] = { "rules", "files" };
	const struct names *names = &cover->names[kind];
	int64_t set_id;
	bool is_new;
	if (!is_of_all(names))
		return true;
	struct str_list list =
	    sorted(&names->map, IS_LISTED, to->secrets, scratch);
	if (!IMPORT_ADD(import, scan_set, &set_id, &is_new, err,
		.digest = digest_of(&list, kinds[kind], scratch)))
		return false;
	if (is_new && !(kind == COVER_RULES ? add_rules : add_files)(
			  import, set_id, &list, scratch, err))
		return false;
	return IMPORT_ADD(import, scan_cover, NULL, NULL, err,
	    .scan_id = to->scan_id, .kind = str_from(kinds[kind]),
	    .set_id = set_id);
}

static bool store_unread(const struct cover *cover, const struct target *to,
    struct arena *scratch, struct error *err)
{
	struct str_list list = sorted(&cover->unread, 0, to->secrets, scratch);
	struct fact_scan_unread *rows =
	    arena_array(scratch, list.count + 1, sizeof *rows);
	for (size_t i = 0; i < list.count; i++)
		rows[i] =
		    (struct fact_scan_unread){ to->scan_id, list.items[i] };
	return import_add_many(
	    to->import, FACT_KIND_scan_unread, rows, list.count, err);
}

bool cover_store(const struct cover *cover, struct import *import,
    int64_t scan_id, const struct secret_rules *secrets, struct error *err)
{
	struct arena *scratch = arena_new();
	const struct target to = { import, secrets, scan_id };
	bool done = store_list(cover, COVER_RULES, &to, scratch, err) &&
		    store_list(cover, COVER_FILES, &to, scratch, err) &&
		    store_unread(cover, &to, scratch, err);
	arena_free(scratch);
	return done;
}
