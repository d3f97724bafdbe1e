/* The parser of profiles: each statement is a row of a table, a keyword and a
 * function that takes the rest of the line. Names are normalised as headers
 * are, so that both sides of a comparison went through one function. */
#include "importers/table/profile.h"

#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "importers/table/header.h"
#include "importers/table/json_rows.h"

struct reader {
	struct profile *profile;
	struct place place;
	struct arena *keep;
	struct error *err;
};

typedef bool (*statement_fn)(struct reader *reader, struct str rest);

static bool refuse(const struct reader *reader, const char *expected,
    struct str found, const char *fix)
{
	char shown[160];
	struct arena *scratch = arena_new();
	struct str printable =
	    utf8_printable(scratch, str_slice(found, 0, 100));
	size_t len =
	    printable.len < sizeof shown - 1 ? printable.len : sizeof shown - 1;
	memcpy(shown, len ? printable.ptr : "", len);
	shown[len] = '\0';
	arena_free(scratch);
	error_at(reader->err, reader->place, "expected %s, found \"%s\"",
	    expected, shown);
	return error_fix(reader->err, "%s", fix);
}

static bool set_once(
    const struct reader *reader, struct str *member, struct str value)
{
	if (member->len)
		return refuse(reader, "this statement once", value,
		    "keep one of the lines");
	if (value.len == 0)
		return refuse(reader, "a text behind the keyword", value,
		    "write it, or remove the line");
	*member = arena_str(reader->keep, value);
	return true;
}

static bool is_name(struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		if (!(ascii_is_lower(c) || ascii_is_digit(c) || c == '-' ||
			c == '_'))
			return false;
	}
	return text.len > 0 && text.len <= 64;
}

static bool read_profile(struct reader *reader, struct str rest)
{
	size_t at = str_find_byte(rest, '@');
	struct str name = str_slice(rest, 0, at);
	int64_t version;
	if (!is_name(name) || !str_to_int(str_skip(rest, at + 1), &version) ||
	    version < 1)
		return refuse(reader, "name@version", rest,
		    "write for instance \"profile my-lms@1\"; names have "
		    "small letters, digits, - and _");
	return set_once(reader, &reader->profile->name, name) &&
	       set_once(
		   reader, &reader->profile->version, str_skip(rest, at + 1));
}

static bool read_title(struct reader *reader, struct str rest)
{
	return set_once(reader, &reader->profile->title, rest);
}

static bool read_source(struct reader *reader, struct str rest)
{
	return set_once(reader, &reader->profile->source, rest);
}

static bool read_checked(struct reader *reader, struct str rest)
{
	int64_t time;
	struct date_reading reading = { 0 };
	if (rest.len != 10 || date_read(&time, rest, &reading) != DATE_FINE)
		return refuse(reader, "a date such as 2026-09-30", rest,
		    "write the day on which the source was read");
	return set_once(reader, &reader->profile->checked, rest);
}

static bool read_target(struct reader *reader, struct str rest)
{
	struct profile *profile = reader->profile;
	if (profile->target)
		return refuse(reader, "one target", rest,
		    "make a second profile for a second target");
	profile->target = target_find(rest);
	if (profile->target)
		return true;
	struct buf names = { 0 };
	buf_add_z(&names, "a target (");
	for (size_t i = 0; targets[i]; i++)
		buf_printf(&names, "%s%s", i ? ", " : "", targets[i]->name);
	buf_add_char(&names, ')');
	buf_add_bytes(&names, "", 1);
	refuse(reader, names.data, rest, "name one of them");
	buf_free(&names);
	return false;
}

static bool read_date_order(struct reader *reader, struct str rest)
{
	reader->profile->reading.order = date_order_from(rest);
	return reader->profile->reading.order != DATE_ORDER_NONE ||
	       refuse(reader, "DMY, MDY or YMD", rest,
		   "write the order in which the file has day, month, year");
}

static bool read_decimal(struct reader *reader, struct str rest)
{
	if (rest.len != 1 || (rest.ptr[0] != '.' && rest.ptr[0] != ','))
		return refuse(reader, "a point or a comma", rest,
		    "write the decimal mark of the file");
	reader->profile->decimal = rest.ptr[0];
	return true;
}

