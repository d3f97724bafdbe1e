/* link/finding with link/result_line and link/file_stream: how the results of
 * one scan are known again in the next, in a repository that git makes. */
#include "tests/unit/scanned_world.h"

#include "base/buf.h"

/* By hand, a result of the first scan -> one of the second:
 * old.c:2 gets(a)   -> new/name.c:4   the file was renamed, two lines above
 * old.c:4 gets(b)   -> new/name.c:6   indented: other line, same text around
 * old.c:8 gets(c)   -> new/name.c:10  indented, and so changed around
 * old.c:12 gets(d)  -> new/name.c:14  changed to gets(dd): much the same words
 * from.c:4 gets(m)  -> to.c:5         moved with its neighbours
 * same.c:1, 2, 3    -> same.c:2, 3, 4 four equal lines, of which git says that
 *                      the last is new; the fourth is like the first
 * gone.c:1          -> nothing        deleted; and extra.c:1 is new */
static const char script[] =
    "lines() { printf '%s\\n' \"$@\"; }; mkdir new; "
    "lines 1 'gets(a)' 3 'gets(b)' 5 6 7 'gets(c)' 9 10 11 'gets(d)' 13 14 15 "
    "16 17 18 19 20 21 >old.c; "
    "lines f1 f2 f3 'gets(m)' f4 f5 f6 f7 >from.c; "
    "lines t0 >to.c; lines x x x >same.c; lines g >gone.c; c one; "
    "git mv old.c new/name.c; "
    "lines 0 0 1 'gets(a)' 3 '  gets(b)' 5 6 7 '  gets(c)' 9a 10 11 "
    "'gets(dd)' 13 14 15 16 17 18 19 20 21 >new/name.c; "
    "lines f7 >from.c; lines t0 f1 f2 f3 'gets(m)' f4 f5 f6 f7 >to.c; "
    "lines x x x x >same.c; git rm -q gone.c; lines e >extra.c; c two";

#define R(path, line) "{\"ruleId\":\"A\"," AT(path, line) "}"
#define SCAN(day, results)                                                     \
	LOG("{\"tool\":{\"driver\":{\"name\":\"T\"}},\"invocations\":[{"       \
	    "\"executionSuccessful\":true,\"endTimeUtc\":\"2026-01-" day       \
	    "T00:00:00Z\"}],\"results\":[" results "]}")

/* "path:line pass path:line state", of first and last sighting. */
#define MATCHES                                                                \
	"SELECT group_concat(text, '; ') FROM (SELECT r.path || ':' || "       \
	"r.line || ' ' || coalesce(m.pass, '-') || ' ' || f.path || ':' || "   \
	"f.line || ' ' || f.state AS text FROM finding f "                     \
	"JOIN result r ON r.id = f.first_result_id "                           \
	"LEFT JOIN finding_match m ON m.finding_id = f.id "                    \
	"ORDER BY r.path, r.line, m.result_id)"

static void open_worlds(
    struct sarif_world *world, struct git_world *git, const char *text)
{
	git_world_open(git, text);
	scanned_open(world, git);
}

static void results_are_known_again_where_git_moved_them(void **state)
{
	(void)state;
	struct sarif_world world;
	struct git_world git;
	open_worlds(&world, &git, script);
	scanned_read(&world, "one", git_world_ask(&git, "rev-parse HEAD~1"),
	    SCAN("01", R("old.c", "2") "," R("old.c", "4") "," R(
			   "old.c", "8") "," R("old.c", "12") "," R("from.c",
			   "4") "," R("same.c", "1") "," R("same.c",
			   "2") "," R("same.c", "3") "," R("gone.c", "1")));
	scanned_read(&world, "two", git_world_ask(&git, "rev-parse HEAD"),
	    SCAN("02",
		R("new/name.c", "4") "," R("new/name.c", "6") "," R(
		    "new/name.c", "10") "," R("new/name.c", "14") "," R("to.c",
		    "5") "," R("same.c", "2") "," R("same.c",
		    "3") "," R("same.c", "4") "," R("extra.c", "1")));
	scanned_link(&world, UNKNOWN);
	assert_string_equal(sarif_ask(&world, MATCHES),
	    "extra.c:1 - extra.c:1 open; from.c:4 context to.c:5 open; "
	    "gone.c:1 - gone.c:1 fixed; old.c:2 born new/name.c:4 open; "
	    "old.c:4 context new/name.c:6 open; "
	    "old.c:8 words new/name.c:10 open; "
	    "old.c:12 alike new/name.c:14 open; same.c:1 words same.c:4 open; "
	    "same.c:2 born same.c:2 open; same.c:3 born same.c:3 open");
	sarif_close(&world);
	git_world_close(&git);
}

