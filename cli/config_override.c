/* Corrections: whose a commit, a file of it or some of its lines are, written
 * by hand. Two that start at one place are refused, for the second would be
 * lost. */
#include "cli/config_steps.h"

#include <string.h>

enum { COMMIT_ID_MIN = 7, COMMIT_ID_MAX = 40 };

static bool is_commit_id(struct str text)
{
	uint64_t value;
	bool is_hex = text.len >= COMMIT_ID_MIN && text.len <= COMMIT_ID_MAX;
	for (size_t i = 0; i < text.len && is_hex; i++)
		is_hex = text.ptr[i] >= '0' && text.ptr[i] <= 'f' &&
			 str_hex_to_uint(str_slice(text, i, i + 1), &value);
	return is_hex;
}

/* "12" or "12-20". */
static bool read_lines(const char *text, int64_t *line, int64_t *lines)
{
	struct str whole = str_from(text);
	size_t hyphen = str_find_byte(whole, '-');
	int64_t last;
	if (!str_to_int(str_slice(whole, 0, hyphen), line))
		return false;
	last = *line;
	if (hyphen < whole.len &&
	    !str_to_int(str_skip(whole, hyphen + 1), &last))
		return false;
	*lines = last - *line + 1;
	return *line >= 1 && *lines >= 1 && last <= INT32_MAX;
}

static struct place key_place(
    struct apply *apply, struct str entry, const char *key)
{
	return config_place(apply->file,
	    arena_printf(apply->scratch, STR_FMT ".%s", STR_ARG(entry), key));
}

static bool check_override(struct apply *apply, const struct config_override *o,
    struct str path, struct error *err)
{
	static const char *const origins[] = { "ai", "human", "bot", "mixed",
		"unknown" };
	bool known = false;
	if (!o->commit || !o->origin || !o->who || !o->why)
		return apply_missing(
		    apply, path, "commit:, origin:, who: and why:", err);
	for (size_t k = 0; k < sizeof origins / sizeof origins[0]; k++)
		known |= !strcmp(o->origin, origins[k]);
	if (!known)
		return error_at(err, key_place(apply, path, "origin"),
		    "expected origin ai, human, bot, mixed or unknown, found "
		    "\"%s\"",
		    o->origin);
	if (!is_commit_id(str_from(o->commit)))
		return error_at(err, key_place(apply, path, "commit"),
		    "expected the id of a commit, or its first %d digits or "
		    "more in lower case, found \"%s\"",
		    COMMIT_ID_MIN, o->commit);
	if (o->lines && !o->path)
		return apply_missing(
		    apply, path, "path: the file that lines: are of", err);
	return true;
}

static bool is_same_commit(const char *a, const char *b)
{
	return str_starts(str_from(a), str_from(b)) ||
	       str_starts(str_from(b), str_from(a));
}

/* Where the correction K of the list stands. */
static struct place override_place(struct apply *apply, unsigned k)
{
	return key_place(
	    apply, arena_printf(apply->scratch, "overrides[%u]", k), "commit");
}

static bool speaks_of_the_same(
    const struct config_override *a, const struct config_override *b)
{
	int64_t first[2] = { 0, 0 };
	int64_t lines;
	if (a->lines && b->lines &&
	    (!read_lines(a->lines, &first[0], &lines) ||
		!read_lines(b->lines, &first[1], &lines)))
		return false;
	return !a->lines == !b->lines && first[0] == first[1] &&
	       !strcmp(a->path ? a->path : "", b->path ? b->path : "") &&
	       is_same_commit(a->commit, b->commit);
}

/* Of two that start at one place the second would be lost. */
static bool refuse_second(struct apply *apply, unsigned i, struct error *err)
{
	const struct config_override *all = apply->file->config->overrides;
	for (unsigned k = 0; k < i; k++)
		if (speaks_of_the_same(&all[k], &all[i]))
			return error_at(err, override_place(apply, i),
			    "expected one correction of the same %s, found a "
			    "second; the first is at line %lld",
			    all[i].lines  ? "lines"
			    : all[i].path ? "file"
					  : "commit",
			    (long long)override_place(apply, k).line);
	return true;
}

/* The tool and the model that a correction names, by their ids. */
static bool name_tool(struct apply *apply, unsigned i, struct str *tool,
    struct str *model, struct error *err)
{
	const struct config_override *o = &apply->file->config->overrides[i];
	int64_t line = override_place(apply, i).line;
	if (o->tool && !apply->tools &&
	    !tool_names_open(
		&apply->tools, apply->folders, apply->scratch, err))
		return false;
	return tool_names_tool(apply->tools, str_from(o->tool), line,
		   apply->import, tool, err) &&
	       tool_names_model(str_from(o->model), apply->import, model,
		   apply->scratch, err);
}

bool apply_override(struct apply *apply, unsigned i, struct error *err)
{
	const struct config_override *o = &apply->file->config->overrides[i];
	int64_t line = 0;
	int64_t lines = UNKNOWN;
	struct str path;
	struct str tool;
	struct str model;
	apply_start(apply, "overrides", i, "", &path);
	if (!check_override(apply, o, path, err))
		return false;
	if (o->lines && !read_lines(o->lines, &line, &lines))
		return error_at(err, key_place(apply, path, "lines"),
		    "expected lines as 12 or 12-20, found \"%s\"", o->lines);
	if (!refuse_second(apply, i, err) ||
	    !name_tool(apply, i, &tool, &model, err) ||
	    !IMPORT_ADD(apply->import, override, NULL, NULL, err,
		.commit = str_from(o->commit),
		.path = o->path ? str_from(o->path) : STR(""), .line = line,
		.lines = lines, .origin = str_from(o->origin), .tool = tool,
		.model = model, .who = str_from(o->who),
		.why = str_from(o->why)))
		return false;
	import_accept(apply->import);
	return true;
}
