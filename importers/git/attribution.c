/* Reading the marks of AI tools in a commit.
 *
 * Credits are lines "Key: Name <address>" (git-interpret-trailers(1)), but
 * squashed messages hold them anywhere, so any line counts that begins with
 * its key, wherever it stands. Not so lines that are quoted: behind ">", in a
 * fence of three backquotes, or indented as code; in a squashed message,
 * though, indented lines and list items are parts of other messages.
 *
 * The address says which tool, the name which model. Who reported, reviewed,
 * suggested or tested has not written: kept apart as found_by. */
#include "importers/git/attribution.h"

#include <string.h>

#include "base/date.h"
#include "importers/git/finder.h"
#include "importers/git/message.h"

/* ------------------------------------------------------------ collecting -- */

static bool is_same(const struct evidence *a, const struct evidence *b)
{
	return a->tool == b->tool && strcmp(a->signal, b->signal) == 0 &&
	       a->row == b->row && a->table == b->table &&
	       str_equal(a->model, b->model) &&
	       strcmp(a->origin, b->origin) == 0;
}

void finder_add(struct finder *finder, struct evidence evidence)
{
	const struct tool *tool = evidence.tool;
	evidence.line = finder->line;
	if (tool && tool->first_release != UNKNOWN &&
	    finder->commit->author_time != UNKNOWN &&
	    finder->commit->author_time < tool->first_release &&
	    evidence.confidence_pct > CONFIDENCE_EARLY)
		evidence.confidence_pct = CONFIDENCE_EARLY;
	if (tool && !tool->is_author)
		evidence.tool = NULL;
	if (finder->found_count < LINE_EVIDENCE_MAX)
		finder->found[finder->found_count++] = evidence;
}

/* A commit counts once a tool, however often the credit stands in it. */
static void add_once(struct evidence_list *list, const struct evidence *new)
{
	for (size_t i = 0; i < list->count; i++)
		if (is_same(&list->items[i], new)) {
			if (list->items[i].confidence_pct < new->confidence_pct)
				list->items[i] = *new;
			return;
		}
	if (list->count < EVIDENCE_MAX)
		list->items[list->count++] = *new;
}

/* One credit names one tool: the surest row of its address, its name and its
 * key says which, and the others add the model that they know of. */
static void settle_line(struct finder *finder)
{
	struct evidence *surest = NULL;
	for (size_t i = 0; i < finder->found_count; i++) {
		struct evidence *evidence = &finder->found[i];
		if (evidence->tool && (!surest || surest->confidence_pct <
						      evidence->confidence_pct))
			surest = evidence;
	}
	for (size_t i = 0; surest && i < finder->found_count; i++)
		if (!surest->model.len)
			surest->model = finder->found[i].model;
	for (size_t i = 0; i < finder->found_count; i++) {
		const struct evidence *evidence = &finder->found[i];
		if (!surest || !evidence->tool ||
		    evidence->tool == surest->tool)
			add_once(finder->list, evidence);
	}
	finder->found_count = 0;
}

struct evidence finder_match(const struct match *match, const char *signal)
{
	return (struct evidence){ .origin = "ai",
		.tool = match->tool,
		.model = match->model,
		.signal = signal,
		.table = match->table,
		.row = match->line,
		.confidence_pct = match->confidence_pct };
}

/* --------------------------------------------------------------- credits -- */

/* An agent's commits credit the person who asked for them. Accounts of bots
 * and of code hosts are nobody's. */
static void add_person(
    struct finder *finder, const struct credit *credit, struct str email)
{
	struct evidence_list *list = finder->list;
	struct match match;
	if (str_find_byte(email, '@') >= email.len ||
	    signatures_match(
		finder->signatures, SIGNAL_AUTHOR_EMAIL, email, &match))
		return;
	for (size_t i = 0; i < list->people_count; i++)
		if (str_equal_nocase(list->people[i].email, credit->email))
			return;
	if (list->people_count < PEOPLE_MAX)
		list->people[list->people_count++] =
		    (struct credited_person){ credit->name, credit->email };
}

static void look_at_credit(struct finder *finder, const struct credit *credit)
{
	struct match match;
	struct str model = STR_NONE;
	struct str email = arena_lower(finder->keep, credit->email);
	int cap = finder->is_bullet ? CONFIDENCE_BULLET : 100;
	if (signatures_match(finder->signatures, SIGNAL_COAUTHOR_NAME,
		credit->name, &match)) {
		struct evidence evidence =
		    finder_match(&match, "coauthor_name");
		evidence.confidence_pct =
		    finder_cap(evidence.confidence_pct, cap);
		model = evidence.model;
		finder_add(finder, evidence);
	}
	if (!signatures_match(
		finder->signatures, SIGNAL_COAUTHOR_EMAIL, email, &match)) {
		if (!model.ptr)
			add_person(finder, credit, email);
		return;
	}
	struct evidence evidence = finder_match(&match, "coauthor_email");
	evidence.tool =
	    finder_tool_by_name(finder, evidence.tool, credit->name, email);
	evidence.model = model.ptr ? model : message_model_in(credit->name);
	evidence.confidence_pct = finder_cap(evidence.confidence_pct, cap);
	finder_weigh_person(finder, &evidence, credit->name, email);
	finder_add(finder, evidence);
}

