/* link/: who is who, origin of commits, what a deployment holds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "link/link.h"
#include "model/import.h"
#include "model/query.h"

/* A model being filled: one source, one repository. */
struct world {
	struct model *model;
	struct import *import;
	struct arena *keep;
	int64_t repository;
	int64_t line;
};

static const struct input input = {
	.path = { "x", 1 },
	.shown = { "x", 1 },
	.time = UNKNOWN,
};

static struct error err;

static void open_world(struct world *world)
{
	struct account account;
	bool unchanged;
	const struct import_origin origin = {
		.importer = "git", .version = 1, .sha256 = "1", .why = ""
	};
	*world = (struct world){ .keep = arena_new() };
	assert_true(model_open(&world->model, STR(""), &err));
	assert_true(import_begin(&world->import, &unchanged, world->model,
	    &input, &origin, &account, &err));
	assert_true(IMPORT_ADD(world->import, repository, &world->repository,
	    NULL, &err, .key = STR("ledger"), .name = STR("ledger"),
	    .path = STR(""), .shallow = 0));
}

static void link_world(struct world *world, int64_t human_before)
{
	const struct link_options options = { .human_before = human_before };
	assert_true(import_end(world->import, NULL, &err));
	if (!link_all(world->model, &options, &err))
		fail_msg("%s", err.message);
}

static void close_world(struct world *world)
{
	model_close(world->model);
	arena_free(world->keep);
}

static int64_t day(const char *iso)
{
	int64_t time;
	assert_true(date_parse_iso(str_from(iso), &time));
	return time;
}

static int64_t add_commit(struct world *world, const char *oid,
    const char *email, const char *date, const char *parent)
{
	int64_t alias;
	int64_t id;
	assert_true(import_alias(world->import, str_from(email),
	    str_from(email), STR_NONE, &alias, &err));
	assert_true(IMPORT_ADD(world->import, commit, &id, NULL, &err,
	    .oid = str_from(oid), .author_alias_id = alias,
	    .committer_alias_id = alias, .author_time = day(date),
	    .commit_time = day(date), .parents = parent ? 1 : 0));
	assert_true(IMPORT_ADD(world->import, commit_repository, NULL, NULL,
	    &err, .commit_id = id, .repository_id = world->repository));
	if (parent)
		assert_true(IMPORT_ADD(world->import, commit_parent, NULL, NULL,
		    &err, .commit_id = id, .ordinal = 0,
		    .parent_oid = str_from(parent)));
	return id;
}

static void attribute(struct world *world, int64_t commit, const char *origin,
    const char *tool_name, const char *signal, int64_t confidence)
{
	int64_t tool = 0;
	if (tool_name)
		assert_true(IMPORT_ADD(world->import, tool, &tool, NULL, &err,
		    .name = str_from(tool_name)));
	assert_true(IMPORT_ADD(world->import, attribution, NULL, NULL, &err,
	    .commit_id = commit, .origin = str_from(origin), .tool_id = tool,
	    .signal = str_from(signal), .signature = STR("t:1"),
	    .level = STR("commit"), .lines = UNKNOWN,
	    .confidence_pct = confidence));
}

static void assert_origin(
    const struct world *world, const char *oid, const char *expected)
{
	struct query *query = NULL;
	assert_true(query_open(&query, world->model,
	    "SELECT o.origin || coalesce('/' || o.basis, '') || "
	    "coalesce('/' || t.name, '') || coalesce('/' || o.approved, '') "
	    "FROM commit_origin o JOIN \"commit\" c ON c.id = o.commit_id "
	    "LEFT JOIN tool t ON t.id = o.tool_id WHERE c.oid = ?1",
	    &err));
	query_bind_text(query, 1, str_from(oid));
	assert_true(query_next(query));
	assert_string_equal(
	    arena_z(world->keep, query_text(query, 0)), expected);
	assert_true(query_close(query, &err));
}

static void add_person(struct world *world, const char *person,
    const char *team, const char *email, const char *login)
{
	assert_true(IMPORT_ADD(world->import, directory, NULL, NULL, &err,
	    .person = str_from(person), .team = str_from(team),
	    .from_time = UNKNOWN, .name = str_from(person),
	    .to_time = UNKNOWN));
	if (email)
		assert_true(IMPORT_ADD(world->import, directory_alias, NULL,
		    NULL, &err, .person = str_from(person),
		    .kind = STR("email"), .value = str_from(email)));
	if (login)
		assert_true(IMPORT_ADD(world->import, directory_alias, NULL,
		    NULL, &err, .person = str_from(person),
		    .kind = STR("login"), .value = str_from(login)));
}

static void declare(struct world *world, const char *scope, const char *name)
{
	assert_true(IMPORT_ADD(world->import, human_declaration, NULL, NULL,
	    &err, .scope = str_from(scope), .name = str_from(name),
	    .since_time = day("2026-01-01"), .until_time = UNKNOWN,
	    .who = STR("CTO")));
}

