/* build.gradle and build.gradle.kts: programs, of which the plain forms are
 * read; braces and semicolons part them as ends of lines do:
 *
 *	implementation 'group:name:1.0'
 *	testImplementation(platform("group:name:$version"))
 *	api group: 'group', name: 'name', version: '1.0'
 *	id 'org.example.plugin' version '1.0'
 *
 * A variable that the same file sets to a text is put in its place; anything
 * else computed leaves the version unknown. Projects and files are parts of
 * the project. A plugin is the package "id:id.gradle.plugin", as Gradle looks
 * it up. gradle.lockfile has "group:name:version=configurations".
 * Source: Gradle documentation, "Declaring dependencies", "Using Plugins",
 * "Locking versions". */
#include "importers/deps/reading.h"

#include "base/buf.h"
#include "base/map.h"
#include "importers/deps/scan.h"

static const char *scope_of(struct str configuration)
{
	static const struct {
		const char *ending;
		const char *scope;
	} scopes[] = {
		{ "classpath", "build" },
		{ "kapt", "build" },
		{ "ksp", "build" },
		{ "annotationProcessor", "build" },
		{ "AnnotationProcessor", "build" },
		{ "compileOnly", "build" },
		{ "CompileOnly", "build" },
		{ "implementation", "runtime" },
		{ "Implementation", "runtime" },
		{ "api", "runtime" },
		{ "Api", "runtime" },
		{ "runtimeOnly", "runtime" },
		{ "RuntimeOnly", "runtime" },
		{ "compile", "runtime" },
		{ "Compile", "runtime" },
		{ "runtime", "runtime" },
		{ "Runtime", "runtime" },
		{ "provided", "build" },
		{ "coreLibraryDesugaring", "runtime" },
	};
	if (str_starts(configuration, STR("test")) ||
	    str_starts(configuration, STR("androidTest")))
		for (size_t i = 0; i < sizeof scopes / sizeof scopes[0]; i++)
			if (str_ends(configuration, str_from(scopes[i].ending)))
				return "test";
	if (str_starts(configuration, STR("debug")))
		return str_ends(configuration, STR("Implementation")) ? "dev"
								      : NULL;
	for (size_t i = 0; i < sizeof scopes / sizeof scopes[0]; i++)
		if (str_ends(configuration, str_from(scopes[i].ending)))
			return scopes[i].scope;
	return NULL;
}

/* ------------------------------------------------------------- variables -- */

/* "def x = '1'", "val x = "1"", "ext.x = '1'", "x = '1'" */
static void note_variable(struct map *variables, struct str line)
{
	static const char *const words[] = { "def", "val", "var", "String",
		"const" };
	struct str value;
	struct str rest = line;
	size_t equals = str_find_byte(line, '=');
	if (equals == line.len || str_starts(str_skip(line, equals), STR("==")))
		return;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (scan_keyword(&rest, words[i]))
			rest = str_trim(rest);
	struct str name =
	    str_trim(str_slice(rest, 0, str_find_byte(rest, '=')));
	name = str_slice(name, 0, str_find_byte(name, ':'));
	name = str_skip(name, scan_find(name, STR("ext.")) == 0 ? 4 : 0);
	rest = str_trim(str_skip(line, equals + 1));
	for (size_t i = 0; i < name.len; i++)
		if (!scan_is_word_byte(name.ptr[i]))
			return;
	if (!name.len ||
	    (!str_starts(rest, STR("'")) && !str_starts(rest, STR("\""))))
		return;
	if (scan_quoted(&rest, &value)) {
		char *text = arena_z(variables->arena, value);
		map_put(variables, name, NULL)->pointer = text;
	}
}

/* TEXT with "$name" and "${name}" put in; none when one is not known. */
static struct str with_variables(
    const struct map *variables, struct str text, struct arena *keep)
{
	struct buf out = { 0 };
	bool known = true;
	size_t dollar;
	while (known && (dollar = str_find_byte(text, '$')) < text.len) {
		buf_add(&out, str_slice(text, 0, dollar));
		text = str_skip(text, dollar + 1);
		size_t start = str_starts(text, STR("{")) ? 1 : 0;
		size_t end = start;
		while (end < text.len && scan_is_word_byte(text.ptr[end]))
			end++;
		const union map_value *value =
		    map_get(variables, str_slice(text, start, end));
		known = value != NULL;
		if (known)
			buf_add_z(&out, value->pointer);
		text = str_skip(text, end + start);
	}
	buf_add(&out, text);
	struct str result = known ? arena_str(keep, buf_str(&out)) : STR_NONE;
	buf_free(&out);
	return result;
}

/* ---------------------------------------------------------- dependencies -- */

struct gradle {
	struct reading *reading;
	struct map variables;
	int64_t line;
};

static void add(struct gradle *gradle, struct str name, struct str version,
    const char *scope)
{
	struct arena *keep = gradle->reading->scratch;
	name = with_variables(&gradle->variables, name, keep);
	if (!name.len)
		return;
	reading_add(gradle->reading,
	    (struct package){ .name = name,
		.version = with_variables(&gradle->variables, version, keep),
		.scope = str_from(scope),
		.relation = RELATION_DIRECT,
		.line = gradle->line });
}

/* "group:name[:version[:classifier]][@type]" */
static void add_coordinate(
    struct gradle *gradle, struct str text, const char *scope)
{
	text = str_slice(text, 0, str_find_byte(text, '@'));
	size_t first = str_find_byte(text, ':');
	struct str rest = str_skip(text, first + 1);
	size_t second = str_find_byte(rest, ':');
	if (!first || !second || first == text.len)
		return;
	struct str version = str_skip(rest, second + 1);
	add(gradle, str_slice(text, 0, first + 1 + second),
	    str_slice(version, 0, str_find_byte(version, ':')), scope);
}

