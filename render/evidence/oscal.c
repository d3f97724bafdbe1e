/* data/controls/oscal-assessment-results.json: what the evidence says of each
 * control, after NIST's OSCAL 1.2.1 (assessment results). One result a list of
 * controls: an observation a control, with test, population, exceptions and
 * strength as properties; a finding where the evidence says that it is met,
 * partly met or not met. OSCAL has no state for what is not assessed: there the
 * observation stands alone and says why. A statement of people is an
 * attestation and no finding. The readiness checklist is one more result, each
 * critical or high item that fails a risk. Identifiers are UUIDs of names, so
 * that they are the same in each run; no time is that of a clock. */
#include "base/date.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/json_out.h"
#include "base/uuid.h"
#include "render/evidence/bagged.h"

#define PATH STR("data/controls/oscal-assessment-results.json")
#define NAMESPACE "https://assay.example/ns/oscal"
#define OSCAL_VERSION "1.2.1"
#define PLAN "plan"
#define FINDINGS "data/findings/"

struct oscal {
	const struct evidence *from;
	const struct bag_files *files; /* made so far */
	struct json_out json;
	struct arena *keep;
	struct str report; /* its number: part of every name */
	struct str start;
	struct str end;
};

/* -------------------------------------------------------------- pieces -- */

/* The identifier of NAME in this report. */
static struct str uuid_for(const struct oscal *oscal, struct str name)
{
	char *uuid = arena_alloc(oscal->keep, UUID_TEXT_SIZE);
	uuid_of(arena_printf(oscal->keep, "oscal " STR_FMT " " STR_FMT,
		    STR_ARG(oscal->report), STR_ARG(name)),
	    uuid);
	return str_from(uuid);
}

static void write_uuid(struct oscal *oscal, const char *key, struct str name)
{
	json_text(&oscal->json, key, uuid_for(oscal, name));
}

/* One line, as titles have to be; never empty. */
static struct str line_of(const struct oscal *oscal, struct str text)
{
	char *line = arena_z(oscal->keep, text);
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)line[i] < ' ')
			line[i] = ' ';
	text = str_trim((struct str){ line, text.len });
	return text.len ? text : STR("not stated");
}

static void write_prop(struct oscal *oscal, const char *name, struct str value)
{
	struct json_out *json = &oscal->json;
	if (!str_trim(value).len)
		return;
	json_open_object(json, NULL);
	json_text(json, "name", str_from(name));
	json_text(json, "ns", STR(NAMESPACE));
	json_text(json, "value", line_of(oscal, value));
	json_close_object(json);
}

/* "HIPAA" and "164.312(a)(1)" -> "hipaa-164.312.a.1": a token has to begin with
 * a letter, and has letters, digits, dots, dashes and underscores. */
static struct str token_of(
    const struct oscal *oscal, struct str list, struct str control)
{
	struct str both = arena_lower(
	    oscal->keep, arena_printf(oscal->keep, STR_FMT "-" STR_FMT,
			     STR_ARG(list), STR_ARG(control)));
	char *token = arena_alloc(oscal->keep, both.len + 1);
	size_t length = 0;
	for (size_t i = 0; i < both.len; i++) {
		char c = both.ptr[i];
		bool fine = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
			    c == '-' || c == '_';
		if (fine)
			token[length++] = c;
		else if (length && token[length - 1] != '.')
			token[length++] = '.';
	}
	while (length && token[length - 1] == '.')
		length--;
	return (struct str){ token, length };
}

/* -------------------------------------------------------------- result -- */

/* The rows FIRST to before END of ANSWER are one list of controls, or the
 * checklist. */
struct part {
	const struct answer *answer;
	size_t first;
	size_t end;
	struct str list;  /* token: HIPAA, readiness */
	struct str title; /* "HIPAA Security Rule, current" */
	bool readiness;
};

static struct str cell(const struct part *part, size_t row, const char *name)
{
	return answer_cell(part->answer, row, name);
}

static struct str id_of(const struct part *part, size_t row)
{
	return cell(part, row, part->readiness ? "item" : "control");
}

static struct str result_of(const struct part *part, size_t row)
{
	return cell(part, row, part->readiness ? "status" : "result");
}

static struct str name_of(const struct oscal *oscal, const char *what,
    const struct part *part, size_t row)
{
	return arena_printf(oscal->keep, "%s " STR_FMT " " STR_FMT, what,
	    STR_ARG(part->list), STR_ARG(id_of(part, row)));
}