static void no_record_is_unknown_unless_there_is_a_basis(void **state)
{
	(void)state;
	struct world world;
	open_world(&world);
	add_person(&world, "E1", "Core", "ann@x.example", NULL);
	declare(&world, "team", "Core");
	add_commit(&world, "a", "ann@x.example", "2025-12-31", NULL);
	add_commit(&world, "b", "ann@x.example", "2026-02-01", "a");
	add_commit(&world, "c", "bob@x.example", "2026-02-01", "b");
	add_commit(&world, "d", "bob@x.example", "2020-02-01", "c");
	int64_t hinted =
	    add_commit(&world, "e", "ann@x.example", "2026-02-02", "d");
	attribute(&world, hinted, "ai", "cursor", "branch", 40);
	link_world(&world, day("2021-06-29"));
	assert_origin(&world, "a", "unknown");
	assert_origin(&world, "b", "human/declared");
	assert_origin(&world, "c", "unknown");
	assert_origin(&world, "d", "human/dated");
	assert_origin(&world, "e", "unknown"); /* a hint forbids "human" */
	close_world(&world);
}

/* The last day of a member is the one before to_time. */
static void members_are_so_from_their_first_second(void **state)
{
	static const char *const dates[] = { "2026-01-09T23:59:59Z",
		"2026-01-10T00:00:00Z", "2026-01-19T23:59:59Z",
		"2026-01-20T00:00:00Z" };
	(void)state;
	struct world world;
	struct query *query = NULL;
	open_world(&world);
	assert_true(IMPORT_ADD(world.import, directory, NULL, NULL, &err,
	    .person = STR("E1"), .team = STR("Core"), .name = STR("Ann"),
	    .from_time = day("2026-01-10"), .to_time = day("2026-01-20")));
	assert_true(IMPORT_ADD(world.import, directory_alias, NULL, NULL, &err,
	    .person = STR("E1"), .kind = STR("email"),
	    .value = STR("ann@x.example")));
	for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
		add_commit(&world, (const char[]){ (char)('a' + i), 0 },
		    "ann@x.example", dates[i], NULL);
	link_world(&world, UNKNOWN);
	assert_true(query_open(&query, world.model,
	    "SELECT group_concat(oid, '') FROM (SELECT c.oid FROM "
	    "commit_origin o JOIN \"commit\" c ON c.id = o.commit_id "
	    "WHERE o.team_id IS NOT NULL ORDER BY c.oid)",
	    &err));
	assert_true(query_next(query));
	assert_string_equal(arena_z(world.keep, query_text(query, 0)), "bc");
	assert_true(query_close(query, &err));
	close_world(&world);
}

static void evidence_counts_by_confidence(void **state)
{
	(void)state;
	struct world world;
	open_world(&world);
	int64_t a = add_commit(&world, "a", "x@x", "2026-02-01", NULL);
	int64_t b = add_commit(&world, "b", "x@x", "2026-02-01", "a");
	int64_t c = add_commit(&world, "c", "x@x", "2026-02-01", "b");
	int64_t d = add_commit(&world, "d", "x@x", "2026-02-01", "c");
	int64_t e = add_commit(&world, "e", "x@x", "2026-02-01", "d");
	attribute(&world, a, "ai", "cursor", "trailer", 85);
	attribute(&world, b, "ai", "cursor", "trailer", 84);
	attribute(&world, c, "ai", "cursor", "trailer", 60);
	attribute(&world, c, "ai", "cursor", "message_line", 50);
	attribute(&world, d, "bot", NULL, "author_email", 98);
	attribute(&world, e, "human", NULL, "note", 95);
	int64_t f = add_commit(&world, "f", "x@x", "2026-02-01", "e");
	int64_t g = add_commit(&world, "g", "x@x", "2026-02-01", "f");
	attribute(&world, f, "mixed", "cursor", "trailer", 95);
	attribute(&world, g, "mixed", "cursor", "trailer", 95);
	attribute(&world, g, "ai", "cursor", "note", 95);
	link_world(&world, UNKNOWN);
	assert_origin(&world, "a", "ai/commit/cursor");
	assert_origin(&world, "b", "unknown");
	assert_origin(&world, "c", "ai/commit/cursor");
	assert_origin(&world, "d", "bot");
	assert_origin(&world, "e", "human/stated");
	assert_origin(&world, "f", "mixed/commit/cursor"); /* a squash */
	assert_origin(&world, "g", "ai/commit/cursor");
	close_world(&world);
}

