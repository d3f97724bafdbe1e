/* A paragraph of runs broken into lines. Pango breaks and shapes; heights and
 * baselines are ours, as CSS places them, because pango's line spacing differs
 * between its versions. A mark is a no-break space with a shape attribute: it
 * keeps to its word, and nothing of it ends up in copied text. */
#include "render/typeface.h"

#include <math.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "render/cairo_shapes.h"
#include "render/compound.h"

/* Inter's ascent and descent in em, of its hhea table. */
#define ASCENT_EM 0.96875
#define DESCENT_EM 0.2412
#define WIDE_EM 0.64 /* few letters are wider, no digit is */

#define MARK_CHARACTER "\xc2\xa0" /* no-break space under the mark */

static double run_size(const struct text_run *run)
{
	return run->size_pt > 0 ? run->size_pt : text_style(run->role)->size_pt;
}

static enum colour run_colour(const struct text_run *run)
{
	return run->colour != COLOUR_NONE ? run->colour
					  : text_style(run->role)->colour;
}

/* Newlines stay, everything else as typeface_printable has it. */
static struct str clean(struct arena *keep, struct str text)
{
	struct buf out = { 0 };
	struct str rest = text;
	struct str line;
	bool first = true;
	if (str_find_byte(text, '\n') == text.len)
		return typeface_printable(keep, text);
	while (str_split(&rest, '\n', &line)) {
		if (!first)
			buf_add_char(&out, '\n');
		buf_add(&out, typeface_printable(keep, line));
		first = false;
	}
	struct str copy = arena_str(keep, buf_str(&out));
	buf_free(&out);
	return copy;
}

static void add_attribute(
    PangoAttrList *list, PangoAttribute *attribute, size_t start, size_t end)
{
	attribute->start_index = (guint)start;
	attribute->end_index = (guint)end;
	pango_attr_list_insert(list, attribute);
}

static void style_run(PangoAttrList *list, const struct text_run *run,
    size_t start, size_t end, uint32_t rgb)
{
	double tracking = text_style(run->role)->tracking_em * run_size(run);
	PangoFontDescription *font =
	    typeface_describe(run->role, run->weight, run->size_pt);
	add_attribute(list, pango_attr_font_desc_new(font), start, end);
	pango_font_description_free(font);
	add_attribute(list,
	    pango_attr_foreground_new((guint16)((rgb >> 16 & 0xff) * 257),
		(guint16)((rgb >> 8 & 0xff) * 257),
		(guint16)((rgb & 0xff) * 257)),
	    start, end);
	if (tracking < 0 || tracking > 0)
		add_attribute(list,
		    pango_attr_letter_spacing_new(
			(int)lround(tracking * PANGO_SCALE)),
		    start, end);
	if (run->underline)
		add_attribute(list,
		    pango_attr_underline_new(PANGO_UNDERLINE_SINGLE), start,
		    end);
}

/* In lines of ROOM pt. A word that could be wider stays breakable, lest it
 * leave them. */
static void keep_compounds(
    PangoAttrList *list, const struct text_run *run, size_t start, double room)
{
	struct str word;
	size_t at = 0;
	while (compound_next(run->text, &at, &word))
		if ((double)word.len * run_size(run) * WIDE_EM <= room)
			add_attribute(list, pango_attr_allow_breaks_new(FALSE),
			    start + at - word.len, start + at);
}

/* The place of a mark: as wide as mark and gap. */
static void reserve_mark(
    PangoAttrList *list, struct text_run *run, size_t start)
{
	double size = run_size(run);
	PangoRectangle area = {
		.width =
		    (int)lround((MARK_EM + MARK_GAP_EM) * size * PANGO_SCALE),
		.y = -(int)lround(MARK_EM * size * PANGO_SCALE),
		.height = (int)lround(MARK_EM * size * PANGO_SCALE),
	};
	add_attribute(list,
	    pango_attr_shape_new_with_data(&area, &area, run, NULL, NULL),
	    start, start + sizeof MARK_CHARACTER - 1);
}

