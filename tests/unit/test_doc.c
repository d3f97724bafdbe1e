/* The rules of the document tree, and its dump as text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "render/backend.h"
#include "render/table.h"

static struct arena *arena;
static const struct chart_kind dots = { .name = "dots" };

static struct doc *add_text(
    struct doc *parent, enum text_role role, const char *text)
{
	struct doc *node = doc_add(arena, parent, DOC_PARAGRAPH);
	node->role = role;
	doc_add_run(arena, node, str_from(text));
	return node;
}

static struct doc *add_heading(struct doc *parent, int level, const char *text)
{
	struct doc *node = doc_add(arena, parent, DOC_HEADING);
	node->level = level;
	doc_add_run(arena, node, str_from(text));
	return node;
}

static struct doc *add_row(
    struct doc *table, bool header, const char *left, const char *right)
{
	struct doc *row = doc_add(arena, table, DOC_ROW);
	row->header = header;
	add_text(doc_add(arena, row, DOC_CELL), TEXT_CELL, left);
	struct doc *cell = doc_add(arena, row, DOC_CELL);
	cell->align = ALIGN_RIGHT;
	add_text(cell, TEXT_CELL, right);
	return row;
}

static struct doc *add_table(struct doc *parent, const char *id)
{
	struct doc *table = doc_add(arena, parent, DOC_TABLE);
	table->id = str_from(id);
	add_text(table, TEXT_BLOCK_TITLE, "Problems by team");
	add_row(table, true, "Team", "Problems");
	add_row(table, false, "Mobile", "8");
	return table;
}

/* A document that keeps every rule. */
struct sample {
	struct doc *root;
	struct doc *section;
	struct doc *figure;
	struct doc *table;
};

static struct sample sample(void)
{
	struct sample s = { .root = doc_add(arena, NULL, DOC_DOCUMENT) };
	struct doc *cover = doc_add(arena, s.root, DOC_GRID);
	cover->block = BLOCK_COVER;
	add_heading(
	    doc_add(arena, cover, DOC_GRID_CELL), 1, "AI in development");
	s.section = doc_add(arena, s.root, DOC_SECTION);
	s.section->id = STR("risk");
	s.section->page_break = true;
	add_heading(s.section, 2, "Risk");
	struct doc *text = add_text(s.section, TEXT_LEAD, "Two of six are ");
	struct doc *run = doc_add_run(arena, text, STR("Outside"));
	run->mark = MARK_OUTSIDE;
	struct doc *link = doc_add(arena, text, DOC_LINK);
	link->text = STR("#T-01");
	doc_add_run(arena, link, STR(" (T-01)"));
	s.table = add_table(s.section, "T-01");
	s.figure = doc_add(arena, s.section, DOC_FIGURE);
	s.figure->id = STR("F-02");
	s.figure->chart = &dots;
	s.figure->chart_data = &dots;
	s.figure->alt = STR("Mobile has 8 problems, most of all teams.");
	s.figure->twin = add_table(NULL, "T-02");
	add_text(s.figure, TEXT_FIGURE_TITLE, "Mobile has most problems");
	add_text(s.figure, TEXT_SUBTITLE, "Problems by team");
	add_text(s.figure, TEXT_SMALL, "Source: table T-02.");
	return s;
}

static void accepts(void **state)
{
	(void)state;
	struct error err = { 0 };
	if (!doc_check(sample().root, &err))
		fail_msg("%s", err.message);
}

static void refuses(const struct sample *s, const char *path, const char *why)
{
	struct error err = { 0 };
	assert_false(doc_check(s->root, &err));
	if (!strstr(err.message, path) || !strstr(err.message, why))
		fail_msg(
		    "got \"%s\", want \"%s\" at %s", err.message, why, path);
}

static void refuses_wrong_structure(void **state)
{
	(void)state;
	struct sample s = sample();
	s.section->first->level = 3;
	refuses(&s, "document/section[1]/heading[1]", "gap");
	s = sample();
	add_heading(s.section, 2, "Again");
	refuses(&s, "document/section[1]", "more than one heading");
	s = sample();
	s.section->first->level = 1;
	refuses(&s, "heading[1]", "only the cover");
	s = sample();
	doc_add_run(arena, s.section, STR("loose"));
	refuses(&s, "document/section[1]/run[1]", "may not stand");
	s = sample();
	doc_add(arena, s.section, DOC_PARAGRAPH);
	refuses(&s, "document/section[1]/paragraph[2]", "empty");
	s = sample();
	add_text(s.section, TEXT_BODY, "x")->first->text = STR("\xff");
	refuses(&s, "/run[1]", "UTF-8");
}

