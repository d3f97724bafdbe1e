/* Tests are named in a table here; which of them speaks for which decision, in
 * what order and words, stands in data/. Nothing is recommended on too little:
 * keep asks for own tests and for a comparison of the code, both wide enough.
 * Each of the four limits is varied by a fifth, up and down, one at a time, so
 * that a reader sees whether the answer hangs on where it was drawn. */
#include "analysis/recommend.h"

#include <math.h>

#include "analysis/figure.h"
#include "base/rules.h"
#include "base/vec.h"

enum test {
	TEST_OWN_BAD,
	TEST_OBSERVED_BAD,
	TEST_NOTHING_ENOUGH,
	TEST_POLICY_AGAINST,
	TEST_POLICY_OPEN,
	TEST_OWN_NONE,
	TEST_OWN_FEW,
	TEST_OWN_LOW,
	TEST_KIND_BAD,
	TEST_ALWAYS_MISSING,
	TEST_OBSERVED_MISSING,
	TEST_OBSERVED_UNSTABLE,
	TEST_OBSERVED_UP,
	TEST_OBSERVED_WIDE,
	TEST_OTHERWISE,
	TESTS
};

static const char *const test_names[TESTS] = {
	[TEST_OWN_BAD] = "own_bad",
	[TEST_OBSERVED_BAD] = "observed_bad",
	[TEST_NOTHING_ENOUGH] = "nothing_enough",
	[TEST_POLICY_AGAINST] = "policy_against",
	[TEST_POLICY_OPEN] = "policy_open",
	[TEST_OWN_NONE] = "own_none",
	[TEST_OWN_FEW] = "own_few",
	[TEST_OWN_LOW] = "own_low",
	[TEST_KIND_BAD] = "kind_bad",
	[TEST_ALWAYS_MISSING] = "always_missing",
	[TEST_OBSERVED_MISSING] = "observed_missing",
	[TEST_OBSERVED_UNSTABLE] = "observed_unstable",
	[TEST_OBSERVED_UP] = "observed_up",
	[TEST_OBSERVED_WIDE] = "observed_wide",
	[TEST_OTHERWISE] = "otherwise",
};

static const char *const limit_names[RECOMMEND_LIMITS] = {
	[LIMIT_SAMPLES_MIN] = "samples_min",
	[LIMIT_KINDS_MIN] = "kinds_min",
	[LIMIT_SECURE_KEEP] = "secure_keep",
	[LIMIT_SECURE_HOLD] = "secure_hold",
	[LIMIT_RATIO_HOLD] = "ratio_hold",
	[LIMIT_RATIO_KEEP] = "ratio_keep",
	[LIMIT_VARY] = "vary",
};

static const struct {
	const char *name;
	const char *words;
} decisions[DECISIONS] = {
	[DECISION_NOT_ENOUGH] = { "not_enough", "not enough data" },
	[DECISION_HOLD] = { "hold", "put on hold" },
	[DECISION_CONDITIONS] = { "conditions", "approve with conditions" },
	[DECISION_KEEP] = { "keep", "keep" },
};

struct rule_row {
	enum decision decision;
	enum test test;
	struct str reason;
	struct str change;
};

struct recommend_rule {
	double limits[RECOMMEND_LIMITS];
	VEC(struct rule_row) rows;
};

const char *decision_name(enum decision decision)
{
	return decisions[decision].name;
}

/* "not enough data" */
static const char *words_of(enum decision decision)
{
	return decisions[decision].words;
}

struct str decision_text(struct str name)
{
	for (size_t i = 0; i < DECISIONS; i++)
		if (str_equal_z(name, decisions[i].name))
			return str_from(decisions[i].words);
	return name;
}

double recommend_limit(
    const struct recommend_rule *rule, enum recommend_limit limit)
{
	return rule->limits[limit];
}

/* ----------------------------------------------------------------- read -- */

static bool read_limits(struct recommend_rule *rule,
    const struct asset_folders *folders, struct arena *keep, struct error *err)
{
	struct rules rules;
	size_t key;
	size_t value;
	bool given[RECOMMEND_LIMITS] = { false };
	if (!rules_read(&rules, folders, STR("data/recommendation-limits.csv"),
		keep, err) ||
	    !rules_column(&rules, "key", &key, err) ||
	    !rules_column(&rules, "value", &value, err))
		return false;
	for (size_t i = 0; i < rules.row_count; i++) {
		struct place place = { .file = rules.name,
			.line = rules.lines[i] };
		size_t limit = 0;
		while (limit < RECOMMEND_LIMITS &&
		       !str_equal_z(
			   rules_cell(&rules, i, key), limit_names[limit]))
			limit++;
		if (limit == RECOMMEND_LIMITS ||
		    !str_to_double(
			rules_cell(&rules, i, value), &rule->limits[limit]) ||
		    rule->limits[limit] < 0)
			return error_at(err, place,
			    "expected a limit of recommendations and a number, "
			    "found \"" STR_FMT "\" for \"" STR_FMT "\"",
			    STR_ARG(rules_cell(&rules, i, value)),
			    STR_ARG(rules_cell(&rules, i, key)));
		given[limit] = true;
	}
	for (size_t i = 0; i < RECOMMEND_LIMITS; i++)
		if (!given[i])
			return error_set(err, ERROR_INPUT,
			    STR_FMT " has no row \"%s\"", STR_ARG(rules.name),
			    limit_names[i]);
	return true;
}

