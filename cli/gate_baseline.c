/* Places are compared by path and text without their lines, which move; a
 * commit is named by its text. */
#include "cli/gate_baseline.h"

#include "base/file.h"
#include "base/map.h"
#include "importers/conf/conf.h"

enum { BASELINE_SIZE_MAX = 256 << 20 };

/* What the baseline says of an item in a repository. */
struct before {
	enum readiness_status status;
	int64_t exceptions;
	int64_t place_count; /* also those that it does not list */
	struct map places;   /* "path\ntext" -> how many are listed */
};

struct comparing {
	struct map rows; /* "RD-101\nrepository" -> struct before */
	struct arena *keep;
};

static struct str row_key(
    const struct comparing *comparing, struct str item, struct str repository)
{
	return arena_printf(comparing->keep, STR_FMT "\n" STR_FMT,
	    STR_ARG(item), STR_ARG(repository));
}

static bool read_status(enum readiness_status *status, struct str text)
{
	for (int i = READINESS_PASS; i <= READINESS_FAIL; i++) {
		*status = (enum readiness_status)i;
		if (str_equal_z(text, readiness_status_name(*status)))
			return true;
	}
	return false;
}

static int64_t number(const struct conf *table, const char *key)
{
	const struct conf *member = conf_get(table, key);
	int64_t value;
	return member && str_to_int(member->text, &value) ? value : 0;
}

static bool read_row(struct comparing *comparing, struct str item,
    const struct conf *row, struct str file, struct error *err)
{
	struct before *before = ARENA_NEW(comparing->keep, struct before);
	const struct conf *places = conf_list(row, "places");
	if (!read_status(&before->status, conf_text(row, "status")))
		return error_at(err,
		    (struct place){ file, row->line, row->column },
		    "expected a status of assay gate, found \"" STR_FMT "\"",
		    STR_ARG(conf_text(row, "status")));
	before->exceptions = number(row, "exceptions");
	before->place_count = number(row, "places_count");
	before->places.arena = comparing->keep;
	for (const struct conf *p = places ? places->first : NULL; p;
	     p = p->next)
		map_put(&before->places,
		    row_key(
			comparing, conf_text(p, "path"), conf_text(p, "text")),
		    NULL)
		    ->number++;
	map_put(&comparing->rows,
	    row_key(comparing, item, conf_text(row, "repository")), NULL)
	    ->pointer = before;
	return true;
}

static bool read_baseline(
    struct comparing *comparing, struct str file, struct error *err)
{
	struct str bytes;
	struct conf *tree;
	const struct conf *items;
	if (!file_read(&bytes, file, BASELINE_SIZE_MAX, comparing->keep, err) ||
	    !conf_read_json(&tree, bytes, file, false, comparing->keep, err))
		return error_while(err, "reading the baseline");
	items = conf_list(tree, "items");
	if (!items) {
		error_at(err, (struct place){ file, 1, 1 },
		    "expected a list \"items\", found none");
		return error_fix(
		    err, "a baseline is what assay gate --format json wrote");
	}
	for (const struct conf *i = items->first; i; i = i->next) {
		const struct conf *rows = conf_list(i, "repositories");
		for (const struct conf *row = rows ? rows->first : NULL; row;
		     row = row->next)
			if (!read_row(
				comparing, conf_text(i, "id"), row, file, err))
				return false;
	}
	return true;
}

/* Whether ROW has a place that the baseline does not list, where that lists
 * all of its own. */
static bool has_new_place(const struct comparing *comparing,
    const struct before *before, const struct readiness_row *row)
{
	struct map seen = { .arena = comparing->keep };
	if ((int64_t)row->places.count > before->place_count)
		return true;
	if (before->place_count > GATE_PLACES_MAX)
		return false;
	for (size_t p = 0; p < row->places.count; p++) {
		const struct check_place *place = &row->places.items[p];
		struct str key = row_key(comparing, place->path, place->text);
		const union map_value *known = map_get(&before->places, key);
		if (++map_put(&seen, key, NULL)->number >
		    (known ? known->number : 0))
			return true;
	}
	return false;
}

static bool is_worse(const struct comparing *comparing, struct str item,
    struct str repository, const struct readiness_row *row)
{
	const union map_value *found =
	    map_get(&comparing->rows, row_key(comparing, item, repository));
	const struct before *before = found ? found->pointer : NULL;
	if (!before)
		return row->status != READINESS_PASS;
	if (row->status != before->status)
		return row->status > before->status;
	return row->status == READINESS_FAIL &&
	       (row->exceptions > before->exceptions ||
		   has_new_place(comparing, before, row));
}

/* The verdict over the rows that got worse alone. */
static void settle(struct gate *gate)
{
	const struct readiness *r = gate->readiness;
	gate->verdict = VERDICT_PASS;
	for (size_t i = 0; i < r->item_count; i++)
		for (size_t k = 0; k < r->repositories.count; k++) {
			enum readiness_verdict one;
			if (!gate_tells(gate, i, k))
				continue;
			one = readiness_row_verdict(
			    &r->items[i], r->items[i].rows[k].status);
			if (one > gate->verdict)
				gate->verdict = one;
		}
	gate->passed = readiness_passed(gate->verdict);
}

bool gate_compare(struct gate *gate, const struct readiness *readiness,
    struct str file, struct arena *keep, struct error *err)
{
	struct comparing comparing = { { .arena = keep }, keep };
	size_t count = readiness->repositories.count;
	if (!read_baseline(&comparing, file, err))
		return false;
	gate->baseline = file;
	gate->worse = arena_array(
	    keep, readiness->item_count * count + 1, sizeof *gate->worse);
	for (size_t i = 0; i < readiness->item_count; i++)
		for (size_t k = 0; k < count; k++)
			gate->worse[i * count + k] =
			    is_worse(&comparing, readiness->items[i].id,
				readiness->repositories.items[k].key,
				&readiness->items[i].rows[k]);
	settle(gate);
	return true;
}
