/* Findings come sorted by file and line. Each is compared with those before it
 * that reach as far as its line; the pairs that may be one are taken from the
 * closest on, so that no tool is twice in one finding. finding_join.sql then
 * makes one row of each. */
#include "link/finding_join.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/map.h"
#include "base/rules.h"
#include "base/vec.h"
#include "model/query.h"

enum {
	REGION_MAX = 20,   /* of a longer one only the first line counts */
	BEFORE_MAX = 256,  /* that one finding is compared with */
	NEIGHBOUR = 1,	   /* lines that are next to each other */
	RELATION_NONE = 9, /* the lower, the closer */
};

struct spot {
	int64_t id;
	int64_t line;
	int64_t last;
	int64_t from;	 /* lowest when not known */
	int64_t to;	 /* exclusive */
	int64_t cwe;	 /* 0: none */
	struct str cwes; /* all that its last result has, as numbers and ';' */
	struct str rule; /* of a secret, in lower case */
	bool is_secret;
	bool is_own; /* found by assay */
	int rank;    /* of its severity */
	size_t tool;
	size_t leader; /* itself, or another of its class */
	size_t next;   /* of the class, in a circle */
};

struct pair {
	int relation;
	int64_t distance;
	size_t one; /* the first in the order of places */
	size_t other;
};

struct family {
	struct str parents;
	struct str category;
};

struct joiner {
	struct arena *keep;
	struct map families; /* by CWE number, as text */
	struct map tools;
	VEC(struct spot) places; /* of one file */
	VEC(struct pair) pairs;
	struct arena *scratch; /* of one file */
	struct query *insert;
	int64_t limited; /* findings that were not compared with all near */
};

/* -------------------------------------------------------------- relation -- */

static bool load_families(struct joiner *joiner,
    const struct asset_folders *folders, struct error *err)
{
	struct rules rules;
	size_t id;
	size_t parents;
	size_t category;
	if (!rules_read(
		&rules, folders, STR("data/cwe.csv"), joiner->keep, err) ||
	    !rules_column(&rules, "cwe_id", &id, err) ||
	    !rules_column(&rules, "parents", &parents, err) ||
	    !rules_column(&rules, "category_699", &category, err))
		return false;
	for (size_t i = 0; i < rules.row_count; i++) {
		struct family *family = ARENA_NEW(joiner->keep, struct family);
		*family = (struct family){ rules_cell(&rules, i, parents),
			rules_cell(&rules, i, category) };
		map_put(&joiner->families, rules_cell(&rules, i, id), NULL)
		    ->pointer = family;
	}
	return true;
}

static const struct family *family_of(
    const struct joiner *joiner, struct str cwe)
{
	static const struct family none = { { "", 0 }, { "", 0 } };
	const union map_value *found = map_get(&joiner->families, cwe);
	return found ? found->pointer : &none;
}

static bool has_number(struct str list, struct str number)
{
	struct str part;
	while (str_split(&list, ';', &part))
		if (part.len && str_equal(part, number))
			return true;
	return false;
}

static bool share_number(struct str list, struct str other)
{
	struct str part;
	while (str_split(&list, ';', &part))
		if (part.len && has_number(other, part))
			return true;
	return false;
}

static int relation_of(struct joiner *joiner, int64_t a, int64_t b)
{
	if (!a || !b)
		return RELATION_NONE;
	if (a == b)
		return 0;
	struct str one = arena_printf(joiner->scratch, "%lld", (long long)a);
	struct str other = arena_printf(joiner->scratch, "%lld", (long long)b);
	const struct family *first = family_of(joiner, one);
	const struct family *second = family_of(joiner, other);
	if (has_number(first->parents, other) ||
	    has_number(second->parents, one))
		return 1;
	return share_number(first->category, second->category) ? 2
							       : RELATION_NONE;
}

/* The closest of the main weakness of one to any of the other: tools differ in
 * which of several they name first. */
