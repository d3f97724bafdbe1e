/* The first row whose columns the header has, all of them. */
#include "importers/table/not_read.h"

#include "base/rules.h"

static bool has_column(const struct header *header, struct str name)
{
	for (size_t i = 0; i < header->count; i++)
		if (column_answers(&header->columns[i], name))
			return true;
	return false;
}

static bool has_all(const struct header *header, struct str names)
{
	struct str name;
	while (str_split(&names, '|', &name))
		if (!has_column(header, str_trim(name)))
			return false;
	return true;
}

bool table_is_not_read(const struct header *header,
    const struct asset_folders *folders, struct str file, struct arena *keep,
    struct error *err)
{
	struct rules rules;
	struct error ignored;
	size_t title;
	size_t columns;
	size_t fix;
	if (!rules_read(&rules, folders, STR("data/tables-not-read.csv"), keep,
		&ignored) ||
	    !rules_column(&rules, "title", &title, &ignored) ||
	    !rules_column(&rules, "columns", &columns, &ignored) ||
	    !rules_column(&rules, "fix", &fix, &ignored))
		return false;
	for (size_t i = 0; i < rules.row_count; i++) {
		if (!has_all(header, rules_cell(&rules, i, columns)))
			continue;
		error_at(err,
		    (struct place){ file, header->line ? header->line : 1, 1 },
		    "expected a table that is read, found " STR_FMT,
		    STR_ARG(rules_cell(&rules, i, title)));
		error_fix(err, STR_FMT, STR_ARG(rules_cell(&rules, i, fix)));
		return true;
	}
	return false;
}
