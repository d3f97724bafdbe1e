/* Derived tables and views live in the file beside the facts, so that any SQL
 * tool sees them. To make a table anew costs a hundred times what it costs to
 * empty it: they are made once, by scripts of which a digest is kept, and again
 * only when the program has other scripts. */
#include "model/derived.h"

#include "base/hash.h"
#include "model/query.h"

#define TABLES STR("model/derived.sql")
#define VIEWS STR("model/views.sql")

static bool digest_scripts(
    char hex[HASH_HEX_SIZE], struct arena *scratch, struct error *err)
{
	struct hash *hash = hash_new(scratch);
	struct str tables;
	struct str views;
	if (!asset_read(&tables, NULL, TABLES, scratch, err) ||
	    !asset_read(&views, NULL, VIEWS, scratch, err))
		return false;
	hash_add_field(hash, tables);
	hash_add_field(hash, views);
	hash_end(hash, hex);
	return true;
}

static bool make(struct model *model, const char *digest, struct arena *scratch,
    struct error *err)
{
	const char *note = arena_z(
	    scratch, arena_printf(scratch,
			 "INSERT INTO derivation VALUES ('%s')", digest));
	return model_script(model, TABLES, NULL, err) &&
	       model_script(model, VIEWS, NULL, err) &&
	       query_run(model, note, err);
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

static bool is_made(bool *made, const struct model *model, const char *digest,
    struct arena *scratch, struct error *err)
{
	int64_t count;
	if (!query_number(&count, model,
		"SELECT count(*) FROM sqlite_schema "
		"WHERE name = 'derivation'",
		err))
		return false;
	*made = false;
	if (!count)
		return true;
	bool done = query_number(&count, model,
	    arena_z(scratch,
		arena_printf(scratch,
		    "SELECT count(*) FROM derivation WHERE digest = '%s'",
		    digest)),
	    err);
	*made = count == 1;
	return done;
}

bool derived_empty(struct model *model, struct error *err)
{
	char digest[HASH_HEX_SIZE];
	struct arena *scratch = arena_new();
	bool made = false;
	bool done = digest_scripts(digest, scratch, err) &&
		    is_made(&made, model, digest, scratch, err) &&
		    (made ? empty_all(model, scratch, err)
			  : make(model, digest, scratch, err));
	arena_free(scratch);
	return done;
}
