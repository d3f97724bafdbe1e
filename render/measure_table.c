/* Tables of measures: one measure by its groups in full (counts, figure,
 * interval), several measures side by side, or the rows of a table measure. */
#include <string.h>

#include "analysis/recommend.h"
#include "analysis/measure.h"
#include "base/date.h"
#include "base/vec.h"
#include "render/expand.h"
#include "render/print.h"

/* Heads of key columns in print. */
struct str key_title(struct str key, struct arena *keep)
{
	static const char *const titles[][2] = { { "repo", "Repository" },
		{ "language", "Language" }, { "team", "Team" },
		{ "tool", "Tool" }, { "model", "Model" },
		{ "fix_origin", "Fix" }, { "fix_tool", "Tool of the fix" },
		{ "severity_rule", "Severity by" },
		{ "owasp_2021", "OWASP 2021" }, { "owasp_2025", "OWASP 2025" },
		{ "top_25", "In the Top 25" }, { "pass", "Known by" } };
	for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
		if (str_equal_z(key, titles[i][0]))
			return str_from(titles[i][1]);
	return print_sentence(keep, key);
}

/* A key's value in print. */
struct str key_words(struct str key, struct str value)
{
	static const char *const origins[][2] = { { "ai", "AI-assisted" },
		{ "human", "Human" }, { "bot", "Bot" }, { "mixed", "Mixed" },
		{ "unknown", "Unknown" } };
	/* What becomes of a finding, and why scans say nothing of it. */
	static const char *const fates[][2] = { { "new", "New in the period" },
		{ "open", "Open since before" },
		{ "reopened", "Back after a fix" },
		{ "not_comparable", "Open, no later scan can say" },
		{ "suppressed", "Set aside by somebody" },
		{ "fixed", "Fixed in the period" },
		{ "failed", "the scan did not run to its end" },
		{ "revision", "it looked at the same revision again" },
		{ "version", "another major version of the scanner" },
		{ "rule", "the rule was not run" },
		{ "unread", "the file could not be read" },
		{ "file", "the file was not looked at" } };
	static const char *const eyes[][2] = { { "other", "another person" },
		{ "weak", "weak evidence of one" },
		{ "self", "the author alone" }, { "agent", "an agent alone" } };
	static const char *const rules[][2] = { { "score", "a score" },
		{ "word", "the scanner's word" },
		{ "level", "the scanner's level" },
		{ "own rule", "assay's own rule" } };
	if (str_equal_z(key, "severity_rule"))
		for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
			if (str_equal_z(value, rules[i][0]))
				return str_from(rules[i][1]);
	if (str_equal_z(key, "origin") || str_equal_z(key, "fix_origin"))
		for (size_t i = 0; i < sizeof origins / sizeof *origins; i++)
			if (str_equal_z(value, origins[i][0]))
				return str_from(origins[i][1]);
	if (str_equal_z(key, "state") || str_equal_z(key, "reason"))
		for (size_t i = 0; i < sizeof fates / sizeof *fates; i++)
			if (str_equal_z(value, fates[i][0]))
				return str_from(fates[i][1]);
	if (str_equal_z(key, "validated"))
		for (size_t i = 0; i < sizeof eyes / sizeof *eyes; i++)
			if (str_equal_z(value, eyes[i][0]))
				return str_from(eyes[i][1]);
	if (str_equal_z(key, "language") && str_equal_z(value, "HCL"))
		return STR("Terraform/HCL");
	if (!value.len)
		return str_equal_z(key, "team")	      ? STR("in no team")
		       : str_equal_z(key, "language") ? STR("no language")
						      : STR("not recorded");
	return value;
}

static void add_keys(
    struct table *table, struct expansion *expansion, const struct group *group)
{
	for (size_t i = 0; i < group->key_count; i++)
		table_column(table, expansion->keep,
		    (struct table_column){ .name = group->keys[i].key,
			.title =
			    key_title(group->keys[i].key, expansion->keep) });
}

static void add_key_cells(
    struct table *table, struct expansion *expansion, const struct group *group)
{
	for (size_t i = 0; i < group->key_count; i++)
		table_value(table, expansion->keep,
		    key_words(group->keys[i].key, group->keys[i].value),
		    group->keys[i].value.ptr ? group->keys[i].value : STR(""));
}

