/* Importer "junit": results of tests in the XML that JUnit's Ant task began and
 * most test runners write. There is no schema that all keep to: roots are
 * testsuites or testsuite, suites nest, attributes may be missing, a case may
 * have several results, of which the worst counts. Cases are counted; what the
 * report's attributes claim is kept beside them. */
#include "importers/importer.h"
#include "importers/table/number_text.h"
#include "importers/xml/xml_in.h"

#include "base/hash.h"

enum { SURE = 90, TEXT_MAX = 1024, PROGRESS_CASES = 1024 };

/* By gravity. */
enum state { STATE_PASSED, STATE_SKIPPED, STATE_FAILED, STATE_ERROR };
static const char *const state_names[] = { "passed", "skipped", "failed",
	"error" };

struct suite {
	struct str name;
	struct str path; /* of its cases, when it says so */
};

struct reading {
	struct xml_in *in;
	struct import *import;
	int64_t run_id;
	bool added;			       /* the run is new */
	struct suite suites[XML_IN_DEPTH_MAX]; /* by depth */
	struct fact_test_case test;
	int64_t line;
	bool in_case;
	enum state state;
	int64_t ordinal;
	int64_t claimed_tests; /* of the outermost elements that claim any */
	int64_t claimed_failures;
	bool root_claims;
	int64_t time;
	struct arena *root_names;
	struct arena *names;   /* reset with each suite below the root */
	struct arena *scratch; /* reset with each case */
};

static struct str attribute(
    const struct reading *reading, const char *name, struct arena *keep)
{
	return arena_str(
	    keep, str_slice(xml_in_attribute(reading->in, name), 0, TEXT_MAX));
}

static int64_t count(const struct reading *reading, const char *name)
{
	int64_t value;
	struct str text = str_trim(xml_in_attribute(reading->in, name));
	return text.len && str_to_int(text, &value) && value >= 0 ? value
								  : UNKNOWN;
}

static void add_known(int64_t *sum, int64_t value)
{
	if (value != UNKNOWN)
		*sum = (*sum == UNKNOWN ? 0 : *sum) + value;
}

/* Of the root when it says so, else of the suites below it. */
static void read_claim(struct reading *reading, int depth)
{
	int64_t tests = count(reading, "tests");
	if (depth > 1 || tests == UNKNOWN || (depth && reading->root_claims))
		return;
	reading->root_claims |= depth == 0;
	add_known(&reading->claimed_tests, tests);
	add_known(&reading->claimed_failures, count(reading, "failures"));
	add_known(&reading->claimed_failures, count(reading, "errors"));
}

static void open_suite(struct reading *reading, int depth)
{
	int64_t time;
	struct str text = str_trim(xml_in_attribute(reading->in, "timestamp"));
	struct arena *keep = depth ? reading->names : reading->root_names;
	if (depth == 1)
		arena_reset(reading->names);
	reading->suites[depth] =
	    (struct suite){ attribute(reading, "name", keep),
		    attribute(reading, "file", keep) };
	if (!reading->run_id)
		read_claim(reading, depth);
	if (text.len && date_parse_iso(text, &time) &&
	    (reading->time == UNKNOWN || time > reading->time))
		reading->time = time;
}

static bool is_suite(struct str name)
{
	return str_equal_z(name, "testsuite") ||
	       str_equal_z(name, "testsuites");
}

/* Suites follow the tags: what is not open has no name. */
static void follow_suite(struct reading *reading, bool opens)
{
	int depth = xml_in_depth(reading->in);
	if (opens)
		open_suite(reading, depth);
	else
		reading->suites[depth] = (struct suite){ 0 };
}

/* The nearest suite around DEPTH that has a name. */
static struct str suite_name(const struct reading *reading, int depth)
{
	while (depth-- > 0)
		if (reading->suites[depth].name.len)
			return reading->suites[depth].name;
	return STR("");
}

static int64_t seconds_of(const struct reading *reading)
{
	int64_t value;
	struct str text = str_trim(xml_in_attribute(reading->in, "time"));
	return text.len && number_read(&value, text, '.') == READING_FINE &&
		       value >= 0
		   ? value
		   : UNKNOWN;
}

static void open_case(struct reading *reading)
{
	struct arena *keep = reading->scratch;
	arena_reset(keep);
	reading->line = xml_in_line(reading->in);
	reading->in_case = true;
	reading->state = STATE_PASSED;
	struct str status = xml_in_attribute(reading->in, "status");
	if (str_equal_nocase(status, STR("disabled")) ||
	    str_equal_nocase(status, STR("notrun")) ||
	    str_equal_nocase(status, STR("skipped")))
		reading->state = STATE_SKIPPED;
	struct str class = attribute(reading, "classname", keep);
	reading->test = (struct fact_test_case){
		.run_id = reading->run_id,
		.suite = suite_name(reading, xml_in_depth(reading->in)),
		.class = class.len ? class : attribute(reading, "class", keep),
		.name = attribute(reading, "name", keep),
		.path = attribute(reading, "file", keep),
		.line = count(reading, "line"),
		.seconds_e6 = seconds_of(reading),
	};
	if (reading->test.path.len == 0)
		reading->test.path = STR_NONE;
	if (!reading->test.class.ptr)
		reading->test.class = STR("");
	if (!reading->test.name.ptr)
		reading->test.name = STR("");
}

