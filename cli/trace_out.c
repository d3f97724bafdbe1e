/* One commit is one row of the table and the CSV, one object of the JSON. What
 * the table has no room for is a column of the CSV alone; a column that would
 * say nothing of any commit is left out of the table. */
#include "cli/trace_out.h"

#include <stdio.h>

#include "base/date.h"
#include "base/json_out.h"
#include "base/vec.h"
#include "cli/table_out.h"
#include "render/print.h"

enum { SHORT_OID = 12 };

static struct str person_of(const struct trace_commit *commit,
    const struct trace_people *people, struct arena *scratch)
{
	if (people->all || !commit->person.ptr)
		return commit->person;
	return pseudonym(scratch, &people->key, "person", commit->person);
}

/* ----------------------------------------------------------------- cells -- */

/* What a cell is made with. */
struct cell_maker {
	const struct trace_people *people;
	struct arena *scratch;
	size_t position; /* in the order to look at them, from 1 */
	bool is_csv;
};

typedef struct str cell(
    const struct trace_commit *commit, const struct cell_maker *maker);

static struct str number_of(int64_t value, const struct cell_maker *maker)
{
	if (value == UNKNOWN)
		return STR_NONE;
	return arena_printf(maker->scratch, "%lld", (long long)value);
}

/* Joins what ADD appends for each of COUNT; none when there is none. */
static struct str joined(const struct trace_commit *commit, size_t from,
    size_t to, const char *between,
    void (*add)(struct buf *out, const struct trace_commit *commit, size_t i),
    const struct cell_maker *maker)
{
	struct buf out = { 0 };
	for (size_t i = from; i < to; i++) {
		if (i > from)
			buf_add_z(&out, between);
		add(&out, commit, i);
	}
	struct str text =
	    to > from ? arena_str(maker->scratch, buf_str(&out)) : STR_NONE;
	buf_free(&out);
	return text;
}

static struct str cell_oid(
    const struct trace_commit *c, const struct cell_maker *maker)
{
	return maker->is_csv ? c->oid : str_slice(c->oid, 0, SHORT_OID);
}

static struct str cell_repository(
    const struct trace_commit *c, const struct cell_maker *maker)
{
	(void)maker;
	return c->repository;
}

static struct str cell_when(
    const struct trace_commit *c, const struct cell_maker *maker)
{
	return maker->is_csv ? date_iso_time(maker->scratch, c->when)
			     : date_iso(maker->scratch, c->when);
}

/* Who is known but not told is not "not known". */
static struct str cell_author(
    const struct trace_commit *c, const struct cell_maker *maker)
{
	struct str person = person_of(c, maker->people, maker->scratch);
	return person.ptr || !c->person.ptr ? person : STR("not shown");
}

static void add_tool(struct buf *out, const struct trace_commit *c, size_t i)
{
	buf_add(out, c->tools[i]);
}

static struct str cell_tool(
    const struct trace_commit *c, const struct cell_maker *maker)
{
	return joined(c, 0, c->tool_count, ", ", add_tool, maker);
}

static struct str cell_model(
    const struct trace_commit *c, const struct cell_maker *maker)
{
	(void)maker;
	return c->model;
}

static struct str cell_level(
    const struct trace_commit *c, const struct cell_maker *maker)
{
	(void)maker;
	return c->level;
}

static struct str cell_alive(
    const struct trace_commit *c, const struct cell_maker *maker)
{
	return number_of(c->alive, maker);
}

static struct str cell_possible(
    const struct trace_commit *c, const struct cell_maker *maker)
{
	return number_of(c->possible, maker);
}

static struct str cell_rewritten(
    const struct trace_commit *c, const struct cell_maker *maker)
{
	return number_of(c->rewritten, maker);
}

static struct str cell_corrected(
    const struct trace_commit *c, const struct cell_maker *maker)
{
	return number_of(c->corrected, maker);
}

static struct str cell_shared(
    const struct trace_commit *c, const struct cell_maker *maker)
{
	return number_of(c->shared, maker);
}

