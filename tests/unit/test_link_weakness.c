/* link/weakness: the tables of data/ as they reach the model. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "link/link.h"
#include "tests/unit/ask.h"

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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(weaknesses_are_rolled_up),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
