/* Reports of coverage in XML, read as a stream: Cobertura (DTD coverage-04),
 * JaCoCo (DTD report 1.1), Clover and OpenCover. Each part that names a file is
 * gathered and handed on when it ends. */
#include "importers/metrics/coverage.h"
#include "importers/xml/xml_in.h"

#include "base/buf.h"
#include "base/date.h"
#include "base/map.h"

struct reading {
	struct xml_in *in;
	struct coverage *coverage;
	struct coverage_claim *claim;
	struct import *import;
	struct coverage_part part;
	bool in_part;
	bool in_method;	   /* of Cobertura: its lines stand in the class too */
	size_t of_methods; /* lines of the part that methods gave first */
	bool is_test;	   /* of Clover: a project of tests */
	bool in_source;	   /* of Cobertura: a folder where paths start */
	struct buf source;
	struct str package;
	struct map files;	/* of OpenCover: uid -> path, of one module */
	struct str method_file; /* of OpenCover, with its module */
	struct arena *names;	/* reset with each package or module */
	struct arena *scratch;	/* reset with each part */
};

static struct str attribute(const struct reading *reading, const char *name)
{
	return xml_in_attribute(reading->in, name);
}

/* A number of 0 or more; a part in which one is wrong is rejected. */
static int64_t number(struct reading *reading, const char *name)
{
	int64_t value;
	struct str text = str_trim(attribute(reading, name));
	if (text.len == 0)
		return 0;
	if (str_to_int(text, &value) && value >= 0)
		return value;
	if (!reading->part.wrong.ptr) {
		reading->part.wrong = arena_str(reading->scratch, text);
		reading->part.wrong_place = xml_in_line(reading->in);
	}
	return 0;
}

static int64_t claimed(const struct reading *reading, const char *name)
{
	int64_t value;
	struct str text = attribute(reading, name);
	return text.ptr && str_to_int(text, &value) && value >= 0 ? value
								  : UNKNOWN;
}

/* Seconds or milliseconds since 1970; writers differ. */
static int64_t claimed_time(const struct reading *reading, const char *name)
{
	int64_t value = claimed(reading, name);
	if (value > INT64_C(100000000000))
		value /= 1000;
	return value > 0 && value < INT64_C(100000000000) ? value : UNKNOWN;
}

static void start_part(struct reading *reading, struct str path)
{
	arena_reset(reading->scratch);
	reading->part = (struct coverage_part){
		.path = arena_str(reading->scratch, path),
		.place = xml_in_line(reading->in),
	};
	reading->in_part = true;
	reading->of_methods = 0;
}

static void end_part(struct reading *reading)
{
	if (reading->in_part)
		coverage_add(reading->coverage, &reading->part);
	reading->in_part = false;
}

static void add_line(struct reading *reading, struct coverage_line line)
{
	if (line.line < 1 || line.line > COVERAGE_LINE_MAX) {
		if (!reading->part.wrong.ptr) {
			reading->part.wrong = arena_printf(reading->scratch,
			    "line %lld", (long long)line.line);
			reading->part.wrong_place = xml_in_line(reading->in);
		}
		return;
	}
	VEC_PUSH(&reading->part.lines, reading->scratch, line);
}

/* -------------------------------------------------------------- Cobertura --
 */

/* "50% (1/2)" */
static void read_condition(
    struct reading *reading, int64_t line, struct str text)
{
	struct coverage_branch branch = { .line = line };
	struct str pair = str_skip(text, str_find_byte(text, '(') + 1);
	size_t slash = str_find_byte(pair, '/');
	size_t end = str_find_byte(pair, ')');
	if (end < pair.len && !reading->in_method &&
	    str_to_int(str_slice(pair, 0, slash), &branch.covered) &&
	    str_to_int(str_slice(pair, slash + 1, end), &branch.branches) &&
	    branch.covered >= 0 && branch.branches >= branch.covered)
		VEC_PUSH(&reading->part.branches, reading->scratch, branch);
}

