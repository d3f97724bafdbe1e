/* Two partitions of the paths of a repository, as trees in which each path
 * knows a smaller one of its class; the smallest names the class. What Trivy
 * says of an image stands in place of a path, and is one under all its tags. */
#include "link/file_stream.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/map.h"
#include "base/vec.h"
#include "model/query.h"

struct name {
	struct str path;
	size_t stream; /* itself, or a smaller one of its class */
	size_t party;
	bool is_joined; /* to any */
};

struct names {
	struct arena *keep; /* of one repository */
	struct map places;  /* path -> index of ITEMS */
	struct name *items;
	size_t count;
	size_t room;
};

static size_t number_of(struct names *names, struct str path)
{
	bool added;
	union map_value *value = map_put(&names->places, path, &added);
	if (added) {
		struct name name = { arena_str(names->keep, path), names->count,
			names->count, false };
		value->number = (int64_t)names->count;
		/* NOLINTNEXTLINE(clang-analyzer-core.NullDereference) */
		VEC_PUSH(names, names->keep, name);
	}
	return (size_t)value->number;
}

static size_t *up(struct names *names, size_t at, bool is_party)
{
	return is_party ? &names->items[at].party : &names->items[at].stream;
}

static size_t root_of(struct names *names, size_t at, bool is_party)
{
	while (*up(names, at, is_party) != at) {
		size_t *above = up(names, at, is_party);
		*above = *up(names, *above, is_party);
		at = *above;
	}
	return at;
}

static void unite(struct names *names, size_t a, size_t b, bool is_party)
{
	a = root_of(names, a, is_party);
	b = root_of(names, b, is_party);
	if (a == b)
		return;
	if (str_compare(names->items[a].path, names->items[b].path) < 0)
		*up(names, b, is_party) = a;
	else
		*up(names, a, is_party) = b;
}

static void join(
    struct names *names, struct str one, struct str other, bool is_party)
{
	size_t a = number_of(names, one);
	size_t b = number_of(names, other);
	names->items[a].is_joined = names->items[b].is_joined = true;
	unite(names, a, b, true);
	if (!is_party)
		unite(names, a, b, false);
}

/* --------------------------------------------------------------- sources -- */

static const char renames_sql[] =
    "SELECT DISTINCT n.path, o.path FROM commit_repository r "
    "JOIN commit_file f ON f.commit_id = r.commit_id "
    "JOIN file n ON n.id = f.file_id JOIN file o ON o.id = f.renamed_from "
    "WHERE r.repository_id = ?1 "
    "UNION SELECT path, birth_path FROM temp.result_line "
    "WHERE repository_id = ?1 AND birth_path <> path ORDER BY 1, 2";

/* Twins have one place. */
#define ALIKE_SQL(what)                                                        \
	"SELECT DISTINCT e.series, r.rule, x." what                            \
	", e.event, x.path, x.line "                                           \
	"FROM temp.result_line x JOIN result r ON r.id = x.result_id "         \
	"JOIN temp.scan_event e ON e.scan_id = r.scan_id "                     \
	"WHERE x.repository_id = ?1 AND x." what " IS NOT NULL "               \
	"ORDER BY 1, 2, 3, 4, 5, 6"
static const char contexts_sql[] = ALIKE_SQL("context");
static const char words_sql[] = ALIKE_SQL("words");

static const char images_sql[] =
    "SELECT DISTINCT r.path FROM temp.scan_event e "
    "JOIN result r ON r.scan_id = e.scan_id WHERE e.repository_id = ?1 "
    "AND r.package IS NOT NULL AND r.path LIKE '% (%)' ORDER BY 1";

static const char insert_sql[] =
    "INSERT INTO temp.file_stream VALUES (?1, ?2, ?3, ?4)";

static bool read_renames(struct names *names, const struct model *model,
    int64_t repository_id, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, model, renames_sql, err))
		return false;
	query_bind_int(query, 1, repository_id);
	while (query_next(query))
		join(names, query_text(query, 0), query_text(query, 1), false);
	return query_close(query, err);
}

/* "host:5000/name:tag (alpine 3.9.2)", or with "@sha256:..." */
static struct str image_name(struct str path)
{
	struct str image = str_slice(path, 0, str_find(path, STR(" (")));
	struct str base = path_base(image);
	size_t tag = str_find_byte(base, '@');
	if (tag == base.len)
		tag = str_find_byte(base, ':');
	return str_slice(image, 0, image.len - base.len + tag);
}

