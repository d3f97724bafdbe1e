/* The HTML back end: balanced, nothing from outside, nothing unescaped, every
 * text of the tree there. With CHART_FOLDER set the sample report is written
 * there, to look at. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/base64.h"
#include "base/file.h"
#include "render/backend.h"
#include "render/html/escape.h"
#include "render/html/style.h"
#include "tests/unit/chart_samples.h"
#include "tests/unit/face_fixture.h"

/* ---------------------------------------------------- a sample report */

static struct doc *text(struct arena *keep, struct doc *parent,
    enum text_role role, const char *words)
{
	struct doc *node = doc_add(keep, parent, DOC_PARAGRAPH);
	node->role = role;
	doc_add_run(keep, node, str_from(words));
	return node;
}

static struct doc *heading(
    struct arena *keep, struct doc *parent, int level, const char *words)
{
	struct doc *node = doc_add(keep, parent, DOC_HEADING);
	node->level = level;
	doc_add_run(keep, node, str_from(words));
	return node;
}

static void add_cover(struct arena *keep, struct doc *root)
{
	static const char *const pairs[][2] = {
		{ "Period", "1 Jul to 30 Sep 2026, UTC" },
		{ "Edition", "Board" },
		{ "Classification", "Confidential" },
		{ "Report", "ACME-2026Q3-7F3A" },
		{ "Made from", "sha256 7f3a 91c2, assay 1.0.0" },
	};
	struct doc *grid = doc_add(keep, root, DOC_GRID);
	grid->block = BLOCK_COVER;
	heading(keep, doc_add(keep, grid, DOC_GRID_CELL), 1,
	    "Acme Payments: AI in software development, 2026 Q3")
	    ->role = TEXT_TITLE;
	for (size_t i = 0; i < 5; i++) {
		struct doc *cell = doc_add(keep, grid, DOC_GRID_CELL);
		text(keep, cell, TEXT_SMALL, pairs[i][0]);
		text(keep, cell, TEXT_SMALL, pairs[i][1])->first->colour =
		    COLOUR_INK;
	}
}

static struct doc *inline_figure(struct arena *keep, struct doc *cell,
    const struct chart_kind *kind, const void *data, const char *alt)
{
	struct doc *figure = doc_add(keep, cell, DOC_FIGURE);
	figure->is_inline = true;
	figure->chart = kind;
	figure->chart_data = data;
	figure->alt = str_from(alt);
	return figure;
}

static struct doc *add_heads(struct arena *keep, struct doc *table,
    const char *const *heads, size_t count)
{
	struct doc *row = doc_add(keep, table, DOC_ROW);
	row->header = true;
	for (size_t i = 0; i < count; i++) {
		struct doc *cell = doc_add(keep, row, DOC_CELL);
		cell->header = true;
		text(keep, cell, TEXT_SMALL, heads[i]);
	}
	return row;
}

static void add_measure(struct arena *keep, struct doc *table,
    const char *const words[6], size_t strip, size_t spark)
{
	struct doc *row = doc_add(keep, table, DOC_ROW);
	struct doc *cell = doc_add(keep, row, DOC_CELL);
	cell->header = true;
	text(keep, cell, TEXT_NAME, words[0]);
	text(keep, cell, TEXT_SMALL, words[1]);
	cell = doc_add(keep, row, DOC_CELL);
	text(keep, cell, TEXT_VALUE, words[2]);
	text(keep, cell, TEXT_SMALL, words[3]);
	inline_figure(keep, doc_add(keep, row, DOC_CELL), &chart_strip,
	    &sample_strips[strip], "against its limit");
	cell = doc_add(keep, row, DOC_CELL);
	struct doc *run = text(keep, cell, TEXT_CELL,
	    strip == 1	 ? "Outside"
	    : strip == 0 ? "Inside"
			 : "Borderline")
			      ->first;
	run->mark = strip == 1	 ? MARK_OUTSIDE
		    : strip == 0 ? MARK_INSIDE
				 : MARK_BORDERLINE;
	run->colour = strip == 1   ? COLOUR_ALERT
		      : strip == 0 ? COLOUR_BLUE
				   : COLOUR_NONE;
	run->weight = strip == 0 ? 0 : 600;
	text(keep, cell, TEXT_SMALL, words[4]);
	cell = doc_add(keep, row, DOC_CELL);
	run = text(keep, cell, TEXT_CELL, strip == 2 ? "Unchanged" : "Better")
		  ->first;
	run->mark = strip == 2 ? MARK_UNCHANGED : MARK_UP;
	run->colour = strip == 2 ? COLOUR_NONE : COLOUR_BLUE;
	run->weight = strip == 2 ? 0 : 600;
	text(keep, cell, TEXT_SMALL, words[5]);
	cell = doc_add(keep, row, DOC_CELL);
	cell->align = ALIGN_RIGHT;
	inline_figure(keep, cell, &chart_sparkline, &sample_sparks[spark],
	    "eight quarters");
}

