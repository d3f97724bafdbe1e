/* The running head (title and edition; none on page 1) and the foot (report,
 * classification, page x of y). Texts that are too long end in an ellipsis. */
#include "render/pdf/running.h"

#include <math.h>

#include "base/utf8.h"
#include "base/vec.h"

#define TOP_PT 31.0
#define LINE_PT 10.0
#define HEAD_GAP 4.0	   /* text to rule */
#define FOOT_GAP 4.5	   /* rule to text */
#define CHARACTERS_MAX 300 /* more never fit */
#define TEXT_GAP 12.0	   /* least space between two texts */

/* The first COUNT characters of TEXT and an ellipsis. */
static struct str cut(struct arena *keep, struct str text, size_t count)
{
	struct str rest = text;
	uint32_t code;
	for (size_t i = 0; i < count; i++)
		utf8_next(&rest, &code);
	return arena_printf(keep, STR_FMT "\xe2\x80\xa6",
	    STR_ARG(str_slice(text, 0, text.len - rest.len)));
}

static bool fits(const struct layout *layout, struct str text, double width)
{
	return typeface_width(layout->face, text, TEXT_SMALL, 0, 0) <= width;
}

/* TEXT in one line of at most WIDTH, cut at the last character that fits. */
static const struct text_block *fit(
    struct layout *layout, struct str text, double width)
{
	struct text_options options = { 0 };
	struct text_run run = { .text = text, .role = TEXT_SMALL };
	size_t low = 0;
	size_t high = utf8_count(text);
	if (high > CHARACTERS_MAX)
		run.text = cut(layout->keep, text, high = CHARACTERS_MAX);
	if (!fits(layout, run.text, width)) {
		while (low < high) {
			size_t middle = (low + high + 1) / 2;
			if (fits(
				layout, cut(layout->keep, text, middle), width))
				low = middle;
			else
				high = middle - 1;
		}
		run.text = cut(layout->keep, text, low);
	}
	return text_lay_out(layout->face, &run, 1, &options, layout->keep);
}

static void add_text(struct layout *layout, struct items *into,
    const struct text_block *block, enum artifact artifact, double x, double y)
{
	struct item item = {
		.kind = ITEM_TEXT,
		.artifact = artifact,
		.text = block,
		.x = x,
		.y = y,
		.width = block->width,
		.height = block->height,
	};
	if (block->width > 0)
		VEC_PUSH(into, layout->keep, item);
}

static void add_rule(struct layout *layout, struct items *into,
    enum artifact artifact, double x, double y)
{
	struct item item = {
		.kind = ITEM_FILL,
		.artifact = artifact,
		.x = x,
		.y = y,
		.width = SHEET_WIDTH,
		.height = RULE_PT,
		.fill = COLOUR_RULE,
	};
	VEC_PUSH(into, layout->keep, item);
}

static void add_head(
    struct layout *layout, struct items *into, const struct sheet_size *size)
{
	const struct doc_meta *meta = layout->render->meta;
	const struct text_block *edition =
	    fit(layout, meta->edition, SHEET_WIDTH / 3);
	const struct text_block *title =
	    fit(layout, meta->title, SHEET_WIDTH - edition->width - TEXT_GAP);
	add_text(layout, into, title, ARTIFACT_HEADER, size->left, TOP_PT);
	add_text(layout, into, edition, ARTIFACT_HEADER,
	    size->left + SHEET_WIDTH - edition->width, TOP_PT);
	add_rule(layout, into, ARTIFACT_HEADER, size->left,
	    TOP_PT + LINE_PT + HEAD_GAP);
}

static struct str in_language(struct layout *layout, struct str english)
{
	return language_say(
	    layout->render->language, STR(""), english, NULL, layout->keep);
}

static void add_foot(struct layout *layout, struct items *into,
    const struct sheet_size *size, size_t page, size_t count)
{
	const struct doc_meta *meta = layout->render->meta;
	double y = size->foot_rule + FOOT_GAP;
	struct str number = in_language(layout,
	    arena_printf(layout->keep, "Page %zu of %zu", page + 1, count));
	struct str report =
	    meta->report_id.len
		? in_language(
		      layout, arena_printf(layout->keep, "Report " STR_FMT,
				  STR_ARG(meta->report_id)))
		: STR_NONE;
	const struct text_block *right = fit(layout, number, SHEET_WIDTH / 3);
	const struct text_block *left =
	    fit(layout, report, (SHEET_WIDTH - right->width) / 2 - TEXT_GAP);
	double free_width = SHEET_WIDTH - left->width - right->width;
	const struct text_block *middle =
	    fit(layout, meta->classification, free_width - 2 * TEXT_GAP);
	add_rule(layout, into, ARTIFACT_FOOTER, size->left, size->foot_rule);
	add_text(layout, into, left, ARTIFACT_FOOTER, size->left, y);
	add_text(layout, into, middle, ARTIFACT_FOOTER,
	    size->left + left->width + (free_width - middle->width) / 2, y);
	add_text(layout, into, right, ARTIFACT_FOOTER,
	    size->left + SHEET_WIDTH - right->width, y);
}

struct items running_items(struct layout *layout, const struct sheet_size *size,
    size_t page, size_t count)
{
	struct items items = { 0 };
	if (page > 0)
		add_head(layout, &items, size);
	add_foot(layout, &items, size, page, count);
	return items;
}
