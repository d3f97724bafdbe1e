/* Figures: title (the finding, attribute say, when the class allows one, else
 * the neutral title of the template), subtitle, source, alternative text and
 * table twin around what figure_<kind>.c fills from the engine's answers.
 * Drawing is in render/chart. */
#include "base/utf8.h"
#include "render/figure.h"

static const struct template_node *child(
    const struct template_node *node, const char *name)
{
	const struct template_node *at = node->first;
	while (at && !template_is(at, name))
		at = at->next;
	return at;
}

bool figure_ask(struct answer *answer, const struct chart_request *request,
    bool months, struct error *err)
{
	struct question question;
	expand_question(&question, request->expansion, request->node,
	    template_get(request->node, "of"));
	question.months = months;
	if (!expand_ask(answer, request->expansion, &question, err))
		return false;
	expand_order(answer, request->node, request->keep);
	return true;
}

/* The words of a chart of one measure lead to its definition. */
static void add_said(const struct chart_request *request, struct doc *title,
    struct str said, enum word_class class)
{
	struct str of = str_trim(template_get(request->node, "of"));
	if (of.len && str_find_byte(of, ' ') == of.len)
		cite_add(request->expansion, title, said, of, class);
	else
		doc_add_run(request->keep, title, said);
}

static bool add_title(struct doc *figure, struct str *said,
    const struct drawn *drawn, const struct chart_request *request,
    struct error *err)
{
	struct expansion *expansion = request->expansion;
	struct doc *title =
	    add_paragraph(expansion, figure, TEXT_FIGURE_TITLE, STR_NONE);
	struct str say = template_get(request->node, "say");
	*said = STR_NONE;
	if (say.len)
		*said = words_say(expansion->words, say, drawn->class, false,
		    &drawn->fields, request->keep);
	if (said->ptr) {
		add_said(request, title, *said, drawn->class);
		return true;
	}
	return expand_text(
		   said, expansion, child(request->node, "title"), err) &&
	       expand_inline(
		   expansion, title, child(request->node, "title"), err);
}

static bool add_source(struct doc *figure, const struct drawn *drawn,
    const struct chart_request *request, struct error *err)
{
	struct str id = request->table->id;
	struct str few = table_few(request->table, figure->twin, request->keep);
	struct doc *source = add_paragraph(
	    request->expansion, figure, TEXT_SMALL, STR("Source: table "));
	cite_link(request->expansion, doc_add_run(request->keep, source, id),
	    arena_printf(request->keep, "#" STR_FMT, STR_ARG(id)));
	doc_add_run(request->keep, source, STR(". "));
	if (drawn->source.len)
		doc_add_run(request->keep, source,
		    arena_printf(
			request->keep, STR_FMT " ", STR_ARG(drawn->source)));
	if (few.ptr)
		doc_add_run(request->keep, source,
		    arena_printf(request->keep, STR_FMT " ", STR_ARG(few)));
	return expand_inline(
	    request->expansion, source, child(request->node, "source"), err);
}

static bool add_figure(struct doc *parent, const struct drawn *drawn,
    const struct chart_request *request, struct error *err)
{
	struct str said;
	struct expansion *expansion = request->expansion;
	struct doc *figure = doc_add(request->keep, parent, DOC_FIGURE);
	figure->id =
	    arena_printf(request->keep, "F-%02zu", ++expansion->figures);
	figure->chart = drawn->kind;
	figure->chart_data = drawn->data;
	figure->twin = table_doc(request->table, NULL, true, request->keep);
	if (!add_title(figure, &said, drawn, request, err) ||
	    !expand_inline(expansion,
		add_paragraph(expansion, figure, TEXT_SUBTITLE, STR_NONE),
		child(request->node, "subtitle"), err) ||
	    !add_source(figure, drawn, request, err))
		return false;
	figure->alt = utf8_clean(
	    request->keep, arena_printf(request->keep, STR_FMT ". " STR_FMT ".",
			       STR_ARG(said), STR_ARG(drawn->alt)));
	return true;
}

bool expand_chart(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err)
{
	static const struct {
		const char *name;
		bool (*draw)(struct drawn *drawn,
		    const struct chart_request *request, struct error *err);
	} kinds[] = {
		{ "origin", figure_origin },
		{ "tests", figure_tests },
		{ "forest", figure_forest },
		{ "control", figure_control },
		{ "heat", figure_heat },
		{ "matrix", figure_matrix },
		{ "recall", figure_recall },
		{ "survival", figure_survival },
		{ "waterfall", figure_waterfall },
		{ "funnel", figure_funnel },
		{ "dumbbell", figure_dumbbell },
		{ "slope", figure_slope },
		{ "scatter", figure_scatter },
		{ "multiples", figure_multiples },
	};
	struct drawn drawn = { .class = CLASS_NONE };
	struct chart_request request = {
		.expansion = expansion, .node = node, .keep = expansion->keep
	};
	struct str title;
	if (!expand_text(&title, expansion, child(node, "title"), err))
		return false;
	size_t tables = expansion->tables.count;
	request.table = table_new(&expansion->tables, title, expansion->keep);
	expansion->telling = request.table;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (str_equal_z(template_get(node, "kind"), kinds[i].name) &&
		    !kinds[i].draw(&drawn, &request, err))
			return error_while(err,
			    "drawing the chart at " STR_FMT ":%lld",
			    STR_ARG(node->place.file),
			    (long long)node->place.line);
	expansion->telling = NULL;
	if (drawn.data)
		return add_figure(parent, &drawn, &request, err);
	/* Nothing to draw: no figure, no table. */
	expansion->tables.count = tables;
	return true;
}
