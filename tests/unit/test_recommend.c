/* analysis/recommend: what the published rule makes of what is known of a tool,
 * link/pattern: which row of the matrix a CWE belongs to. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "analysis/recommend.h"
#include "link/pattern.h"
#include "tests/unit/ask.h"

/* Own tests: 158 of 171 are secure in five kinds, Wilson 0.874 to 0.955;
 * problems 0.71 times, 0.34 to 1.47. */
static struct evidence good(void)
{
	return (struct evidence){ .policy = STR("approved"),
		.working = 171,
		.secure = 158,
		.kinds = 5,
		.secure_low = 0.8742,
		.secure_high = 0.9549,
		.kinds_bad = STR(""),
		.kinds_missing = STR(""),
		.ratio = { .known = true,
		    .has_interval = true,
		    .value = 0.71,
		    .low = 0.34,
		    .high = 1.47,
		    .hit = 9,
		    .exposure = 3.5,
		    .class = CLASS_OPEN } };
}

static struct recommendation judge(
    const struct evidence *evidence, struct arena *keep)
{
	const struct recommend_rule *rule;
	struct error err;
	if (!recommend_rule_read(&rule, NULL, keep, &err))
		fail_msg("%s", err.message);
	return recommend(rule, evidence, keep);
}

static void expect(
    const struct evidence *evidence, enum decision decision, const char *reason)
{
	struct arena *keep = arena_new();
	struct recommendation found = judge(evidence, keep);
	if (found.decision != decision)
		fail_msg("expected %s, found %s: " STR_FMT,
		    decision_name(decision), decision_name(found.decision),
		    STR_ARG(found.reasons));
	if (!strstr(arena_z(keep, found.reasons), reason))
		fail_msg("expected \"%s\" in \"" STR_FMT "\"", reason,
		    STR_ARG(found.reasons));
	assert_true(found.change.len > 0);
	assert_true(found.firm.len > 0);
	arena_free(keep);
}

static void what_is_good_and_known_is_kept(void **state)
{
	struct evidence e = good();
	(void)state;
	expect(&e, DECISION_KEEP,
	    "158 of 171 working samples are secure (87% to 95%)");
}

/* Neither tests nor a comparison that rules out the worst. */
static void too_little_recommends_nothing(void **state)
{
	struct evidence e = good();
	(void)state;
	e.working = e.secure = e.kinds = 0;
	e.ratio.high = 2.5;
	expect(&e, DECISION_NOT_ENOUGH, "no own tests");
	e.ratio = (struct figure){
		.class = CLASS_TOO_LITTLE, .hit = 3, .exposure = 0.4
	};
	expect(&e, DECISION_NOT_ENOUGH, "3 problems in 0.4 thousand lines");
	e.working = 29;
	e.secure = 29;
	e.kinds = 5;
	expect(&e, DECISION_NOT_ENOUGH, "29 working samples in 5 kinds");
	e.working = e.secure = 200;
	e.kinds = 2;
	expect(&e, DECISION_NOT_ENOUGH, "200 working samples in 2 kinds");
}

static void nothing_is_kept_without_both(void **state)
{
	struct evidence e = good();
	(void)state;
	e.working = e.secure = e.kinds = 0;
	expect(&e, DECISION_CONDITIONS, "No own tests");
	e = good();
	e.ratio = (struct figure){ .class = CLASS_NOT_ASSESSED };
	expect(&e, DECISION_CONDITIONS, "Too little to compare its code");
	e = good();
	e.ratio.high = 2.01;
	expect(&e, DECISION_CONDITIONS, "2.01 times the problems");
}