static void add_measures(struct arena *keep, struct doc *root)
{
	static const char *const heads[] = { "Measure",
		"This quarter\n95% interval", "outside | limit | inside",
		"Status\nOwner", "Against last\nquarter",
		"8 quarters\nand limit" };
	static const char *const words[3][6] = {
		{ "New lines with known origin", "338,300 of 412,600 lines",
		    "82%", "all lines counted", "CTO", "+8 points, was 74%" },
		{ "AI changes made with an approved tool",
		    "1,648 of 1,912 changes", "86%", "85 to 88%", "CISO",
		    "+4 points, was 82%" },
		{ "Problem rate, AI-assisted to human, like for like",
		    "193 against 159 problems", "1.31\xc3\x97", "1.05 to 1.63",
		    "CISO", "\xc3\x97 0.98, was 1.34" },
	};
	struct doc *table = doc_add(keep, root, DOC_TABLE);
	table->block = BLOCK_MEASURES;
	table->id = STR("T-01");
	text(keep, table, TEXT_BLOCK_TITLE,
	    "Three measures against the limits that the board agreed");
	add_heads(keep, table, heads, 6)->last->align = ALIGN_RIGHT;
	for (size_t i = 0; i < 3; i++)
		add_measure(keep, table, words[i], i, i);
}

static void add_sentences(struct arena *keep, struct doc *root)
{
	static const char *const words[][2] = {
		{ "What changed", "We know the origin of 82% of new lines." },
		{ "Why it matters", "Like for like, AI code has 1.31 times "
				    "the problems." },
		{ "What we ask", "Fund reviewer training: EUR 110,000." },
	};
	struct doc *grid = doc_add(keep, root, DOC_GRID);
	grid->block = BLOCK_SENTENCES;
	for (size_t i = 0; i < 3; i++) {
		struct doc *cell = doc_add(keep, grid, DOC_GRID_CELL);
		heading(keep, cell, 2, words[i][0])->role = TEXT_ASK;
		text(keep, cell, TEXT_BODY, words[i][1]);
	}
}

static void add_decisions(struct arena *keep, struct doc *root)
{
	static const char *const heads[] = { "Decision, owner, date", "Option",
		"Cost", "Effect in a quarter", "Recommendation" };
	static const char *const words[][4] = {
		{ "D1 Trained reviewers", "A Train 46 reviewers", "EUR 92,000",
		    "covers 410 of 533 approvals" },
		{ NULL, "B Second approver, trained", "EUR 0",
		    "covers 533, each 9 hours slower" },
		{ "D2 Unapproved tools", "A Block at the repository",
		    "EUR 18,000", "covers all 264 changes" },
		{ NULL, "B Warn, do not block", "EUR 6,000",
		    "covers about 90 of 264" },
	};
	struct doc *table = doc_add(keep, root, DOC_TABLE);
	table->block = BLOCK_DECISIONS;
	table->id = STR("T-02");
	text(keep, table, TEXT_BLOCK_TITLE, "Decisions for this meeting");
	add_heads(keep, table, heads, 5);
	for (size_t i = 0; i < 4; i++) {
		struct doc *row = doc_add(keep, table, DOC_ROW);
		row->recommended = i % 2 == 0;
		row->keep = i % 2 == 0;
		struct doc *cell = doc_add(keep, row, DOC_CELL);
		cell->header = true;
		if (words[i][0]) {
			text(keep, cell, TEXT_NAME, words[i][0]);
			text(keep, cell, TEXT_SMALL, "CTO, by 30 Nov 2026");
		}
		for (size_t j = 1; j < 4; j++) {
			cell = doc_add(keep, row, DOC_CELL);
			cell->align = j == 2 ? ALIGN_RIGHT : ALIGN_LEFT;
			text(keep, cell,
			    j == 1 && i % 2 == 0 ? TEXT_NAME : TEXT_CELL,
			    words[i][j]);
		}
		cell = doc_add(keep, row, DOC_CELL);
		if (i % 2)
			continue;
		struct doc *run =
		    text(keep, cell, TEXT_CELL, "Recommended")->first;
		run->mark = MARK_INSIDE;
		run->weight = 600;
		run->colour = COLOUR_BLUE;
	}
}