static void approval_asks_the_policy_of_that_day(void **state)
{
	(void)state;
	struct world world;
	open_world(&world);
	int64_t a = add_commit(&world, "a", "x@x", "2025-12-31", NULL);
	int64_t b = add_commit(&world, "b", "x@x", "2026-01-01", "a");
	int64_t c = add_commit(&world, "c", "x@x", "2026-01-02", "b");
	attribute(&world, a, "ai", "cursor", "trailer", 95);
	attribute(&world, b, "ai", "cursor", "trailer", 95);
	attribute(&world, c, "ai", "cursor", "trailer", 95);
	attribute(&world, c, "ai", "aider", "author_email", 90);
	assert_true(IMPORT_ADD(world.import, policy, NULL, NULL, &err,
	    .kind = STR("tool"), .name = STR("cursor"),
	    .status = STR("approved"), .from_time = day("2026-01-01"),
	    .to_time = UNKNOWN));
	link_world(&world, UNKNOWN);
	assert_origin(&world, "a", "ai/commit/cursor/0");
	assert_origin(&world, "b", "ai/commit/cursor/1");
	assert_origin(&world, "c", "ai/commit/cursor/0"); /* aider is not */
	close_world(&world);
}

static void add_policy(struct world *world, const char *name,
    const char *status, int64_t from, int64_t to)
{
	assert_true(IMPORT_ADD(world->import, policy, NULL, NULL, &err,
	    .kind = STR("tool"), .name = str_from(name),
	    .status = str_from(status), .from_time = from, .to_time = to));
}

/* Two rows of one tool hold for their days; where both do, forbidden goes
 * before approved, whichever was written first. */
static void policies_follow_each_other(void **state)
{
	(void)state;
	struct world world;
	open_world(&world);
	const char *const names[] = { "a", "b", "c", "d" };
	const char *const days[] = { "2025-12-31", "2026-01-01", "2026-02-01",
		"2026-03-01" };
	for (int i = 0; i < 4; i++)
		attribute(&world,
		    add_commit(&world, names[i], "x@x", days[i],
			i ? names[i - 1] : NULL),
		    "ai", "cursor", "trailer", 95);
	add_policy(&world, "cursor", "approved", UNKNOWN, day("2026-01-01"));
	add_policy(&world, "Cursor", "approved", day("2026-02-01"), UNKNOWN);
	add_policy(&world, "cursor", "forbidden", day("2026-03-01"), UNKNOWN);
	link_world(&world, UNKNOWN);
	assert_origin(&world, "a", "ai/commit/cursor/1");
	assert_origin(&world, "b", "ai/commit/cursor/0");
	assert_origin(&world, "c", "ai/commit/cursor/1");
	assert_origin(&world, "d", "ai/commit/cursor/0");
	close_world(&world);
}

/* Lines that a correction gives to AI make AI part of the commit. */
static void a_correction_of_lines_names_its_tool(void **state)
{
	(void)state;
	struct world world;
	open_world(&world);
	add_commit(&world, "a", "x@x", "2026-02-01", NULL);
	assert_true(IMPORT_ADD(world.import, tool, NULL, NULL, &err,
			.name = STR("copilot")) &&
		    IMPORT_ADD(world.import, override, NULL, NULL, &err,
			.commit = STR("a"), .path = STR("a.txt"), .line = 5,
			.lines = 5, .origin = STR("ai"), .tool = STR("copilot"),
			.who = STR("CTO"), .why = STR("pasted")));
	link_world(&world, UNKNOWN);
	assert_origin(&world, "a", "ai/corrected_lines/copilot");
	close_world(&world);
}

static void touch(struct world *world, int64_t commit, const char *path)
{
	int64_t file = 0;
	assert_true(IMPORT_ADD(
	    world->import, file, &file, NULL, &err, .path = str_from(path)));
	assert_true(IMPORT_ADD(world->import, commit_file, NULL, NULL, &err,
	    .commit_id = commit, .file_id = file, .added = 9,
	    .kind = STR("source")));
}

static void a_correction_of_another_file_changes_nothing(void **state)
{
	(void)state;
	struct world world;
	open_world(&world);
	touch(&world, add_commit(&world, "a", "x@x", "2026-02-01", NULL),
	    "a.txt");
	touch(
	    &world, add_commit(&world, "b", "x@x", "2026-02-02", "a"), "b.txt");
	assert_true(IMPORT_ADD(world.import, override, NULL, NULL, &err,
	    .commit = STR("a"), .path = STR("b.txt"), .lines = UNKNOWN,
	    .origin = STR("ai"), .who = STR("CTO"), .why = STR("pasted")));
	link_world(&world, UNKNOWN);
	assert_origin(&world, "a", "unknown");
	int64_t idle = 0;
	assert_true(query_number(&idle, world.model,
	    "SELECT count(*) FROM diagnostic WHERE code = 'idle-correction'",
	    &err));
	assert_int_equal(idle, 1);
	close_world(&world);
}

