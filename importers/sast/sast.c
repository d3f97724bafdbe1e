/* The common end of every reader of findings: from a filled record to the
 * model. Formats differ in how they say it, not in what is kept. */
#include "importers/sast/sast.h"

#include "base/date.h"
#include "base/shelf.h"
#include "model/query.h"

static bool load_secrets(const struct secret_rules **out,
    const struct asset_folders *folders, struct arena *keep, struct error *err)
{
	struct secret_rules *rules;
	if (!secret_rules_read(&rules, folders, keep, err))
		return false;
	*out = rules;
	return true;
}

static bool load_all(struct sast_rules *rules,
    const struct asset_folders *folders, struct arena *keep, struct error *err)
{
	return severity_load(&rules->severity, folders, keep, err) &&
	       weakness_load(&rules->weaknesses, folders, keep, err) &&
	       scanner_load(&rules->scanners, folders, keep, err) &&
	       fingerprint_load(&rules->fingerprints, folders, keep, err) &&
	       manifest_load(&rules->manifests, folders, keep, err) &&
	       ai_words_load(&rules->ai_words, folders, keep, err) &&
	       package_forms_load(&rules->packages, folders, keep, err) &&
	       load_secrets(&rules->secrets, folders, keep, err);
}

bool sast_rules_load(struct sast_rules *rules,
    const struct asset_folders *folders, struct arena *keep, struct error *err)
{
	static const char name[] = "rules of findings";
	const struct sast_rules *kept = shelf_find(folders, str_from(name));
	if (kept) {
		*rules = *kept;
		return true;
	}
	if (!load_all(rules, folders, shelf_keep(folders, keep), err))
		return false;
	shelf_put(folders, str_from(name), rules, sizeof *rules);
	return true;
}

struct str sast_text_short(struct arena *keep, struct str text)
{
	if (text.len > SAST_TEXT_MAX) {
		text.len = SAST_TEXT_MAX;
		while (text.len && (text.ptr[text.len] & 0xC0) == 0x80)
			text.len--;
	}
	return text.ptr ? arena_str(keep, text) : STR_NONE;
}

bool sast_may_hold_secret(enum category category,
    const struct weakness_table *table, const struct weakness_list *list)
{
	for (int i = 0; i < list->count; i++)
		if (table->is_secret[list->cwe[i]])
			return true;
	return category == CATEGORY_SECRET;
}

bool sast_digest(struct str *digest, struct import *import, struct arena *keep,
    struct error *err)
{
	struct query *query = NULL;
	*digest = STR("");
	if (!query_open(&query, import_model(import),
		"SELECT sha256 FROM source WHERE id = ?1", err))
		return false;
	query_bind_int(query, 1, import_source(import));
	if (query_next(query))
		*digest = arena_str(keep, query_text(query, 0));
	return query_close(query, err);
}

void sast_note_break(struct import *import, const struct error *broken,
    const char *code, const char *whole)
{
	import_read(import, broken->line, broken->column);
	import_reject(
	    import, 0, 0, code, "%s; %s", broken->message, broken->fix);
	import_diagnose(import, "error", code, broken->line,
	    "the file is broken: what stands before this line was read, and "
	    "the %s counts as failed",
	    whole);
}

void sast_note_surroundings(
    struct import *import, int64_t lines_before, struct place rubbish)
{
	if (lines_before)
		import_diagnose(import, "warning", "text-before-json", 1,
		    "text before the JSON was passed over: %lld line%s",
		    (long long)lines_before, lines_before == 1 ? "" : "s");
	if (rubbish.line)
		import_diagnose(import, "warning", "text-after-json",
		    rubbish.line,
		    "text behind the JSON, from line %lld on, was passed over",
		    (long long)rubbish.line);
}

void sast_note_lines(struct import *import, int64_t line, const char *results,
    int64_t below_one, int64_t placeholders)
{
	if (below_one)
		import_diagnose(import, "note", "line-below-one", line,
		    "lines below 1 count as no line: %lld of the %s",
		    (long long)below_one, results);
	if (placeholders)
		import_diagnose(import, "note", "placeholder-line", line,
		    "line 1 of a manifest says nothing of who wrote it and "
		    "counts as no line: %lld of the %s",
		    (long long)placeholders, results);
}

enum { TEXTS = 7 }; /* of a result, and of a scan */

void sast_hide_secrets(struct fact_result *result,
    struct sast_suppressions *suppressions, const struct sast_rules *rules,
    struct arena *keep)
{
	struct str *const texts[TEXTS] = { &result->rule, &result->message,
		&result->path, &result->fingerprint, &result->package,
		&result->package_version, &result->severity_word };
	for (int i = 0; i < TEXTS; i++)
		*texts[i] = secret_hide(rules->secrets, keep, *texts[i]);
	for (int i = 0; i < suppressions->count; i++) {
		struct fact_result_suppression *item = &suppressions->items[i];
		item->reason = secret_hide(rules->secrets, keep, item->reason);
		item->word = secret_hide(rules->secrets, keep, item->word);
	}
}

