/* Three forms: a table with tabs and JSON, where lines next to each other of
 * which the same is known are one row, and what git blame --porcelain prints
 * (git-blame(1), "The porcelain format"), with headers of our own that its
 * readers pass over. Paths are quoted as git quotes them (core.quotePath). */
#include "cli/lines_out.h"

#include "base/date.h"
#include "importers/git/commit.h"
#include "importers/git/path_rules.h"

bool lines_format_parse(
    enum lines_format *format, struct str name, struct error *err)
{
	static const char *const names[] = {
		[LINES_TSV] = "tsv",
		[LINES_JSON] = "json",
		[LINES_PORCELAIN] = "porcelain",
	};
	*format = LINES_TSV;
	if (!name.ptr)
		return true;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (str_equal_z(name, names[i])) {
			*format = (enum lines_format)i;
			return true;
		}
	return error_set(err, ERROR_USAGE,
	    "expected --format tsv, json or porcelain, found \"" STR_FMT "\"",
	    STR_ARG(name));
}

/* ----------------------------------------------------------------- texts -- */

static bool needs_quotes(struct str path)
{
	for (size_t i = 0; i < path.len; i++) {
		unsigned char c = (unsigned char)path.ptr[i];
		if (c < ' ' || c >= 0x7f || c == '"' || c == '\\')
			return true;
	}
	return false;
}

static void add_quoted_byte(struct buf *out, unsigned char c)
{
	static const char letters[] = "abtnvfr"; /* from 7 on */
	if (c == '"' || c == '\\')
		buf_printf(out, "\\%c", c);
	else if (c >= '\a' && c <= '\r')
		buf_printf(out, "\\%c", letters[c - '\a']);
	else if (c < ' ' || c >= 0x7f)
		buf_printf(out, "\\%03o", c);
	else
		buf_add_char(out, (char)c);
}

static void add_path(struct buf *out, struct str path)
{
	if (!needs_quotes(path)) {
		buf_add(out, path);
		return;
	}
	buf_add_char(out, '"');
	for (size_t i = 0; i < path.len; i++)
		add_quoted_byte(out, (unsigned char)path.ptr[i]);
	buf_add_char(out, '"');
}

static const struct said *said_of(const struct lines_out *out, uint32_t commit)
{
	static const struct said nothing = { .origin = { "unknown", 7 } };
	return commit == REACH_NONE ? &nothing : &out->said[commit];
}

/* ------------------------------------------------------------------ runs -- */

/* Lines of one commit, wherever they stood in it. */
static uint32_t end_of_run(const struct lines_out *out,
    const struct line_array *lines, uint32_t start, uint32_t *commit)
{
	struct line_run run = lineage_run(out->lineage, lines, start);
	uint32_t end = start + run.count;
	*commit = run.commit;
	while (end < lines->count) {
		run = lineage_run(out->lineage, lines, end);
		if (run.commit != *commit)
			break;
		end += run.count;
	}
	return end;
}

static struct str hex_of(
    struct lines_out *out, uint32_t commit, char hex[OID_HEX_SIZE])
{
	if (commit == REACH_NONE)
		return STR("");
	oid_hex(&out->lineage->reach->items[commit].oid, hex);
	return str_from(hex);
}

static void add_row(struct lines_out *out, struct str path, uint32_t start,
    uint32_t count, uint32_t commit)
{
	char hex[OID_HEX_SIZE];
	struct str id = hex_of(out, commit, hex);
	const struct said *said = said_of(out, commit);
	const struct str cells[] = { id, said->origin, said->tool, said->model,
		said->level };
	add_path(&out->out, path);
	buf_printf(&out->out, "\t%lu\t%lu", (unsigned long)start + 1,
	    (unsigned long)count);
	for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++) {
		buf_add_char(&out->out, '\t');
		for (size_t j = 0; j < cells[i].len; j++) {
			char c = cells[i].ptr[j];
			buf_add_char(
			    &out->out, (unsigned char)c < ' ' ? ' ' : c);
		}
	}
	buf_add_char(&out->out, '\n');
}

static void add_known(struct json_out *json, const char *key, struct str value)
{
	if (value.len)
		json_text(json, key, value);
	else
		json_null(json, key);
}

static void add_range(struct json_out *json, struct lines_out *out,
    uint32_t start, uint32_t count, uint32_t commit)
{
	char hex[OID_HEX_SIZE];
	const struct said *said = said_of(out, commit);
	json_open_object(json, NULL);
	json_int(json, "start", (int64_t)start + 1);
	json_int(json, "count", count);
	add_known(json, "commit", hex_of(out, commit, hex));
	add_known(json, "origin", said->origin);
	add_known(json, "tool", said->tool);
	add_known(json, "model", said->model);
	add_known(json, "level", said->level);
	json_close_object(json);
}

/* ------------------------------------------------------------- porcelain -- */

static void add_person(
    struct buf *out, const char *role, const struct ident *ident)
{
	buf_printf(out, "%s " STR_FMT "\n", role, STR_ARG(ident->name));
	buf_printf(out, "%s-mail <" STR_FMT ">\n", role, STR_ARG(ident->email));
	buf_printf(out, "%s-time %lld\n%s-tz +0000\n", role,
	    (long long)(ident->time == UNKNOWN ? 0 : ident->time), role);
}