/* By hand: call(a) was taken away, and far from it call(b) was written, which
 * is another problem; wait(c) was reworked where it stands, and is the same. */
static void what_is_not_alike_is_not_the_same(void **state)
{
	(void)state;
	struct sarif_world world;
	struct git_world git;
	open_worlds(&world, &git,
	    "lines() { printf '%s\\n' \"$@\"; }; "
	    "lines p q 'call(a)' r s t u v w 'x = wait(c, d, e)' y z >f.c; "
	    "c one; "
	    "lines p q r s t u v w 'x = wait(c, d, e, f)' y z k l 'call(b)' "
	    ">f.c; c two");
	scanned_read(&world, "one", git_world_ask(&git, "rev-parse HEAD~1"),
	    SCAN("01", R("f.c", "3") "," R("f.c", "10")));
	scanned_read(&world, "two", git_world_ask(&git, "rev-parse HEAD"),
	    SCAN("02", R("f.c", "9") "," R("f.c", "14")));
	scanned_link(&world, UNKNOWN);
	assert_string_equal(sarif_ask(&world, MATCHES),
	    "f.c:3 - f.c:3 fixed; f.c:10 alike f.c:9 open; "
	    "f.c:14 - f.c:14 open");
	sarif_close(&world);
	git_world_close(&git);
}

/* A result of TOOL with rule tags. */
#define TOOL_SCAN(tool, day, cwe, results)                                     \
	LOG("{\"tool\":{\"driver\":{\"name\":\"" tool "\",\"rules\":[{"        \
	    "\"id\":\"A\",\"properties\":{\"tags\":[\"security\","             \
	    "\"external/cwe/cwe-" cwe "\"]}}]}},\"invocations\":[{"            \
	    "\"executionSuccessful\":true,\"endTimeUtc\":\"2026-01-" day       \
	    "T00:00:00Z\"}],\"results\":[" results "]}")
#define SCAN_OF_X(day, results)                                                \
	LOG("{\"tool\":{\"driver\":{\"name\":\"X\"}},\"invocations\":[{"       \
	    "\"executionSuccessful\":true,\"endTimeUtc\":\"2026-01-" day       \
	    "T00:00:00Z\"}],\"results\":[" results "]}")
#define JOINED                                                                 \
	"SELECT group_concat(text, '; ') FROM (SELECT f.line || ' ' || "       \
	"f.tool || ' ' || f.tools || ' ' || f.state || ' ' || "                \
	"(SELECT coalesce(group_concat(tool || ':' || line || ':' || "         \
	"state, ','), '') FROM finding_tool t WHERE t.finding_id = f.id) "     \
	"AS text FROM finding f ORDER BY f.line, f.tool)"

/* 89 is a child of 943, 20 its category's; 798 is in another family. */
static void tools_join_on_near_lines_and_related_weaknesses(void **state)
{
	(void)state;
	struct sarif_world world;
	struct git_world git;
	open_worlds(&world, &git, "seq 40 >a.c; c one");
	scanned_read(&world, "one", STR(""),
	    TOOL_SCAN("X", "01", "089",
		R("a.c", "2") "," R("a.c", "10") "," R("a.c", "20") "," R(
		    "a.c", "21")));
	scanned_read(&world, "two", STR(""),
	    TOOL_SCAN("Y", "02", "943",
		R("a.c", "3") "," R("a.c", "12") "," R("a.c", "21")));
	scanned_read(&world, "three", STR(""),
	    TOOL_SCAN("Z", "03", "798", R("a.c", "2") "," R("a.c", "30")));
	scanned_link(&world, UNKNOWN);
	assert_string_equal(sarif_ask(&world, JOINED),
	    "2 x 2 open x:2:open,y:3:open; 2 z 1 open ; 10 x 1 open ; "
	    "12 y 1 open ; 20 x 1 open ; 21 x 2 open x:21:open,y:21:open; "
	    "30 z 1 open ");
	assert_string_equal(
	    sarif_ask(&world, "SELECT count(*) || ' ' || sum(tools) || ' ' || "
			      "(SELECT count(*) FROM finding_origin) "
			      "FROM finding_fact"),
	    "7 9 7");
	/* It is open while one of them has it. */
	scanned_read(&world, "four", STR(""),
	    TOOL_SCAN("X", "09", "089", R("a.c", "10")));
	scanned_link(&world, UNKNOWN);
	assert_string_equal(sarif_ask(&world, JOINED),
	    "2 z 1 open ; 3 y 2 open x:2:fixed,y:3:open; 10 x 1 open ; "
	    "12 y 1 open ; 20 x 1 fixed ; 21 y 2 open x:21:fixed,y:21:open; "
	    "30 z 1 open ");
	sarif_close(&world);
	git_world_close(&git);
}

