/* importers/git/attribution: the traps of reading who wrote a commit. Each
 * case says what counts: 85 and more alone, 50 and more with a second signal,
 * less is a hint. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"
#include "importers/git/attribution.h"
#include "importers/git/commit.h"
#include "importers/git/message.h"
#include "importers/git/model_name.h"
#include "importers/git/ticket.h"

struct fixture {
	struct arena *arena;
	struct signatures *signatures;
	struct evidence_list list;
};

static int open_fixture(void **state)
{
	static struct fixture fixture;
	struct error err = { 0 };
	fixture.arena = arena_new();
	if (!signatures_read(&fixture.signatures, NULL, fixture.arena, &err)) {
		error_print(&err, stderr);
		return 1;
	}
	*state = &fixture;
	return 0;
}

static int close_fixture(void **state)
{
	struct fixture *fixture = *state;
	signatures_free(fixture->signatures);
	arena_free(fixture->arena);
	return 0;
}

#define NOW INT64_C(1780000000) /* 2026-05-28 */

static const struct authorship person = {
	.author_name = { "Ana Field", 9 },
	.author_email = { "ana@example.org", 15 },
	.committer_name = { "Ana Field", 9 },
	.committer_email = { "ana@example.org", 15 },
	.author_time = NOW,
};

static void look(struct fixture *fixture, const struct authorship *commit)
{
	attribution_find(
	    &fixture->list, fixture->signatures, commit, fixture->arena);
}

static void look_at_message(struct fixture *fixture, const char *message)
{
	struct authorship commit = person;
	commit.message = str_from(message);
	look(fixture, &commit);
}

/* The highest confidence of evidence of AI for TOOL ("": not recorded). */
static int sure(const struct fixture *fixture, const char *tool)
{
	int best = -1;
	for (size_t i = 0; i < fixture->list.count; i++) {
		const struct evidence *evidence = &fixture->list.items[i];
		struct str id = evidence->tool ? evidence->tool->id : STR("");
		if (strcmp(evidence->origin, "bot") && str_equal_z(id, tool) &&
		    evidence->confidence_pct > best)
			best = evidence->confidence_pct;
	}
	return best;
}

static bool has_model(const struct fixture *fixture, const char *model)
{
	for (size_t i = 0; i < fixture->list.count; i++)
		if (str_equal_z(model_name_normal(fixture->list.items[i].model,
				    fixture->arena),
			model))
			return true;
	return false;
}

static bool has_origin(const struct fixture *fixture, const char *origin)
{
	for (size_t i = 0; i < fixture->list.count; i++)
		if (strcmp(fixture->list.items[i].origin, origin) == 0)
			return true;
	return false;
}

static void reads_the_usual_marks(void **state)
{
	struct fixture *f = *state;
	look_at_message(f,
	    "Fix it\n\nCo-Authored-By: Claude Opus 4.6 (1M context) "
	    "<noreply@anthropic.com>\n");
	assert_int_equal(sure(f, "claude-code"), 95);
	assert_true(has_model(f, "claude-opus-4-6"));
	assert_true(has_origin(f, "ai"));
	look_at_message(f,
	    "Fix it\n\n\xF0\x9F\xA4\x96 Generated with [Claude Code]"
	    "(https://claude.com/claude-code)\n");
	assert_int_equal(sure(f, "claude-code"), 97);
	look_at_message(f, "x\n\nAssisted-by: Crush:AWS Claude Opus 4.6\n");
	assert_int_equal(sure(f, "crush"), 98);
	assert_true(has_model(f, "claude-opus-4-6"));
	look_at_message(f, "x\n\nAssisted-by: Crush:auto\n");
	assert_int_equal(sure(f, "crush"), 98);
	assert_false(has_model(f, "auto"));
	look_at_message(f,
	    "x\n\nCo-authored-by: aider (gpt-5.2-codex) <noreply@aider.chat>");
	assert_true(has_model(f, "gpt-5.2-codex"));
	look_at_message(
	    f, "x\n\nAssisted-by: Kimi K2.5 via Crush <crush@charm.land>\n");
	assert_int_equal(sure(f, "crush"), 98);
	assert_int_equal(sure(f, "kimi"), -1);
	assert_true(has_model(f, "kimi-k2.5"));
}

