/* Figures as HTML: title and subtitle, the chart at both widths, the source,
 * and the same numbers as a table that opens on demand. */
#include "render/html/writer.h"

#include "render/svg.h"
#include "render/translate.h"

static void put_chart(struct writer *writer, const struct doc *node,
    double width_pt, const char *class)
{
	struct drawing drawing = { 0 };
	struct svg_options options = { .class = class, .alt = node->alt };
	node->chart->layout(&drawing, node->chart_data, width_pt,
	    writer->render->face, writer->scratch);
	translate_drawing(&drawing, writer->render->language, writer->scratch);
	svg_write(writer->out, &drawing, &options);
}

static void put_drawing(struct writer *writer, const struct doc *node)
{
	html_put(writer, "<div class=\"draw\">");
	if (node->chart->wide_only) {
		html_put(writer, "<div class=\"scroll\" role=\"region\""
				 " tabindex=\"0\"");
		html_put_labelled_by(writer, node->id);
		html_put(writer, ">");
		put_chart(writer, node, CHART_WIDE_PT, "only");
		html_put(writer, "</div>");
	} else {
		put_chart(writer, node, CHART_WIDE_PT, "wide");
		put_chart(writer, node, CHART_NARROW_PT, "narrow");
	}
	html_put(writer, "</div>\n");
}

static void put_caption(struct writer *writer, const struct doc *node)
{
	int level = writer->depth + 1;
	html_put(writer, "<figcaption>");
	for (const struct doc *at = node->first; at; at = at->next) {
		if (at->role == TEXT_FIGURE_TITLE) {
			buf_printf(writer->out, "<h%d class=\"figure-title\"",
			    level < 6 ? level : 6);
			html_put_id(writer, node->id, "_t");
			html_put(writer, ">");
			html_walk_children(writer, at);
			buf_printf(
			    writer->out, "</h%d>\n", level < 6 ? level : 6);
		} else if (at->role == TEXT_SUBTITLE) {
			html_walk(writer, at);
		}
	}
	html_put(writer, "</figcaption>\n");
}

static void put_twin(struct writer *writer, const struct doc *node)
{
	html_put(writer, "<details class=\"twin\"><summary>");
	html_say(writer, "The numbers as a table");
	if (node->twin->id.len) {
		html_put(writer, " (");
		html_add_text(writer->out, node->twin->id);
		html_put(writer, ")");
	}
	html_put(writer, "</summary>\n");
	html_walk(writer, node->twin);
	html_put(writer, "</details>\n");
}

void html_enter_figure(struct writer *writer, const struct doc *node)
{
	if (node->is_inline) {
		double width = node->chart->inline_width_pt;
		put_chart(writer, node, width > 0 ? width : CHART_NARROW_PT,
		    node->chart->name);
		return;
	}
	html_put(writer, "<figure");
	html_put_id(writer, node->id, "");
	html_put_labelled_by(writer, node->id);
	html_put(writer, ">\n");
	put_caption(writer, node);
	put_drawing(writer, node);
	for (const struct doc *at = node->first; at; at = at->next)
		if (at->role != TEXT_FIGURE_TITLE && at->role != TEXT_SUBTITLE)
			html_walk(writer, at);
	if (node->twin)
		put_twin(writer, node);
	html_put(writer, "</figure>\n");
}