static int relation_to(
    struct joiner *joiner, const struct spot *main, const struct spot *other)
{
	int closest = relation_of(joiner, main->cwe, other->cwe);
	struct str rest = other->cwes;
	struct str part;
	while (closest && str_split(&rest, ';', &part)) {
		int64_t cwe;
		int one = str_to_int(part, &cwe)
			      ? relation_of(joiner, main->cwe, cwe)
			      : RELATION_NONE;
		closest = one < closest ? one : closest;
	}
	return closest;
}

static int relation(
    struct joiner *joiner, const struct spot *a, const struct spot *b)
{
	int one = relation_to(joiner, a, b);
	int other = one ? relation_to(joiner, b, a) : one;
	return one < other ? one : other;
}

/* Words that say nothing of whose secret it is. */
static bool is_plain_word(struct str word)
{
	static const char *const words[] = { "access", "api", "auth", "basic",
		"credential", "credentials", "generic", "key", "keys",
		"password", "preset", "private", "recommend", "rule", "secret",
		"secretlint", "secrets", "token", "url" };
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_equal_z(word, words[i]))
			return true;
	return word.len < 3;
}

static bool is_word_byte(char c)
{
	return ascii_is_lower(c) || ascii_is_digit(c);
}

/* Whether the other rule has a word of RULE that names an issuer: "AWS" and
 * "aws-secret". */
static bool names_issuer(struct str rule, struct str other)
{
	size_t at = 0;
	while (at < rule.len) {
		size_t end = at;
		while (end < rule.len && is_word_byte(rule.ptr[end]))
			end++;
		struct str word = str_slice(rule, at, end);
		if (word.len && !is_plain_word(word) &&
		    str_contains(other, word))
			return true;
		at = end + 1;
	}
	return false;
}

/* Two on one line are one; of several the one of the same issuer. */
static int secret_relation(
    const struct spot *a, const struct spot *b, int64_t distance)
{
	if (distance)
		return RELATION_NONE;
	return names_issuer(a->rule, b->rule) || names_issuer(b->rule, a->rule)
		   ? 0
		   : 1;
}

/* ----------------------------------------------------------------- pairs -- */

static void compare(struct joiner *joiner, size_t one, size_t other)
{
	const struct spot *a = &joiner->places.items[one];
	const struct spot *b = &joiner->places.items[other];
	int64_t distance = b->line - a->line; /* sorted by it */
	if (a->tool == b->tool || b->line > a->last + NEIGHBOUR ||
	    a->from >= b->to || b->from >= a->to)
		return;
	int how = a->is_secret && b->is_secret ? secret_relation(a, b, distance)
					       : relation(joiner, a, b);
	if (how != RELATION_NONE && a->is_secret == b->is_secret)
		VEC_PUSH(&joiner->pairs, joiner->scratch,
		    ((struct pair){ how, distance, one, other }));
}

static int compare_pairs(const void *a, const void *b)
{
	const struct pair *x = a;
	const struct pair *y = b;
	if (x->distance != y->distance)
		return x->distance < y->distance ? -1 : 1;
	if (x->relation != y->relation)
		return x->relation < y->relation ? -1 : 1;
	if (x->one != y->one)
		return x->one < y->one ? -1 : 1;
	return x->other < y->other ? -1 : x->other > y->other;
}

static bool share_tool(const struct joiner *joiner, size_t one, size_t other)
{
	const struct spot *places = joiner->places.items;
	size_t i = one;
	do {
		size_t j = other;
		do {
			if (places[i].tool == places[j].tool)
				return true;
			j = places[j].next;
		} while (j != other);
		i = places[i].next;
	} while (i != one);
	return false;
}

/* Assay's own knows the history of its line; else the worst, then the first. */
static bool leads(const struct spot *a, const struct spot *b)
{
	if (a->is_own != b->is_own)
		return a->is_own;
	return a->rank < b->rank;
}