static void note_state(struct reading *reading, struct str name)
{
	enum state state = str_equal_z(name, "error")	  ? STATE_ERROR
			   : str_equal_z(name, "failure") ? STATE_FAILED
			   : str_equal_z(name, "skipped") ? STATE_SKIPPED
							  : STATE_PASSED;
	if (reading->in_case && state > reading->state)
		reading->state = state;
}

static bool close_case(struct reading *reading, struct error *err)
{
	struct import *import = reading->import;
	struct fact_test_case *test = &reading->test;
	reading->in_case = false;
	import_read(import, reading->line, 1);
	if (!test->name.len && !test->class.len) {
		import_reject(import, 0, 0, "missing",
		    "expected the name of a test, found none; fix: let the "
		    "runner name its cases");
		return true;
	}
	test->ordinal = ++reading->ordinal;
	test->state = str_from(state_names[reading->state]);
	if (reading->ordinal % PROGRESS_CASES == 0)
		import_progress(import, "bytes", xml_in_bytes_read(reading->in),
		    import_input(import)->size_bytes);
	if (!reading->added) {
		import_duplicate(import);
		return true;
	}
	import_accept(import);
	return import_add(import, FACT_KIND_test_case, test, NULL, NULL, err);
}

static bool take_tag(
    struct reading *reading, enum xml_event event, struct error *err)
{
	struct str name = xml_in_name(reading->in);
	bool opens = event == XML_IN_OPEN;
	if (is_suite(name))
		follow_suite(reading, opens);
	else if (str_equal_z(name, "testcase") && opens)
		open_case(reading);
	else if (str_equal_z(name, "testcase"))
		return close_case(reading, err);
	else if (opens)
		note_state(reading, name);
	return true;
}

static bool read_tags(struct reading *reading, struct error *err)
{
	enum xml_event event;
	while ((event = xml_in_next(reading->in)) != XML_IN_END) {
		if (event == XML_IN_ERROR)
			return xml_in_fail(reading->in, err);
		if (event != XML_IN_TEXT && !take_tag(reading, event, err))
			return false;
	}
	return true;
}

static void note_totals(const struct reading *reading)
{
	if (reading->claimed_tests == UNKNOWN ||
	    reading->claimed_tests == reading->ordinal)
		return;
	import_diagnose(reading->import, "note", "test-totals", 0,
	    "the report's own total is %lld test%s; what is used is its "
	    "cases: %lld",
	    (long long)reading->claimed_tests,
	    reading->claimed_tests == 1 ? "" : "s",
	    (long long)reading->ordinal);
}

/* What the whole report says of itself; a broken one is refused here. */
static bool survey(struct reading *reading, struct error *err)
{
	enum xml_event event;
	while ((event = xml_in_next_tag(reading->in)) == XML_IN_OPEN ||
	       event == XML_IN_CLOSE)
		if (is_suite(xml_in_name(reading->in)))
			follow_suite(reading, event == XML_IN_OPEN);
	return event == XML_IN_END || xml_in_fail(reading->in, err);
}

static bool add_run(struct reading *reading, struct error *err)
{
	const struct input *input = import_input(reading->import);
	char hex[HASH_HEX_SIZE];
	int64_t size_bytes;
	import_locator(reading->import, 1);
	return hash_file(input->path, hex, &size_bytes, err) &&
	       IMPORT_ADD(reading->import, test_run, &reading->run_id,
		   &reading->added, err, .repository = input->repository,
		   .revision = input->revision,
		   .time = input->time != UNKNOWN ? input->time : reading->time,
		   .digest = str_from(hex),
		   .claimed_tests = reading->claimed_tests,
		   .claimed_failures = reading->claimed_failures);
}

/* Goes through the file with USE. */
static bool pass(struct reading *reading,
    bool (*use)(struct reading *reading, struct error *err), struct error *err)
{
	const struct input *input = import_input(reading->import);
	if (!xml_in_open(
		&reading->in, input->path, STR_NONE, input->shown, err))
		return false;
	bool done = use(reading, err);
	xml_in_close(reading->in);
	return done;
}

static bool run(struct import *import, struct arena *scratch, struct error *err)
{
	struct reading *reading = ARENA_NEW(scratch, struct reading);
	*reading = (struct reading){ .import = import,
		.claimed_tests = UNKNOWN,
		.claimed_failures = UNKNOWN,
		.time = UNKNOWN,
		.root_names = scratch,
		.names = arena_new(),
		.scratch = arena_new() };
	bool done = pass(reading, survey, err) && add_run(reading, err) &&
		    pass(reading, read_tags, err);
	note_totals(reading);
	arena_free(reading->scratch);
	arena_free(reading->names);
	return done;
}

static int recognises(
    const struct input *input, const char **why, struct arena *scratch)
{
	struct xml_in *in;
	struct error ignored;
	(void)scratch;
	if (input->is_folder || !input->head.len ||
	    !xml_in_open(&in, STR_NONE, input->head, STR(""), &ignored))
		return 0;
	bool fits = xml_in_next_tag(in) == XML_IN_OPEN &&
		    (str_equal_z(xml_in_name(in), "testsuites") ||
			str_equal_z(xml_in_name(in), "testsuite"));
	xml_in_close(in);
	*why = "its root element is that of JUnit's results";
	return fits ? SURE : 0;
}

const struct importer importer_junit = {
	.name = "junit",
	.summary = "results of tests as JUnit XML",
	.version = 1,
	.recognises = recognises,
	.run = run,
};