static struct text_run *copy_runs(
    const struct text_run *runs, size_t count, struct arena *keep)
{
	struct text_run *copy = arena_array(keep, count, sizeof *copy);
	for (size_t i = 0; i < count; i++) {
		copy[i] = runs[i];
		copy[i].text = clean(keep, runs[i].text);
	}
	return copy;
}

static void fill_layout(const struct typeface *face, struct text_block *block,
    struct text_run *runs, const struct text_options *options)
{
	struct buf text = { 0 };
	PangoAttrList *list = pango_attr_list_new();
	pango_attr_list_insert(list, pango_attr_insert_hyphens_new(FALSE));
	for (size_t i = 0; i < block->run_count; i++) {
		size_t start = text.len;
		block->run_starts[i] = start;
		if (runs[i].mark != MARK_NONE) {
			buf_add_z(&text, MARK_CHARACTER);
			reserve_mark(list, &runs[i], start);
		}
		keep_compounds(list, &runs[i], text.len, options->width_pt);
		buf_add(&text, runs[i].text);
		style_run(list, &runs[i], start, text.len,
		    typeface_rgb(face, run_colour(&runs[i]), options->palette));
	}
	block->run_starts[block->run_count] = text.len;
	typeface_set_features(list, buf_str(&text));
	pango_layout_set_attributes(block->layout, list);
	pango_layout_set_text(
	    block->layout, text.len ? text.data : "", (int)text.len);
	if (options->width_pt > 0) {
		pango_layout_set_wrap(block->layout, PANGO_WRAP_WORD_CHAR);
		pango_layout_set_width(
		    block->layout, (int)ceil(options->width_pt * PANGO_SCALE));
	}
	pango_attr_list_unref(list);
	buf_free(&text);
}

/* The line is as high as its tallest role; the largest type sits in its
 * middle, the rest on the same baseline. */
static void place_line(struct text_line *line, const struct text_block *block,
    size_t start, size_t end)
{
	double size = 0;
	for (size_t i = 0; i < block->run_count; i++) {
		const struct text_run *run = &block->runs[i];
		bool here = block->run_starts[i] <= end &&
			    block->run_starts[i + 1] >= start &&
			    (block->run_starts[i + 1] > start ||
				i + 1 == block->run_count) &&
			    (block->run_starts[i] < end || start == end);
		if (!here)
			continue;
		line->height =
		    fmax(line->height, text_style(run->role)->line_pt);
		size = fmax(size, run_size(run));
	}
	line->baseline = (line->height - (ASCENT_EM + DESCENT_EM) * size) / 2 +
			 ASCENT_EM * size;
}

static void place_lines(struct text_block *block,
    const struct text_options *options, struct arena *keep)
{
	int count = pango_layout_get_line_count(block->layout);
	block->line_count = (size_t)count;
	block->lines = arena_array(keep, (size_t)count, sizeof *block->lines);
	for (int i = 0; i < count; i++) {
		PangoRectangle area;
		struct text_line *line = &block->lines[i];
		PangoLayoutLine *from =
		    pango_layout_get_line_readonly(block->layout, i);
		pango_layout_line_get_extents(from, NULL, &area);
		line->top = block->height;
		line->width = (double)area.width / PANGO_SCALE;
		place_line(line, block, (size_t)from->start_index,
		    (size_t)from->start_index + (size_t)from->length);
		if (options->align_right && options->width_pt > 0)
			line->left = options->width_pt - line->width;
		block->height += line->height;
		block->width = fmax(block->width, line->width);
	}
}

const struct text_block *text_lay_out(struct typeface *face,
    const struct text_run *runs, size_t count,
    const struct text_options *options, struct arena *keep)
{
	struct text_block *block = ARENA_NEW(keep, struct text_block);
	struct text_run *copy = copy_runs(runs, count, keep);
	block->runs = copy;
	block->run_count = count;
	block->run_starts =
	    arena_array(keep, count + 1, sizeof *block->run_starts);
	block->layout = pango_layout_new(typeface_context(face));
	typeface_own(face, block->layout);
	pango_layout_set_auto_dir(block->layout, FALSE);
	fill_layout(face, block, copy, options);
	place_lines(block, options, keep);
	typeface_count_unknown(face, block->layout);
	return block;
}

