/* Where blocks land on pages, on either paper; what hostile texts and sizes
 * do; what the finisher refuses. */
#include "tests/unit/pdf_reader.h"

#include <math.h>

#include "render/pdf/block.h"
#include "render/pdf/content.h"
#include "render/pdf/finish.h"
#include "render/pdf/paginate.h"
#include "render/pdf/string.h"
#include "tests/unit/face_fixture.h"
#include "tests/unit/pdf_sample.h"

struct placed_document {
	struct doc_meta meta;
	struct render render;
	struct layout layout;
	struct sheet_size size;
	struct placements at;
};

static void place(struct placed_document *document, struct fixture *f,
    const struct doc *root, enum paper paper)
{
	document->meta = sample_meta();
	document->render = (struct render){ .root = root,
		.meta = &document->meta,
		.face = f->face,
		.paper = paper };
	document->layout = (struct layout){
		.render = &document->render, .face = f->face, .keep = f->arena
	};
	document->size = sheet_size(paper);
	block_lay_out_document(&document->layout);
	document->at = paginate(&document->layout, &document->size);
}

static const enum paper papers[] = { PAPER_A4, PAPER_LETTER };

static struct doc *table_document(struct arena *keep, size_t rows)
{
	struct doc *document = doc_add(keep, NULL, DOC_DOCUMENT);
	add_cover(keep, document);
	add_long_table(keep, document, rows);
	return document;
}

static void page_1_fits_both_papers(void **state)
{
	for (size_t i = 0; i < 2; i++) {
		struct placed_document d;
		double end = 0;
		place(&d, *state,
		    sample_document(((struct fixture *)*state)->arena, 5),
		    papers[i]);
		size_t at = 0;
		while (!d.at.items[at].piece->new_page) {
			const struct placement *p = &d.at.items[at++];
			assert_int_equal(p->page, 0);
			end = p->y + p->piece->height + p->growth;
		}
		assert_int_equal(d.at.items[at].page, 1);
		assert_true(end <= d.size.bottom);
		assert_true(end > d.size.bottom - 60);
	}
}

/* A line more than there is room for: gaps give way, the page stays one. */
static void page_1_gives_way_by_a_little(void **state)
{
	struct fixture *f = *state;
	for (int lines = 1; lines < 4; lines++) {
		struct doc *root = doc_add(f->arena, NULL, DOC_DOCUMENT);
		struct placed_document d;
		add_cover(f->arena, root);
		add_measures(f->arena, root);
		add_sentences(f->arena, root);
		add_decisions(f->arena, root);
		add_confidence(f->arena, root);
		for (int i = 0; i < lines; i++)
			add_p(f->arena, root->last, TEXT_CELL, "One more.");
		place(&d, f, root, PAPER_LETTER);
		assert_int_equal(d.at.pages, 1);
	}
}

static void no_piece_leaves_the_page(void **state)
{
	for (size_t i = 0; i < 2; i++) {
		struct placed_document d;
		place(&d, *state,
		    sample_document(((struct fixture *)*state)->arena, 60),
		    papers[i]);
		for (size_t at = 0; at < d.at.count; at++) {
			const struct placement *p = &d.at.items[at];
			assert_true(p->y >= d.size.first_top - 0.01);
			assert_true(p->y + p->piece->height + p->growth <=
				    d.size.bottom + 0.01);
			if (at > 0 && p[-1].page == p->page)
				assert_true(p->y >= p[-1].y +
							p[-1].piece->height +
							p[-1].growth - 0.01);
		}
	}
}

/* A head stands above rows on each page, and no row is alone. */
static void tables_break_with_their_heads(void **state)
{
	size_t broken = 0;
	for (size_t rows = 35; rows < 40; rows++) {
		struct placed_document d;
		struct fixture *f = *state;
		place(&d, f, table_document(f->arena, rows), PAPER_A4);
		size_t heads = 0;
		for (size_t at = 1; at < d.at.count; at++) {
			const struct placement *p = &d.at.items[at];
			bool is_row = p->piece->head != NULL;
			if (is_row && p->page != p[-1].page)
				fail_msg("a row starts page %zu", p->page + 1);
			if (!p->is_repeat)
				continue;
			heads++;
			assert_true(p->page != p[-1].page);
			assert_true(p[1].page == p->page && p[1].piece->head);
			assert_true(p[2].page == p->page && p[2].piece->head);
		}
		assert_true(heads <= 1);
		broken += heads;
	}
	assert_true(broken > 0);
}

