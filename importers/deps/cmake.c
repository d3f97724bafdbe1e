/* CMake: packages that a project fetches (FetchContent_Declare,
 * ExternalProject_Add, CPMAddPackage) or expects on the machine
 * (find_package). Commands are read with their arguments over several lines;
 * "${NAME}" is put in when the same file sets it to one word. A version given
 * to find_package is the least that will do, unless EXACT.
 * Source: CMake documentation, cmake-language(7), FetchContent, find_package;
 * cpm-cmake/CPM.cmake README. */
#include "importers/deps/reading.h"

#include "base/file.h"
#include "base/map.h"
#include "base/vec.h"
#include "importers/deps/scan.h"

enum { ARGUMENTS_MAX = 4096 };

struct command {
	struct str name;
	int64_t line;
	struct str *items; /* arguments, without their quotes */
	size_t count;
	size_t room;
};

struct cmake {
	struct reading *reading;
	struct map variables;
	struct str rest;
	int64_t line;
};

/* -------------------------------------------------------------- commands -- */

static void skip_bytes(struct cmake *cmake, size_t count)
{
	for (size_t i = 0; i < count && i < cmake->rest.len; i++)
		cmake->line += cmake->rest.ptr[i] == '\n';
	cmake->rest = str_skip(cmake->rest, count);
}

/* "[[...]]" or "[=[...]=]" at the start of TEXT: its length, else 0. */
static size_t bracket_length(struct str text)
{
	size_t equals = 1;
	while (equals < text.len && text.ptr[equals] == '=')
		equals++;
	if (!str_starts(text, STR("[")) || equals >= text.len ||
	    text.ptr[equals] != '[')
		return 0;
	for (size_t i = equals + 1; i + equals < text.len; i++) {
		size_t same = 1;
		if (text.ptr[i] != ']')
			continue;
		while (same < equals && text.ptr[i + same] == '=')
			same++;
		if (same == equals && text.ptr[i + same] == ']')
			return i + equals + 1;
	}
	return text.len;
}

static void skip_blanks(struct cmake *cmake)
{
	while (cmake->rest.len) {
		if ((unsigned char)cmake->rest.ptr[0] <= ' ') {
			skip_bytes(cmake, 1);
		} else if (cmake->rest.ptr[0] == '#') {
			size_t len = bracket_length(str_skip(cmake->rest, 1));
			skip_bytes(cmake,
			    len ? len + 1 : str_find_byte(cmake->rest, '\n'));
		} else {
			return;
		}
	}
}

/* The end of a text in quotes that starts TEXT; "\" takes the next byte. */
static size_t quoted_length(struct str text)
{
	size_t i = 1;
	while (i < text.len && text.ptr[i] != '"')
		i += text.ptr[i] == '\\' ? 2 : 1;
	return i < text.len ? i + 1 : text.len;
}

static size_t bare_length(struct str text)
{
	size_t i = 0;
	while (i < text.len && (unsigned char)text.ptr[i] > ' ' &&
	       text.ptr[i] != ')' && text.ptr[i] != '(' && text.ptr[i] != '"' &&
	       text.ptr[i] != '#')
		i += text.ptr[i] == '\\' ? 2 : 1;
	return i < text.len ? i : text.len;
}

/* The value of "${NAME}" when ARGUMENT is just that, else ARGUMENT. */
static struct str expanded(const struct cmake *cmake, struct str argument)
{
	struct str out = STR("");
	for (;;) {
		size_t at = scan_find(argument, STR("${"));
		struct str name = str_skip(argument, at + 2);
		size_t end = str_find_byte(name, '}');
		struct arena *keep = cmake->reading->scratch;
		if (at == argument.len || end == name.len)
			return out.len ? arena_printf(keep, STR_FMT STR_FMT,
					     STR_ARG(out), STR_ARG(argument))
				       : argument;
		const union map_value *value =
		    map_get(&cmake->variables, str_slice(name, 0, end));
		out = arena_printf(keep, STR_FMT STR_FMT "%s", STR_ARG(out),
		    STR_ARG(str_slice(argument, 0, at)),
		    value ? (const char *)value->pointer : "");
		argument = str_skip(name, end + 1);
	}
}

static void take_arguments(struct cmake *cmake, struct command *command)
{
	size_t depth = 1;
	while (depth) {
		skip_blanks(cmake);
		struct str rest = cmake->rest;
		if (!rest.len)
			return;
		size_t len = 1;
		struct str argument = STR("");
		if (rest.ptr[0] == '(') {
			depth++;
		} else if (rest.ptr[0] == ')') {
			depth--;
		} else if (rest.ptr[0] == '"') {
			len = quoted_length(rest);
			argument = str_slice(rest, 1, len - 1);
		} else if (!(len = bracket_length(rest))) {
			len = bare_length(rest);
			argument = str_slice(rest, 0, len);
		}
		if (argument.len && command->count < ARGUMENTS_MAX)
			VEC_PUSH(command, cmake->reading->scratch,
			    expanded(cmake, argument));
		skip_bytes(cmake, len ? len : 1);
	}
}

