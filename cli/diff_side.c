/* The tables of a bag that a comparison needs, with rows by their keys. See
 * diff_side.h. */
#include "cli/diff_side.h"

#include <math.h>

#define RECORDS "data/trace/records/finding.open-by-severity.csv"

bool diff_side_wants(struct str path)
{
	return !str_starts(path, STR("data/")) ||
	       str_starts(path, STR("data/tables/")) ||
	       str_starts(path, STR("data/method/")) ||
	       str_starts(path, STR("data/controls/")) ||
	       str_starts(path, STR("data/trace/"));
}

struct str diff_cell(const struct rules *table, size_t row, const char *name)
{
	for (size_t i = 0; i < table->column_count; i++)
		if (str_equal_z(table->columns[i], name))
			return rules_cell(table, row, i);
	return STR_NONE;
}

static bool read_table(struct rules *table, const struct found_bag *bag,
    const char *path, struct arena *keep, struct error *err)
{
	if (found_file(bag, path))
		return rules_parse(table, str_from(path),
			   found_content(bag, path), keep, err) ||
		       error_while(
			   err, "reading the bag " STR_FMT, STR_ARG(bag->name));
	error_set(err, ERROR_INPUT, "the bag " STR_FMT " has no %s",
	    STR_ARG(bag->name), path);
	return error_fix(err, "make it anew with assay report --bag");
}

/* A table that a bag has only where there is something to tell. */
static bool read_some(struct rules *table, const struct found_bag *bag,
    const char *path, struct arena *keep, struct error *err)
{
	*table = (struct rules){ 0 };
	return !found_file(bag, path) ||
	       read_table(table, bag, path, keep, err);
}

/* Measures against their limits: the table of page one, by its columns. */
static bool read_page(struct diff_side *side, const struct found_bag *bag,
    struct arena *keep, struct error *err)
{
	for (size_t i = 0; i < bag->count; i++) {
		struct str path = bag->items[i].path;
		if (!str_starts(path, STR("data/tables/T-")) ||
		    !str_starts(bag->items[i].content,
			STR("measure,id,value,low,high,hit,n,")))
			continue;
		return read_table(
		    &side->page, bag, arena_z(keep, path), keep, err);
	}
	side->page = (struct rules){ 0 };
	return true;
}

static void index_rows(struct map *rows, const struct rules *table,
    const char *first, const char *second, struct arena *keep)
{
	*rows = (struct map){ .arena = keep };
	for (size_t i = 0; i < table->row_count; i++) {
		struct str key = diff_cell(table, i, first);
		if (second)
			key = arena_printf(keep, STR_FMT " " STR_FMT,
			    STR_ARG(key), STR_ARG(diff_cell(table, i, second)));
		if (key.len)
			map_put(rows, key, NULL)->number = (int64_t)i;
	}
}

/* A bag keeps the first records of a large population. */
static bool is_cut(const struct rules *measures)
{
	for (size_t i = 0; i < measures->row_count; i++)
		if (str_equal_z(diff_cell(measures, i, "file"), RECORDS))
			return !str_equal(diff_cell(measures, i, "records"),
			    diff_cell(measures, i, "kept"));
	return false;
}

bool diff_side_read(struct diff_side *side, const struct found_bag *bag,
    struct arena *keep, struct error *err)
{
	struct rules measures;
	*side = (struct diff_side){ .name = bag->name,
		.period = found_info(bag, "Period") };
	if (!read_page(side, bag, keep, err) ||
	    !read_table(
		&side->method, bag, "data/method/measures.csv", keep, err) ||
	    !read_some(
		&side->scanners, bag, "data/method/scanners.csv", keep, err) ||
	    !read_some(&measures, bag, "data/trace/measures.csv", keep, err) ||
	    !read_some(&side->findings, bag, RECORDS, keep, err) ||
	    !read_some(&side->fixed, bag,
		"data/trace/records/finding.fixed-by.csv", keep, err) ||
	    !read_some(&side->controls, bag, "data/controls/control-matrix.csv",
		keep, err))
		return false;
	side->cut = is_cut(&measures);
	index_rows(&side->finding_rows, &side->findings, "finding", NULL, keep);
	index_rows(&side->fixed_rows, &side->fixed, "finding", NULL, keep);
	index_rows(
	    &side->control_rows, &side->controls, "list", "control", keep);
	return true;
}

bool diff_headline_find(
    size_t *row, const struct diff_side *side, struct str id)
{
	for (*row = 0; *row < side->page.row_count; ++*row)
		if (str_equal(diff_cell(&side->page, *row, "id"), id))
			return true;
	return false;
}

static double real_or(
    const struct rules *page, size_t row, const char *name, double none)
{
	double value;
	return str_to_double(diff_cell(page, row, name), &value) ? value : none;
}

/* What the report itself says of the change since the period before. */
static void read_change(
    struct diff_headline *headline, const struct rules *page, size_t row)
{
	headline->change_word = diff_cell(page, row, "change_word");
	headline->previous = real_or(page, row, "previous", NAN);
	headline->change = (struct estimate){
		real_or(page, row, "change", NAN),
		real_or(page, row, "change_low", NAN),
		real_or(page, row, "change_high", NAN),
	};
	headline->has_change_interval =
	    !isnan(headline->change.low) && !isnan(headline->change.high);
	headline->p_adjusted = real_or(page, row, "change_p_adjusted", 1);
}

static void read_definition(
    struct diff_headline *headline, const struct rules *method)
{
	for (size_t i = 0; i < method->row_count; i++) {
		if (!str_equal(diff_cell(method, i, "measure"), headline->id))
			continue;
		headline->kind = diff_cell(method, i, "kind");
		headline->interval = diff_cell(method, i, "interval");
		headline->good = diff_cell(method, i, "good");
		headline->definition = diff_cell(method, i, "sha256");
	}
}

void diff_headline_read(
    struct diff_headline *headline, const struct diff_side *side, size_t row)
{
	const struct rules *page = &side->page;
	*headline = (struct diff_headline){
		.id = diff_cell(page, row, "id"),
		.name = diff_cell(page, row, "measure"),
	};
	read_change(headline, page, row);
	read_definition(headline, &side->method);
	headline->known = str_to_double(
	    diff_cell(page, row, "value"), &headline->value.value);
	headline->has_interval =
	    str_to_double(diff_cell(page, row, "low"), &headline->value.low) &&
	    str_to_double(diff_cell(page, row, "high"), &headline->value.high);
	if (!str_to_int(diff_cell(page, row, "hit"), &headline->hit) ||
	    !str_to_int(diff_cell(page, row, "n"), &headline->n))
		headline->hit = headline->n = 0;
}