/* "Reported-by: Claude (...)": found, not written, by a tool. */
static void look_at_found(struct finder *finder, const struct credit *credit)
{
	struct match match;
	struct str name = str_trim(
	    str_slice(credit->name, 0, str_find_byte(credit->name, '(')));
	struct str email = arena_lower(finder->keep, credit->email);
	if (!signatures_match(
		finder->signatures, SIGNAL_COAUTHOR_EMAIL, email, &match) &&
	    !signatures_match(
		finder->signatures, SIGNAL_COAUTHOR_NAME, name, &match))
		return;
	struct evidence evidence = finder_match(&match, "found_by");
	evidence.model = STR_NONE;
	evidence.confidence_pct = CONFIDENCE_FOUND;
	finder_add(finder, evidence);
}

/* -------------------------------------------------------------- trailers -- */

/* "Claude" and "5.1" of "Assisted-by: Claude 5.1" make one name. */
static struct str whole_model(
    const struct finder *finder, const struct match *match)
{
	struct str model = str_trim(match->model);
	struct str agent = match->groups[1];
	if (!model.len || model.ptr[0] < '0' || model.ptr[0] > '9' ||
	    agent.ptr == match->model.ptr)
		return model;
	return arena_printf(
	    finder->keep, STR_FMT "-" STR_FMT, STR_ARG(agent), STR_ARG(model));
}

/* Rows of conventions: the tool stands in the value. */
static void name_agent(const struct finder *finder, const struct match *match,
    struct str value, struct evidence *evidence)
{
	size_t colon = str_find_byte(value, ':');
	bool is_kernel_form = colon < value.len && evidence->model.len &&
			      evidence->model.ptr == value.ptr + colon + 1;
	evidence->tool = signatures_tool_in(finder->signatures,
	    is_kernel_form ? str_slice(value, 0, colon) : value, false);
	evidence->model = whole_model(finder, match);
	if (is_kernel_form && !evidence->tool)
		evidence->confidence_pct = finder_cap(
		    evidence->confidence_pct, CONFIDENCE_UNKNOWN_AGENT);
}

static bool is_denial(struct str value)
{
	static const char *const words[] = { "no", "none", "false", "n/a",
		"not used", "never", "nil", "-", NULL };
	for (const char *const *word = words; *word; word++)
		if (str_equal_nocase(str_trim(value), str_from(*word)))
			return true;
	return false;
}

/* "AI-assisted: no" is a statement that a person wrote it. A model that is not
 * named says nothing, nor does what a squash hoists from one of its parts. */
static void look_at_denial(
    struct finder *finder, struct str key, struct evidence evidence)
{
	if (str_equal_nocase(key, STR("AI-model")) || finder->is_bullet ||
	    message_is_squash(finder->commit->message))
		return;
	evidence.origin = "human";
	evidence.model = STR_NONE;
	finder_add(finder, evidence);
}

static void look_at_trailer(
    struct finder *finder, struct str line, struct str key, struct str value)
{
	struct match match;
	if (!signatures_match(finder->signatures, SIGNAL_TRAILER, line, &match))
		return;
	struct evidence evidence = finder_match(&match, "trailer");
	if (!match.tool) {
		if (is_denial(value)) {
			look_at_denial(finder, key, evidence);
			return;
		}
		name_agent(finder, &match, value, &evidence);
		if (str_equal_nocase(key, STR("AI-model")))
			evidence.tool = NULL;
	}
	if (finder->is_bullet)
		evidence.confidence_pct =
		    finder_cap(evidence.confidence_pct, CONFIDENCE_BULLET);
	finder_add(finder, evidence);
}

static void look_at_marker(struct finder *finder, struct str line)
{
	struct match match;
	if (!signatures_match(
		finder->signatures, SIGNAL_MESSAGE_LINE, line, &match) ||
	    (match.is_subject && finder->line != 1))
		return;
	finder_add(finder, finder_match(&match,
			       match.is_subject ? "subject" : "message_line"));
}

/* --------------------------------------------------------------- message -- */

