/* Reads the header of a measure. Every field is one row of the table below;
 * a field that is not in it, or a value outside its closed set, is an error
 * at its line, so that a slip in a user's own measure is found at load. */
#include "analysis/measure.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/compute.h"
#include "analysis/inputs.h"
#include "analysis/made.h"
#include "analysis/needs.h"
#include "analysis/unread.h"
#include "base/file.h"
#include "base/vec.h"

#define MEASURE_FOLDER "analysis/measures/"
enum { MEASURE_SIZE_MAX = 1 << 20, MEASURES_MAX = 10000 };

static const char *const kinds[] = { "count", "share", "rate", "time", "table",
	NULL };
static const char *const bases[] = { "flow", "stock", NULL };
static const char *const directions[] = { "none", "up", "down", NULL };
static const char *const readings[] = { "plain", "ai", "rest", "difference",
	"capture", "behaviour", NULL };
static const char *const intervals[] = { "chance", "none", "records", NULL };
static const char *const minimums[] = { "rows", "records", NULL };
static const char *const periods[] = { "last", "all", NULL };
/* What is hidden without --restricted: cells of small teams, of few people,
 * of these also all records, or the whole, as its rows are people. */
static const char *const groups[] = { "teams", "people", "records", "persons",
	NULL };
enum { HIDE_PEOPLE = 1, HIDE_RECORDS, HIDE_PERSONS };
static const char *const classes[WORD_CLASSES] = {
	[CLASS_NOT_ASSESSED] = "not_assessed",
	[CLASS_TOO_LITTLE] = "too_little",
	[CLASS_CLEAR_UP] = "clear_up",
	[CLASS_CLEAR_DOWN] = "clear_down",
	[CLASS_EQUAL] = "equal",
	[CLASS_OPEN] = "open",
	[CLASS_NOT_COMPARABLE] = "not_comparable",
	[CLASS_NONE] = "none",
};

const char *measure_kind_name(enum measure_kind kind)
{
	return kinds[kind];
}

const char *measure_direction_name(enum measure_direction direction)
{
	return directions[direction];
}

const char *measure_basis_name(enum measure_basis basis)
{
	return bases[basis];
}

const char *word_class_name(enum word_class class)
{
	return classes[class];
}

bool measure_is_ratio(const struct measure *measure)
{
	return measure->kind == MEASURE_RATE &&
	       (measure->reading == READING_PLAIN ||
		   measure->reading == READING_BEHAVIOUR);
}

struct str measure_select(const struct measure *measure)
{
	struct str sql = str_trim(measure->sql);
	if (str_ends(sql, STR(";")))
		sql.len--;
	return sql;
}

bool list_next(struct str *rest, struct str *item)
{
	while (str_split(rest, ',', item)) {
		*item = str_trim(*item);
		if (item->len)
			return true;
	}
	return false;
}

bool list_has(struct str list, struct str item)
{
	struct str part;
	while (list_next(&list, &part))
		if (str_equal(part, item))
			return true;
	return false;
}

/* What a header may say, before it is a measure. */
struct header {
	struct str kind;
	struct str basis;
	struct str direction;
	struct str interval;
	struct str reading;
	struct str minimum;
	struct str hide;
	struct str period;
	struct str same;
	struct measure *measure;
};

struct field {
	const char *name;
	const char *const *values; /* NULL: any text */
	bool required;
	bool of_measure; /* OFFSET is in struct measure */
	size_t offset;	 /* of the struct str */
};

