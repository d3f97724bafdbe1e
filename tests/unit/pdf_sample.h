/* A document with every kind of node, for the tests of the PDF back end: the
 * first pages of the report's visual design, then long tables and texts. */
#ifndef TESTS_UNIT_PDF_SAMPLE_H
#define TESTS_UNIT_PDF_SAMPLE_H

#include "render/backend.h"
#include "tests/unit/chart_samples.h"

static struct str sample_text(const char *z)
{
	return str_from(z);
}

static struct doc *add_text(struct arena *keep, struct doc *parent,
    enum doc_kind kind, enum text_role role, const char *text)
{
	struct doc *node = doc_add(keep, parent, kind);
	node->role = role;
	doc_add_run(keep, node, sample_text(text));
	return node;
}

static struct doc *add_p(struct arena *keep, struct doc *parent,
    enum text_role role, const char *text)
{
	return add_text(keep, parent, DOC_PARAGRAPH, role, text);
}

static struct doc *add_h(struct arena *keep, struct doc *parent, int level,
    enum text_role role, const char *text)
{
	struct doc *node = add_text(keep, parent, DOC_HEADING, role, text);
	node->level = level;
	return node;
}

static struct doc *add_section(
    struct arena *keep, struct doc *parent, const char *id, bool page_break)
{
	struct doc *node = doc_add(keep, parent, DOC_SECTION);
	node->id = sample_text(id);
	node->page_break = page_break;
	return node;
}

static struct doc *add_cell(
    struct arena *keep, struct doc *row, enum text_role role, const char *text)
{
	struct doc *cell = doc_add(keep, row, DOC_CELL);
	if (*text)
		add_p(keep, cell, role, text);
	return cell;
}

static void add_marked(struct arena *keep, struct doc *cell, enum doc_mark mark,
    int weight, enum colour colour, const char *text)
{
	struct doc *p = doc_add(keep, cell, DOC_PARAGRAPH);
	p->role = TEXT_CELL;
	struct doc *run = doc_add_run(keep, p, sample_text(text));
	run->mark = mark;
	run->weight = weight;
	run->colour = colour;
}

static void add_inline(struct arena *keep, struct doc *cell,
    const struct chart_kind *chart, const void *data, const char *alt)
{
	struct doc *figure = doc_add(keep, cell, DOC_FIGURE);
	figure->is_inline = true;
	figure->chart = chart;
	figure->chart_data = data;
	figure->alt = sample_text(alt);
}

static void add_cover(struct arena *keep, struct doc *document)
{
	static const char *const pairs[][2] = {
		{ "Period", "1 Jul to 30 Sep 2026, UTC" },
		{ "Edition", "Board" },
		{ "Classification", "Confidential" },
		{ "Report", "ACME-2026Q3-7F3A" },
		{ "Made from", "sha256 7f3a 91c2, assay 1.0.0" },
	};
	struct doc *grid = doc_add(keep, document, DOC_GRID);
	grid->block = BLOCK_COVER;
	add_h(keep, doc_add(keep, grid, DOC_GRID_CELL), 1, TEXT_TITLE,
	    "Acme Payments: AI in software development, 2026 Q3");
	for (size_t i = 0; i < 5; i++) {
		struct doc *cell = doc_add(keep, grid, DOC_GRID_CELL);
		add_p(keep, cell, TEXT_SMALL, pairs[i][0]);
		struct doc *value = add_p(keep, cell, TEXT_SMALL, pairs[i][1]);
		value->first->colour = COLOUR_INK;
	}
	struct doc *verdict = add_p(keep, document, TEXT_VERDICT,
	    "Better than last quarter, but two of six measures are outside "
	    "the limit and two borderline. ");
	verdict->first->weight = 600;
	doc_add_run(keep, verdict,
	    sample_text("The weak point is review: 28% of AI changes were "
			"approved by someone not trained in the language."));
}

