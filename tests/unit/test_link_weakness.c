/* link/weakness: the tables of data/ as they reach the model. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "link/link.h"
#include "tests/unit/ask.h"
#include "tests/unit/import_text.h"

#define OF(cwe, columns) "SELECT " columns " FROM weakness WHERE cwe = " #cwe

static void weaknesses_are_rolled_up(void **state)
{
	(void)state;
	struct error err;
	struct model *model;
	struct arena *keep = arena_new();
	const struct link_options options = { .human_before = 0 };
	assert_true(model_open(&model, STR(""), &err));
	if (!link_all(model, &options, &err))
		fail_msg("%s", err.message);
	static const char *const cases[][2] = {
		{ OF(89, "owasp_2021 || ', ' || owasp_2025"),
		    "A03 Injection, A05 Injection" },
		{ OF(89, "category || top_25 || coalesce(gap, '-') || if_ai"),
		    "Data Neutralization Issues2-1" },
		{ OF(798, "gap || ', ' || category"),
		    "secrets, Credentials Management Errors" },
		{ OF(259, "owasp_2021"), "A02 Cryptographic Failures" },
		{ OF(1427, "gap"), "AI output" },
		{ "SELECT count(*) FROM weakness WHERE top_25 IS NOT NULL",
		    "25" },
		{ "SELECT count(*) FROM weakness WHERE owasp_2025 LIKE 'A01%'",
		    "40" },
		{ "SELECT group_concat(n) FROM (SELECT count(*) AS n FROM "
		  "weakness WHERE gap IS NOT NULL GROUP BY gap ORDER BY gap)",
		    "6,98,65,26,58,15,23" },
		{ "SELECT count(*) FROM weakness WHERE gap IS NOT NULL AND "
		  "gap NOT IN ('authentication', 'logging', 'infrastructure', "
		  "'data', 'AI output', 'dependencies', 'secrets')",
		    "0" },
		/* of the 40 of view 699 one is never the first of a CWE */
		{ "SELECT count(DISTINCT category) FROM weakness", "39" },
		{ "SELECT count(*) FROM gap_rule WHERE pattern <> "
		  "lower(pattern)",
		    "0" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(
		    ask_text(model, keep, cases[i][0]), cases[i][1]);
	model_close(model);
	arena_free(keep);
}

#define RESULT(rule, more) "{\"ruleId\":\"" rule "\"" more "}"
#define TAGGED(tag)                                                            \
	",\"properties\":{\"tags\":[\"external/cwe/cwe-089\",\"" tag "\"]}"

/* A finding has a gap by its weakness, else by what it is about, else by its
 * rule; that of AI's answers where rule, tags or message name a model. */
static void findings_have_the_gap_of_what_they_tell(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		const char *gaps;
	} cases[] = {
		{ "{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{"
		  "\"name\":\"T\"}},\"results\":[" RESULT(
		      "a", TAGGED("x")) "," RESULT("b", TAGGED("OWASP-LLM05:"
							       "2025")) "]}]}",
		    "a none; b AI output" },
		{ "{\"check_type\":\"terraform\",\"results\":{"
		  "\"failed_checks\":[{\"check_id\":\"CKV_AWS_40\"},"
		  "{\"check_id\":\"CKV_AWS_18\"},{\"check_id\":"
		  "\"CKV_AWS_19\"},{\"check_id\":\"CKV_AWS_24\"}]}}",
		    "CKV_AWS_18 logging; CKV_AWS_19 data; "
		    "CKV_AWS_24 infrastructure; CKV_AWS_40 authentication" },
		{ "{\"findings\":[{\"title\":\"weak\",\"severity\":\"High\","
		  "\"component_name\":\"p\"}]}",
		    "weak dependencies" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct error err;
		struct arena *keep = arena_new();
		const struct link_options options = { .human_before = 0 };
		struct model *model = import_text(cases[i].text, keep);
		if (!link_all(model, &options, &err))
			fail_msg("%s", err.message);
		assert_string_equal(
		    ask_text(model, keep,
			"SELECT group_concat(rule || ' ' || gap, '; ') FROM "
			"(SELECT rule, gap FROM finding_fact ORDER BY rule)"),
		    cases[i].gaps);
		model_close(model);
		arena_free(keep);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(weaknesses_are_rolled_up),
		cmocka_unit_test(findings_have_the_gap_of_what_they_tell),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
