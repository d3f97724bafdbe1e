/* Inline content of a template: text, values, sentences, facts. Blanks are
 * squeezed where something between them was left out. */
#include "base/date.h"
#include "model/model.h"
#include "render/expand.h"
#include "render/print.h"

typedef bool inliner(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err);

/* Adds TEXT as a run; no two blanks meet, none stands at the start. */
static void add_text(
    struct expansion *expansion, struct doc *parent, struct str text)
{
	const struct doc *last = parent->last;
	bool blank =
	    !last || (last->kind == DOC_RUN && str_ends(last->text, STR(" ")));
	if (blank && str_starts(text, STR(" ")))
		text = str_skip(text, 1);
	if (text.len)
		doc_add_run(expansion->keep, parent, text);
}

/* TEXT tells of the measure ID. */
static void add_cited(struct expansion *expansion, struct doc *parent,
    struct str text, struct str id, enum word_class class)
{
	const struct doc *last = parent->last;
	bool blank =
	    !last || (last->kind == DOC_RUN && str_ends(last->text, STR(" ")));
	if (blank && str_starts(text, STR(" ")))
		text = str_skip(text, 1);
	cite_add(expansion, parent, text, id, class);
}

static bool add_value(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err)
{
	struct answer answer;
	struct str part = template_get(node, "part");
	struct word_fields fields = { 0 };
	struct question question;
	expand_question(&question, expansion, node, template_get(node, "of"));
	if (str_equal_z(part, "previous")) {
		question.shift--;
		part = STR("value");
	}
	if (!expand_ask(&answer, expansion, &question, err))
		return false;
	words_figure(&fields, answer.measure, &answer.figure, expansion->keep);
	struct str text =
	    str_equal_z(part, "class")
		? words_say(expansion->words, STR("class"), answer.figure.class,
		      false, &fields, expansion->keep)
		: words_get(&fields, part.len ? part : STR("value"));
	if (!text.ptr)
		text = words_missing(answer.measure, &answer.figure);
	add_cited(expansion, parent, text.ptr ? text : STR("not known"),
	    answer.measure->id, answer.figure.class);
	return true;
}

static void set_previous(struct word_fields *fields,
    struct expansion *expansion, const struct answer *answer,
    const struct answer *previous)
{
	words_set(fields, "previous",
	    words_value(answer->measure, &previous->figure, expansion->keep));
	if (answer->measure->kind != MEASURE_RATE)
		return;
	words_set(fields, "all_ai",
	    words_value(answer->measure, &answer->all_ai, expansion->keep));
	words_set(fields, "all_ai_interval",
	    words_interval(answer->measure, &answer->all_ai, expansion->keep));
	words_set(fields, "none_ai",
	    words_value(answer->measure, &answer->none_ai, expansion->keep));
	words_set(fields, "none_ai_interval",
	    words_interval(answer->measure, &answer->none_ai, expansion->keep));
}

/* What stands behind a ratio: what of both sides was compared, how far its
 * strata agree, and what a hidden cause would have to be. */
static void set_behind(
    struct word_fields *fields, const struct answer *answer, struct arena *keep)
{
	const struct figure *figure = &answer->figure;
	const struct figure band = { .known = true,
		.has_interval = true,
		.low = answer->band_low,
		.high = answer->band_high };
	if (answer->measure->kind != MEASURE_RATE || !figure->known ||
	    figure->suppressed || answer->band_high <= 0)
		return;
	words_set(fields, "split",
	    words_value(answer->measure, &answer->split, keep));
	words_set(fields, "split_interval",
	    words_interval(answer->measure, &answer->split, keep));
	words_set(fields, "band", words_interval(answer->measure, &band, keep));
	words_set(fields, "e_value", print_decimals(keep, answer->e_value, 2));
	words_set(fields, "e_value_limit",
	    print_decimals(keep, answer->e_value_limit, 2));
	words_set(fields, "spread", print_decimals(keep, answer->spread, 2));
	if (answer->heterogeneity_df > 0)
		words_set(fields, "agree",
		    answer->heterogeneity_p > 0.05 ? STR("agree")
						   : STR("do not agree"));
}

