/* Results: every rule of reading one, in the order in which the record is
 * filled. SARIF 2.1.0 section 3.27. */
#include "importers/sast/sarif_result.h"

#include "base/date.h"
#include "base/utf8.h"
#include "importers/json/json_tree.h"
#include "importers/sast/sarif_fingerprint.h"
#include "importers/sast/sarif_flow.h"
#include "importers/sast/sarif_lookup.h"
#include "importers/sast/sarif_message.h"

static bool refuse(
    struct sarif_refusal *refusal, const char *code, struct str text)
{
	*refusal = (struct sarif_refusal){ code, text };
	return false;
}

static bool is_usable(struct sarif_refusal *refusal, const cJSON *tree)
{
	static const char *const needed[] = { "ruleId", "rule", "ruleIndex",
		"message", "locations" };
	if (!tree)
		return refuse(refusal, "too-large",
		    STR("expected a result of at most 16 MiB, found a larger "
			"one; split the file or leave out embedded contents"));
	if (!cJSON_IsObject(tree))
		return refuse(refusal, "no-object",
		    STR("expected a result object in results, found another "
			"value; write the file again with its tool"));
	for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
		if (json_member(tree, needed[i]))
			return true;
	return refuse(refusal, "empty-result",
	    STR("expected ruleId, message or locations in the result, found "
		"none of them; write the file again with its tool"));
}

/* --------------------------------------------------------------- weight -- */

/* That which the result names; where it names none and there is but one, that:
 * so tools write it, and SARIF's own SDK reads it. */
static const struct sarif_invocation *invocation_of(
    const struct sarif_run *run, const cJSON *tree)
{
	int64_t index = json_int_in(
	    json_object_in(tree, "provenance"), "invocationIndex", -1);
	if (index < 0 && run->invocations.count == 1)
		index = 0;
	return index >= 0 && (size_t)index < run->invocations.count
		   ? &run->invocations.items[index]
		   : NULL;
}

static struct str overridden_level(const struct sarif_run *run,
    const struct sarif_rule *rule, const cJSON *tree)
{
	const struct sarif_invocation *invocation = invocation_of(run, tree);
	if (!invocation || !rule)
		return STR_NONE;
	for (size_t i = 0; i < invocation->overrides.count; i++) {
		const struct sarif_override *override =
		    &invocation->overrides.items[i];
		bool is_same =
		    override->id.len
			? str_equal(override->id, rule->id)
			: override->index >= 0 &&
			      (size_t) override->index < run->driver.count &&
			      rule == &run->driver.items[override->index];
		if (is_same)
			return override->level;
	}
	return STR_NONE;
}

/* Section 3.27.10. */
static struct str level_of(const struct sarif_run *run,
    const struct sarif_rule *rule, const cJSON *tree, struct str kind)
{
	struct str level = json_string_in(tree, "level");
	if (!level.len && !str_equal_z(kind, "fail"))
		return STR("none");
	if (!level.len)
		level = overridden_level(run, rule, tree);
	if (!level.len && rule)
		level = rule->level;
	return level.len ? level : STR("warning");
}

static void set_severity(struct fact_result *fact, const struct sarif_run *run,
    const struct sarif_rule *rule, const struct severity_table *table,
    const cJSON *tree, struct arena *keep)
{
	int64_t score_e6 = sarif_score(tree);
	struct str word = sarif_word(table, tree);
	struct str level = level_of(run, rule, tree, fact->kind);
	if (score_e6 == UNKNOWN && rule)
		score_e6 = rule->score_e6;
	if (!word.len && rule)
		word = rule->word;
	struct severity_decision decision =
	    severity_decide(table, score_e6, word, level);
	fact->severity = str_from(severity_name(decision.severity));
	fact->severity_rule = str_from(decision.rule);
	/* With no word of its own, the level is what the tool said. */
	fact->severity_word =
	    sast_text_short(keep, decision.word.len ? decision.word : level);
	fact->score_e6 = decision.score_e6;
}

/* ----------------------------------------------------------- weaknesses -- */

static void add_all(const struct weakness_table *table,
    struct weakness_list *list, const struct weakness_list *more)
{
	for (int i = 0; i < more->count; i++)
		weakness_add(table, list, more->cwe[i]);
}

/* What the result itself says goes first, free text last. */
static struct weakness_list weaknesses_of(const struct sarif_run *run,
    const struct sarif_rule *rule, const struct weakness_table *table,
    const cJSON *tree, struct str id)
{
	struct weakness_list list = { .count = 0 };
	const cJSON *taxon;
	cJSON_ArrayForEach(taxon, json_array_in(tree, "taxa"))
	{
		struct sarif_relation relation = sarif_relation_of(taxon);
		sarif_run_add_taxon(run, table, &list, &relation);
	}
	sarif_properties_weaknesses(table, &list, tree);
	if (rule)
		add_all(table, &list, &rule->weaknesses);
	weakness_add_text(table, &list, id);
	if (rule)
		add_all(table, &list, &rule->told);
	weakness_add_text(table, &list,
	    json_string_in(json_object_in(tree, "message"), "text"));
	return list;
}

