/* One commit is one row of the table and the CSV. What the table has no room
 * for is a column of the CSV alone; a column that would say nothing of any
 * commit is left out of the table. */
#include "cli/trace_out.h"

#include "base/date.h"
#include "base/vec.h"
#include "cli/table_out.h"

enum { SHORT_OID = 12 };

struct str trace_person(const struct trace_commit *commit,
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
	struct str person = trace_person(c, maker->people, maker->scratch);
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

bool trace_write(struct buf *out, const struct trace *trace,
    const struct model *model, enum trace_format format,
    const struct trace_people *people, struct arena *scratch, struct error *err)
{
	if (format == TRACE_SARIF)
		return trace_write_sarif(out, trace, model, scratch, err);
	if (format == TRACE_JSON)
		trace_write_json(out, trace, people, scratch);
	else
		write_rows(out, trace, format, people, scratch);
	return true;
}