static void run_sql(struct world *world, const char *sql)
{
	if (!query_run(world->model, sql, &err))
		fail_msg("%s", err.message);
}

static void assert_number(
    const struct world *world, const char *sql, int64_t expected)
{
	int64_t found;
	if (!query_number(&found, world->model, sql, &err))
		fail_msg("%s", err.message);
	assert_int_equal(found, expected);
}

/* a is Claude's, b a pick of it and c one of that, whose own record names no
 * tool; d was picked into another file, e with Cursor; of f a person says that
 * it is his, and g is its pick; h is older than AI. */
static void work_that_is_picked_counts_once(void **state)
{
	static const char *const oids[] = { "a", "b", "c", "d", "e", "f", "g",
		"h", "i" };
	int64_t ids[9];
	(void)state;
	struct world world;
	open_world(&world);
	for (int i = 0; i < 9; i++) {
		ids[i] = add_commit(&world, oids[i], "x@x", "2026-02-01", NULL);
		touch(&world, ids[i], i == 3 ? "b.txt" : "a.txt");
	}
	attribute(&world, ids[0], "ai", "claude", "trailer", 98);
	attribute(&world, ids[2], "ai", NULL, "trailer", 98);
	attribute(&world, ids[4], "ai", "cursor", "trailer", 95);
	attribute(&world, ids[5], "human", NULL, "note", 95);
	run_sql(&world,
	    "UPDATE \"commit\" SET cherry_of = CASE oid WHEN 'c' THEN 'b' "
	    "WHEN 'g' THEN 'f' WHEN 'h' THEN 'i' WHEN 'i' THEN 'h' ELSE 'a' "
	    "END WHERE oid NOT IN ('a', 'f')");
	link_world(&world, UNKNOWN);
	assert_origin(&world, "a", "ai/commit/claude");
	assert_origin(&world, "b", "ai/picked/claude");
	assert_origin(&world, "c", "ai/commit");
	assert_origin(&world, "d", "unknown");
	assert_origin(&world, "e", "ai/commit/cursor");
	assert_origin(&world, "g", "unknown");
	assert_number(&world,
	    "SELECT count(*) FROM commit_origin WHERE copied = 'picked' "
	    "AND copy_of = (SELECT id FROM \"commit\" WHERE oid = 'a')",
	    2);
	/* b, c and g repeat; those in a ring are believed by nobody */
	assert_number(&world, "SELECT count(*) FROM commit_fact", 6);
	assert_number(&world, "SELECT sum(added) FROM line_fact", 6 * 9);
	assert_number(&world,
	    "SELECT count(*) FROM tool_use u JOIN \"commit\" c "
	    "ON c.id = u.commit_id WHERE c.oid = 'b'",
	    1);
	close_world(&world);
}

/* b reverts a with an agent; c reverts b, so that a is back; d reverts c. */
static void what_a_revert_brings_back_is_who_wrote_it(void **state)
{
	static const char *const oids[] = { "a", "b", "c", "d" };
	int64_t ids[4];
	(void)state;
	struct world world;
	open_world(&world);
	for (int i = 0; i < 4; i++) {
		ids[i] = add_commit(&world, oids[i], "x@x", "2026-02-01", NULL);
		touch(&world, ids[i], "a.txt");
	}
	attribute(&world, ids[0], "ai", "claude", "trailer", 98);
	attribute(&world, ids[1], "ai", "claude", "trailer", 98);
	run_sql(&world,
	    "UPDATE \"commit\" SET reverts = CASE oid WHEN 'b' THEN 'a' "
	    "WHEN 'c' THEN 'b' ELSE 'c' END WHERE oid <> 'a'");
	link_world(&world, UNKNOWN);
	assert_origin(&world, "a", "ai/commit/claude");
	assert_origin(&world, "b", "mixed/commit/claude");
	assert_origin(&world, "c", "ai/picked/claude");
	assert_origin(&world, "d", "mixed/picked/claude");
	assert_number(&world,
	    "SELECT count(*) FROM commit_origin WHERE copied = 'restored'", 2);
	assert_number(&world, "SELECT count(*) FROM commit_fact", 2);
	close_world(&world);
}

/* What is corrected is so in its copies, too; of what records leave open the
 * copy has some. */