static bool read_row(struct rule_row *row, struct str decision, struct str test)
{
	size_t d = 0;
	size_t t = 0;
	while (d < DECISIONS && !str_equal_z(decision, decisions[d].name))
		d++;
	while (t < TESTS && !str_equal_z(test, test_names[t]))
		t++;
	if (d == DECISIONS || t == TESTS)
		return false;
	row->decision = (enum decision)d;
	row->test = (enum test)t;
	return true;
}

static bool read_rows(struct recommend_rule *rule,
    const struct asset_folders *folders, struct arena *keep, struct error *err)
{
	static const char *const names[] = { "decision", "test", "reason",
		"change" };
	struct rules rules;
	size_t at[4];
	if (!rules_read(&rules, folders, STR("data/recommendation-rule.csv"),
		keep, err))
		return false;
	for (size_t i = 0; i < 4; i++)
		if (!rules_column(&rules, names[i], &at[i], err))
			return false;
	for (size_t i = 0; i < rules.row_count; i++) {
		struct rule_row row = {
			.reason = rules_cell(&rules, i, at[2]),
			.change = rules_cell(&rules, i, at[3]),
		};
		struct place place = { .file = rules.name,
			.line = rules.lines[i] };
		if (!read_row(&row, rules_cell(&rules, i, at[0]),
			rules_cell(&rules, i, at[1])))
			return error_at(err, place,
			    "expected a decision and a test of the program, "
			    "found \"" STR_FMT "\" and \"" STR_FMT "\"",
			    STR_ARG(rules_cell(&rules, i, at[0])),
			    STR_ARG(rules_cell(&rules, i, at[1])));
		VEC_PUSH(&rule->rows, keep, row);
	}
	if (!rule->rows.count ||
	    rule->rows.items[rule->rows.count - 1].test != TEST_OTHERWISE)
		return error_set(err, ERROR_INPUT,
		    STR_FMT " does not end with the test \"otherwise\"",
		    STR_ARG(rules.name));
	return true;
}

bool recommend_rule_read(const struct recommend_rule **out,
    const struct asset_folders *folders, struct arena *keep, struct error *err)
{
	struct recommend_rule *rule = ARENA_NEW(keep, struct recommend_rule);
	*rule = (struct recommend_rule){ .rows = { 0 } };
	*out = rule;
	return read_limits(rule, folders, keep, err) &&
	       read_rows(rule, folders, keep, err);
}

/* ---------------------------------------------------------------- judge -- */

static bool has_own(const struct evidence *e, const double *limits)
{
	return (double)e->working >= limits[LIMIT_SAMPLES_MIN] &&
	       (double)e->kinds >= limits[LIMIT_KINDS_MIN];
}

/* A ratio that is known passed the minimums of both sides. */
static bool is_compared(const struct evidence *e)
{
	return e->ratio.known && !e->ratio.suppressed &&
	       e->ratio.has_interval && e->ratio.class != CLASS_TOO_LITTLE &&
	       e->ratio.class != CLASS_NOT_ASSESSED;
}

/* Enough to lean on: it rules out the worst, or shows it. */
static bool has_observed(const struct evidence *e, const double *limits)
{
	return is_compared(e) && (e->ratio.high <= limits[LIMIT_RATIO_KEEP] ||
				     e->ratio.low > limits[LIMIT_RATIO_HOLD]);
}