/* What one tool names first, the other names second: 20 and 89. */
static void tools_join_on_any_weakness(void **state)
{
	(void)state;
	struct sarif_world world;
	struct git_world git;
	open_worlds(&world, &git, "seq 40 >a.c; c one");
	scanned_read(&world, "one", STR(""),
	    TOOL_SCAN("X", "01", "117\",\"external/cwe/cwe-022",
		R("a.c", "2") "," R("a.c", "9")));
	scanned_read(
	    &world, "two", STR(""), TOOL_SCAN("Y", "02", "022", R("a.c", "2")));
	scanned_read(&world, "three", STR(""),
	    TOOL_SCAN(
		"Z", "02", "798\",\"external/cwe/cwe-022", R("a.c", "9")));
	scanned_link(&world, UNKNOWN);
	assert_string_equal(sarif_ask(&world, JOINED),
	    "2 x 2 open x:2:open,y:2:open; 9 x 1 open ; 9 z 1 open ");
	sarif_close(&world);
	git_world_close(&git);
}

/* The worst record is gone: the finding is what the open one says. */
static void a_joined_finding_is_what_its_open_records_say(void **state)
{
	(void)state;
	struct sarif_world world;
	struct git_world git;
	open_worlds(&world, &git, "seq 40 >a.c; c one");
#define LEVEL(level)                                                           \
	"{\"ruleId\":\"A\",\"level\":\"" level "\"," AT("a.c", "2") "}"
	scanned_read(&world, "one", STR(""),
	    TOOL_SCAN("X", "01", "089", LEVEL("error")));
	scanned_read(
	    &world, "two", STR(""), TOOL_SCAN("Y", "02", "089", LEVEL("note")));
	scanned_read(&world, "three", STR(""), TOOL_SCAN("X", "09", "089", ""));
	scanned_link(&world, UNKNOWN);
	assert_string_equal(
	    sarif_ask(&world, JOINED), "2 y 2 open x:2:fixed,y:2:open");
	assert_string_equal(
	    sarif_ask(&world, "SELECT severity || ' ' || tools FROM finding"),
	    "low 2");
	sarif_close(&world);
	git_world_close(&git);
}

/* Three secrets on one line: each pair by the issuer that rules name. */
static void secrets_join_by_their_issuer(void **state)
{
	(void)state;
#define SECRET(rule) "{\"ruleId\":\"" rule "\"," AT("a.c", "2") "}"
#define SECRETS(tool, results)                                                 \
	LOG("{\"tool\":{\"driver\":{\"name\":\"" tool                          \
	    "\"}},\"invocations\":[{\"executionSuccessful\":true,"             \
	    "\"endTimeUtc\":\"2026-01-01T00:00:00Z\"}],\"results\":[" results  \
	    "]}")
	struct sarif_world world;
	struct git_world git;
	open_worlds(&world, &git, "seq 40 >a.c; c one");
	scanned_read(&world, "one", STR(""),
	    SECRETS("gitleaks",
		SECRET("generic-password") "," SECRET("aws-secret-key")));
	scanned_read(
	    &world, "two", STR(""), SECRETS("trufflehog", SECRET("AWS")));
	scanned_read(&world, "three", STR(""),
	    SECRETS("secretlint", SECRET("@secretlint/secretlint-rule-aws")));
	scanned_link(&world, UNKNOWN);
	assert_string_equal(
	    sarif_ask(&world, "SELECT group_concat(rule, ' ') FROM (SELECT "
			      "rule FROM finding_tool ORDER BY rule)"),
	    "@secretlint/secretlint-rule-aws AWS aws-secret-key");
	sarif_close(&world);
	git_world_close(&git);
}