static void unite(struct joiner *joiner, size_t one, size_t other)
{
	struct spot *places = joiner->places.items;
	size_t leader = places[one].leader;
	size_t rival = places[other].leader;
	if (leader == rival || share_tool(joiner, one, other))
		return;
	if (leads(&places[rival], &places[leader]) ||
	    (!leads(&places[leader], &places[rival]) && rival < leader)) {
		size_t swap = leader;
		leader = rival;
		rival = swap;
	}
	size_t i = rival;
	do {
		places[i].leader = leader;
		i = places[i].next;
	} while (i != rival);
	size_t next = places[leader].next;
	places[leader].next = places[rival].next;
	places[rival].next = next;
}

static bool is_near(const struct joiner *joiner, size_t one, size_t other)
{
	const struct spot *a = &joiner->places.items[one];
	const struct spot *b = &joiner->places.items[other];
	return b->line <= a->last + NEIGHBOUR;
}

static void end_file(struct joiner *joiner)
{
	size_t count = joiner->places.count;
	for (size_t i = 1; i < count; i++) {
		size_t j = i;
		for (; j > 0 && i - j < BEFORE_MAX; j--)
			compare(joiner, j - 1, i);
		joiner->limited += j > 0 && is_near(joiner, j - 1, i);
	}
	if (joiner->pairs.count)
		qsort(joiner->pairs.items, joiner->pairs.count,
		    sizeof *joiner->pairs.items, compare_pairs);
	for (size_t i = 0; i < joiner->pairs.count; i++)
		unite(joiner, joiner->pairs.items[i].one,
		    joiner->pairs.items[i].other);
	for (size_t i = 0; i < count; i++) {
		const struct spot *place = &joiner->places.items[i];
		if (place->next == i)
			continue;
		query_bind_int(joiner->insert, 1, place->id);
		query_bind_int(
		    joiner->insert, 2, joiner->places.items[place->leader].id);
		query_do(joiner->insert);
	}
	arena_reset(joiner->scratch);
	joiner->places.items = NULL;
	joiner->places.count = joiner->places.room = 0;
	joiner->pairs.items = NULL;
	joiner->pairs.count = joiner->pairs.room = 0;
}

/* ---------------------------------------------------------------- places -- */

/* Repositories that several tools looked at; secrets are assay's own. */
#define BUSY                                                                   \
	"SELECT repository_id FROM (SELECT repository_id, tool "               \
	"FROM temp.scan_event WHERE repository_id <> 0 "                       \
	"UNION SELECT f.repository_id, f.tool FROM secret s "                  \
	"CROSS JOIN finding f ON f.id = s.finding_id) "                        \
	"GROUP BY repository_id HAVING min(tool) <> max(tool)"

static const char places_sql[] =
    "SELECT f.id, f.repository_id, f.path, f.line, max(coalesce(g.end_line, "
    "r.end_line, f.line), f.line), f.first_time, f.fixed_time, f.cwe, "
    "f.category = 'secret' OR f.cwe IN (259, 321, 798), f.tool, "
    "f.severity_rank, (SELECT group_concat(w.cwe, ';') FROM result_cwe w "
    "WHERE w.result_id = f.last_result_id), f.rule FROM finding f "
    "LEFT JOIN result r ON r.id = f.last_result_id "
    "LEFT JOIN result_region g ON g.result_id = r.id "
    "WHERE f.line > 0 AND f.path <> '' AND f.repository_id IN (" BUSY ") "
    "ORDER BY f.repository_id, f.path, f.line, f.tool, f.key";

static size_t tool_of(struct joiner *joiner, struct str name)
{
	bool added;
	union map_value *value = map_put(&joiner->tools, name, &added);
	if (added)
		value->number = (int64_t)joiner->tools.count;
	return (size_t)value->number;
}