/* The quoted value behind "KEY:" or "KEY =". */
static struct str argument(struct str line, const char *key)
{
	struct str value;
	for (size_t at = 0; at < line.len; at++) {
		struct str rest = str_skip(line, at);
		if ((at && scan_is_word_byte(line.ptr[at - 1])) ||
		    !scan_keyword(&rest, key))
			continue;
		rest = str_trim(rest);
		if (!str_starts(rest, STR(":")) && !str_starts(rest, STR("=")))
			continue;
		rest = str_trim(str_skip(rest, 1));
		if ((str_starts(rest, STR("'")) ||
			str_starts(rest, STR("\""))) &&
		    scan_quoted(&rest, &value))
			return value;
	}
	return STR_NONE;
}

static void add_dependency(
    struct gradle *gradle, struct str rest, const char *scope)
{
	struct str text;
	struct str group = argument(rest, "group");
	struct str name = argument(rest, "name");
	if (group.len && name.len) {
		struct str coordinate = arena_printf(gradle->reading->scratch,
		    STR_FMT ":" STR_FMT, STR_ARG(group), STR_ARG(name));
		add(gradle, coordinate, argument(rest, "version"), scope);
		return;
	}
	while (scan_quoted(&rest, &text))
		if (str_find_byte(text, '/') == text.len &&
		    str_find_byte(text, ' ') == text.len)
			add_coordinate(gradle, text, scope);
}

/* "id 'x' version 'y'", "id("x") version "y"", "kotlin("jvm") version "y"" */
static void add_plugin(struct gradle *gradle, struct str line)
{
	struct str id;
	struct str version;
	bool is_kotlin = scan_keyword(&line, "kotlin");
	if (!is_kotlin && !scan_keyword(&line, "id"))
		return;
	if (!scan_quoted(&line, &id))
		return;
	size_t at = scan_find(line, STR("version"));
	line = str_skip(line, at + 7);
	if (!scan_quoted(&line, &version))
		return;
	if (is_kotlin)
		id = arena_printf(gradle->reading->scratch,
		    "org.jetbrains.kotlin." STR_FMT, STR_ARG(id));
	add(gradle,
	    arena_printf(gradle->reading->scratch,
		STR_FMT ":" STR_FMT ".gradle.plugin", STR_ARG(id), STR_ARG(id)),
	    version, "build");
}

static void read_statement(struct gradle *gradle, struct str line)
{
	size_t len = 0;
	while (len < line.len && scan_is_word_byte(line.ptr[len]))
		len++;
	const char *scope = scope_of(str_slice(line, 0, len));
	struct str rest = str_trim(str_skip(line, len));
	bool is_call =
	    str_starts(rest, STR("(")) || str_starts(rest, STR("'")) ||
	    str_starts(rest, STR("\"")) || str_starts(rest, STR("group")) ||
	    str_starts(rest, STR("platform")) ||
	    str_starts(rest, STR("enforcedPlatform"));
	if (scope && is_call)
		add_dependency(gradle, rest, scope);
	else
		add_plugin(gradle, line);
}

/* Takes the next statement off *REST: what stands up to a brace or semicolon
 * outside of quotes. False at the end. */
static bool take_statement(struct str *rest, struct str *statement)
{
	char quote = '\0';
	size_t end = 0;
	if (!rest->len)
		return false;
	for (; end < rest->len; end++) {
		char c = rest->ptr[end];
		if (quote && c == '\\')
			end++;
		else if (quote)
			quote = c == quote ? '\0' : quote;
		else if (c == '"' || c == '\'')
			quote = c;
		else if (c == '{' || c == '}' || c == ';')
			break;
	}
	*statement = str_trim(str_slice(*rest, 0, end));
	*rest = str_skip(*rest, end + 1);
	return true;
}

static bool read_gradle(struct reading *reading, struct error *err)
{
	struct scan_lines lines = { .rest = reading->content };
	struct gradle gradle = { .reading = reading };
	(void)err;
	gradle.variables.arena = reading->scratch;
	while (scan_line(&lines))
		note_variable(&gradle.variables, str_trim(lines.line));
	lines = (struct scan_lines){ .rest = reading->content };
	while (scan_line(&lines)) {
		struct str rest = scan_without_comment(lines.line, STR("//"));
		struct str statement;
		gradle.line = lines.number;
		while (take_statement(&rest, &statement))
			read_statement(&gradle, statement);
	}
	return true;
}

static bool read_gradle_lock(struct reading *reading, struct error *err)
{
	struct scan_lines lines = { .rest = reading->content };
	(void)err;
	while (scan_line(&lines)) {
		struct str line = str_trim(lines.line);
		size_t equals = str_find_byte(line, '=');
		size_t colon = str_rfind_byte(str_slice(line, 0, equals), ':');
		if (str_starts(line, STR("#")) || equals == line.len ||
		    colon >= equals)
			continue;
		reading_add(reading,
		    (struct package){ .name = str_slice(line, 0, colon),
			.version = str_slice(line, colon + 1, equals),
			.line = lines.number });
	}
	return true;
}

const struct manifest_reader manifest_reader_gradle = { "gradle", read_gradle };
const struct manifest_reader manifest_reader_gradle_lock = { "gradle-lock",
	read_gradle_lock };
