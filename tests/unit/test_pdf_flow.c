/* What small print, heads and short lines get where room is scarce. */
#include <string.h>

#include "base/vec.h"
#include "render/pdf/block.h"
#include "render/pdf/columns.h"
#include "render/pdf/paginate.h"
#include "tests/unit/face_fixture.h"

static struct layout *start(struct fixture *f, const struct doc *root)
{
	struct doc_meta *meta = ARENA_NEW(f->arena, struct doc_meta);
	struct render *render = ARENA_NEW(f->arena, struct render);
	struct layout *layout = ARENA_NEW(f->arena, struct layout);
	meta->language = STR("en");
	*render =
	    (struct render){ .root = root, .meta = meta, .face = f->face };
	*layout = (struct layout){ .render = render,
		.face = f->face,
		.keep = f->arena,
		.width = SHEET_WIDTH };
	return layout;
}

static struct placements place(struct fixture *f, const struct doc *root)
{
	struct sheet_size size = sheet_size(PAPER_A4);
	struct layout *layout = start(f, root);
	block_lay_out_document(layout);
	return paginate(layout, &size);
}

static void add_p(struct arena *keep, struct doc *parent, enum text_role role,
    const char *text)
{
	struct doc *node = doc_add(keep, parent, DOC_PARAGRAPH);
	node->role = role;
	doc_add_run(keep, node, str_from(text));
}

static struct doc *add_table(struct arena *keep, struct doc *parent)
{
	struct doc *table = doc_add(keep, parent, DOC_TABLE);
	add_p(keep, table, TEXT_BLOCK_TITLE, "Rows");
	return table;
}

static void add_row(
    struct arena *keep, struct doc *table, const char *const *texts, size_t n)
{
	struct doc *row = doc_add(keep, table, DOC_ROW);
	row->header = table->first->next == row;
	for (size_t i = 0; i < n; i++) {
		struct doc *cell = doc_add(keep, row, DOC_CELL);
		cell->header = row->header || i == 0;
		if (*texts[i])
			add_p(keep, cell, row->header ? TEXT_SMALL : TEXT_CELL,
			    texts[i]);
	}
}

/* However many rows stand above, a page with the note has what it is about. */
static void small_print_begins_no_page_alone(void **state)
{
	static const char *const texts[] = { "Name", "of this", "and that" };
	struct fixture *f = *state;
	size_t turned = 0;
	for (size_t rows = 30; rows < 50; rows++) {
		struct doc *root = doc_add(f->arena, NULL, DOC_DOCUMENT);
		struct doc *table = add_table(f->arena, root);
		for (size_t i = 0; i <= rows; i++)
			add_row(f->arena, table, texts, 3);
		add_p(f->arena, root, TEXT_SMALL, "What the rows leave out.");
		add_p(f->arena, root, TEXT_SMALL, "And where it stands.");
		struct placements at = place(f, root);
		const struct placement *last = &at.items[at.count - 1];
		const struct placement *row = last - 2;
		assert_non_null(row->piece->head);
		assert_int_equal(row->page, last->page);
		turned += last->page > 0;
	}
	assert_in_range(turned, 1, 19);
}

/* A figure that fills a page gives way for the note below it. */
static void full_figures_keep_their_note(void **state)
{
	struct fixture *f = *state;
	struct sheet_size size = sheet_size(PAPER_A4);
	double page = size.bottom - size.top;
	for (int percent = 70; percent <= 100; percent += 5) {
		struct doc *root = doc_add(f->arena, NULL, DOC_DOCUMENT);
		struct layout *layout = start(f, root);
		struct piece *figure = ARENA_NEW(f->arena, struct piece);
		double height = page * percent / 100;
		add_p(f->arena, root, TEXT_BODY, "The page before.");
		block_lay_out_document(layout);
		*figure = (struct piece){ .height = height,
			.is_figure = true,
			.is_noted = true,
			.new_page = true };
		VEC_PUSH(&figure->content, f->arena,
		    ((struct item){ .kind = ITEM_DRAWING,
			.scale = 1,
			.width = SHEET_WIDTH,
			.height = height - 20 }));
		VEC_PUSH(&layout->flow, f->arena, figure);
		struct piece *note = ARENA_NEW(f->arena, struct piece);
		*note = (struct piece){ .height = 30, .before = 6 };
		VEC_PUSH(&layout->flow, f->arena, note);
		struct placements at = paginate(layout, &size);
		assert_int_equal(
		    at.items[at.count - 1].page, at.items[at.count - 2].page);
		assert_true(figure->height > height - 37);
	}
}

/* A page that a table filled to within a line of the foot gives way. */
static void gaps_give_way_for_a_note(void **state)
{
	struct fixture *f = *state;
	size_t most = 0;
	size_t pages[60] = { 0 };
	for (size_t lines = 1; lines < 60; lines++) {
		struct doc *root = doc_add(f->arena, NULL, DOC_DOCUMENT);
		add_p(f->arena, root, TEXT_BODY, "The first page.");
		struct doc *second = doc_add(f->arena, root, DOC_SECTION);
		second->page_break = true;
		for (size_t i = 0; i < lines; i++)
			add_p(f->arena, second, TEXT_BODY, "A line.");
		struct placements at = place(f, root);
		pages[lines] = at.pages;
		if (at.pages == 2)
			most = lines;
	}
	/* 18 pt a line: 41 fill a page, and their gaps give way once */
	assert_int_equal(pages[most], 2);
	assert_int_equal(most, 42);
}