static struct str cell_findings(
    const struct trace_commit *c, const struct cell_maker *maker)
{
	return number_of(
	    c->findings_known ? (int64_t)c->finding_count : UNKNOWN, maker);
}

static struct str cell_worst(
    const struct trace_commit *c, const struct cell_maker *maker)
{
	(void)maker;
	if (c->finding_count)
		return c->findings[0].severity;
	return c->findings_known ? STR("none") : STR_NONE;
}

static struct str cell_review(
    const struct trace_commit *c, const struct cell_maker *maker)
{
	(void)maker;
	return c->review;
}

static struct str cell_revert(
    const struct trace_commit *c, const struct cell_maker *maker)
{
	(void)maker;
	return str_from(revert_word(c->revert));
}

static struct str cell_reason(
    const struct trace_commit *c, const struct cell_maker *maker)
{
	(void)maker;
	return c->revert_reason;
}

static struct str cell_service(
    const struct trace_commit *c, const struct cell_maker *maker)
{
	(void)maker;
	return c->service;
}

static void add_owner(struct buf *out, const struct trace_commit *c, size_t i)
{
	buf_add(out, c->owners[i]);
}

/* "@shop/web and 2 people" */
static struct str cell_owners(
    const struct trace_commit *c, const struct cell_maker *maker)
{
	struct str shown = joined(c, 0, c->owner_count, " ", add_owner, maker);
	if (!c->owners_hidden)
		return shown;
	return arena_printf(maker->scratch, STR_FMT "%s%zu %s", STR_ARG(shown),
	    shown.len ? " and " : "", c->owners_hidden,
	    c->owners_hidden == 1 ? "person" : "people");
}

/* "src/a.c:10-12" */
static void add_place(struct buf *out, const struct trace_commit *c, size_t i)
{
	const struct trace_place *place = &c->places[i];
	buf_printf(out, STR_FMT ":%lld", STR_ARG(place->path),
	    (long long)place->start);
	if (place->count > 1)
		buf_printf(
		    out, "-%lld", (long long)(place->start + place->count - 1));
}

static struct str cell_places(
    const struct trace_commit *c, const struct cell_maker *maker)
{
	return joined(c, 0, c->sure_count, "; ", add_place, maker);
}

/* "https://git.example/fork src/a.c:10-12" */
static void add_copy(struct buf *out, const struct trace_commit *c, size_t i)
{
	buf_add(out, c->places[i].repository);
	buf_add_char(out, ' ');
	add_place(out, c, i);
}

static struct str cell_copy_places(
    const struct trace_commit *c, const struct cell_maker *maker)
{
	return joined(c, c->place_count, c->place_count + c->copy_count, "; ",
	    add_copy, maker);
}

static struct str cell_copies(
    const struct trace_commit *c, const struct cell_maker *maker)
{
	return number_of(
	    c->alive == UNKNOWN && !c->copy_lines ? UNKNOWN : c->copy_lines,
	    maker);
}

static struct str cell_copied(
    const struct trace_commit *c, const struct cell_maker *maker)
{
	(void)maker;
	return c->copied;
}

static struct str cell_copy_of(
    const struct trace_commit *c, const struct cell_maker *maker)
{
	(void)maker;
	return c->copy_of;
}

static struct str cell_closed(
    const struct trace_commit *c, const struct cell_maker *maker)
{
	return number_of(c->closed, maker);
}

static struct str cell_possible_places(
    const struct trace_commit *c, const struct cell_maker *maker)
{
	return joined(c, c->sure_count, c->place_count, "; ", add_place, maker);
}

static int64_t gone_findings(const struct trace_commit *c)
{
	return c->findings_known || c->finding_gone_count
		   ? (int64_t)c->finding_gone_count
		   : UNKNOWN;
}

static struct str cell_findings_gone(
    const struct trace_commit *c, const struct cell_maker *maker)
{
	return number_of(gone_findings(c), maker);
}