/* 300 results of each of two tools on one line. */
static void a_limit_of_the_join_is_told(void **state)
{
	(void)state;
	struct sarif_world world;
	struct git_world git;
	struct buf results = { 0 };
	open_worlds(&world, &git, "seq 40 >a.c; c one");
	for (int i = 0; i < 300; i++)
		buf_printf(&results, "%s" R("a.c", "2"), i ? "," : "");
	buf_add_char(&results, '\0');
	for (int i = 0; i < 2; i++) {
		const char *name = i ? "Y" : "X";
		struct str text = arena_printf(world.keep,
		    TOOL_SCAN("%s", "01", "089", "%s"), name, results.data);
		scanned_read(&world, name, STR(""), text.ptr);
	}
	buf_free(&results);
	scanned_link(&world, UNKNOWN);
	assert_string_equal(
	    sarif_ask(&world, "SELECT count(*) FROM diagnostic WHERE code = "
			      "'join-limit'"),
	    "1");
	sarif_close(&world);
	git_world_close(&git);
}

#define RULED(rule, path, line) "{\"ruleId\":\"" rule "\"," AT(path, line) "}"
#define SEMGREP(day, results)                                                  \
	LOG("{\"tool\":{\"driver\":{\"name\":\"Semgrep\"}},"                   \
	    "\"invocations\":[{\"executionSuccessful\":true,"                  \
	    "\"endTimeUtc\":\"2026-01-" day                                    \
	    "T00:00:00Z\"}],\"results\":[" results "]}")

static void rules_under_another_name_are_known_again(void **state)
{
	(void)state;
	struct sarif_world world;
	struct git_world git;
	open_worlds(&world, &git,
	    "seq 40 >a.c; c one; { echo 0; seq 40; } >a.c; c two");
	scanned_read(&world, "one", git_world_ask(&git, "rev-parse HEAD~1"),
	    SEMGREP("01", RULED("tmp.rules.eval", "a.c", "5") "," RULED(
			      "tmp.rules.exec", "a.c", "9")));
	scanned_read(&world, "two", git_world_ask(&git, "rev-parse HEAD"),
	    SEMGREP("02", RULED("rules.eval", "a.c", "6") "," RULED(
			      "s.exec", "a.c", "10")));
	scanned_link(&world, UNKNOWN);
	assert_string_equal(sarif_ask(&world, MATCHES),
	    "a.c:5 born a.c:6 open; a.c:9 born a.c:10 open");
	assert_string_equal(
	    sarif_ask(&world, "SELECT rule FROM finding WHERE line = 6"),
	    "rules.eval");
	sarif_close(&world);
	git_world_close(&git);
}

/* Two rules of one scan are two, though their last part is one. */
static void rules_of_one_scan_are_apart(void **state)
{
	(void)state;
	struct sarif_world world;
	struct git_world git;
	open_worlds(&world, &git, "seq 40 >a.c; c one");
	scanned_read(&world, "one", STR(""),
	    SEMGREP("01", RULED("a.x.exec", "a.c", "9")));
	scanned_read(&world, "two", STR(""),
	    SEMGREP("02", RULED("b.x.exec", "a.c", "9") "," RULED(
			      "c.x.exec", "a.c", "9")));
	scanned_link(&world, UNKNOWN);
	assert_string_equal(
	    sarif_ask(&world, "SELECT group_concat(rule || state, ' ') FROM "
			      "(SELECT * FROM finding ORDER BY rule)"),
	    "a.x.execfixed b.x.execopen c.x.execopen");
	sarif_close(&world);
	git_world_close(&git);
}

/* By hand: of move.c the last two lines went to other.c, behind other text. */
static void text_at_the_edge_of_a_move_is_known_again(void **state)
{
	(void)state;
	struct sarif_world world;
	struct git_world git;
	open_worlds(&world, &git,
	    "lines() { printf '%s\\n' \"$@\"; }; lines 'int alpha(void) {' "
	    "'return beta(one, two);' '}' 'int gamma(void) {' 'int delta = 3;' "
	    "'return system(name, delta);' '}' >move.c; "
	    "lines 'char *epsilon;' 'char *zeta;' 'char *eta;' >other.c; "
	    "c one; sed -i 4,7d move.c; lines 'char *epsilon;' 'char *zeta;' "
	    "'int gamma(void) {' 'int delta = 3;' "
	    "'return system(name, delta);' '}' 'char *eta;' >other.c; c two");
	scanned_read(&world, "one", git_world_ask(&git, "rev-parse HEAD~1"),
	    SCAN("01", R("move.c", "6")));
	scanned_read(&world, "two", git_world_ask(&git, "rev-parse HEAD"),
	    SCAN("02", R("other.c", "5")));
	scanned_link(&world, UNKNOWN);
	assert_string_equal(
	    sarif_ask(&world, MATCHES), "move.c:6 moved other.c:5 open");
	sarif_close(&world);
	git_world_close(&git);
}