static bool holds(
    enum test test, const struct evidence *e, const double *limits)
{
	bool own = has_own(e, limits);
	bool observed = has_observed(e, limits);
	bool compared = is_compared(e);
	bool up =
	    compared && e->ratio.class == CLASS_CLEAR_UP && !e->ratio.unstable;
	switch (test) {
	case TEST_OWN_BAD:
		return own && e->secure_high < limits[LIMIT_SECURE_HOLD];
	case TEST_OBSERVED_BAD:
		return up && e->ratio.low > limits[LIMIT_RATIO_HOLD];
	case TEST_NOTHING_ENOUGH:
		return !own && !observed;
	case TEST_POLICY_AGAINST:
		return str_equal_z(e->policy, "forbidden") ||
		       str_equal_z(e->policy, "retired") ||
		       str_equal_z(e->policy, "lapsed");
	case TEST_POLICY_OPEN:
		return str_equal_z(e->policy, "none") ||
		       str_equal_z(e->policy, "not yet") ||
		       str_equal_z(e->policy, "not assessed");
	case TEST_OWN_NONE:
		return e->working == 0;
	case TEST_OWN_FEW:
		return e->working > 0 && !own;
	case TEST_OWN_LOW:
		return own && e->secure_low < limits[LIMIT_SECURE_KEEP];
	case TEST_KIND_BAD:
		return e->kinds_bad.len > 0;
	case TEST_ALWAYS_MISSING:
		return own && e->kinds_missing.len > 0;
	case TEST_OBSERVED_MISSING:
		return !compared;
	case TEST_OBSERVED_UNSTABLE:
		return compared && e->ratio.unstable;
	case TEST_OBSERVED_UP:
		return up;
	case TEST_OBSERVED_WIDE:
		return compared && !up &&
		       e->ratio.high > limits[LIMIT_RATIO_KEEP];
	case TEST_OTHERWISE:
		return true;
	case TESTS:
		break;
	}
	return false;
}

/* Whatever the table says: nothing is recommended where neither kind of
 * evidence is enough, and nothing is kept without both. */
static bool may_be(enum decision decision, bool own, bool observed)
{
	switch (decision) {
	case DECISION_KEEP:
		return own && observed;
	case DECISION_CONDITIONS:
	case DECISION_HOLD:
		return own || observed;
	case DECISION_NOT_ENOUGH:
	case DECISIONS:
		break;
	}
	return true;
}

static enum decision decide(const struct recommend_rule *rule,
    const struct evidence *e, const double *limits)
{
	bool own = has_own(e, limits);
	bool observed = has_observed(e, limits);
	for (size_t i = 0; i < rule->rows.count; i++) {
		const struct rule_row *row = &rule->rows.items[i];
		if (may_be(row->decision, own, observed) &&
		    holds(row->test, e, limits))
			return row->decision;
	}
	return DECISION_NOT_ENOUGH;
}

/* ----------------------------------------------------------------- words -- */

struct str recommend_percent(double share, struct arena *keep)
{
	if (share > 0 && share < 0.005)
		return STR("under 1%");
	if (share < 1 && share >= 0.995)
		return STR("over 99%");
	return arena_printf(keep, "%.0f%%", rint(share * 100));
}

static struct str two(double value, struct arena *keep)
{
	return arena_printf(keep, "%.2f", value);
}

/* "no own tests", "12 working samples in 2 kinds of own tests"; a kind of which
 * there are fewer than five is none. */
static struct str own_words(const struct evidence *e, struct arena *keep)
{
	if (!e->working)
		return STR("no own tests");
	if (!e->kinds)
		return arena_printf(keep, "%lld working sample%s of own tests",
		    (long long)e->working, e->working == 1 ? "" : "s");
	return arena_printf(keep,
	    "%lld working samples in %lld kind%s of own tests",
	    (long long)e->working, (long long)e->kinds,
	    e->kinds == 1 ? "" : "s");
}

static struct str observed_words(const struct evidence *e, struct arena *keep)
{
	const struct figure *ratio = &e->ratio;
	if (is_compared(e))
		return arena_printf(keep,
		    "%.2f times the problems of human code, %.2f to %.2f",
		    ratio->value, ratio->low, ratio->high);
	if (ratio->exposure > 0)
		return arena_printf(keep,
		    "%lld problem%s in %.1f thousand lines",
		    (long long)ratio->hit, ratio->hit == 1 ? "" : "s",
		    ratio->exposure);
	return STR("no scanned code");
}

