/* Who validated a commit: from words in its message, from the change request
 * that it came by, and from exports of these. */
#include "tests/unit/measure_world.h"

#include <stdlib.h>

#include "importers/git/approval.h"
#include "link/link.h"
#include "tests/unit/ask.h"

/* ------------------------------------------------------------- messages -- */

static const char *read_message(struct arena *keep, const char *message)
{
	struct approval_list list;
	struct commit commit = { .message = str_from(message) };
	struct str text = STR("");
	commit.author.email = STR("ana@x");
	commit.committer.email = STR("ben@x");
	approval_find(&list, &commit, keep);
	for (size_t i = 0; i < list.approval_count; i++) {
		const struct approval *a = &list.approvals[i];
		text = arena_printf(keep,
		    STR_FMT "%s:" STR_FMT "/" STR_FMT "/" STR_FMT " ",
		    STR_ARG(text), a->how, STR_ARG(a->name), STR_ARG(a->email),
		    STR_ARG(a->login));
	}
	for (size_t i = 0; i < list.request_count; i++) {
		const struct named_request *r = &list.requests[i];
		text = arena_printf(keep, STR_FMT "%s=" STR_FMT "#%lld ",
		    STR_ARG(text), r->how, STR_ARG(r->request.repository),
		    (long long)r->request.number);
	}
	return arena_z(keep, text);
}

static void messages_name_requests_and_reviewers(void **state)
{
	static const struct {
		const char *message;
		const char *expected;
	} cases[] = {
		{ "Fix it (#12)\n", "subject=#12 " },
		{ "Fix it (#12) (#13)\n", "subject=#13 " },
		{ "Revert \"Fix it (#12)\"\n", "" },
		{ "Fix it (#12a)\n", "" },
		{ "Merge pull request #7 from a/b\n\nFix (#3)\n", "merge=#7 " },
		{ "Merge branch 'x' into 'main'\n\nFix\n\n"
		  "See merge request group/sub/project!45\n",
		    "merge=group/sub/project#45 " },
		{ "Merged in x (pull request #8)\n\nFix\n\n"
		  "Approved-by: Cy <cy@x>\n",
		    "approved:Cy/cy@x/ merge=#8 " },
		{ "Merged PR 9: fix\n", "merge=#9 " },
		{ "doc: fix\n\nPR-URL: https://github.com/o/r/pull/10\n"
		  "Reviewed-By: Dee <dee@x>\n",
		    "reviewed:Dee/dee@x/ line=github.com/o/r#10 " },
		{ "fix\n\nPart-of: "
		  "<https://gitlab.example.org/g/p/-/merge_requests/11>\n",
		    "line=gitlab.example.org/g/p#11 " },
		{ "fix\n\nReviewed-by: Dee <dee@x>, Ed <ed@x>\n"
		  "Acked-by: Flo <flo@x> (docs)\n",
		    "reviewed:Dee/dee@x/ reviewed:Ed/ed@x/ acked:Flo/flo@x/ " },
		{ "fix\n\nReviewed By: ann, bo\n",
		    "reviewed://ann reviewed://bo " },
		{ "fix\n\nReviewed by:\t@gus\nApproved by:  re (gjb)\n",
		    "reviewed://gus approved://re " },
		{ "fix\n\nReviewed-by: nobody\nApproved-by: n/a\n", "" },
		/* the committer passed on what another wrote */
		{ "fix\n\nSigned-off-by: Ana <ana@x>\n"
		  "Signed-off-by: Ben <ben@x>\n",
		    "signed:Ben/ben@x/ " },
		/* quoted, in a list, as code */
		{ "fix\n\n> Reviewed-by: Dee <dee@x>\n"
		  "* Reviewed-by: Dee <dee@x>\n"
		  "    Reviewed-by: Dee <dee@x>\n",
		    "" },
		{ "fix\n\nSee https://github.com/o/r/pull/10\n", "" },
		{ "", "" },
	};
	struct arena *keep = arena_new();
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(
		    read_message(keep, cases[i].message), cases[i].expected);
	arena_free(keep);
}

