/* Identities that are tools: by the address, by what the name ends in, and
 * where several tools share an address, by how the name begins. A name like a
 * person's before an address that could be a mailbox is held for one. */
#include <string.h>

#include "importers/git/finder.h"
#include "importers/git/message.h"

/* Addresses that only a machine has; others could be a person's mailbox. */
static bool is_machine_address(struct str email)
{
	return str_contains(email, STR("noreply")) ||
	       str_contains(email, STR("[bot]")) ||
	       str_find_byte(email, '+') < email.len ||
	       str_contains(email, STR("agent"));
}

/* A name of several words, none of which is a tool's or a model's. */
static bool is_person_name(const struct finder *finder, struct str name)
{
	static const char *const models[] = { "gpt", "claude", "opus", "sonnet",
		"haiku", "bot", "agent", "ai", NULL };
	struct str lower = arena_lower(finder->keep, name);
	if (str_find_byte(str_trim(name), ' ') >= str_trim(name).len ||
	    signatures_tool_in(finder->signatures, name, false))
		return false;
	for (const char *const *model = models; *model; model++) {
		struct str rest = lower;
		struct str word;
		while (str_split(&rest, ' ', &word))
			if (str_starts(word, str_from(*model)))
				return false;
	}
	return true;
}

void finder_weigh_person(const struct finder *finder, struct evidence *evidence,
    struct str name, struct str email)
{
	if (!is_machine_address(email) && is_person_name(finder, name))
		evidence->confidence_pct =
		    finder_cap(evidence->confidence_pct, CONFIDENCE_PERSON);
}

/* Several tools write the no-reply address of the maker of their model; the
 * name then begins with the tool, and does not name the maker's own. */
struct tool *finder_tool_by_name(const struct finder *finder, struct tool *tool,
    struct str name, struct str email)
{
	struct tool *named = signatures_tool_in(finder->signatures, name, true);
	if (!named || !tool || !str_starts(email, STR("noreply@")) ||
	    str_equal(named->vendor, tool->vendor) ||
	    signatures_names(tool, name))
		return tool;
	return named;
}

void finder_look_at_identity(
    struct finder *finder, struct str name, struct str email, bool is_author)
{
	struct match match;
	struct str model = STR_NONE;
	struct str lower = arena_lower(finder->keep, email);
	int cap = is_author ? 100 : CONFIDENCE_COMMITTER;
	finder->line = 0;
	if (signatures_match(
		finder->signatures, SIGNAL_AUTHOR_NAME_SUFFIX, name, &match)) {
		struct evidence evidence = finder_match(&match,
		    is_author ? "author_name_suffix" : "committer_name_suffix");
		evidence.confidence_pct =
		    finder_cap(evidence.confidence_pct, cap);
		model = evidence.model;
		finder_add(finder, evidence);
		if (!is_author)
			cap = CONFIDENCE_REPEATED;
	}
	if (!signatures_match(
		finder->signatures, SIGNAL_AUTHOR_EMAIL, lower, &match))
		return;
	struct evidence evidence = finder_match(
	    &match, is_author ? "author_email" : "committer_email");
	if (match.exclusion.ptr) {
		if (!is_author ||
		    str_equal_z(match.exclusion, "github-web-flow"))
			return;
		evidence.origin = "bot";
		evidence.confidence_pct = CONFIDENCE_BOT;
	} else {
		evidence.model = model.ptr ? model : message_model_in(name);
		evidence.tool =
		    finder_tool_by_name(finder, evidence.tool, name, lower);
		evidence.confidence_pct =
		    finder_cap(evidence.confidence_pct, cap);
		finder_weigh_person(finder, &evidence, name, lower);
	}
	finder_add(finder, evidence);
}
