/* The same statements in YAML:
 *
 *	attestations:
 *	  - item: obs.prompt_tracing
 *	    answer: 2
 *	    date: 2026-09-30
 *	    owner: Head of platform
 *	    valid_until: 2027-03-31
 *	    evidence: https://wiki.example/tracing
 *	    scope: ledger
 *	    statement: Each prompt is kept with the session for 90 days.
 */
#include "base/file.h"
#include "importers/attest/attestation.h"
#include "importers/attest/entry.h"
#include "importers/importer.h"

enum { ATTEST_BYTES_MAX = 16 << 20 };

static int recognises(
    const struct input *input, const char **why, struct arena *scratch)
{
	(void)scratch;
	return entry_recognises(input, "attestations", why);
}

static bool take_entry(struct import *import, const struct conf *conf,
    struct arena *scratch, struct error *err)
{
	struct entry entry = entry_begin(import, conf);
	struct str item =
	    entry_text(&entry, "item", ENTRY_REQUIRED, "the id of an item");
	struct str scope = entry_text(&entry, "scope", ENTRY_OPEN, "");
	struct fact_attestation fact = {
		.answer = attestation_answer(
		    entry_text(&entry, "answer", ENTRY_OPEN, "")),
		.owner = entry_text(&entry, "owner", ENTRY_OPEN, ""),
		.evidence = entry_text(&entry, "evidence", ENTRY_OPEN, ""),
		.statement = entry_text(&entry, "statement", ENTRY_OPEN, ""),
		.scope = scope.ptr ? scope : STR(""),
	};
	bool added;
	entry_only(&entry,
	    "item answer date owner valid_until evidence scope statement");
	if (!fact.answer.ptr)
		entry_reject(&entry, "answer", "bad-answer",
		    "yes, no, partly or a level from 0 to 3");
	fact.time = entry_day(&entry, "date", ENTRY_REQUIRED);
	fact.valid_until_time = entry_day(&entry, "valid_until", ENTRY_OPEN);
	if (entry.is_bad)
		return true;
	if (fact.valid_until_time != UNKNOWN)
		fact.valid_until_time += DAY_SECONDS;
	fact.item = attestation_item(item, scratch);
	if (!import_add(
		import, FACT_KIND_attestation, &fact, NULL, &added, err))
		return false;
	(added ? import_accept : import_duplicate)(import);
	return true;
}

static bool run(struct import *import, struct arena *scratch, struct error *err)
{
	const struct input *input = import_input(import);
	struct str bytes;
	struct conf *tree;
	if (!file_read(&bytes, input->path, ATTEST_BYTES_MAX, scratch, err) ||
	    !conf_read_yaml(&tree, bytes, input->shown, scratch, err))
		return false;
	const struct conf *list = conf_list(tree, "attestations");
	if (!list) {
		error_at(err, (struct place){ .file = input->shown, .line = 1 },
		    "expected a list below attestations:, found none");
		return error_fix(
		    err, "docs/formats.md shows what stands there");
	}
	for (const struct conf *entry = list->first; entry; entry = entry->next)
		if (!take_entry(import, entry, scratch, err))
			return false;
	return true;
}

const struct importer importer_attest = {
	.name = "attest",
	.summary = "statements of people (YAML): attestations with owner, date "
		   "and evidence",
	.version = 3,
	.recognises = recognises,
	.run = run,
};
