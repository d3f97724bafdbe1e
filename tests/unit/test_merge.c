/* model/merge.c over models drawn by a seed: the order, the grouping and
 * merging twice change nothing that a model holds. Each model has the records
 * of one or more of a few sources, which share keys: of what several have, that
 * of the path that sorts first stands. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "model/merge.h"
#include "tests/unit/ask.h"

enum { SOURCES = 5, ROWS = 12, KEYS = 7, TRIALS = 4 };

static char folder[] = "/tmp/assay-merge-XXXXXX";

static uint64_t draw(uint64_t *seed, uint64_t below)
{
	*seed = *seed * UINT64_C(6364136223846793005) +
		UINT64_C(1442695040888963407);
	return (*seed >> 33) % below;
}

static struct str place(struct arena *keep, const char *name, size_t number)
{
	return arena_printf(keep, "%s/%s%zu.db", folder, name, number);
}

static struct model *open_at(struct str path)
{
	struct model *model;
	struct error err;
	if (!model_open(&model, path, &err))
		fail_msg("%s", err.message);
	return model;
}

static void run(struct model *model, struct buf *sql)
{
	struct arena *scratch = arena_new();
	struct error err;
	if (!query_run(model, arena_z(scratch, buf_str(sql)), &err))
		fail_msg("%s", err.message);
	sql->len = 0;
	arena_free(scratch);
}

static void add_row(struct model *model, size_t source, uint64_t *seed)
{
	struct buf sql = { 0 };
	unsigned key = (unsigned)draw(seed, KEYS);
	unsigned other = (unsigned)draw(seed, KEYS);
	unsigned value = (unsigned)draw(seed, 1000);
	buf_printf(&sql,
	    "INSERT OR IGNORE INTO metric (source_id, locator, entity, "
	    "from_time, to_time, name, value_e6, unit) VALUES (1, %u, 'e%u', "
	    "0, 10, 'n', %u, 'h')",
	    value, key, value);
	run(model, &sql);
	buf_printf(&sql,
	    "INSERT OR IGNORE INTO alias (name, email, login) VALUES "
	    "('a%u', '', '')",
	    key);
	run(model, &sql);
	buf_printf(&sql,
	    "INSERT OR IGNORE INTO \"commit\" (source_id, locator, oid, "
	    "author_alias_id, committer_alias_id, author_time, commit_time, "
	    "parents) SELECT 1, %u, 'c%u', id, id, %u, %u, 1 FROM alias "
	    "WHERE name = 'a%u'",
	    value, other, value, value, key);
	run(model, &sql);
	buf_printf(&sql,
	    "INSERT OR IGNORE INTO commit_repository (commit_id, "
	    "repository_id) SELECT c.id, r.id FROM \"commit\" c, repository r "
	    "WHERE c.oid = 'c%u'",
	    other);
	run(model, &sql);
	buf_printf(&sql,
	    "INSERT OR IGNORE INTO mailmap (source_id, locator, alias_id, "
	    "repository_id, name, email) SELECT 1, %u, a.id, r.id, 'm%zu', '' "
	    "FROM alias a, repository r WHERE a.name = 'a%u'",
	    value, source, key);
	run(model, &sql);
	buf_free(&sql);
}

/* What source NUMBER holds is the same wherever it is read. Two of them are of
 * one repository. */
static void make_source(size_t number, struct arena *keep)
{
	struct model *model = open_at(place(keep, "source", number));
	uint64_t seed = number + 1;
	struct buf sql = { 0 };
	buf_printf(&sql,
	    "INSERT INTO source (id, path, importer, sha256, bytes, version, "
	    "options, why, read, imported) VALUES (1, 's%zu', 'git', 'd%zu', "
	    "1, 1, '', '', %d, %d)",
	    number, number, ROWS, ROWS);
	run(model, &sql);
	buf_printf(&sql,
	    "INSERT INTO repository (source_id, locator, key, name, path, "
	    "shallow) VALUES (1, 1, 'r%zu', 'n%zu', 's%zu', 0)",
	    number / 2, number, number);
	run(model, &sql);
	for (int i = 0; i < ROWS; i++)
		add_row(model, number, &seed);
	buf_free(&sql);
	model_close(model);
}