/* "+02:00" */
static bool read_zone(struct reader *reader, struct str rest)
{
	int64_t hours;
	int64_t minutes;
	if (rest.len != 6 || (rest.ptr[0] != '+' && rest.ptr[0] != '-') ||
	    rest.ptr[3] != ':' || !str_to_int(str_slice(rest, 1, 3), &hours) ||
	    !str_to_int(str_skip(rest, 4), &minutes) || hours < 0 ||
	    hours > 15 || minutes < 0 || minutes > 59)
		return refuse(reader, "an offset such as +02:00", rest,
		    "write how far the times are east of UTC");
	int64_t seconds = hours * 3600 + minutes * 60;
	reader->profile->has_zone = true;
	reader->profile->reading.zone_seconds =
	    rest.ptr[0] == '-' ? -seconds : seconds;
	return true;
}

static bool read_serial(struct reader *reader, struct str rest)
{
	if (!str_equal_z(rest, "1900") && !str_equal_z(rest, "1904"))
		return refuse(reader, "1900 or 1904", rest,
		    "write the date base of the spreadsheet");
	reader->profile->reading.serial_1904 = str_equal_z(rest, "1904");
	return true;
}

static bool read_cap(struct reader *reader, struct str rest)
{
	return (str_to_int(rest, &reader->profile->cap) &&
		   reader->profile->cap > 0) ||
	       refuse(reader, "a number of rows", rest,
		   "write at how many rows the source cuts an export off");
}

static bool read_fallback(struct reader *reader, struct str rest)
{
	reader->profile->fallback = true;
	return rest.len == 0 || refuse(reader, "nothing behind fallback", rest,
				    "remove the rest of the line");
}

/* "a | b | c", normalised; at least one. */
static bool read_names(
    struct reader *reader, struct str_list *names, struct str rest)
{
	struct str part;
	struct str text = rest;
	while (str_split(&rest, '|', &part)) {
		part = header_normalise(reader->keep, part);
		if (part.len == 0)
			return refuse(reader, "names of columns with | between",
			    text, "write for instance \"e-mail | mail\"");
		if (names->count == PROFILE_NAMES_LIMIT)
			return refuse(reader, "fewer names of a keyword", part,
			    "leave out those that no export has");
		VEC_PUSH(names, reader->keep, part);
	}
	return names->count > 0 || refuse(reader, "names of columns", text,
				       "write at least one name");
}

static bool read_require(struct reader *reader, struct str rest)
{
	struct str_list names = { 0 };
	if (!read_names(reader, &names, rest))
		return false;
	VEC_PUSH(&reader->profile->require, reader->keep, names);
	return true;
}

static bool read_unless(struct reader *reader, struct str rest)
{
	return read_names(reader, &reader->profile->unless, rest);
}

static bool read_ignore(struct reader *reader, struct str rest)
{
	return read_names(reader, &reader->profile->ignore, rest);
}

static bool read_null(struct reader *reader, struct str rest)
{
	struct str part;
	while (str_split(&rest, '|', &part)) {
		part = str_trim(part);
		if (part.len == 0)
			return refuse(reader, "spellings of \"no value\"", part,
			    "write for instance \"null n/a | -\"");
		VEC_PUSH(&reader->profile->nulls, reader->keep,
		    arena_str(reader->keep, part));
	}
	return true;
}

/* The field whose name is the first word of *REST, which moves behind it. */
static bool take_field(struct reader *reader, struct str *rest, size_t *field)
{
	const struct table_target *target = reader->profile->target;
	size_t end = 0;
	while (
	    end < rest->len && rest->ptr[end] != ' ' && rest->ptr[end] != '\t')
		end++;
	struct str name = str_slice(*rest, 0, end);
	*rest = str_trim(str_skip(*rest, end));
	if (!target)
		return refuse(reader, "the target before its fields", name,
		    "move the line \"target ...\" up");
	*field = target_field(target, name);
	if (*field < target->field_count)
		return true;
	struct buf fix = { 0 };
	buf_printf(&fix, "%s has", target->name);
	for (size_t i = 0; i < target->field_count; i++)
		buf_printf(&fix, " %s", target->fields[i].name);
	buf_add_bytes(&fix, "", 1);
	refuse(reader, "a field of the target", name, fix.data);
	buf_free(&fix);
	return false;
}

