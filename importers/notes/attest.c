/* Reads the text part as the reference reader does: blanks at the end of a
 * line are dropped and empty lines passed over; two blanks begin an entry,
 * anything else is a path; quotes are taken off when both ends have one. */
#include "importers/notes/attest.h"

static struct str trim_end(struct str line)
{
	while (line.len &&
	       str_find_byte(STR(" \t\r\v\f"), line.ptr[line.len - 1]) < 5)
		line.len--;
	return line;
}

static struct str unquote(struct str path)
{
	if (path.len >= 2 && path.ptr[0] == '"' &&
	    path.ptr[path.len - 1] == '"')
		return str_slice(path, 1, path.len - 1);
	return path;
}

static enum attest_end wrong(const struct attest *attest, const char *expected,
    struct str found, struct error *err)
{
	struct str shown = str_slice(found, 0, 60);
	error_at(err, (struct place){ .line = attest->line },
	    "expected %s, found \"" STR_FMT "\"", expected, STR_ARG(shown));
	return ATTEST_ERROR;
}

enum attest_end attest_next(
    struct attest *attest, struct attest_entry *entry, struct error *err)
{
	struct str line;
	while (str_line(&attest->rest, &line)) {
		attest->line++;
		line = trim_end(line);
		if (!line.len)
			continue;
		if (str_equal_z(line, "---"))
			return ATTEST_DIVIDER;
		if (!str_starts(line, STR("  "))) {
			attest->path = unquote(line);
			continue;
		}
		if (!attest->path.len)
			return wrong(
			    attest, "a file before its sessions", line, err);
		struct str text = str_skip(line, 2);
		size_t blank = str_find_byte(text, ' ');
		if (!blank || blank == text.len)
			return wrong(attest,
			    "a session, a blank and ranges of lines", line,
			    err);
		*entry = (struct attest_entry){ attest->path,
			str_slice(text, 0, blank), str_skip(text, blank + 1),
			attest->line };
		return ATTEST_ENTRY;
	}
	error_at(err, (struct place){ .line = attest->line },
	    "expected a line of three hyphens behind the files, found the end");
	return ATTEST_ERROR;
}