/* clang-format off */
static const struct sample_measure {
	const char *name;
	const char *counts;
	const char *value;
	const char *interval;
	int strip;
	enum doc_mark mark;
	const char *status;
	const char *owner;
	enum doc_mark change_mark;
	const char *change;
	const char *change_lines;
	int spark;
} sample_measures[] = {
	{ "New lines with known origin", "338,300 of 412,600 lines", "82%", "all lines counted", 0, MARK_INSIDE, "Inside", "CTO", MARK_UP, "Better", "+8 points, was 74%\nall counted", 0 },
	{ "AI changes made with an approved tool", "1,648 of 1,912 changes", "86%", "85 to 88%", 1, MARK_OUTSIDE, "Outside", "CISO", MARK_UP, "Better", "+4 points, was 82%\ninterval +2 to +7", 0 },
	{ "AI changes approved by a trained reviewer", "1,379 of 1,912 changes", "72%", "70 to 74%", 1, MARK_OUTSIDE, "Outside", "CTO", MARK_UNCHANGED, "Unchanged", "\xe2\x88\x92" "1 point, was 73%\ninterval \xe2\x88\x92" "4 to +2", 0 },
	{ "Problem rate, AI-assisted to human, like for like", "193 against 159 problems", "1.31\xc3\x97", "1.05 to 1.63", 2, MARK_BORDERLINE, "Borderline", "CISO", MARK_UNCHANGED, "Unchanged", "\xc3\x97 0.98, was 1.34\ninterval 0.70 to 1.35", 2 },
	{ "Critical and high problems past the agreed time to fix", "11 of 84 open ones", "11", "by chance 5 to 20", 3, MARK_INSIDE, "Inside", "VP Engineering", MARK_UNCHANGED, "Unchanged", "\xe2\x88\x92" "8, was 19\nwithin chance", 1 },
	{ "Repositories that pass the readiness gate", "38 of 44 assessed, 6 not", "29 of 38", "61 to 87%", 4, MARK_BORDERLINE, "Borderline", "VP Platform", MARK_UNCHANGED, "Unchanged", "+10 points, was 24/36\ninterval \xe2\x88\x92" "11 to +29", 0 },
};
/* clang-format on */

static void add_measure(
    struct arena *keep, struct doc *table, const struct sample_measure *m)
{
	struct doc *row = doc_add(keep, table, DOC_ROW);
	struct doc *cell = add_cell(keep, row, TEXT_NAME, m->name);
	cell->header = true;
	add_p(keep, cell, TEXT_SMALL, m->counts);
	cell = add_cell(keep, row, TEXT_VALUE, m->value);
	add_p(keep, cell, TEXT_SMALL, m->interval);
	add_inline(keep, doc_add(keep, row, DOC_CELL), &chart_strip,
	    &sample_strips[m->strip], "82% against at least 80%: inside");
	cell = doc_add(keep, row, DOC_CELL);
	add_marked(keep, cell, m->mark, m->mark == MARK_INSIDE ? 400 : 600,
	    m->mark == MARK_OUTSIDE  ? COLOUR_ALERT
	    : m->mark == MARK_INSIDE ? COLOUR_BLUE
				     : COLOUR_INK,
	    m->status);
	add_p(keep, cell, TEXT_SMALL, m->owner);
	cell = doc_add(keep, row, DOC_CELL);
	add_marked(keep, cell, m->change_mark,
	    m->change_mark == MARK_UP ? 600 : 400,
	    m->change_mark == MARK_UP ? COLOUR_BLUE : COLOUR_INK, m->change);
	add_p(keep, cell, TEXT_SMALL, m->change_lines);
	cell = doc_add(keep, row, DOC_CELL);
	cell->align = ALIGN_RIGHT;
	add_inline(keep, cell, &chart_sparkline, &sample_sparks[m->spark],
	    "8 quarters, last 82%, limit 80%");
}

static void add_measures(struct arena *keep, struct doc *document)
{
	static const char *const heads[] = { "Measure",
		"This quarter\n95% interval", "outside | limit | inside",
		"Status\nOwner", "Against last\nquarter",
		"8 quarters\nand limit" };
	struct doc *table = doc_add(keep, document, DOC_TABLE);
	table->block = BLOCK_MEASURES;
	table->id = STR("measures");
	add_p(keep, table, TEXT_BLOCK_TITLE,
	    "Six measures against the limits that the board agreed");
	struct doc *row = doc_add(keep, table, DOC_ROW);
	row->header = true;
	for (size_t i = 0; i < 6; i++) {
		struct doc *cell = add_cell(keep, row, TEXT_SMALL, heads[i]);
		cell->header = true;
		cell->align = i == 5 ? ALIGN_RIGHT : ALIGN_LEFT;
	}
	for (size_t i = 0; i < 6; i++)
		add_measure(keep, table, &sample_measures[i]);
}

