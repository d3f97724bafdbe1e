/* A whole report from the world of tests/measures/world.sql, as the text back
 * end prints it, against tests/golden/report-world/expected.tree (BLESS=1
 * rewrites it; a human reads the difference). And that every report, the
 * emptiest too, keeps the rules of the document tree. */
#include "tests/unit/measure_world.h"

#include "base/utf8.h"
#include "render/expand.h"
#include "render/report.h"

#define EXPECTED "tests/golden/report-world/expected.tree"

static struct report build_from(struct world *world, struct str template)
{
	struct report report;
	struct report_request request = { .engine = world->engine,
		.template = template,
		.program = STR("assay test"),
		.as_of = UNKNOWN };
	if (!report_build(&report, &request, world->keep, &world->err))
		stop_at(&world->err);
	return report;
}

static struct report build(struct world *world)
{
	return build_from(world, STR_NONE);
}

static struct str write_as(const struct backend *backend, struct world *world,
    const struct report *report)
{
	struct buf out = { 0 };
	struct render render = { .root = report->root,
		.meta = &report->meta,
		.report = report,
		.marks = true };
	if (!backend->write(&out, &render, world->keep, &world->err))
		stop_at(&world->err);
	struct str text = arena_str(world->keep, buf_str(&out));
	buf_free(&out);
	return text;
}

static struct str dump(struct world *world, const struct report *report)
{
	return write_as(&backend_tree, world, report);
}

/* The first line in which two texts differ. */
static void compare(struct str got, struct str want)
{
	struct str a;
	struct str b;
	for (int line = 1;; line++) {
		bool more = str_line(&got, &a);
		bool wanted = str_line(&want, &b);
		if (!more && !wanted)
			return;
		if (more != wanted || !str_equal(a, b))
			fail_msg("line %d:\n got  " STR_FMT "\n want " STR_FMT,
			    line, STR_ARG(more ? a : STR("(end)")),
			    STR_ARG(wanted ? b : STR("(end)")));
	}
}

/* The report of the world, built once for all tests that only look at it. */
struct built {
	struct world world;
	struct report report;
	struct str text; /* of the tree */
	struct str json;
	struct str plain;
};

static int open_built(void **state)
{
	struct built *built = calloc(1, sizeof *built);
	assert_non_null(built);
	open_world(&built->world);
	built->report = build(&built->world);
	built->text = dump(&built->world, &built->report);
	built->json = write_as(&backend_json, &built->world, &built->report);
	built->plain = write_as(&backend_text, &built->world, &built->report);
	*state = built;
	return 0;
}

static int close_built(void **state)
{
	struct built *built = *state;
	close_world(&built->world);
	free(built);
	return 0;
}

static void world_is_as_expected(void **state)
{
	struct built *built = *state;
	struct world *world = &built->world;
	struct str expected;
	if (getenv("BLESS") && *getenv("BLESS") &&
	    !file_write(STR(EXPECTED), built->text, 0644, &world->err))
		stop_at(&world->err);
	if (!file_read(&expected, STR(EXPECTED), 0, world->keep, &world->err))
		stop_at(&world->err);
	compare(built->text, expected);
}

static void tables_are_files(void **state)
{
	const struct built *built = *state;
	const struct report *report = &built->report;
	assert_true(report->file_count > 10);
	for (size_t i = 0; i < report->file_count; i++) {
		const struct report_file *file = &report->files[i];
		struct str rest = file->content;
		struct str line;
		assert_true(str_starts(file->name, file->id));
		assert_true(str_ends(file->name, STR(".csv")));
		assert_true(str_line(&rest, &line));
		/* What a figure is drawn from, every row of it. */
		assert_true(file->title.len > 0);
	}
	assert_true(str_contains(built->json, STR("\"report\": \"")));
	assert_true(str_contains(built->json, STR("\"id\": \"finding.mttr\"")));
}

static const struct doc *with_id(const struct doc *node, struct str id)
{
	const struct doc *found = str_equal(node->id, id) ? node : NULL;
	for (const struct doc *at = node->first; at && !found; at = at->next)
		found = with_id(at, id);
	if (!found && node->twin)
		found = with_id(node->twin, id);
	return found;
}