/* "high semgrep/sql-injection src/a.c:12" */
static void add_finding(struct buf *out, const struct trace_commit *c, size_t i)
{
	const struct trace_finding *f = &c->findings[i];
	buf_printf(out, STR_FMT " " STR_FMT "/" STR_FMT " " STR_FMT,
	    STR_ARG(f->severity), STR_ARG(f->tool), STR_ARG(f->rule),
	    STR_ARG(f->path));
	if (f->line)
		buf_printf(out, ":%lld", (long long)f->line);
}

static struct str cell_finding_list(
    const struct trace_commit *c, const struct cell_maker *maker)
{
	return joined(c, 0, c->finding_count, "; ", add_finding, maker);
}

static struct str cell_gone_list(
    const struct trace_commit *c, const struct cell_maker *maker)
{
	return joined(c, c->finding_count,
	    c->finding_count + c->finding_gone_count, "; ", add_finding, maker);
}

static struct str cell_order(
    const struct trace_commit *c, const struct cell_maker *maker)
{
	(void)c;
	return arena_printf(maker->scratch, "%zu", maker->position);
}

static struct str cell_name(
    const struct trace_commit *c, const struct cell_maker *maker)
{
	(void)maker;
	return c->name;
}

/* ------------------------------------------------------------------ rows -- */

enum shown_in {
	IN_BOTH,
	IN_BOTH_IF_ANY, /* in the table where one is not 0 and not none */
	IN_CSV
};

struct trace_column {
	const char *name;
	cell *make;
	bool number;
	enum shown_in in;
};

/* Scripts rely on names and order: more come at the end. */
static const struct trace_column columns[] = {
	{ "commit", cell_oid, false, IN_BOTH },
	{ "repository", cell_repository, false, IN_BOTH },
	{ "when", cell_when, false, IN_BOTH },
	{ "author", cell_author, false, IN_BOTH },
	{ "tool", cell_tool, false, IN_BOTH },
	{ "model", cell_model, false, IN_BOTH },
	{ "level", cell_level, false, IN_BOTH },
	{ "alive_lines", cell_alive, true, IN_BOTH },
	{ "rewritten_lines", cell_rewritten, true, IN_BOTH },
	{ "findings", cell_findings, true, IN_BOTH },
	{ "worst", cell_worst, false, IN_BOTH },
	{ "review", cell_review, false, IN_BOTH },
	{ "revert", cell_revert, false, IN_BOTH },
	{ "service", cell_service, false, IN_CSV },
	{ "owners", cell_owners, false, IN_CSV },
	{ "places", cell_places, false, IN_CSV },
	{ "possible_lines", cell_possible, true, IN_BOTH_IF_ANY },
	{ "possible_places", cell_possible_places, false, IN_CSV },
	{ "corrected_lines", cell_corrected, true, IN_BOTH_IF_ANY },
	{ "shared_lines", cell_shared, true, IN_BOTH_IF_ANY },
	{ "finding_list", cell_finding_list, false, IN_CSV },
	{ "revert_reason", cell_reason, false, IN_BOTH_IF_ANY },
	{ "order", cell_order, true, IN_CSV },
	{ "name", cell_name, false, IN_CSV },
	{ "findings_rewritten", cell_findings_gone, true, IN_BOTH_IF_ANY },
	{ "rewritten_list", cell_gone_list, false, IN_CSV },
	{ "repeats", cell_copied, false, IN_BOTH_IF_ANY },
	{ "copy_of", cell_copy_of, false, IN_CSV },
	{ "copy_lines", cell_copies, true, IN_BOTH_IF_ANY },
	{ "copy_places", cell_copy_places, false, IN_CSV },
	{ "closed_findings", cell_closed, true, IN_BOTH_IF_ANY },
};
enum { COLUMNS = sizeof columns / sizeof columns[0] };