static bool next_command(struct cmake *cmake, struct command *command)
{
	*command = (struct command){ 0 };
	while (skip_blanks(cmake), cmake->rest.len) {
		size_t len = 0;
		while (len < cmake->rest.len &&
		       scan_is_word_byte(cmake->rest.ptr[len]))
			len++;
		command->name = str_slice(cmake->rest, 0, len);
		command->line = cmake->line;
		skip_bytes(cmake, len ? len : 1);
		skip_blanks(cmake);
		if (len && str_starts(cmake->rest, STR("("))) {
			skip_bytes(cmake, 1);
			take_arguments(cmake, command);
			return true;
		}
	}
	return false;
}

/* -------------------------------------------------------------- packages -- */

/* The argument behind the first of WORDS that is there and says anything. */
static struct str behind(
    const struct command *command, const char *const *words)
{
	for (; *words; words++)
		for (size_t i = 0; i + 1 < command->count; i++)
			if (str_equal_z(command->items[i], *words) &&
			    command->items[i + 1].len)
				return command->items[i + 1];
	return STR_NONE;
}

static bool has(const struct command *command, const char *word)
{
	for (size_t i = 0; i < command->count; i++)
		if (str_equal_z(command->items[i], word))
			return true;
	return false;
}

static void add_fetched(
    struct reading *reading, const struct command *command, struct str name)
{
	static const char *const versions[] = { "GIT_TAG", "VERSION",
		"SVN_REVISION", "HG_TAG", "URL", "URL_HASH", NULL };
	struct str version = behind(command, versions);
	reading_add(reading,
	    (struct package){ .name = name,
		.version = version,
		.fixed = has(command, "URL_HASH") ? FIXED_YES : FIXED_UNKNOWN,
		.relation = RELATION_DIRECT,
		.line = command->line });
}

/* "gh:owner/name#tag" or "gh:owner/name@version" */
static void add_short(struct reading *reading, const struct command *command)
{
	struct str text = command->items[0];
	size_t colon = str_find_byte(text, ':');
	struct str rest = str_skip(text, colon + 1);
	size_t mark = str_find_byte(rest, '#');
	if (mark == rest.len)
		mark = str_find_byte(rest, '@');
	reading_add(reading,
	    (struct package){ .name = path_base(str_slice(rest, 0, mark)),
		.version = str_skip(rest, mark + 1),
		.relation = RELATION_DIRECT,
		.line = command->line });
}

static void add_found(struct reading *reading, const struct command *command)
{
	struct str version = STR("");
	if (command->count > 1 && command->items[1].len &&
	    ascii_is_digit(command->items[1].ptr[0]))
		version = command->items[1];
	reading_add(reading, (struct package){ .name = command->items[0],
				 .version = version,
				 .fixed = !version.len ? FIXED_UNKNOWN
					  : has(command, "EXACT") ? FIXED_YES
								  : FIXED_NO,
				 .relation = RELATION_DIRECT,
				 .line = command->line });
}

static void read_command(struct cmake *cmake, const struct command *command)
{
	static const char *const name_word[] = { "NAME", NULL };
	struct reading *reading = cmake->reading;
	struct str name = command->name;
	if (!command->count)
		return;
	if (str_equal_nocase(name, STR("set")) && command->count == 2)
		map_put(&cmake->variables, command->items[0], NULL)->pointer =
		    arena_z(reading->scratch, command->items[1]);
	else if (str_equal_nocase(name, STR("FetchContent_Declare")) ||
		 str_equal_nocase(name, STR("ExternalProject_Add")))
		add_fetched(reading, command, command->items[0]);
	else if (str_equal_nocase(name, STR("CPMAddPackage")))
		command->count == 1
		    ? add_short(reading, command)
		    : add_fetched(reading, command, behind(command, name_word));
	else if (str_equal_nocase(name, STR("find_package")))
		add_found(reading, command);
}

static bool read_cmake(struct reading *reading, struct error *err)
{
	struct cmake cmake = {
		.reading = reading, .rest = reading->content, .line = 1
	};
	struct command command;
	(void)err;
	cmake.variables.arena = reading->scratch;
	while (next_command(&cmake, &command))
		read_command(&cmake, &command);
	return true;
}

const struct manifest_reader manifest_reader_cmake = { "cmake", read_cmake };