static void kept_pieces_stay_together(void **state)
{
	struct placed_document d;
	struct fixture *f = *state;
	place(&d, f, table_document(f->arena, 90), PAPER_LETTER);
	for (size_t at = 0; at + 1 < d.at.count; at++)
		if (d.at.items[at].piece->keep_next &&
		    !d.at.items[at].is_repeat)
			assert_int_equal(
			    d.at.items[at].page, d.at.items[at + 1].page);
}

/* ---------------------------------------------------------------- abreast --
 */

static struct doc *add_small_table(
    struct arena *keep, struct doc *parent, size_t rows, const char *text)
{
	struct doc *table = doc_add(keep, parent, DOC_TABLE);
	add_p(keep, table, TEXT_BLOCK_TITLE, "Small");
	for (size_t i = 0; i <= rows; i++) {
		struct doc *row = doc_add(keep, table, DOC_ROW);
		row->header = i == 0;
		for (int column = 0; column < 2; column++) {
			struct doc *cell = doc_add(keep, row, DOC_CELL);
			cell->header = row->header || column == 0;
			add_p(keep, cell, TEXT_SMALL,
			    row->header ? "Head" : text);
		}
	}
	return table;
}

/* Each column from top to bottom, the right one no higher than the left, and
 * none below the page. */
static size_t count_right(const struct placed_document *d)
{
	size_t right = 0;
	for (size_t i = 0; i < d->at.count; i++) {
		const struct placement *p = &d->at.items[i];
		right += p->x > 0;
		assert_true(p->x == 0 || p->x == HALF_X);
		assert_true(p->x == 0 || p->piece->half);
		assert_true(p->y + p->piece->height <= d->size.bottom + 0.01);
		if (i > 0 && p[-1].page == p->page && p[-1].x == p->x)
			assert_true(
			    p->y >= p[-1].y + p[-1].piece->height - 0.01);
	}
	return right;
}

static void narrow_tables_stand_abreast(void **state)
{
	struct fixture *f = *state;
	struct placed_document d;
	struct doc *root = doc_add(f->arena, NULL, DOC_DOCUMENT);
	add_small_table(f->arena, root, 4, "few");
	add_small_table(f->arena, root, 4, "words");
	place(&d, f, root, PAPER_A4);
	/* a caption, a head, four rows: both start at the same height */
	assert_int_equal(count_right(&d), 6);
	assert_int_equal(d.at.count, 12);
	assert_true(fabs(d.at.items[0].y - d.at.items[6].y) < 0.01);
}

static void wide_or_lonely_tables_stand_alone(void **state)
{
	struct fixture *f = *state;
	struct placed_document d;
	struct doc *root = doc_add(f->arena, NULL, DOC_DOCUMENT);
	add_small_table(f->arena, root, 4, "few");
	add_p(f->arena, root, TEXT_BODY, "Between.");
	add_small_table(f->arena, root, 4, "few");
	add_small_table(f->arena, root, 4,
	    "a text that half the width of a page cannot hold in a line "
	    "beside another");
	place(&d, f, root, PAPER_A4);
	assert_int_equal(count_right(&d), 0);
}

static void many_narrow_tables_fill_pages(void **state)
{
	struct fixture *f = *state;
	struct placed_document d;
	struct doc *root = doc_add(f->arena, NULL, DOC_DOCUMENT);
	for (int i = 0; i < 40; i++)
		add_small_table(f->arena, root, 12, "few");
	place(&d, f, root, PAPER_LETTER);
	assert_int_equal(count_right(&d), d.at.count / 2);
	for (size_t i = 1; i < d.at.count; i++)
		if (d.at.items[i - 1].piece->keep_next) {
			assert_int_equal(
			    d.at.items[i].page, d.at.items[i - 1].page);
			assert_true(d.at.items[i].x == d.at.items[i - 1].x);
		}
}

