/* From a record of any format to a result: each rule of filling it, in the
 * order of the columns. The profile says where a value stands; what it means
 * is decided here and in the tables, for all formats alike. */
#include "importers/sast/scan_result.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "importers/sast/cvss.h"
#include "importers/sast/scan_suppression.h"
#include "importers/sast/scan_value.h"

static bool refuse(
    struct scan_refusal *refusal, const char *code, struct str text)
{
	*refusal = (struct scan_refusal){ code, text };
	return false;
}

static struct str kept(const struct scan_item *item, struct str text)
{
	return utf8_clean(item->keep, sast_text_short(item->keep, text));
}

/* ---------------------------------------------------------------- place -- */

/* The folder that paths begin with: of the record's own report, cleaned. */
struct str scan_item_path(const struct scan_item *item)
{
	struct str path =
	    path_clean(item->keep, scan_item_text(item, SCAN_PATH));
	struct str root =
	    path_clean(item->keep, scan_item_text(item, SCAN_ROOT));
	struct str relative;
	if (path_is_absolute(root) && path_below(path, root, &relative))
		return relative;
	return path;
}

struct str scan_item_rule(const struct scan_item *item)
{
	return kept(item, scan_item_text(item, SCAN_RULE));
}

/* "42", "42-45" and "42:13"; false when TEXT does not begin with a number. */
static bool read_lines(struct str text, int64_t *line, int64_t *end_line)
{
	size_t digits = text.len && text.ptr[0] == '-';
	while (digits < text.len && ascii_is_digit(text.ptr[digits]))
		digits++;
	struct str rest = str_skip(text, digits);
	*end_line = 0;
	if (!str_to_int(str_slice(text, 0, digits), line) ||
	    *line > SAST_LINE_MAX)
		return false;
	if (str_starts(rest, STR("-")))
		return str_to_int(str_skip(rest, 1), end_line);
	return !rest.len || rest.ptr[0] == ':';
}

/* What tools write where they know of none. */
static bool is_no_line(struct str text)
{
	static const char *const words[] = { "n/a", "na", "none", "null",
		"unknown", "-" };
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_equal_nocase(text, str_from(words[i])))
			return true;
	return text.len == 0;
}

static bool set_lines(struct scan_result *result, struct scan_refusal *refusal,
    const struct scan_item *item)
{
	struct fact_result *fact = &result->fact;
	struct str text = scan_item_text(item, SCAN_LINE);
	struct str end = scan_item_text(item, SCAN_END_LINE);
	int64_t end_line;
	if (is_no_line(str_trim(text)))
		return true;
	if (!read_lines(text, &fact->line, &fact->end_line))
		return refuse(refusal, "bad-line",
		    arena_printf(item->keep,
			"expected a line as a whole number from 1 to %d, found "
			"\"" STR_FMT "\"; write the file again with its tool",
			SAST_LINE_MAX, STR_ARG(str_slice(text, 0, 40))));
	if (fact->line < 1) {
		result->is_below_one = true;
		fact->line = fact->end_line = 0;
		return true;
	}
	if (str_to_int(end, &end_line))
		fact->end_line = end_line;
	if (fact->end_line < fact->line || fact->end_line > SAST_LINE_MAX)
		fact->end_line = fact->line;
	if (!str_to_int(scan_item_text(item, SCAN_COLUMN), &fact->column) ||
	    fact->column < 1 || fact->column > SAST_LINE_MAX)
		fact->column = 0;
	return true;
}

static void drop_placeholder(
    struct scan_result *result, const struct scan_item *item)
{
	struct fact_result *fact = &result->fact;
	result->is_placeholder =
	    fact->line == 1 && fact->end_line == 1 &&
	    manifest_is(&item->context->rules->manifests, fact->path);
	if (result->is_placeholder)
		fact->line = fact->end_line = fact->column = 0;
}

/* --------------------------------------------------------------- weight -- */