static void add_sentences(struct arena *keep, struct doc *document)
{
	static const char *const texts[][2] = {
		{ "What changed",
		    "We know the origin of 82% of new lines (was 74%). "
		    "Approved tools made 86% of AI changes (was 82%)." },
		{ "Why it matters",
		    "Like for like, AI code has 1.31 times the problems: "
		    "clearly higher, but this depends on lines of unknown "
		    "origin." },
		{ "What we ask",
		    "Fund reviewer training and block unapproved tools: EUR "
		    "110,000, by 30 November at the latest." },
	};
	struct doc *grid = doc_add(keep, document, DOC_GRID);
	grid->block = BLOCK_SENTENCES;
	for (size_t i = 0; i < 3; i++) {
		struct doc *cell = doc_add(keep, grid, DOC_GRID_CELL);
		add_h(keep, cell, 2, TEXT_ASK, texts[i][0]);
		add_p(keep, cell, TEXT_BODY, texts[i][1]);
	}
}

static void add_option(struct arena *keep, struct doc *table,
    const char *const cells[5], const char *owner, bool recommended, bool keeps)
{
	struct doc *row = doc_add(keep, table, DOC_ROW);
	row->recommended = recommended;
	row->keep = keeps;
	for (int i = 0; i < 4; i++) {
		struct doc *cell =
		    add_cell(keep, row, i ? TEXT_CELL : TEXT_NAME, cells[i]);
		cell->align = i == 2 ? ALIGN_RIGHT : ALIGN_LEFT;
		if (i == 0 && *owner) {
			cell->header = true;
			add_p(keep, cell, TEXT_CELL, owner)->first->colour =
			    COLOUR_INK2;
		}
	}
	struct doc *last = doc_add(keep, row, DOC_CELL);
	if (recommended)
		add_marked(
		    keep, last, MARK_INSIDE, 600, COLOUR_BLUE, "Recommended");
}

static void add_decisions(struct arena *keep, struct doc *document)
{
	static const char *const heads[] = { "Decision, owner, date", "Option",
		"Cost", "Effect in a quarter", "" };
	static const char *const options[][5] = {
		{ "D1 Trained reviewers", "A Train 46 reviewers", "EUR 92,000",
		    "covers 410 of 533 approvals" },
		{ "", "B Second approver, trained", "EUR 0",
		    "covers 533, each 9 hours slower" },
		{ "", "C Accept as it is", "EUR 0", "covers none of 533" },
		{ "D2 Unapproved tools", "A Block at the repository",
		    "EUR 18,000", "covers all 264 changes" },
		{ "", "B Warn, do not block", "EUR 6,000",
		    "covers about 90 of 264" },
	};
	struct doc *table = doc_add(keep, document, DOC_TABLE);
	table->block = BLOCK_DECISIONS;
	add_p(keep, table, TEXT_BLOCK_TITLE, "Decisions for this meeting");
	struct doc *row = doc_add(keep, table, DOC_ROW);
	row->header = true;
	for (size_t i = 0; i < 5; i++) {
		struct doc *cell = add_cell(keep, row, TEXT_SMALL, heads[i]);
		cell->header = true;
		cell->align = i == 2 ? ALIGN_RIGHT : ALIGN_LEFT;
	}
	for (size_t i = 0; i < 5; i++)
		add_option(keep, table, options[i],
		    i == 0   ? "CTO, by 30 Nov 2026"
		    : i == 3 ? "CISO, by 31 Oct 2026"
			     : "",
		    i == 0 || i == 3, i != 2 && i != 4);
	static const char *const done[][2] = {
		{ "Done 14 Aug: ", "AI origin in every commit" },
		{ "Late, now 31 Oct: ", "overdue fixes, Payouts" },
		{ "Dropped: ", "second scanner, nothing found" },
	};
	static const enum doc_mark marks[] = { MARK_INSIDE, MARK_OUTSIDE,
		MARK_NOT_COMPARABLE };
	for (size_t i = 0; i < 3; i++) {
		struct doc *p = add_p(keep, document, TEXT_SMALL, done[i][0]);
		p->first->mark = marks[i];
		p->first->weight = 600;
		p->first->colour = i == 1 ? COLOUR_ALERT : COLOUR_INK;
		doc_add_run(keep, p, sample_text(done[i][1]))->colour =
		    COLOUR_INK;
	}
}

