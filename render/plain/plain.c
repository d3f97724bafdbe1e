/* report.txt: the report for a terminal, a mail, a screen reader. All that the
 * other back ends say, in lines of 80 columns: headings are underlined, figures
 * stand as what they show and their table, colours and shapes as the words that
 * go with them. No sign that a terminal would act on gets through. */
#include "render/plain/plain.h"

#include "base/utf8.h"

struct str plain_word(const struct plain *plain, const char *english)
{
	return language_say(plain->language, STR("plain"), str_from(english),
	    NULL, plain->scratch);
}

static void add_runs(struct buf *out, const struct doc *node)
{
	for (const struct doc *at = node->first; at; at = at->next) {
		if (at->kind != DOC_LINK) {
			buf_add_z(out, at->text.len ? "" : mark_sign(at->mark));
			buf_add(out, at->text);
			continue;
		}
		add_runs(out, at);
		if (!str_starts(at->text, STR("#")) && at->first &&
		    !str_equal(at->text, at->first->text))
			buf_printf(out, " <" STR_FMT ">", STR_ARG(at->text));
	}
}

struct str plain_inline(const struct plain *plain, const struct doc *node)
{
	struct buf out = { 0 };
	add_runs(&out, node);
	struct str text = arena_str(
	    plain->scratch, utf8_printable(plain->scratch, buf_str(&out)));
	buf_free(&out);
	return str_trim(text);
}

struct str plain_cell(
    const struct plain *plain, const struct doc *cell, const char *between)
{
	struct buf out = { 0 };
	for (const struct doc *at = cell->first; at; at = at->next) {
		struct str part = at->kind == DOC_FIGURE
				      ? utf8_printable(plain->scratch, at->alt)
				  : at->kind == DOC_LIST
				      ? plain_cell(plain, at->first, between)
				      : plain_inline(plain, at);
		if (out.len && part.len)
			buf_add_z(&out, between);
		buf_add(&out, part);
	}
	struct str text = arena_str(plain->scratch, buf_str(&out));
	buf_free(&out);
	return text;
}

static void add_lines(const struct plain *plain, struct str text)
{
	plain_wrap(plain->out, text, (struct plain_indent){ 0, 0 });
}

static void add_label(
    const struct plain *plain, struct str label, struct str text)
{
	plain_wrap(plain->out,
	    arena_printf(plain->scratch, STR_FMT ": " STR_FMT, STR_ARG(label),
		STR_ARG(text)),
	    (struct plain_indent){ 0, 2 });
}

static void add_node(const struct plain *plain, const struct doc *node);

static void add_children(const struct plain *plain, const struct doc *node)
{
	for (const struct doc *at = node->first; at; at = at->next)
		add_node(plain, at);
}

static void add_heading(const struct plain *plain, const struct doc *node)
{
	struct str text = plain_inline(plain, node);
	size_t width = plain_width(text);
	if (node->level <= 2 && plain->out->len)
		buf_add_char(plain->out, '\n');
	add_lines(plain, text);
	plain_repeat(plain->out, node->level <= 2 ? '=' : '-',
	    width < PLAIN_COLUMNS ? width : PLAIN_COLUMNS);
	buf_add_z(plain->out, "\n\n");
}

static void add_paragraph(const struct plain *plain, const struct doc *node)
{
	add_lines(plain, plain_inline(plain, node));
	buf_add_char(plain->out, '\n');
}

static void add_list(const struct plain *plain, const struct doc *node)
{
	add_children(plain, node);
	buf_add_char(plain->out, '\n');
}

/* Lists in an item stand below it, each two columns further in. */
static void add_item_at(
    const struct plain *plain, const struct doc *node, size_t depth)
{
	for (const struct doc *at = node->first; at; at = at->next) {
		if (at->kind == DOC_LIST) {
			for (const struct doc *item = at->first; item;
			     item = item->next)
				add_item_at(plain, item, depth + 1);
			continue;
		}
		plain_wrap(plain->out,
		    arena_printf(plain->scratch, "%s" STR_FMT,
			at == node->first ? "* " : "",
			STR_ARG(plain_inline(plain, at))),
		    (struct plain_indent){
			2 * depth + (at == node->first ? 0 : 2),
			2 * depth + 2 });
	}
}

static void add_item(const struct plain *plain, const struct doc *node)
{
	add_item_at(plain, node, 0);
}

/* What stands side by side in print: a heading, or a line "label: text". */
static void add_grid(const struct plain *plain, const struct doc *grid)
{
	for (const struct doc *cell = grid->first; cell; cell = cell->next) {
		const struct doc *first = cell->first;
		if (first->kind == DOC_HEADING && !first->next) {
			add_heading(plain, first);
			continue;
		}
		struct str text = plain_cell(plain, cell, ": ");
		plain_wrap(plain->out, text, (struct plain_indent){ 0, 2 });
	}
	buf_add_char(plain->out, '\n');
}

static void add_figure(const struct plain *plain, const struct doc *figure)
{
	const struct doc *title = figure->first;
	const struct doc *subtitle = title ? title->next : NULL;
	const struct doc *source = subtitle ? subtitle->next : NULL;
	plain_wrap(plain->out,
	    arena_printf(plain->scratch, STR_FMT " " STR_FMT ". " STR_FMT,
		STR_ARG(plain_word(plain, "Figure")), STR_ARG(figure->id),
		STR_ARG(title ? plain_inline(plain, title) : STR(""))),
	    (struct plain_indent){ 0, 2 });
	if (subtitle)
		add_lines(plain, plain_inline(plain, subtitle));
	buf_add_char(plain->out, '\n');
	add_label(plain, plain_word(plain, "Shows"),
	    utf8_printable(plain->scratch, figure->alt));
	if (source)
		add_lines(plain, plain_inline(plain, source));
	buf_add_char(plain->out, '\n');
	if (figure->twin)
		plain_table(plain, figure->twin);
}

static void add_note(const struct plain *plain, const struct doc *note)
{
	add_label(
	    plain, plain_word(plain, "Note"), plain_cell(plain, note, " "));
	buf_add_char(plain->out, '\n');
}

static void add_node(const struct plain *plain, const struct doc *node)
{
	static void (*const add[DOC_KINDS])(
	    const struct plain *plain, const struct doc *node) = {
		[DOC_DOCUMENT] = add_children,
		[DOC_SECTION] = add_children,
		[DOC_HEADING] = add_heading,
		[DOC_PARAGRAPH] = add_paragraph,
		[DOC_LIST] = add_list,
		[DOC_ITEM] = add_item,
		[DOC_GRID] = add_grid,
		[DOC_TABLE] = plain_table,
		[DOC_FIGURE] = add_figure,
		[DOC_NOTE] = add_note,
	};
	if (add[node->kind])
		add[node->kind](plain, node);
}

static bool write_text(struct buf *out, const struct render *render,
    struct arena *scratch, struct error *err)
{
	const struct plain plain = {
		.out = out,
		.language = render->language,
		.scratch = scratch,
	};
	(void)err;
	add_node(&plain, render->root);
	return true;
}

const struct backend backend_text = {
	.name = "text",
	.suffix = "txt",
	.write = write_text,
};