/* Words of the answer, as controls and checklist have them. */
static bool is_applicable(struct str word)
{
	return !str_equal_z(word, "not applicable");
}

static bool is_met(struct str word)
{
	return str_equal_z(word, "met") || str_equal_z(word, "pass");
}

static bool is_known(struct str word)
{
	return is_met(word) || str_equal_z(word, "partly met") ||
	       str_equal_z(word, "not met") || str_equal_z(word, "fail");
}

static bool any_applies(const struct part *part)
{
	for (size_t i = part->first; i < part->end; i++)
		if (is_applicable(result_of(part, i)))
			return true;
	return false;
}

/* What was reviewed: those that apply; all but the excluded, where none does.
 */
static void write_selections(struct oscal *oscal, const struct part *part)
{
	struct json_out *json = &oscal->json;
	json_open_object(json, "reviewed-controls");
	json_open_array(json, "control-selections");
	json_open_object(json, NULL);
	if (!any_applies(part)) {
		json_open_object(json, "include-all");
		json_close_object(json);
	}
	for (int pass = 0; pass < 2; pass++) {
		bool open = false;
		for (size_t i = part->first; i < part->end; i++) {
			if (is_applicable(result_of(part, i)) != (pass == 0))
				continue;
			if (!open)
				json_open_array(json, pass
							  ? "exclude-controls"
							  : "include-controls");
			open = true;
			json_open_object(json, NULL);
			json_text(json, "control-id",
			    token_of(oscal, part->list, id_of(part, i)));
			json_close_object(json);
		}
		if (open)
			json_close_array(json);
	}
	json_close_object(json);
	json_close_array(json);
	json_close_object(json);
}

/* Who looked, and how: a statement is asked of people. */
static void write_methods(
    struct oscal *oscal, const struct part *part, size_t row)
{
	struct json_out *json = &oscal->json;
	struct str strength = cell(part, row, "strength");
	bool stated = str_contains(strength, STR("statement"));
	bool alone = str_equal_z(strength, "statement");
	json_open_array(json, "methods");
	if (!alone)
		json_text(json, NULL,
		    is_known(result_of(part, row)) ? STR("TEST")
						   : STR("EXAMINE"));
	if (stated)
		json_text(json, NULL, STR("INTERVIEW"));
	json_close_array(json);
}

static void write_observation_props(
    struct oscal *oscal, const struct part *part, size_t row)
{
	static const char *const names[] = { "control", "item", "severity",
		"gap", "result", "status", "population", "exceptions",
		"unknown", "bound", "sample", "strength", "evidence", "since",
		"repositories", "of" };
	struct json_out *json = &oscal->json;
	json_open_array(json, "props");
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		write_prop(oscal, names[i], cell(part, row, names[i]));
	if (!is_known(result_of(part, row)))
		write_prop(oscal, "why-not-assessed",
		    cell(part, row, part->readiness ? "reason" : "open"));
	write_prop(oscal, "limits", cell(part, row, "limits"));
	json_close_array(json);
}

/* The file of the bag that tells more: the matrix of controls, or of the
 * checklist the finding. */
static void write_evidence(
    struct oscal *oscal, const struct part *part, size_t row)
{
	struct json_out *json = &oscal->json;
	struct str path = STR("data/controls/control-matrix.csv");
	if (part->readiness)
		path = arena_printf(oscal->keep, FINDINGS STR_FMT ".json",
		    STR_ARG(bagged_name(id_of(part, row), oscal->keep)));
	if (!bag_find(oscal->files, path))
		return;
	json_open_array(json, "relevant-evidence");
	json_open_object(json, NULL);
	json_text(json, "href",
	    arena_printf(
		oscal->keep, "#" STR_FMT, STR_ARG(uuid_for(oscal, path))));
	json_text(json, "description",
	    part->readiness
		? STR("The finding, with what management answered")
		: STR("Its row of the control matrix, with test and records"));
	json_close_object(json);
	json_close_array(json);
}

static void write_observation(
    struct oscal *oscal, const struct part *part, size_t row)
{
	struct json_out *json = &oscal->json;
	struct str test = cell(part, row, part->readiness ? "rule" : "test");
	json_open_object(json, NULL);
	write_uuid(oscal, "uuid", name_of(oscal, "observation", part, row));
	json_text(json, "title", line_of(oscal, cell(part, row, "title")));
	json_text(json, "description",
	    line_of(oscal, test.len ? test : cell(part, row, "title")));
	write_observation_props(oscal, part, row);
	write_methods(oscal, part, row);
	write_evidence(oscal, part, row);
	json_text(json, "collected", oscal->end);
	json_close_object(json);
}