static bool is_in_table(const struct trace_column *column,
    const struct trace *trace, struct cell_maker *maker)
{
	bool any = column->in == IN_BOTH;
	for (size_t i = 0; column->in == IN_BOTH_IF_ANY && i < trace->count;
	     i++) {
		struct str text = column->make(&trace->commits[i], maker);
		any = any || (text.len && !str_equal_z(text, "0"));
	}
	return any;
}

static void write_rows(struct buf *out, const struct trace *trace,
    enum trace_format format, const struct trace_people *people,
    struct arena *scratch)
{
	struct cell_maker maker = { people, scratch, 0, format == TRACE_CSV };
	const struct trace_column *chosen[COLUMNS];
	struct table_column heads[COLUMNS];
	size_t width = 0;
	for (size_t i = 0; i < COLUMNS; i++)
		if (maker.is_csv || is_in_table(&columns[i], trace, &maker)) {
			heads[width] =
			    (struct table_column){ str_from(columns[i].name),
				    columns[i].number };
			chosen[width++] = &columns[i];
		}
	struct str *cells =
	    arena_array(scratch, trace->count * width, sizeof *cells);
	for (size_t i = 0; i < trace->count; i++) {
		maker.position = i + 1;
		for (size_t k = 0; k < width; k++)
			cells[i * width + k] =
			    chosen[k]->make(&trace->commits[i], &maker);
	}
	const struct table_out table = { heads, width, cells, trace->count };
	table_write(
	    out, &table, maker.is_csv ? FORMAT_CSV : FORMAT_TABLE, scratch);
}

/* ----------------------------------------------------------------- JSON -- */

static void json_number_or_null(
    struct json_out *json, const char *key, int64_t value)
{
	if (value != UNKNOWN)
		json_int(json, key, value);
	else
		json_null(json, key);
}

/* What is not known is null, which is not an empty list. */
static void write_places(struct json_out *json, const char *key,
    const struct trace_commit *commit, size_t from, size_t to, bool known)
{
	if (!known) {
		json_null(json, key);
		return;
	}
	json_open_array(json, key);
	for (size_t i = from; i < to; i++) {
		const struct trace_place *place = &commit->places[i];
		json_open_object(json, NULL);
		json_text(json, "repository", place->repository);
		json_text(json, "path", place->path);
		json_int(json, "start", place->start);
		json_int(json, "count", place->count);
		json_text(json, "tool", place->tool);
		json_text(json, "model", place->model);
		json_bool(json, "corrected", place->is_corrected);
		json_close_object(json);
	}
	json_close_array(json);
}

static void write_findings(struct json_out *json, const char *key,
    const struct trace_commit *commit, size_t from, size_t to, bool known)
{
	if (!known) {
		json_null(json, key);
		return;
	}
	json_open_array(json, key);
	for (size_t i = from; i < to; i++) {
		const struct trace_finding *finding = &commit->findings[i];
		json_open_object(json, NULL);
		json_text(json, "tool", finding->tool);
		json_text(json, "rule", finding->rule);
		json_text(json, "severity", finding->severity);
		json_text(json, "path", finding->path);
		json_int(json, "line", finding->line);
		json_text(json, "scan_path", finding->scan_path);
		json_int(json, "scan_line", finding->scan_line);
		json_close_object(json);
	}
	json_close_array(json);
}

static void write_list(struct json_out *json, const char *key,
    const struct str *items, size_t count)
{
	json_open_array(json, key);
	for (size_t i = 0; i < count; i++)
		json_text(json, NULL, items[i]);
	json_close_array(json);
}