/* A tool on another maker's model writes that maker's address. */
static void prefers_the_tool_that_the_name_gives(void **state)
{
	struct fixture *f = *state;
	look_at_message(f,
	    "x\n\nCo-authored-by: Cursor Grok 4.6 <noreply@anthropic.com>\n");
	assert_int_equal(sure(f, "cursor"), 95);
	assert_int_equal(sure(f, "claude-code"), -1);
	assert_true(has_model(f, "grok-4.6"));
}

/* 1: first names of people. */
static void trap_first_names(void **state)
{
	struct fixture *f = *state;
	struct authorship commit = person;
	static const char *const names[] = { "Claude Heiland-Allen",
		"Jules Bertholet", "Cody P Schafer", "Claude", "Devin" };
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		commit.author_name = str_from(names[i]);
		look(f, &commit);
		assert_int_equal(f->list.count, 0);
	}
	look_at_message(f, "x\n\nCo-authored-by: Claude <claude@mail.org>\n");
	assert_true(sure(f, "claude-code") < 50);
	look_at_message(f, "x\n\nCo-authored-by: Gemini Smith <g@mail.org>\n");
	assert_int_equal(f->list.count, 0);
}

/* 2: ordinary words. */
static void trap_words(void **state)
{
	struct fixture *f = *state;
	look_at_message(f,
	    "Move the cursor back\n\nThe amp; continue with goose, warp and "
	    "codex. Generated with love\nCrush the copilot.\n");
	assert_int_equal(f->list.count, 0);
}

/* 3: credit for finding is none for writing. */
static void trap_found_by(void **state)
{
	struct fixture *f = *state;
	look_at_message(f,
	    "Fix overflow\n\nReported-by: Claude (ANT-2026-01) "
	    "<noreply@anthropic.com>\nReviewed-by: Claude Code\n");
	assert_int_equal(sure(f, "claude-code"), CONFIDENCE_FOUND);
	assert_string_equal(f->list.items[0].signal, "found_by");
}

/* 4: people assist too. */
static void trap_assisted_by_people(void **state)
{
	struct fixture *f = *state;
	look_at_message(f,
	    "x\n\nAssisted-by: Jane Doe\nAssisted-by: Jane <jane@x.org>\n"
	    "Co-developed-by: Willy T <w@x.org>\n"
	    "Assisted-by: https://example.org/x\n");
	assert_int_equal(f->list.count, 0);
	look_at_message(
	    f, "x\n\nAssisted-by: Claude:claude-3-opus coccinelle sparse\n");
	assert_int_equal(sure(f, "claude-code"), 93);
	assert_true(has_model(f, "claude-opus-3"));
	look_at_message(f, "x\n\nAssisted-by: LLM sparse\n");
	assert_int_equal(sure(f, ""), 93);
	look_at_message(f, "x\n\nAssisted-by: Fooly:bar-1\n");
	assert_int_equal(sure(f, ""), CONFIDENCE_UNKNOWN_AGENT);
	look_at_message(f, "x\n\nAssisted-by: Codex 5.3\n");
	assert_int_equal(sure(f, "codex"), 85);
	assert_true(has_model(f, "codex-5.3"));
}

/* 5: no-reply addresses are everybody's. */
static void trap_noreply(void **state)
{
	struct fixture *f = *state;
	look_at_message(f,
	    "x\n\nCo-authored-by: ana <12345+ana@users.noreply.github.com>\n"
	    "Co-Authored-By: paf <noreply@github.com>\n");
	assert_int_equal(f->list.count, 0);
	look_at_message(f, "x\n\nCo-authored-by: Copilot "
			   "<198982749+Copilot@users.noreply.github.com>\n");
	assert_int_equal(sure(f, "copilot-agent"), 97);
	/* the address says which one, not the name beside it */
	assert_int_equal(f->list.count, 1);
	look_at_message(f, "x\n\nCo-authored-by: Copilot "
			   "<223556219+Copilot@users.noreply.github.com>\n"
			   "Co-authored-by: Copilot App "
			   "<223556219+Copilot@users.noreply.github.com>\n"
			   "Assisted-by: Copilot "
			   "<223556219+Copilot@users.noreply.github.com>\n");
	for (size_t i = 0; i < f->list.count; i++)
		assert_true(
		    str_equal_z(f->list.items[i].tool->id, "copilot-cli"));
}