static double width_of(struct fixture *f, const char *text, enum text_role role)
{
	return typeface_width(f->face, str_from(text), role, 0, 0);
}

static const char *const readings[][8] = {
	{ "Reading", "AI problems", "AI 1,000 lines", "Other problems",
	    "Other 1,000 lines", "Ratio", "95% interval", "In words" },
	{ "Like for like: what has a like", "56", "12.8", "50", "16.2", "1.04",
	    "0.67 to 1.63", "no clear difference" },
	{ "Lowest and highest of these limits", "", "", "", "", "",
	    "0.60 to 1.81", "too little data to say" },
};

/* Heads are broken before short texts are. */
static void short_lines_stay_whole(void **state)
{
	struct fixture *f = *state;
	struct doc *root = doc_add(f->arena, NULL, DOC_DOCUMENT);
	struct doc *table = add_table(f->arena, root);
	for (size_t i = 0; i < 3; i++)
		add_row(f->arena, table, readings[i], 8);
	struct columns columns = columns_of(start(f, root), table);
	double sum = 0;
	assert_int_equal(columns.count, 8);
	for (size_t i = 0; i < 8; i++) {
		const struct column_place *column = &columns.items[i];
		double room = column->width - column->right;
		sum += column->width;
		if (i > 0) /* the names of rows may break */
			for (size_t k = 1; k < 3; k++)
				assert_true(width_of(f, readings[k][i],
						TEXT_CELL) <= room);
	}
	assert_true(sum <= SHEET_WIDTH + 0.01);
	assert_true(columns.items[4].width - columns.items[4].right <
		    width_of(f, readings[0][4], TEXT_SMALL));
}

/* A word that no column can hold takes nothing from the others. */
static void long_words_take_no_room(void **state)
{
	static const char *const rows[][8] = {
		{ "Name", "Commits", "Problems", "1,000 lines", "Ratio", "From",
		    "To", "Word" },
		{ "", "6", "0", "0.0040", "not known", "not known", "not known",
		    "too little data to say" },
	};
	struct fixture *f = *state;
	struct doc *root = doc_add(f->arena, NULL, DOC_DOCUMENT);
	struct doc *table = add_table(f->arena, root);
	char word[256];
	memset(word, 'x', sizeof word - 1);
	word[sizeof word - 1] = '\0';
	for (size_t i = 0; i < 2; i++)
		add_row(f->arena, table, rows[i], 8);
	add_p(f->arena, table->last->first, TEXT_CELL, word);
	struct columns columns = columns_of(start(f, root), table);
	for (size_t i = 1; i < 8; i++)
		assert_true(width_of(f, rows[1][i], TEXT_CELL) <=
			    columns.items[i].width - columns.items[i].right);
	assert_true(columns.items[0].width > 90);
}

/* A chapter that starts a page follows one of a few lines; page two does
 * not. */
static void short_chapters_share_a_page(void **state)
{
	static const size_t lines[] = { 3, 3, 5, 30, 3 };
	static const size_t pages[] = { 0, 1, 2, 2, 3 };
	struct fixture *f = *state;
	struct doc *root = doc_add(f->arena, NULL, DOC_DOCUMENT);
	for (size_t i = 0; i < 5; i++) {
		struct doc *chapter = doc_add(f->arena, root, DOC_SECTION);
		chapter->page_break = i > 0;
		for (size_t k = 0; k < lines[i]; k++)
			add_p(f->arena, chapter, TEXT_BODY, "A line.");
	}
	struct placements at = place(f, root);
	size_t next = 0;
	for (size_t i = 0; i < 5; next += lines[i++])
		assert_int_equal(at.items[next].page, pages[i]);
}

/* Where there is room no head is broken. */
static void heads_stay_whole_with_room(void **state)
{
	static const char *const rows[][2] = { { "Name",
						   "Days until half of the "
						   "problems are fixed" },
		{ "high", "31" } };
	struct fixture *f = *state;
	struct doc *root = doc_add(f->arena, NULL, DOC_DOCUMENT);
	struct doc *table = add_table(f->arena, root);
	for (size_t i = 0; i < 2; i++)
		add_row(f->arena, table, rows[i], 2);
	struct columns columns = columns_of(start(f, root), table);
	assert_true(
	    columns.items[1].width > width_of(f, rows[0][1], TEXT_SMALL));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(small_print_begins_no_page_alone),
		cmocka_unit_test(gaps_give_way_for_a_note),
		cmocka_unit_test(full_figures_keep_their_note),
		cmocka_unit_test(short_lines_stay_whole),
		cmocka_unit_test(long_words_take_no_room),
		cmocka_unit_test(short_chapters_share_a_page),
		cmocka_unit_test(heads_stay_whole_with_room),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