static void add_confidence(struct arena *keep, struct doc *root)
{
	static const char *const words[][2] = {
		{ "82% known", "74,300 of 412,600 new lines have no recorded "
			       "origin" },
		{ "44 of 47", "repositories read; 3 left out, access refused" },
		{ "212 rejected", "of 186,340 input rows, listed in T-31" },
		{ "1 method change", "readiness list has six gaps, was five" },
	};
	text(keep, root, TEXT_BLOCK_TITLE, "How sure we are");
	struct doc *grid = doc_add(keep, root, DOC_GRID);
	grid->block = BLOCK_CONFIDENCE;
	for (size_t i = 0; i < 4; i++) {
		struct doc *cell = doc_add(keep, grid, DOC_GRID_CELL);
		text(keep, cell, TEXT_CONFIDENCE, words[i][0]);
		text(keep, cell, TEXT_SMALL, words[i][1]);
	}
	text(keep, root, TEXT_CELL,
	    "Unknown origin: if all were AI the ratio would be 1.21.");
}

static struct doc *add_table(
    struct arena *keep, struct doc *parent, const char *id, const char *hostile)
{
	static const char *const heads[] = { "Team", "Problems" };
	struct doc *table = doc_add(keep, parent, DOC_TABLE);
	table->id = str_from(id);
	text(keep, table, TEXT_BLOCK_TITLE, "Problems by team");
	add_heads(keep, table, heads, 2)->last->align = ALIGN_RIGHT;
	for (size_t i = 0; i < 3; i++) {
		struct doc *row = doc_add(keep, table, DOC_ROW);
		row->total = i == 2;
		text(keep, doc_add(keep, row, DOC_CELL), TEXT_CELL,
		    i == 2   ? "All teams"
		    : i == 1 ? hostile
			     : "Mobile");
		row->first->header = true;
		row->first->whole = i == 0;
		struct doc *cell = doc_add(keep, row, DOC_CELL);
		cell->align = ALIGN_RIGHT;
		text(keep, cell, TEXT_CELL, i == 2 ? "16" : "8");
	}
	return table;
}

static void add_figure(struct arena *keep, struct doc *section,
    const struct chart_kind *kind, const void *data, size_t number,
    const char *title)
{
	struct doc *figure = doc_add(keep, section, DOC_FIGURE);
	figure->id = arena_printf(keep, "F-%02zu", number);
	figure->chart = kind;
	figure->chart_data = data;
	figure->alt = STR("A chart; the largest of its 6 values is 193.");
	text(keep, figure, TEXT_FIGURE_TITLE, title);
	text(keep, figure, TEXT_SUBTITLE, "Problems per 1,000 lines added");
	text(keep, figure, TEXT_SMALL, "Source: table T-10.");
	figure->twin = add_table(
	    keep, NULL, arena_printf(keep, "T-1%zu", number).ptr, "Checkout");
}

static void add_section(
    struct arena *keep, struct doc *root, const char *hostile)
{
	struct doc *section = doc_add(keep, root, DOC_SECTION);
	section->id = STR("risk");
	section->page_break = true;
	heading(keep, section, 2, "Where does AI raise risk?");
	struct doc *lead = text(keep, section, TEXT_LEAD,
	    "In raw numbers AI-assisted code has 1.54 times the problems of "
	    "human-written code, see ");
	struct doc *link = doc_add(keep, lead, DOC_LINK);
	link->text = STR("#T-20");
	doc_add_run(keep, link, STR("table T-20"));
	add_figure(keep, section, &chart_forest, &sample_forest, 1,
	    "Like for like, AI-assisted code has 1.31 times the problems");
	add_figure(keep, section, &chart_control, &sample_control, 2,
	    "One week stands out, and the last eight lie below the average");
	add_figure(keep, section, &chart_origin, &sample_origin, 3,
	    "Three in four AI-assisted lines passed every step");
	section = doc_add(keep, root, DOC_SECTION);
	section->id = STR("gaps");
	section->page_break = true;
	heading(keep, section, 2, "Which teams carry the gaps?");
	add_figure(keep, section, &chart_heat, &sample_heat, 4,
	    "Checking what an AI returns is the gap found most often");
	add_table(keep, section, "T-20", hostile);
	struct doc *list = doc_add(keep, section, DOC_LIST);
	text(keep, doc_add(keep, list, DOC_ITEM), TEXT_BODY, "First point");
	text(keep, doc_add(keep, list, DOC_ITEM), TEXT_BODY, hostile);
	struct doc *note = doc_add(keep, section, DOC_NOTE);
	text(keep, note, TEXT_BODY, "Association, not proof of cause.");
}

