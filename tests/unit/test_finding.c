/* link/finding.c and its steps: which scan speaks when, whose line it is. The
 * repository is made by git itself, with fixed dates and names. */
#include "tests/unit/sarif_world.h"

#include "base/file.h"
#include "importers/git/past_lines.h"
#include "link/link.h"
#include "tests/unit/git_world.h"

#define FINDINGS                                                               \
	"SELECT group_concat(text, '; ') FROM (SELECT coalesce(path, '') "     \
	"|| ':' || line || ' ' || state || ' ' || coalesce(first_time, "       \
	"'?') || coalesce('/' || fixed_time, '') AS text FROM finding "        \
	"ORDER BY path, line, first_time)"
#define ORIGINS                                                                \
	"SELECT group_concat(text, '; ') FROM (SELECT f.path || ':' || "       \
	"f.line || ' ' || coalesce(c.parents, o.reason) || ' ' || "            \
	"coalesce(o.language, '-') || '/' || coalesce(o.kind, '-') AS "        \
	"text FROM finding f JOIN finding_origin o ON o.finding_id = "         \
	"f.id LEFT JOIN \"commit\" c ON c.id = o.commit_id "                   \
	"ORDER BY f.path, f.line)"

/* A scan with a time (of the day 2026-01-DAY), and its results. */
#define SCAN(day, more, results)                                               \
	LOG("{\"tool\":{\"driver\":{\"name\":\"T\"}},\"invocations\":[{"       \
	    "\"executionSuccessful\":true,\"endTimeUtc\":\"2026-01-" day       \
	    "T00:00:00Z\"}]" more ",\"results\":[" results "]}")
#define RESULT(path, line) "{\"ruleId\":\"A\"," AT(path, line) "}"

static void add_repository(struct sarif_world *world, const char *path,
    const char *remote, const char *ref)
{
	struct import *import = NULL;
	struct account account;
	bool unchanged;
	const struct import_origin origin = { .importer = "git",
		.version = 1,
		.sha256 = path,
		.why = "",
		.incremental = true };
	struct input input = {
		.path = STR("r"), .shown = str_from(remote), .time = UNKNOWN
	};
	assert_true(import_begin(&import, &unchanged, world->model, &input,
	    &origin, &account, &world->err));
	assert_true(IMPORT_ADD(import, repository, NULL, NULL, &world->err,
	    .key = str_from(remote), .name = path_base(str_from(remote)),
	    .path = str_from(path), .ref = str_from(ref), .shallow = 0));
	assert_true(import_end(import, NULL, &world->err));
}

static void read_scan(
    struct sarif_world *world, const char *name, const char *text)
{
	if (!sarif_try(world, name, str_from(text)))
		fail_msg("%s", world->err.message);
}

static void link_world(struct sarif_world *world)
{
	const struct link_options options = { .human_before = UNKNOWN };
	if (!link_all(world->model, &options, &world->err))
		fail_msg("%s", world->err.message);
}

static void assert_findings(struct sarif_world *world, const char *expected)
{
	link_world(world);
	link_world(world); /* again, on what is there */
	assert_string_equal(sarif_ask(world, FINDINGS), expected);
	sarif_close(world);
}

static void scans_of_a_series_open_and_fix(void **state)
{
	(void)state;
	struct sarif_world world;
	sarif_open(&world);
	add_repository(&world, "", "h/r", "refs/heads/main");
	world.input.repository = STR("h/r");
	read_scan(&world, "b", SCAN("02", "", RESULT("a.c", "6")));
	read_scan(&world, "a",
	    SCAN("01", "", RESULT("a.c", "5") "," RESULT("b.c", "1")));
	assert_findings(
	    &world, "a.c:6 open 1767225600; b.c:1 fixed 1767225600/1767312000");
}

/* Another ref than the audited one says nothing; its spelling is free. */
static void other_refs_say_nothing(void **state)
{
	(void)state;
	struct sarif_world world;
	sarif_open(&world);
	add_repository(&world, "", "h/r", "refs/heads/main");
	world.input.repository = STR("h/r");
	world.input.ref = STR("main");
	read_scan(&world, "a", SCAN("01", "", RESULT("a.c", "5")));
	world.input.ref = STR("refs/heads/topic");
	read_scan(&world, "b", SCAN("02", "", RESULT("b.c", "5")));
	link_world(&world);
	assert_string_equal(
	    sarif_ask(&world, "SELECT code FROM diagnostic WHERE code LIKE "
			      "'scan-%'"),
	    "scan-of-other-ref");
	/* a second link does not repeat its remarks */
	link_world(&world);
	assert_string_equal(
	    sarif_ask(&world, "SELECT count(*) FROM diagnostic WHERE code "
			      "LIKE 'scan-%'"),
	    "1");
	assert_findings(&world, "a.c:5 open 1767225600");
}