static void copies_follow_their_first(void **state)
{
	(void)state;
	struct world world;
	open_world(&world);
	int64_t a = add_commit(&world, "a", "x@x", "2026-02-01", NULL);
	int64_t b = add_commit(&world, "b", "x@x", "2026-02-02", NULL);
	int64_t c = add_commit(&world, "c", "x@x", "2026-02-03", NULL);
	int64_t d = add_commit(&world, "d", "x@x", "2026-02-04", NULL);
	touch(&world, a, "a.txt");
	touch(&world, b, "a.txt");
	touch(&world, c, "a.txt");
	touch(&world, d, "a.txt");
	attribute(&world, a, "ai", "claude", "trailer", 98);
	attribute(&world, b, "ai", "claude", "trailer", 98);
	attribute(&world, c, "ai", "claude", "trailer", 98);
	assert_true(
	    IMPORT_ADD(world.import, note, NULL, NULL, &err, .commit_id = c,
		.signal = STR("n"), .place = STR(""), .oid = STR(""),
		.level = STR("line"), .whole = 1, .ai_lines = 5) &&
	    IMPORT_ADD(world.import, override, NULL, NULL, &err,
		.commit = STR("a"), .path = STR(""), .lines = UNKNOWN,
		.origin = STR("human"), .who = STR("CTO"), .why = STR("seen")));
	run_sql(&world, "UPDATE \"commit\" SET cherry_of = "
			"CASE oid WHEN 'b' THEN 'a' ELSE 'c' END "
			"WHERE oid IN ('b', 'd')");
	link_world(&world, UNKNOWN);
	assert_origin(&world, "b", "human/corrected");
	assert_origin(&world, "d", "mixed/picked/claude");
	close_world(&world);
}

/* Repository b was cloned from a, which rewrote three of five lines since. */
static void lines_of_clones_count_once(void **state)
{
	(void)state;
	struct world world;
	int64_t other;
	open_world(&world);
	int64_t one = add_commit(&world, "a", "x@x", "2026-02-01", NULL);
	add_commit(&world, "b", "x@x", "2026-02-02", "a");
	touch(&world, one, "a.txt");
	assert_true(IMPORT_ADD(world.import, repository, &other, NULL, &err,
			.key = STR("zoo"), .name = STR("zoo"), .path = STR(""),
			.shallow = 0) &&
		    IMPORT_ADD(world.import, commit_repository, NULL, NULL,
			&err, .commit_id = one, .repository_id = other));
	run_sql(&world,
	    "INSERT INTO revision_line (repository_id, file_id, start, count, "
	    "commit_id) SELECT column1, f.id, column2, column3, c.id "
	    "FROM (VALUES (1, 1, 2, 'a'), (1, 3, 3, 'b'), (2, 1, 5, 'a'), "
	    "(2, 6, 7, NULL)) JOIN file f LEFT JOIN \"commit\" c "
	    "ON c.oid = column4");
	link_world(&world, UNKNOWN);
	assert_number(
	    &world, "SELECT sum(count) FROM line_run WHERE counts", 3 + 5 + 7);
	assert_number(&world, "SELECT count FROM line_run WHERE NOT counts", 2);
	close_world(&world);
}

static void a_correction_wins_and_shows_as_one(void **state)
{
	(void)state;
	struct world world;
	open_world(&world);
	int64_t a = add_commit(&world, "a", "x@x", "2026-02-01", NULL);
	attribute(&world, a, "ai", "cursor", "trailer", 95);
	assert_true(IMPORT_ADD(world.import, override, NULL, NULL, &err,
	    .commit = STR("a"), .lines = UNKNOWN, .origin = STR("human"),
	    .who = STR("CTO"), .why = STR("quoted trailer")));
	link_world(&world, UNKNOWN);
	assert_origin(&world, "a", "human/corrected");
	close_world(&world);
}

static void assert_person(const struct world *world, const char *email,
    const char *key, const char *rule)
{
	struct query *query = NULL;
	assert_true(query_open(&query, world->model,
	    "SELECT p.key, i.rule FROM alias a "
	    "JOIN identity i ON i.alias_id = a.id "
	    "JOIN person p ON p.id = i.person_id WHERE a.email = ?1",
	    &err));
	query_bind_text(query, 1, str_from(email));
	assert_true(query_next(query));
	assert_string_equal(arena_z(world->keep, query_text(query, 0)), key);
	assert_string_equal(arena_z(world->keep, query_text(query, 1)), rule);
	assert_true(query_close(query, &err));
}

static void identities_follow_the_order_of_trust(void **state)
{
	(void)state;
	struct world world;
	int64_t alias;
	open_world(&world);
	add_person(&world, "E1", "Core", "ann@x.example", "annx");
	add_person(&world, "E2", "Core", "shared@x.example", NULL);
	add_person(&world, "E3", "Core", "shared@x.example", NULL);
	add_commit(&world, "a", "Ann@X.example", "2026-02-01", NULL);
	add_commit(&world, "b", "123+annx@users.noreply.github.com",
	    "2026-02-01", "a");
	add_commit(&world, "c", "shared@x.example", "2026-02-01", "b");
	add_commit(&world, "d", "home@elsewhere.example", "2026-02-01", "c");
	add_commit(&world, "e", "nobody@elsewhere.example", "2026-02-01", "d");
	assert_true(import_alias(world.import, STR("home@elsewhere.example"),
	    STR("home@elsewhere.example"), STR_NONE, &alias, &err));
	assert_true(IMPORT_ADD(world.import, mailmap, NULL, NULL, &err,
	    .alias_id = alias, .repository_id = world.repository,
	    .name = STR("Ann"), .email = STR("ann@x.example")));
	link_world(&world, UNKNOWN);
	assert_person(&world, "Ann@X.example", "E1", "directory address");
	assert_person(
	    &world, "123+annx@users.noreply.github.com", "E1", "noreply login");
	/* two people claim it: nobody gets it */
	assert_person(&world, "shared@x.example", "email:shared@x.example",
	    "same spelling");
	assert_person(&world, "home@elsewhere.example", "E1", "mailmap");
	assert_person(&world, "nobody@elsewhere.example",
	    "email:nobody@elsewhere.example", "same spelling");
	close_world(&world);
}