static struct doc *sample(struct arena *keep, const char *hostile)
{
	struct doc *root = doc_add(keep, NULL, DOC_DOCUMENT);
	add_cover(keep, root);
	struct doc *verdict = text(keep, root, TEXT_VERDICT,
	    "Better than last quarter, but two of six measures are outside "
	    "the limit and two borderline.");
	verdict->first->weight = 600;
	doc_add_run(keep, verdict,
	    STR(" The weak point is review: 28% of AI changes were approved "
		"by someone not trained in the language."));
	add_measures(keep, root);
	add_sentences(keep, root);
	add_decisions(keep, root);
	add_confidence(keep, root);
	add_section(keep, root, hostile);
	return root;
}

static struct str render(
    struct fixture *fixture, struct buf *out, const char *hostile)
{
	struct error err = { 0 };
	struct doc_meta meta = {
		.title =
		    arena_printf(fixture->arena, "Acme Payments: %s", hostile),
		.language = STR("en"),
		.edition = STR("Board edition"),
		.classification = STR("Confidential"),
		.report_id = STR("ACME-2026Q3-7F3A"),
		.program = STR("assay 1.0.0"),
	};
	struct render render = {
		.root = sample(fixture->arena, hostile),
		.meta = &meta,
		.face = fixture->face,
	};
	if (!doc_check(render.root, &err))
		fail_msg("%s", err.message);
	if (!backend_html.write(out, &render, fixture->arena, &err))
		fail_msg("%s", err.message);
	return buf_str(out);
}

/* -------------------------------------------------------------- checks */

static bool is_void(struct str name)
{
	static const char *const names[] = { "meta", "br", "wbr", "link", "hr",
		"img", "input" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_equal_z(name, names[i]))
			return true;
	return false;
}

/* " onclick=" and its kin, in a tag. */
static bool has_handler(struct str tag)
{
	for (size_t i = 0; i + 3 < tag.len; i++) {
		if (memcmp(tag.ptr + i, " on", 3) != 0)
			continue;
		size_t end = i + 3;
		while (
		    end < tag.len && tag.ptr[end] >= 'a' && tag.ptr[end] <= 'z')
			end++;
		if (end < tag.len && tag.ptr[end] == '=')
			return true;
	}
	return false;
}

static bool is_cell(struct str name)
{
	return str_equal_z(name, "td") || str_equal_z(name, "th");
}

/* Ends what needs no end tag where the element NAME starts or ends. */
static size_t end_implied(
    const struct str *stack, size_t depth, struct str name, bool closes)
{
	bool part = closes &&
		    (str_equal_z(name, "thead") || str_equal_z(name, "tbody"));
	bool row = part || (!closes && str_equal_z(name, "tr"));
	if (depth && (row || (!closes && is_cell(name))) &&
	    is_cell(stack[depth - 1]))
		depth--;
	if (depth && row && str_equal_z(stack[depth - 1], "tr"))
		depth--;
	return depth;
}

/* Every element that opens is closed in turn, but for rows and cells, which
 * end where the next one starts; text holds no bare "<". */
static void check_balance(struct str html)
{
	struct str stack[64];
	size_t depth = 0;
	while (html.len) {
		size_t at = str_find_byte(html, '<');
		html = str_skip(html, at);
		if (!html.len)
			break;
		size_t end = str_find_byte(html, '>');
		struct str tag = str_slice(html, 1, end);
		html = str_skip(html, end + 1);
		if (str_starts(tag, STR("!")))
			continue;
		assert_false(has_handler(tag));
		bool closes = str_starts(tag, STR("/"));
		bool alone = str_ends(tag, STR("/"));
		struct str name = str_skip(tag, closes);
		name = str_slice(name, 0, str_find_byte(name, ' '));
		depth = end_implied(stack, depth, name, closes);
		if (closes) {
			if (!depth || !str_equal(stack[depth - 1], name))
				fail_msg("</" STR_FMT "> closes <" STR_FMT ">",
				    STR_ARG(name),
				    STR_ARG(depth ? stack[depth - 1]
						  : STR("nothing")));
			depth--;
		} else if (!alone && !is_void(name)) {
			assert_true(depth < 64);
			stack[depth++] = name;
		}
	}
	assert_int_equal(depth, 0);
}