/* Runs of one file complete each other; other analyses are series of their
 * own, and a finding is open while one of them has it. */
static void runs_and_analyses(void **state)
{
	(void)state;
	struct sarif_world world;
	sarif_open(&world);
	add_repository(&world, "", "h/r", "");
	world.input.repository = STR("h/r");
#define RUN_AT(second, id, results)                                            \
	"{\"tool\":{\"driver\":{\"name\":\"T\"}},\"automationDetails\":{"      \
	"\"id\":\"" id "/\"},\"invocations\":[{\"executionSuccessful\":"       \
	"true,\"endTimeUtc\":\"2026-01-0" second "Z\"}],\"results\":[" results \
	"]}"
	read_scan(&world, "a",
	    LOG(RUN_AT("1T00:00:00", "x", RESULT("a.c", "5")) "," RUN_AT(
		"1T00:00:09", "x", RESULT("b.c", "5"))));
	assert_findings(&world, "a.c:5 open 1767225609; b.c:5 open 1767225609");
	sarif_open(&world);
	add_repository(&world, "", "h/r", "");
	world.input.repository = STR("h/r");
	read_scan(&world, "a",
	    LOG(RUN_AT("1T00:00:00", "x", RESULT("a.c", "5")) "," RUN_AT(
		"1T00:00:00", "y", RESULT("a.c", "5"))));
	read_scan(&world, "b", LOG(RUN_AT("2T00:00:00", "x", "")));
	assert_findings(&world, "a.c:5 open 1767225600");
#undef RUN_AT
}

/* Without repository or time: listed as open, in no trend. */
static void unplaced_scans_are_listed(void **state)
{
	(void)state;
	struct sarif_world world;
	sarif_open(&world);
	add_repository(&world, "", "h/r", "");
	read_scan(&world, "a", SCAN("01", "", RESULT("a.c", "5")));
	world.input.repository = STR("h/r");
	read_scan(
	    &world, "b", LOG(RUN("\"results\":[" RESULT("b.c", "5") "]")));
	link_world(&world);
	assert_string_equal(
	    sarif_ask(&world, "SELECT count(*) FROM diagnostic WHERE code = "
			      "'scan-not-placed'"),
	    "2");
	assert_string_equal(
	    sarif_ask(&world, "SELECT count(*) FROM finding WHERE "
			      "repository_id IS NULL"),
	    "1");
	assert_findings(&world, "a.c:5 open ?; b.c:5 open ?");
}

/* Of a repository that is not audited the last scan speaks. */
static void the_last_scan_speaks_of_others(void **state)
{
	(void)state;
	struct sarif_world world;
	sarif_open(&world);
	add_repository(&world, "", "h/r", "");
	world.input.repository = STR("h/other");
	read_scan(&world, "b", SCAN("02", "", RESULT("b.c", "5")));
	read_scan(&world, "a",
	    SCAN("01", "", RESULT("a.c", "5") "," RESULT("b.c", "5")));
	link_world(&world);
	assert_string_equal(
	    sarif_ask(&world, "SELECT count(*) FROM diagnostic WHERE code = "
			      "'scan-not-placed'"),
	    "2");
	assert_findings(&world, "a.c:5 fixed ?; b.c:5 open ?");
}

static void repositories_are_found_by_any_name(void **state)
{
	(void)state;
	static const char *const names[] = { "github.com/Acme/shop",
		"https://tok@github.com/acme/Shop.git", "shop",
		"git@GitHub.com:acme/shop.git" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct sarif_world world;
		sarif_open(&world);
		add_repository(&world, "", "github.com/Acme/shop", "");
		world.input.repository = str_from(names[i]);
		read_scan(&world, "a", SCAN("01", "", RESULT("a.c", "5")));
		assert_findings(&world, "a.c:5 open 1767225600");
	}
}