/* 6: staff of the makers are people. */
static void trap_vendor_staff(void **state)
{
	struct fixture *f = *state;
	struct authorship commit = person;
	commit.author_email = STR("jane@anthropic.com");
	look(f, &commit);
	assert_int_equal(f->list.count, 0);
	commit.author_name = STR("Graham Neubig");
	commit.author_email = STR("openhands@all-hands.dev");
	look(f, &commit);
	assert_int_equal(sure(f, "openhands"), CONFIDENCE_PERSON);
	commit.author_name = STR("openhands");
	look(f, &commit);
	assert_int_equal(sure(f, "openhands"), 95);
	commit.author_email = STR("contact@all-hands.dev");
	look(f, &commit);
	assert_true(has_origin(f, "bot"));
}

/* 7: bots that are no AI, with credits of what they merged. */
static void trap_bots(void **state)
{
	struct fixture *f = *state;
	struct authorship commit = person;
	commit.author_name = STR("dependabot[bot]");
	commit.author_email =
	    STR("49699333+dependabot[bot]@users.noreply.github.com");
	commit.message =
	    STR("Bump x\n\nCo-authored-by: Claude <noreply@anthropic.com>\n");
	look(f, &commit);
	assert_true(has_origin(f, "bot"));
	assert_int_equal(sure(f, "claude-code"), CONFIDENCE_HOISTED);
	commit.author_email = STR("1+unheard-of[bot]@users.noreply.github.com");
	look(f, &commit);
	assert_true(has_origin(f, "bot"));
	commit.author_email = STR("noreply@github.com");
	commit.message = STR("x");
	look(f, &commit);
	assert_int_equal(f->list.count, 0);
}

/* 8: a squash credits everybody of the branch, once a tool. */
static void trap_squash(void **state)
{
	struct fixture *f = *state;
	look_at_message(f,
	    "Add it (#12)\n\n* one\n\nCo-authored-by: Copilot "
	    "<198982749+Copilot@users.noreply.github.com>\n\n* two\n\n"
	    "Co-authored-by: Copilot "
	    "<198982749+Copilot@users.noreply.github.com>\n\n---------\n\n"
	    "Co-authored-by: Copilot "
	    "<198982749+Copilot@users.noreply.github.com>\n");
	assert_true(has_origin(f, "mixed"));
	assert_false(has_origin(f, "ai"));
	size_t emails = 0;
	for (size_t i = 0; i < f->list.count; i++)
		emails +=
		    strcmp(f->list.items[i].signal, "coauthor_email") == 0;
	assert_int_equal(emails, 1);
}

/* 9: credits outside of the last paragraph, indented, cut, escaped. */
static void trap_places(void **state)
{
	struct fixture *f = *state;
	look_at_message(f,
	    "x\n\nCo-authored-by: Codex <noreply@openai.com>\n\nMore text.\n");
	assert_int_equal(sure(f, "codex"), 95);
	look_at_message(f, "Squashed commit of the following:\n\n"
			   "commit 0123456789012345678901234567890123456789\n"
			   "    Co-authored-by: Codex <noreply@openai.com>\n");
	assert_int_equal(sure(f, "codex"), 95);
	look_at_message(f, "x\n\nCo-authored-by: Codex <noreply@openai.com\n");
	assert_int_equal(sure(f, "codex"), 95);
	look_at_message(
	    f, "x\n\nCo-authored-by: Codex &lt;noreply@openai.com&gt;\n");
	assert_int_equal(sure(f, "codex"), 95);
	look_at_message(f,
	    "x\n\n> Co-authored-by: Codex <noreply@openai.com>\n"
	    "```\nCo-authored-by: Codex <noreply@openai.com>\n```\n"
	    "    Co-authored-by: Codex <noreply@openai.com>\n");
	assert_int_equal(f->list.count, 0);
	/* a fence that is never closed hides nothing */
	look_at_message(
	    f, "x\n\n```\n\nCo-authored-by: Codex <noreply@openai.com>\n");
	assert_int_equal(sure(f, "codex"), 95);
}