/* The group with the greatest value, for "most in ...". */
static void set_top(struct word_fields *fields, struct expansion *expansion,
    const struct answer *answer)
{
	const struct group *top = NULL;
	int64_t shown = 0;
	for (size_t i = 0; i < answer->group_count; i++) {
		const struct group *at = &answer->groups[i];
		if (!at->figure.known || at->figure.suppressed)
			continue;
		shown++;
		if (!top || at->figure.value > top->figure.value)
			top = at;
	}
	words_set(fields, "groups", print_small(expansion->keep, shown));
	if (!top || !top->key_count)
		return;
	words_set(fields, "top", top->keys[0].value);
	words_set(fields, "top_value",
	    words_value(answer->measure, &top->figure, expansion->keep));
}

/* A count of a row, with what it counts where a sentence goes on behind it. */
static struct str row_count(
    struct str column, int64_t count, struct arena *keep)
{
	static const char *const things[][3] = {
		{ "commits", "commit", "commits" },
		{ "findings", "open problem", "open problems" },
		{ "lines", "living line", "living lines" },
		{ "repositories", "repository", "repositories" },
	};
	for (size_t i = 0; i < sizeof things / sizeof *things; i++)
		if (str_equal_z(column, things[i][0]))
			return print_things(
			    keep, count, things[i][1], things[i][2]);
	return print_count(keep, count);
}

/* Of a table {row_COLUMN}: its first row that has a name. */
static void set_row(
    struct word_fields *fields, const struct answer *answer, struct arena *keep)
{
	size_t row = 0;
	if (answer->measure->kind != MEASURE_TABLE || !answer->column_count)
		return;
	while (row < answer->row_count &&
	       (!answer->cells[row * answer->column_count].len ||
		   str_equal_z(answer->cells[row * answer->column_count],
		       "not recorded")))
		row++;
	if (row == answer->row_count)
		return;
	for (size_t i = 0; i < answer->column_count; i++) {
		int64_t number;
		struct str text = answer->cells[row * answer->column_count + i];
		struct str name = arena_printf(
		    keep, "row_" STR_FMT, STR_ARG(answer->columns[i].name));
		if (!text.ptr)
			continue;
		if (str_equal_z(answer->columns[i].type, "count") &&
		    str_to_int(text, &number))
			text = row_count(answer->columns[i].name, number, keep);
		words_set(fields, arena_z(keep, name), text);
	}
}

/* What is not known beside it, unless the sentence before said so. */
static struct str with_partial(
    struct expansion *expansion, const struct answer *answer, struct str text)
{
	struct arena *keep = expansion->keep;
	struct str partial = answer->partial;
	bool is_said = str_equal(partial, expansion->partial);
	expansion->partial = partial;
	if (!partial.ptr || is_said)
		return text;
	if (!text.ptr)
		return arena_printf(keep, STR_FMT ": " STR_FMT ".",
		    STR_ARG(answer->measure->title), STR_ARG(partial));
	return arena_printf(keep, STR_FMT " " STR_FMT ".", STR_ARG(text),
	    STR_ARG(print_sentence(keep, partial)));
}

static bool sentence_of(struct str *text, enum word_class *said,
    struct expansion *expansion, const struct template_node *node,
    struct error *err)
{
	struct answer answer;
	struct answer previous;
	struct question question;
	struct word_fields fields = { 0 };
	struct arena *keep = expansion->keep;
	expand_question(&question, expansion, node, template_get(node, "of"));
	if (!expand_ask(&answer, expansion, &question, err))
		return false;
	question.shift--;
	question.by_count = 0;
	if (!expand_ask(&previous, expansion, &question, err))
		return false;
	words_figure(&fields, answer.measure, &answer.figure, keep);
	set_previous(&fields, expansion, &answer, &previous);
	set_behind(&fields, &answer, keep);
	set_top(&fields, expansion, &answer);
	set_row(&fields, &answer, keep);
	words_set(&fields, "period", expansion->facts.period);
	words_set(&fields, "dates", expansion->facts.dates);
	words_set(
	    &fields, "count", print_count(keep, (int64_t)answer.row_count));
	if (answer.missing.len)
		words_set(&fields, "what", answer.missing);
	enum word_class class = answer.figure.class;
	if (answer.measure->kind == MEASURE_TABLE &&
	    !answer.measure->compute.len)
		class = answer.row_count ? CLASS_NONE : CLASS_NOT_ASSESSED;
	*said = class;
	struct str say = template_get(node, "say");
	if (words_not_reached(answer.measure, &answer.figure))
		say = arena_printf(keep, STR_FMT ".not_reached", STR_ARG(say));
	*text = with_partial(expansion, &answer,
	    words_say(expansion->words, say, class, answer.figure.unstable,
		&fields, keep));
	return true;
}