static void kinds_other_than_fail_are_no_findings(void **state)
{
	(void)state;
	struct sarif_world world;
	sarif_open(&world);
	add_repository(&world, "", "h/r", "");
	world.input.repository = STR("h/r");
	read_scan(&world, "a",
	    SCAN("01", "",
		"{\"ruleId\":\"A\",\"kind\":\"pass\"},{\"ruleId\":\"A\","
		"\"kind\":\"open\"},{\"ruleId\":\"A\",\"baselineState\":"
		"\"absent\"}," RESULT("a.c", "5")));
	assert_findings(&world, "a.c:5 open 1767225600");
}

/* ----------------------------------------------------------------- lines -- */

/* Three commits of src/a.c (lines 1-3, then 4, then 2 changed) on main, tagged
 * v1 at the second; the parents column tells the first from the others. */
static const char script[] =
    "set -e; cd \"$1\"; git init -q -b main .; "
    "export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@x GIT_COMMITTER_NAME=a "
    "GIT_COMMITTER_EMAIL=a@x; mkdir src; "
    "export GIT_AUTHOR_DATE='2026-01-01T00:00:00Z' "
    "GIT_COMMITTER_DATE='2026-01-01T00:00:00Z'; "
    "printf 'one\\ntwo\\nthree\\n' >src/a.c; printf 'x\\000y' >bin; "
    "git add .; git commit -q -m 1; "
    "export GIT_AUTHOR_DATE='2026-01-03T00:00:00Z' "
    "GIT_COMMITTER_DATE='2026-01-03T00:00:00Z'; "
    "echo four >>src/a.c; git commit -q -a -m 2; git tag v1; "
    "export GIT_AUTHOR_DATE='2026-01-05T00:00:00Z' "
    "GIT_COMMITTER_DATE='2026-01-05T00:00:00Z'; "
    "sed -i 's/two/TWO/' src/a.c; git commit -q -a -m 3";

static char folder[] = "/tmp/assay-finding-XXXXXX";
static char commits[3][OID_HEX_SIZE];

static int make_repository(void **state)
{
	(void)state;
	char command[256];
	if (!mkdtemp(folder))
		return -1;
	snprintf(command, sizeof command, "sh -s %s", folder);
	FILE *shell = popen(command, "w");
	if (!shell || fputs(script, shell) < 0 || pclose(shell) != 0)
		return -1;
	snprintf(command, sizeof command, "git -C %s rev-list --reverse HEAD",
	    folder);
	FILE *pipe = popen(command, "r");
	for (int i = 0; pipe && i < 3; i++)
		if (fscanf(pipe, "%40s", commits[i]) != 1)
			return -1;
	return pipe ? pclose(pipe) : -1;
}

static int remove_repository(void **state)
{
	(void)state;
	char command[256];
	snprintf(command, sizeof command, "rm -rf %s", folder);
	return system(command);
}

/* What past_lines told: "0:commit@path:line ..." of each line. */
struct told {
	char text[8][256];
	enum past_state states[8];
};

static void hear(void *user, size_t file, enum past_state state,
    const struct lineage *lineage, const struct line_array *lines)
{
	struct told *told = user;
	char *out = told->text[file];
	told->states[file] = state;
	for (uint32_t i = 0; lines && i < lines->count; i++) {
		struct line_run run = lineage_run(lineage, lines, i);
		char hex[OID_HEX_SIZE];
		oid_hex(&lineage->reach->items[run.commit].oid, hex);
		for (int j = 0; j < 3; j++)
			if (!strcmp(hex, commits[j]))
				out += snprintf(out, 32, "%d:%u ", j + 1,
				    run.birth_start + 1);
	}
}

/* git blame -s -n REVISION src/a.c, by commit and line there. */
static void past_revisions_are_asked_together(void **state)
{
	(void)state;
	struct error err;
	struct told told = { 0 };
	const struct past_file files[] = {
		{ str_from(commits[2]), UNKNOWN, STR("src/a.c"), false },
		{ STR("v1"), UNKNOWN, STR("src/a.c"), false },
		{ { commits[0], 7 }, UNKNOWN, STR("src/a.c"), false },
		{ STR_NONE, 1767484800 - 1, STR("src/a.c"), false },
		{ STR_NONE, UNKNOWN, STR("src/a.c"), false },
	};
	const struct past_question question = { .folder = str_from(folder),
		.head = str_from(commits[2]),
		.files = files,
		.count = 5,
		.tell = hear,
		.user = &told };
	assert_true(past_lines(&question, &err));
	assert_string_equal(told.text[0], "1:1 3:2 1:3 2:4 ");
	assert_string_equal(told.text[1], "1:1 1:2 1:3 2:4 ");
	assert_string_equal(told.text[2], "1:1 1:2 1:3 ");
	assert_string_equal(told.text[3], "1:1 1:2 1:3 2:4 ");
	assert_string_equal(told.text[4], "1:1 3:2 1:3 2:4 ");
}