int64_t sast_scan_time(
    struct import *import, int64_t line, int64_t own, struct str wrong)
{
	int64_t told = import_input(import)->time;
	struct arena *scratch = arena_new();
	if (told != UNKNOWN && own != UNKNOWN && told != own)
		import_diagnose(import, "note", "time-configured", line,
		    "the report says that it was made " STR_FMT
		    ", the configuration " STR_FMT ": that counts",
		    STR_ARG(date_iso_time(scratch, own)),
		    STR_ARG(date_iso_time(scratch, told)));
	if (own == UNKNOWN && wrong.len)
		import_diagnose(import, "warning", "bad-scan-time", line,
		    "expected the time of the scan, from 1990 on, found "
		    "\"" STR_FMT "\": it does not count",
		    STR_ARG(str_slice(wrong, 0, 40)));
	arena_free(scratch);
	return told != UNKNOWN ? told : own;
}

bool sast_drop_late(struct fact_result *fact, int64_t time)
{
	enum { DAY = 86400 }; /* zones that nobody names */
	if (time == UNKNOWN || fact->first_time == UNKNOWN ||
	    fact->first_time <= time + DAY)
		return false;
	fact->first_time = UNKNOWN;
	return true;
}

void sast_note_times(
    struct import *import, int64_t line, const char *results, int64_t wrong)
{
	if (wrong)
		import_diagnose(import, "note", "bad-first-time", line,
		    "first sightings before 1990 or after the scan do not "
		    "count: %lld of the %s",
		    (long long)wrong, results);
}

bool sast_is_sink(
    const struct weakness_list *list, const struct sast_rules *rules)
{
	return list->count && rules->weaknesses->is_sink[list->cwe[0]];
}

bool sast_names_model(const struct fact_result *result,
    const struct weakness_list *list, const struct str_list *tags,
    const struct sast_rules *rules)
{
	const struct ai_words *words = &rules->ai_words;
	if (!sast_is_sink(list, rules))
		return false;
	for (size_t i = 0; tags && i < tags->count; i++)
		if (ai_words_in(words, tags->items[i]))
			return true;
	return ai_words_in(words, result->rule) ||
	       ai_words_in(words, result->message);
}

struct str sast_analysis(struct arena *keep, const struct input *input,
    struct str tool, struct str own)
{
	if (!own.len)
		own = tool.len ? STR("") : sast_text_short(keep, input->shown);
	if (!input->analysis.len)
		return own;
	if (!own.len || !tool.len)
		return input->analysis;
	return arena_printf(
	    keep, STR_FMT "/" STR_FMT, STR_ARG(input->analysis), STR_ARG(own));
}

void sast_hide_in_scan(
    struct fact_scan *scan, const struct sast_rules *rules, struct arena *keep)
{
	struct str *const texts[TEXTS] = { &scan->tool, &scan->analysis,
		&scan->repository, &scan->ref, &scan->revision,
		&scan->tool_label, &scan->tool_version };
	for (int i = 0; i < TEXTS; i++)
		*texts[i] = secret_hide(rules->secrets, keep, *texts[i]);
}

/* Who it was is kept where people are: by what the text looks like. */
static bool find_alias(
    int64_t *id, struct import *import, struct str who, struct error *err)
{
	bool has_blank = str_find_byte(who, ' ') < who.len;
	bool is_email = !has_blank && str_find_byte(who, '@') < who.len;
	bool is_login = !has_blank && !is_email;
	struct str none = STR("");
	*id = 0;
	return !who.len ||
	       import_alias(import, has_blank ? who : none,
		   is_email ? who : none, is_login ? who : none, id, err);
}

bool sast_add_result(struct import *import, const struct fact_result *result,
    const struct weakness_list *weaknesses,
    const struct sast_suppressions *suppressions,
    const struct fact_result_offset *offset, struct error *err)
{
	int64_t id;
	bool added;
	if (import_only_counts(import)) {
		import_tally_result(
		    import, result, weaknesses->cwe, weaknesses->count);
		import_accept(import);
		return true;
	}
	if (!import_add_result(import, result, weaknesses->cwe,
		weaknesses->count, &id, &added, err))
		return false;
	for (int i = 0; added && suppressions && i < suppressions->count; i++) {
		struct fact_result_suppression fact = suppressions->items[i];
		fact.result_id = id;
		fact.ordinal = i + 1;
		if (!find_alias(
			&fact.alias_id, import, suppressions->by[i], err) ||
		    !import_add(import, FACT_KIND_result_suppression, &fact,
			NULL, NULL, err))
			return false;
	}
	if (added && offset) {
		struct fact_result_offset fact = *offset;
		fact.result_id = id;
		if (!import_add(import, FACT_KIND_result_offset, &fact, NULL,
			NULL, err))
			return false;
	}
	if (added)
		import_accept(import);
	else
		import_duplicate(import);
	return true;
}