static void take_place(struct joiner *joiner, const struct query *query)
{
	size_t at = joiner->places.count;
	struct spot place = {
		.id = query_int(query, 0),
		.line = query_int(query, 3),
		.last = query_int(query, 4),
		.from = query_int(query, 5), /* UNKNOWN is the lowest */
		.to = query_is_null(query, 6) ? INT64_MAX : query_int(query, 6),
		.cwe = query_is_null(query, 7) ? 0 : query_int(query, 7),
		.cwes = arena_str(joiner->scratch, query_text(query, 11)),
		.rule = arena_lower(joiner->scratch, query_text(query, 12)),
		.is_secret = query_int(query, 8) == 1,
		.is_own = str_equal_z(query_text(query, 9), "assay"),
		.rank = (int)query_int(query, 10),
		.tool = tool_of(joiner, query_text(query, 9)),
		.leader = at,
		.next = at,
	};
	if (place.last - place.line >= REGION_MAX)
		place.last = place.line;
	VEC_PUSH(&joiner->places, joiner->scratch, place);
}

static bool join_all(
    struct joiner *joiner, struct model *model, struct error *err)
{
	struct query *query = NULL;
	struct arena *keep = arena_new();
	struct str path = STR_NONE;
	int64_t repository_id = 0;
	if (!query_open(&query, model, places_sql, err)) {
		arena_free(keep);
		return false;
	}
	while (query_next(query)) {
		if (repository_id != query_int(query, 1) ||
		    !str_equal(path, query_text(query, 2))) {
			end_file(joiner);
			arena_reset(keep);
			repository_id = query_int(query, 1);
			path = arena_str(keep, query_text(query, 2));
		}
		take_place(joiner, query);
	}
	end_file(joiner);
	arena_free(keep);
	return query_close(query, err);
}

/* Of no file: it is told of all. */
static bool tell_limit(
    const struct joiner *joiner, struct model *model, struct error *err)
{
	struct query *query = NULL;
	if (!query_run(
		model, "DELETE FROM diagnostic WHERE code = 'join-limit'", err))
		return false;
	if (!joiner->limited)
		return true;
	if (!query_open(&query, model,
		"INSERT INTO diagnostic (source_id, severity, code, line, "
		"text) SELECT min(id), 'warning', 'join-limit', 0, 'findings "
		"that stand where more than ' || ?1 || ' others do were not "
		"compared with all of them, so that some may count once for "
		"each of several tools: ' || ?2 FROM source",
		err))
		return false;
	query_bind_int(query, 1, BEFORE_MAX);
	query_bind_int(query, 2, joiner->limited);
	query_do(query);
	return query_close(query, err);
}

static bool find_joins(
    struct model *model, const struct asset_folders *folders, struct error *err)
{
	struct joiner joiner = { .keep = arena_new(), .scratch = arena_new() };
	struct error ignored;
	joiner.families.arena = joiner.tools.arena = joiner.keep;
	bool done = load_families(&joiner, folders, err) &&
		    query_open(&joiner.insert, model,
			"INSERT INTO temp.joined VALUES (?1, ?2)", err) &&
		    join_all(&joiner, model, err) &&
		    tell_limit(&joiner, model, err);
	if (joiner.insert && !query_close(joiner.insert, done ? err : &ignored))
		done = false;
	arena_free(joiner.scratch);
	arena_free(joiner.keep);
	return done;
}

bool link_finding_joins(
    struct model *model, const struct asset_folders *folders, struct error *err)
{
	int64_t busy;
	if (!query_number(&busy, model, "SELECT EXISTS (" BUSY ")", err))
		return false;
	if (!busy)
		return true;
	return query_run(model, "DROP TABLE IF EXISTS temp.joined", err) &&
	       query_run(model,
		   "CREATE TEMP TABLE joined (finding_id INTEGER PRIMARY KEY, "
		   "leader_id INTEGER)",
		   err) &&
	       find_joins(model, folders, err) &&
	       model_script(
		   model, STR("link/finding_join_span.sql"), NULL, err) &&
	       model_script(model, STR("link/finding_join.sql"), NULL, err);
}