static void what_the_past_lacks_is_told(void **state)
{
	(void)state;
	struct error err;
	struct told told = { 0 };
	const struct past_file files[] = {
		{ STR("0123456789"), UNKNOWN, STR("src/a.c"), false },
		{ STR("--all"), UNKNOWN, STR("src/a.c"), false },
		{ STR("HEAD"), UNKNOWN, STR("src/a.c"), false },
		{ { commits[0], 6 }, UNKNOWN, STR("src/a.c"), false },
		{ STR("v1"), UNKNOWN, STR("none.c"), false },
		{ STR("v1"), UNKNOWN, STR("bin"), false },
		{ STR("v1"), UNKNOWN, STR("src"), false },
		{ STR_NONE, 5, STR("src/a.c"), false },
	};
	struct past_question question = { .folder = str_from(folder),
		.head = str_from(commits[2]),
		.files = files,
		.count = 8,
		.tell = hear,
		.user = &told };
	const enum past_state expected[] = { PAST_NO_REVISION, PAST_NO_REVISION,
		PAST_NO_REVISION, PAST_NO_REVISION, PAST_NO_FILE, PAST_NO_TEXT,
		PAST_NO_TEXT, PAST_NO_COMMIT };
	assert_true(past_lines(&question, &err));
	for (int i = 0; i < 8; i++)
		assert_int_equal(told.states[i], expected[i]);
	question.folder = STR("/nowhere");
	assert_false(past_lines(&question, &err));
}

/* The whole way: git, SARIF, link. */
static void findings_have_the_origin_of_their_line(void **state)
{
	(void)state;
	struct sarif_world world;
	struct input input = { .path = str_from(folder),
		.shown = str_from(folder),
		.is_folder = true,
		.repository = STR("r"),
		.time = UNKNOWN };
	bool unchanged;
	sarif_open(&world);
	assert_true(importer_run(
	    world.model, &input, &world.account, &unchanged, &world.err));
	world.input.repository = STR("r");
	world.input.revision = str_from(commits[2]);
	read_scan(&world, "a",
	    SCAN("06", "",
		RESULT("/build/r/src/a.c", "2") "," RESULT("a.c",
		    "1") "," RESULT("src/a.c", "99") "," RESULT("gone.py",
		    "1") "," RESULT("src/a.c", "0")));
	link_world(&world);
	assert_string_equal(sarif_ask(&world, ORIGINS),
	    "a.c:1 the file is not in the scanned revision C/source; "
	    "gone.py:1 the file is not in the scanned revision "
	    "Python/source; src/a.c:0 no line C/source; src/a.c:2 1 C/source; "
	    "src/a.c:99 the file has no such line C/source");
	sarif_close(&world);
}

/* Without a revision: what the audited head was when the scan ran. */
static void the_time_stands_for_a_missing_revision(void **state)
{
	(void)state;
	struct sarif_world world;
	struct input input = { .path = str_from(folder),
		.shown = str_from(folder),
		.is_folder = true,
		.repository = STR("r"),
		.time = UNKNOWN };
	bool unchanged;
	sarif_open(&world);
	assert_true(importer_run(
	    world.model, &input, &world.account, &unchanged, &world.err));
	world.input.repository = STR("r");
	read_scan(&world, "a", SCAN("04", "", RESULT("src/a.c", "2")));
	link_world(&world);
	assert_string_equal(sarif_ask(&world, ORIGINS), "src/a.c:2 0 C/source");
	read_scan(&world, "b",
	    SCAN("06", "", RESULT("src/a.c", "2") "," RESULT("src/a.c", "4")));
	link_world(&world);
	assert_string_equal(sarif_ask(&world, ORIGINS),
	    "src/a.c:2 1 C/source; src/a.c:4 1 C/source");
	sarif_close(&world);
}

