/* conanfile.txt: references "name/version[@user/channel]" under [requires],
 * [tool_requires] and their kin. conanfile.py: a program, of which references
 * in quotes behind "requires" are read. A version in brackets is a range.
 * Source: Conan documentation, "conanfile.txt", "conanfile.py". */
#include "importers/deps/reading.h"
#include "importers/deps/scan.h"

static void add_reference(
    struct reading *reading, struct str text, const char *scope, int64_t line)
{
	text = str_trim(text);
	size_t slash = str_find_byte(text, '/');
	if (slash == text.len)
		return;
	struct str version = str_skip(text, slash + 1);
	version = str_slice(version, 0, str_find_byte(version, '@'));
	version = str_slice(version, 0, str_find_byte(version, '#'));
	reading_add(
	    reading, (struct package){ .name = str_slice(text, 0, slash),
			 .version = version,
			 .scope = str_from(scope),
			 .relation = RELATION_DIRECT,
			 .line = line });
}

static const char *section_scope(struct str section)
{
	if (str_equal_z(section, "[requires]"))
		return "runtime";
	if (str_equal_z(section, "[test_requires]"))
		return "test";
	if (str_equal_z(section, "[tool_requires]") ||
	    str_equal_z(section, "[build_requires]"))
		return "build";
	return NULL;
}

static bool read_conan(struct reading *reading, struct error *err)
{
	struct scan_lines lines = { .rest = reading->content };
	const char *scope = NULL;
	(void)err;
	while (scan_line(&lines)) {
		struct str line = str_trim(lines.line);
		/* "#" behind a reference is its revision */
		if (!line.len || line.ptr[0] == '#')
			continue;
		line = str_slice(line, 0, scan_find(line, STR(" #")));
		if (line.ptr[0] == '[')
			scope = section_scope(str_trim(line));
		else if (scope)
			add_reference(reading, line, scope, lines.number);
	}
	return true;
}

/* Offset behind the word REQUIRES that a call or an assignment follows. */
static const char *requires_scope(struct str line, struct str *rest)
{
	static const struct {
		const char *word;
		const char *scope;
	} words[] = { { "tool_requires", "build" },
		{ "build_requires", "build" }, { "test_requires", "test" },
		{ "requires", "runtime" } };
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		struct str word = str_from(words[i].word);
		size_t at = scan_find(line, word);
		if (at == line.len ||
		    (at && scan_is_word_byte(line.ptr[at - 1])))
			continue;
		*rest = str_trim(str_skip(line, at + word.len));
		if (str_starts(*rest, STR("(")) || str_starts(*rest, STR("=")))
			return words[i].scope;
	}
	return NULL;
}

/* An assignment goes on while the brackets are open or a comma ends a line. */
static bool goes_on(struct str line)
{
	line = str_trim(line);
	return str_ends(line, STR(",")) || str_ends(line, STR("(")) ||
	       str_ends(line, STR("[")) || str_ends(line, STR("\\"));
}

static bool read_conan_py(struct reading *reading, struct error *err)
{
	struct scan_lines lines = { .rest = reading->content };
	const char *scope = NULL;
	(void)err;
	while (scan_line(&lines)) {
		struct str line = scan_without_comment(lines.line, STR("#"));
		struct str rest = line;
		struct str text;
		const char *starts = requires_scope(line, &rest);
		bool is_call = starts && str_starts(rest, STR("("));
		if (starts)
			scope = starts;
		while (scope && scan_quoted(&rest, &text)) {
			add_reference(reading, text, scope, lines.number);
			if (is_call)
				break;
		}
		if (!goes_on(line))
			scope = NULL;
	}
	return true;
}

const struct manifest_reader manifest_reader_conan = { "conan", read_conan };
const struct manifest_reader manifest_reader_conan_py = { "conan-py",
	read_conan_py };
