/* Matching is by the set of column names, in any order. A column serves one
 * field; names of a profile field are tried best first. */
#include "importers/table/match.h"

#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"

enum { CANDIDATES_LIMIT = 8, NAMES_SHOWN = 8 };

/* Takes the next column of "first name + last name" off *REST. */
static bool take_part(struct str *rest, struct str *part)
{
	if (!rest->ptr)
		return false;
	for (size_t i = 0; i + 3 <= rest->len; i++) {
		if (!str_starts(str_skip(*rest, i), STR(" + ")))
			continue;
		*part = str_slice(*rest, 0, i);
		*rest = str_skip(*rest, i + 3);
		return true;
	}
	*part = *rest;
	*rest = STR_NONE;
	return true;
}

/* Whether TEXT is PATTERN, in which something stands for the *. */
static bool fits(struct str text, struct str pattern, struct str *something)
{
	size_t star = str_find_byte(pattern, '*');
	struct str end = str_skip(pattern, star + 1);
	if (text.len <= star + end.len ||
	    !str_starts(text, str_slice(pattern, 0, star)) ||
	    !str_ends(text, end))
		return false;
	*something = str_slice(text, star, text.len - end.len);
	return true;
}

/* How well NAME, which may have a *, names COLUMN. */
static int answers(const struct column *column, struct str name)
{
	struct str something;
	if (str_contains(name, STR("*")) &&
	    fits(column->full, name, &something))
		return 3;
	return column_answers(column, name);
}

static bool has_column(const struct header *header, struct str name)
{
	for (size_t i = 0; i < header->count; i++)
		if (answers(&header->columns[i], name))
			return true;
	return false;
}

/* Whether HEADER has all columns of NAME. */
static bool has_columns(const struct header *header, struct str name)
{
	struct str part;
	while (take_part(&name, &part))
		if (!has_column(header, part))
			return false;
	return true;
}

/* The first of NAMES that columns answer to; NULL: none. */
static const struct str *has_any(
    const struct header *header, const struct str_list *names)
{
	for (size_t i = 0; i < names->count; i++)
		if (has_columns(header, names->items[i]))
			return &names->items[i];
	return NULL;
}

static size_t count_required(
    const struct profile *profile, const struct header *header)
{
	size_t found = 0;
	for (size_t i = 0; i < profile->require.count; i++)
		found += has_any(header, &profile->require.items[i]) != NULL;
	return found;
}

/* Whether all that PROFILE requires stands in HEADER, and nothing of what it
 * excludes. */
static bool fits_profile(
    const struct profile *profile, const struct header *header)
{
	return count_required(profile, header) == profile->require.count &&
	       !has_any(header, &profile->unless);
}

struct candidates {
	const struct profile *items[CANDIDATES_LIMIT];
	size_t count;
};

static void ask(struct candidates *found, const struct profile_list *list,
    const struct header *header, bool fallback)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].fallback == fallback &&
		    found->count < CANDIDATES_LIMIT &&
		    fits_profile(&list->items[i], header))
			found->items[found->count++] = &list->items[i];
}

/* "has a, b; lacks c" by the requirements of PROFILE. */
static void describe(
    struct buf *out, const struct profile *profile, const struct header *header)
{
	for (int lacking = 0; lacking < 2; lacking++) {
		const char *before = lacking ? "; lacks " : "has ";
		for (size_t i = 0; i < profile->require.count; i++) {
			const struct str_list *names =
			    &profile->require.items[i];
			const struct str *found = has_any(header, names);
			if (lacking ? found != NULL : found == NULL)
				continue;
			buf_printf(out, "%s\"" STR_FMT "\"", before,
			    STR_ARG(found ? *found : names->items[0]));
			before = ", ";
		}
	}
}

static bool report_several(const struct candidates *found,
    const struct header *header, struct str file, struct error *err)
{
	struct buf text = { 0 };
	for (size_t i = 0; i < found->count; i++) {
		buf_printf(&text, "%s" STR_FMT " (", i ? ", " : "",
		    STR_ARG(found->items[i]->name));
		describe(&text, found->items[i], header);
		buf_add_char(&text, ')');
	}
	error_at(err,
	    (struct place){ .file = file, .line = header->line, .column = 1 },
	    "expected one profile that fits this header, found %zu: " STR_FMT,
	    found->count, STR_ARG(buf_str(&text)));
	buf_free(&text);
	return error_fix(err, "name the one that is meant as the profile");
}