/* Takes "[min]" off the end of *REST. */
static bool take_unit(struct reader *reader, struct str *rest, enum unit *unit)
{
	*unit = UNIT_NONE;
	if (!str_ends(*rest, STR("]")))
		return true;
	size_t open = str_rfind_byte(*rest, '[');
	if (open == rest->len)
		return true;
	struct str mark = str_slice(*rest, open + 1, rest->len - 1);
	*unit = unit_from(mark);
	*rest = str_trim(str_slice(*rest, 0, open));
	return *unit != UNIT_NONE ||
	       refuse(reader, "a unit", mark,
		   "write one of [ms] [s] [min] [h] [d] [%] [share]");
}

/* Takes "[sum]" or "[first]" off the end of *REST. */
static void take_combine(struct str *rest, enum combine *combine)
{
	*combine = str_ends(*rest, STR("[sum]"))     ? COMBINE_SUM
		   : str_ends(*rest, STR("[first]")) ? COMBINE_FIRST
						     : COMBINE_JOIN;
	if (*combine)
		*rest =
		    str_trim(str_slice(*rest, 0, str_rfind_byte(*rest, '[')));
}

static bool read_field(struct reader *reader, struct str rest)
{
	struct profile_field field = { .line = reader->place.line };
	if (!take_field(reader, &rest, &field.field))
		return false;
	take_combine(&rest, &field.combine);
	if (!take_unit(reader, &rest, &field.unit) ||
	    !read_names(reader, &field.names, rest))
		return false;
	VEC_PUSH(&reader->profile->fields, reader->keep, field);
	return true;
}

static bool read_unpivot(struct reader *reader, struct str rest)
{
	struct profile_unpivot *unpivot = &reader->profile->unpivot;
	struct str text = rest;
	if (unpivot->columns.count)
		return refuse(reader, "this statement once", rest,
		    "put the names into one line, with | between");
	if (!take_field(reader, &rest, &unpivot->value) ||
	    !take_field(reader, &rest, &unpivot->name) ||
	    !read_names(reader, &unpivot->columns, rest))
		return false;
	for (size_t i = 0; i < unpivot->columns.count; i++)
		if (!str_contains(unpivot->columns.items[i], STR("*")))
			return refuse(reader, "names of columns with a *", text,
			    "write for instance \"unpivot score course * "
			    "(percentage)\"");
	return true;
}

static bool read_value(struct reader *reader, struct str rest)
{
	struct profile_value value;
	if (!take_field(reader, &rest, &value.field))
		return false;
	size_t equals = str_rfind_byte(rest, '=');
	if (equals == rest.len)
		return refuse(reader, "\"text = value\"", rest,
		    "write for instance \"value status done = completed\"");
	value.from = header_normalise(reader->keep, str_slice(rest, 0, equals));
	value.to =
	    arena_str(reader->keep, str_trim(str_skip(rest, equals + 1)));
	VEC_PUSH(&reader->profile->values, reader->keep, value);
	return true;
}

static bool read_only(struct reader *reader, struct str rest)
{
	struct profile_only only = { 0 };
	size_t equals = str_find_byte(rest, '=');
	only.name = header_normalise(reader->keep, str_slice(rest, 0, equals));
	if (equals == rest.len || only.name.len == 0)
		return refuse(reader, "\"column = value | value\"", rest,
		    "write for instance \"only status = done | passed\"");
	if (!read_names(reader, &only.values, str_skip(rest, equals + 1)))
		return false;
	VEC_PUSH(&reader->profile->only, reader->keep, only);
	return true;
}

static bool read_records(struct reader *reader, struct str rest)
{
	struct str part;
	while (str_split(&rest, '|', &part)) {
		part = str_trim(part);
		if (!json_way_is_sound(part))
			return refuse(reader, "a way to records", part,
			    "write for instance \"records data.items[]\", "
			    "\"records []\" or \"records .\"");
		VEC_PUSH(&reader->profile->records, reader->keep,
		    arena_str(reader->keep, part));
	}
	return true;
}