/* --------------------------------------------------------------- linking -- */

/* Ana, Ben and Cy are in the directory; Dee and Ed are not. The line of main is
 * a - m - s - d, and m brought b, with c behind it. */
#define GIVEN                                                                  \
	"INSERT INTO source (id, path, importer, sha256, bytes, version, "     \
	"options, why) VALUES (1, 'x', 'git', '', 0, 1, '', '');\n"            \
	"INSERT INTO repository (id, source_id, locator, key, name, path, "    \
	"remote, head_oid, shallow) VALUES (1, 1, 1, 'shop', 'shop', '', "     \
	"'github.com/o/r', 'd', 0);\n"                                         \
	"INSERT INTO directory (source_id, locator, person, team, from_time) " \
	"VALUES (1, 1, 'ana', 'Web', 0), (1, 1, 'ben', 'Web', 0), "            \
	"(1, 1, 'cy', 'Web', 0);\n"                                            \
	"INSERT INTO directory_alias (source_id, locator, person, kind, "      \
	"value) SELECT 1, 1, column1, 'email', column1 || '@x' FROM "          \
	"(VALUES ('ana'), ('ben'), ('cy'));\n"                                 \
	"INSERT INTO directory_alias (source_id, locator, person, kind, "      \
	"value) SELECT 1, 1, column1, 'login', column1 FROM "                  \
	"(VALUES ('ana'), ('ben'), ('cy'));\n"                                 \
	"INSERT INTO alias (id, name, email, login) VALUES "                   \
	"(1, 'Ana', 'ana@x', ''), (2, 'Ben', 'ben@x', ''), "                   \
	"(3, 'Dee', 'dee@y', ''), (4, '', '', 'ana'), (5, '', '', 'ben'), "    \
	"(6, '', '', 'dee'), (7, '', '', 'ed'), (8, '', '', 'coderabbitai'), " \
	"(9, 'Dee', 'dee@home', ''), (10, 'Claude', "                          \
	"'noreply@anthropic.com', '');\n"                                      \
	"INSERT INTO \"commit\" (id, source_id, locator, oid, "                \
	"author_alias_id, committer_alias_id, author_time, commit_time, "      \
	"parents) VALUES (1, 1, 1, 'a', 1, 1, 100, 100, 0), "                  \
	"(2, 1, 1, 'b', 1, 1, 100, 200, 1), "                                  \
	"(3, 1, 1, 'c', 3, 3, 100, 200, 1), "                                  \
	"(4, 1, 1, 'm', 2, 2, 100, 300, 2), "                                  \
	"(5, 1, 1, 's', 3, 3, 100, 400, 1), "                                  \
	"(6, 1, 1, 'd', 1, 1, 100, 500, 1);\n"                                 \
	"INSERT INTO commit_repository SELECT id, 1 FROM \"commit\";\n"        \
	"INSERT INTO commit_parent VALUES (2, 0, 'c'), (3, 0, 'a'), "          \
	"(4, 0, 'a'), (4, 1, 'b'), (5, 0, 'm'), (6, 0, 's');\n"

#define CHANGE                                                                 \
	"INSERT INTO change (source_id, locator, key, repository, number, "    \
	"author_alias_id, merged_time, merge_oid, head_oid, merger_alias_id, " \
	"reviews_read) VALUES (1, 1, "
#define REVIEW                                                                 \
	"INSERT INTO review (source_id, locator, change_key, "                 \
	"reviewer_alias_id, time, verdict, revision) VALUES (1, 1, "
#define LINKS                                                                  \
	"SELECT c.oid, k.rule, k.confidence_pct FROM change_commit k "         \
	"JOIN \"commit\" c ON c.id = k.commit_id ORDER BY c.oid"