static bool add_sentence(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err)
{
	struct str text;
	enum word_class class;
	if (!sentence_of(&text, &class, expansion, node, err))
		return false;
	if (text.ptr)
		add_cited(
		    expansion, parent, text, template_get(node, "of"), class);
	return true;
}

/* Why people are scored, as the configuration says; none where it does not. */
static struct str scoring(const struct expansion *expansion)
{
	static const char *const names[] = { "privacy.scoring.purpose",
		"privacy.scoring.lawful_basis", "privacy.scoring.agreed_by" };
	struct arena *keep = expansion->keep;
	struct str said[3];
	for (size_t i = 0; i < 3; i++) {
		said[i] =
		    model_setting(expansion->model, str_from(names[i]), keep);
		if (!said[i].len)
			return STR_NONE;
	}
	return arena_printf(keep,
	    "Purpose: " STR_FMT ". Lawful basis: " STR_FMT
	    ". Agreed by: " STR_FMT ".",
	    STR_ARG(said[0]), STR_ARG(said[1]), STR_ARG(said[2]));
}

/* The third basis of human origin, as it reads in a list. */
static struct str human_before(const struct expansion *expansion)
{
	int64_t day;
	struct str text = model_setting(
	    expansion->model, STR("period.human_before"), expansion->keep);
	if (str_equal_z(text, "never"))
		return STR("nothing else: by the configuration no date does");
	if (!date_parse_iso(text.len ? text : STR("2021-06-29"), &day))
		return STR("an early date");
	return arena_printf(expansion->keep, "a date before " STR_FMT,
	    STR_ARG(print_date(expansion->keep, day)));
}

/* An address becomes a link. */
static void add_fact_text(
    struct expansion *expansion, struct doc *parent, struct str text)
{
	if (!str_starts(text, STR("https://")) &&
	    !str_starts(text, STR("http://"))) {
		add_text(expansion, parent, text);
		return;
	}
	struct doc *link = doc_add(expansion->keep, parent, DOC_LINK);
	link->text = text;
	doc_add_run(expansion->keep, link, text);
}

static bool add_fact(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err)
{
	const struct facts *facts = &expansion->facts;
	const struct doc_meta *meta = expansion->meta;
	struct arena *keep = expansion->keep;
	struct str approved = expansion->indicators.approved_by;
	if (!approved.len)
		approved = STR("nobody");
	else if (expansion->indicators.approved_on.len)
		approved =
		    arena_printf(keep, STR_FMT ", " STR_FMT, STR_ARG(approved),
			STR_ARG(expansion->indicators.approved_on));
	const struct {
		const char *name;
		struct str value;
	} rows[] = {
		{ "organisation", facts->organisation },
		{ "period", facts->period },
		{ "dates", facts->dates },
		{ "as-of", facts->as_of },
		{ "addressee", facts->addressee.len ? facts->addressee
						    : STR("not stated") },
		{ "program", meta->program },
		{ "report-id", meta->report_id },
		{ "digest", facts->digest },
		{ "classification", meta->classification },
		{ "subject", meta->subject },
		{ "first", meta->first },
		{ "edition", meta->edition },
		{ "repositories", print_things(keep, facts->repositories,
				      "repository", "repositories") },
		{ "sources",
		    print_things(keep, facts->sources, "input", "inputs") },
		{ "minimum-group", print_small(keep, facts->minimum_group) },
		{ "approved-by", approved },
		{ "human-before", human_before(expansion) },
		{ "scoring", scoring(expansion) },
		{ "full-report", expansion->full },
		{ "warning", expansion->warning },
	};
	struct str name = template_get(node, "name");
	(void)err;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (str_equal_z(name, rows[i].name))
			add_fact_text(expansion, parent, rows[i].value);
	return true;
}