/* 10: messages that speak of AI. */
static void trap_talk(void **state)
{
	struct fixture *f = *state;
	look_at_message(f,
	    "Remove Co-Authored-By: Claude <noreply@anthropic.com> lines\n\n"
	    "Add Claude Code support. The `Co-authored-by: Codex "
	    "<noreply@openai.com>` trailer\n"
	    "`Co-authored-by: Codex <noreply@openai.com>`\n");
	assert_int_equal(f->list.count, 0);
	look_at_message(
	    f, "Add it\n\n- Co-authored-by: Codex <noreply@openai.com>\n");
	assert_int_equal(sure(f, "codex"), CONFIDENCE_BULLET);
	look_at_message(f, "Speak of aider: it helps\n");
	assert_int_equal(f->list.count, 0);
	look_at_message(f, "x\n\naider: not a subject\n");
	assert_int_equal(f->list.count, 0);
}

/* 11: reverts quote the subject; picks keep the trailers. */
static void trap_reverts(void **state)
{
	struct fixture *f = *state;
	struct str text = STR("Revert \"aider: add x\"\n\nThis reverts commit "
			      "0123456789012345678901234567890123456789.\n");
	look_at_message(f, text.ptr);
	assert_int_equal(f->list.count, 0);
	assert_true(str_equal_z(
	    message_reverts(text), "0123456789012345678901234567890123456789"));
	assert_true(
	    !message_reverts(STR("This reverts commit 0123456.\n")).ptr);
	assert_true(
	    str_equal_z(message_cherry_of(
			    STR("x\n\n(cherry picked from commit "
				"0123456789012345678901234567890123456789)\n"
				"(cherry picked from commit "
				"9876543210987654321098765432109876543210)\n")),
		"9876543210987654321098765432109876543210"));
}

/* Keys of tickets: what has their form, each once, and nothing else. */
static void tickets_are_named(void **state)
{
	struct ticket_list list;
	(void)state;
	ticket_find(&list, STR("SHOP-12: Add it (SHOP-12, PAY_2-7)\n\n"
			       "Branch feature-ABC-3-new, fixes #45, Refs: #6\n"
			       "see #9 and X-1, a-B-2, shop-3, SHOP-4x, v1-2\n"
			       "xSHOP-5 SHOP- -8 PRE-RUN-9\n"));
	assert_int_equal(list.count, 5);
	assert_true(str_equal_z(list.keys[0], "SHOP-12"));
	assert_true(str_equal_z(list.keys[1], "PAY_2-7"));
	assert_true(str_equal_z(list.keys[2], "ABC-3"));
	assert_true(str_equal_z(list.keys[3], "#45"));
	assert_true(str_equal_z(list.keys[4], "#6"));
	ticket_find(&list, STR("AA-1 AA-2 AA-3 AA-4 AA-5 AA-6 AA-7 AA-8 AA-9"));
	assert_int_equal(list.count, TICKETS_MAX);
	ticket_find(&list, STR("-#"));
	assert_int_equal(list.count, 0);
}

#define COMMIT_HEAD                                                            \
	"tree 0123456789012345678901234567890123456789\n"                      \
	"author A <a@b> 1 +0000\ncommitter A <a@b> 1 +0000\n"

/* Whether it is signed, and how; not whether the signature is good. */
static void signatures_are_told(void **state)
{
	static const char *const heads[][2] = {
		{ "gpgsig -----BEGIN PGP SIGNATURE-----\n x\n", "pgp" },
		{ "gpgsig -----BEGIN SSH SIGNATURE-----\n x\n", "ssh" },
		{ "gpgsig -----BEGIN SIGNED MESSAGE-----\n x\n", "x509" },
		{ "gpgsig-sha256 -----BEGIN PGP SIGNATURE-----\n", "pgp" },
		{ "gpgsig x\n", "other" },
		{ "encoding x\n", "" },
	};
	struct fixture *f = *state;
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
		struct commit commit;
		assert_true(commit_parse(
		    &commit, arena_printf(f->arena,
				 COMMIT_HEAD
				 "%s\ngpgsig -----BEGIN PGP SIGNATURE-----\n",
				 heads[i][0])));
		assert_true(str_equal_z(commit.signature, heads[i][1]));
		assert_int_equal(!commit.signature.ptr, i == 5);
	}
}

/* 13: line ends and encodings. */
static void trap_encodings(void **state)
{
	struct fixture *f = *state;
	look_at_message(f, "Gr\xFC\xDF"
			   "e\r\n\r\nCo-authored-by: Codex "
			   "<noreply@openai.com>\r\n\xFF\xFE: \xC3\x28\r\n");
	assert_int_equal(sure(f, "codex"), 95);
}