/* "a deployed commit" -> "Deployed commits". */
static struct str things(struct str record, struct arena *keep)
{
	if (str_starts(record, STR("a ")))
		record = str_skip(record, 2);
	if (str_equal_z(record, "finding"))
		record = STR("problem");
	return print_sentence(
	    keep, arena_printf(keep, STR_FMT "s", STR_ARG(record)));
}

/* The columns of a figure, by kind; "-" in print alone. */
static struct str columns_of(const struct expansion *expansion,
    const struct measure *measure, const struct figure *figure)
{
	struct arena *keep = expansion->keep;
	struct word_fields none = { 0 };
	struct str hits = words_say(expansion->words,
	    arena_printf(keep, "hit." STR_FMT, STR_ARG(measure->id)),
	    CLASS_NONE, false, &none, keep);
	if (!hits.ptr)
		hits = measure->kind == MEASURE_TIME ? STR("Ended")
						     : STR("Of these");
	/* "-": they are all of them, so print has one column for both. */
	if (str_equal_z(hits, "-"))
		hits = STR("");
	struct str unit = print_sentence(keep, words_unit(measure));
	const char *rest =
	    str_equal_z(figure->contrast, "human") ? "Human" : "No AI recorded";
	switch (measure->kind) {
	case MEASURE_SHARE:
		return arena_printf(keep,
		    "#n " STR_FMT ";#hit " STR_FMT
		    ";#value Share;#- 95%% interval;"
		    "#low;#high;state",
		    STR_ARG(unit), STR_ARG(hits));
	case MEASURE_RATE:
		if (measure->reading == READING_BEHAVIOUR)
			return STR(
			    "#events With: problems;#exposure With: 1,000 "
			    "lines;#events_rest Without: problems;"
			    "#exposure_rest Without: 1,000 lines;#value Ratio;"
			    "#- 95% interval;#low;#high;state");
		return arena_printf(keep,
		    "#events AI problems;#exposure AI 1,000 lines;"
		    "#events_rest %s problems;#exposure_rest %s 1,000 lines;"
		    "#value %s;#- 95%% interval;#low;#high;state",
		    rest, rest,
		    measure_is_ratio(measure) ? "Ratio" : "Per 1,000 lines");
	case MEASURE_TIME:
		return arena_printf(keep,
		    "#n " STR_FMT ";#events " STR_FMT ";#value Median;"
		    "#- 95%% interval;#low;#high;state",
		    STR_ARG(things(measure->record, keep)), STR_ARG(hits));
	case MEASURE_COUNT:
	case MEASURE_TABLE:
	case MEASURE_KINDS:
		break;
	}
	return arena_printf(keep,
	    "#value " STR_FMT ";#- 95%% interval;#low;#high;state",
	    STR_ARG(unit));
}

/* A share of fewer records than five is counts alone: no percent of three. */
static bool is_share_of_few(
    const struct measure *measure, const struct figure *figure)
{
	return measure->kind == MEASURE_SHARE && figure->known &&
	       !figure->suppressed && figure->class == CLASS_TOO_LITTLE;
}

static void add_interval(struct table *table, const struct measure *measure,
    const struct figure *figure, struct arena *keep)
{
	bool known = figure->known && figure->has_interval &&
		     !figure->suppressed && !is_share_of_few(measure, figure);
	struct str text =
	    known ? words_interval(measure, figure, keep) : STR("");
	table_text(table, keep, text);
	table_real(table, keep, STR(""), figure->low, known);
	table_real(table, keep, STR(""), figure->high, known);
}

static void add_value(struct table *table, const struct measure *measure,
    const struct figure *figure, struct arena *keep)
{
	struct str missing = words_missing(measure, figure);
	if (missing.ptr) {
		table_value(table, keep, missing, STR(""));
		return;
	}
	if (is_share_of_few(measure, figure)) {
		table_value(
		    table, keep, STR("too little data to say"), STR(""));
		return;
	}
	struct str text = words_value(measure, figure, keep);
	if (measure->kind == MEASURE_SHARE &&
	    measure->reading != READING_DIFFERENCE)
		text = print_share(keep, figure->value, 1);
	table_real(table, keep, text, figure->value, true);
}

static void add_count(struct table *table, const struct figure *figure,
    int64_t count, struct arena *keep)
{
	if (figure->suppressed)
		table_text(table, keep, STR(""));
	else
		table_count(table, keep, count);
}