static void add_confidence(struct arena *keep, struct doc *document)
{
	static const char *const texts[][2] = {
		{ "82% known",
		    "74,300 of 412,600 new lines have no recorded origin" },
		{ "44 of 47", "repositories read; 3 left out, access refused" },
		{ "212 rejected",
		    "of 186,340 input rows (0.1%), listed in table T-31" },
		{ "1 method change",
		    "readiness list has six gaps, was five; last quarter "
		    "restated" },
	};
	struct doc *section = add_section(keep, document, "confidence", false);
	add_h(keep, section, 2, TEXT_BLOCK_TITLE, "How sure we are");
	struct doc *grid = doc_add(keep, section, DOC_GRID);
	grid->block = BLOCK_CONFIDENCE;
	for (size_t i = 0; i < 4; i++) {
		struct doc *cell = doc_add(keep, grid, DOC_GRID_CELL);
		add_p(keep, cell, TEXT_CONFIDENCE, texts[i][0]);
		add_p(keep, cell, TEXT_SMALL, texts[i][1]);
	}
	add_p(keep, section, TEXT_CELL,
	    "Unknown origin: if all were AI the ratio would be 1.21 (0.99 to "
	    "1.49), no clear difference; if none, 1.29 (1.06 to 1.58).");
}

static struct doc *add_twin(struct arena *keep)
{
	struct doc *table = doc_add(keep, NULL, DOC_TABLE);
	struct doc *row = doc_add(keep, table, DOC_ROW);
	row->header = true;
	add_cell(keep, row, TEXT_SMALL, "Language")->header = true;
	row = doc_add(keep, table, DOC_ROW);
	add_cell(keep, row, TEXT_CELL, "Go");
	return table;
}

static void add_figure(struct arena *keep, struct doc *section,
    const struct chart_kind *chart, const void *data,
    const char *const texts[3])
{
	struct doc *figure = doc_add(keep, section, DOC_FIGURE);
	figure->chart = chart;
	figure->chart_data = data;
	figure->alt = sample_text(texts[0]);
	figure->twin = add_twin(keep);
	add_p(keep, figure, TEXT_FIGURE_TITLE, texts[0]);
	add_p(keep, figure, TEXT_SUBTITLE, texts[1]);
	add_p(keep, figure, TEXT_SMALL, texts[2]);
}

static void add_figures(struct arena *keep, struct doc *document)
{
	static const char *const forest[] = {
		"Like for like, AI-assisted code has 1.31 times the problems "
		"of human-written code",
		"Problems per 1,000 lines added, AI-assisted divided by "
		"human-written; 338,300 lines of known origin, 1 Jul to 30 Sep "
		"2026. Bars: 95% intervals. Grey band: practically the same.",
		"Source: table T-04. Pooled over six languages by "
		"Mantel-Haenszel; languages agree (Q 1.0 on 5, p 0.96). "
		"Association, not proof of cause."
	};
	static const char *const control[] = {
		"One week stands out, and the last 8 lie below the average",
		"Problems per 1,000 AI-assisted lines, by week, with limits "
		"for the lines added in each week",
		"Source: table T-05; 34 weeks. Signals: 1 a point outside the "
		"limits; 2 eight in a row on one side. Limits: three standard "
		"errors."
	};
	static const char *const origin[] = {
		"3 in 4 AI-assisted lines passed every step",
		"Lines added, 1 Jul to 30 Sep 2026; bar length is lines, the "
		"rest of each bar is what left at that step",
		"Source: table T-06. 112,300 of 148,900 AI-assisted lines "
		"(75%). Hatched is unknown, never counted as human."
	};
	static const char *const heat[] = {
		"Checking what an AI returns is the gap found most often: open "
		"in 14 of 34 repositories",
		"Assessed repositories with the gap open, 30 Sep 2026. G: gap "
		"in more than half. P: in part. M: met in all. Hatched: in no "
		"total.",
		"Source: table T-11; 9 teams of five or more people, 38 of 44 "
		"repositories assessed."
	};
	struct doc *section = add_section(keep, document, "risk", true);
	add_h(keep, section, 2, TEXT_HEADING, "Where does AI raise risk?");
	add_p(keep, section, TEXT_LEAD,
	    "In raw numbers AI-assisted code has 1.54 times the problems of "
	    "human-written code. Compared like with like it is 1.31 times: "
	    "clearly higher, and borderline against the limit of 1.25. This "
	    "depends on lines of unknown origin: see the last two rows.");
	add_figure(keep, section, &chart_forest, &sample_forest, forest);
	add_figure(keep, section, &chart_control, &sample_control, control);
	add_figure(keep, section, &chart_origin, &sample_origin, origin);
	section = add_section(keep, document, "teams", true);
	add_h(keep, section, 2, TEXT_HEADING, "Which teams carry the gaps?");
	struct doc *lead = add_p(keep, section, TEXT_LEAD,
	    "Mobile and Checkout hold 16 of the 39 open gaps. Six of 44 "
	    "repositories were not assessed at all. See ");
	struct doc *link = doc_add(keep, lead, DOC_LINK);
	link->text = STR("#T-20");
	doc_add_run(keep, link,
	    STR("the table of all scanned repositories "
		"and their open problems"));
	doc_add_run(keep, lead, STR(" and "));
	link = doc_add(keep, lead, DOC_LINK);
	link->text = STR("https://example.org/a(b)\\c?x=1&y=\xc3\xa4");
	doc_add_run(keep, link, STR("the method"));
	doc_add_run(keep, lead, STR("."));
	add_figure(keep, section, &chart_heat, &sample_heat, heat);
}