static void each_condition_is_a_reason(void **state)
{
	struct evidence e = good();
	(void)state;
	e.policy = STR("none");
	expect(&e, DECISION_CONDITIONS, "The policy has not approved it");
	e = good();
	e.policy = STR("forbidden");
	expect(&e, DECISION_CONDITIONS, "The policy says forbidden");
	e = good();
	e.secure_low = 0.79;
	expect(&e, DECISION_CONDITIONS, "working samples are secure");
	e = good();
	e.kinds_bad = STR("SQL injection");
	expect(&e, DECISION_CONDITIONS, "fail at SQL injection");
	e = good();
	e.kinds_missing = STR("Missing logging");
	expect(&e, DECISION_CONDITIONS, "Not tested: Missing logging");
	e = good();
	e.ratio.unstable = true;
	expect(&e, DECISION_CONDITIONS, "unknown origin");
}

static void what_is_clearly_bad_is_held(void **state)
{
	struct evidence e = good();
	(void)state;
	e.secure_low = 0.31;
	e.secure_high = 0.49;
	expect(&e, DECISION_HOLD, "31% to 49%");
	e = good();
	e.ratio.class = CLASS_CLEAR_UP;
	e.ratio.low = 1.26;
	e.ratio.high = 1.9;
	expect(&e, DECISION_HOLD, "clearly more problems");
	e.ratio.low = 1.24;
	expect(&e, DECISION_CONDITIONS, "clearly more problems");
	/* what depends on lines of unknown origin is not clear */
	e.ratio.low = 1.26;
	e.ratio.unstable = true;
	expect(&e, DECISION_CONDITIONS, "unknown origin");
}

static void limits_are_varied(void **state)
{
	struct arena *keep = arena_new();
	struct evidence e = good();
	struct recommendation found = judge(&e, keep);
	(void)state;
	/* 0.80 * 1.2 = 0.96 is above 0.8742 */
	assert_true(str_equal_z(found.firm,
	    "approve with conditions, were the share to keep 20% higher"));
	e.secure_low = 0.97;
	found = judge(&e, keep);
	assert_true(str_equal_z(
	    found.firm, "the same with each limit 20% higher or lower"));
	arena_free(keep);
}

static void no_sentence_claims_a_cause(void **state)
{
	static const char *const words[] = { "cause", "due to", "because" };
	struct arena *keep = arena_new();
	struct str content;
	struct error err;
	(void)state;
	assert_true(asset_read(
	    &content, NULL, STR("data/recommendation-rule.csv"), keep, &err));
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		assert_null(strstr(arena_z(keep, content), words[i]));
	arena_free(keep);
}

/* A CWE has the pattern nearest above it; three are always rows. */
static void weaknesses_roll_up(void **state)
{
	struct model *model;
	struct error err;
	(void)state;
	if (!model_open(&model, STR(""), &err) ||
	    !link_patterns(model, NULL, &err))
		fail_msg("%s", err.message);
	const struct {
		int cwe;
		const char *pattern;
	} cases[] = { { 400, "denial_of_service" },
		{ 770, "denial_of_service" }, { 1333, "denial_of_service" },
		{ 835, "denial_of_service" }, { 778, "missing_logging" },
		{ 276, "wrong_permissions" }, { 266, "wrong_permissions" },
		{ 862, "authorisation" }, { 80, "cross_site_scripting" },
		{ 78, "command_injection" }, { 564, "sql_injection" },
		{ 117, "log_injection" }, { 787, "memory_safety" } };
	struct arena *keep = arena_new();
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct str sql = arena_printf(keep,
		    "SELECT pattern FROM weakness_pattern WHERE cwe = %d",
		    cases[i].cwe);
		assert_string_equal(ask_text(model, keep, arena_z(keep, sql)),
		    cases[i].pattern);
	}
	assert_int_equal(
	    ask_number(
		model, "SELECT count(*) FROM benchmark_pattern WHERE always"),
	    3);
	arena_free(keep);
	model_close(model);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_good_and_known_is_kept),
		cmocka_unit_test(too_little_recommends_nothing),
		cmocka_unit_test(nothing_is_kept_without_both),
		cmocka_unit_test(each_condition_is_a_reason),
		cmocka_unit_test(what_is_clearly_bad_is_held),
		cmocka_unit_test(limits_are_varied),
		cmocka_unit_test(no_sentence_claims_a_cause),
		cmocka_unit_test(weaknesses_roll_up),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
