/* data/controls/oscal-assessment-results.json: what the evidence says of each
 * control, after NIST's OSCAL 1.2.1 (assessment results). One result a list of
 * controls: an observation a control, with test, population, exceptions and
 * strength as properties; a finding where the evidence says that it is met,
 * partly met or not met. OSCAL has no state for what is not assessed: there the
 * observation stands alone and says why. A statement of people is an
 * attestation and no finding. The readiness checklist is one more result, each
 * critical or high item that fails a risk. Identifiers are UUIDs of names, so
 * that they are the same in each run; no time is that of a clock. */
#include "render/evidence/oscal.h"

#include "base/date.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/uuid.h"
#include "render/evidence/bagged.h"

#define PATH STR("data/controls/oscal-assessment-results.json")
#define OSCAL_VERSION "1.2.1"
#define PLAN "plan"

/* -------------------------------------------------------------- pieces -- */

struct str oscal_uuid(const struct oscal *oscal, struct str name)
{
	char *uuid = arena_alloc(oscal->keep, UUID_TEXT_SIZE);
	uuid_of(arena_printf(oscal->keep, "oscal " STR_FMT " " STR_FMT,
		    STR_ARG(oscal->report), STR_ARG(name)),
	    uuid);
	return str_from(uuid);
}

void oscal_write_uuid(struct oscal *oscal, const char *key, struct str name)
{
	json_text(&oscal->json, key, oscal_uuid(oscal, name));
}

struct str oscal_line(const struct oscal *oscal, struct str text)
{
	char *line = arena_z(oscal->keep, text);
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)line[i] < ' ')
			line[i] = ' ';
	text = str_trim((struct str){ line, text.len });
	return text.len ? text : STR("not stated");
}

void oscal_write_prop(struct oscal *oscal, const char *name, struct str value)
{
	struct json_out *json = &oscal->json;
	if (!str_trim(value).len)
		return;
	json_open_object(json, NULL);
	json_text(json, "name", str_from(name));
	json_text(json, "ns", STR(OSCAL_NAMESPACE));
	json_text(json, "value", oscal_line(oscal, value));
	json_close_object(json);
}

/* ------------------------------------------------------------ document -- */

static void write_metadata(struct oscal *oscal)
{
	struct json_out *json = &oscal->json;
	const struct doc_meta *meta = &oscal->from->report->meta;
	json_open_object(json, "metadata");
	json_text(json, "title",
	    oscal_line(oscal,
		arena_printf(oscal->keep, STR_FMT "%sevidence for controls",
		    STR_ARG(meta->organisation),
		    meta->organisation.len ? ": " : "")));
	json_text(json, "last-modified",
	    date_iso_time(oscal->keep, oscal->from->as_of));
	json_text(json, "version", oscal_line(oscal, meta->report_id));
	json_text(json, "oscal-version", STR(OSCAL_VERSION));
	json_open_array(json, "props");
	oscal_write_prop(oscal, "program", oscal->from->program);
	oscal_write_prop(oscal, "scope", oscal->from->scope);
	oscal_write_prop(oscal, "period",
	    period_id(oscal->keep, engine_period(oscal->from->engine)));
	json_close_array(json);
	json_close_object(json);
}

static void write_hash(struct oscal *oscal, struct str hex)
{
	struct json_out *json = &oscal->json;
	json_open_array(json, "hashes");
	json_open_object(json, NULL);
	json_text(json, "algorithm", STR("SHA-256"));
	json_text(json, "value", hex);
	json_close_object(json);
	json_close_array(json);
}

static void write_resource(
    struct oscal *oscal, struct str name, struct str title, struct str hex)
{
	struct json_out *json = &oscal->json;
	json_open_object(json, NULL);
	oscal_write_uuid(oscal, "uuid", name);
	json_text(json, "title", oscal_line(oscal, title));
	json_open_array(json, "rlinks");
	json_open_object(json, NULL);
	json_text(json, "href",
	    arena_printf(oscal->keep, "../" STR_FMT,
		STR_ARG(str_skip(name, sizeof "data/" - 1))));
	write_hash(oscal, hex);
	json_close_object(json);
	json_close_array(json);
	json_close_object(json);
}