/* The profile with the largest part of its requirements met, at least half of
 * them; NULL: none. */
static const struct profile *nearest(
    const struct profile_list *list, const struct header *header)
{
	const struct profile *best = NULL;
	size_t best_found = 0;
	for (size_t i = 0; i < list->count; i++) {
		const struct profile *profile = &list->items[i];
		size_t found = count_required(profile, header);
		if (found * 2 < profile->require.count)
			continue;
		if (best && found * best->require.count <=
				best_found * profile->require.count)
			continue;
		best = profile;
		best_found = found;
	}
	return best;
}

static void list_columns(struct buf *out, const struct header *header)
{
	struct arena *scratch = arena_new();
	for (size_t i = 0; i < header->count && i < NAMES_SHOWN; i++)
		buf_printf(out, "%s\"" STR_FMT "\"", i ? ", " : "",
		    STR_ARG(utf8_printable(
			scratch, str_slice(header->columns[i].raw, 0, 40))));
	if (header->count == 0)
		buf_add(out, STR("blank lines"));
	if (header->count > NAMES_SHOWN)
		buf_printf(out, " and %zu more", header->count - NAMES_SHOWN);
	arena_free(scratch);
}

static bool report_none(const struct profile_list *list,
    const struct profile *wanted, const struct header *header, struct str file,
    struct error *err)
{
	struct buf columns = { 0 };
	struct buf near = { 0 };
	const struct profile *best = wanted ? wanted : nearest(list, header);
	struct place place = { .file = file,
		.line = header->line ? header->line : 1,
		.column = 1 };
	list_columns(&columns, header);
	if (wanted)
		error_at(err, place,
		    "expected the header of profile " STR_FMT
		    ", found " STR_FMT,
		    STR_ARG(wanted->name), STR_ARG(buf_str(&columns)));
	else
		error_at(err, place,
		    "expected the header of a known table, found " STR_FMT,
		    STR_ARG(buf_str(&columns)));
	if (best) {
		buf_printf(&near, STR_FMT " ", STR_ARG(best->name));
		describe(&near, best, header);
		error_fix(err,
		    "%s" STR_FMT "; rename columns, or write a profile "
		    "(docs/formats.md)",
		    wanted ? "" : "nearest: ", STR_ARG(buf_str(&near)));
	} else {
		error_fix(err, "write a profile (docs/formats.md)");
	}
	buf_free(&columns);
	buf_free(&near);
	return false;
}

/* The columns that answer to NAME best, of those that serve no field yet. */
static size_t find_columns(
    size_t *columns, const struct match *match, struct str name)
{
	size_t count = 0;
	int best = 1;
	for (size_t i = 0; i < match->header.count; i++) {
		int answer = answers(&match->header.columns[i], name);
		if (answer < best || match->field_of[i] != NO_FIELD)
			continue;
		if (answer > best)
			count = 0;
		best = answer;
		columns[count++] = i;
	}
	return count;
}

/* The columns of NAME, which may join several: all of them or none. */
static size_t find_joined(size_t *columns, const struct match *match,
    struct str name, enum combine combine, bool *joined)
{
	struct str part;
	size_t count = 0;
	size_t parts = 0;
	while (take_part(&name, &part)) {
		size_t found = find_columns(columns + count, match, part);
		*joined = ++parts > 1;
		if (combine != COMBINE_JOIN) {
			*joined = true;
			count += found;
			continue;
		}
		if (found == 0)
			return 0;
		count += *joined || name.ptr ? 1 : found;
	}
	return count;
}

static bool same_kind(enum unit a, enum unit b)
{
	return (a >= UNIT_PERCENT) == (b >= UNIT_PERCENT);
}