static void open_cobertura(struct reading *reading, struct str name)
{
	if (str_equal_z(name, "class")) {
		start_part(reading, attribute(reading, "filename"));
	} else if (str_equal_z(name, "method")) {
		reading->in_method = true;
	} else if (str_equal_z(name, "source")) {
		reading->in_source = true;
		buf_clear(&reading->source);
	} else if (str_equal_z(name, "line") && reading->in_part) {
		struct coverage_line line = {
			.line = number(reading, "number"),
			.covered = number(reading, "hits") > 0,
		};
		read_condition(reading, line.line,
		    attribute(reading, "condition-coverage"));
		add_line(reading, line);
		reading->of_methods += reading->in_method;
	}
}

/* The lines of methods count only where the class has none of its own. */
static void drop_methods(struct reading *reading)
{
	size_t own = reading->part.lines.count - reading->of_methods;
	if (own == 0 || reading->part.lines.count < reading->of_methods)
		return;
	for (size_t i = 0; i < own; i++)
		reading->part.lines.items[i] =
		    reading->part.lines.items[i + reading->of_methods];
	reading->part.lines.count = own;
}

static void close_cobertura(struct reading *reading, struct str name)
{
	if (str_equal_z(name, "method"))
		reading->in_method = false;
	if (str_equal_z(name, "source") && reading->in_source) {
		reading->in_source = false;
		coverage_add_root(reading->coverage, buf_str(&reading->source));
	}
	if (!str_equal_z(name, "class") || !reading->in_part)
		return;
	drop_methods(reading);
	end_part(reading);
}

/* ----------------------------------------------------------------- JaCoCo --
 */

static void open_jacoco_counter(struct reading *reading)
{
	int64_t covered = claimed(reading, "covered");
	int64_t missed = claimed(reading, "missed");
	if (!str_equal_z(attribute(reading, "type"), "LINE") ||
	    covered == UNKNOWN || missed == UNKNOWN)
		return;
	if (xml_in_depth(reading->in) == 1) {
		reading->claim->lines = covered + missed;
		reading->claim->covered = covered;
	} else if (reading->in_part && reading->part.lines.count == 0) {
		reading->part.counted_lines = covered + missed;
		reading->part.counted_covered = covered;
	}
}

static void open_jacoco(struct reading *reading, struct str name)
{
	if (str_equal_z(name, "sessioninfo")) {
		int64_t time = claimed_time(reading, "dump");
		if (time > reading->claim->time)
			reading->claim->time = time;
	} else if (str_equal_z(name, "package")) {
		arena_reset(reading->names);
		reading->package =
		    arena_str(reading->names, attribute(reading, "name"));
	} else if (str_equal_z(name, "sourcefile")) {
		struct str file = attribute(reading, "name");
		struct str path = arena_printf(reading->names,
		    STR_FMT "%s" STR_FMT, STR_ARG(reading->package),
		    reading->package.len ? "/" : "", STR_ARG(file));
		start_part(reading, file.len ? path : STR(""));
	} else if (str_equal_z(name, "line") && reading->in_part) {
		int64_t missed = number(reading, "mb");
		int64_t covered = number(reading, "cb");
		struct coverage_line line = {
			.line = number(reading, "nr"),
			.covered = number(reading, "ci") > 0,
		};
		struct coverage_branch branch = { line.line, missed + covered,
			covered };
		add_line(reading, line);
		if (branch.branches)
			VEC_PUSH(
			    &reading->part.branches, reading->scratch, branch);
	} else if (str_equal_z(name, "counter")) {
		open_jacoco_counter(reading);
	}
}

static void close_jacoco(struct reading *reading, struct str name)
{
	if (str_equal_z(name, "sourcefile"))
		end_part(reading);
}

/* ----------------------------------------------------------------- Clover --
 */

