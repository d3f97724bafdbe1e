/* Three forms: a table with tabs and JSON, where lines next to each other of
 * which the same is known are one row, and what git blame --porcelain prints
 * (git-blame(1), "The porcelain format"), with headers of our own that its
 * readers pass over. Paths are quoted as git quotes them (core.quotePath). */
#include "cli/lines_out.h"

#include "base/date.h"
#include "importers/git/commit.h"
#include "importers/git/path_rules.h"

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

/* ------------------------------------------------------------------ runs -- */

/* Behind the last of the parts from START on that one commit wrote, wherever
 * they stood in it, and of which the same is said; *COUNT of lines. */
static size_t end_of_parts(
    const struct revision_file *file, size_t start, uint32_t *count)
{
	const struct line_part *first = &file->parts[start];
	size_t end = start;
	*count = 0;
	while (end < file->part_count &&
	       file->parts[end].run.commit == first->run.commit &&
	       file->parts[end].said == first->said)
		*count += file->parts[end++].run.count;
	return end;
}

static bool is_edge(const struct lines_out *out, uint32_t commit)
{
	return commit != REACH_NONE &&
	       reach_is_edge(out->lineage->reach, commit);
}

static struct str hex_of(
    struct lines_out *out, uint32_t commit, char hex[OID_HEX_SIZE])
{
	if (commit == REACH_NONE)
		return STR("");
	oid_hex(&out->lineage->reach->items[commit].oid, hex);
	return str_from(hex);
}

static const struct line_said *said_of(
    const struct lines_out *out, const struct line_part *part)
{
	return &out->revision->said[part->said];
}

void lines_cell(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		buf_add_char(out, (unsigned char)c < ' ' ? ' ' : c);
	}
}

static void add_row(struct lines_out *out, struct str path,
    const struct line_part *part, uint32_t count)
{
	char hex[OID_HEX_SIZE];
	struct str id = hex_of(out, part->run.commit, hex);
	const struct line_said *said = said_of(out, part);
	const struct str cells[] = { said->origin, said->tool, said->model,
		said->basis };
	add_path(&out->out, path);
	buf_printf(&out->out, "\t%lu\t%lu\t%s" STR_FMT,
	    (unsigned long)part->run.start + 1, (unsigned long)count,
	    is_edge(out, part->run.commit) ? "^" : "", STR_ARG(id));
	for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++) {
		buf_add_char(&out->out, '\t');
		lines_cell(&out->out, cells[i]);
	}
	buf_add_char(&out->out, '\n');
}

void lines_known(struct json_out *json, const char *key, struct str value)
{
	if (value.len)
		json_text(json, key, value);
	else
		json_null(json, key);
}

static void add_range(
    struct lines_out *out, const struct line_part *part, uint32_t count)
{
	char hex[OID_HEX_SIZE];
	struct json_out *json = &out->json;
	const struct line_said *said = said_of(out, part);
	bool edge = is_edge(out, part->run.commit);
	struct str id = hex_of(out, part->run.commit, hex);
	json_open_object(json, NULL);
	json_int(json, "start", (int64_t)part->run.start + 1);
	json_int(json, "count", count);
	lines_known(json, "commit", edge ? STR_NONE : id);
	if (edge)
		json_text(json, "boundary", id);
	lines_known(json, "origin", said->origin);
	lines_known(json, "tool", said->tool);
	lines_known(json, "model", said->model);
	lines_known(json, "level", said->basis);
	json_close_object(json);
}

/* ------------------------------------------------------------- porcelain -- */

static void add_person(struct buf *out, const char *role,
    const struct lines_person *person, const struct ident *ident)
{
	buf_printf(out, "%s " STR_FMT "\n", role, STR_ARG(person->name));
	buf_printf(out, "%s-mail <" STR_FMT ">\n", role, STR_ARG(person->mail));
	buf_printf(out, "%s-time %lld\n", role,
	    (long long)(ident->time == UNKNOWN ? 0 : ident->time));
	buf_printf(out, "%s-tz " STR_FMT "\n", role,
	    STR_ARG(ident->zone.len ? ident->zone : STR("(unknown)")));
}