/* ---------------------------------------------------------------- state -- */

/* Sections 3.27.23 and 3.35.3: one that is refused or open undoes them. */
static bool is_suppressed(const cJSON *tree)
{
	const cJSON *suppressions = json_array_in(tree, "suppressions");
	const cJSON *item;
	cJSON_ArrayForEach(item, suppressions)
	{
		struct str status = json_string_in(item, "status");
		if (!status.len)
			status = json_string_in(item, "state");
		if (str_equal_nocase(status, STR("underReview")) ||
		    str_equal_nocase(status, STR("rejected")))
			return false;
	}
	if (cJSON_GetArraySize(suppressions) > 0)
		return true;
	return cJSON_GetArraySize(json_array_in(tree, "suppressionStates")) > 0;
}

static struct str word_of(
    struct str text, const struct str *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal_nocase(text, words[i]))
			return words[i];
	return STR_NONE;
}

/* When and until when stand in properties: the SARIF Multitool and Snyk write
 * them. What a secret was set aside for may quote it: of that only that there
 * is a reason is kept. */
static int64_t time_in(const cJSON *tree, const char *name, const char *other)
{
	int64_t time;
	if (date_parse_iso(json_string_in(tree, name), &time) ||
	    date_parse_iso(json_string_in(tree, other), &time))
		return time;
	return UNKNOWN;
}

/* Who: the SARIF Multitool writes an alias, Snyk a person. */
static struct str suppressed_by(const cJSON *properties, struct arena *keep)
{
	struct str who = json_string_in(properties, "alias");
	const cJSON *person = json_object_in(properties, "ignoredBy");
	if (!who.len)
		who = json_string_in(properties, "ignoredBy");
	if (!who.len)
		who = json_string_in(person, "email");
	if (!who.len)
		who = json_string_in(person, "name");
	return sast_text_short(keep, str_trim(who));
}

static void read_suppressions(struct sast_suppressions *suppressions,
    const cJSON *tree, bool is_secret, struct arena *keep)
{
	static const struct str kinds[] = { { "inSource", 8 },
		{ "external", 8 } };
	static const struct str statuses[] = { { "accepted", 8 },
		{ "underReview", 11 }, { "rejected", 8 } };
	const cJSON *item;
	cJSON_ArrayForEach(item, json_array_in(tree, "suppressions"))
	{
		struct str status = json_string_in(item, "status");
		struct str reason =
		    str_trim(json_string_in(item, "justification"));
		const cJSON *properties = json_object_in(item, "properties");
		if (!status.len)
			status = json_string_in(item, "state");
		if (suppressions->count == SAST_SUPPRESSIONS_MAX)
			return;
		suppressions->by[suppressions->count] =
		    suppressed_by(properties, keep);
		suppressions->items[suppressions->count++] =
		    (struct fact_result_suppression){
			    .kind =
				word_of(json_string_in(item, "kind"), kinds, 2),
			    .status = status.len ? word_of(status, statuses, 3)
						 : statuses[0],
			    .reason = !reason.len ? STR_NONE
				      : is_secret
					  ? STR("")
					  : sast_text_short(keep, reason),
			    .word = sast_text_short(
				keep, json_string_in(properties, "category")),
			    .time = time_in(properties, "timeUtc", "ignoredOn"),
			    .until_time =
				time_in(properties, "expiryUtc", "expiration"),
		    };
	}
}

/* Some write the words in capitals. */
static struct str baseline_of(const cJSON *tree)
{
	static const struct str states[] = { { "new", 3 }, { "unchanged", 9 },
		{ "updated", 7 }, { "absent", 6 } };
	struct str state = json_string_in(tree, "baselineState");
	if (str_equal_nocase(state, STR("existing")))
		return states[1];
	for (size_t i = 0; i < sizeof states / sizeof *states; i++)
		if (str_equal_nocase(state, states[i]))
			return states[i];
	return STR_NONE;
}

static struct str kind_of(const cJSON *tree)
{
	static const char *const kinds[] = { "fail", "pass", "open",
		"informational", "notApplicable", "review" };
	struct str kind = json_string_in(tree, "kind");
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (str_equal_nocase(kind, str_from(kinds[i])))
			return str_from(kinds[i]);
	return STR("fail");
}

static void set_first_time(struct sarif_result *result, const cJSON *tree)
{
	struct fact_result *fact = &result->fact;
	struct str text = json_string_in(
	    json_object_in(tree, "provenance"), "firstDetectionTimeUtc");
	if (!date_parse_iso(text, &fact->first_time) ||
	    fact->first_time < SAST_TIME_MIN)
		fact->first_time = UNKNOWN;
	result->is_undated = text.len && fact->first_time == UNKNOWN;
}

