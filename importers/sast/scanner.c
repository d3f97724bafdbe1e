/* Names and kinds of scanners, from two tables. */
#include "importers/sast/scanner.h"

static const char *const categories[] = { "security", "quality", "secret" };

enum { CATEGORY_COUNT = 3 };

const char *category_name(enum category category)
{
	return categories[category];
}

static bool find_columns(const struct rules *rules, const char *const *names,
    size_t columns[4], struct error *err)
{
	for (size_t i = 0; i < 4; i++)
		if (!rules_column(rules, names[i], &columns[i], err))
			return false;
	return true;
}

static bool category_from(struct str name, enum category *category)
{
	for (int i = 0; i < CATEGORY_COUNT; i++)
		if (str_equal_z(name, categories[i])) {
			*category = (enum category)i;
			return true;
		}
	return false;
}

static bool check_categories(
    const struct rules *rules, size_t column, struct error *err)
{
	enum category category;
	for (size_t i = 0; i < rules->row_count; i++) {
		struct str cell = rules_cell(rules, i, column);
		if (!category_from(cell, &category))
			return error_at(err,
			    (struct place){ rules->name, rules->lines[i], 0 },
			    "expected security, quality or secret, found "
			    "\"" STR_FMT "\"",
			    STR_ARG(cell));
	}
	return true;
}

bool scanner_load(struct scanner_table *table,
    const struct asset_folders *folders, struct arena *keep, struct error *err)
{
	static const char *const scanner_columns[] = { "scanner", "name",
		"label", "category" };
	static const char *const category_columns[] = { "scanner", "match",
		"pattern", "category" };
	return rules_read(&table->scanners, folders, STR("data/scanners.csv"),
		   keep, err) &&
	       rules_read(&table->categories, folders,
		   STR("data/finding-categories.csv"), keep, err) &&
	       find_columns(&table->scanners, scanner_columns,
		   table->scanner_columns, err) &&
	       find_columns(&table->categories, category_columns,
		   table->category_columns, err) &&
	       check_categories(
		   &table->scanners, table->scanner_columns[3], err) &&
	       check_categories(
		   &table->categories, table->category_columns[3], err);
}

static bool matches(struct str text, struct str pattern,
    bool (*is_equal)(struct str a, struct str b))
{
	size_t at = 0;
	size_t i = 0;
	size_t star = pattern.len; /* the last '*' seen */
	size_t resume = 0;	   /* where it is tried next */
	while (at < text.len) {
		if (i < pattern.len && pattern.ptr[i] == '*') {
			star = i++;
			resume = at;
		} else if (i < pattern.len &&
			   is_equal(str_slice(text, at, at + 1),
			       str_slice(pattern, i, i + 1))) {
			i++;
			at++;
		} else if (star < pattern.len) {
			i = star + 1;
			at = ++resume;
		} else {
			return false;
		}
	}
	while (i < pattern.len && pattern.ptr[i] == '*')
		i++;
	return i == pattern.len;
}

bool scanner_matches(struct str text, struct str pattern)
{
	return matches(text, pattern, str_equal_nocase);
}

bool scanner_matches_case(struct str text, struct str pattern)
{
	return matches(text, pattern, str_equal);
}

static struct str plain_name(struct str name, struct arena *keep)
{
	enum { NAME_MAX_BYTES = 80 };
	struct str lower =
	    arena_lower(keep, str_slice(str_trim(name), 0, NAME_MAX_BYTES));
	char *copy = arena_z(keep, lower);
	for (size_t i = 0; i < lower.len; i++)
		if (copy[i] == ' ')
			copy[i] = '-';
	return (struct str){ copy, lower.len };
}

struct scanner scanner_find(
    const struct scanner_table *table, struct str name, struct arena *keep)
{
	const struct rules *rules = &table->scanners;
	const size_t *column = table->scanner_columns;
	for (size_t i = 0; i < rules->row_count; i++) {
		struct scanner scanner = {
			.name = rules_cell(rules, i, column[0]),
			.label = rules_cell(rules, i, column[2]),
			.is_known = true,
		};
		if (scanner_matches(
			str_trim(name), rules_cell(rules, i, column[1])) &&
		    category_from(
			rules_cell(rules, i, column[3]), &scanner.category))
			return scanner;
	}
	return (struct scanner){ .name = plain_name(name, keep),
		.label = arena_str(keep, str_trim(name)),
		.category = CATEGORY_SECURITY };
}

static bool has_tag(const struct str_list *tags, struct str pattern)
{
	for (size_t i = 0; tags && i < tags->count; i++)
		if (scanner_matches(tags->items[i], pattern))
			return true;
	return false;
}

static bool evidence_fits(const struct scanner_evidence *evidence,
    struct str match, struct str pattern)
{
	if (str_equal_z(match, "any"))
		return true;
	if (str_equal_z(match, "rule"))
		return scanner_matches(evidence->rule, pattern);
	if (str_equal_z(match, "tag"))
		return has_tag(evidence->tags, pattern);
	if (str_equal_z(match, "word"))
		return scanner_matches(evidence->word, pattern);
	if (str_equal_z(match, "text"))
		return scanner_matches(evidence->text, pattern);
	if (str_equal_z(match, "score"))
		return evidence->has_score;
	return str_equal_z(match, "weakness") && evidence->has_weakness;
}

static bool find_category(const struct scanner_table *table, struct str name,
    const struct scanner_evidence *evidence, enum category *category)
{
	const struct rules *rules = &table->categories;
	const size_t *column = table->category_columns;
	for (size_t i = 0; i < rules->row_count; i++)
		if (str_equal(rules_cell(rules, i, column[0]), name) &&
		    evidence_fits(evidence, rules_cell(rules, i, column[1]),
			rules_cell(rules, i, column[2])))
			return category_from(
			    rules_cell(rules, i, column[3]), category);
	return false;
}

enum category scanner_category(const struct scanner_table *table,
    const struct scanner *scanner, const struct scanner_evidence *evidence)
{
	enum category category;
	if (find_category(table, scanner->name, evidence, &category) ||
	    find_category(table, STR("*"), evidence, &category))
		return category;
	return scanner->category;
}