#define ANSWERS                                                                \
	"SELECT c.oid, v.state, v.how, v.recorded, coalesce(p.key, '') FROM "  \
	"validation v JOIN \"commit\" c ON c.id = v.commit_id "                \
	"LEFT JOIN person p ON p.id = v.person_id ORDER BY c.oid"

/* What QUESTION gives of GIVEN and MORE, linked. */
static void expect(const char *more, const char *question, const char *expected)
{
	struct world world;
	const struct link_options options = { .human_before = UNKNOWN };
	open_script(&world, STR(GIVEN));
	run_script(&world, str_from(more));
	if (!link_all(world.model, &options, &world.err))
		stop_at(&world.err);
	assert_string_equal(
	    ask_rows(world.model, world.keep, question), expected);
	close_world(&world);
}

static void a_merge_brings_what_its_other_parents_reach(void **state)
{
	(void)state;
	expect(CHANGE "'p', 'o/r', 7, 4, 300, 'm', 'b', NULL, 1);\n", LINKS,
	    "b|head commit|100\nc|by the merge|95\nm|merge commit|100\n");
	/* the same by the words of the merge */
	expect("INSERT INTO commit_request VALUES (4, '', 7, 'merge');\n" CHANGE
	       "'p', 'o/r', 7, 4, 300, NULL, NULL, NULL, 1);\n",
	    LINKS,
	    "b|by the merge|95\nc|by the merge|95\nm|merge subject|95\n");
}

static void a_number_counts_on_its_day(void **state)
{
	(void)state;
	expect("INSERT INTO commit_request VALUES (5, '', 8, 'subject'), "
	       "(6, '', 9, 'subject'), (2, '', 10, 'subject');\n" CHANGE
	       "'p', 'o/r', 8, 6, 401, NULL, NULL, NULL, 1), "
	       "(1, 1, 'q', 'shop', 9, 6, 200000, NULL, NULL, NULL, 1), "
	       "(1, 1, 'z', 'other', 10, 6, 200, NULL, NULL, NULL, 1);\n",
	    LINKS, "d|copy|60\ns|subject|95\n");
}

static void approvals_are_by_others_or_oneself(void **state)
{
	(void)state;
	/* Ana's commits; a comment behind it takes no approval back */
	expect(CHANGE "'p', 'o/r', 7, 4, 300, 'm', 'b', 5, 1);\n" REVIEW
		      "'p', 5, 250, 'approved', 'b'), "
		      "(1, 1, 'p', 5, 260, 'commented', 'b');\n",
	    ANSWERS,
	    "b|other|approval|1|ben\nc|other|approval|1|ben\n"
	    "m|self|approval|1|ben\n");
	expect(CHANGE "'p', 'o/r', 7, 4, 300, 'd', 'd', NULL, 1);\n" REVIEW
		      "'p', 4, 250, 'approved', 'd');\n",
	    ANSWERS, "d|self|approval|1|ana\n");
	expect(CHANGE "'p', 'o/r', 7, 4, 300, 'd', 'd', NULL, 1);\n" REVIEW
		      "'p', 8, 250, 'approved', 'd');\n",
	    ANSWERS, "d|agent|approval|1|login:coderabbitai\n");
}

static void what_is_read_and_approved_by_nobody_is_nobodys(void **state)
{
	(void)state;
	expect(CHANGE "'p', 'o/r', 7, 4, 300, 'd', 'd', NULL, 1);\n" REVIEW
		      "'p', 5, 250, 'approved', 'd'), "
		      "(1, 1, 'p', 5, 260, 'dismissed', 'd');\n",
	    ANSWERS, "d|nobody|no approval|1|\n");
	/* the export has no reviews: nobody knows */
	expect(
	    CHANGE "'p', 'o/r', 7, 4, 300, 'd', 'd', NULL, 0);\n", ANSWERS, "");
	/* who merged it is weak evidence, and says so */
	expect(CHANGE "'p', 'o/r', 7, 4, 300, 'd', 'd', 5, 1);\n", ANSWERS,
	    "d|weak|merged by|1|ben\n");
}

