/* Keys of groups and their values in print: heads of columns, and words in
 * place of what the model writes. */
#include "model/query.h"
#include "render/expand.h"
#include "render/print.h"

/* Heads of key columns in print. */
struct str key_title(struct str key, struct arena *keep)
{
	static const char *const titles[][2] = { { "repo", "Repository" },
		{ "language", "Language" }, { "team", "Team" },
		{ "tool", "Tool" }, { "model", "Model" },
		{ "fix_origin", "Fix" }, { "fix_tool", "Tool of the fix" },
		{ "severity_rule", "Severity by" },
		{ "owasp_2021", "OWASP 2021" }, { "owasp_2025", "OWASP 2025" },
		{ "top_25", "In the Top 25" }, { "pass", "Known by" } };
	for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
		if (str_equal_z(key, titles[i][0]))
			return str_from(titles[i][1]);
	return print_sentence(keep, key);
}

bool key_words_read(struct expansion *expansion, struct error *err)
{
	struct query *query;
	expansion->tools = (struct map){ .arena = expansion->keep };
	if (!query_open(&query, expansion->model,
		"SELECT name, label FROM tool WHERE label IS NOT NULL", err))
		return false;
	while (query_next(query)) {
		struct arena *keep = expansion->keep;
		struct str *label = ARENA_NEW(keep, struct str);
		struct str name = arena_str(keep, query_text(query, 0));
		*label = arena_str(keep, query_text(query, 1));
		map_put(&expansion->tools, name, NULL)->pointer = label;
	}
	return query_close(query, err);
}

static struct str tool_name(const struct expansion *expansion, struct str id)
{
	const union map_value *slot = map_get(&expansion->tools, id);
	return slot ? *(const struct str *)slot->pointer : id;
}

/* What is printed of values of keys; those of "state" and "reason" are what
 * becomes of a finding, and why scans say nothing of it. */
static const struct {
	const char *keys[2];
	const char *value;
	const char *words;
} value_words[] = {
	{ { "origin", "fix_origin" }, "ai", "AI-assisted" },
	{ { "origin", "fix_origin" }, "human", "Human" },
	{ { "origin", "fix_origin" }, "bot", "Bot" },
	{ { "origin", "fix_origin" }, "mixed", "Mixed" },
	{ { "origin", "fix_origin" }, "unknown", "Unknown" },
	{ { "state", "reason" }, "new", "New in the period" },
	{ { "state", "reason" }, "open", "Open since before" },
	{ { "state", "reason" }, "reopened", "Back after a fix" },
	{ { "state", "reason" }, "not_comparable",
	    "Open, no later scan can say" },
	{ { "state", "reason" }, "suppressed", "Set aside by somebody" },
	{ { "state", "reason" }, "fixed", "Fixed in the period" },
	{ { "state", "reason" }, "failed", "the scan did not run to its end" },
	{ { "state", "reason" }, "revision",
	    "it looked at the same revision again" },
	{ { "state", "reason" }, "version",
	    "another major version of the scanner" },
	{ { "state", "reason" }, "rule", "the rule was not run" },
	{ { "state", "reason" }, "unread", "the file could not be read" },
	{ { "state", "reason" }, "file", "the file was not looked at" },
	{ { "validated" }, "other", "another person" },
	{ { "validated" }, "weak", "weak evidence of one" },
	{ { "validated" }, "self", "the author alone" },
	{ { "validated" }, "agent", "an agent alone" },
	{ { "severity_rule" }, "score", "a score" },
	{ { "severity_rule" }, "word", "the scanner's word" },
	{ { "severity_rule" }, "level", "the scanner's level" },
	{ { "severity_rule" }, "own rule", "assay's own rule" },
	{ { "language" }, "HCL", "Terraform/HCL" },
};

/* A key's value in print. */
struct str key_words(
    const struct expansion *expansion, struct str key, struct str value)
{
	for (size_t i = 0; i < sizeof value_words / sizeof *value_words; i++)
		for (int k = 0; k < 2 && value_words[i].keys[k]; k++)
			if (str_equal_z(key, value_words[i].keys[k]) &&
			    str_equal_z(value, value_words[i].value))
				return str_from(value_words[i].words);
	if (value.len &&
	    (str_equal_z(key, "tool") || str_equal_z(key, "fix_tool")))
		return tool_name(expansion, value);
	if (!value.len)
		return str_equal_z(key, "team")	      ? STR("in no team")
		       : str_equal_z(key, "language") ? STR("no language")
						      : STR("not recorded");
	return value;
}