static void write_observations(struct oscal *oscal, const struct part *part)
{
	bool open = false;
	for (size_t i = part->first; i < part->end; i++) {
		if (!is_applicable(result_of(part, i)))
			continue;
		if (!open)
			json_open_array(&oscal->json, "observations");
		open = true;
		write_observation(oscal, part, i);
	}
	if (open)
		json_close_array(&oscal->json);
}

static void write_related(
    struct oscal *oscal, const char *key, const char *id, struct str name)
{
	struct json_out *json = &oscal->json;
	json_open_array(json, key);
	json_open_object(json, NULL);
	write_uuid(oscal, id, name);
	json_close_object(json);
	json_close_array(json);
}

static bool is_risk(const struct part *part, size_t row)
{
	struct str severity = cell(part, row, "severity");
	return part->readiness && str_equal_z(result_of(part, row), "fail") &&
	       (str_equal_z(severity, "critical") ||
		   str_equal_z(severity, "high"));
}

static void write_target(
    struct oscal *oscal, const struct part *part, size_t row)
{
	struct json_out *json = &oscal->json;
	struct str word = result_of(part, row);
	json_open_object(json, "target");
	json_text(json, "type", STR("objective-id"));
	json_text(
	    json, "target-id", token_of(oscal, part->list, id_of(part, row)));
	json_open_object(json, "status");
	json_text(json, "state",
	    is_met(word) ? STR("satisfied") : STR("not-satisfied"));
	json_text(json, "reason",
	    is_met(word)		      ? STR("pass")
	    : str_equal_z(word, "partly met") ? STR("other")
					      : STR("fail"));
	json_text(json, "remarks",
	    arena_printf(oscal->keep,
		"The evidence says: " STR_FMT
		". It is evidence for this control alone and says nothing of "
		"the law or standard as a whole.",
		STR_ARG(word)));
	json_close_object(json);
	json_close_object(json);
}

static void write_findings(struct oscal *oscal, const struct part *part)
{
	struct json_out *json = &oscal->json;
	bool open = false;
	for (size_t i = part->first; i < part->end; i++) {
		if (!is_known(result_of(part, i)))
			continue;
		if (!open)
			json_open_array(json, "findings");
		open = true;
		json_open_object(json, NULL);
		write_uuid(oscal, "uuid", name_of(oscal, "finding", part, i));
		json_text(
		    json, "title", line_of(oscal, cell(part, i, "title")));
		json_text(json, "description",
		    arena_printf(oscal->keep, STR_FMT ": " STR_FMT,
			STR_ARG(id_of(part, i)), STR_ARG(result_of(part, i))));
		write_target(oscal, part, i);
		write_related(oscal, "related-observations", "observation-uuid",
		    name_of(oscal, "observation", part, i));
		if (is_risk(part, i))
			write_related(oscal, "related-risks", "risk-uuid",
			    name_of(oscal, "risk", part, i));
		json_close_object(json);
	}
	if (open)
		json_close_array(json);
}

static void write_risks(struct oscal *oscal, const struct part *part)
{
	struct json_out *json = &oscal->json;
	bool open = false;
	for (size_t i = part->first; i < part->end; i++) {
		if (!is_risk(part, i))
			continue;
		if (!open)
			json_open_array(json, "risks");
		open = true;
		json_open_object(json, NULL);
		write_uuid(oscal, "uuid", name_of(oscal, "risk", part, i));
		json_text(
		    json, "title", line_of(oscal, cell(part, i, "title")));
		json_text(
		    json, "description", line_of(oscal, cell(part, i, "rule")));
		json_text(
		    json, "statement", line_of(oscal, cell(part, i, "reason")));
		json_text(json, "status", STR("open"));
		write_related(oscal, "related-observations", "observation-uuid",
		    name_of(oscal, "observation", part, i));
		json_close_object(json);
	}
	if (open)
		json_close_array(json);
}

static void write_attestations(struct oscal *oscal, const struct part *part)
{
	struct json_out *json = &oscal->json;
	bool open = false;
	for (size_t i = part->first; i < part->end; i++) {
		if (!str_equal_z(result_of(part, i), "attested"))
			continue;
		if (!open) {
			json_open_array(json, "attestations");
			json_open_object(json, NULL);
			json_open_array(json, "parts");
		}
		open = true;
		json_open_object(json, NULL);
		write_uuid(oscal, "uuid", name_of(oscal, "statement", part, i));
		json_text(json, "name", STR("statement"));
		json_text(json, "ns", STR(NAMESPACE));
		json_text(
		    json, "title", line_of(oscal, cell(part, i, "title")));
		json_text(json, "prose",
		    arena_printf(oscal->keep,
			STR_FMT ": stated by people, not measured. " STR_FMT,
			STR_ARG(id_of(part, i)),
			STR_ARG(cell(part, i, "limits"))));
		json_close_object(json);
	}
	if (open) {
		json_close_array(json);
		json_close_object(json);
		json_close_array(json);
	}
}

