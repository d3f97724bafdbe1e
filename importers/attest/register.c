/* The register of what the board was asked and management answered, in YAML,
 * which an organisation carries on from period to period:
 *
 *	decisions:
 *	  - key: D-2026-3
 *	    title: Which AI tools may write code
 *	    asked: 2026-10-12
 *	    owner: Head of security
 *	    due: 2026-12-15
 *	    options:
 *	      - key: A
 *	        text: Two tools, the rest blocked
 *	        recommended: yes
 *	responses:
 *	  - finding: RD-106
 *	    date: 2026-10-20
 *	    answer: agree
 *	    action: Branch rules that no agent can satisfy alone
 *	    owner: Head of platform
 *	    due: 2026-12-31
 *	sign_off:
 *	  - period: 2026-Q3
 *	    step: prepared
 *	    name: A. Lindqvist
 *	    role: Security analyst
 *	    date: 2026-10-08
 *
 * What became of a decision or action is its state and the day since when:
 * done or dropped with settled. Late is what is past its due day, and is
 * never written. */
#include "base/file.h"
#include "importers/attest/entry.h"
#include "importers/importer.h"
#include "model/period.h"

enum { REGISTER_BYTES_MAX = 16 << 20 };

static int recognises(
    const struct input *input, const char **why, struct arena *scratch)
{
	(void)scratch;
	return entry_recognises(input, "decisions responses sign_off", why);
}

/* A record that was met whole: stored, or there already. */
static bool put(struct entry *entry, enum fact_kind kind, const void *fact,
    struct error *err)
{
	enum put_end end;
	if (!import_put(entry->import, kind, fact, &end, err))
		return false;
	if (end == PUT_DIFFERS)
		import_reject(entry->import, entry->conf->line,
		    entry->conf->column, "differs",
		    "expected each once, found another of the same key that "
		    "says otherwise; fix: remove one");
	else
		(end == PUT_ADDED ? import_accept : import_duplicate)(
		    entry->import);
	return true;
}

/* What all options of a decision have. An open one that has a day on which it
 * was settled is a contradiction. */
static void take_state(struct entry *entry, struct str *state, int64_t *settled)
{
	*state = entry_word(entry, "state", ENTRY_OPEN, "open done dropped");
	*settled = entry_day(entry, "settled",
	    str_equal_z(*state, "open") ? ENTRY_OPEN : ENTRY_REQUIRED);
	if (str_equal_z(*state, "open") && *settled != UNKNOWN)
		entry_reject(entry, "state", "bad-state",
		    "done or dropped, as it has a day under settled,");
}

static bool take_option(struct import *import, const struct conf *conf,
    const struct fact_decision *decision, struct str chosen, struct error *err)
{
	struct entry entry = entry_begin(import, conf);
	struct fact_decision fact = *decision;
	entry_only(&entry, "key text cost effect recommended");
	fact.option = entry_text(
	    &entry, "key", ENTRY_REQUIRED, "the key of an option: A");
	fact.option_text = entry_text(&entry, "text", ENTRY_OPEN, "");
	fact.cost = entry_text(&entry, "cost", ENTRY_OPEN, "");
	fact.effect = entry_text(&entry, "effect", ENTRY_OPEN, "");
	fact.recommended = entry_yes(&entry, "recommended");
	fact.chosen = chosen.len ? str_equal(chosen, fact.option) : UNKNOWN;
	return entry.is_bad || put(&entry, FACT_KIND_decision, &fact, err);
}

static bool has_option(const struct conf *options, struct str key)
{
	for (const struct conf *at = options->first; at; at = at->next)
		if (str_equal(conf_text(at, "key"), key))
			return true;
	return false;
}

/* A decision is one record, and each option another. */
static bool take_decision(
    struct import *import, const struct conf *conf, struct error *err)
{
	struct entry entry = entry_begin(import, conf);
	const struct conf *options = conf_list(conf, "options");
	struct fact_decision fact = { 0 };
	struct str chosen = entry_text(&entry, "chosen", ENTRY_OPEN, "");
	entry_only(
	    &entry, "key title owner asked due state settled chosen options");
	fact.key = entry_text(
	    &entry, "key", ENTRY_REQUIRED, "the key of a decision: D-2026-3");
	fact.title = entry_text(
	    &entry, "title", ENTRY_REQUIRED, "what is to be decided");
	fact.owner = entry_text(&entry, "owner", ENTRY_OPEN, "");
	fact.asked_time = entry_day(&entry, "asked", ENTRY_OPEN);
	fact.due_time = entry_day(&entry, "due", ENTRY_OPEN);
	take_state(&entry, &fact.state, &fact.settled_time);
	if (!options || !options->first)
		entry_reject(&entry, "options", "missing", "a list of options");
	else if (chosen.len && !has_option(options, chosen))
		entry_reject(&entry, "chosen", "bad-option",
		    "the key of one of its options");
	if (entry.is_bad || !options)
		return true;
	import_accept(import);
	for (const struct conf *at = options->first; at; at = at->next)
		if (!take_option(import, at, &fact, chosen, err))
			return false;
	return true;
}