static bool leads_to(const struct doc *node, struct str start)
{
	if (node->kind == DOC_LINK && str_starts(node->text, start))
		return true;
	for (const struct doc *at = node->first; at; at = at->next)
		if (leads_to(at, start))
			return true;
	return false;
}

struct numbers {
	const struct doc *root;
	size_t linked;
	size_t tables;
};

/* Of "m1", say: digits behind a letter of the same word. */
static bool is_of_name(struct str text, size_t at)
{
	while (at > 0 && text.ptr[at - 1] != ' ') {
		char c = text.ptr[--at];
		if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
			return true;
	}
	return false;
}

/* Digits of a text that no link holds, but for those of names. */
static void check_text(struct numbers *numbers, const struct doc *paragraph)
{
	for (const struct doc *at = paragraph->first; at; at = at->next) {
		if (at->kind == DOC_LINK && str_starts(at->text, STR("#m-"))) {
			const struct doc *row =
			    with_id(numbers->root, str_skip(at->text, 1));
			assert_non_null(row);
			assert_int_equal(row->kind, DOC_ROW);
			numbers->linked++;
			numbers->tables += leads_to(row, STR("#T-"));
		}
		for (size_t i = 0; at->kind == DOC_RUN && i < at->text.len; i++)
			if (at->text.ptr[i] >= '0' && at->text.ptr[i] <= '9' &&
			    !is_of_name(at->text, i))
				fail_msg(
				    "no link: " STR_FMT, STR_ARG(at->text));
	}
}

static void check_numbers(struct numbers *numbers, const struct doc *node)
{
	bool is_text = node->kind == DOC_PARAGRAPH &&
		       node->parent->kind == DOC_SECTION &&
		       (node->role == TEXT_LEAD || node->role == TEXT_BODY);
	if (str_equal_z(node->id, "method"))
		return; /* how it is made: its numbers are no figures */
	if (is_text)
		check_text(numbers, node);
	if (node->kind == DOC_TABLE && node->id.len &&
	    node->block == BLOCK_PLAIN && !leads_to(node->first, STR("#m-")) &&
	    !leads_to(node->first, STR("#x-")))
		fail_msg("table " STR_FMT " leads to no definition",
		    STR_ARG(node->id));
	for (const struct doc *at = node->first; at; at = at->next)
		check_numbers(numbers, at);
	if (node->twin)
		check_numbers(numbers, node->twin);
}

/* Each number of the text leads to its definition, which names its tables; each
 * table leads to what defines it. */
static void numbers_lead_to_definitions(void **state)
{
	struct world world;
	(void)state;
	open_world(&world);
	struct report report = build(&world);
	struct numbers numbers = { .root = report.root };
	check_numbers(&numbers, report.root);
	assert_true(numbers.linked > 20);
	assert_int_equal(numbers.tables, numbers.linked);
	close_world(&world);
}

static void same_twice(void **state)
{
	const struct built *first = *state;
	struct world world;
	open_world(&world);
	struct report second = build(&world);
	compare(first->text, dump(&world, &second));
	compare(first->json, write_as(&backend_json, &world, &second));
	compare(first->plain, write_as(&backend_text, &world, &second));
	close_world(&world);
}

/* The summary is made of the same first page. */
static void summary_is_the_first_page(void **state)
{
	struct built *built = *state;
	struct report summary = build_from(&built->world, STR("summary"));
	struct str b = dump(&built->world, &summary);
	struct str line;
	int shared = 0;
	assert_true(str_contains(b, STR("Summary edition")));
	while (str_line(&b, &line))
		shared += line.len > 40 && str_contains(built->text, line);
	assert_true(shared > 15);
}

/* No input, no figure: nothing is zero, nothing passes. */
static void empty_model_says_so(void **state)
{
	struct world world;
	(void)state;
	open_script(&world, STR(""));
	struct report report = build(&world);
	struct str text = dump(&world, &report);
	assert_true(str_contains(text, STR("Too little is known to judge")));
	assert_true(str_contains(text, STR("Not assessed")));
	assert_false(str_contains(text, STR("Inside\n")));
	assert_false(str_contains(text, STR("[figure")));
	close_world(&world);
}