/* Every fact by natural keys, a line each. */
static struct str dump(const struct model *model, struct arena *keep)
{
	static const char sql[] =
	    "SELECT line FROM (SELECT 'source ' || path || sha256 || read "
	    "AS line FROM source UNION ALL "
	    "SELECT 'metric ' || entity || value_e6 || locator || s.path FROM "
	    "metric JOIN source s ON s.id = source_id UNION ALL "
	    "SELECT 'alias ' || name FROM alias UNION ALL "
	    "SELECT 'repository ' || r.key || r.name || r.path || s.path FROM "
	    "repository r JOIN source s ON s.id = r.source_id UNION ALL "
	    "SELECT 'commit ' || c.oid || a.name || b.name || c.commit_time || "
	    "s.path FROM \"commit\" c JOIN alias a ON a.id = c.author_alias_id "
	    "JOIN alias b ON b.id = c.committer_alias_id "
	    "JOIN source s ON s.id = c.source_id UNION ALL "
	    "SELECT 'in ' || c.oid || r.key FROM commit_repository k JOIN "
	    "\"commit\" c ON c.id = k.commit_id "
	    "JOIN repository r ON r.id = k.repository_id UNION ALL "
	    "SELECT 'mailmap ' || a.name || r.key || m.name || m.locator || "
	    "s.path FROM mailmap m JOIN alias a ON a.id = m.alias_id "
	    "JOIN repository r ON r.id = m.repository_id "
	    "JOIN source s ON s.id = m.source_id) ORDER BY line";
	struct query *query;
	struct buf out = { 0 };
	ask_open(&query, model, sql);
	while (query_next(query)) {
		buf_add(&out, query_text(query, 0));
		buf_add_char(&out, '\n');
	}
	ask_close(query, sql);
	struct str copy = arena_str(keep, buf_str(&out));
	buf_free(&out);
	return copy;
}

/* The models of PATHS into a new one at TARGET; what it holds. */
static struct str merge(struct str target, const struct str *paths,
    size_t count, struct arena *keep)
{
	struct error err;
	unlink(arena_z(keep, target));
	struct model *model = open_at(target);
	for (size_t i = 0; i < count; i++)
		if (!model_merge(model, paths[i], &err))
			fail_msg("%s", err.message);
	struct str held = dump(model, keep);
	model_close(model);
	return held;
}

static void shuffle(struct str *paths, size_t count, uint64_t *seed)
{
	for (size_t i = count; i > 1; i--) {
		size_t k = draw(seed, i);
		struct str other = paths[i - 1];
		paths[i - 1] = paths[k];
		paths[k] = other;
	}
}

static void assert_same(struct str a, struct str b, struct arena *keep)
{
	assert_string_equal(arena_z(keep, a), arena_z(keep, b));
}

static void merging_keeps_its_laws(void **state)
{
	(void)state;
	struct arena *keep = arena_new();
	struct str paths[SOURCES];
	uint64_t seed = 9;
	for (size_t i = 0; i < SOURCES; i++) {
		make_source(i, keep);
		paths[i] = place(keep, "source", i);
	}
	struct str all = merge(place(keep, "all", 0), paths, SOURCES, keep);
	assert_true(all.len > 500);
	for (size_t trial = 0; trial < TRIALS; trial++) {
		shuffle(paths, SOURCES, &seed);
		/* two parts that share some sources, and one of them again */
		size_t cut = 1 + draw(&seed, SOURCES - 1);
		size_t from = draw(&seed, cut + 1);
		struct str parts[3] = { place(keep, "left", 0),
			place(keep, "right", 0), place(keep, "left", 0) };
		merge(parts[0], paths, cut, keep);
		merge(parts[1], paths + from, SOURCES - from, keep);
		assert_same(all,
		    merge(place(keep, "x", 0), paths, SOURCES, keep), keep);
		shuffle(parts, 3, &seed);
		assert_same(
		    all, merge(place(keep, "x", 0), parts, 3, keep), keep);
	}
	struct str twice[2] = { paths[0], paths[0] };
	assert_same(merge(place(keep, "x", 0), twice, 1, keep),
	    merge(place(keep, "x", 0), twice, 2, keep), keep);
	arena_free(keep);
}

static int set_up(void **state)
{
	(void)state;
	return mkdtemp(folder) ? 0 : 1;
}

static int tear_down(void **state)
{
	(void)state;
	struct arena *keep = arena_new();
	for (size_t i = 0; i < SOURCES; i++)
		unlink(arena_z(keep, place(keep, "source", i)));
	static const char *const others[] = { "all", "left", "right", "x" };
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		unlink(arena_z(keep, place(keep, others[i], 0)));
	arena_free(keep);
	return rmdir(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    merging_keeps_its_laws, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