static struct str summary_of(struct str message)
{
	struct str line = STR("");
	while (str_line(&message, &line))
		if (str_trim(line).len)
			break;
	return str_trim(line);
}

/* What git tells of a commit when it first comes up. */
static void add_commit(struct lines_out *out, uint32_t commit)
{
	struct object object;
	struct commit parsed;
	const struct reach *reach = out->lineage->reach;
	if (commit == REACH_NONE || out->is_told[commit])
		return;
	const struct lines_people *people = &out->people[commit];
	out->is_told[commit] = true;
	if (repo_read(out->repo, &reach->items[commit].oid, OBJECT_COMMIT,
		&object) == OBJECT_FOUND &&
	    commit_parse(&parsed, object.data)) {
		add_person(
		    &out->out, "author", &people->author, &parsed.author);
		add_person(&out->out, "committer", &people->committer,
		    &parsed.committer);
		buf_printf(&out->out, "summary " STR_FMT "\n",
		    STR_ARG(summary_of(parsed.message)));
	}
	object_release(&object);
	if (is_edge(out, commit))
		buf_add_z(&out->out, "boundary\n");
}

static void add_said(struct lines_out *out, const struct line_said *said)
{
	const struct {
		const char *name;
		struct str value;
	} headers[] = {
		{ "origin", said->origin },
		{ "tool", said->tool },
		{ "model", said->model },
		{ "level", said->basis },
	};
	for (size_t i = 0; i < sizeof headers / sizeof headers[0]; i++)
		if (headers[i].value.len)
			buf_printf(&out->out, "assay-%s " STR_FMT "\n",
			    headers[i].name, STR_ARG(headers[i].value));
}

static struct str take_line(struct str *rest)
{
	size_t end = str_find_byte(*rest, '\n');
	struct str line = str_slice(*rest, 0, end);
	*rest = str_skip(*rest, end + 1);
	return line;
}

/* Lines that were born together and of which the same is said. */
static void add_porcelain_part(struct lines_out *out,
    const struct revision_file *file, const struct line_part *part,
    struct str *rest)
{
	static const char none[] = "0000000000000000000000000000000000000000";
	char hex[OID_HEX_SIZE];
	const struct line_run *run = &part->run;
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
			add_said(out, said_of(out, part));
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

static void porcelain_file(
    struct lines_out *out, const struct revision_file *file, struct str text)
{
	for (size_t i = 0; i < file->part_count; i++)
		add_porcelain_part(out, file, &file->parts[i], &text);
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
	json_text(&out->json, "revision", out->name);
	json_open_array(&out->json, "files");
}

static void open_file(struct lines_out *out, const struct revision_file *file)
{
	json_open_object(&out->json, NULL);
	json_text(&out->json, "path", path_text(out->scratch, file->path));
	json_int(&out->json, "lines", file->lines->count);
	json_open_array(&out->json, "ranges");
}

static void ranges_file(struct lines_out *out, const struct revision_file *file)
{
	uint32_t count;
	size_t end;
	if (out->format == LINES_JSON)
		open_file(out, file);
	for (size_t at = 0; at < file->part_count; at = end) {
		end = end_of_parts(file, at, &count);
		if (out->format == LINES_JSON)
			add_range(out, &file->parts[at], count);
		else
			add_row(out, file->path, &file->parts[at], count);
	}
	if (out->format == LINES_JSON) {
		json_close_array(&out->json);
		json_close_object(&out->json);
	}
}

void lines_file(
    struct lines_out *out, const struct revision_file *file, struct str text)
{
	if (out->format == LINES_PORCELAIN)
		porcelain_file(out, file, text);
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