static size_t count(struct str text_in, const char *part)
{
	size_t found = 0;
	size_t length = strlen(part);
	for (size_t i = 0; i + length <= text_in.len; i++)
		found += memcmp(text_in.ptr + i, part, length) == 0;
	return found;
}

static void check_texts(struct str html, const struct doc *node)
{
	struct buf escaped = { 0 };
	if (node->kind == DOC_RUN && !str_contains(node->text, STR("\n")) &&
	    !str_contains(node->text, STR(" | "))) {
		html_add_text(&escaped, node->text);
		if (!str_contains(html, buf_str(&escaped)))
			fail_msg(
			    "\"" STR_FMT "\" is missing", STR_ARG(node->text));
		buf_free(&escaped);
	}
	for (const struct doc *at = node->first; at; at = at->next)
		check_texts(html, at);
	if (node->twin)
		check_texts(html, node->twin);
}

/* The page without the spans that only keep words whole. */
static struct str without_spans(struct arena *keep, struct str html)
{
	struct buf plain = { 0 };
	bool inside = false;
	for (size_t i = 0; i < html.len; i++) {
		struct str rest = str_skip(html, i);
		if (str_starts(rest, STR("<span class=\"st\">"))) {
			inside = true;
			i += sizeof "<span class=\"st\">" - 2;
		} else if (inside && str_starts(rest, STR("</span>"))) {
			inside = false;
			i += sizeof "</span>" - 2;
		} else {
			buf_add_char(&plain, html.ptr[i]);
		}
	}
	struct str copy = arena_str(keep, buf_str(&plain));
	buf_free(&plain);
	return copy;
}

static void write_page(struct str html)
{
	const char *folder = getenv("CHART_FOLDER");
	struct error err = { 0 };
	char path[512];
	if (!folder)
		return;
	snprintf(path, sizeof path, "%s/report.html", folder);
	assert_true(file_write(str_from(path), html, 0644, &err));
}

static void is_balanced_and_whole(void **state)
{
	struct fixture *fixture = *state;
	struct buf out = { 0 };
	struct str html = render(fixture, &out, "Payouts");
	write_page(html);
	check_balance(html);
	check_texts(without_spans(fixture->arena, html),
	    sample(fixture->arena, "Payouts"));
	buf_free(&out);
}

static void asks_for_nothing_outside(void **state)
{
	struct buf out = { 0 };
	struct str html = render(*state, &out, "Payouts");
	assert_int_equal(count(html, "<script"), 0);
	assert_int_equal(count(html, "<link"), 0);
	assert_int_equal(count(html, " src="), 0);
	assert_int_equal(count(html, "@import"), 0);
	assert_int_equal(count(html, "http://"), 0);
	assert_int_equal(count(html, "https://"), 0);
	assert_int_equal(count(html, " style="), 0);
	assert_int_equal(count(html, "url("),
	    count(html, "url(data:") + count(html, "url(#_hatch"));
	assert_int_equal(count(html, "default-src 'none'"), 1);
	buf_free(&out);
}

static void has_structure(void **state)
{
	struct buf out = { 0 };
	struct str html = render(*state, &out, "Payouts");
	assert_int_equal(count(html, "<h1"), 1);
	assert_int_equal(count(html, "<main"), 1);
	assert_int_equal(count(html, "<footer>"), 1);
	assert_int_equal(count(html, "<nav"), 1);
	assert_int_equal(count(html, "<caption"), 7);
	assert_int_equal(count(html, "<details"), 4);
	assert_int_equal(count(html, "class=\"c wide\""), 3);
	assert_int_equal(count(html, "class=\"c narrow\""), 3);
	assert_int_equal(count(html, "class=\"c only\""), 1);
	assert_int_equal(
	    count(html, "<h3 class=\"figure-title\" id=\"F-01_t\">"), 1);
	assert_int_equal(count(html, "aria-labelledby=\"risk_t\""), 1);
	assert_int_equal(
	    count(html, "<a href=\"#T-20\">table <span class=\"st\">T-20<"), 1);
	assert_int_equal(count(html, "<th scope=\"row\" class=\"k\">Mobile"),
	    count(html, "<th scope=\"row\">All teams"));
	assert_int_equal(count(html, "<tr class=\"recommended\">"), 2);
	assert_int_equal(count(html, "<tr class=\"total\">"), 5);
	assert_int_equal(count(html, "</tbody><tbody>"), 1);
	buf_free(&out);
}