static void map_address(struct world *world, const char *from, const char *to)
{
	int64_t alias;
	assert_true(import_alias(world->import, str_from(from), str_from(from),
	    STR_NONE, &alias, &err));
	assert_true(IMPORT_ADD(world->import, mailmap, NULL, NULL, &err,
	    .alias_id = alias, .repository_id = world->repository,
	    .name = STR("x"), .email = str_from(to)));
}

/* A line of .mailmap from an agent to a person, or the other way, makes no
 * person an agent and no agent a person. */
static void a_mailmap_joins_no_agent_to_a_person(void **state)
{
	(void)state;
	struct world world;
	open_world(&world);
	int64_t id =
	    add_commit(&world, "a", "agent@tool.example", "2026-02-01", NULL);
	attribute(&world, id, "ai", "cursor", "author_email", 95);
	add_commit(&world, "b", "ann@x.example", "2026-02-01", "a");
	add_commit(&world, "c", "bob@x.example", "2026-02-01", "b");
	map_address(&world, "agent@tool.example", "ann@x.example");
	map_address(&world, "bob@x.example", "agent@tool.example");
	link_world(&world, UNKNOWN);
	assert_person(&world, "agent@tool.example", "email:agent@tool.example",
	    "same spelling");
	assert_person(
	    &world, "ann@x.example", "email:ann@x.example", "same spelling");
	assert_person(
	    &world, "bob@x.example", "email:bob@x.example", "same spelling");
	close_world(&world);
}

/* The agent is the author; the co-author asked for it, or else who drove it by
 * a record, or else a committer whom the directory knows. */
static void an_agents_commit_is_the_persons_who_asked(void **state)
{
	(void)state;
	struct world world;
	int64_t value;
	int64_t ids[3];
	int64_t alias;
	static const char *const oids[] = { "a", "b", "c" };
	open_world(&world);
	add_person(&world, "P1", "Core", "ana@example.org", NULL);
	for (int i = 0; i < 3; i++) {
		ids[i] = add_commit(
		    &world, oids[i], "agent@tool.example", "2026-02-01", NULL);
		attribute(&world, ids[i], "ai", "cursor", "author_email", 95);
	}
	assert_true(import_alias(world.import, STR("Ana"),
	    STR("ana@example.org"), STR_NONE, &alias, &err));
	assert_true(IMPORT_ADD(world.import, commit_person, NULL, NULL, &err,
	    .commit_id = ids[0], .alias_id = alias, .role = STR("coauthor")));
	assert_true(import_alias(world.import, STR("Zoe"),
	    STR("zoe@elsewhere.example"), STR_NONE, &alias, &err));
	assert_true(IMPORT_ADD(world.import, commit_person, NULL, NULL, &err,
	    .commit_id = ids[0], .alias_id = alias, .role = STR("coauthor")));
	assert_true(IMPORT_ADD(world.import, commit_person, NULL, NULL, &err,
	    .commit_id = ids[1], .alias_id = alias, .role = STR("prompter")));
	link_world(&world, UNKNOWN);
	assert_true(query_number(&value, world.model,
	    "SELECT group_concat(p.key || p.kind, ' ') = "
	    "'P1human email:zoe@elsewhere.examplehuman "
	    "email:agent@tool.exampleagent' FROM (SELECT person_id FROM "
	    "commit_origin o JOIN \"commit\" c ON c.id = o.commit_id "
	    "ORDER BY c.oid) JOIN person p ON p.id = person_id",
	    &err));
	assert_int_equal(value, 1);
	assert_true(query_number(&value, world.model,
	    "SELECT count(*) FROM commit_origin WHERE team_id IS NOT NULL",
	    &err));
	assert_int_equal(value, 1);
	close_world(&world);
}