/* 15: placeholder addresses. */
static void trap_placeholders(void **state)
{
	struct fixture *f = *state;
	struct authorship commit = person;
	commit.author_name = STR("Claude");
	commit.author_email = STR("claude@localhost");
	look(f, &commit);
	assert_int_equal(sure(f, "claude-code"), 30);
	commit.author_email = STR("codex@example.com");
	look(f, &commit);
	assert_int_equal(sure(f, "codex"), 60);
}

/* 16: a mark older than its tool. */
static void trap_dates(void **state)
{
	struct fixture *f = *state;
	struct authorship commit = person;
	commit.message =
	    STR("x\n\nCo-authored-by: Claude <noreply@anthropic.com>\n");
	commit.author_time = INT64_C(1500000000);
	look(f, &commit);
	assert_int_equal(sure(f, "claude-code"), CONFIDENCE_EARLY);
	commit.author_time = UNKNOWN;
	look(f, &commit);
	assert_int_equal(sure(f, "claude-code"), 95);
}

/* The committer need not have written it: aider's suffix there means that
 * aider committed a person's change. */
/* 17: an agent's commits name who asked for them. */
static void trap_on_behalf(void **state)
{
	struct fixture *f = *state;
	struct authorship commit = person;
	commit.author_name = STR("copilot-swe-agent[bot]");
	commit.author_email = STR("198982749+Copilot@users.noreply.github.com");
	commit.committer_name = STR("GitHub");
	commit.committer_email = STR("noreply@github.com");
	commit.message =
	    STR("x\n\nCo-authored-by: ben <7+ben@users.noreply.github.com>\n"
		"Co-authored-by: ben <7+Ben@users.noreply.github.com>\n"
		"Co-authored-by: Claude <noreply@anthropic.com>\n"
		"Co-authored-by: GitHub <noreply@github.com>\n"
		"Co-authored-by: dependabot[bot] "
		"<49699333+dependabot[bot]@users.noreply.github.com>\n"
		"Reviewed-by: Cid <cid@example.org>\n"
		"Co-authored-by: nobody\n");
	look(f, &commit);
	assert_true(attribution_is_by_agent(&f->list));
	assert_int_equal(f->list.people_count, 1);
	assert_true(str_equal_z(
	    f->list.people[0].email, "7+ben@users.noreply.github.com"));
	commit.author_name = person.author_name;
	commit.author_email = person.author_email;
	look(f, &commit);
	assert_false(attribution_is_by_agent(&f->list));
}

static void weighs_the_committer_less(void **state)
{
	struct fixture *f = *state;
	struct authorship commit = person;
	commit.committer_name = STR("Ana Field (aider)");
	look(f, &commit);
	assert_int_equal(sure(f, "aider"), CONFIDENCE_COMMITTER);
	commit.author_name = STR("Ana Field (aider)");
	look(f, &commit);
	assert_int_equal(sure(f, "aider"), 98);
	/* name and address of one committer are not two signals */
	commit = person;
	commit.committer_name = STR("Devin AI");
	commit.committer_email =
	    STR("158243242+devin-ai-integration[bot]@users.noreply.github.com");
	look(f, &commit);
	assert_int_equal(f->list.count, 2);
	assert_int_equal(f->list.items[0].confidence_pct, 60);
	assert_true(f->list.items[1].confidence_pct < 50);
	commit = person;
	commit.author_name = STR("Ana (claude-sonnet-4-20250514)");
	look(f, &commit);
	assert_true(has_model(f, "claude-sonnet-4"));
}

static void reads_conventions(void **state)
{
	struct fixture *f = *state;
	look_at_message(f, "x\n\nAI-tool: none\nAI-assisted: no\n");
	assert_true(has_origin(f, "human"));
	assert_false(has_origin(f, "ai"));
	look_at_message(f, "x\n\nAI-model: none\n");
	assert_int_equal(f->list.count, 0);
	look_at_message(f, "x\n\nAI-tool: Claude Code\nAI-model: Opus 4.6\n");
	assert_int_equal(sure(f, "claude-code"), 85);
	assert_true(has_model(f, "claude-opus-4-6"));
	look_at_message(f, "x\n\nGenerated-by: OpenAI Codex (gpt-5.5)\n");
	assert_int_equal(sure(f, "codex"), 85);
	assert_true(has_model(f, "gpt-5.5"));
	look_at_message(f, "x\n\nGenerated-By: Cursor composer-1\n");
	assert_int_equal(sure(f, "cursor"), 86);
	assert_true(has_model(f, "composer-1"));
	look_at_message(f, "x\n\nGenerated-by: Claude Code v2.0\n");
	assert_int_equal(sure(f, "claude-code"), 85);
	assert_false(has_model(f, "v2.0"));
	look_at_message(f, "x\n\nGenerated-by: protoc 3.1\n");
	assert_int_equal(f->list.count, 0);
	look_at_message(f, "x\n\nAssisted-by: Gemini CLI (gemini-3-pro)\n");
	assert_int_equal(sure(f, "gemini-cli"), 90);
	look_at_message(f, "x\n\nEntire-Checkpoint: a3b2c4d5e6f7\n");
	assert_int_equal(sure(f, ""), 90);
}