static void hostile_names_stay_text(void **state)
{
	struct buf out = { 0 };
	struct str html = render(*state, &out,
	    "</title></style><script>alert(\"x\")</script>'&amp; "
	    "\xe2\x80\xae"
	    "evil\xe2\x80\xac \x01\x7f <img src=x onerror=1>");
	check_balance(html);
	assert_int_equal(count(html, "<script"), 0);
	assert_int_equal(count(html, "<img"), 0);
	assert_int_equal(count(html, "</style>"), 1);
	assert_int_equal(count(html, "</title>"), 1);
	assert_int_equal(count(html, "\xe2\x80\xae"), 0);
	assert_int_equal(count(html, "\x01"), 0);
	assert_int_equal(count(html, "&amp;amp;"), 3);
	buf_free(&out);
}

static void two_runs_give_the_same_bytes(void **state)
{
	struct buf one = { 0 };
	struct buf two = { 0 };
	struct str first = render(*state, &one, "Payouts");
	struct str second = render(*state, &two, "Payouts");
	assert_true(str_equal(first, second));
	buf_free(&one);
	buf_free(&two);
}

/* e and an acute accent are one letter in a page, whatever the file system of
 * the name made of it. */
static void letters_are_composed(void **state)
{
	struct buf out = { 0 };
	(void)state;
	html_add_text(&out, STR("<caf\x65\xcc\x81>"));
	assert_true(str_equal(buf_str(&out), STR("&lt;caf\xc3\xa9&gt;")));
	buf_free(&out);
}

static void links_go_nowhere_dangerous(void **state)
{
	struct buf out = { 0 };
	(void)state;
	html_add_href(&out, STR("javascript:alert(1)"));
	html_add_href(&out, STR("https://example.org/a?b=\"c\"&d=<e>\xc3\xa9"));
	assert_string_equal(
	    arena_z(((struct fixture *)*state)->arena, buf_str(&out)),
	    " href=\"#\" href=\"https://example.org/"
	    "a?b=%22c%22&amp;d=%3Ce%3E%C3%A9\"");
	buf_free(&out);
}

/* A theme of the user's own may not end the style and begin markup. */
static void a_theme_stays_a_style(void **state)
{
	struct fixture *fixture = *state;
	char folder[] = "/tmp/assay-theme-XXXXXX";
	struct error err = { 0 };
	struct buf out = { 0 };
	assert_non_null(mkdtemp(folder));
	struct asset_folders folders = { .templates = str_from(folder) };
	struct str theme = arena_printf(fixture->arena, "%s/theme", folder);
	struct str sheet =
	    arena_printf(fixture->arena, "%s/theme/report.css", folder);
	assert_true(file_make_folders(theme, &err));
	assert_true(file_write(sheet, STR("h1{color:red}"), 0600, &err));
	assert_true(html_style(&out, NULL, &folders, fixture->arena, &err));
	assert_true(str_ends(buf_str(&out), STR("h1{color:red}")));
	assert_true(file_write(
	    sheet, STR("</style><script>alert(1)</script>"), 0600, &err));
	assert_false(html_style(&out, NULL, &folders, fixture->arena, &err));
	assert_int_equal(err.kind, ERROR_INPUT);
	buf_free(&out);
	unlink(arena_z(fixture->arena, sheet));
	rmdir(arena_z(fixture->arena, theme));
	rmdir(folder);
}

/* RFC 4648, section 10. */
static void base64_as_in_the_standard(void **state)
{
	static const char *const pairs[][2] = { { "", "" }, { "f", "Zg==" },
		{ "fo", "Zm8=" }, { "foo", "Zm9v" }, { "foob", "Zm9vYg==" },
		{ "fooba", "Zm9vYmE=" }, { "foobar", "Zm9vYmFy" } };
	struct fixture *fixture = *state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		struct buf out = { 0 };
		base64_add(&out, str_from(pairs[i][0]));
		assert_string_equal(
		    arena_z(fixture->arena, buf_str(&out)), pairs[i][1]);
		buf_free(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(is_balanced_and_whole),
		cmocka_unit_test(asks_for_nothing_outside),
		cmocka_unit_test(has_structure),
		cmocka_unit_test(hostile_names_stay_text),
		cmocka_unit_test(two_runs_give_the_same_bytes),
		cmocka_unit_test(letters_are_composed),
		cmocka_unit_test(links_go_nowhere_dangerous),
		cmocka_unit_test(a_theme_stays_a_style),
		cmocka_unit_test(base64_as_in_the_standard),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