static void late_and_early_approvals_are_weak(void **state)
{
	(void)state;
	expect(CHANGE "'p', 'o/r', 7, 4, 300, 'd', 'd', NULL, 1);\n" REVIEW
		      "'p', 5, 301, 'approved', 'd');\n",
	    ANSWERS, "d|weak|approval after merging|1|ben\n");
	expect(CHANGE "'p', 'o/r', 7, 4, 300, 'd', 'd', NULL, 1);\n" REVIEW
		      "'p', 5, 250, 'approved', 'c');\n",
	    ANSWERS, "d|weak|approval of an earlier version|1|ben\n");
}

/* Dee wrote s under an address that no directory has. */
static void an_unknown_login_may_be_the_author(void **state)
{
	(void)state;
	expect(CHANGE "'p', 'o/r', 7, NULL, 300, 's', 's', NULL, 1);\n" REVIEW
		      "'p', 7, 250, 'approved', 's');\n",
	    ANSWERS,
	    "s|weak|approval, nobody knows whether by its author|1|login:ed\n");
	/* the host lets nobody approve his own: not dee, who opened it */
	expect(CHANGE "'p', 'o/r', 7, 6, 300, 's', 's', NULL, 1);\n" REVIEW
		      "'p', 7, 250, 'approved', 's');\n",
	    ANSWERS, "s|other|approval|1|login:ed\n");
	/* Dee from another address may well be herself */
	expect("INSERT INTO commit_approval VALUES (5, 9, 'reviewed', 3);\n",
	    ANSWERS,
	    "s|weak|Reviewed-by, nobody knows whether by its author|0|"
	    "email:dee@home\n");
}

static void trailers_speak_with_their_own_weight(void **state)
{
	(void)state;
	expect("INSERT INTO commit_approval VALUES (6, 2, 'reviewed', 3), "
	       "(5, 2, 'acked', 3), (2, 10, 'reviewed', 3), "
	       "(3, 1, 'signed', 4);\n",
	    ANSWERS,
	    "b|agent|Reviewed-by|0|email:noreply@anthropic.com\n"
	    "c|weak|passed on|0|ana\nd|other|Reviewed-by|0|ben\n"
	    "s|weak|Acked-by|0|ben\n");
	/* on a merge they speak of what it brought */
	expect("INSERT INTO commit_approval VALUES (4, 1, 'approved', 3);\n",
	    ANSWERS, "b|self|Approved-by|0|ana\nc|other|Approved-by|0|ana\n");
	expect("INSERT INTO commit_request VALUES (4, '', 7, 'merge');\n",
	    ANSWERS, "b|weak|merged by|0|ben\nc|weak|merged by|0|ben\n");
}

static void two_exports_of_a_request_are_one(void **state)
{
	(void)state;
	expect(CHANGE "'https://github.com/o/r/pull/7', 'github.com/o/r', 7, "
		      "4, 300, 'd', 'd', NULL, 0), "
		      "(1, 1, 'shop#7', 'shop', 7, NULL, NULL, NULL, NULL, "
		      "NULL, 1);\n" REVIEW
		      "'shop#7', 5, 250, 'approved', 'd');\n",
	    ANSWERS, "d|other|approval|1|ben\n");
}

#define TEST(name) cmocka_unit_test(name)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(messages_name_requests_and_reviewers),
		TEST(a_merge_brings_what_its_other_parents_reach),
		TEST(a_number_counts_on_its_day),
		TEST(approvals_are_by_others_or_oneself),
		TEST(what_is_read_and_approved_by_nobody_is_nobodys),
		TEST(late_and_early_approvals_are_weak),
		TEST(an_unknown_login_may_be_the_author),
		TEST(trailers_speak_with_their_own_weight),
		TEST(two_exports_of_a_request_are_one),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