/* Without a time: that of the commit it looked at, by its first digits too. */
static void the_revision_stands_for_a_missing_time(void **state)
{
	(void)state;
	struct sarif_world world;
	struct input input = { .path = str_from(folder),
		.shown = str_from(folder),
		.is_folder = true,
		.repository = STR("r"),
		.time = UNKNOWN };
	bool unchanged;
	sarif_open(&world);
	assert_true(importer_run(
	    world.model, &input, &world.account, &unchanged, &world.err));
	world.input.repository = STR("r");
	world.input.revision = (struct str){ commits[1], 8 };
	read_scan(
	    &world, "a", LOG(RUN("\"results\":[" RESULT("src/a.c", "4") "]")));
	assert_findings(&world, "src/a.c:4 open 1767398400");
}

/* Nothing is said by the first lines of a region that is too long to look at,
 * and the audited head is told to be an assumption. */
static void what_is_not_known_of_lines_is_told(void **state)
{
	(void)state;
	struct sarif_world world;
	struct input input = { .path = str_from(folder),
		.shown = str_from(folder),
		.is_folder = true,
		.repository = STR("r"),
		.time = UNKNOWN };
	bool unchanged;
	sarif_open(&world);
	assert_true(importer_run(
	    world.model, &input, &world.account, &unchanged, &world.err));
	world.input.repository = STR("r");
	read_scan(&world, "a",
	    LOG(RUN("\"results\":[" RESULT("src/a.c",
		"2") ",{\"ruleId\":"
		     "\"L\",\"locations\":[{\"physicalLocation\":{"
		     "\"artifactLocation\":{\"uri\":\"src/a.c\"},\"region\":{"
		     "\"startLine\":1,\"endLine\":1001}}}]}]")));
	link_world(&world);
	link_world(&world);
	assert_string_equal(sarif_ask(&world, ORIGINS),
	    "src/a.c:1 it stands on more than 1000 lines C/source; "
	    "src/a.c:2 1 C/source");
	assert_string_equal(
	    sarif_ask(&world, "SELECT group_concat(substr(text, instr(text, "
			      "'findings: '), 12)) FROM diagnostic "
			      "WHERE code = 'origin-assumed'"),
	    "findings: 1;");
	sarif_close(&world);
}

/* Of a commit that the head does not reach nobody asks, and a scan of an older
 * commit than the last one's speaks of that time. */
static void the_revision_tells_what_a_scan_without_ref_is_of(void **state)
{
	(void)state;
	struct sarif_world world;
	struct input input = { .path = str_from(folder),
		.shown = str_from(folder),
		.is_folder = true,
		.repository = STR("r"),
		.time = UNKNOWN };
	bool unchanged;
	sarif_open(&world);
	assert_true(importer_run(
	    world.model, &input, &world.account, &unchanged, &world.err));
	world.input.repository = STR("r");
	world.input.revision = str_from(commits[1]);
	read_scan(&world, "a",
	    SCAN("04", "", RESULT("src/a.c", "2") "," RESULT("src/a.c", "4")));
	read_scan(&world, "a2",
	    SCAN("05", "", RESULT("src/a.c", "2") "," RESULT("src/a.c", "4")));
	world.input.revision = STR("1234567890123456789012345678901234567890");
	read_scan(&world, "b", SCAN("05", "", RESULT("src/a.c", "1")));
	world.input.revision = str_from(commits[2]);
	read_scan(&world, "c", SCAN("06", "", RESULT("src/a.c", "4")));
	world.input.revision = str_from(commits[1]);
	read_scan(&world, "d",
	    SCAN("08", "",
		RESULT("src/a.c", "2") "," RESULT("src/a.c", "3") "," RESULT(
		    "src/a.c", "4")));
	world.input.revision = str_from(commits[2]);
	world.input.ref = STR("origin/main");
	read_scan(&world, "e", SCAN("09", "", RESULT("src/a.c", "4")));
	link_world(&world);
	assert_string_equal(
	    sarif_ask(&world, "SELECT group_concat(code, ' ') FROM (SELECT "
			      "code FROM diagnostic WHERE code LIKE 'scan-%' "
			      "ORDER BY code)"),
	    "scan-of-other-ref scan-of-the-past");
	assert_string_equal(
	    sarif_ask(&world, "SELECT sum(reopened) FROM finding"), "0");
	assert_string_equal(
	    sarif_ask(&world, "SELECT count(*) FROM scan_home WHERE audited"),
	    "5");
	assert_findings(&world, "src/a.c:2 fixed 1767484800/1767657600; "
				"src/a.c:3 fixed 1767484800/1767657600; "
				"src/a.c:4 open 1767484800");
}

#define REMARKS                                                                \
	"SELECT coalesce(group_concat(code, ' '), '') FROM (SELECT code "      \
	"FROM diagnostic WHERE code IN ('scan-untimely', 'scan-unlike') "      \
	"ORDER BY code)"