/* clang-format off */
#define IN_HEADER(member) false, offsetof(struct header, member)
#define IN_MEASURE(member) true, offsetof(struct measure, member)
static const struct field fields[] = {
	{ "title", NULL, true, IN_MEASURE(title) },
	{ "meaning", NULL, true, IN_MEASURE(meaning) },
	{ "kind", kinds, true, IN_HEADER(kind) },
	{ "basis", bases, true, IN_HEADER(basis) },
	{ "direction", directions, false, IN_HEADER(direction) },
	{ "unit", NULL, true, IN_MEASURE(unit) },
	{ "record", NULL, true, IN_MEASURE(record) },
	{ "sources", NULL, true, IN_MEASURE(sources) },
	{ "needs", NULL, false, IN_MEASURE(needs) },
	{ "unread", NULL, false, IN_MEASURE(unread) },
	{ "made", NULL, false, IN_MEASURE(made) },
	{ "dates", NULL, false, IN_MEASURE(dates) },
	{ "keys", NULL, false, IN_MEASURE(keys) },
	{ "family", NULL, false, IN_MEASURE(family) },
	{ "strata", NULL, false, IN_MEASURE(strata) },
	{ "columns", NULL, false, IN_MEASURE(columns) },
	{ "compute", NULL, false, IN_MEASURE(compute) },
	{ "interval", intervals, false, IN_HEADER(interval) },
	{ "reading", readings, false, IN_HEADER(reading) },
	{ "minimum", minimums, false, IN_HEADER(minimum) },
	{ "hide", groups, false, IN_HEADER(hide) },
	{ "period", periods, false, IN_HEADER(period) },
	{ "same", NULL, false, IN_HEADER(same) },
};
/* clang-format on */
enum { FIELDS = sizeof fields / sizeof *fields };

static struct str *field_at(struct header *header, const struct field *field)
{
	char *base =
	    field->of_measure ? (char *)header->measure : (char *)header;
	return (struct str *)(void *)(base + field->offset);
}

static const struct field *field_named(struct str name)
{
	for (size_t i = 0; i < FIELDS; i++)
		if (str_equal_z(name, fields[i].name))
			return &fields[i];
	return NULL;
}

static int index_of(const char *const *values, struct str value)
{
	for (int i = 0; values[i]; i++)
		if (str_equal_z(value, values[i]))
			return i;
	return -1;
}

static struct str words_of(const char *const *values, struct arena *keep)
{
	struct str all = STR("");
	for (size_t i = 0; values[i]; i++)
		all = arena_printf(keep, STR_FMT "%s%s", STR_ARG(all),
		    i ? ", " : "", values[i]);
	return all;
}

/* One line "-- name: value". */
static bool read_field(struct header *header, const struct field **last,
    struct str text, struct place place, struct arena *keep, struct error *err)
{
	size_t colon = str_find_byte(text, ':');
	struct str name = str_trim(str_slice(text, 0, colon));
	struct str value = str_trim(str_skip(text, colon + 1));
	const struct field *field = field_named(name);
	if (colon == text.len || !field) {
		error_at(err, place,
		    "expected a field of a measure, found \"" STR_FMT "\"",
		    STR_ARG(name));
		return error_fix(err,
		    "fields are title, meaning, kind, basis, direction, unit, "
		    "record, sources, needs, unread, made, dates, keys, "
		    "family, "
		    "strata, "
		    "columns, compute, "
		    "interval, reading, minimum, hide, period and same; an "
		    "empty line ends them");
	}
	if (field_at(header, field)->ptr)
		return error_at(
		    err, place, "the field \"%s\" is given twice", field->name);
	if (field->values && index_of(field->values, value) < 0)
		return error_at(err, place,
		    "expected one of " STR_FMT ", found \"" STR_FMT "\"",
		    STR_ARG(words_of(field->values, keep)), STR_ARG(value));
	*field_at(header, field) = value;
	*last = field;
	return true;
}

static bool check_required(
    struct header *header, struct place place, struct error *err)
{
	place.line = 1;
	for (size_t i = 0; i < FIELDS; i++)
		if (fields[i].required && !field_at(header, &fields[i])->len)
			return error_at(err, place,
			    "expected the field \"%s\", found none",
			    fields[i].name);
	return true;
}

static int choice(const char *const *values, struct str value)
{
	return value.ptr ? index_of(values, value) : 0;
}

/* Sources come from a closed set too. */
static bool check_sources(
    const struct measure *measure, struct place place, struct error *err)
{
	struct str rest = measure->sources;
	struct str name;
	place.line = 1;
	while (list_next(&rest, &name))
		if (!input_words(name).ptr)
			return error_at(err, place,
			    "expected sources that a measure can name, found "
			    "\"" STR_FMT "\"; docs/method.md lists them",
			    STR_ARG(name));
	return true;
}