static void refuses_wrong_tables(void **state)
{
	(void)state;
	struct sample s = sample();
	doc_add(arena, s.table->last, DOC_CELL);
	refuses(&s, "table[1]/row[2]", "columns");
	s = sample();
	s.table->first->next->header = false;
	refuses(&s, "table[1]/row[1]", "header");
	s = sample();
	add_row(s.table, true, "a", "b");
	refuses(&s, "table[1]/row[3]", "before the others");
	s = sample();
	s.table->last->keep = true;
	refuses(&s, "table[1]/row[2]", "keeps with none");
}

static void refuses_wrong_figures(void **state)
{
	(void)state;
	struct sample s = sample();
	s.figure->alt = STR("A chart of problems by team.");
	refuses(&s, "figure[1]", "no number");
	s = sample();
	s.figure->alt = STR("8 problems");
	refuses(&s, "figure[1]", "short");
	s = sample();
	s.figure->last->role = TEXT_BODY;
	refuses(&s, "figure[1]/paragraph[3]", "title, subtitle and source");
	s = sample();
	s.figure->twin = NULL;
	refuses(&s, "figure[1]", "no table");
	s = sample();
	s.figure->twin->id = STR("T-01");
	refuses(&s, "table", "twice");
	s = sample();
	add_text(s.section, TEXT_BODY, "x")->first->kind = DOC_LINK;
	refuses(&s, "link[1]", "empty");
}

static void dumps_as_text(void **state)
{
	(void)state;
	struct buf out = { 0 };
	struct error err = { 0 };
	struct doc_meta meta = { .title = STR("Acme"),
		.edition = STR("Board edition"),
		.classification = STR("Confidential"),
		.report_id = STR("ACME-1") };
	struct render render = {
		.root = sample().root, .meta = &meta, .marks = true
	};
	assert_true(backend_tree.write(&out, &render, arena, &err));
	buf_add_char(&out, '\0');
	assert_string_equal(out.data,
	    "Acme\nBoard edition, Confidential, report ACME-1\n\n"
	    "[grid {cover}]\n  AI in development\n\n"
	    "## Risk {page}\n\n"
	    "Two of six are \xe2\x96\xb2 Outside (T-01)\n\n"
	    "[table T-01] Problems by team\n"
	    "= Team   | Problems\n"
	    "- Mobile |        8\n\n"
	    "[figure F-02 {dots}]\n"
	    "  Mobile has most problems\n"
	    "  Problems by team\n"
	    "  Source: table T-02.\n"
	    "  Shows: Mobile has 8 problems, most of all teams.\n"
	    "  [table T-02] Problems by team\n"
	    "  = Team   | Problems\n"
	    "  - Mobile |        8\n\n");
	buf_free(&out);
}

/* Print is bounded, the file is whole; the total stays; no row stands alone. */
static void long_tables_are_cut_in_print_alone(void **state)
{
	struct tables tables = { 0 };
	struct error err = { 0 };
	struct table *table =
	    table_new(&tables, STR("Commits, by repository: all"), arena);
	size_t printed = 0;
	size_t lines = 0;
	struct str csv;
	struct str line;
	(void)state;
	table_columns(
	    table, arena, "repo Repository;#n Commits;#exact;#- Also");
	for (int i = 0; i < 51; i++) {
		table_text(table, arena, STR("a,\"b"));
		table_count(table, arena, 1000 + i);
		table_real(table, arena, STR(""), 0.1, true);
		table_text(table, arena, STR("x"));
	}
	table->has_total = true;
	table->limit = 7;
	struct sample s = sample();
	struct doc *doc = table_doc(table, s.section, true, arena);
	doc->id = STR("T-09");
	/* This tree has no list of tables for the link behind the title. */
	doc->first->last->text = STR("#T-09");
	assert_true(doc_check(s.root, &err));
	for (const struct doc *at = doc->first; at; at = at->next)
		printed += at->kind == DOC_ROW && !at->header;
	assert_int_equal(printed, 7 + 1 + 1);
	assert_true(doc->last->total);
	assert_false(doc->last->keep);
	assert_true(
	    str_equal_z(doc->last->first->next->first->first->text, "1,050"));
	assert_true(str_equal_z(table->id, "T-01"));
	assert_true(str_equal_z(table->slug, "commits-by-repository-all"));
	csv = table_csv(table, arena);
	assert_true(str_line(&csv, &line));
	assert_true(str_equal_z(line, "repo,n,exact"));
	assert_true(str_line(&csv, &line));
	assert_true(str_equal_z(line, "\"a,\"\"b\",1000,0.1"));
	while (str_line(&csv, &line))
		lines++;
	assert_int_equal(lines, 50);
}

static int setup(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(accepts),
		cmocka_unit_test(refuses_wrong_structure),
		cmocka_unit_test(refuses_wrong_tables),
		cmocka_unit_test(refuses_wrong_figures),
		cmocka_unit_test(dumps_as_text),
		cmocka_unit_test(long_tables_are_cut_in_print_alone),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
