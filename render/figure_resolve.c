/* What each kind of chart asks of its measure, checked when a template is read:
 * one row a kind. A kind without a row takes any measure. */
#include "analysis/measure.h"
#include "render/figure.h"

enum wants {
	WANTS_TIME = 1 << 0,
	WANTS_RATIO = 1 << 1,
	WANTS_FIGURE = 1 << 2, /* anything but a table */
	WANTS_NONE = 1 << 3,   /* no measure: it knows its own */
	WANTS_BY = 1 << 4,
	WANTS_GAP = 1 << 5, /* at least one <gap> */
	WANTS_RATE = 1 << 6,
	WANTS_SHARE = 1 << 7,
	WANTS_PANELS = 1 << 8, /* a second key may part it into panels */
	WANTS_COLUMN = 1 << 9, /* one, in "columns" */
};

static const struct need {
	const char *kind;
	int wants;
	const char *columns; /* of a table measure; NULL: none is asked */
	const char *words;
} needs[] = {
	{ "origin", 0, "stage lines left left_as assessed",
	    "a table measure with the columns stage, lines, left, left_as and "
	    "assessed" },
	{ "forest", WANTS_RATIO, NULL, "a rate that compares two sides" },
	{ "control", WANTS_FIGURE, NULL, "a measure that is no table" },
	{ "heat", WANTS_NONE | WANTS_BY | WANTS_GAP, NULL, NULL },
	{ "matrix", 0, "control title result strength since",
	    "a table measure with the columns control, title, result, strength "
	    "and since" },
	{ "recall", 0, "date repository lines problems",
	    "a table measure with the columns date, repository, lines and "
	    "problems" },
	{ "survival", WANTS_TIME, NULL, "a measure of times" },
	{ "waterfall", WANTS_NONE, NULL, NULL },
	{ "funnel", WANTS_RATE | WANTS_BY, NULL, "a rate" },
	{ "dumbbell", WANTS_RATE | WANTS_BY, NULL, "a rate" },
	{ "slope", WANTS_SHARE | WANTS_BY, NULL, "a share" },
	{ "multiples", WANTS_COLUMN, "team month standing before after state",
	    "a table measure with the columns team, month, standing, before, "
	    "after and state" },
	{ "scatter", WANTS_RATE | WANTS_SHARE | WANTS_BY | WANTS_PANELS, NULL,
	    "a rate or a share" },
};

static const struct need *need_of(struct str kind)
{
	for (size_t i = 0; i < sizeof needs / sizeof *needs; i++)
		if (str_equal_z(kind, needs[i].kind))
			return &needs[i];
	return NULL;
}

static bool has_column(const struct measure *measure, struct str name)
{
	struct str rest = measure->columns;
	struct str part;
	while (str_split(&rest, ';', &part)) {
		part = str_trim(part);
		if (str_equal(
			str_slice(part, 0, str_find_byte(part, ' ')), name))
			return true;
	}
	return false;
}

static bool has_columns(const struct measure *measure, const char *columns)
{
	struct str rest = str_from(columns);
	struct str name;
	if (measure->kind != MEASURE_TABLE)
		return false;
	while (str_split(&rest, ' ', &name))
		if (!has_column(measure, name))
			return false;
	return true;
}

static bool suits(const struct need *need, const struct measure *measure)
{
	if (need->columns)
		return has_columns(measure, need->columns);
	if (need->wants & WANTS_TIME)
		return measure->kind == MEASURE_TIME;
	if (need->wants & WANTS_RATIO)
		return measure_is_ratio(measure);
	if (need->wants & (WANTS_RATE | WANTS_SHARE))
		return (need->wants & WANTS_RATE &&
			   measure->kind == MEASURE_RATE) ||
		       (need->wants & WANTS_SHARE &&
			   measure->kind == MEASURE_SHARE &&
			   measure->reading != READING_DIFFERENCE);
	return !(need->wants & WANTS_FIGURE) || measure->kind != MEASURE_TABLE;
}

static size_t count_keys(const struct template_node *node)
{
	struct str rest = template_get(node, "by");
	struct str key;
	size_t count = 0;
	while (str_split(&rest, ' ', &key))
		count += key.len > 0;
	return count;
}

static bool has_gap(const struct template_node *node)
{
	for (const struct template_node *at = node->first; at; at = at->next)
		if (template_is(at, "gap"))
			return true;
	return false;
}

/* The column that is drawn, where the kind draws one of several. */
static bool resolve_column(const struct need *need,
    const struct template_node *node, const struct measure *measure,
    struct error *err)
{
	struct str column = template_get(node, "columns");
	if (!(need->wants & WANTS_COLUMN) || !measure)
		return true;
	if (!column.len)
		return error_at(err, template_place(node, "kind"),
		    "expected \"columns\" with the column to draw for a chart "
		    "of kind \"%s\"",
		    need->kind);
	if (has_column(measure, column))
		return true;
	error_at(err, template_place(node, "columns"),
	    "expected one column of " STR_FMT ", found \"" STR_FMT "\"",
	    STR_ARG(measure->id), STR_ARG(column));
	return error_fix(err, "assay explain " STR_FMT " says what it holds",
	    STR_ARG(measure->id));
}

bool chart_resolve(const struct template_node *node,
    const struct engine *engine, struct error *err)
{
	struct str kind = template_get(node, "kind");
	struct str of = template_get(node, "of");
	const struct need *need = need_of(kind);
	const struct measure *measure = engine_measure(engine, of);
	size_t most = need && need->wants & WANTS_PANELS ? 2 : 1;
	if (count_keys(node) > most)
		return error_at(err, template_place(node, "by"),
		    "expected at most %zu key%s for a chart of kind "
		    "\"" STR_FMT "\", found \"" STR_FMT "\"",
		    most, most == 1 ? "" : "s", STR_ARG(kind),
		    STR_ARG(template_get(node, "by")));
	if (template_get(node, "columns").ptr &&
	    !(need && need->wants & WANTS_COLUMN))
		return error_at(err, template_place(node, "columns"),
		    "expected no \"columns\" for a chart of kind "
		    "\"" STR_FMT "\"",
		    STR_ARG(kind));
	if (!need)
		return true;
	if ((need->wants & WANTS_BY) && !template_get(node, "by").len)
		return error_at(err, template_place(node, "kind"),
		    "expected \"by\" with the key of the rows of a chart of "
		    "kind \"" STR_FMT "\"",
		    STR_ARG(kind));
	if ((need->wants & WANTS_GAP) && !has_gap(node))
		return error_at(err, template_place(node, "kind"),
		    "expected a <gap> for each column of a chart of kind "
		    "\"" STR_FMT "\"",
		    STR_ARG(kind));
	if (need->wants & WANTS_NONE)
		return true;
	if (!of.len)
		return error_at(err, template_place(node, "kind"),
		    "expected \"of\" with %s for a chart of kind "
		    "\"" STR_FMT "\"",
		    need->words, STR_ARG(kind));
	if (!measure || suits(need, measure))
		return resolve_column(need, node, measure, err);
	error_at(err, template_place(node, "of"),
	    "expected %s for a chart of kind \"" STR_FMT "\", found \"" STR_FMT
	    "\" (%s)",
	    need->words, STR_ARG(kind), STR_ARG(of),
	    measure_kind_name(measure->kind));
	return error_fix(
	    err, "assay explain " STR_FMT " says what it holds", STR_ARG(of));
}