static bool take_response(
    struct import *import, const struct conf *conf, struct error *err)
{
	struct entry entry = entry_begin(import, conf);
	struct fact_management_response fact = { 0 };
	entry_only(&entry, "finding date answer statement cause action owner "
			   "due state settled evidence");
	fact.finding = entry_text(&entry, "finding", ENTRY_REQUIRED,
	    "the id of a finding of the audit edition: RD-106");
	fact.time = entry_day(&entry, "date", ENTRY_REQUIRED);
	fact.answer = entry_word(
	    &entry, "answer", ENTRY_REQUIRED, "agree partly disagree");
	fact.statement = entry_text(&entry, "statement", ENTRY_OPEN, "");
	fact.cause = entry_text(&entry, "cause", ENTRY_OPEN, "");
	fact.action = entry_text(&entry, "action", ENTRY_OPEN, "");
	fact.owner = entry_text(&entry, "owner", ENTRY_OPEN, "");
	fact.due_time = entry_day(&entry, "due", ENTRY_OPEN);
	fact.evidence = entry_text(&entry, "evidence", ENTRY_OPEN, "");
	take_state(&entry, &fact.state, &fact.settled_time);
	return entry.is_bad ||
	       put(&entry, FACT_KIND_management_response, &fact, err);
}

static bool is_period(struct str text)
{
	struct period period;
	struct error no_period = { 0 };
	return period_parse(&period, text, (struct calendar){ 0 }, &no_period);
}

static bool take_sign_off(
    struct import *import, const struct conf *conf, struct error *err)
{
	struct entry entry = entry_begin(import, conf);
	struct fact_sign_off fact = { 0 };
	entry_only(&entry, "period step name role date");
	fact.period = entry_text(
	    &entry, "period", ENTRY_REQUIRED, "a period such as 2026-Q3");
	fact.step = entry_word(
	    &entry, "step", ENTRY_REQUIRED, "prepared reviewed approved");
	fact.name = entry_text(&entry, "name", ENTRY_REQUIRED, "who signs");
	fact.role = entry_text(&entry, "role", ENTRY_REQUIRED, "their role");
	fact.time = entry_day(&entry, "date", ENTRY_OPEN);
	if (!is_period(fact.period))
		entry_reject(&entry, "period", "bad-period",
		    "a period such as 2026-Q3, 2026-09 or 2026");
	return entry.is_bad || put(&entry, FACT_KIND_sign_off, &fact, err);
}

/* Two entries of one key would be taken for options of one decision. */
static bool is_second(const struct conf *list, const struct conf *entry)
{
	struct str key = conf_text(entry, "key");
	for (const struct conf *at = list->first; at != entry; at = at->next)
		if (key.len && str_equal(conf_text(at, "key"), key))
			return true;
	return false;
}

static void refuse_second(struct import *import, const struct conf *conf)
{
	struct entry entry = entry_begin(import, conf);
	entry_reject(&entry, "key", "second",
	    "that of one entry alone, with all options of the decision,");
}

static const struct {
	const char *key;
	bool (*take)(
	    struct import *import, const struct conf *conf, struct error *err);
} lists[] = {
	{ "decisions", take_decision },
	{ "responses", take_response },
	{ "sign_off", take_sign_off },
};
enum { LIST_COUNT = sizeof lists / sizeof lists[0] };

static bool take_list(
    struct import *import, const struct conf *list, struct error *err)
{
	for (size_t i = 0; i < LIST_COUNT; i++) {
		if (!str_equal_z(list->key, lists[i].key))
			continue;
		for (const struct conf *at = list->first; at; at = at->next)
			if (is_second(list, at))
				refuse_second(import, at);
			else if (!lists[i].take(import, at, err))
				return false;
		return true;
	}
	if (!str_equal_z(list->key, "version")) {
		import_read(import, list->line, list->column);
		import_reject(import, 0, 0, "unknown-key",
		    "expected decisions, responses or sign_off, found "
		    "\"" STR_FMT "\"; fix: correct or remove it",
		    STR_ARG(str_slice(list->key, 0, ENTRY_WORDS_MAX)));
	}
	return true;
}

static bool run(struct import *import, struct arena *scratch, struct error *err)
{
	const struct input *input = import_input(import);
	struct str bytes;
	struct conf *tree;
	if (!file_read(&bytes, input->path, REGISTER_BYTES_MAX, scratch, err) ||
	    !conf_read_yaml(&tree, bytes, input->shown, scratch, err))
		return false;
	for (const struct conf *at = tree->kind == CONF_TABLE ? tree->first
							      : NULL;
	     at; at = at->next)
		if (!take_list(import, at, err))
			return false;
	return true;
}

const struct importer importer_register = {
	.name = "register",
	.summary = "decisions put to the board, management's responses to "
		   "findings and sign-off (YAML)",
	.version = 2,
	.recognises = recognises,
	.run = run,
};