/* And so do needs. */
static bool check_needs(const struct measure *measure, struct place place,
    struct arena *keep, struct error *err)
{
	struct str rest = measure->needs;
	struct str name;
	place.line = 1;
	while (list_next(&rest, &name))
		if (!need_words(measure, name, keep).ptr)
			return error_at(err, place,
			    "expected needs of the table in docs/method.md, "
			    "such as scan or history, found \"" STR_FMT "\"",
			    STR_ARG(name));
	return true;
}

/* Only tables have rows that are computed. */
static bool check_compute(
    const struct measure *measure, struct place place, struct error *err)
{
	place.line = 1;
	if (!measure->compute.len)
		return true;
	if (measure->kind != MEASURE_TABLE)
		return error_at(
		    err, place, "only a measure of kind table has \"compute\"");
	if (!compute_words(measure->compute).ptr)
		return error_at(err, place,
		    "expected what rows are computed by, found \"" STR_FMT
		    "\"; docs/method.md lists it",
		    STR_ARG(measure->compute));
	return true;
}

static bool check_made(
    const struct measure *measure, struct place place, struct error *err)
{
	place.line = 1;
	return !measure->made.len || made_exists(measure->made) ||
	       error_at(err, place,
		   "expected a table that can be made, found \"" STR_FMT "\"",
		   STR_ARG(measure->made));
}

static bool check_unread(
    const struct measure *measure, struct place place, struct error *err)
{
	struct str rest = measure->unread;
	struct str name;
	place.line = 1;
	while (list_next(&rest, &name))
		if (!unread_words(name).ptr)
			return error_at(err, place,
			    "expected unread out of mcp, secret and "
			    "dependency, found \"" STR_FMT "\"",
			    STR_ARG(name));
	return true;
}

static void set_choices(const struct header *header)
{
	struct measure *m = header->measure;
	int interval = choice(intervals, header->interval);
	int hide = choice(groups, header->hide);
	m->kind = (enum measure_kind)choice(kinds, header->kind);
	m->basis = (enum measure_basis)choice(bases, header->basis);
	m->direction =
	    (enum measure_direction)choice(directions, header->direction);
	m->reading = (enum measure_reading)choice(readings, header->reading);
	m->census = interval == 1;
	m->weighted = interval == 2;
	m->of_all = choice(periods, header->period) == 1;
	m->by_people = hide == HIDE_PEOPLE;
	m->of_persons = hide == HIDE_PERSONS;
	m->records_hidden = hide >= HIDE_RECORDS;
	m->by_record = m->weighted || choice(minimums, header->minimum) == 1;
}

/* "ai.commit_share" of ".../ai/ai.commit_share.sql". */
static bool set_id(struct measure *measure, struct str path, struct error *err)
{
	struct str base = path_base(path);
	struct place place = { .file = path };
	struct str id = str_slice(base, 0, base.len - strlen(".sql"));
	if (!str_ends(base, STR(".sql")) || str_find_byte(id, '.') == id.len ||
	    id.ptr[0] == '.')
		return error_at(err, place,
		    "expected a file name such as family.noun.sql, found "
		    "\"" STR_FMT "\"",
		    STR_ARG(base));
	measure->id = id;
	measure->path = path;
	return true;
}

bool measure_parse(struct measure *measure, struct str *same,
    struct str content, struct str path, struct arena *keep, struct error *err)
{
	struct header header = { .measure = measure };
	const struct field *last = NULL;
	struct place place = { .file = path };
	struct str rest = content;
	struct str line;
	*measure = (struct measure){ 0 };
	if (!set_id(measure, path, err))
		return false;
	for (;;) {
		struct str before = rest;
		place.line++;
		if (!str_line(&rest, &line) || !str_starts(line, STR("--"))) {
			rest = before;
			break;
		}
		line = str_skip(line, 2);
		if (last && str_starts(line, STR("   "))) {
			struct str *value = field_at(&header, last);
			*value = arena_printf(keep, STR_FMT " " STR_FMT,
			    STR_ARG(*value), STR_ARG(str_trim(line)));
		} else if (!read_field(
			       &header, &last, line, place, keep, err)) {
			return false;
		}
	}
	set_choices(&header);
	measure->sql = rest;
	measure->sql_line = (int)place.line;
	*same = header.same;
	return check_required(&header, place, err) &&
	       check_sources(measure, place, err) &&
	       check_compute(measure, place, err) &&
	       check_needs(measure, place, keep, err) &&
	       check_unread(measure, place, err) &&
	       check_made(measure, place, err);
}

