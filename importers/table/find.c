/* Which layout and which profile a file has can only be found together: a
 * profile knows a header, and where the header stands hangs on the layout. So
 * each way to lay the file out that is likely is tried: separators of a text,
 * sheets of a workbook, lists of records in JSON. Two that fit are an error
 * that names both. */
#include "importers/table/find.h"

#include "base/buf.h"
#include "base/vec.h"

/* Finds layout and profile together: the separator by which the records agree
 * best is taken unless a header is known by another one only. */
bool find_text(struct table *table, const struct profile_list *list,
    const struct profile *wanted, struct arena *keep, struct error *err)
{
	struct table other = *table;
	struct error ignored;
	if (!layout_detect(
		&table->layout, table->path, table->memory, 0, keep, err))
		return table_in_file(err, table->shown);
	if (match_find(&table->match, &table->layout, list, wanted,
		table->shown, keep, err))
		return true;
	if (table->match.found || table->layout.separator_line)
		return false;
	for (size_t i = 0; i < LAYOUT_SEPARATORS; i++) {
		if (layout_separators[i] != table->layout.separator &&
		    layout_detect(&other.layout, table->path, table->memory,
			layout_separators[i], keep, &ignored) &&
		    match_find(&other.match, &other.layout, list, wanted,
			table->shown, keep, &ignored)) {
			*table = other;
			return true;
		}
	}
	return false;
}

static bool report_sheets(
    const struct table *a, const struct table *b, struct error *err)
{
	error_at(err, (struct place){ .file = a->shown },
	    "expected one sheet with a known table, found \"" STR_FMT
	    "\" (" STR_FMT ") and \"" STR_FMT "\" (" STR_FMT ")",
	    STR_ARG(str_slice(a->layout.sheet->name, 0, 60)),
	    STR_ARG(a->match.profile->name),
	    STR_ARG(str_slice(b->layout.sheet->name, 0, 60)),
	    STR_ARG(b->match.profile->name));
	return error_fix(err, "name the one that is meant: --sheet, or sheet: "
			      "beside the input in the configuration");
}

static bool report_names(const struct table *table,
    const struct workbook *workbook, struct error *err)
{
	struct buf names = { 0 };
	for (size_t i = 0; i < workbook->sheet_count && i < 20; i++)
		buf_printf(&names, "%s\"" STR_FMT "\"", i ? ", " : "",
		    STR_ARG(str_slice(workbook->sheets[i].name, 0, 60)));
	buf_add_bytes(&names, "", 1);
	error_at(err, (struct place){ .file = table->shown },
	    "expected a sheet \"" STR_FMT "\", found %s",
	    STR_ARG(str_slice(table->sheet, 0, 60)), names.data);
	buf_free(&names);
	return error_fix(err, "name one of them");
}

/* Whether SHEET is to be looked at: the one that was named, or any that a
 * reader sees. */
static bool is_meant(const struct table *table, const struct sheet *sheet)
{
	return table->sheet.len ? str_equal(table->sheet, sheet->name)
				: !sheet->hidden;
}

/* The sheet that a profile knows. When there is none, the first that has
 * anything tells what was found. */
bool find_sheet(struct table *table, const struct profile_list *list,
    const struct profile *wanted, struct arena *keep, struct error *err)
{
	struct workbook *workbook;
	struct table first = *table;
	bool known = false;
	if (!workbook_open(
		&workbook, table->path, table->memory, table->shown, keep, err))
		return table_in_file(err, table->shown);
	for (size_t i = 0; i < workbook->sheet_count; i++) {
		struct table next = *table;
		struct error why;
		if (!is_meant(table, &workbook->sheets[i]))
			continue;
		if (!layout_of_sheet(&next.layout, workbook,
			&workbook->sheets[i], keep, err))
			return table_in_file(err, table->shown);
		bool fits = match_find(&next.match, &next.layout, list, wanted,
		    table->shown, keep, &why);
		if (!fits && next.match.found) {
			*table = next;
			*err = why;
			return false;
		}
		if (fits && known)
			return report_sheets(&first, &next, err);
		if (!known && (fits || !first.match.header.count)) {
			first = next;
			*err = why;
		}
		known |= fits;
	}
	*table = first;
	if (table->sheet.len && !table->layout.workbook)
		return report_names(table, workbook, err);
	return known ||
	       (table->layout.workbook
		       ? false
		       : error_at(err, (struct place){ .file = table->shown },
			     "expected a table, found a workbook whose "
			     "sheets are all hidden"));
}

/* ------------------------------------------------------------------- JSON --
 */

/* Where records stand when a profile does not say. */
static const char *const usual_ways[] = { "[]", ".", "data[]", "items[]",
	"results[]", "records[]", "rows[]", "value[]", "values[]",
	"elements[]" };