static void add_lines(struct table *table, const struct figure *figure,
    double thousand, struct arena *keep)
{
	table_real(table, keep, print_decimals(keep, thousand, 1), thousand,
	    !figure->suppressed);
}

static void add_figure_cells(struct table *table, const struct measure *measure,
    const struct figure *figure, struct arena *keep)
{
	switch (measure->kind) {
	case MEASURE_RATE:
		add_count(table, figure, figure->hit, keep);
		add_lines(table, figure, figure->exposure, keep);
		add_count(table, figure, figure->n, keep);
		add_lines(table, figure, figure->exposure_rest, keep);
		break;
	case MEASURE_SHARE:
	case MEASURE_TIME:
		add_count(table, figure, figure->n, keep);
		add_count(table, figure, figure->hit, keep);
		break;
	case MEASURE_COUNT:
	case MEASURE_TABLE:
	case MEASURE_KINDS:
		break;
	}
	add_value(table, measure, figure, keep);
	add_interval(table, measure, figure, keep);
	table_text(table, keep, words_state(measure, figure));
}

/* By tool or model: beside the ratio to people's code what its problems are to
 * those of all AI code, which may be said of few, too. */
static bool has_shrunk(const struct answer *answer)
{
	for (size_t i = 0; i < answer->group_count; i++)
		if (answer->groups[i].has_shrunk)
			return true;
	return false;
}

static void add_shrunk(struct table *table, const struct answer *answer,
    const struct group *group, struct arena *keep)
{
	struct figure beside = { .known = group && group->has_shrunk &&
					  !group->figure.suppressed };
	if (beside.known)
		beside = (struct figure){ .known = true,
			.has_interval = true,
			.value = group->shrunk,
			.low = group->shrunk_low,
			.high = group->shrunk_high };
	table_real(table, keep, words_value(answer->measure, &beside, keep),
	    beside.value, beside.known);
	add_interval(table, answer->measure, &beside, keep);
}

static bool is_number(struct str type)
{
	return str_equal_z(type, "money") || str_equal_z(type, "count") ||
	       str_equal_z(type, "share") || str_equal_z(type, "days") ||
	       str_equal_z(type, "rate");
}

/* Texts that are numbers, but for those of which there are too few to say. */
static bool is_almost_number(struct str name)
{
	return str_equal_z(name, "users") || str_equal_z(name, "mean") ||
	       str_equal_z(name, "lowest") || str_equal_z(name, "highest");
}

/* "4700.00" is 4,700.00: the thousands of what SQL wrote to the cent. */
static struct str print_money(struct arena *keep, struct str text)
{
	int64_t whole;
	size_t point = str_find_byte(text, '.');
	if (!str_to_int(str_slice(text, 0, point), &whole) || whole < 0)
		return text;
	return arena_printf(keep, STR_FMT STR_FMT,
	    STR_ARG(print_count(keep, whole)), STR_ARG(str_skip(text, point)));
}

static struct str print_cell(
    struct str type, struct str text, struct arena *keep)
{
	int64_t whole;
	double real;
	if (str_equal_z(type, "count") && str_to_int(text, &whole))
		return print_count(keep, whole);
	if (str_equal_z(type, "money"))
		return print_money(keep, text);
	if (str_equal_z(type, "share") && str_to_double(text, &real))
		return print_share(keep, real, 1);
	if (str_equal_z(type, "rate") && str_to_double(text, &real))
		return print_rate(keep, real);
	if (str_equal_z(type, "days") && str_to_double(text, &real))
		return print_days(keep, real);
	if (str_equal_z(type, "time") && date_parse_iso(text, &whole))
		return print_date(keep, whole);
	return text;
}

/* What a policy says of a tool; of one that it does not name it says nothing,
 * which is less than "none". */
static struct str policy_words(struct str text)
{
	if (str_equal_z(text, "none"))
		return STR("not named");
	if (str_equal_z(text, "not assessed"))
		return STR("none given");
	return text;
}

/* So many people that no more is told of them. */
static struct str under_minimum(const struct expansion *expansion)
{
	return arena_printf(expansion->keep, "under %lld",
	    (long long)expansion->facts.minimum_group);
}

/* "open": "no clear difference". */
static struct str class_words(
    const struct expansion *expansion, struct str text)
{
	enum word_class class;
	const struct word_fields none = { .count = 0 };
	struct str words = STR_NONE;
	if (words_class_from(text, &class))
		words = words_say(expansion->words, STR("class"), class, false,
		    &none, expansion->keep);
	return words.ptr ? words : text;
}