/* A print of the line alone: elsewhere, among other lines, it is another. */
static void an_equal_print_in_another_file_is_another(void **state)
{
	(void)state;
#define PRINTED(path, line)                                                    \
	"{\"ruleId\":\"A\",\"partialFingerprints\":{\"contextHash/v1\":"       \
	"\"ab12cd34\"}," AT(path, line) "}"
	struct sarif_world world;
	struct git_world git;
	open_worlds(&world, &git,
	    "lines() { printf '%s\\n' \"$@\"; }; lines 'int alpha' 'int beta' "
	    "'memcpy(to, from, size);' 'int gamma' 'int delta' >a.c; "
	    "lines other >b.c; c one; lines 'int alpha' 'int beta' 'int gamma' "
	    "'int delta' >a.c; lines 'char *one' 'char *two' "
	    "'memcpy(to, from, size);' 'char *three' 'char *four' >b.c; c two");
	scanned_read(&world, "one", git_world_ask(&git, "rev-parse HEAD~1"),
	    SCAN("01", PRINTED("a.c", "3")));
	scanned_read(&world, "two", git_world_ask(&git, "rev-parse HEAD"),
	    SCAN("02", PRINTED("b.c", "3")));
	scanned_link(&world, UNKNOWN);
	assert_string_equal(sarif_ask(&world, MATCHES),
	    "a.c:3 - a.c:3 fixed; b.c:3 - b.c:3 open");
	sarif_close(&world);
	git_world_close(&git);
}

/* Two files of one scan, of which one knows the weakness:
 * one set, and as many on a line as the one that lists most. */
static void one_scan_in_two_files_is_one_set(void **state)
{
	(void)state;
	struct sarif_world world;
	struct git_world git;
	open_worlds(&world, &git, "seq 40 >a.c; c one");
	scanned_read(&world, "one", STR(""),
	    TOOL_SCAN("X", "01", "089",
		R("a.c", "2") "," R("a.c", "2") "," R("a.c", "7")));
	scanned_read(&world, "two", STR(""),
	    SCAN_OF_X("01", R("a.c", "2") "," R("a.c", "2") "," R(
				"a.c", "2") "," R("a.c", "7")));
	scanned_link(&world, UNKNOWN);
	assert_string_equal(
	    sarif_ask(&world,
		"SELECT group_concat(text, '; ') FROM (SELECT "
		"f.line || ' ' || f.state || ' ' || "
		"coalesce(f.cwe, '-') || ' ' || (SELECT "
		"count(*) FROM finding_match m WHERE "
		"m.finding_id = f.id AND m.pass = 'twin') AS "
		"text FROM finding f ORDER BY f.line, text DESC)"),
	    "2 open 89 1; 2 open 89 1; 2 open - 0; 7 open 89 1");
	sarif_close(&world);
	git_world_close(&git);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(results_are_known_again_where_git_moved_them),
		cmocka_unit_test(what_is_not_alike_is_not_the_same),
		cmocka_unit_test(
		    tools_join_on_near_lines_and_related_weaknesses),
		cmocka_unit_test(tools_join_on_any_weakness),
		cmocka_unit_test(a_joined_finding_is_what_its_open_records_say),
		cmocka_unit_test(secrets_join_by_their_issuer),
		cmocka_unit_test(a_limit_of_the_join_is_told),
		cmocka_unit_test(rules_under_another_name_are_known_again),
		cmocka_unit_test(rules_of_one_scan_are_apart),
		cmocka_unit_test(an_equal_print_in_another_file_is_another),
		cmocka_unit_test(text_at_the_edge_of_a_move_is_known_again),
		cmocka_unit_test(one_scan_in_two_files_is_one_set),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