/* A row of texts is an entry; a long one goes on in the next column. */
static void entries_fill_columns(void **state)
{
	struct fixture *f = *state;
	struct placed_document d;
	struct doc *root = doc_add(f->arena, NULL, DOC_DOCUMENT);
	char *text = arena_alloc(f->arena, 60001);
	for (size_t i = 0; i < 60000; i++)
		text[i] = "words and "[i % 10];
	text[60000] = 0;
	add_small_table(f->arena, root, 3, text)->block = BLOCK_ENTRIES;
	add_p(f->arena, root, TEXT_BODY, "Behind.");
	place(&d, f, root, PAPER_A4);
	assert_true(d.at.pages > 3);
	assert_true(count_right(&d) > 100);
	const struct placement *last = &d.at.items[d.at.count - 1];
	assert_true(last->x == 0 && !last->piece->half);
	for (const struct placement *p = last - 1; p->page == last->page; p--)
		assert_true(p->y + p->piece->height <= last->y);
}

/* ------------------------------------------------------------- hostile -- */

static struct doc *one_section(struct arena *keep, struct doc **section)
{
	struct doc *document = doc_add(keep, NULL, DOC_DOCUMENT);
	add_cover(keep, document);
	*section = add_section(keep, document, "one", false);
	add_h(keep, *section, 2, TEXT_HEADING, "One");
	return document;
}

static void write_with(struct fixture *f, const struct doc *root,
    const struct doc_meta *meta, struct buf *out)
{
	struct error err = { 0 };
	struct render render = { .root = root, .meta = meta, .face = f->face };
	if (!backend_pdf.write(out, &render, f->arena, &err))
		fail_msg("%s", err.message);
}

static void write_document(
    struct fixture *f, const struct doc *root, struct buf *out)
{
	const struct doc_meta meta = sample_meta();
	write_with(f, root, &meta, out);
}

static size_t count_pages(struct fixture *f, const struct doc *root)
{
	struct buf out = { 0 };
	struct reading reading;
	write_document(f, root, &out);
	reading_open(&reading, buf_str(&out), f->arena);
	buf_free(&out);
	return reading.page_count;
}

static struct str repeat(struct arena *keep, const char *text, size_t bytes)
{
	struct buf all = { 0 };
	while (all.len < bytes)
		buf_add_z(&all, text);
	struct str copy = arena_str(keep, buf_str(&all));
	buf_free(&all);
	return copy;
}

static void long_paragraph_goes_over_pages(void **state)
{
	struct fixture *f = *state;
	struct doc *section;
	struct doc *root = one_section(f->arena, &section);
	doc_add_run(f->arena, doc_add(f->arena, section, DOC_PARAGRAPH),
	    repeat(f->arena, "many words in a row ", 8000));
	assert_int_equal(count_pages(f, root), 2);
}

/* One cell higher than a page, without a blank to break at. */
static void tall_cell_goes_over_pages(void **state)
{
	struct fixture *f = *state;
	struct doc *section;
	struct doc *root = one_section(f->arena, &section);
	struct doc *table = doc_add(f->arena, section, DOC_TABLE);
	struct doc *row = doc_add(f->arena, table, DOC_ROW);
	row->header = true;
	add_cell(f->arena, row, TEXT_SMALL, "Name")->header = true;
	add_cell(f->arena, row, TEXT_SMALL, "Text")->header = true;
	row = doc_add(f->arena, table, DOC_ROW);
	add_cell(f->arena, row, TEXT_CELL, "short");
	struct doc *p =
	    doc_add(f->arena, doc_add(f->arena, row, DOC_CELL), DOC_PARAGRAPH);
	doc_add_run(f->arena, p, repeat(f->arena, "w", 65536));
	size_t pages = count_pages(f, root);
	assert_true(pages > 2 && pages < 9);
}