static void add_long_table(
    struct arena *keep, struct doc *document, size_t rows)
{
	static const char *const heads[] = { "Repository", "Team", "Lines",
		"Open", "Share" };
	struct doc *section = add_section(keep, document, "appendix", true);
	add_h(keep, section, 2, TEXT_HEADING, "Appendix");
	struct doc *part = add_section(keep, section, "repositories", false);
	add_h(keep, part, 3, TEXT_BLOCK_TITLE, "Repositories and problems");
	add_p(keep, part, TEXT_BODY,
	    "Sorted by open problems. Every repository that a scanner read is "
	    "listed, also those without a problem.");
	struct doc *list = doc_add(keep, part, DOC_LIST);
	for (int i = 0; i < 3; i++) {
		struct doc *item = doc_add(keep, list, DOC_ITEM);
		add_p(keep, item, TEXT_BODY,
		    i == 1 ? "A problem counts once, however many scanners "
			     "report it: the same rule family at the same "
			     "place in the same file is one problem, and keeps "
			     "its first date."
			   : "Open means not fixed and not waived.");
	}
	struct doc *table = doc_add(keep, part, DOC_TABLE);
	table->id = STR("T-20");
	add_p(keep, table, TEXT_BLOCK_TITLE, "T-20 Repositories");
	struct doc *row = doc_add(keep, table, DOC_ROW);
	row->header = true;
	for (size_t i = 0; i < 5; i++) {
		struct doc *cell = add_cell(keep, row, TEXT_SMALL, heads[i]);
		cell->header = true;
		cell->align = i > 1 ? ALIGN_RIGHT : ALIGN_LEFT;
	}
	for (size_t i = 0; i <= rows; i++) {
		row = doc_add(keep, table, DOC_ROW);
		row->total = i == rows;
		struct str texts[] = {
			i == rows
			    ? STR("All repositories")
			    : arena_printf(keep, "payments-service-%zu", i),
			i == rows ? STR("all teams") : STR("Payments core"),
			arena_printf(
			    keep, "%zu,%03zu", 12 + i % 80, i * 37 % 1000),
			arena_printf(keep, "%zu", i * 7 % 90),
			arena_printf(keep, "%zu.%zu%%", i % 100, i % 10),
		};
		for (size_t c = 0; c < 5; c++) {
			struct doc *cell = doc_add(keep, row, DOC_CELL);
			struct doc *p = doc_add(keep, cell, DOC_PARAGRAPH);
			p->role = TEXT_CELL;
			doc_add_run(keep, p, texts[c]);
			cell->header = c == 0;
			cell->align = c > 1 ? ALIGN_RIGHT : ALIGN_LEFT;
		}
	}
	struct doc *note = doc_add(keep, part, DOC_NOTE);
	add_p(keep, note, TEXT_SMALL,
	    "Generated and vendored files are in no count.");
}

static struct doc_meta sample_meta(void)
{
	return (struct doc_meta){
		.title =
		    STR("Acme Payments: AI in software development, 2026 Q3"),
		.organisation = STR("Acme Payments"),
		.subject = STR("Quarterly report on AI-written code"),
		.language = STR("en"),
		.edition = STR("Board edition"),
		.classification = STR("Confidential"),
		.report_id = STR("ACME-2026Q3-7F3A"),
		.program = STR("assay 1.0.0"),
		.as_of = INT64_C(1790726400),
	};
}

static struct doc *sample_document(struct arena *keep, size_t rows)
{
	struct doc *document = doc_add(keep, NULL, DOC_DOCUMENT);
	add_cover(keep, document);
	add_measures(keep, document);
	add_sentences(keep, document);
	add_decisions(keep, document);
	add_confidence(keep, document);
	add_figures(keep, document);
	add_long_table(keep, document, rows);
	return document;
}

#endif