static void look_at_text(struct finder *finder, const struct message_line *line)
{
	static const char *const credits[] = { "Co-authored-by",
		"Co-developed-by", "Assisted-by", "Generated-by", NULL };
	static const char *const finders[] = { "Reported-by", "Reviewed-by",
		"Suggested-by", "Tested-by", "Reviewed-on", "Acked-by", NULL };
	struct str key;
	struct str value;
	struct credit credit;
	finder->line = line->number;
	finder->is_bullet = line->is_bullet;
	look_at_marker(finder, line->text);
	if (!message_trailer(line->text, &key, &value))
		return;
	credit = message_credit(value, finder->keep);
	if (message_key_is(key, finders)) {
		look_at_found(finder, &credit);
		return;
	}
	if (message_key_is(key, credits))
		look_at_credit(finder, &credit);
	look_at_trailer(finder, line->text, key, value);
}

static void look_at_line(struct finder *finder, const struct message_line *line)
{
	look_at_text(finder, line);
	settle_line(finder);
}

static void look_at_branch(struct finder *finder)
{
	struct match match;
	struct str branch = message_merged_branch(finder->commit->message);
	finder->line = 1;
	if (!branch.ptr ||
	    !signatures_match(
		finder->signatures, SIGNAL_BRANCH, branch, &match) ||
	    (match.tool && !match.tool->is_author))
		return;
	struct evidence evidence = finder_match(&match, "branch");
	evidence.confidence_pct =
	    finder_cap(evidence.confidence_pct, CONFIDENCE_BRANCH);
	finder_add(finder, evidence);
	settle_line(finder);
}

/* -------------------------------------------------------------- in whole -- */

static bool is_by_author(const struct evidence *evidence)
{
	return evidence->confidence_pct >= 85 &&
	       (strcmp(evidence->signal, "author_email") == 0 ||
		   strcmp(evidence->signal, "author_name_suffix") == 0);
}

static size_t credited_tools(const struct evidence_list *list)
{
	size_t count = 0;
	for (size_t i = 0; i < list->count; i++) {
		bool is_new = list->items[i].tool;
		for (size_t j = 0; j < i; j++)
			is_new &= list->items[j].tool != list->items[i].tool;
		count += is_new;
	}
	return count;
}

/* The same origin for all evidence of a commit: a squash credits whoever had
 * a part in it; what a bot merges it has not written. */
static void settle_origin(struct finder *finder)
{
	struct evidence_list *list = finder->list;
	bool by_author = false;
	bool by_bot = false;
	for (size_t i = 0; i < list->count; i++) {
		bool is_bot = strcmp(list->items[i].origin, "bot") == 0;
		by_bot |= is_bot;
		by_author |= !is_bot && is_by_author(&list->items[i]);
	}
	bool is_squash = message_is_squash(finder->commit->message) ||
			 (credited_tools(list) > 1 &&
			     message_has_number(finder->commit->message));
	for (size_t i = 0; i < list->count; i++) {
		struct evidence *evidence = &list->items[i];
		if (strcmp(evidence->origin, "bot") == 0 ||
		    strcmp(evidence->origin, "human") == 0)
			continue;
		if (is_squash && !by_author)
			evidence->origin = "mixed";
		if (by_bot)
			evidence->confidence_pct = finder_cap(
			    evidence->confidence_pct, CONFIDENCE_HOISTED);
	}
}

/* "AI-model: x" beside "AI-tool: y": the model is that tool's. */
static void pair_models(struct evidence_list *list)
{
	if (credited_tools(list) != 1)
		return;
	struct tool *only = NULL;
	for (size_t i = 0; i < list->count && !only; i++)
		only = list->items[i].tool;
	for (size_t i = 0; i < list->count; i++)
		if (!list->items[i].tool && list->items[i].model.len)
			list->items[i].tool = only;
}

bool attribution_is_by_agent(const struct evidence_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->items[i].signal, "author_email") == 0 &&
		    strcmp(list->items[i].origin, "bot") != 0 &&
		    list->items[i].confidence_pct >= 85)
			return true;
	return false;
}

void attribution_find(struct evidence_list *list,
    const struct signatures *signatures, const struct authorship *commit,
    struct arena *keep)
{
	struct finder finder = { .list = list,
		.signatures = signatures,
		.commit = commit,
		.keep = keep };
	struct message message;
	struct message_line line;
	list->count = 0;
	list->people_count = 0;
	finder_look_at_identity(
	    &finder, commit->author_name, commit->author_email, true);
	settle_line(&finder);
	if (!str_equal(commit->author_name, commit->committer_name) ||
	    !str_equal(commit->author_email, commit->committer_email))
		finder_look_at_identity(&finder, commit->committer_name,
		    commit->committer_email, false);
	settle_line(&finder);
	message_open(&message, commit->message);
	while (message_next(&message, &line))
		look_at_line(&finder, &line);
	if (commit->is_merge)
		look_at_branch(&finder);
	pair_models(list);
	settle_origin(&finder);
}