/* The first that says anything: 0 does not. */
static int64_t score_of(const struct scan_item *item)
{
	struct str values[SCAN_VALUES_MAX];
	size_t count = scan_item_all(item, SCAN_SCORE, values);
	for (size_t i = 0; i < count; i++) {
		int64_t score_e6 = severity_score(values[i]);
		if (score_e6 == UNKNOWN)
			score_e6 = cvss_score(values[i]);
		if (score_e6 != UNKNOWN && score_e6 > 0)
			return score_e6;
	}
	return UNKNOWN;
}

/* A number from 0 to 5; below 0 when there is none. */
static double part_of(const struct scan_item *item, enum scan_field field)
{
	double value;
	if (!str_to_double(scan_item_text(item, field), &value) || value < 0 ||
	    value > 5)
		return -1;
	return value;
}

/* Fortify's order of priority: how much it does, and how likely it is true and
 * used. Fortify documentation, "Fortify Priority Order"; SEVERITY_NONE when a
 * part of it is not known. */
static enum severity priority_of(const struct scan_item *item)
{
	double impact = part_of(item, SCAN_IMPACT);
	double accuracy = part_of(item, SCAN_ACCURACY);
	double confidence = part_of(item, SCAN_CONFIDENCE);
	double probability = part_of(item, SCAN_PROBABILITY);
	if (impact < 0 || accuracy < 0 || confidence < 0 || probability < 0)
		return SEVERITY_NONE;
	bool is_likely = accuracy * confidence * probability / 25 >= 2.5;
	if (impact >= 2.5)
		return is_likely ? SEVERITY_CRITICAL : SEVERITY_HIGH;
	return is_likely ? SEVERITY_MEDIUM : SEVERITY_LOW;
}

/* When the record itself does not tell: by how sure the tool is, else by what
 * the profile assumes. */
static struct severity_decision decide_without(
    struct scan_result *result, const struct scan_item *item, struct str *said)
{
	const struct severity_table *table = &item->context->rules->severity;
	struct str confidence = scan_item_text(item, SCAN_CONFIDENCE);
	struct str assumed = scan_item_text(item, SCAN_ASSUMED);
	struct severity_decision decision;
	enum severity priority = priority_of(item);
	if (priority) {
		decision = (struct severity_decision){ .severity = priority,
			.rule = "priority",
			.score_e6 = UNKNOWN };
		return decision;
	}
	result->by_confidence = severity_of_word(table, confidence);
	if (result->by_confidence) {
		*said = scan_item_raw(item, SCAN_CONFIDENCE);
		decision =
		    severity_decide(table, UNKNOWN, confidence, STR_NONE);
		decision.rule = "confidence";
	} else {
		decision = severity_decide(table, UNKNOWN, assumed, STR_NONE);
		decision.rule = "assumed";
	}
	return decision;
}

static void set_severity(
    struct scan_result *result, const struct scan_item *item)
{
	const struct severity_table *table = &item->context->rules->severity;
	struct fact_result *fact = &result->fact;
	struct str said = scan_item_raw(item, SCAN_WORD);
	struct str word = scan_item_text(item, SCAN_WORD);
	struct str level = scan_item_text(item, SCAN_LEVEL);
	int64_t score_e6 = score_of(item);
	struct severity_decision decision =
	    severity_decide(table, score_e6, word, level);
	if (!said.len)
		said = scan_item_raw(item, SCAN_LEVEL);
	if (score_e6 == UNKNOWN && !severity_of_word(table, word) && !level.len)
		decision = decide_without(result, item, &said);
	fact->severity = str_from(severity_name(decision.severity));
	fact->severity_rule = str_from(decision.rule);
	fact->severity_word = said.len ? kept(item, said) : STR_NONE;
	fact->score_e6 = score_e6;
}

/* What the record says, else what the scanner's own table has for the rule,
 * else the mentions in its texts. */