/* Why there is no score, or no share. */
static struct str score_words(struct str text)
{
	static const char *const words[][2] = {
		{ "few_commits", "too few commits" },
		{ "few_days", "too few days" },
		{ "few_parts", "too little is known" },
		{ "no_stability", "no figure of stability" },
		{ "not_assessed", "not tested" }, { "too_little", "too little" }
	};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_equal_z(text, words[i][0]))
			return str_from(words[i][1]);
	return text;
}

/* Words of a cell whose name decides them. */
static struct str cell_words(
    const struct expansion *expansion, struct str name, struct str text)
{
	if (str_equal_z(name, "users") && str_equal_z(text, "few"))
		return under_minimum(expansion);
	if (str_equal_z(name, "policy"))
		return policy_words(text);
	if (str_equal_z(name, "decision"))
		return decision_text(text);
	if (str_equal_z(name, "class"))
		return class_words(expansion, text);
	if (str_equal_z(name, "state") && str_equal_z(text, "suppressed"))
		return STR("not shown, for privacy");
	if (str_equal_z(name, "state"))
		return score_words(text);
	if (str_equal_z(name, "origin") || str_equal_z(name, "validated"))
		return key_words(name, text);
	return text;
}

/* What a cell without a value says. */
static struct str unknown_words(
    const struct expansion *expansion, struct str name)
{
	if (str_equal_z(name, "people"))
		return under_minimum(expansion);
	return STR("not known");
}

/* A report names no commit: by it, whoever has the repository has the person.
 * The terminal tells. */
static bool is_kept(const struct column *column)
{
	return str_equal_z(column->type, "commit") ||
	       str_equal_z(column->name, "commit");
}

static void fill_rows(struct table *table, struct expansion *expansion,
    const struct answer *answer)
{
	struct arena *keep = expansion->keep;
	for (size_t i = 0; i < answer->column_count; i++)
		table_column(table, keep,
		    (struct table_column){
			.name = answer->columns[i].name,
			.title = answer->columns[i].title,
			.kind = answer->columns[i].type,
			.number = is_number(answer->columns[i].type),
			.right = is_almost_number(answer->columns[i].name),
			.whole = str_equal_z(answer->columns[i].type, "time") ||
				 str_equal_z(answer->columns[i].name, "policy"),
			.show = is_kept(&answer->columns[i]) ? SHOW_NONE
							     : SHOW_BOTH,
		    });
	for (size_t i = 0; i < answer->row_count * answer->column_count; i++) {
		struct str text = answer->cells[i];
		struct str name =
		    answer->columns[i % answer->column_count].name;
		struct str type =
		    answer->columns[i % answer->column_count].type;
		struct str shown = text.ptr ? print_cell(type, text, keep)
					    : unknown_words(expansion, name);
		shown = cell_words(expansion, name, shown);
		table_value(table, keep, shown, text.ptr ? text : STR(""));
	}
}

void table_fill(struct table *table, struct expansion *expansion,
    const struct answer *answer)
{
	struct arena *keep = expansion->keep;
	const struct measure *measure = answer->measure;
	if (measure->kind == MEASURE_TABLE) {
		fill_rows(table, expansion, answer);
		return;
	}
	if (answer->group_count)
		add_keys(table, expansion, &answer->groups[0]);
	else
		table_column(table, keep,
		    (struct table_column){
			.name = STR("group"), .title = STR("Group") });
	table_columns(table, keep,
	    arena_z(keep, columns_of(expansion, measure, &answer->figure)));
	bool beside = has_shrunk(answer);
	if (beside)
		table_columns(table, keep,
		    "#beside Beside all AI code;#- 95% interval;#beside_low;"
		    "#beside_high");
	table_kinds(table, measure);
	for (size_t i = 0; i < answer->group_count; i++) {
		add_key_cells(table, expansion, &answer->groups[i]);
		add_figure_cells(
		    table, measure, &answer->groups[i].figure, keep);
		if (beside)
			add_shrunk(table, answer, &answer->groups[i], keep);
	}
	/* A total beside hidden groups would give them away. */
	if (!answer->group_count || answer->hidden_count ||
	    answer->figure.suppressed ||
	    str_equal_z(answer->groups[0].keys[0].key, "month"))
		return;
	table_text(table, keep, STR("All"));
	for (size_t i = 1; i < answer->groups[0].key_count; i++)
		table_text(table, keep, STR(""));
	add_figure_cells(table, measure, &answer->figure, keep);
	if (beside)
		add_shrunk(table, answer, NULL, keep);
	table->has_total = answer->group_count > 1;
	if (!table->has_total)
		table->cell_count -= table->column_count;
}