static void write_result(struct oscal *oscal, const struct part *part)
{
	struct json_out *json = &oscal->json;
	json_open_object(json, NULL);
	write_uuid(oscal, "uuid",
	    arena_printf(oscal->keep, "result " STR_FMT, STR_ARG(part->list)));
	json_text(json, "title", line_of(oscal, part->title));
	json_text(json, "description",
	    STR("What the records of the period say of each control: evidence, "
		"and never that a law or standard is fulfilled."));
	json_text(json, "start", oscal->start);
	json_text(json, "end", oscal->end);
	write_attestations(oscal, part);
	write_selections(oscal, part);
	write_observations(oscal, part);
	write_risks(oscal, part);
	write_findings(oscal, part);
	json_close_object(json);
}

/* ------------------------------------------------------------ document -- */

static void write_metadata(struct oscal *oscal)
{
	struct json_out *json = &oscal->json;
	const struct doc_meta *meta = &oscal->from->report->meta;
	json_open_object(json, "metadata");
	json_text(json, "title",
	    line_of(oscal,
		arena_printf(oscal->keep, STR_FMT "%sevidence for controls",
		    STR_ARG(meta->organisation),
		    meta->organisation.len ? ": " : "")));
	json_text(json, "last-modified",
	    date_iso_time(oscal->keep, oscal->from->as_of));
	json_text(json, "version", line_of(oscal, meta->report_id));
	json_text(json, "oscal-version", STR(OSCAL_VERSION));
	json_open_array(json, "props");
	write_prop(oscal, "program", oscal->from->program);
	write_prop(oscal, "scope", oscal->from->scope);
	write_prop(oscal, "period",
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
	write_uuid(oscal, "uuid", name);
	json_text(json, "title", line_of(oscal, title));
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
	if (str_starts(path, STR(FINDINGS "rd-")))
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
	write_uuid(oscal, "uuid", STR(PLAN));
	json_text(json, "title", STR("The plan of this assessment"));
	json_text(json, "description",
	    STR("There is no plan in OSCAL: what is tested, and how, stands in "
		"data/method/ and in each row of the control matrix."));
	json_close_object(json);
	for (size_t i = 0; i < oscal->files->count; i++) {
		const struct bag_file *file = &oscal->files->items[i];
		char hex[HASH_HEX_SIZE];
		if (!is_resource(file->path))
			continue;
		hash_bytes(file->content, hex);
		write_resource(
		    oscal, file->path, path_base(file->path), str_from(hex));
	}
	json_close_array(json);
	json_close_object(json);
}

/* A result for each run of rows of one list. */
static void write_lists(struct oscal *oscal, const struct answer *answer)
{
	for (size_t at = 0; at < answer->row_count;) {
		struct part part = { .answer = answer, .first = at };
		part.list = answer_cell(answer, at, "framework");
		part.title = arena_printf(oscal->keep, STR_FMT ", " STR_FMT,
		    STR_ARG(answer_cell(answer, at, "name")),
		    STR_ARG(answer_cell(answer, at, "version")));
		while (
		    at < answer->row_count &&
		    str_equal(answer_cell(answer, at, "framework"), part.list))
			at++;
		part.end = at;
		write_result(oscal, &part);
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
	const struct part checklist = { .answer = &items,
		.end = items.row_count,
		.list = STR("readiness"),
		.title = STR("Readiness for AI-assisted work"),
		.readiness = true };
	json_open_array(&oscal->json, "results");
	write_lists(oscal, &controls);
	write_result(oscal, &checklist);
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
	write_uuid(&oscal, "uuid", STR("document"));
	write_metadata(&oscal);
	json_open_object(json, "import-ap");
	json_text(json, "href",
	    arena_printf(
		keep, "#" STR_FMT, STR_ARG(uuid_for(&oscal, STR(PLAN)))));
	json_close_object(json);
	bool done = write_results(&oscal, err);
	write_resources(&oscal);
	json_close_object(json);
	json_close_object(json);
	buf_add_char(&content, '\n');
	bagged_add(out, PATH, &content, keep);
	return done;
}