static void open_clover(struct reading *reading, struct str name)
{
	if (str_equal_z(name, "testproject"))
		reading->is_test = true;
	else if (str_equal_z(name, "file") && !reading->is_test)
		start_part(reading,
		    attribute(reading,
			attribute(reading, "path").len ? "path" : "name"));
	if (!str_equal_z(name, "line") || !reading->in_part)
		return;
	bool is_condition = str_equal_z(attribute(reading, "type"), "cond");
	int64_t yes = is_condition ? number(reading, "truecount") : 0;
	int64_t no = is_condition ? number(reading, "falsecount") : 0;
	struct coverage_branch branch = { number(reading, "num"), 2,
		(yes > 0) + (no > 0) };
	add_line(
	    reading, (struct coverage_line){ branch.line,
			 number(reading, "count") > 0 || branch.covered > 0 });
	if (is_condition)
		VEC_PUSH(&reading->part.branches, reading->scratch, branch);
}

static void close_clover(struct reading *reading, struct str name)
{
	if (str_equal_z(name, "testproject"))
		reading->is_test = false;
	if (str_equal_z(name, "file"))
		end_part(reading);
}

/* -------------------------------------------------------------- OpenCover --
 */

/* The path of the file to which the module gave the number in attribute NAME;
 * none when it gave it to none. */
static struct str file_of(const struct reading *reading, const char *name)
{
	struct str uid = attribute(reading, name);
	const union map_value *file =
	    uid.len ? map_get(&reading->files, uid) : NULL;
	return file ? str_from(file->pointer) : STR("");
}

/* Points name their file; those of old versions leave it to their method. */
static void open_point(struct reading *reading)
{
	start_part(reading, attribute(reading, "fileid").len
				? file_of(reading, "fileid")
				: reading->method_file);
	bool covered = number(reading, "vc") > 0;
	int64_t first = number(reading, "sl");
	int64_t last = number(reading, "el");
	enum { POINT_LINES_MAX = 10000 };
	for (int64_t at = first;
	     at <= last && at - first < POINT_LINES_MAX && at > 0; at++)
		add_line(reading, (struct coverage_line){ at, covered });
	if (last < first)
		add_line(reading, (struct coverage_line){ first, covered });
	end_part(reading);
}

static void open_opencover(struct reading *reading, struct str name)
{
	if (str_equal_z(name, "Module")) {
		arena_reset(reading->names);
		reading->files = (struct map){ .arena = reading->names };
		reading->method_file = STR("");
	} else if (str_equal_z(name, "File")) {
		struct str uid = attribute(reading, "uid");
		if (uid.len && reading->files.arena)
			map_put(&reading->files, uid, NULL)->pointer = arena_z(
			    reading->names, attribute(reading, "fullPath"));
	} else if (str_equal_z(name, "Method")) {
		reading->method_file = STR("");
	} else if (str_equal_z(name, "FileRef")) {
		reading->method_file = file_of(reading, "uid");
	} else if (str_equal_z(name, "SequencePoint")) {
		open_point(reading);
	}
}

static void close_nothing(struct reading *reading, struct str name)
{
	(void)reading;
	(void)name;
}

/* ---------------------------------------------------------------- formats --
 */

typedef void (*tag_fn)(struct reading *reading, struct str name);

static const struct format {
	const char *name;
	const char *root;
	const char *sign;  /* an attribute of the root, or NULL */
	const char *child; /* one of the first elements below, or NULL */
	tag_fn open;
	tag_fn close;
} formats[] = {
	{ "clover", "coverage", "clover", "project", open_clover,
	    close_clover },
	{ "cobertura", "coverage", "line-rate", "packages", open_cobertura,
	    close_cobertura },
	{ "jacoco", "report", NULL, "sessioninfo", open_jacoco, close_jacoco },
	{ "jacoco", "report", NULL, "package", open_jacoco, close_jacoco },
	{ "jacoco", "report", NULL, "group", open_jacoco, close_jacoco },
	{ "opencover", "CoverageSession", NULL, NULL, open_opencover,
	    close_nothing },
};