static void reads_merged_branches(void **state)
{
	struct fixture *f = *state;
	struct authorship commit = person;
	commit.is_merge = true;
	commit.message = STR("Merge pull request #9 from own/copilot/fix-x\n");
	look(f, &commit);
	assert_int_equal(sure(f, "copilot-agent"), CONFIDENCE_BRANCH);
	commit.message = STR("Merge branch 'codex/fix'\n");
	look(f, &commit);
	assert_int_equal(sure(f, "codex"), CONFIDENCE_BRANCH);
	commit.message = STR("Merge pull request #9 from own/feature\n");
	look(f, &commit);
	assert_int_equal(f->list.count, 0);
}

static void gives_models_one_spelling(void **state)
{
	struct fixture *f = *state;
	static const char *const cases[][2] = {
		{ "Opus 4.6", "claude-opus-4-6" },
		{ "Opus 4.6 (1M context)", "claude-opus-4-6" },
		{ "Fable 5", "claude-fable-5" },
		{ "claude-opus-4-6", "claude-opus-4-6" },
		{ "claude-opus-4-5-20251101", "claude-opus-4-5" },
		{ "claude-sonnet-4-5-20250929", "claude-sonnet-4-5" },
		{ "claude-4.5-sonnet-thinking", "claude-sonnet-4-5" },
		{ "claude-4.6-opus-high-thinking", "claude-opus-4-6" },
		{ "claude-3.5-sonnet", "claude-sonnet-3-5" },
		{ "anthropic/claude-opus-4-8", "claude-opus-4-8" },
		{ "AWS Claude Opus 4.6", "claude-opus-4-6" },
		{ "Z.ai: GLM 5.1", "glm-5.1" },
		{ "GLM-5.1", "glm-5.1" },
		{ "Kimi K2.5", "kimi-k2.5" },
		{ "openai/gpt-5.4", "gpt-5.4" },
		{ "openai-codex/gpt-5.4", "gpt-5.4" },
		{ "gpt-5.1-codex-max", "gpt-5.1-codex-max" },
		{ "\"gpt-5\"", "gpt-5" },
		{ "vertex_ai/gemini-2.5-pro-exp-03-25",
		    "gemini-2.5-pro-exp-03-25" },
		{ "composer-1", "composer-1" },
	};
	static const char *const none[] = { "", "unknown", "default", "auto",
		"tab", "<synthetic>", " Unknown " };
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct str name =
		    model_name_normal(str_from(cases[i][0]), f->arena);
		if (!str_equal_z(name, cases[i][1]))
			fail_msg("%s: " STR_FMT " instead of %s", cases[i][0],
			    STR_ARG(name), cases[i][1]);
	}
	for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
		assert_true(
		    !model_name_normal(str_from(none[i]), f->arena).ptr);
}