static int compare_measure(const void *a, const void *b)
{
	const struct measure *x = a;
	const struct measure *y = b;
	return str_compare(x->id, y->id);
}

struct loading {
	VEC(struct measure) all;
	VEC(struct str) same;
	struct arena *keep;
};

static bool add_measure(struct loading *loading, struct str content,
    struct str path, struct error *err)
{
	struct measure measure;
	struct str same;
	if (loading->all.count >= MEASURES_MAX)
		return error_set(
		    err, ERROR_INPUT, "more than %d measures", MEASURES_MAX);
	if (!measure_parse(&measure, &same, content, path, loading->keep, err))
		return false;
	for (size_t i = 0; i < loading->all.count; i++)
		if (str_equal(loading->all.items[i].id, measure.id)) {
			struct place place = { .file = path };
			error_at(err, place,
			    "the measure " STR_FMT " exists already",
			    STR_ARG(measure.id));
			return error_fix(err, "rename the file");
		}
	VEC_PUSH(&loading->all, loading->keep, measure);
	VEC_PUSH(&loading->same, loading->keep, same);
	return true;
}

static bool add_built_in(struct loading *loading,
    const struct asset_folders *folders, struct error *err)
{
	size_t at = 0;
	struct str name;
	struct str content;
	while (asset_next(&at, STR(MEASURE_FOLDER), &name))
		if (!asset_read(&content, folders, name, loading->keep, err) ||
		    !add_measure(loading, content, name, err))
			return false;
	return true;
}

static bool add_folder(
    struct loading *loading, struct str folder, int depth, struct error *err)
{
	struct str_list names = { 0 };
	if (!file_list(&names, folder, loading->keep, err))
		return false;
	for (size_t i = 0; i < names.count; i++) {
		struct str path =
		    path_join(loading->keep, folder, names.items[i]);
		struct str content;
		if (depth == 0 && file_is_folder(path)) {
			if (!add_folder(loading, path, depth + 1, err))
				return false;
		} else if (str_ends(path, STR(".sql"))) {
			if (!file_read(&content, path, MEASURE_SIZE_MAX,
				loading->keep, err) ||
			    !add_measure(loading, content, path, err))
				return false;
		}
	}
	return true;
}

/* Gives measures that share a query that query. */
static bool share_queries(struct loading *loading, struct error *err)
{
	for (size_t i = 0; i < loading->all.count; i++) {
		struct measure *m = &loading->all.items[i];
		struct place place = { .file = m->path, .line = 1 };
		const struct measure *other = NULL;
		if (!loading->same.items[i].ptr)
			continue;
		for (size_t j = 0; j < loading->all.count; j++)
			if (str_equal(loading->all.items[j].id,
				loading->same.items[i]) &&
			    !loading->same.items[j].ptr)
				other = &loading->all.items[j];
		if (!other)
			return error_at(err, place,
			    "expected a measure with a query of its own, "
			    "found \"" STR_FMT "\"",
			    STR_ARG(loading->same.items[i]));
		m->sql = other->sql;
		if (!m->keys.ptr)
			m->keys = other->keys;
		if (!m->strata.ptr)
			m->strata = other->strata;
	}
	return true;
}

bool measures_load(struct measure **measures, size_t *count,
    const struct asset_folders *folders, struct str folder, struct arena *keep,
    struct error *err)
{
	struct loading loading = { .keep = keep };
	if (!add_built_in(&loading, folders, err) ||
	    (folder.len && !add_folder(&loading, folder, 0, err)) ||
	    !share_queries(&loading, err))
		return false;
	if (loading.all.count)
		qsort(loading.all.items, loading.all.count,
		    sizeof *loading.all.items, compare_measure);
	*measures = loading.all.items;
	*count = loading.all.count;
	return true;
}