enum { USUAL_WAYS = sizeof usual_ways / sizeof *usual_ways };

/* The number N of the ways of PROFILE; none behind the last. */
static struct str way_of(const struct profile *profile, size_t n)
{
	if (profile->records.count)
		return n < profile->records.count ? profile->records.items[n]
						  : STR_NONE;
	return n < USUAL_WAYS ? str_from(usual_ways[n]) : STR_NONE;
}

static bool has_way(const struct profile *profile, struct str way)
{
	for (size_t i = 0; way_of(profile, i).len; i++)
		if (str_equal(way_of(profile, i), way))
			return true;
	return false;
}

/* The ways of all profiles that the file has, each once. */
static void list_ways(struct str_list *found, const struct profile_list *list,
    const struct str_list *ways, struct arena *keep)
{
	*found = (struct str_list){ 0 };
	for (size_t i = 0; i < list->count; i++)
		for (size_t n = 0; way_of(&list->items[i], n).len; n++) {
			struct str way = way_of(&list->items[i], n);
			bool known = !json_rows_leads(ways, way);
			for (size_t j = 0; !known && j < found->count; j++)
				known = str_equal(found->items[j], way);
			if (!known)
				VEC_PUSH(found, keep, way);
		}
}

static struct profile_list profiles_at(
    const struct profile_list *list, struct str way, struct arena *keep)
{
	struct profile_list at = { 0 };
	for (size_t i = 0; i < list->count; i++)
		if (has_way(&list->items[i], way))
			VEC_PUSH(&at, keep, list->items[i]);
	return at;
}

static bool report_ways(
    const struct table *a, const struct table *b, struct error *err)
{
	error_at(err, (struct place){ .file = a->shown },
	    "expected one profile that fits this file, found 2: " STR_FMT
	    " (records at \"" STR_FMT "\") and " STR_FMT
	    " (records at \"" STR_FMT "\")",
	    STR_ARG(a->match.profile->name), STR_ARG(a->layout.way),
	    STR_ARG(b->match.profile->name), STR_ARG(b->layout.way));
	return error_fix(err, "name the one that is meant as the profile");
}

/* Of two fits the one that is no fallback; a profile that fits at two ways is
 * taken at the first. */
static bool is_better(const struct table *next, const struct table *best)
{
	return best->match.profile->fallback && !next->match.profile->fallback;
}

static bool is_rival(const struct table *next, const struct table *best)
{
	return best->match.profile->fallback == next->match.profile->fallback &&
	       !str_equal(best->match.profile->name, next->match.profile->name);
}

/* What stands in a file that no profile knows: its first list. */
static bool tell_unknown(struct table *table, const struct str_list *ways,
    const struct profile_list *list, const struct profile *wanted,
    struct arena *keep, struct error *err)
{
	const struct json_file file = table_json_file(table);
	struct str way = ways->count ? ways->items[0] : STR(".");
	for (size_t i = 0; i < ways->count; i++)
		if (str_ends(ways->items[i], STR("[]"))) {
			way = ways->items[i];
			break;
		}
	if (!layout_of_json(&table->layout, &file, way, true, keep, err))
		return table_in_file(err, table->shown);
	return match_find(&table->match, &table->layout, list, wanted,
	    table->shown, keep, err);
}

bool find_json(struct table *table, const struct profile_list *list,
    const struct profile *wanted, struct arena *keep, struct error *err)
{
	const struct json_file file = table_json_file(table);
	struct profile_list only = { 0 };
	struct str_list ways;
	struct str_list asked;
	struct table best = *table;
	if (wanted)
		VEC_PUSH(&only, keep, *wanted);
	json_rows_ways(&ways, &file, keep);
	list_ways(&asked, wanted ? &only : list, &ways, keep);
	for (size_t i = 0; i < asked.count; i++) {
		struct table next = *table;
		struct profile_list at =
		    profiles_at(wanted ? &only : list, asked.items[i], keep);
		if (!layout_of_json(
			&next.layout, &file, asked.items[i], true, keep, err))
			continue; /* broken: told by what is tried last */
		if (!match_find(&next.match, &next.layout, &at, wanted,
			table->shown, keep, err)) {
			if (next.match.found) {
				*table = next;
				return false;
			}
			continue;
		}
		if (best.match.found && is_rival(&next, &best)) {
			*table = best;
			table->match.found = 2;
			return report_ways(&best, &next, err);
		}
		if (!best.match.found || is_better(&next, &best))
			best = next;
	}
	*table = best;
	return best.match.found ||
	       tell_unknown(table, &ways, list, wanted, keep, err);
}