static void tall_figure_is_made_smaller(void **state)
{
	static const char *const texts[] = { "Open gaps in 90 teams", "Teams",
		"Source" };
	struct fixture *f = *state;
	struct doc *section;
	struct doc *root = one_section(f->arena, &section);
	struct heat_data heat = sample_heat;
	struct placed_document d;
	heat.row_count = 90;
	heat.rows = arena_array(f->arena, 90, sizeof *heat.rows);
	heat.cells = arena_array(f->arena, 90 * 6, sizeof *heat.cells);
	heat.row_totals = arena_array(f->arena, 180, sizeof *heat.row_totals);
	for (size_t i = 0; i < 90; i++)
		heat.rows[i] = STR("Team");
	add_figure(f->arena, section, &chart_heat, &heat, texts);
	place(&d, f, root, PAPER_A4);
	const struct placement *figure = &d.at.items[d.at.count - 1];
	assert_true(figure->y + figure->piece->height <= d.size.bottom + 0.01);
	assert_int_equal(count_pages(f, root), 2);
}

static void many_columns_stay_on_the_page(void **state)
{
	struct fixture *f = *state;
	struct doc *section;
	struct doc *root = one_section(f->arena, &section);
	struct doc *table = doc_add(f->arena, section, DOC_TABLE);
	for (int i = 0; i < 3; i++) {
		struct doc *row = doc_add(f->arena, table, DOC_ROW);
		row->header = i == 0;
		for (int c = 0; c < 60; c++)
			add_cell(f->arena, row, TEXT_CELL, "12345")->header =
			    i == 0;
	}
	assert_true(count_pages(f, root) < 5);
}

/* The UTF-16 units of a line of a map, as "<0001> <D83DDE00>". */
static void check_units(struct str line)
{
	size_t at = str_find(line, STR("> <")) + 3;
	assert_true(at < line.len);
	for (; at + 4 <= line.len && line.ptr[at] != '>'; at += 4) {
		char z[5] = { 0 };
		memcpy(z, line.ptr + at, 4);
		unsigned long unit = strtoul(z, NULL, 16);
		assert_true(unit != 0 && unit != 0xfeff && unit != 0xfffe);
		/* planes 15 and 16 are for private use, too */
		assert_false(unit >= 0xdb80 && unit < 0xdc00);
		assert_false(unit >= 0xe000 && unit <= 0xf8ff);
	}
}

/* ISO 19005-3, 6.2.11.7.2 and 6.2.11.7.3: what is painted has a character, and
 * none for private use. */
static void check_to_unicode(struct reading *r, const struct pdf_value *font)
{
	if (!pdf_get(font, "ToUnicode"))
		return;
	struct str map = stream_of(r, pdf_get(font, "ToUnicode"));
	struct str line;
	bool inside = false;
	int lines = 0;
	while (str_line(&map, &line)) {
		if (str_ends(line, STR("endbfchar")))
			inside = false;
		if (inside)
			check_units(line);
		lines += inside;
		if (str_ends(line, STR("beginbfchar")))
			inside = true;
	}
	assert_true(lines > 0);
}

