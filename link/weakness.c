/* The roll-up of findings is a join with two small tables that are made here
 * out of data/: one row a CWE, and patterns for findings that name no CWE. The
 * view finding_fact has the result as columns, so that measures group by it.
 *
 * A weakness has one gap, and belongs to the first category of CWE view 699
 * and the first class of each OWASP list that names it. */
#include "link/weakness.h"

#include "base/date.h"
#include "base/map.h"
#include "base/rules.h"
#include "model/query.h"

struct tables {
	struct arena *keep;
	const struct asset_folders *folders;
	struct rules cwe;
	struct map names; /* of CWE: "89" */
	struct map owasp; /* "2021 A03" -> "A03 Injection" */
	struct map gaps;  /* "7" -> "secrets" */
};

/* The first of "A02;A07". */
static struct str first_of(struct str list)
{
	return str_slice(list, 0, str_find_byte(list, ';'));
}

static struct str find_text(const struct map *map, struct str key)
{
	const union map_value *found = key.len ? map_get(map, key) : NULL;
	return found ? str_from(found->pointer) : STR_NONE;
}

static bool columns_of(const struct rules *rules, const char *const *names,
    size_t *columns, struct error *err)
{
	for (size_t i = 0; names[i]; i++)
		if (!rules_column(rules, names[i], &columns[i], err))
			return false;
	return true;
}

static void put_text(
    struct tables *tables, struct map *map, struct str key, struct str text)
{
	map_put(map, key, NULL)->pointer = arena_z(tables->keep, text);
}

static bool load_owasp(struct tables *tables, struct error *err)
{
	static const char *const names[] = { "edition", "code", "name", NULL };
	struct rules rules;
	size_t column[3];
	if (!rules_read(&rules, tables->folders, STR("data/owasp.csv"),
		tables->keep, err) ||
	    !columns_of(&rules, names, column, err))
		return false;
	for (size_t i = 0; i < rules.row_count; i++) {
		struct str code = rules_cell(&rules, i, column[1]);
		struct str key = arena_printf(tables->keep, STR_FMT " " STR_FMT,
		    STR_ARG(rules_cell(&rules, i, column[0])), STR_ARG(code));
		put_text(tables, &tables->owasp, key,
		    arena_printf(tables->keep, STR_FMT " " STR_FMT,
			STR_ARG(code),
			STR_ARG(rules_cell(&rules, i, column[2]))));
	}
	return true;
}

static bool load_gaps(struct tables *tables, struct error *err)
{
	static const char *const names[] = { "gap", "name", NULL };
	struct rules rules;
	size_t column[2];
	if (!rules_read(&rules, tables->folders, STR("data/gaps.csv"),
		tables->keep, err) ||
	    !columns_of(&rules, names, column, err))
		return false;
	for (size_t i = 0; i < rules.row_count; i++)
		put_text(tables, &tables->gaps,
		    rules_cell(&rules, i, column[0]),
		    rules_cell(&rules, i, column[1]));
	return true;
}

enum cwe_column {
	CWE_ID,
	CWE_NAME,
	CWE_OWASP_2021,
	CWE_OWASP_2025,
	CWE_TOP25,
	CWE_GAP,
	CWE_CATEGORY,
	CWE_IF_AI,
	CWE_COLUMNS,
};

static bool load_cwe(
    struct tables *tables, size_t column[CWE_COLUMNS], struct error *err)
{
	static const char *const names[] = { "cwe_id", "name", "owasp_2021",
		"owasp_2025", "top25_rank", "gap", "category_699", "gap5_if_ai",
		NULL };
	struct rules *rules = &tables->cwe;
	if (!rules_read(rules, tables->folders, STR("data/cwe.csv"),
		tables->keep, err) ||
	    !columns_of(rules, names, column, err))
		return false;
	for (size_t i = 0; i < rules->row_count; i++)
		put_text(tables, &tables->names,
		    rules_cell(rules, i, column[CWE_ID]),
		    rules_cell(rules, i, column[CWE_NAME]));
	return true;
}