static bool read_images(struct names *names, const struct model *model,
    int64_t repository_id, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, model, images_sql, err))
		return false;
	query_bind_int(query, 1, repository_id);
	while (query_next(query)) {
		struct str path = query_text(query, 0);
		join(names, path, image_name(path), false);
	}
	return query_close(query, err);
}

/* Results with one rule, and one text of their lines or around them. */
struct lookalikes {
	struct arena *keep;
	int64_t series;
	struct str rule;
	int64_t context;
	int64_t event;	   /* of the last one */
	bool is_ambiguous; /* an event has two */
	struct str_list paths;
};

static void end_lookalikes(struct lookalikes *like, struct names *names)
{
	for (size_t i = 1; i < like->paths.count && !like->is_ambiguous; i++)
		if (!str_equal(like->paths.items[i - 1], like->paths.items[i]))
			join(names, like->paths.items[i - 1],
			    like->paths.items[i], true);
	arena_reset(like->keep);
	*like = (struct lookalikes){ .keep = like->keep };
}

static void take_lookalike(
    struct lookalikes *like, struct names *names, const struct query *query)
{
	if (like->series != query_int(query, 0) ||
	    !str_equal(like->rule, query_text(query, 1)) ||
	    like->context != query_int(query, 2)) {
		end_lookalikes(like, names);
		like->series = query_int(query, 0);
		like->rule = arena_str(like->keep, query_text(query, 1));
		like->context = query_int(query, 2);
	} else if (like->event == query_int(query, 3)) {
		like->is_ambiguous = true;
	}
	like->event = query_int(query, 3);
	VEC_PUSH(&like->paths, like->keep,
	    arena_str(like->keep, query_text(query, 4)));
}

static bool read_moves(struct names *names, const struct model *model,
    int64_t repository_id, const char *sql, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, model, sql, err))
		return false;
	struct lookalikes like = { .keep = arena_new() };
	query_bind_int(query, 1, repository_id);
	while (query_next(query))
		take_lookalike(&like, names, query);
	end_lookalikes(&like, names);
	arena_free(like.keep);
	return query_close(query, err);
}

static bool store(struct names *names, const struct model *model,
    int64_t repository_id, struct error *err)
{
	struct query *insert = NULL;
	if (!query_open(&insert, model, insert_sql, err))
		return false;
	for (size_t i = 0; i < names->count; i++) {
		if (!names->items[i].is_joined)
			continue;
		size_t stream = root_of(names, i, false);
		size_t party = root_of(names, i, true);
		query_bind_int(insert, 1, repository_id);
		query_bind_text(insert, 2, names->items[i].path);
		query_bind_text(insert, 3, names->items[stream].path);
		query_bind_text(insert, 4, names->items[party].path);
		query_do(insert);
	}
	return query_close(insert, err);
}

static bool follow(
    const struct model *model, int64_t repository_id, struct error *err)
{
	struct names names = { .keep = arena_new() };
	names.places.arena = names.keep;
	bool done =
	    read_renames(&names, model, repository_id, err) &&
	    read_images(&names, model, repository_id, err) &&
	    read_moves(&names, model, repository_id, contexts_sql, err) &&
	    read_moves(&names, model, repository_id, words_sql, err) &&
	    store(&names, model, repository_id, err);
	arena_free(names.keep);
	return done;
}

bool link_file_streams(struct model *model, struct error *err)
{
	struct query *query = NULL;
	struct error ignored;
	bool done = true;
	if (!query_run(model, "DROP TABLE IF EXISTS temp.file_stream", err) ||
	    !query_run(model,
		"CREATE TEMP TABLE file_stream (repository_id INTEGER, "
		"path TEXT, stream TEXT, party TEXT, "
		"PRIMARY KEY (repository_id, path)) WITHOUT ROWID",
		err) ||
	    !query_open(&query, model,
		"SELECT DISTINCT repository_id FROM temp.busy_series "
		"ORDER BY 1",
		err))
		return false;
	while (done && query_next(query))
		done = follow(model, query_int(query, 0), err);
	return query_close(query, done ? err : &ignored) && done;
}
