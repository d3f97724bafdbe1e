/* A suite is a repository, a case an item: failed, skipped (waived, or not
 * assessed), or in error when a required one is not assessed, so that a build
 * server stops at what the gate stops at. The format is that of Ant's JUnit
 * task as build servers read it (testmoapp/junitxml, common attributes). */
#include "cli/gate_out.h"

#include "base/utf8.h"
#include "render/html/escape.h"

/* How many rows of REPOSITORY are told as each kind. */
struct tally {
	size_t tests;
	size_t failures;
	size_t errors;
	size_t skipped;
};

static bool is_error(const struct readiness_item *item, size_t repository)
{
	return item->required &&
	       item->rows[repository].status == READINESS_NOT_ASSESSED;
}

static void add(struct tally *tally, const struct gate *gate, size_t k)
{
	const struct readiness *r = gate->readiness;
	for (size_t i = 0; i < r->item_count; i++) {
		enum readiness_status status = r->items[i].rows[k].status;
		if (!gate_tells(gate, i, k))
			continue;
		tally->tests++;
		if (status == READINESS_FAIL)
			tally->failures++;
		else if (is_error(&r->items[i], k))
			tally->errors++;
		else if (status != READINESS_PASS)
			tally->skipped++;
	}
}

static void write_tally(
    struct buf *out, const struct tally *tally, bool has_skipped)
{
	buf_printf(out, " tests=\"%zu\" failures=\"%zu\" errors=\"%zu\"",
	    tally->tests, tally->failures, tally->errors);
	if (has_skipped)
		buf_printf(out, " skipped=\"%zu\"", tally->skipped);
}

static void write_places(struct buf *out, const struct readiness_row *row)
{
	for (size_t p = 0; p < row->places.count && p < GATE_PLACES_MAX; p++) {
		const struct check_place *place = &row->places.items[p];
		if (place->path.len)
			html_add_text(out, place->path);
		if (place->path.len && place->line)
			buf_printf(out, ":%lld", (long long)place->line);
		if (place->path.len)
			buf_add_z(out, ": ");
		html_add_text(out, place->text);
		buf_add_char(out, '\n');
	}
}

static void write_outcome(struct buf *out, const char *element,
    const struct readiness_item *item, const struct readiness_row *row)
{
	buf_printf(out, "<%s", element);
	html_add_attribute(
	    out, "message", row->reason.len ? row->reason : STR(""));
	if (element[0] != 's')
		html_add_attribute(out, "type", item->severity);
	if (element[0] == 's' || !row->places.count) {
		buf_add_z(out, "/>");
		return;
	}
	buf_add_char(out, '>');
	write_places(out, row);
	buf_printf(out, "</%s>", element);
}

static void write_case(
    struct buf *out, const struct gate *gate, size_t i, size_t k)
{
	const struct readiness_item *item = &gate->readiness->items[i];
	const struct readiness_row *row = &item->rows[k];
	struct buf name = { 0 };
	buf_printf(&name, STR_FMT " " STR_FMT, STR_ARG(item->id),
	    STR_ARG(item->title));
	buf_add_z(out, "    <testcase");
	html_add_attribute(out, "classname", STR("assay.gate"));
	html_add_attribute(out, "name", buf_str(&name));
	if (row->places.count && row->places.items[0].path.len)
		html_add_attribute(out, "file", row->places.items[0].path);
	if (row->places.count && row->places.items[0].line)
		buf_printf(out, " line=\"%lld\"",
		    (long long)row->places.items[0].line);
	buf_add_z(out, " time=\"0\">");
	if (row->status == READINESS_FAIL)
		write_outcome(out, "failure", item, row);
	else if (is_error(item, k))
		write_outcome(out, "error", item, row);
	else if (row->status != READINESS_PASS)
		write_outcome(out, "skipped", item, row);
	buf_add_z(out, "</testcase>\n");
	buf_free(&name);
}

void gate_write_junit(
    struct buf *out, const struct gate *gate, struct arena *scratch)
{
	const struct readiness *r = gate->readiness;
	struct tally all = { 0 };
	(void)scratch;
	for (size_t k = 0; k < r->repositories.count; k++)
		add(&all, gate, k);
	buf_add_z(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		       "<testsuites name=\"assay gate\"");
	write_tally(out, &all, false);
	buf_add_z(out, ">\n");
	for (size_t k = 0; k < r->repositories.count; k++) {
		struct tally one = { 0 };
		add(&one, gate, k);
		buf_add_z(out, "  <testsuite");
		html_add_attribute(out, "name", r->repositories.items[k].key);
		write_tally(out, &one, true);
		buf_add_z(out, " time=\"0\">\n");
		for (size_t i = 0; i < r->item_count; i++)
			if (gate_tells(gate, i, k))
				write_case(out, gate, i, k);
		buf_add_z(out, "  </testsuite>\n");
	}
	buf_add_z(out, "</testsuites>\n");
}