static bool read_constant(struct reader *reader, struct str rest)
{
	struct profile_constant constant;
	if (!take_field(reader, &rest, &constant.field))
		return false;
	if (rest.len == 0)
		return refuse(reader, "a value for the field", rest,
		    "write it behind the name of the field");
	constant.text = arena_str(reader->keep, rest);
	VEC_PUSH(&reader->profile->constants, reader->keep, constant);
	return true;
}

static const struct {
	const char *keyword;
	statement_fn read;
} statements[] = {
	{ "profile", read_profile },
	{ "title", read_title },
	{ "target", read_target },
	{ "source", read_source },
	{ "checked", read_checked },
	{ "fallback", read_fallback },
	{ "require", read_require },
	{ "unless", read_unless },
	{ "field", read_field },
	{ "unpivot", read_unpivot },
	{ "value", read_value },
	{ "constant", read_constant },
	{ "only", read_only },
	{ "records", read_records },
	{ "ignore", read_ignore },
	{ "null", read_null },
	{ "date-order", read_date_order },
	{ "decimal", read_decimal },
	{ "zone", read_zone },
	{ "serial", read_serial },
	{ "cap", read_cap },
};

static bool has_control(struct str line)
{
	for (size_t i = 0; i < line.len; i++)
		if ((unsigned char)line.ptr[i] < ' ' && line.ptr[i] != '\t')
			return true;
	return false;
}

static bool read_statement(struct reader *reader, struct str line)
{
	size_t end = 0;
	while (end < line.len && line.ptr[end] != ' ' && line.ptr[end] != '\t')
		end++;
	struct str keyword = str_slice(line, 0, end);
	struct str rest = str_trim(str_skip(line, end));
	if (has_control(line))
		return refuse(reader, "text without control characters", line,
		    "write the line again");
	for (size_t i = 0; i < sizeof statements / sizeof *statements; i++)
		if (str_equal_z(keyword, statements[i].keyword))
			return statements[i].read(reader, rest);
	return refuse(reader, "a statement of a profile", keyword,
	    "statements are: profile title target source checked fallback "
	    "require unless field unpivot value constant only records ignore "
	    "null "
	    "date-order "
	    "decimal zone serial cap");
}

/* What a profile must have once all of it is read. */
static bool check_whole(struct reader *reader)
{
	const struct profile *profile = reader->profile;
	reader->place.column = 0;
	const char *missing = !profile->name.len	? "profile name@version"
			      : !profile->title.len	? "title"
			      : !profile->target	? "target"
			      : !profile->source.len	? "source"
			      : !profile->checked.len	? "checked"
			      : !profile->require.count ? "require"
			      : !profile->fields.count	? "field"
							: NULL;
	if (!missing)
		return true;
	error_at(reader->err, reader->place,
	    "expected a line \"%s ...\", found none", missing);
	return error_fix(reader->err, "add it");
}

bool profile_read(struct profile *profile, struct str text, struct str file,
    struct arena *keep, struct error *err)
{
	*profile = (struct profile){ .file = arena_str(keep, file) };
	struct reader reader = { .profile = profile,
		.place = { .file = file },
		.keep = keep,
		.err = err };
	if (text.len > PROFILE_SIZE_LIMIT)
		return error_at(err, reader.place,
		    "expected a profile of at most %d bytes, found %zu",
		    PROFILE_SIZE_LIMIT, text.len);
	if (str_starts(text, STR("\xef\xbb\xbf")))
		text = str_skip(text, 3);
	struct str line;
	while (str_line(&text, &line)) {
		reader.place.line++;
		struct str trimmed = str_trim(line);
		if (trimmed.len == 0 || trimmed.ptr[0] == '#')
			continue;
		reader.place.column = (int64_t)(trimmed.ptr - line.ptr) + 1;
		if (!read_statement(&reader, trimmed))
			return false;
	}
	return check_whole(&reader);
}
