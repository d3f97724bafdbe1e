/* Derived tables and views live in the file beside the facts, so that any SQL
 * tool sees them. To make a table anew costs a hundred times what it costs to
 * empty it: they are made once, by scripts of which a digest is kept, and again
 * only when the program has other scripts. */
#include "model/derived.h"

#include "base/hash.h"
#include "model/filled.h"
#include "model/query.h"

#define TABLES STR("model/derived.sql")
#define VIEWS STR("model/views.sql")

/* On a machine of another byte order it is another one, and the tables are made
 * once more. */
static bool digest_scripts(
    int64_t *digest, struct arena *scratch, struct error *err)
{
	struct str tables;
	struct str views;
	if (!asset_read(&tables, NULL, TABLES, scratch, err) ||
	    !asset_read(&views, NULL, VIEWS, scratch, err))
		return false;
	*digest = (int64_t)hash_mix(hash_quick(tables), hash_quick(views));
	return true;
}

static bool make(struct model *model, int64_t digest, struct arena *scratch,
    struct error *err)
{
	const char *note = arena_z(scratch,
	    arena_printf(scratch, "INSERT INTO derivation VALUES (%lld)",
		(long long)digest));
	return model_script(model, TABLES, NULL, err) &&
	       model_script(model, VIEWS, NULL, err) &&
	       query_run(model, note, err);
}

/* A model that nothing was joined in has no tables of views. */
static bool drop_filled(struct model *model, struct error *err)
{
	int64_t count;
	return query_number(&count, model,
		   "SELECT count(*) FROM sqlite_schema "
		   "WHERE name = 'filled_view'",
		   err) &&
	       (count == 0 || filled_drop(model, err));
}

/* By the lines of the script that drop them. */
static bool empty_all(
    struct model *model, struct arena *scratch, struct error *err)
{
	const struct str drop = STR("DROP TABLE IF EXISTS ");
	struct str rest;
	struct str line;
	if (!asset_read(&rest, NULL, TABLES, scratch, err))
		return false;
	while (str_line(&rest, &line)) {
		struct str name = str_skip(line, drop.len);
		name.len = str_find_byte(name, ';');
		if (str_starts(line, drop) &&
		    !str_equal_z(name, "derivation") &&
		    !query_run(model,
			arena_z(scratch,
			    arena_printf(scratch, "DELETE FROM " STR_FMT,
				STR_ARG(name))),
			err))
			return false;
	}
	return true;
}

static bool is_made(
    bool *made, const struct model *model, int64_t digest, struct error *err)
{
	int64_t count;
	int64_t found = 0;
	if (!query_number(&count, model,
		"SELECT count(*) FROM sqlite_schema "
		"WHERE name = 'derivation'",
		err) ||
	    (count && !query_number(
			  &found, model, "SELECT digest FROM derivation", err)))
		return false;
	*made = count && found == digest;
	return true;
}

bool derived_empty(struct model *model, struct error *err)
{
	int64_t digest;
	struct arena *scratch = arena_new();
	bool made = false;
	bool done = digest_scripts(&digest, scratch, err) &&
		    is_made(&made, model, digest, err) &&
		    drop_filled(model, err) &&
		    (made ? empty_all(model, scratch, err)
			  : make(model, digest, scratch, err));
	arena_free(scratch);
	return done;
}

bool derived_current(
    bool *current, const struct model *model, struct error *err)
{
	int64_t digest;
	struct arena *scratch = arena_new();
	bool done = digest_scripts(&digest, scratch, err) &&
		    is_made(current, model, digest, err);
	arena_free(scratch);
	return done;
}