static bool add_summary(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err)
{
	struct str text;
	struct str about;
	if (!summary_text(
		&text, &about, expansion, template_get(node, "part"), err))
		return false;
	if (text.ptr && about.ptr)
		add_cited(expansion, parent, text, about, CLASS_NONE);
	else if (text.ptr)
		add_text(expansion, parent, text);
	return true;
}

static bool add_bold(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err)
{
	(void)err;
	if (node->first && node->first->text.len)
		add_strong(expansion, parent, node->first->text);
	return true;
}

static bool add_link(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err)
{
	(void)err;
	struct doc *link = doc_add(expansion->keep, parent, DOC_LINK);
	link->text = template_get(node, "to");
	link->loose = str_starts(link->text, STR("#"));
	doc_add_run(expansion->keep, link,
	    node->first && node->first->text.len ? node->first->text
						 : link->text);
	return true;
}

static bool add_key(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err)
{
	(void)err;
	add_text(expansion, parent,
	    expand_bound(expansion, arena_printf(expansion->keep, "$" STR_FMT,
					STR_ARG(template_get(node, "name")))));
	return true;
}

static bool add_inline(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err);

static bool add_if(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err)
{
	bool true_now;
	if (!expand_holds(&true_now, expansion, node, err))
		return false;
	return !true_now || add_inline(expansion, parent, node, err);
}

static bool add_inline(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err)
{
	static const struct {
		const char *name;
		inliner *add;
	} kinds[] = {
		{ "value", add_value },
		{ "sentence", add_sentence },
		{ "fact", add_fact },
		{ "summary", add_summary },
		{ "strong", add_bold },
		{ "link", add_link },
		{ "key", add_key },
		{ "if", add_if },
	};
	for (const struct template_node *at = node->first; at; at = at->next) {
		if (!at->name.ptr)
			add_text(expansion, parent, at->text);
		for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
			if (template_is(at, kinds[i].name) &&
			    !kinds[i].add(expansion, parent, at, err))
				return false;
	}
	return true;
}

/* Takes the last child off. */
void doc_drop_last(struct doc *parent)
{
	struct doc *before = NULL;
	for (struct doc *at = parent->first; at && at != parent->last;
	     at = at->next)
		before = at;
	parent->last = before;
	if (before)
		before->next = NULL;
	else
		parent->first = NULL;
}

static void trim_end(struct doc *parent)
{
	while (parent->last && parent->last->kind == DOC_RUN) {
		while (str_ends(parent->last->text, STR(" ")))
			parent->last->text.len--;
		if (parent->last->text.len || parent->last->mark)
			return;
		doc_drop_last(parent);
	}
}

bool expand_inline(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err)
{
	if (!add_inline(expansion, parent, node, err))
		return false;
	trim_end(parent);
	return true;
}

struct str doc_line(const struct doc *paragraph, struct arena *keep)
{
	struct str line = STR("");
	for (const struct doc *at = paragraph->first; at; at = at->next) {
		const struct doc *run = at->kind == DOC_LINK ? at->first : at;
		line = arena_printf(
		    keep, STR_FMT STR_FMT, STR_ARG(line), STR_ARG(run->text));
	}
	return line;
}

bool expand_text(struct str *text, struct expansion *expansion,
    const struct template_node *node, struct error *err)
{
	struct doc *paragraph = doc_add(expansion->keep, NULL, DOC_PARAGRAPH);
	if (!expand_inline(expansion, paragraph, node, err))
		return false;
	*text = doc_line(paragraph, expansion->keep);
	return true;
}
