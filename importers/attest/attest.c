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
#include "importers/conf/conf.h"
#include "importers/importer.h"

enum { ATTEST_BYTES_MAX = 16 << 20 };

static int recognises(
    const struct input *input, const char **why, struct arena *scratch)
{
	static const struct str word = { "attestations:", 13 };
	struct str head = input->head;
	struct str line;
	(void)scratch;
	while (str_line(&head, &line)) {
		line = str_trim(line);
		if (!line.len || line.ptr[0] == '#' ||
		    str_equal_z(line, "---") ||
		    str_starts(line, STR("version:")))
			continue;
		if (!str_starts(line, word))
			return 0;
		*why = "begins with attestations:";
		return 90;
	}
	return 0;
}

static struct str scalar(const struct conf *entry, const char *key)
{
	const struct conf *value = conf_get(entry, key);
	return value && value->kind != CONF_LIST && value->kind != CONF_TABLE &&
		       value->kind != CONF_NULL
		   ? value->text
		   : STR_NONE;
}

static void reject(struct import *import, const struct conf *entry,
    const char *key, const char *code, const char *expected)
{
	const struct conf *value = conf_get(entry, key);
	struct str found = scalar(entry, key);
	import_reject(import, value ? value->line : entry->line,
	    value ? value->column : entry->column, code,
	    "expected %s as %s, found %s" STR_FMT "%s; fix: write it as "
	    "docs/formats.md shows",
	    expected, key, found.ptr ? "\"" : "nothing",
	    STR_ARG(str_slice(found, 0, 60)), found.ptr ? "\"" : "");
}

static bool take_entry(struct import *import, const struct conf *entry,
    struct arena *scratch, struct error *err)
{
	struct str item = scalar(entry, "item");
	struct str until = scalar(entry, "valid_until");
	struct fact_attestation fact = { .valid_until_time = UNKNOWN,
		.answer = attestation_answer(scalar(entry, "answer")),
		.owner = scalar(entry, "owner"),
		.evidence = scalar(entry, "evidence"),
		.statement = scalar(entry, "statement"),
		.scope = scalar(entry, "scope") };
	bool added;
	import_read(import, entry->line, entry->column);
	if (!item.len) {
		reject(import, entry, "item", "missing", "the id of an item");
		return true;
	}
	if (!fact.answer.ptr) {
		reject(import, entry, "answer", "bad-answer",
		    "yes, no, partly or a level from 0 to 3");
		return true;
	}
	if (!date_parse_iso(scalar(entry, "date"), &fact.time)) {
		reject(import, entry, "date", "bad-date",
		    "a day such as 2026-09-30");
		return true;
	}
	if (until.len && !date_parse_iso(until, &fact.valid_until_time)) {
		reject(import, entry, "valid_until", "bad-date",
		    "a day such as 2026-09-30");
		return true;
	}
	if (until.len)
		fact.valid_until_time += DAY_SECONDS;
	if (!fact.scope.ptr)
		fact.scope = STR("");
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
	.version = 1,
	.recognises = recognises,
	.run = run,
};