/* ------------------------------------------------------------- category -- */

static struct str_list tags_of(
    const struct sarif_rule *rule, const cJSON *tree, struct arena *keep)
{
	struct str_list tags = { 0 };
	const cJSON *tag;
	for (size_t i = 0; rule && i < rule->tags.count; i++)
		VEC_PUSH(&tags, keep, rule->tags.items[i]);
	cJSON_ArrayForEach(
	    tag, json_array_in(json_object_in(tree, "properties"),
		     "tags")) if (tags.count < SARIF_TAGS_MAX)
	    VEC_PUSH(&tags, keep, json_string_of(tag));
	return tags;
}

static enum category category_of(const struct sarif_run *run,
    const struct sast_rules *rules, const struct sarif_result *result,
    const struct str_list *tags)
{
	struct scanner_evidence evidence = {
		.rule = result->fact.rule,
		.tags = tags,
		.word = result->fact.severity_word,
		.has_score = result->fact.score_e6 != UNKNOWN,
		.has_weakness = result->weaknesses.count > 0,
	};
	return scanner_category(&rules->scanners, &run->scanner, &evidence);
}

static bool check_line(
    struct sarif_refusal *refusal, struct str wrong, struct arena *keep)
{
	if (!wrong.ptr)
		return true;
	return refuse(refusal, "bad-line",
	    arena_printf(keep,
		"expected startLine as a whole number from 1 to %d, "
		"found " STR_FMT "; correct the tool that writes it",
		SAST_LINE_MAX, STR_ARG(wrong)));
}

/* In the message as it was written: blanks tell where a name ends. */
static void set_package(struct fact_result *fact, const struct sarif_run *run,
    const struct sast_rules *rules, const cJSON *tree, struct arena *keep)
{
	struct str name;
	struct str version;
	package_in_message(&name, &version, &rules->packages, run->scanner.name,
	    json_string_in(json_object_in(tree, "message"), "text"));
	if (name.len)
		fact->package = utf8_clean(keep, sast_text_short(keep, name));
	if (name.len && version.len)
		fact->package_version =
		    utf8_clean(keep, sast_text_short(keep, version));
}

bool sarif_result_read(struct sarif_result *result,
    struct sarif_refusal *refusal, const struct sarif_run *run,
    const struct sast_rules *rules, const cJSON *tree, struct arena *keep)
{
	struct str id;
	if (!is_usable(refusal, tree))
		return false;
	const struct sarif_rule *rule = sarif_run_rule(run, tree, &id);
	*result = (struct sarif_result){ .is_brief = result->is_brief,
		.paths = result->paths,
		.flows = result->flows,
		.rule = rule };
	result->place =
	    sarif_place_of(run, &rules->manifests, result->paths, tree, keep);
	if (!check_line(refusal, result->place.wrong, keep))
		return false;
	result->weaknesses =
	    weaknesses_of(run, rule, rules->weaknesses, tree, id);
	struct fact_result *fact = &result->fact;
	fact->rule = sast_text_short(keep, id);
	fact->kind = kind_of(tree);
	set_severity(fact, run, rule, &rules->severity, tree, keep);
	fact->path = result->place.path;
	fact->line = result->place.line;
	fact->end_line = result->place.end_line;
	fact->column = result->place.column;
	fact->suppressed = is_suppressed(tree);
	fact->baseline = baseline_of(tree);
	set_first_time(result, tree);
	fact->fixed_time = UNKNOWN;
	struct str_list tags = tags_of(rule, tree, keep);
	enum category category = category_of(run, rules, result, &tags);
	fact->category = str_from(category_name(category));
	set_package(fact, run, rules, tree, keep);
	if (result->is_brief)
		return true;
	bool is_secret = sast_may_hold_secret(
	    category, rules->weaknesses, &result->weaknesses);
	if (!is_secret)
		fact->message = sarif_message_text(
		    run, rule, json_object_in(tree, "message"), keep);
	read_suppressions(&result->suppressions, tree, is_secret, keep);
	fact->fingerprint =
	    category == CATEGORY_SECRET
		? STR("")
		: sarif_fingerprint_all(
		      run->seen, &rules->fingerprints, tree, is_secret, keep);
	bool is_named =
	    sast_names_model(fact, &result->weaknesses, &tags, rules) ||
	    (sast_is_sink(&result->weaknesses, rules) &&
		sarif_flows_name_model(result->flows, &rules->ai_words, keep));
	fact->names_model = is_named ? 1 : UNKNOWN;
	sast_hide_secrets(fact, &result->suppressions, rules, keep);
	return true;
}