static const struct group *find_group(
    const struct answer *answer, struct str value)
{
	for (size_t i = 0; i < answer->group_count; i++)
		if (str_equal(answer->groups[i].keys[0].value, value))
			return &answer->groups[i];
	return NULL;
}

static void add_side_cell(struct table *table, const struct answer *answer,
    struct str key, struct arena *keep)
{
	static const struct figure none = { 0 };
	const struct group *group = find_group(answer, key);
	const struct figure *figure = group ? &group->figure : &none;
	struct str text = words_value(answer->measure, figure, keep);
	if (!group && answer->figure.known)
		text = STR("none");
	table_real(table, keep,
	    text.ptr ? text : words_missing(answer->measure, figure),
	    figure->value, figure->known && !figure->suppressed);
	if (!figure->known || figure->suppressed)
		table->cells[table->cell_count - 1].print =
		    text.ptr ? text : words_missing(answer->measure, figure);
	table_text(table, keep,
	    !group && answer->figure.known
		? STR("none")
		: words_state(answer->measure, figure));
}

enum { SIDES_MAX = 6 };

static bool fill_sides(struct table *table, struct expansion *expansion,
    const struct template_node *node, struct error *err)
{
	struct answer answers[SIDES_MAX];
	struct arena *keep = expansion->keep;
	struct str rest = template_get(node, "of");
	struct str id;
	size_t count = 0;
	struct str_list keys = { 0 };
	table_column(table, keep,
	    (struct table_column){ .name = template_get(node, "by"),
		.title = key_title(template_get(node, "by"), keep) });
	while (count < SIDES_MAX && str_split(&rest, ' ', &id)) {
		struct question question;
		struct answer *answer = &answers[count];
		if (!id.len)
			continue;
		expand_question(&question, expansion, node, id);
		if (!expand_ask(answer, expansion, &question, err))
			return false;
		expand_order(answer, node, keep);
		table_column(table, keep,
		    (struct table_column){ .name = id,
			.title = answer->measure->title,
			.number = true });
		table_column(table, keep,
		    (struct table_column){ .name = arena_printf(keep,
					       STR_FMT ".state", STR_ARG(id)),
			.show = SHOW_CSV });
		for (size_t i = 0; i < answer->group_count; i++) {
			bool known = false;
			struct str value = answer->groups[i].keys[0].value;
			for (size_t k = 0; k < keys.count; k++)
				known =
				    known || str_equal(keys.items[k], value);
			if (!known)
				VEC_PUSH(&keys, keep, value);
		}
		count++;
	}
	for (size_t k = 0; k < keys.count; k++) {
		table_value(table, keep,
		    key_words(template_get(node, "by"), keys.items[k]),
		    keys.items[k].ptr ? keys.items[k] : STR(""));
		for (size_t i = 0; i < count; i++)
			add_side_cell(table, &answers[i], keys.items[k], keep);
	}
	return true;
}

static bool fill_node(struct table *table, struct expansion *expansion,
    const struct template_node *node, struct error *err)
{
	struct answer answer;
	struct question question;
	struct str name = template_get(node, "name");
	struct str of = str_trim(template_get(node, "of"));
	if (name.ptr)
		return listing_fill(table, expansion, name, err);
	if (str_find_byte(of, ' ') < of.len)
		return fill_sides(table, expansion, node, err);
	expand_question(&question, expansion, node, of);
	if (!expand_ask(&answer, expansion, &question, err))
		return false;
	expand_order(&answer, node, expansion->keep);
	table_fill(table, expansion, &answer);
	return true;
}

/* Whether all of several rows say the same in COLUMN, or one says nothing. */
static bool is_alike(const struct table *table, size_t column)
{
	if (table_rows(table) == 1)
		return !table->cells[column].raw.len;
	for (size_t i = column + table->column_count; i < table->cell_count;
	     i += table->column_count)
		if (!str_equal(
			table->cells[i].print, table->cells[column].print))
			return false;
	return true;
}

