/* The header lines of a commit object, in the order git writes them: tree,
 * parents, author, committer, then others (encoding, gpgsig with continuation
 * lines), a blank line and the message. Names and addresses are split as
 * git's split_ident_line does: the first "<", the first ">" after it, and the
 * date behind the last ">". */
#include "importers/git/commit.h"

#include "base/date.h"
#include "base/utf8.h"

enum { PARENT_LINE = 7 + 40 + 1 };
/* Year 9999, the last that base/date.h can name. */
#define TIME_MAX INT64_C(253402300799)

static int64_t parse_time(struct str text)
{
	struct str digits = str_trim(text);
	int64_t time;
	digits = str_slice(digits, 0, str_find_byte(digits, ' '));
	if (!str_to_int(digits, &time) || time < -TIME_MAX / 4 ||
	    time > TIME_MAX)
		return UNKNOWN;
	return time;
}

/* A sign and digits, behind the date. */
static struct str parse_zone(struct str text)
{
	struct str rest = str_trim(text);
	rest = str_trim(str_skip(rest, str_find_byte(rest, ' ')));
	size_t end = 1;
	while (end < rest.len && ascii_is_digit(rest.ptr[end]))
		end++;
	if (end < 2 || end > rest.len ||
	    (rest.ptr[0] != '+' && rest.ptr[0] != '-'))
		return STR_NONE;
	return str_slice(rest, 0, end);
}

static struct ident parse_ident(struct str line)
{
	struct ident ident = { .line = line, .time = UNKNOWN };
	size_t open = str_find_byte(line, '<');
	size_t last = str_rfind_byte(line, '>');
	ident.name = str_trim(str_slice(line, 0, open));
	if (open < line.len) {
		struct str rest = str_skip(line, open + 1);
		ident.email =
		    str_trim(str_slice(rest, 0, str_find_byte(rest, '>')));
	}
	if (last < line.len) {
		ident.line = str_slice(line, 0, last + 1);
		ident.time = parse_time(str_skip(line, last + 1));
		ident.zone = parse_zone(str_skip(line, last + 1));
	}
	return ident;
}

static bool take_prefix(struct str *text, struct str prefix)
{
	if (!str_starts(*text, prefix))
		return false;
	*text = str_skip(*text, prefix.len);
	return true;
}

static bool take_tree(struct str *rest, struct oid *tree)
{
	if (!take_prefix(rest, STR("tree ")) ||
	    !oid_parse(tree, str_slice(*rest, 0, OID_HEX_SIZE - 1)))
		return false;
	*rest = str_skip(*rest, OID_HEX_SIZE - 1);
	return take_prefix(rest, STR("\n"));
}

static bool starts_parent(struct str rest)
{
	struct oid unused;
	return rest.len >= PARENT_LINE && str_starts(rest, STR("parent ")) &&
	       rest.ptr[PARENT_LINE - 1] == '\n' &&
	       oid_parse(&unused, str_slice(rest, 7, PARENT_LINE - 1));
}

/* Of the first line of a signature, as git's own programs write it
 * (gitformat-signature(5)). */
static struct str signature_kind(struct str line)
{
	if (str_contains(line, STR("BEGIN PGP ")))
		return STR("pgp");
	if (str_contains(line, STR("BEGIN SSH ")))
		return STR("ssh");
	if (str_contains(line, STR("BEGIN SIGNED MESSAGE")))
		return STR("x509");
	return STR("other");
}

bool commit_parse(struct commit *commit, struct str data)
{
	struct str rest = data;
	struct str line;
	*commit = (struct commit){ .author.time = UNKNOWN,
		.committer.time = UNKNOWN };
	if (!take_tree(&rest, &commit->tree))
		return false;
	commit->parents = rest;
	for (; starts_parent(rest); rest = str_skip(rest, PARENT_LINE))
		commit->parent_count++;
	commit->parents.len = commit->parent_count * PARENT_LINE;
	if (commit->parent_count > COMMIT_PARENTS_MAX)
		return false;
	while (str_split(&rest, '\n', &line) && line.len) {
		if (take_prefix(&line, STR("author ")))
			commit->author = parse_ident(line);
		else if (take_prefix(&line, STR("committer ")))
			commit->committer = parse_ident(line);
		else if (take_prefix(&line, STR("encoding ")))
			commit->encoding = line;
		else if (take_prefix(&line, STR("gpgsig ")) ||
			 take_prefix(&line, STR("gpgsig-sha256 ")))
			commit->signature = signature_kind(line);
	}
	commit->message = rest.ptr ? rest : STR("");
	commit->message.len = str_find_byte(commit->message, '\0');
	return true;
}

struct oid commit_parent(const struct commit *commit, size_t index)
{
	struct oid oid = { 0 };
	size_t at = index * PARENT_LINE + 7;
	(void)oid_parse(
	    &oid, str_slice(commit->parents, at, at + OID_HEX_SIZE - 1));
	return oid;
}

struct str commit_utf8(struct arena *keep, struct str text)
{
	if (utf8_is_valid(text))
		return text;
	char *out = arena_alloc(keep, text.len * 2);
	size_t len = 0;
	for (size_t i = 0; i < text.len; i++)
		len += utf8_encode((unsigned char)text.ptr[i], out + len);
	return (struct str){ out, len };
}