static struct weakness_list weaknesses_of(const struct scan_item *item,
    const struct scanner *scanner, struct str rule)
{
	const struct weakness_table *table = item->context->rules->weaknesses;
	struct weakness_list list = { .count = 0 };
	struct str values[SCAN_VALUES_MAX];
	size_t count = scan_item_all(item, SCAN_CWE, values);
	for (size_t i = 0; i < count; i++)
		weakness_add_id(table, &list, values[i]);
	count = scan_item_all(item, SCAN_TAG, values);
	for (size_t i = 0; i < count; i++)
		weakness_add_text(table, &list, values[i]);
	if (!list.count)
		rule_weaknesses_add(item->context->rule_weaknesses, table,
		    &list, scanner->name, rule);
	weakness_add_text(table, &list, rule);
	weakness_add_text(table, &list, scan_item_text(item, SCAN_MESSAGE));
	return list;
}

/* ------------------------------------------------------- state and kind -- */

static struct str one_of(struct str text, const struct str *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal_nocase(text, words[i]))
			return words[i];
	return STR_NONE;
}

static void set_first_time(
    struct scan_result *result, const struct scan_item *item)
{
	struct fact_result *fact = &result->fact;
	fact->first_time = scan_item_time(item, SCAN_FIRST_TIME);
	result->is_undated = fact->first_time == UNKNOWN &&
			     scan_item_raw(item, SCAN_FIRST_TIME).len > 0;
}

static void set_state(struct scan_result *result, const struct scan_item *item)
{
	static const struct str states[] = { { "new", 3 }, { "unchanged", 9 },
		{ "updated", 7 }, { "absent", 6 } };
	static const struct str kinds[] = { { "fail", 4 }, { "pass", 4 },
		{ "open", 4 }, { "informational", 13 }, { "notApplicable", 13 },
		{ "review", 6 } };
	struct fact_result *fact = &result->fact;
	fact->baseline = one_of(scan_item_text(item, SCAN_BASELINE), states, 4);
	fact->kind = one_of(scan_item_text(item, SCAN_KIND), kinds, 6);
	if (!fact->kind.ptr)
		fact->kind = kinds[0];
	set_first_time(result, item);
	fact->fixed_time = str_equal_z(fact->baseline, "absent")
			       ? scan_item_time(item, SCAN_FIXED_TIME)
			       : UNKNOWN;
}

static enum category category_of(const struct scan_result *result,
    const struct scan_item *item, const struct scanner *scanner)
{
	struct str said = scan_item_text(item, SCAN_CATEGORY);
	struct str values[SCAN_VALUES_MAX];
	struct str_list tags = { .items = values };
	for (int i = CATEGORY_SECURITY; i <= CATEGORY_SECRET; i++)
		if (str_equal_z(said, category_name((enum category)i)))
			return (enum category)i;
	if (result->fact.package.len)
		return CATEGORY_SECURITY;
	tags.count = tags.room = scan_item_all(item, SCAN_TAG, values);
	struct scanner_evidence evidence = {
		.rule = result->fact.rule,
		.tags = &tags,
		.word = result->fact.severity_word,
		.text = scan_item_text(item, SCAN_MESSAGE),
		.has_score = result->fact.score_e6 != UNKNOWN,
		.has_weakness = result->weaknesses.count > 0,
	};
	return scanner_category(
	    &item->context->rules->scanners, scanner, &evidence);
}

/* ---------------------------------------------------------- fingerprints -- */

static size_t fingerprints_of(const struct scan_item *item,
    struct fingerprint found[FINGERPRINT_CANDIDATES_MAX])
{
	const struct scan_section *both[2] = { item->section,
		&item->context->profile->shared };
	size_t count = 0;
	for (int s = 0; s < 2; s++)
		for (size_t i = 0; i < both[s]->fingerprints.count &&
				   count < FINGERPRINT_CANDIDATES_MAX;
		     i++) {
			const struct scan_fingerprint *own =
			    &both[s]->fingerprints.items[i];
			if (fingerprint_read(
				&item->context->rules->fingerprints,
				&found[count], own->name,
				scan_value_text(item, &own->value),
				own->is_line))
				count++;
		}
	return count;
}

