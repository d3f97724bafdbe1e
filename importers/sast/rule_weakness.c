/* A table of (scanner, rule) and CWE, looked up by one key. */
#include "importers/sast/rule_weakness.h"

#include "base/shelf.h"

static struct str key_of(
    struct arena *keep, struct str scanner, struct str rule)
{
	return arena_printf(
	    keep, STR_FMT " " STR_FMT, STR_ARG(scanner), STR_ARG(rule));
}

static struct str cell(
    const struct rule_weaknesses *table, size_t row, size_t column)
{
	return rules_cell(&table->rules, row, table->columns[column]);
}

static bool load(struct rule_weaknesses *table,
    const struct asset_folders *folders, struct arena *keep, struct error *err)
{
	*table = (struct rule_weaknesses){ .first = { .arena = keep } };
	if (!rules_read(&table->rules, folders, STR("data/rule-weaknesses.csv"),
		keep, err) ||
	    !rules_column(&table->rules, "scanner", &table->columns[0], err) ||
	    !rules_column(&table->rules, "rule", &table->columns[1], err) ||
	    !rules_column(&table->rules, "cwe", &table->columns[2], err))
		return false;
	for (size_t i = 0; i < table->rules.row_count; i++) {
		bool added;
		union map_value *value = map_put(&table->first,
		    key_of(keep, cell(table, i, 0), cell(table, i, 1)), &added);
		if (added)
			value->number = (int64_t)i + 1;
	}
	return true;
}

bool rule_weaknesses_load(struct rule_weaknesses *table,
    const struct asset_folders *folders, struct arena *keep, struct error *err)
{
	static const char name[] = "weaknesses of rules";
	const struct rule_weaknesses *kept =
	    shelf_find(folders, str_from(name));
	if (kept) {
		*table = *kept;
		return true;
	}
	if (!load(table, folders, shelf_keep(folders, keep), err))
		return false;
	shelf_put(folders, str_from(name), table, sizeof *table);
	return true;
}

void rule_weaknesses_add(const struct rule_weaknesses *table,
    const struct weakness_table *weaknesses, struct weakness_list *list,
    struct str scanner, struct str rule)
{
	struct arena *scratch = arena_new();
	size_t colon = str_rfind_byte(rule, ':');
	const union map_value *first =
	    map_get(&table->first, key_of(scratch, scanner, rule));
	if (!first && colon < rule.len) {
		rule = str_skip(rule, colon + 1);
		first = map_get(&table->first, key_of(scratch, scanner, rule));
	}
	arena_free(scratch);
	if (!first)
		return;
	for (size_t i = (size_t)first->number - 1;
	     i < table->rules.row_count && str_equal(cell(table, i, 1), rule) &&
	     str_equal(cell(table, i, 0), scanner);
	     i++)
		weakness_add_id(weaknesses, list, cell(table, i, 2));
}