/* Names that would end a string, turn the text or end it. */
static void hostile_names_stay_texts(void **state)
{
	static const char *const names[] = { "(", "\\", ")) /JS (x",
		"\xe2\x80\xae\x65vil", "a\x01\x02z", "<</X>>", "\xff\xfe",
		"\xed\xa0\x80", "\xf0\x9f\x98\x80", "%PDF-1.4\nendobj",
		"\xef\xb7\x90 \xef\xbf\xbe \xf4\x8f\xbf\xbf", "\xef\xa3\xbf",
		"--><!-- -> <- => -->" };
	struct fixture *f = *state;
	struct doc *section;
	struct doc *root = one_section(f->arena, &section);
	struct buf out = { 0 };
	struct reading r;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct doc *part = add_section(f->arena, section, "", false);
		add_h(f->arena, part, 3, TEXT_BLOCK_TITLE, names[i]);
		struct doc *p = add_p(f->arena, part, TEXT_BODY, names[i]);
		struct doc *link = doc_add(f->arena, p, DOC_LINK);
		link->text =
		    arena_printf(f->arena, "https://example.org/%s", names[i]);
		doc_add_run(f->arena, link, str_from(names[i]));
	}
	struct doc *p = doc_add(f->arena, section, DOC_PARAGRAPH);
	doc_add_run(f->arena, p, (struct str){ "nul \0 inside", 12 });
	struct doc_meta meta = sample_meta();
	meta.title = repeat(f->arena, "(\\", 65536);
	meta.organisation = STR("A & B <c> \"d\"");
	write_with(f, root, &meta, &out);
	reading_open(&r, buf_str(&out), f->arena);
	for (int i = 1; i < r.file.count; i++)
		check_to_unicode(&r, &object_at(&r, i)->value);
	const struct pdf_value *title =
	    get(&r, get(&r, r.catalog, "Outlines"), "First");
	const struct pdf_value *chapter = get(&r, title, "First");
	const struct pdf_value *at = get(&r, chapter, "First");
	assert_true(str_equal(pdf_get(at, "Title")->text, STR("(\\()")));
	at = get(&r, at, "Next");
	assert_true(str_equal(pdf_get(at, "Title")->text, STR("(\\\\)")));
	at = get(&r, at, "Next");
	assert_true(
	    str_equal(pdf_get(at, "Title")->text, STR("(\\)\\) /JS \\(x)")));
	at = get(&r, at, "Next");
	assert_true(str_equal(
	    pdf_get(at, "Title")->text, STR("<FEFFFFFD006500760069006C>")));
	buf_free(&out);
}

/* A text that spells a speck is not one. */
static void texts_cannot_forge_marks(void **state)
{
	struct fixture *f = *state;
	struct doc *section;
	struct doc *root = one_section(f->arena, &section);
	add_p(f->arena, section, TEXT_BODY,
	    "1.027 1.043 0.012 0.02 re f\n1.027 1.043 0.012 0.02 re f");
	assert_int_equal(count_pages(f, root), 1);
}

static void same_bytes_twice(void **state)
{
	struct fixture *f = *state;
	struct buf one = { 0 };
	struct buf two = { 0 };
	write_document(f, table_document(f->arena, 9), &one);
	write_document(f, table_document(f->arena, 9), &two);
	assert_int_equal(one.len, two.len);
	assert_memory_equal(one.data, two.data, one.len);
	buf_free(&one);
	buf_free(&two);
}

/* ------------------------------------------------------------- strings -- */

static void assert_added(struct buf *out, const char *expected)
{
	if (!str_equal_z(buf_str(out), expected))
		fail_msg("expected %s, found " STR_FMT, expected,
		    STR_ARG(buf_str(out)));
	buf_clear(out);
}

static void values_are_escaped(void **state)
{
	struct buf out = { 0 };
	(void)state;
	pdf_add_text(&out, STR("a(b)\\c"));
	assert_added(&out, "(a\\(b\\)\\\\c)");
	pdf_add_text(&out, STR("\xc3\xa4\xf0\x9f\x98\x80"));
	assert_added(&out, "<FEFF00E4D83DDE00>");
	pdf_add_text(&out, STR(""));
	assert_added(&out, "()");
	pdf_add_name(&out, STR("text/csv; x"));
	assert_added(&out, "/text#2Fcsv#3B#20x");
	pdf_add_uri(&out, STR("https://a/(\\)\n"));
	assert_added(&out, "(https://a/%28%5C%29%0A)");
	pdf_add_xml(&out, STR("<a&\x01\">"));
	assert_added(&out, "&lt;a&amp;\xef\xbf\xbd&quot;&gt;");
	buf_free(&out);
}

static void numbers_are_short(void **state)
{
	static const struct {
		double value;
		const char *text;
	} cases[] = { { 0, "0" }, { -0.0004, "-0" }, { 1.5, "1.5" },
		{ -12.25, "-12.25" }, { 595.276, "595.276" }, { 0.05, "0.05" },
		{ 3.0004, "3" } };
	struct buf out = { 0 };
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		pdf_add_number(&out, cases[i].value);
		if (i != 1)
			assert_added(&out, cases[i].text);
		buf_clear(&out);
	}
	pdf_add_number(&out, -0.0004);
	assert_added(&out, "0");
	buf_free(&out);
}