/* cursor is not in the policy; an exception holds for one month. */
static void exceptions_approve_for_their_time(void **state)
{
	(void)state;
	struct world world;
	static const char *const dates[] = { "2026-01-31", "2026-02-01",
		"2026-03-01" };
	static const char *const oids[] = { "a", "b", "c" };
	open_world(&world);
	add_policy(
	    &world, "claude-code", "approved", day("2025-01-01"), UNKNOWN);
	assert_true(IMPORT_ADD(world.import, policy_exception, NULL, NULL, &err,
	    .kind = STR("tool"), .name = STR("cursor"), .scope = STR("ledger"),
	    .from_time = day("2026-02-01"), .to_time = day("2026-03-01"),
	    .approver = STR("CISO"), .reason = STR("trial")));
	for (int i = 0; i < 3; i++)
		attribute(&world,
		    add_commit(&world, oids[i], "x@x", dates[i], NULL), "ai",
		    "cursor", "trailer", 95);
	link_world(&world, UNKNOWN);
	assert_origin(&world, "a", "ai/commit/cursor/0");
	assert_origin(&world, "b", "ai/commit/cursor/1");
	assert_origin(&world, "c", "ai/commit/cursor/0");
	close_world(&world);
}

static void attribute_model(struct world *world, const char *oid,
    const char *date, const char *tool_name, const char *model_name)
{
	int64_t tool;
	int64_t model;
	int64_t commit = add_commit(world, oid, "x@x", date, NULL);
	assert_true(IMPORT_ADD(world->import, tool, &tool, NULL, &err,
	    .name = str_from(tool_name)));
	assert_true(IMPORT_ADD(world->import, model, &model, NULL, &err,
	    .name = str_from(model_name), .raw = str_from(model_name)));
	assert_true(IMPORT_ADD(world->import, attribution, NULL, NULL, &err,
	    .commit_id = commit, .origin = STR("ai"), .tool_id = tool,
	    .model_id = model, .signal = STR("trailer"),
	    .signature = STR("t:1"), .level = STR("commit"), .lines = UNKNOWN,
	    .confidence_pct = 95));
}

/* A model has an exception; its tool is approved, or has one of its own. */
static void exceptions_of_models_approve(void **state)
{
	(void)state;
	struct world world;
	open_world(&world);
	add_policy(
	    &world, "claude-code", "approved", day("2025-01-01"), UNKNOWN);
	assert_true(IMPORT_ADD(world.import, policy, NULL, NULL, &err,
	    .kind = STR("model"), .name = STR("sonnet*"), .from_time = UNKNOWN,
	    .status = STR("approved"), .to_time = UNKNOWN));
	assert_true(IMPORT_ADD(world.import, policy_exception, NULL, NULL, &err,
	    .kind = STR("model"), .name = STR("opus*"), .scope = STR(""),
	    .from_time = day("2026-02-01"), .to_time = day("2026-03-01"),
	    .approver = STR("CISO"), .reason = STR("trial")));
	assert_true(IMPORT_ADD(world.import, policy_exception, NULL, NULL, &err,
	    .kind = STR("tool"), .name = STR("cursor"), .scope = STR(""),
	    .from_time = day("2026-01-01"), .to_time = day("2026-02-20"),
	    .approver = STR("CISO"), .reason = STR("trial")));
	attribute_model(&world, "a", "2026-01-31", "claude-code", "opus-4");
	attribute_model(&world, "b", "2026-02-01", "claude-code", "opus-4");
	attribute_model(&world, "c", "2026-02-01", "cursor", "opus-4");
	attribute_model(&world, "d", "2026-02-25", "cursor", "opus-4");
	attribute_model(&world, "e", "2026-02-01", "cursor", "other-1");
	attribute_model(&world, "f", "2026-02-01", "cursor", "sonnet-4");
	link_world(&world, UNKNOWN);
	assert_origin(&world, "a", "ai/commit/claude-code/0");
	assert_origin(&world, "b", "ai/commit/claude-code/1");
	assert_origin(&world, "c", "ai/commit/cursor/1");
	assert_origin(&world, "d", "ai/commit/cursor/0");
	assert_origin(&world, "e", "ai/commit/cursor/0");
	assert_origin(&world, "f", "ai/commit/cursor/1");
	close_world(&world);
}

static void deploy(struct world *world, const char *key, const char *revision,
    const char *date, int64_t succeeded)
{
	assert_true(IMPORT_ADD(world->import, deployment, NULL, NULL, &err,
	    .key = str_from(key), .revision = str_from(revision),
	    .environment = STR("production"), .started_time = UNKNOWN,
	    .finished_time = day(date), .succeeded = succeeded,
	    .caused_failure = UNKNOWN));
}