/* Pango calls this where a mark's space stands; the pen is on the baseline. */
static void paint_mark(
    cairo_t *cairo, PangoAttrShape *attribute, gboolean do_path, gpointer data)
{
	const struct text_run *run = attribute->data;
	const struct typeface *face = data;
	struct drawing drawing = { 0 };
	double x;
	double y;
	if (do_path)
		return;
	cairo_get_current_point(cairo, &x, &y);
	double size = MARK_EM * run_size(run);
	enum colour colour = run->mark == MARK_UP || run->mark == MARK_DOWN
				 ? run_colour(run)
				 : COLOUR_NONE;
	struct arena *scratch = typeface_scratch(face);
	mark_draw(&drawing, scratch, run->mark,
	    (struct point){ x, y - size + 0.04 * run_size(run) }, size, colour);
	shapes_paint(cairo, &drawing, face, 0, 0);
	arena_reset(scratch);
}

static void prepare_marks(const struct typeface *face)
{
	union {
		const struct typeface *face;
		void *pointer;
	} user = { face };
	pango_cairo_context_set_shape_renderer(
	    typeface_context(face), paint_mark, user.pointer, NULL);
}

void text_paint_line(cairo_t *cairo, const struct typeface *face,
    const struct text_block *block, size_t line, double x, double y)
{
	const struct text_line *place = &block->lines[line];
	prepare_marks(face);
	cairo_move_to(cairo, x + place->left, y + place->baseline);
	pango_cairo_show_layout_line(
	    cairo, pango_layout_get_line_readonly(block->layout, (int)line));
}

/* Whether glyphs at byte INDEX belong to the runs from FIRST up to END. */
static bool is_in_runs(
    const struct text_block *block, size_t index, size_t first, size_t end)
{
	return index >= block->run_starts[first] &&
	       index < block->run_starts[end];
}

/* Pango paints a whole line or one item; its marks and underlines come with
 * lines alone, so the line is lent one item at a time. */
void text_paint_part(cairo_t *cairo, const struct typeface *face,
    const struct text_block *block, const struct text_part *part, double x,
    double y)
{
	const struct text_line *place = &block->lines[part->line];
	PangoLayoutLine *line =
	    pango_layout_get_line_readonly(block->layout, (int)part->line);
	GSList *all = line->runs;
	prepare_marks(face);
	x += place->left;
	for (GSList *at = all; at; at = at->next) {
		GSList one = { at->data, NULL };
		const PangoGlyphItem *item = at->data;
		if (is_in_runs(block, (size_t)item->item->offset,
			part->first_run, part->end_run)) {
			cairo_move_to(cairo, x, y + place->baseline);
			line->runs = &one;
			pango_cairo_show_layout_line(cairo, line);
			line->runs = all;
		}
		x += (double)pango_glyph_string_get_width(item->glyphs) /
		     PANGO_SCALE;
	}
}

bool text_run_extent(const struct text_block *block, size_t run, size_t line,
    double *left, double *width)
{
	PangoLayoutLine *from =
	    pango_layout_get_line_readonly(block->layout, (int)line);
	size_t start = (size_t)from->start_index;
	size_t end = start + (size_t)from->length;
	size_t run_start = block->run_starts[run];
	size_t run_end = block->run_starts[run + 1];
	if (run_start < start)
		run_start = start;
	if (run_end > end)
		run_end = end;
	if (run_start >= run_end)
		return false;
	int from_x;
	int to_x;
	pango_layout_line_index_to_x(from, (int)run_start, FALSE, &from_x);
	pango_layout_line_index_to_x(from, (int)run_end, FALSE, &to_x);
	if (to_x < from_x) {
		int swap = to_x;
		to_x = from_x;
		from_x = swap;
	}
	*left = block->lines[line].left + (double)from_x / PANGO_SCALE;
	*width = (double)(to_x - from_x) / PANGO_SCALE;
	return *width > 0;
}