/* The unit of the header when it is of the kind the field has. */
static bool settle_unit(struct field_binding *binding,
    const struct column *column, const struct table_field *field,
    enum unit stated, struct str file, struct error *err)
{
	bool time = field->type == FIELD_DURATION;
	enum unit shown = column->unit;
	if (field->type != FIELD_DURATION && field->type != FIELD_PERCENT)
		return true;
	if (shown && (shown < UNIT_PERCENT) != time)
		shown = UNIT_NONE;
	if (shown && stated && same_kind(shown, stated) && shown != stated) {
		error_at(err,
		    (struct place){ file, column->line, column->column },
		    "expected %s in column \"" STR_FMT
		    "\" as the profile says, found a header that says %s",
		    unit_name(stated), STR_ARG(column->raw), unit_name(shown));
		return error_fix(err, "mend the profile or the header");
	}
	binding->unit = shown ? shown : stated;
	return true;
}

static bool report_repeated(
    const struct match *match, size_t at, struct str file, struct error *err)
{
	const struct column *again = &match->header.columns[at];
	error_at(err, (struct place){ file, again->line, again->column },
	    "expected one column \"" STR_FMT "\", found it again as column %zu",
	    STR_ARG(again->raw), at + 1);
	return error_fix(err,
	    "rename or remove one, or write a profile that names the right "
	    "one");
}

static bool bind_column(struct match *match, const struct profile_field *wish,
    const size_t *columns, size_t count, struct str file, struct arena *keep,
    struct error *err)
{
	const struct table_field *field =
	    &match->profile->target->fields[wish->field];
	struct field_binding *binding = &match->fields[wish->field];
	const struct column *column = &match->header.columns[columns[0]];
	size_t *all = arena_array(keep, binding->count + count, sizeof *all);
	if (binding->count)
		memcpy(all, binding->columns, binding->count * sizeof *all);
	memcpy(all + binding->count, columns, count * sizeof *all);
	binding->columns = all;
	binding->count += count;
	binding->combine = wish->combine;
	for (size_t i = 0; i < count; i++)
		match->field_of[columns[i]] = wish->field;
	return settle_unit(binding, column, field, wish->unit, file, err);
}

static bool bind_field(struct match *match, const struct profile_field *wish,
    size_t *columns, struct str file, struct arena *keep, struct error *err)
{
	bool list =
	    match->profile->target->fields[wish->field].flags & FIELD_LIST;
	for (size_t i = 0; i < wish->names.count; i++) {
		if (match->fields[wish->field].count && !list)
			return true;
		bool joined = false;
		size_t count = find_joined(columns, match, wish->names.items[i],
		    wish->combine, &joined);
		if (count > 1 && !list && !joined)
			return report_repeated(match, columns[1], file, err);
		if (count &&
		    !bind_column(match, wish, columns, count, file, keep, err))
			return false;
	}
	return true;
}

/* Where the lines "only" of the profile look. */
static void bind_only(struct match *match, struct arena *keep)
{
	const struct profile *profile = match->profile;
	match->only =
	    arena_array(keep, profile->only.count, sizeof *match->only);
	for (size_t i = 0; i < profile->only.count; i++) {
		match->only[i] = NO_FIELD;
		for (size_t j = 0; j < match->header.count; j++)
			if (column_answers(&match->header.columns[j],
				profile->only.items[i].name) &&
			    match->only[i] == NO_FIELD)
				match->only[i] = j;
	}
}

static void mark_ignored(struct match *match)
{
	for (size_t i = 0; i < match->profile->only.count; i++)
		if (match->only[i] != NO_FIELD)
			match->ignored[match->only[i]] = true;
	const struct str_list *names = &match->profile->ignore;
	for (size_t i = 0; i < match->header.count; i++)
		for (size_t j = 0; j < names->count; j++)
			if (answers(&match->header.columns[i], names->items[j]))
				match->ignored[i] = true;
}

/* What stands for the * of a pattern in the header as it is written. */
static struct str as_written(const struct column *column, struct str something)
{
	struct str raw = str_trim(column->raw);
	size_t at = (size_t)(something.ptr - column->full.ptr);
	return str_trim(raw.len == column->full.len
			    ? str_slice(raw, at, at + something.len)
			    : something);
}

