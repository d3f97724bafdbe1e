/* A pattern names some CWEs; a CWE that it does not name belongs to the pattern
 * of the nearest one above it, parents before their parents; of several at one
 * height the pattern counts that stands first in the table. */
#include "link/pattern.h"

#include <string.h>

#include "base/map.h"
#include "base/rules.h"
#include "model/query.h"

enum { ROWS_MAX = 8192, LEVELS_MAX = 16, ABOVE_MAX = 64 };

struct catalogue {
	struct arena *keep;
	struct rules patterns;
	struct rules cwe;
	struct map row_of;  /* "89" -> row of cwe, from 1 */
	int64_t *own;	    /* by row of cwe: pattern from 1; 0: none */
	size_t pattern[5];  /* pattern, label, always, cwes, words */
	size_t weakness[2]; /* cwe_id, parents */
};

static size_t row_of(const struct catalogue *all, struct str id)
{
	const union map_value *found = map_get(&all->row_of, id);
	return found ? (size_t)found->number : 0;
}

static bool load(struct catalogue *all, const struct asset_folders *folders,
    struct error *err)
{
	static const char *const of_pattern[] = { "pattern", "label", "always",
		"cwes", "words" };
	static const char *const of_cwe[] = { "cwe_id", "parents" };
	if (!rules_read(&all->patterns, folders,
		STR("data/benchmark-patterns.csv"), all->keep, err) ||
	    !rules_read(
		&all->cwe, folders, STR("data/cwe.csv"), all->keep, err))
		return false;
	for (size_t i = 0; i < 5; i++)
		if (!rules_column(
			&all->patterns, of_pattern[i], &all->pattern[i], err))
			return false;
	for (size_t i = 0; i < 2; i++)
		if (!rules_column(&all->cwe, of_cwe[i], &all->weakness[i], err))
			return false;
	if (all->cwe.row_count > ROWS_MAX || all->patterns.row_count > ROWS_MAX)
		return error_set(err, ERROR_INPUT,
		    "more than %d rows of weaknesses or patterns", ROWS_MAX);
	all->own =
	    arena_array(all->keep, all->cwe.row_count + 1, sizeof *all->own);
	for (size_t i = 0; i <= all->cwe.row_count; i++)
		all->own[i] = 0;
	for (size_t i = 0; i < all->cwe.row_count; i++)
		map_put(&all->row_of,
		    rules_cell(&all->cwe, i, all->weakness[0]), NULL)
		    ->number = (int64_t)i + 1;
	return true;
}

/* The CWEs that patterns name themselves; the first that names one has it. */
static bool claim(struct catalogue *all, struct error *err)
{
	for (size_t i = 0; i < all->patterns.row_count; i++) {
		struct str rest =
		    rules_cell(&all->patterns, i, all->pattern[3]);
		struct str id;
		while (str_split(&rest, ';', &id)) {
			size_t row = row_of(all, id);
			struct place place = { .file = all->patterns.name,
				.line = all->patterns.lines[i] };
			if (!row)
				return error_at(err, place,
				    "expected a CWE of data/cwe.csv, found "
				    "\"" STR_FMT "\"",
				    STR_ARG(id));
			if (!all->own[row])
				all->own[row] = (int64_t)i + 1;
		}
	}
	return true;
}

/* The pattern of the nearest of ROW and what is above it; 0: none. */
static int64_t nearest(const struct catalogue *all, size_t row)
{
	size_t level[ABOVE_MAX] = { row };
	size_t count = 1;
	for (int height = 0; height < LEVELS_MAX && count; height++) {
		size_t above[ABOVE_MAX];
		size_t above_count = 0;
		int64_t best = 0;
		for (size_t i = 0; i < count; i++) {
			int64_t own = all->own[level[i]];
			struct str rest = rules_cell(
			    &all->cwe, level[i] - 1, all->weakness[1]);
			struct str id;
			if (own && (!best || own < best))
				best = own;
			while (str_split(&rest, ';', &id)) {
				size_t parent = row_of(all, id);
				if (parent && above_count < ABOVE_MAX)
					above[above_count++] = parent;
			}
		}
		if (best)
			return best;
		memcpy(level, above, above_count * sizeof *level);
		count = above_count;
	}
	return 0;
}

static bool store_patterns(
    struct model *model, const struct catalogue *all, struct error *err)
{
	struct query *queries[2] = { NULL };
	struct query *pattern;
	struct query *word;
	bool done =
	    query_open(&queries[0], model,
		"INSERT OR IGNORE INTO benchmark_pattern (pattern, label, "
		"place, always) VALUES (?1, ?2, ?3, ?4)",
		err) &&
	    query_open(&queries[1], model,
		"INSERT OR IGNORE INTO benchmark_word (word, pattern) "
		"VALUES (lower(?1), ?2)",
		err);
	pattern = queries[0];
	word = queries[1];
	for (size_t i = 0; done && i < all->patterns.row_count; i++) {
		struct str name =
		    rules_cell(&all->patterns, i, all->pattern[0]);
		struct str rest =
		    rules_cell(&all->patterns, i, all->pattern[4]);
		struct str text;
		query_bind_text(pattern, 1, name);
		query_bind_text(
		    pattern, 2, rules_cell(&all->patterns, i, all->pattern[1]));
		query_bind_int(pattern, 3, (int64_t)i + 1);
		query_bind_int(pattern, 4,
		    str_equal_z(
			rules_cell(&all->patterns, i, all->pattern[2]), "yes"));
		query_do(pattern);
		while (str_split(&rest, '|', &text)) {
			query_bind_text(word, 1, text);
			query_bind_text(word, 2, name);
			query_do(word);
		}
	}
	return queries_close(queries, 2, done, err);
}

static bool store_weaknesses(
    struct model *model, const struct catalogue *all, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, model,
		"INSERT OR IGNORE INTO weakness_pattern (cwe, pattern) "
		"VALUES (?1, ?2)",
		err))
		return false;
	for (size_t row = 1; row <= all->cwe.row_count; row++) {
		int64_t pattern = nearest(all, row);
		int64_t cwe;
		if (!pattern ||
		    !str_to_int(
			rules_cell(&all->cwe, row - 1, all->weakness[0]), &cwe))
			continue;
		query_bind_int(query, 1, cwe);
		query_bind_text(query, 2,
		    rules_cell(
			&all->patterns, (size_t)pattern - 1, all->pattern[0]));
		query_do(query);
	}
	return query_close(query, err);
}

bool link_patterns(
    struct model *model, const struct asset_folders *folders, struct error *err)
{
	struct arena *scratch = arena_new();
	struct catalogue all = { .keep = scratch,
		.row_of = { .arena = scratch } };
	bool done = load(&all, folders, err) && claim(&all, err) &&
		    store_patterns(model, &all, err) &&
		    store_weaknesses(model, &all, err);
	arena_free(scratch);
	return done;
}