static struct str field(const struct recommend_rule *rule,
    const struct evidence *e, struct str name, struct arena *keep)
{
	const double *limits = rule->limits;
	const struct figure *ratio = &e->ratio;
	const struct {
		const char *name;
		struct str text;
	} fields[] = {
		{ "working",
		    arena_printf(keep, "%lld", (long long)e->working) },
		{ "secure", arena_printf(keep, "%lld", (long long)e->secure) },
		{ "kinds", arena_printf(keep, "%lld", (long long)e->kinds) },
		{ "secure_low", recommend_percent(e->secure_low, keep) },
		{ "secure_high", recommend_percent(e->secure_high, keep) },
		{ "own_words", own_words(e, keep) },
		{ "observed_words", observed_words(e, keep) },
		{ "kinds_bad", e->kinds_bad },
		{ "kinds_missing", e->kinds_missing },
		{ "policy", e->policy },
		{ "problems",
		    arena_printf(keep, "%lld", (long long)ratio->hit) },
		{ "exposure", arena_printf(keep, "%.1f", ratio->exposure) },
		{ "ratio", two(ratio->value, keep) },
		{ "ratio_low", two(ratio->low, keep) },
		{ "ratio_high", two(ratio->high, keep) },
		{ "samples_min",
		    arena_printf(keep, "%.0f", limits[LIMIT_SAMPLES_MIN]) },
		{ "kinds_min",
		    arena_printf(keep, "%.0f", limits[LIMIT_KINDS_MIN]) },
		{ "secure_keep",
		    recommend_percent(limits[LIMIT_SECURE_KEEP], keep) },
		{ "secure_hold",
		    recommend_percent(limits[LIMIT_SECURE_HOLD], keep) },
		{ "ratio_hold", two(limits[LIMIT_RATIO_HOLD], keep) },
		{ "ratio_keep", two(limits[LIMIT_RATIO_KEEP], keep) },
	};
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (str_equal_z(name, fields[i].name))
			return fields[i].text;
	return STR("");
}

static struct str fill(const struct recommend_rule *rule,
    const struct evidence *e, struct str text, struct arena *keep)
{
	struct str all = STR("");
	while (text.len) {
		size_t open = str_find_byte(text, '{');
		struct str rest = str_skip(text, open + 1);
		size_t close = str_find_byte(rest, '}');
		all = arena_printf(keep, STR_FMT STR_FMT, STR_ARG(all),
		    STR_ARG(str_slice(text, 0, open)));
		if (open == text.len)
			break;
		all = arena_printf(keep, STR_FMT STR_FMT, STR_ARG(all),
		    STR_ARG(field(rule, e, str_slice(rest, 0, close), keep)));
		text = str_skip(rest, close + 1);
	}
	return all;
}

static void add_part(struct str *all, struct str part, struct arena *keep)
{
	if (part.len)
		*all = arena_printf(keep, STR_FMT "%s" STR_FMT, STR_ARG(*all),
		    all->len ? "; " : "", STR_ARG(part));
}

static void add_sentence(struct str *all, struct str part, struct arena *keep)
{
	if (part.len)
		*all = arena_printf(keep, STR_FMT "%s" STR_FMT ".",
		    STR_ARG(*all), all->len ? " " : "", STR_ARG(part));
}

/* Which limit, a fifth higher or lower, makes another decision. */
static struct str vary(const struct recommend_rule *rule,
    const struct evidence *e, enum decision decision, struct arena *keep)
{
	static const struct {
		enum recommend_limit limit;
		const char *words;
	} varied[] = {
		{ LIMIT_SECURE_KEEP, "the share to keep" },
		{ LIMIT_SECURE_HOLD, "the share to hold" },
		{ LIMIT_RATIO_HOLD, "the ratio to hold" },
		{ LIMIT_RATIO_KEEP, "the ratio to keep" },
	};
	struct str all = STR("");
	for (size_t i = 0; i < sizeof varied / sizeof *varied; i++)
		for (int sign = -1; sign <= 1; sign += 2) {
			double limits[RECOMMEND_LIMITS];
			enum decision other;
			for (size_t k = 0; k < RECOMMEND_LIMITS; k++)
				limits[k] = rule->limits[k];
			limits[varied[i].limit] *=
			    1 + sign * rule->limits[LIMIT_VARY];
			other = decide(rule, e, limits);
			if (other == decision)
				continue;
			add_part(&all,
			    arena_printf(keep, "%s, were %s %.0f%% %s",
				words_of(other), varied[i].words,
				rint(rule->limits[LIMIT_VARY] * 100),
				sign > 0 ? "higher" : "lower"),
			    keep);
		}
	return all.len ? all
		       : arena_printf(keep,
			     "the same with each limit %.0f%% higher or lower",
			     rint(rule->limits[LIMIT_VARY] * 100));
}

struct recommendation recommend(const struct recommend_rule *rule,
    const struct evidence *e, struct arena *keep)
{
	struct recommendation found = {
		.decision = decide(rule, e, rule->limits),
		.reasons = STR(""),
		.change = STR(""),
	};
	for (size_t i = 0; i < rule->rows.count; i++) {
		const struct rule_row *row = &rule->rows.items[i];
		if (row->decision != found.decision ||
		    !holds(row->test, e, rule->limits))
			continue;
		add_sentence(
		    &found.reasons, fill(rule, e, row->reason, keep), keep);
		add_part(&found.change, fill(rule, e, row->change, keep), keep);
	}
	found.firm = vary(rule, e, found.decision, keep);
	return found;
}