/* Every row can be reached: its literal does not hide it. */
static void finds_the_literals(void **state)
{
	struct fixture *f = *state;
	struct match match;
	static const struct {
		enum signal signal;
		const char *text;
		const char *tool;
	} cases[] = {
		{ SIGNAL_COAUTHOR_EMAIL, "crush@charm.land", "crush" },
		{ SIGNAL_TRAILER,
		    "Copilot-Session: 01234567-89ab-cdef-0123-456789abcdef",
		    "copilot-cli" },
		{ SIGNAL_TRAILER, "Made-with: Cursor", "cursor" },
		{ SIGNAL_MESSAGE_LINE, "Generated by Mistral Vibe.",
		    "mistral-vibe" },
		{ SIGNAL_BRANCH, "devin/1234567890-fix", "devin" },
		{ SIGNAL_NOTES_REF, "refs/notes/ai", "git-ai" },
		{ SIGNAL_FILE, ".github/copilot-instructions.md", "copilot" },
		{ SIGNAL_FILE, "sub/CLAUDE.md", "claude-code" },
		{ SIGNAL_AUTHOR_EMAIL,
		    "158243242+devin-ai-integration[bot]@users.noreply."
		    "github.com",
		    "devin" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		if (!signatures_match(f->signatures, cases[i].signal,
			str_from(cases[i].text), &match))
			fail_msg("%s matches nothing", cases[i].text);
		assert_true(str_equal_z(match.tool->id, cases[i].tool));
	}
}

/* A table of the user's is compiled at once; here it is the project's own. */
static void compiles_every_row(void **state)
{
	struct fixture *f = *state;
	const struct asset_folders folders = { .data = STR("data") };
	struct signatures *signatures = NULL;
	struct error err = { 0 };
	if (!signatures_read(&signatures, &folders, f->arena, &err))
		fail_msg(
		    "%s:%lld: %s", err.file, (long long)err.line, err.message);
	signatures_free(signatures);
}

/* A folder with the two "more" tables adds to what is built in. */
static void takes_rows_of_the_users(void **state)
{
	struct fixture *f = *state;
	char folder[] = "/tmp/assay-test-XXXXXX";
	struct error err = { 0 };
	struct signatures *signatures = NULL;
	struct signatures *built_in = f->signatures;
	assert_non_null(mkdtemp(folder));
	struct str script = arena_printf(f->arena,
	    "cd %s && printf 'id,label,vendor,first_release,aliases,author,"
	    "source\\nhouse,House,Us,,house,1,own\\n"
	    "codex,Codex of ours,Us,,codex,1,own\\n' >tools.more.csv && "
	    "printf 'tool_id,vendor,signal,pattern,model_capture,confidence,"
	    "verified,source\\nhouse,Us,trailer,^House-Model: (.+)$,1,0.95,yes,"
	    "own\\n' >ai-signatures.more.csv",
	    folder);
	assert_int_equal(system(script.ptr), 0);
	const struct asset_folders folders = { .data = str_from(folder) };
	if (!signatures_read(&signatures, &folders, f->arena, &err))
		fail_msg(
		    "%s:%lld: %s", err.file, (long long)err.line, err.message);
	f->signatures = signatures;
	look_at_message(f, "x\n\nHouse-Model: gpt-5.4\n"
			   "Co-authored-by: Codex <noreply@openai.com>\n");
	assert_int_equal(sure(f, "house"), 95);
	assert_true(has_model(f, "gpt-5.4"));
	assert_int_equal(sure(f, "codex"), 95);
	for (size_t i = 0; i < f->list.count; i++)
		if (str_equal_z(f->list.items[i].tool->id, "house")) {
			assert_string_equal(
			    f->list.items[i].table, "ai-signatures.more.csv");
			assert_int_equal(f->list.items[i].row, 2);
		} else {
			assert_true(str_equal_z(
			    f->list.items[i].tool->label, "Codex of ours"));
		}
	f->signatures = built_in;
	signatures_free(signatures);
	assert_int_equal(
	    system(arena_printf(f->arena, "rm -r %s", folder).ptr), 0);
}

#define CASE(name) cmocka_unit_test(name)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(reads_the_usual_marks),
		CASE(prefers_the_tool_that_the_name_gives),
		CASE(trap_first_names),
		CASE(trap_words),
		CASE(trap_found_by),
		CASE(trap_assisted_by_people),
		CASE(trap_noreply),
		CASE(trap_vendor_staff),
		CASE(trap_bots),
		CASE(trap_squash),
		CASE(trap_places),
		CASE(trap_talk),
		CASE(trap_reverts),
		CASE(tickets_are_named),
		CASE(signatures_are_told),
		CASE(trap_encodings),
		CASE(trap_placeholders),
		CASE(trap_dates),
		CASE(trap_on_behalf),
		CASE(weighs_the_committer_less),
		CASE(reads_conventions),
		CASE(reads_merged_branches),
		CASE(gives_models_one_spelling),
		CASE(finds_the_literals),
		CASE(compiles_every_row),
		CASE(takes_rows_of_the_users),
	};
	return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