static struct str summary_of(struct str message)
{
	struct str line = STR("");
	while (str_line(&message, &line))
		if (str_trim(line).len)
			break;
	return str_trim(line);
}

/* What git tells of a commit when it first comes up, and what we know. */
static void add_commit(struct lines_out *out, uint32_t commit)
{
	struct object object;
	struct commit parsed;
	const struct said *said = said_of(out, commit);
	const struct reach *reach = out->lineage->reach;
	if (commit != REACH_NONE && out->is_told[commit])
		return;
	if (commit != REACH_NONE) {
		out->is_told[commit] = true;
		if (repo_read(out->repo, &reach->items[commit].oid,
			OBJECT_COMMIT, &object) == OBJECT_FOUND &&
		    commit_parse(&parsed, object.data)) {
			add_person(&out->out, "author", &parsed.author);
			add_person(&out->out, "committer", &parsed.committer);
			buf_printf(&out->out, "summary " STR_FMT "\n",
			    STR_ARG(summary_of(parsed.message)));
		}
		object_release(&object);
		if (reach_is_edge(reach, commit))
			buf_add_z(&out->out, "boundary\n");
	}
	buf_printf(
	    &out->out, "assay-origin " STR_FMT "\n", STR_ARG(said->origin));
	if (said->tool.len)
		buf_printf(
		    &out->out, "assay-tool " STR_FMT "\n", STR_ARG(said->tool));
	if (said->model.len)
		buf_printf(&out->out, "assay-model " STR_FMT "\n",
		    STR_ARG(said->model));
	if (said->level.len)
		buf_printf(&out->out, "assay-level " STR_FMT "\n",
		    STR_ARG(said->level));
}

static struct str take_line(struct str *rest)
{
	size_t end = str_find_byte(*rest, '\n');
	struct str line = str_slice(*rest, 0, end);
	*rest = str_skip(*rest, end + 1);
	return line;
}

/* One run of lines that were born together. */
static void add_porcelain_run(struct lines_out *out,
    const struct lines_file *file, const struct line_run *run, struct str *rest)
{
	static const char none[] = "0000000000000000000000000000000000000000";
	char hex[OID_HEX_SIZE];
	struct str id = hex_of(out, run->commit, hex);
	struct str birth_path =
	    run->commit == REACH_NONE
		? file->path
		: out->lineage->events.paths.items[run->birth_path];
	for (uint32_t i = 0; i < run->count; i++) {
		buf_printf(&out->out, "%s %lu %lu", id.len ? hex : none,
		    (unsigned long)run->birth_start + i + 1,
		    (unsigned long)run->start + i + 1);
		if (i == 0) {
			buf_printf(
			    &out->out, " %lu\n", (unsigned long)run->count);
			add_commit(out, run->commit);
			buf_add_z(&out->out, "assay-path ");
			add_path(&out->out, file->path);
			buf_add_z(&out->out, "\nfilename ");
			add_path(&out->out, birth_path);
		}
		buf_add_z(&out->out, "\n\t");
		buf_add(&out->out, take_line(rest));
		buf_add_char(&out->out, '\n');
	}
}

static void porcelain_file(struct lines_out *out, const struct lines_file *file)
{
	struct str rest = file->text;
	for (uint32_t at = 0; at < file->lines->count;) {
		struct line_run run =
		    lineage_run(out->lineage, file->lines, at);
		add_porcelain_run(out, file, &run, &rest);
		at += run.count;
	}
}

/* ------------------------------------------------------------------- all -- */

void lines_begin(struct lines_out *out)
{
	if (out->format == LINES_TSV)
		buf_add_z(&out->out, "path\tstart\tcount\tcommit\torigin\ttool"
				     "\tmodel\tlevel\n");
	if (out->format != LINES_JSON)
		return;
	out->json = (struct json_out){ .out = &out->out };
	json_open_object(&out->json, NULL);
	json_text(&out->json, "revision", out->revision);
	json_open_array(&out->json, "files");
}

static void ranges_file(struct lines_out *out, const struct lines_file *file)
{
	uint32_t commit;
	if (out->format == LINES_JSON) {
		json_open_object(&out->json, NULL);
		json_text(
		    &out->json, "path", path_text(out->scratch, file->path));
		json_int(&out->json, "lines", file->lines->count);
		json_open_array(&out->json, "ranges");
	}
	for (uint32_t at = 0; at < file->lines->count;) {
		uint32_t end = end_of_run(out, file->lines, at, &commit);
		if (out->format == LINES_JSON)
			add_range(&out->json, out, at, end - at, commit);
		else
			add_row(out, file->path, at, end - at, commit);
		at = end;
	}
	if (out->format == LINES_JSON) {
		json_close_array(&out->json);
		json_close_object(&out->json);
	}
}

void lines_file(struct lines_out *out, const struct lines_file *file)
{
	if (out->format == LINES_PORCELAIN)
		porcelain_file(out, file);
	else
		ranges_file(out, file);
	arena_reset(out->scratch);
}

void lines_end(struct lines_out *out)
{
	if (out->format != LINES_JSON)
		return;
	json_close_array(&out->json);
	json_close_object(&out->json);
	buf_add_char(&out->out, '\n');
}