static bool is_resource(struct str path)
{
	if (str_starts(path, STR(OSCAL_FINDINGS "rd-")))
		return true;
	return str_ends(path, STR(".csv")) &&
	       (str_starts(path, STR("data/controls/")) ||
		   str_starts(path, STR("data/inputs/")) ||
		   str_starts(path, STR("data/method/")));
}

/* The files of the bag that are made by now, with their digests; those of the
 * inputs stand in one of them. */
static void write_resources(struct oscal *oscal)
{
	struct json_out *json = &oscal->json;
	json_open_object(json, "back-matter");
	json_open_array(json, "resources");
	json_open_object(json, NULL);
	oscal_write_uuid(oscal, "uuid", STR(PLAN));
	json_text(json, "title", STR("The plan of this assessment"));
	json_text(json, "description",
	    STR("There is no plan in OSCAL: what is tested, and how, stands in "
		"data/method/ and in each row of the control matrix."));
	json_close_object(json);
	for (size_t i = 0; i < oscal->files->count; i++) {
		const struct bag_file *file = &oscal->files->items[i];
		if (is_resource(file->path))
			write_resource(oscal, file->path, path_base(file->path),
			    str_from(file->digest));
	}
	json_close_array(json);
	json_close_object(json);
}

/* A result for each run of rows of one list. */
static void write_lists(struct oscal *oscal, const struct answer *answer)
{
	for (size_t at = 0; at < answer->row_count;) {
		struct oscal_part part = { .answer = answer, .first = at };
		part.list = answer_cell(answer, at, "framework");
		part.title = arena_printf(oscal->keep, STR_FMT ", " STR_FMT,
		    STR_ARG(answer_cell(answer, at, "name")),
		    STR_ARG(answer_cell(answer, at, "version")));
		while (
		    at < answer->row_count &&
		    str_equal(answer_cell(answer, at, "framework"), part.list))
			at++;
		part.end = at;
		oscal_write_result(oscal, &part);
	}
}

static bool write_results(struct oscal *oscal, struct error *err)
{
	struct answer controls;
	struct answer items;
	struct question of_controls = { .id = STR("control.results") };
	struct question of_items = { .id = STR("gate.checklist") };
	struct engine *engine = oscal->from->engine;
	if (!engine_ask(&controls, engine, &of_controls, oscal->keep, err) ||
	    !engine_ask(&items, engine, &of_items, oscal->keep, err))
		return false;
	const struct oscal_part checklist = { .answer = &items,
		.end = items.row_count,
		.list = STR("readiness"),
		.title = STR("Readiness for AI-assisted work"),
		.readiness = true };
	json_open_array(&oscal->json, "results");
	write_lists(oscal, &controls);
	oscal_write_result(oscal, &checklist);
	json_close_array(&oscal->json);
	return true;
}

bool evidence_oscal(struct bag_files *out, const struct evidence *from,
    struct arena *keep, struct error *err)
{
	struct buf content = { 0 };
	struct period period = engine_period(from->engine);
	struct oscal oscal = {
		.from = from,
		.files = out,
		.json = { .out = &content },
		.keep = keep,
		.report = from->report->meta.report_id,
		.start = date_iso_time(
		    keep, period.from == UNKNOWN ? period.to - 1 : period.from),
		.end = date_iso_time(keep, period.to - 1),
	};
	struct json_out *json = &oscal.json;
	json_open_object(json, NULL);
	json_open_object(json, "assessment-results");
	oscal_write_uuid(&oscal, "uuid", STR("document"));
	write_metadata(&oscal);
	json_open_object(json, "import-ap");
	json_text(json, "href",
	    arena_printf(
		keep, "#" STR_FMT, STR_ARG(oscal_uuid(&oscal, STR(PLAN)))));
	json_close_object(json);
	bool done = write_results(&oscal, err);
	write_resources(&oscal);
	json_close_object(json);
	json_close_object(json);
	buf_add_char(&content, '\n');
	bagged_add(out, PATH, &content, keep);
	return done;
}
