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

/* A key's value in print. */
struct str key_words(
    const struct expansion *expansion, struct str key, struct str value)
{
	static const char *const origins[][2] = { { "ai", "AI-assisted" },
		{ "human", "Human" }, { "bot", "Bot" }, { "mixed", "Mixed" },
		{ "unknown", "Unknown" } };
	/* What becomes of a finding, and why scans say nothing of it. */
	static const char *const fates[][2] = { { "new", "New in the period" },
		{ "open", "Open since before" },
		{ "reopened", "Back after a fix" },
		{ "not_comparable", "Open, no later scan can say" },
		{ "suppressed", "Set aside by somebody" },
		{ "fixed", "Fixed in the period" },
		{ "failed", "the scan did not run to its end" },
		{ "revision", "it looked at the same revision again" },
		{ "version", "another major version of the scanner" },
		{ "rule", "the rule was not run" },
		{ "unread", "the file could not be read" },
		{ "file", "the file was not looked at" } };
	static const char *const eyes[][2] = { { "other", "another person" },
		{ "weak", "weak evidence of one" },
		{ "self", "the author alone" }, { "agent", "an agent alone" } };
	static const char *const rules[][2] = { { "score", "a score" },
		{ "word", "the scanner's word" },
		{ "level", "the scanner's level" },
		{ "own rule", "assay's own rule" } };
	if (str_equal_z(key, "severity_rule"))
		for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
			if (str_equal_z(value, rules[i][0]))
				return str_from(rules[i][1]);
	if (str_equal_z(key, "origin") || str_equal_z(key, "fix_origin"))
		for (size_t i = 0; i < sizeof origins / sizeof *origins; i++)
			if (str_equal_z(value, origins[i][0]))
				return str_from(origins[i][1]);
	if (str_equal_z(key, "state") || str_equal_z(key, "reason"))
		for (size_t i = 0; i < sizeof fates / sizeof *fates; i++)
			if (str_equal_z(value, fates[i][0]))
				return str_from(fates[i][1]);
	if (str_equal_z(key, "validated"))
		for (size_t i = 0; i < sizeof eyes / sizeof *eyes; i++)
			if (str_equal_z(value, eyes[i][0]))
				return str_from(eyes[i][1]);
	if (value.len &&
	    (str_equal_z(key, "tool") || str_equal_z(key, "fix_tool")))
		return tool_name(expansion, value);
	if (str_equal_z(key, "language") && str_equal_z(value, "HCL"))
		return STR("Terraform/HCL");
	if (!value.len)
		return str_equal_z(key, "team")	      ? STR("in no team")
		       : str_equal_z(key, "language") ? STR("no language")
						      : STR("not recorded");
	return value;
}