static bool is_root_of(const struct format *format, const struct xml_in *in)
{
	return str_equal_z(xml_in_name(in), format->root) &&
	       (format->sign ? xml_in_attribute(in, format->sign).ptr != NULL
			     : !format->child);
}

/* The format of a file whose root element is the last event of IN; when the
 * root does not tell, the element below it does, which is then the last. */
static const struct format *find_format(struct xml_in *in)
{
	enum { FORMATS = sizeof formats / sizeof *formats };
	bool may_be[FORMATS];
	bool any = false;
	for (size_t i = 0; i < FORMATS; i++) {
		if (is_root_of(&formats[i], in))
			return &formats[i];
		may_be[i] = formats[i].child &&
			    str_equal_z(xml_in_name(in), formats[i].root);
		any |= may_be[i];
	}
	if (!any || xml_in_next_tag(in) != XML_IN_OPEN)
		return NULL;
	for (size_t i = 0; i < FORMATS; i++)
		if (may_be[i] && str_equal_z(xml_in_name(in), formats[i].child))
			return &formats[i];
	return NULL;
}

const char *coverage_xml_format(struct str head)
{
	struct xml_in *in;
	struct error ignored;
	const struct format *format = NULL;
	if (!xml_in_open(&in, STR_NONE, head, STR(""), &ignored))
		return NULL;
	if (xml_in_next_tag(in) == XML_IN_OPEN)
		format = find_format(in);
	xml_in_close(in);
	return format ? format->name : NULL;
}

/* What a root element may say, whatever the format. */
static void read_root(struct reading *reading)
{
	*reading->claim = (struct coverage_claim){
		claimed(reading, "lines-valid"),
		claimed(reading, "lines-covered"),
		claimed_time(reading, "timestamp"),
	};
	if (reading->claim->time == UNKNOWN)
		reading->claim->time = claimed_time(reading, "generated");
}

/* The next tag; of the text before it a folder is kept. */
static enum xml_event read_tag(struct reading *reading)
{
	enum { SOURCE_MAX = 4096 };
	enum xml_event event;
	while ((event = xml_in_next(reading->in)) == XML_IN_TEXT)
		if (reading->in_source && reading->source.len < SOURCE_MAX)
			buf_add(&reading->source, xml_in_text(reading->in));
	return event;
}

static bool read_tags(
    struct reading *reading, const struct format *format, enum xml_event event)
{
	enum { PROGRESS_TAGS = 4096 };
	const struct input *input = import_input(reading->import);
	for (int64_t n = 1; event == XML_IN_OPEN || event == XML_IN_CLOSE;
	     n++) {
		if (event == XML_IN_OPEN)
			format->open(reading, xml_in_name(reading->in));
		else
			format->close(reading, xml_in_name(reading->in));
		if (n % PROGRESS_TAGS == 0)
			import_progress(reading->import, "bytes",
			    xml_in_bytes_read(reading->in), input->size_bytes);
		event = read_tag(reading);
	}
	return event == XML_IN_END;
}

bool coverage_read_xml(struct coverage *coverage, const char **name,
    struct coverage_claim *claim, struct xml_in *in, struct import *import,
    struct error *err)
{
	struct reading reading = { .in = in,
		.coverage = coverage,
		.claim = claim,
		.import = import,
		.names = arena_new(),
		.scratch = arena_new() };
	const struct format *format = NULL;
	enum xml_event event = xml_in_next_tag(in);
	if (event == XML_IN_OPEN) {
		read_root(&reading);
		format = find_format(in);
	}
	bool done = format && read_tags(&reading, format, XML_IN_OPEN);
	*name = format ? format->name : "";
	if (!done)
		xml_in_fail(in, err);
	buf_free(&reading.source);
	arena_free(reading.scratch);
	arena_free(reading.names);
	return done;
}