static void write_commit(struct json_out *json,
    const struct trace_commit *commit, const struct trace_people *people,
    struct arena *scratch)
{
	json_open_object(json, NULL);
	json_text(json, "commit", commit->oid);
	json_text(json, "repository", commit->repository);
	json_text(json, "service", commit->service);
	json_text(json, "when", date_iso_time(scratch, commit->when));
	json_text(json, "author", person_of(commit, people, scratch));
	json_text(json, "tool", commit->tool);
	json_text(json, "model", commit->model);
	json_text(json, "level", commit->level);
	json_number_or_null(json, "alive_lines", commit->alive);
	json_number_or_null(json, "rewritten_lines", commit->rewritten);
	write_places(json, "places", commit, 0, commit->sure_count,
	    commit->alive != UNKNOWN);
	write_findings(json, "findings", commit, 0, commit->finding_count,
	    commit->findings_known);
	write_list(json, "owners", commit->owners, commit->owner_count);
	json_text(json, "review", commit->review);
	json_text(json, "revert", str_from(revert_word(commit->revert)));
	json_text(json, "revert_reason", commit->revert_reason);
	json_int(json, "owners_hidden", (int64_t)commit->owners_hidden);
	write_list(json, "tools", commit->tools, commit->tool_count);
	json_number_or_null(json, "possible_lines", commit->possible);
	write_places(json, "possible_places", commit, commit->sure_count,
	    commit->place_count, commit->possible != UNKNOWN);
	json_number_or_null(json, "corrected_lines", commit->corrected);
	json_number_or_null(json, "shared_lines", commit->shared);
	json_text(json, "name", commit->name);
	write_findings(json, "findings_rewritten", commit,
	    commit->finding_count,
	    commit->finding_count + commit->finding_gone_count,
	    gone_findings(commit) != UNKNOWN);
	json_text(json, "repeats", commit->copied);
	json_text(json, "copy_of", commit->copy_of);
	json_int(json, "closed_findings", commit->closed);
	write_places(json, "copies", commit, commit->place_count,
	    commit->place_count + commit->copy_count, true);
	json_close_object(json);
}

static void write_totals(
    struct json_out *json, const struct trace_totals *totals)
{
	json_open_object(json, "totals");
	json_int(json, "commits", totals->commits);
	json_number_or_null(json, "alive_lines", totals->alive);
	json_number_or_null(json, "rewritten_lines", totals->rewritten);
	json_number_or_null(json, "findings", totals->findings);
	json_open_object(json, "revert");
	for (int i = 0; i < REVERT_STATES; i++)
		json_int(json, revert_word((enum revert_state)i),
		    totals->reverts[i]);
	json_close_object(json);
	json_number_or_null(json, "possible_lines", totals->possible);
	json_number_or_null(json, "corrected_lines", totals->corrected);
	json_number_or_null(json, "shared_lines", totals->shared);
	json_open_object(json, "commits_not_known");
	json_int(json, "alive_lines", totals->alive_not_known);
	json_int(json, "rewritten_lines", totals->rewritten_not_known);
	json_int(json, "findings", totals->findings_not_known);
	json_close_object(json);
	json_number_or_null(json, "findings_rewritten", totals->findings_gone);
	json_close_object(json);
}

static void write_json(struct buf *out, const struct trace *trace,
    const struct trace_people *people, struct arena *scratch)
{
	struct json_out json = { .out = out };
	struct trace_totals totals = trace_sum(trace);
	json_open_object(&json, NULL);
	json_open_array(&json, "commits");
	for (size_t i = 0; i < trace->count; i++)
		write_commit(&json, &trace->commits[i], people, scratch);
	json_close_array(&json);
	write_totals(&json, &totals);
	json_text(&json, "people",
	    people->all		? STR("named")
	    : people->key.known ? STR("pseudonyms")
				: STR("not shown"));
	write_list(&json, "histories_cut_off", trace->cut_off.items,
	    trace->cut_off.count);
	json_close_object(&json);
	buf_add_char(out, '\n');
}

bool trace_write(struct buf *out, const struct trace *trace,
    const struct model *model, enum trace_format format,
    const struct trace_people *people, struct arena *scratch, struct error *err)
{
	if (format == TRACE_SARIF)
		return trace_write_sarif(out, trace, model, scratch, err);
	if (format == TRACE_JSON)
		write_json(out, trace, people, scratch);
	else
		write_rows(out, trace, format, people, scratch);
	return true;
}