void scan_item_count_fingerprints(const struct scan_item *item)
{
	struct fingerprint found[FINGERPRINT_CANDIDATES_MAX];
	size_t count = fingerprints_of(item, found);
	if (!count)
		return;
	uint64_t owner = hash_quick(scan_item_text(item, SCAN_RULE)) * 31 +
			 hash_quick(scan_item_text(item, SCAN_PATH));
	for (size_t i = 0; i < count; i++)
		fingerprint_seen_add(
		    item->context->seen, &found[i], owner ^ owner >> 32);
}

static struct str best_fingerprint(const struct scan_item *item, bool is_secret)
{
	struct fingerprint found[FINGERPRINT_CANDIDATES_MAX];
	size_t count = fingerprints_of(item, found);
	const struct fingerprint *best = NULL;
	for (size_t i = 0; i < count; i++)
		if (!fingerprint_is_repeated(item->context->seen, &found[i]) &&
		    (!best || fingerprint_better(&found[i], best)))
			best = &found[i];
	return best ? fingerprint_text(item->keep, best, is_secret) : STR("");
}

/* -------------------------------------------------------------- message -- */

/* Of a finding in a package its name goes first, where the text lacks it. */
static struct str message_of(
    const struct scan_result *result, const struct scan_item *item)
{
	struct str text = str_trim(scan_item_text(item, SCAN_MESSAGE));
	struct str package = result->fact.package;
	if (package.len && !str_contains(text, package))
		text = arena_printf(item->keep,
		    STR_FMT "%s" STR_FMT "%s" STR_FMT, STR_ARG(package),
		    result->fact.package_version.len ? " " : "",
		    STR_ARG(result->fact.package_version), text.len ? ": " : "",
		    STR_ARG(text));
	return text.len ? kept(item, text) : STR_NONE;
}

static void set_names_model(
    struct scan_result *result, const struct scan_item *item)
{
	struct str values[SCAN_VALUES_MAX];
	struct str_list tags = { .items = values };
	tags.count = tags.room = scan_item_all(item, SCAN_TAG, values);
	bool is_named = sast_names_model(
	    &result->fact, &result->weaknesses, &tags, item->context->rules);
	result->fact.names_model = is_named ? 1 : UNKNOWN;
}

static void set_package(struct fact_result *fact, const struct scan_item *item)
{
	struct str package = scan_item_text(item, SCAN_PACKAGE);
	struct str version = scan_item_text(item, SCAN_PACKAGE_VERSION);
	if (package.len)
		fact->package = kept(item, package);
	if (package.len && version.len)
		fact->package_version = kept(item, version);
}

bool scan_result_read(struct scan_result *result, struct scan_refusal *refusal,
    const struct scan_item *item, const struct scanner *scanner)
{
	struct fact_result *fact = &result->fact;
	*result = (struct scan_result){ .is_problem = false };
	if (scan_item_count(item, SCAN_PROBLEM) > 0)
		return result->is_problem = true;
	fact->rule = scan_item_rule(item);
	fact->path = scan_item_path(item);
	if (!fact->rule.len && !scan_item_text(item, SCAN_MESSAGE).len)
		return refuse(refusal, "empty-result",
		    STR("expected a rule or a message in the record, found "
			"neither of them; write the file again with its "
			"tool"));
	if (!set_lines(result, refusal, item))
		return false;
	drop_placeholder(result, item);
	set_package(fact, item);
	result->weaknesses = weaknesses_of(item, scanner, fact->rule);
	set_severity(result, item);
	set_state(result, item);
	struct str commit = scan_item_text(item, SCAN_COMMIT);
	if (commit.len)
		fact->revision = kept(item, commit);
	enum category category = category_of(result, item, scanner);
	fact->category = str_from(category_name(category));
	bool is_secret = sast_may_hold_secret(
	    category, item->context->rules->weaknesses, &result->weaknesses);
	if (!is_secret)
		fact->message = message_of(result, item);
	set_names_model(result, item);
	fact->suppressed =
	    scan_suppression_read(&result->suppressions, item, is_secret);
	fact->fingerprint = category == CATEGORY_SECRET
				? STR("")
				: best_fingerprint(item, is_secret);
	sast_hide_secrets(
	    fact, &result->suppressions, item->context->rules, item->keep);
	return true;
}