static void commits_belong_to_their_first_successful_deployment(void **state)
{
	(void)state;
	struct world world;
	int64_t value;
	open_world(&world);
	add_commit(&world, "a", "x@x", "2026-02-01", NULL);
	add_commit(&world, "b", "x@x", "2026-02-02", "a");
	add_commit(&world, "c", "x@x", "2026-02-03", "b");
	add_commit(&world, "d", "x@x", "2026-02-09", "c");
	deploy(&world, "1", "b", "2026-02-04", 1);
	deploy(&world, "2", "c", "2026-02-05", 0); /* failed */
	deploy(&world, "3", "c", "2026-02-06", 1);
	link_world(&world, UNKNOWN);
	assert_true(query_number(&value, world.model,
	    "SELECT group_concat(c.oid || d.key, '') = 'a1b1c3' FROM "
	    "commit_deployment x JOIN \"commit\" c ON c.id = x.commit_id "
	    "JOIN deployment d ON d.id = x.deployment_id",
	    &err));
	assert_int_equal(value, 1);
	close_world(&world);
}

static void incident(struct world *world, const char *key, const char *cause,
    const char *deployment, const char *stage, const char *introduced)
{
	world->line++;
	assert_true(IMPORT_ADD(world->import, incident, NULL, NULL, &err,
	    .system = STR("x"), .key = str_from(key),
	    .opened_time = world->line, .cause_oid = str_from(cause),
	    .deployment = str_from(deployment), .stage = str_from(stage),
	    .introduced = str_from(introduced)));
}

/* A commit first, by its first digits too; else a deployment whose commits are
 * all of one origin, bots aside; else nobody knows. */
static void incidents_go_back_to_commits_or_deployments(void **state)
{
	(void)state;
	struct world world;
	struct str text;
	struct query *query = NULL;
	open_world(&world);
	int64_t a = add_commit(&world, "aaaaaaaa1", "x@x", "2026-02-01", NULL);
	int64_t b =
	    add_commit(&world, "bbbbbbbb1", "x@x", "2026-02-02", "aaaaaaaa1");
	add_commit(&world, "cccccccc1", "x@x", "2026-02-03", "bbbbbbbb1");
	attribute(&world, a, "ai", "cursor", "trailer", 95);
	attribute(&world, b, "bot", NULL, "bot_author", 100);
	deploy(&world, "1", "bbbbbbbb1", "2026-02-04", 1);
	deploy(&world, "2", "cccccccc1", "2026-02-05", 1);
	incident(&world, "1", "AAAAAAA", NULL, NULL, NULL);
	incident(&world, "2", "aaaaaa", NULL, "QA", "Architecture");
	incident(&world, "3", "ffffffff", "1", "pre-prod", NULL);
	incident(&world, "4", NULL, "2", "moon", "moon");
	incident(&world, "5", NULL, "9", "", "");
	link_world(&world, UNKNOWN);
	assert_true(query_open(&query, world.model,
	    "SELECT group_concat(text, '; ') FROM (SELECT i.key || ' ' || "
	    "coalesce(x.cause, '-') || ' ' || x.origin || ' ' || "
	    "coalesce(t.name, '-') || ' ' || x.stage || ' ' || x.introduced "
	    "AS text FROM incident_cause x JOIN incident i ON i.id = "
	    "x.incident_id LEFT JOIN tool t ON t.id = x.tool_id ORDER BY 1)",
	    &err));
	assert_true(query_next(query));
	text = arena_str(world.keep, query_text(query, 0));
	assert_true(query_close(query, &err));
	assert_string_equal(arena_z(world.keep, text),
	    "1 commit ai cursor production code; "
	    "2 - unknown - test design; "
	    "3 deployment ai cursor staging unknown; "
	    "4 deployment unknown - unknown unknown; "
	    "5 - unknown - production unknown");
	close_world(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_record_is_unknown_unless_there_is_a_basis),
		cmocka_unit_test(members_are_so_from_their_first_second),
		cmocka_unit_test(evidence_counts_by_confidence),
		cmocka_unit_test(approval_asks_the_policy_of_that_day),
		cmocka_unit_test(policies_follow_each_other),
		cmocka_unit_test(exceptions_approve_for_their_time),
		cmocka_unit_test(exceptions_of_models_approve),
		cmocka_unit_test(a_correction_of_lines_names_its_tool),
		cmocka_unit_test(a_correction_of_another_file_changes_nothing),
		cmocka_unit_test(work_that_is_picked_counts_once),
		cmocka_unit_test(what_a_revert_brings_back_is_who_wrote_it),
		cmocka_unit_test(copies_follow_their_first),
		cmocka_unit_test(lines_of_clones_count_once),
		cmocka_unit_test(a_correction_wins_and_shows_as_one),
		cmocka_unit_test(identities_follow_the_order_of_trust),
		cmocka_unit_test(a_mailmap_joins_no_agent_to_a_person),
		cmocka_unit_test(an_agents_commit_is_the_persons_who_asked),
		cmocka_unit_test(
		    commits_belong_to_their_first_successful_deployment),
		cmocka_unit_test(incidents_go_back_to_commits_or_deployments),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