/* Whether NAMES has column I of TABLE; as "name?" only where its values differ.
 */
static bool is_chosen(const struct table *table, size_t i, struct str names)
{
	struct str name;
	while (str_split(&names, ' ', &name)) {
		bool asks = str_ends(name, STR("?"));
		if (asks)
			name.len--;
		if (str_equal(name, table->columns[i].name))
			return !asks || !is_alike(table, i);
	}
	return false;
}

/* Columns that the template does not name stand in the file alone, and so does
 * the repository where there is but one. */
static void choose_columns(struct table *table,
    const struct expansion *expansion, const struct template_node *node)
{
	for (size_t i = 1; i < table->column_count; i++)
		if (str_equal_z(table->columns[i].name, "repository") &&
		    expansion->facts.repositories == 1)
			table->columns[i].show = SHOW_CSV;
	struct str names = template_get(node, "columns");
	for (size_t i = 0; names.ptr && i < table->column_count; i++)
		if (table->columns[i].show != SHOW_NONE &&
		    !is_chosen(table, i, names))
			table->columns[i].show = SHOW_CSV;
}

static const struct table_column *printed_at(
    const struct table *table, size_t *column, size_t from)
{
	for (*column = from; *column < table->column_count; ++*column)
		if (table->columns[*column].show == SHOW_BOTH ||
		    table->columns[*column].show == SHOW_PRINT)
			return &table->columns[*column];
	return NULL;
}

/* Rows that are hidden say so behind their name where the template leaves out
 * their state. */
static void say_hidden(struct table *table)
{
	size_t name;
	size_t place;
	if (!printed_at(table, &name, 0) ||
	    !printed_at(table, &place, name + 1))
		return;
	for (size_t i = 0; i < table->column_count; i++) {
		if (!str_equal_z(table->columns[i].name, "state") ||
		    table->columns[i].show != SHOW_CSV)
			continue;
		for (size_t at = 0; at < table->cell_count;
		     at += table->column_count)
			if (str_equal_z(table->cells[at + i].raw, "suppressed"))
				table->cells[at + place].print =
				    STR("not shown, for privacy");
	}
}

/* What is not known beside the rows of a measure, below them. */
static bool add_partial(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err)
{
	struct arena *keep = expansion->keep;
	struct answer answer;
	struct str of = str_trim(template_get(node, "of"));
	if (!of.len || str_find_byte(of, ' ') < of.len)
		return true;
	if (!expand_ask_node(&answer, expansion, node, err))
		return false;
	expansion->partial = answer.partial;
	if (!answer.partial.ptr)
		return true;
	struct doc *paragraph = doc_add(keep, parent, DOC_PARAGRAPH);
	paragraph->role = TEXT_SMALL;
	doc_add_run(keep, paragraph,
	    answer.row_count || answer.group_count
		? arena_printf(keep, STR_FMT ".",
		      STR_ARG(print_sentence(keep, answer.partial)))
		: arena_printf(keep, STR_FMT ": " STR_FMT ".",
		      STR_ARG(answer.measure->title), STR_ARG(answer.partial)));
	return true;
}

bool expand_table(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err)
{
	struct str title;
	const struct template_node *head = node->first;
	while (head && !template_is(head, "title"))
		head = head->next;
	if (!expand_text(&title, expansion, head, err))
		return false;
	struct table *table =
	    table_new(&expansion->tables, title, expansion->keep);
	int64_t limit;
	table->list = template_get(node, "name");
	if (str_to_int(template_get(node, "limit"), &limit))
		table->limit = (size_t)limit;
	expansion->telling = table;
	if (!fill_node(table, expansion, node, err))
		return false;
	expansion->telling = NULL;
	choose_columns(table, expansion, node);
	say_hidden(table);
	table_drop_empty(table);
	/* What has no group or row is told by the text, not by a table. */
	if (!table_rows(table) && !template_get(node, "name").ptr) {
		expansion->tables.count--;
		return add_partial(expansion, parent, node, err);
	}
	struct str print = template_get(node, "print");
	if (str_equal_z(print, "no"))
		return true;
	table->entries = table->entries || str_equal_z(print, "entries");
	table->is_apart = expansion->is_mail;
	table_doc(table, parent, true, expansion->keep);
	return add_partial(expansion, parent, node, err);
}