/* The names of people and their addresses stay out of all outputs. */
static void no_person_is_named(void **state)
{
	struct built *built = *state;
	struct world *world = &built->world;
	struct query *query = NULL;
	if (!query_open(&query, world->model,
		"SELECT name FROM alias WHERE length(name) > 3"
		" UNION SELECT email FROM alias WHERE length(email) > 3",
		&world->err))
		stop_at(&world->err);
	while (query_next(query)) {
		struct str name = arena_str(world->keep, query_text(query, 0));
		if (str_contains(built->text, name) ||
		    str_contains(built->json, name) ||
		    str_contains(built->plain, name))
			fail_msg("the report names " STR_FMT, STR_ARG(name));
	}
	if (!query_close(query, &world->err))
		stop_at(&world->err);
}

static void name_repository(struct world *world, int64_t id, const char *name)
{
	struct query *query = NULL;
	if (!query_open(&query, world->model,
		"UPDATE repository SET name = ?1, key = ?1 WHERE id = ?2",
		&world->err))
		stop_at(&world->err);
	query_bind_text(query, 1, str_from(name));
	query_bind_int(query, 2, id);
	(void)query_next(query);
	if (!query_close(query, &world->err))
		stop_at(&world->err);
}

/* Nothing that a terminal would act on: lines end, and that is all. */
static void has_no_control(struct str text)
{
	uint32_t code;
	assert_true(utf8_is_valid(text));
	while (utf8_next(&text, &code))
		if (utf8_is_control(code) || code == '\t' || code == '\r')
			fail_msg("U+%04X comes through", (unsigned)code);
}

/* Names from the data may be any bytes and any length. */
static void hostile_names_are_harmless(void **state)
{
	static const char *const names[] = { "\xff\xfe(\x01", "</svg><b>&\"'",
		"\xe2\x80\xae"
		"evil",
		"=1+1", "", "#T-01", "\x1b[31mred\x1b[0m\x07",
		"\xc2\x9b"
		"2J\x7f",
		"\xed\xa0\x80 \xe2\x81\xa6"
		"half",
		"a\xe2\x80\x8f\r\nb\tc" };
	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i += 2) {
		struct world world;
		open_world(&world);
		name_repository(&world, 1, names[i]);
		name_repository(&world, 2, names[i + 1]);
		if (!query_run(world.model,
			"UPDATE tool SET name ="
			" name || char(7, 27, 155, 0, 8238, 55296)",
			&world.err))
			stop_at(&world.err);
		struct report report = build(&world);
		struct str text = dump(&world, &report);
		assert_true(utf8_is_valid(text));
		assert_false(str_contains(text, STR("\x1b")));
		has_no_control(write_as(&backend_text, &world, &report));
		has_no_control(write_as(&backend_json, &world, &report));
		close_world(&world);
	}
}

#define CHART_REST "<title>T</title><subtitle>S</subtitle><source/></chart>"