static void only_safe_targets_are_linked(void **state)
{
	(void)state;
	assert_true(pdf_is_safe_uri(STR("https://a")));
	assert_true(pdf_is_safe_uri(STR("mailto:a@b")));
	assert_false(pdf_is_safe_uri(STR("javascript:alert(1)")));
	assert_false(pdf_is_safe_uri(STR("file:///etc/passwd")));
}

/* ------------------------------------------------------------- refused -- */

static void refuses_what_cairo_is_not_known_to_write(void **state)
{
	static const struct {
		const char *pdf;
		const char *says;
	} cases[] = {
		{ "%!PS-Adobe", "%PDF-1." },
		{ "%PDF-1.5\n", "startxref" },
		{ "%PDF-1.5\n1 0 obj\n<</Type/XRef>>\nstartxref\n9\n%%EOF\n",
		    "xref" },
		{ "%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer\n"
		  "<</Prev 3>>\nstartxref\n9\n%%EOF\n",
		    "/Prev" },
		{ "%PDF-1.4\nxref\n5 1\n0000000000 65535 f \ntrailer\n"
		  "<<>>\nstartxref\n9\n%%EOF\n",
		    "one table" },
	};
	struct fixture *f = *state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct pdf_file file;
		struct error err = { 0 };
		assert_false(
		    pdf_open(&file, str_from(cases[i].pdf), f->arena, &err));
		assert_int_equal(err.kind, ERROR_SYSTEM);
		if (!strstr(err.message, cases[i].says))
			fail_msg("case %zu: %s", i, err.message);
	}
}

static void refuses_a_page_with_a_lost_mark(void **state)
{
	struct leaf leaves[2] = { { .artifact = ARTIFACT_LAYOUT },
		{ .artifact = ARTIFACT_FOOTER } };
	struct painted_page page = { .items = leaves, .count = 2 };
	struct buf out = { 0 };
	struct error err = { 0 };
	struct str good = STR("q\n1.027 1.043 0.012 0.02 re f\n1 1 2 2 re f\n"
			      "1.027 1.043 0.012 0.02 re f\n(x) Tj\n"
			      "1.027 1.043 0.012 0.02 re f\nQ\n");
	(void)state;
	assert_true(content_mark(&out, good, &page, &err));
	assert_added(&out,
	    "q\n/Artifact<</Type/Layout>>BDC\n\n1 1 2 2 re f\nEMC\n"
	    "/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n\n(x) Tj\n"
	    "EMC\n\nQ\n");
	page.count = 1;
	assert_false(content_mark(&out, good, &page, &err));
	assert_non_null(strstr(err.message, "1 leaves"));
	buf_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(page_1_fits_both_papers),
		cmocka_unit_test(page_1_gives_way_by_a_little),
		cmocka_unit_test(no_piece_leaves_the_page),
		cmocka_unit_test(tables_break_with_their_heads),
		cmocka_unit_test(kept_pieces_stay_together),
		cmocka_unit_test(narrow_tables_stand_abreast),
		cmocka_unit_test(wide_or_lonely_tables_stand_alone),
		cmocka_unit_test(many_narrow_tables_fill_pages),
		cmocka_unit_test(entries_fill_columns),
		cmocka_unit_test(long_paragraph_goes_over_pages),
		cmocka_unit_test(tall_cell_goes_over_pages),
		cmocka_unit_test(tall_figure_is_made_smaller),
		cmocka_unit_test(many_columns_stay_on_the_page),
		cmocka_unit_test(hostile_names_stay_texts),
		cmocka_unit_test(texts_cannot_forge_marks),
		cmocka_unit_test(same_bytes_twice),
		cmocka_unit_test(values_are_escaped),
		cmocka_unit_test(numbers_are_short),
		cmocka_unit_test(only_safe_targets_are_linked),
		cmocka_unit_test(refuses_what_cairo_is_not_known_to_write),
		cmocka_unit_test(refuses_a_page_with_a_lost_mark),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