/* Before its commit, or decades after all of them. */
static void times_that_cannot_be_are_those_of_the_commit(void **state)
{
	(void)state;
	static const char *const days[] = { "2020-01-01", "2099-01-01" };
	for (int i = 0; i < 2; i++) {
		struct sarif_world world;
		struct input input = { .path = str_from(folder),
			.shown = str_from(folder),
			.is_folder = true,
			.repository = STR("r"),
			.time = UNKNOWN };
		bool unchanged;
		char text[512];
		sarif_open(&world);
		assert_true(importer_run(world.model, &input, &world.account,
		    &unchanged, &world.err));
		world.input.repository = STR("r");
		world.input.revision = str_from(commits[1]);
		snprintf(text, sizeof text,
		    LOG(RUN("\"invocations\":[{\"endTimeUtc\":\"%sT00:00:00Z"
			    "\"}],\"results\":[" RESULT("src/a.c", "4") "]")),
		    days[i]);
		read_scan(&world, "a", text);
		link_world(&world);
		assert_string_equal(
		    sarif_ask(&world, REMARKS), "scan-untimely");
		assert_findings(&world, "src/a.c:4 open 1767398400");
	}
}

/* What may be another kind of scan is told, by the last part of its rules. */
static void scans_without_a_rule_in_common_are_told(void **state)
{
	(void)state;
	static const struct {
		const char *first;
		const char *second;
		const char *remarks;
	} cases[] = {
		{ "A", "B", "scan-unlike" },
		{ "A", "A", "" },
		{ "tmp.eval", "ci.rules.eval", "" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct sarif_world world;
		char text[512];
		sarif_open(&world);
		add_repository(&world, "", "h/r", "refs/heads/main");
		world.input.repository = STR("h/r");
		for (int s = 0; s < 2; s++) {
			snprintf(text, sizeof text,
			    LOG(RUN("\"invocations\":[{\"endTimeUtc\":"
				    "\"2026-01-0%dT00:00:00Z\"}],\"results\":[{"
				    "\"ruleId\":\"%s\"," AT("a.c", "5") "}]")),
			    s + 1, s ? cases[i].second : cases[i].first);
			read_scan(&world, s ? "b" : "a", text);
		}
		link_world(&world);
		assert_string_equal(
		    sarif_ask(&world, REMARKS), cases[i].remarks);
		sarif_close(&world);
	}
}

/* git blame -s sub/lib/f.c: both lines of the other root's commit. */
static void files_that_a_merge_put_elsewhere_are_found(void **state)
{
	(void)state;
	struct sarif_world world;
	struct git_world git;
	git_world_open(&git,
	    "echo x >top; c one; git checkout -q --orphan other; "
	    "git rm -q -f top; mkdir lib; printf 'a\\nb\\n' >lib/f.c; c two; "
	    "git checkout -q main; git merge -q --no-commit -s ours "
	    "--allow-unrelated-histories other >/dev/null; "
	    "git read-tree --prefix=sub/ -u other; git commit -q -m three");
	struct input input = { .path = git.path,
		.shown = git.path,
		.is_folder = true,
		.repository = STR("r"),
		.time = UNKNOWN };
	bool unchanged;
	sarif_open(&world);
	assert_true(importer_run(
	    world.model, &input, &world.account, &unchanged, &world.err));
	world.input.repository = STR("r");
	read_scan(&world, "a", SCAN("06", "", RESULT("sub/lib/f.c", "2")));
	link_world(&world);
	assert_string_equal(
	    sarif_ask(&world, ORIGINS), "sub/lib/f.c:2 0 C/source");
	sarif_close(&world);
	git_world_close(&git);
}

/* Results that nothing tells apart are as many findings as their tool writes:
 * when it writes one less, one of them is fixed; one more, and that is back. */
static void equal_results_stay_as_many_as_they_are(void **state)
{
	(void)state;
	static const char states[] =
	    "SELECT group_concat(state || reopened, ' ') FROM (SELECT state, "
	    "reopened FROM finding ORDER BY state, reopened)";
	static const char *const days[] = { "01", "02", "03" };
	static const char *const expected[] = { "open0 open0", "fixed0 open0",
		"open0 open1" };
	struct sarif_world world;
	sarif_open(&world);
	add_repository(&world, "", "h/r", "");
	world.input.repository = STR("h/r");
	for (int i = 0; i < 3; i++) {
		char text[1024];
		snprintf(text, sizeof text,
		    LOG(RUN("\"invocations\":[{\"executionSuccessful\":true,"
			    "\"endTimeUtc\":\"2026-01-%sT00:00:00Z\"}],"
			    "\"results\":[%s%s]")),
		    days[i], RESULT("a.c", "5"),
		    i == 1 ? "" : "," RESULT("a.c", "5"));
		read_scan(&world, days[i], text);
		link_world(&world);
		assert_string_equal(sarif_ask(&world, states), expected[i]);
	}
	sarif_close(&world);
}

/* Key and number of equal results, and of one that has no equal: the same
 * whether the scan is alone, and sorted for a few, or has a successor, and
 * sorted as a whole. "c.c:9" comes before "c.c:8", as no sorted list has it. */
static void keys_do_not_depend_on_later_scans(void **state)
{
	(void)state;
	static const char keys[] =
	    "SELECT group_concat(key || first_result_id, ' ') FROM (SELECT "
	    "key, "
	    "first_result_id FROM finding WHERE first_result_id <= 6 "
	    "ORDER BY key)";
	struct sarif_world world;
	sarif_open(&world);
	add_repository(&world, "", "h/r", "");
	world.input.repository = STR("h/r");
	read_scan(&world, "a",
	    SCAN("01", "",
		RESULT("a.c", "5") "," RESULT("a.c",
		    "5") ","
			 "{\"ruleId\":\"B\",\"fingerprints\":{\"f/"
			 "v1\":\"1\"}," AT("c.c",
			     "9") "},{\"ruleId\":\"B\",\"fingerprints\":{"
				  "\"f/v1\":\"1\"}," AT("c.c", "8") "}," RESULT(
				      "a.c", "6") "," RESULT("b.c", "5")));
	link_world(&world);
	const char *alone = sarif_ask(&world, keys);
	assert_string_equal(
	    sarif_ask(&world, "SELECT count(DISTINCT key) FROM finding"), "6");
	assert_string_equal(
	    sarif_ask(&world, "SELECT count(*) FROM temp.crowded"), "4");
	read_scan(&world, "b", SCAN("02", "", RESULT("d.c", "5")));
	link_world(&world);
	assert_string_equal(sarif_ask(&world, keys), alone);
	sarif_close(&world);
}

/* A result of rule A with a baselineState. */
#define SAID(state, path, line)                                                \
	"{\"baselineState\":\"" state "\",\"ruleId\":\"A\"," AT(path, line) "}"

static void a_baseline_that_differs_is_told_and_decides_nothing(void **state)
{
	(void)state;
	struct sarif_world world;
	sarif_open(&world);
	add_repository(&world, "", "h/r", "refs/heads/main");
	world.input.repository = STR("h/r");
	read_scan(&world, "a",
	    SCAN("01", "",
		RESULT("a.c", "6") "," RESULT("g.c", "3") "," RESULT(
		    "h.c", "3")));
	read_scan(&world, "b",
	    SCAN("02", "",
		SAID("new", "a.c", "6") "," SAID("new", "h.c", "3") "," SAID(
		    "unchanged", "b.c", "4") "," SAID("updated", "d.c",
		    "4") "," SAID("new", "c.c", "1") "," SAID("absent", "a.c",
		    "6") "," SAID("absent", "h.c", "3")));
	link_world(&world);
	assert_string_equal(
	    sarif_ask(&world, "SELECT text FROM diagnostic WHERE code = "
			      "'baseline-differs'"),
	    "what T says of new and old results differs from what earlier "
	    "scans show, which decides: 2 new to it were seen before, 2 old to "
	    "it were not, 2 gone to it are not fixed");
	assert_string_equal(
	    sarif_ask(&world, "SELECT group_concat(path || state || "
			      "strftime('%d', first_time, 'unixepoch'), ' ') "
			      "FROM (SELECT * FROM finding ORDER BY path)"),
	    "a.copen01 b.copen02 c.copen02 d.copen02 g.cfixed01 h.copen01");
	sarif_close(&world);
}

#define RULED(day, rules, results)                                             \
	LOG("{\"tool\":{\"driver\":{\"name\":\"T\",\"rules\":[" rules          \
	    "]}},\"invocations\":[{\"executionSuccessful\":true,"              \
	    "\"endTimeUtc\":\"2026-01-" day                                    \
	    "T00:00:00Z\"}],\"results\":[" results "]}")

static void a_rule_that_was_renamed_keeps_its_findings(void **state)
{
	(void)state;
	struct sarif_world world;
	sarif_open(&world);
	add_repository(&world, "", "h/r", "refs/heads/main");
	world.input.repository = STR("h/r");
	read_scan(&world, "a",
	    RULED("01", "{\"id\":\"OLD\"}",
		"{\"ruleId\":\"OLD\"," AT("a.c", "6") "}"));
	read_scan(&world, "b",
	    RULED("02", "{\"id\":\"NEW\",\"deprecatedIds\":[\"OLD\"]}",
		"{\"ruleId\":\"NEW\"," AT("a.c", "6") "}"));
	link_world(&world);
	assert_string_equal(
	    sarif_ask(&world, "SELECT count(*) || rule || state || "
			      "strftime('%d', first_time, 'unixepoch') "
			      "FROM finding"),
	    "1NEWopen01");
	/* and once more, with the oldest name still told */
	read_scan(&world, "c",
	    RULED("03",
		"{\"id\":\"NEWEST\",\"deprecatedIds\":[\"OLD\",\"NEW\"]}",
		"{\"ruleId\":\"NEWEST\"," AT("a.c", "6") "}"));
	link_world(&world);
	assert_string_equal(
	    sarif_ask(&world, "SELECT count(*) || rule || state || "
			      "strftime('%d', first_time, 'unixepoch') "
			      "FROM finding"),
	    "1NEWESTopen01");
	sarif_close(&world);
}

/* Which of the two has the finding of the old one nobody knows. */
static void a_rule_that_became_two_has_no_new_name(void **state)
{
	(void)state;
	struct sarif_world world;
	sarif_open(&world);
	add_repository(&world, "", "h/r", "refs/heads/main");
	world.input.repository = STR("h/r");
	read_scan(&world, "a",
	    RULED("01", "{\"id\":\"OLD\"}",
		"{\"ruleId\":\"OLD\"," AT("a.c", "6") "}"));
	read_scan(&world, "b",
	    RULED("02", "{\"id\":\"ONE\",\"deprecatedIds\":[\"OLD\"]}",
		"{\"ruleId\":\"ONE\"," AT("a.c", "6") "}"));
	read_scan(&world, "c",
	    RULED("03", "{\"id\":\"TWO\",\"deprecatedIds\":[\"OLD\"]}",
		"{\"ruleId\":\"TWO\"," AT("c.c", "6") "}"));
	link_world(&world);
	assert_string_equal(
	    sarif_ask(&world, "SELECT group_concat(rule, ' ') "
			      "FROM (SELECT rule FROM finding ORDER BY rule)"),
	    "OLD ONE TWO");
	sarif_close(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_baseline_that_differs_is_told_and_decides_nothing),
		cmocka_unit_test(a_rule_that_was_renamed_keeps_its_findings),
		cmocka_unit_test(a_rule_that_became_two_has_no_new_name),
		cmocka_unit_test(scans_of_a_series_open_and_fix),
		cmocka_unit_test(other_refs_say_nothing),
		cmocka_unit_test(runs_and_analyses),
		cmocka_unit_test(unplaced_scans_are_listed),
		cmocka_unit_test(the_last_scan_speaks_of_others),
		cmocka_unit_test(repositories_are_found_by_any_name),
		cmocka_unit_test(equal_results_stay_as_many_as_they_are),
		cmocka_unit_test(keys_do_not_depend_on_later_scans),
		cmocka_unit_test(kinds_other_than_fail_are_no_findings),
		cmocka_unit_test(past_revisions_are_asked_together),
		cmocka_unit_test(what_the_past_lacks_is_told),
		cmocka_unit_test(findings_have_the_origin_of_their_line),
		cmocka_unit_test(the_time_stands_for_a_missing_revision),
		cmocka_unit_test(the_revision_stands_for_a_missing_time),
		cmocka_unit_test(times_that_cannot_be_are_those_of_the_commit),
		cmocka_unit_test(scans_without_a_rule_in_common_are_told),
		cmocka_unit_test(what_is_not_known_of_lines_is_told),
		cmocka_unit_test(
		    the_revision_tells_what_a_scan_without_ref_is_of),
		cmocka_unit_test(files_that_a_merge_put_elsewhere_are_found),
	};
	return cmocka_run_group_tests(
	    tests, make_repository, remove_repository);
}