/* Templates that name what is not there. */
static const struct broken {
	const char *text;
	int64_t column;
	const char *message;
	const char *fix;
} broken[] = {
	{ "<p><value of='ai.comit_share'/></p>", 11,
	    "the id of a measure, found \"ai.comit_share\"",
	    "\"ai.commit_share\"" },
	{ "<p><value of='ai.commit_share' where='taem=Web'/></p>", 32,
	    "a key of ai.commit_share", "\"team\"" },
	{ "<p><value of='ai.commit_share' where='team'/></p>", 32, "key=value",
	    "';'" },
	{ "<p><value of='ai.commit_share' where='team=$t'/></p>", 32,
	    "a name bound by a <for-each> around, found \"t\"", "" },
	{ "<for-each key='team' of='ai.commit_share' as='team'><p>"
	  "<key name='taem'/></p></for-each>",
	    61, "a name bound", "\"team\"" },
	{ "<p><sentence of='ai.commit_share' say='ai_comits'/></p>", 35,
	    "a sentence of data/words.csv", "\"ai_commits\"" },
	{ "<table of='ai.commit_share' by='severity'><title>T</title>"
	  "</table>",
	    29, "a key of ai.commit_share", "" },
	{ "<chart kind='survival' of='ai.commit_share'>" CHART_REST, 24,
	    "a measure of times for a chart of kind \"survival\", found "
	    "\"ai.commit_share\" (share)",
	    "assay explain ai.commit_share" },
	{ "<chart kind='survival'>" CHART_REST, 8, "\"of\" with a measure",
	    "" },
	{ "<chart kind='forest' of='finding.mttr'>" CHART_REST, 22,
	    "a rate that compares two sides", "" },
	{ "<chart kind='origin' of='finding.seen_by'>" CHART_REST, 22,
	    "with the columns stage, lines,", "" },
	{ "<chart kind='control' of='finding.seen_by'>" CHART_REST, 23,
	    "a measure that is no table", "" },
	{ "<chart kind='recall' of='finding.seen_by'>" CHART_REST, 22,
	    "with the columns date, repository,", "" },
	{ "<chart kind='matrix' of='finding.mttr'>" CHART_REST, 22,
	    "found \"finding.mttr\" (time)", "" },
	{ "<chart kind='heat' by='team'>" CHART_REST, 8, "a <gap> for each",
	    "" },
	{ "<chart kind='funnel' of='ai.commit_share' by='team'>" CHART_REST, 22,
	    "a rate for a chart of kind \"funnel\", found "
	    "\"ai.commit_share\" (share)",
	    "assay explain" },
	{ "<chart kind='dumbbell' of='finding.density_ratio'>" CHART_REST, 8,
	    "\"by\" with the key", "" },
	{ "<chart kind='scatter' of='finding.density_ratio' "
	  "against='ai.commit_share' by='language'>" CHART_REST,
	    76, "a key of ai.commit_share", "" },
	{ "<chart kind='slope' of='finding.mttr' by='team'>" CHART_REST, 21,
	    "a share for a chart of kind \"slope\"", "" },
	{ "<chart kind='scatter' of='ai.approved_use' by='team'>" CHART_REST, 1,
	    "an \"against\" in a chart", "" },
	{ "<chart kind='multiples' of='outcome.by_month'>" CHART_REST, 8,
	    "\"columns\" with the column", "" },
	{ "<chart kind='multiples' of='outcome.by_month' "
	  "columns='fail'>" CHART_REST,
	    47, "one column of outcome.by_month", "" },
	{ "<chart kind='funnel' of='finding.density_ratio' "
	  "by='team tool'>" CHART_REST,
	    49, "at most 1 key for a chart", "" },
	{ "<chart kind='heat'>" CHART_REST, 8, "\"by\" with the key", "" },
};

static void names_are_resolved_first(void **state)
{
	struct world world;
	struct words *words;
	(void)state;
	open_script(&world, STR(""));
	if (!words_open(&words, NULL, world.keep, &world.err))
		stop_at(&world.err);
	for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
		struct template_node *root;
		struct error err = { 0 };
		struct str text = arena_printf(world.keep,
		    "<report title='T'>\n%s</report>", broken[i].text);
		if (!template_parse(
			&root, STR("t.xml"), text, NULL, world.keep, &err))
			stop_at(&err);
		if (resolve_template(root, world.engine, words, &err))
			fail_msg("case %zu was resolved", i);
		if (err.line != 2 || err.column != broken[i].column ||
		    !strstr(err.message, broken[i].message) ||
		    !strstr(err.fix, broken[i].fix))
			fail_msg("case %zu: %d:%d %s / %s", i, (int)err.line,
			    (int)err.column, err.message, err.fix);
	}
	close_world(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(world_is_as_expected),
		cmocka_unit_test(tables_are_files),
		cmocka_unit_test(numbers_lead_to_definitions),
		cmocka_unit_test(same_twice),
		cmocka_unit_test(summary_is_the_first_page),
		cmocka_unit_test(empty_model_says_so),
		cmocka_unit_test(no_person_is_named),
		cmocka_unit_test(hostile_names_are_harmless),
		cmocka_unit_test(names_are_resolved_first),
	};
	return cmocka_run_group_tests(tests, open_built, close_built);
}
