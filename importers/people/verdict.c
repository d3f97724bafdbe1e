/* GitHub: docs.github.com, "About pull request reviews"; GitLab: approvals of
 * merge requests; Bitbucket and Azure DevOps by the words of their APIs. */
#include "importers/people/verdict.h"

/* clang-format off */
const struct field_word verdict_words[] = {
	{ "approved", "approved" },
	{ "approve", "approved" },
	{ "approval", "approved" },
	{ "accepted", "approved" },
	{ "lgtm", "approved" },
	{ "10", "approved" },		/* Azure DevOps votes */
	{ "5", "approved" },
	{ "changes requested", "changes_requested" },
	{ "request changes", "changes_requested" },
	{ "requested changes", "changes_requested" },
	{ "needs work", "changes_requested" },
	{ "rejected", "changes_requested" },
	{ "-5", "changes_requested" },
	{ "-10", "changes_requested" },
	{ "dismissed", "dismissed" },
	{ "unapproved", "dismissed" },
	{ "revoked", "dismissed" },
	{ "commented", "commented" },
	{ "comment", "commented" },
	{ "reviewed", "commented" },
	{ "0", "commented" },
	{ "pending", "pending" },
	{ NULL, NULL },
};
/* clang-format on */

static bool is_address(struct str text)
{
	size_t at = str_find_byte(text, '@');
	return at > 0 && at + 1 < text.len &&
	       str_find_byte(text, ' ') == text.len;
}

bool verdict_store(const struct table_row *row, int64_t alias_id,
    const struct verdict *verdict, bool *added, struct error *err)
{
	bool decides = str_equal_z(verdict->verdict, "approved") ||
		       str_equal_z(verdict->verdict, "changes_requested") ||
		       str_equal_z(verdict->verdict, "dismissed");
	enum put_end put;
	struct fact_review review = { .change_key = verdict->change_key,
		.reviewer_alias_id = alias_id,
		.time = verdict->time,
		.verdict = verdict->verdict,
		.revision = verdict->revision.len
				? arena_lower(row->scratch, verdict->revision)
				: STR_NONE };
	if (str_equal_z(verdict->verdict, "pending") ||
	    (!decides && verdict->time == UNKNOWN))
		return true;
	if (!import_put(row->import, FACT_KIND_review, &review, &put, err))
		return false;
	*added = *added || put != PUT_SAME;
	return put != PUT_DIFFERS ||
	       import_replace(row->import, FACT_KIND_review, &review, err);
}

bool verdict_add(const struct table_row *row, const struct verdict *verdict,
    bool *added, struct error *err)
{
	struct str who = str_trim(verdict->who);
	bool address = is_address(who);
	int64_t alias_id;
	if (str_starts(who, STR("@")))
		who = str_skip(who, 1);
	return who.len == 0 ||
	       (import_alias(row->import, STR(""), address ? who : STR(""),
		    address ? STR("") : who, &alias_id, err) &&
		   verdict_store(row, alias_id, verdict, added, err));
}