static struct str owasp_name(
    struct tables *tables, const char *edition, struct str code)
{
	code = first_of(code);
	if (!code.len)
		return STR_NONE;
	struct str key =
	    arena_printf(tables->keep, "%s " STR_FMT, edition, STR_ARG(code));
	struct str name = find_text(&tables->owasp, key);
	return name.len ? name : code;
}

static void bind_number(struct query *query, int at, struct str text)
{
	int64_t number;
	query_bind_int(query, at, str_to_int(text, &number) ? number : UNKNOWN);
}

/* A category that tools report as if it were a weakness is its own one. */
static struct str category_name(
    const struct tables *tables, size_t row, const size_t *column)
{
	const struct rules *rules = &tables->cwe;
	struct str category =
	    first_of(rules_cell(rules, row, column[CWE_CATEGORY]));
	struct str name = find_text(&tables->names, category);
	return name.len ? name : STR_NONE;
}

static bool store_weaknesses(struct model *model, struct tables *tables,
    const size_t *column, struct error *err)
{
	struct query *query = NULL;
	const struct rules *rules = &tables->cwe;
	if (!query_open(&query, model,
		"INSERT INTO weakness (cwe, name, category, owasp_2021, "
		"owasp_2025, top_25, gap, if_ai) "
		"VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
		err))
		return false;
	for (size_t i = 0; i < rules->row_count; i++) {
		bind_number(query, 1, rules_cell(rules, i, column[CWE_ID]));
		query_bind_text(
		    query, 2, rules_cell(rules, i, column[CWE_NAME]));
		query_bind_text(query, 3, category_name(tables, i, column));
		query_bind_text(query, 4,
		    owasp_name(tables, "2021",
			rules_cell(rules, i, column[CWE_OWASP_2021])));
		query_bind_text(query, 5,
		    owasp_name(tables, "2025",
			rules_cell(rules, i, column[CWE_OWASP_2025])));
		bind_number(query, 6, rules_cell(rules, i, column[CWE_TOP25]));
		query_bind_text(query, 7,
		    find_text(
			&tables->gaps, rules_cell(rules, i, column[CWE_GAP])));
		query_bind_int(query, 8,
		    str_equal_z(rules_cell(rules, i, column[CWE_IF_AI]), "1"));
		query_do(query);
	}
	return query_close(query, err);
}

static bool store_gap_rules(
    struct model *model, struct tables *tables, struct error *err)
{
	static const char *const names[] = { "scanner", "pattern", "gap",
		NULL };
	struct query *query = NULL;
	struct rules rules;
	size_t column[3];
	if (!rules_read(&rules, tables->folders, STR("data/gap-rules.csv"),
		tables->keep, err) ||
	    !columns_of(&rules, names, column, err) ||
	    !query_open(&query, model,
		"INSERT INTO gap_rule (ordinal, scanner, pattern, gap, "
		"is_whole) VALUES (?1, ?2, ?3, ?4, "
		"?3 NOT GLOB '*[*?[]*')",
		err))
		return false;
	for (size_t i = 0; i < rules.row_count; i++) {
		query_bind_int(query, 1, (int64_t)i + 1);
		for (int c = 0; c < 2; c++)
			query_bind_text(
			    query, c + 2, rules_cell(&rules, i, column[c]));
		query_bind_text(query, 4,
		    find_text(&tables->gaps, rules_cell(&rules, i, column[2])));
		query_do(query);
	}
	return query_close(query, err);
}

bool link_weaknesses(
    struct model *model, const struct asset_folders *folders, struct error *err)
{
	struct arena *scratch = arena_new();
	struct tables tables = { .keep = scratch,
		.folders = folders,
		.names = { .arena = scratch },
		.owasp = { .arena = scratch },
		.gaps = { .arena = scratch } };
	size_t column[CWE_COLUMNS];
	bool done = load_cwe(&tables, column, err) &&
		    load_owasp(&tables, err) && load_gaps(&tables, err) &&
		    store_weaknesses(model, &tables, column, err) &&
		    store_gap_rules(model, &tables, err);
	arena_free(scratch);
	return done;
}