/* ---------------------------------------------------------------- first -- */

static void add_problems(struct buf *out, const struct trace_commit *commit)
{
	if (commit->finding_count)
		buf_printf(out,
		    "%zu open problem%s on its lines, the worst " STR_FMT,
		    commit->finding_count,
		    commit->finding_count == 1 ? "" : "s",
		    STR_ARG(commit->findings[0].severity));
	else
		buf_add_z(out, commit->findings_known
				   ? "no open problem on its lines"
				   : "nobody has scanned it since");
	if (commit->alive != UNKNOWN)
		buf_printf(out, ", %lld line%s left", (long long)commit->alive,
		    commit->alive == 1 ? "" : "s");
}

struct str trace_first(const struct trace *trace, struct arena *keep)
{
	struct buf out = { 0 };
	if (!trace->count)
		return STR_NONE;
	const struct trace_commit *commit = &trace->commits[0];
	buf_printf(&out, "Look first at No. 1 (" STR_FMT ", " STR_FMT,
	    STR_ARG(commit->service.len ? commit->service : commit->repository),
	    STR_ARG(print_date(keep, commit->when)));
	for (size_t i = 0; i < commit->owner_count; i++)
		buf_printf(&out, "%s" STR_FMT, i ? " " : ", owned by ",
		    STR_ARG(commit->owners[i]));
	buf_add_z(&out, "): ");
	add_problems(&out, commit);
	if (commit->revert == REVERT_CLEAN)
		buf_add_z(&out, "; undoing it applies");
	else if (commit->revert == REVERT_CONFLICT)
		buf_add_z(&out, "; it can only be mended by hand, as later "
				"work changed the same lines");
	buf_add_char(&out, '.');
	struct str text = arena_str(keep, buf_str(&out));
	buf_free(&out);
	return text;
}

/* ---------------------------------------------------------------- notes -- */

static void note_findings(int64_t count)
{
	if (count > 0)
		fprintf(stderr,
		    "note: %lld open finding%s stood on lines rewritten since "
		    "the scan: %s not\n  counted (findings_rewritten); scan "
		    "the audited revision to see what is left\n",
		    (long long)count, count == 1 ? "" : "s",
		    count == 1 ? "it is" : "they are");
}

static void note_lines(int64_t lines, const char *words)
{
	if (lines != UNKNOWN && lines > 0)
		fprintf(stderr, "note: %lld line%s %s\n", (long long)lines,
		    lines == 1 ? "" : "s", words);
}

void trace_note(const struct trace *trace)
{
	struct trace_totals totals = trace_sum(trace);
	for (size_t i = 0; i < trace->cut_off.count; i++)
		fprintf(stderr,
		    "note: the history of " STR_FMT
		    " is cut off: commits before are not known, nor whose "
		    "their lines are\n",
		    STR_ARG(trace->cut_off.items[i]));
	note_lines(totals.possible,
	    "may be of what is traced: their commits name it, but the record "
	    "of their\n  lines is another tool's and leaves these out "
	    "(possible_lines)");
	note_lines(totals.shared,
	    "stand in commits that another tool took part in, too; nobody "
	    "says which are\n  whose, so a trace of that one has them as well "
	    "(shared_lines)");
	note_lines(totals.corrected,
	    "count by a correction of the configuration (corrected_lines)");
	note_lines(totals.copies,
	    "stand in other clones or forks as well: counted once, to be "
	    "looked at in each\n  (copy_lines)");
	if (totals.repeats)
		fprintf(stderr,
		    "note: %lld commit%s the work of another, picked or "
		    "restored (repeats)\n",
		    (long long)totals.repeats,
		    totals.repeats == 1 ? " repeats" : "s repeat");
	if (totals.closing)
		fprintf(stderr,
		    "note: %lld commit%s ended findings, which undoing brings "
		    "back (closed_findings)\n",
		    (long long)totals.closing, totals.closing == 1 ? "" : "s");
	note_findings(totals.findings_gone);
}