static bool add_part(struct match *match, size_t column, struct str something,
    struct str file, struct arena *keep, struct error *err)
{
	const struct profile_unpivot *unpivot = &match->profile->unpivot;
	const struct column *head = &match->header.columns[column];
	struct match_part *part = &match->parts[match->part_count++];
	part->value =
	    (struct field_binding){ .columns = ARENA_NEW(keep, size_t),
		    .count = 1 };
	part->value.columns[0] = column;
	part->name.constant = as_written(head, something);
	match->field_of[column] = unpivot->value;
	match->fields[unpivot->value] = part->value;
	match->fields[unpivot->name] = part->name;
	return settle_unit(&part->value, head,
	    &match->profile->target->fields[unpivot->value], UNIT_NONE, file,
	    err);
}

/* The columns that make a record each. */
static bool bind_parts(
    struct match *match, struct str file, struct arena *keep, struct error *err)
{
	const struct str_list *names = &match->profile->unpivot.columns;
	struct str something;
	match->parts =
	    arena_array(keep, match->header.count, sizeof *match->parts);
	for (size_t i = 0; i < match->header.count; i++)
		for (size_t j = 0; j < names->count; j++)
			if (match->field_of[i] == NO_FIELD &&
			    !match->ignored[i] &&
			    fits(match->header.columns[i].full, names->items[j],
				&something) &&
			    !add_part(match, i, something, file, keep, err))
				return false;
	return true;
}

static bool bind(
    struct match *match, struct str file, struct arena *keep, struct error *err)
{
	const struct profile *profile = match->profile;
	size_t width = match->header.count;
	match->fields = arena_array(
	    keep, profile->target->field_count, sizeof *match->fields);
	match->field_of = arena_array(keep, width, sizeof *match->field_of);
	match->ignored = arena_array(keep, width, sizeof *match->ignored);
	for (size_t i = 0; i < width; i++)
		match->field_of[i] = NO_FIELD;
	size_t *columns = arena_array(keep, width, sizeof *columns);
	for (size_t i = 0; i < profile->fields.count; i++)
		if (!bind_field(match, &profile->fields.items[i], columns, file,
			keep, err))
			return false;
	for (size_t i = 0; i < profile->constants.count; i++) {
		const struct profile_constant *constant =
		    &profile->constants.items[i];
		match->fields[constant->field].constant = constant->text;
	}
	bind_only(match, keep);
	mark_ignored(match);
	return bind_parts(match, file, keep, err);
}

/* One pass over the rows that may be the header. */
static bool look(struct match *match, struct candidates *found,
    const struct layout *layout, const struct profile_list *list, bool fallback,
    bool two_rows, struct arena *keep)
{
	for (size_t row = 0;
	     row + two_rows < layout->record_count && row < LAYOUT_HEADER_ROWS;
	     row++) {
		header_read(
		    &match->header, layout->records, row, two_rows, keep);
		ask(found, list, &match->header, fallback);
		if (found->count)
			return true;
	}
	return false;
}

bool match_find(struct match *match, const struct layout *layout,
    const struct profile_list *list, const struct profile *wanted,
    struct str file, struct arena *keep, struct error *err)
{
	struct candidates found = { 0 };
	struct profile one = wanted ? *wanted : (struct profile){ 0 };
	struct profile_list only = { .items = &one, .count = 1 };
	one.fallback = false;
	const struct profile_list *asked = wanted ? &only : list;
	*match = (struct match){ 0 };
	for (int pass = 0; pass < 4 && !found.count; pass++)
		look(match, &found, layout, asked, pass & 2, pass & 1, keep);
	match->found = found.count;
	if (found.count > 1)
		return report_several(&found, &match->header, file, err);
	if (!found.count) {
		match->header = (struct header){ 0 };
		if (layout->record_count)
			header_read(&match->header, layout->records,
			    layout_likely_header(layout), false, keep);
		return report_none(list, wanted, &match->header, file, err);
	}
	match->profile = wanted ? wanted : found.items[0];
	match->why = wanted ? "named" : "header";
	return bind(match, file, keep, err);
}
