/* A result of the OSCAL document: what was reviewed, observations, findings,
 * risks and attestations of one list of controls. */
#include "render/evidence/oscal.h"

#include "render/evidence/bagged.h"

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
		bool fine = ascii_is_lower(c) || ascii_is_digit(c) ||
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

static struct str cell(
    const struct oscal_part *part, size_t row, const char *name)
{
	return answer_cell(part->answer, row, name);
}

static struct str id_of(const struct oscal_part *part, size_t row)
{
	return cell(part, row, part->readiness ? "item" : "control");
}

static struct str result_of(const struct oscal_part *part, size_t row)
{
	return cell(part, row, part->readiness ? "status" : "result");
}

static struct str name_of(const struct oscal *oscal, const char *what,
    const struct oscal_part *part, size_t row)
{
	return arena_printf(oscal->keep, "%s " STR_FMT " " STR_FMT, what,
	    STR_ARG(part->list), STR_ARG(id_of(part, row)));
}

/* Words of the answer, as controls and checklist have them. */
static bool is_met(struct str word)
{
	return str_equal_z(word, "met") || str_equal_z(word, "pass");
}

static bool is_known(struct str word)
{
	return is_met(word) || str_equal_z(word, "partly met") ||
	       str_equal_z(word, "not met") || str_equal_z(word, "fail");
}

/* Of a row: whether it is one of an array. */
static bool is_excluded(const struct oscal_part *part, size_t row)
{
	return str_equal_z(result_of(part, row), "not applicable");
}

static bool applies(const struct oscal_part *part, size_t row)
{
	return !is_excluded(part, row);
}

static bool is_found(const struct oscal_part *part, size_t row)
{
	return is_known(result_of(part, row));
}

static bool is_attested(const struct oscal_part *part, size_t row)
{
	return str_equal_z(result_of(part, row), "attested");
}

static bool is_risk(const struct oscal_part *part, size_t row)
{
	struct str severity = cell(part, row, "severity");
	return part->readiness && str_equal_z(result_of(part, row), "fail") &&
	       (str_equal_z(severity, "critical") ||
		   str_equal_z(severity, "high"));
}

/* Writes the rows that IS_ONE takes as the array KEY, an object each, which
 * WRITE fills; no array where there is none, as OSCAL wants it. */
static bool write_rows(struct oscal *oscal, const struct oscal_part *part,
    const char *key, bool (*is_one)(const struct oscal_part *, size_t),
    void (*write)(struct oscal *, const struct oscal_part *, size_t))
{
	struct json_out *json = &oscal->json;
	bool open = false;
	for (size_t i = part->first; i < part->end; i++) {
		if (!is_one(part, i))
			continue;
		if (!open)
			json_open_array(json, key);
		open = true;
		json_open_object(json, NULL);
		write(oscal, part, i);
		json_close_object(json);
	}
	if (open)
		json_close_array(json);
	return open;
}

/* What all but a control id has: who it is, and of what. */
static void write_head(struct oscal *oscal, const char *what,
    const struct oscal_part *part, size_t row)
{
	oscal_write_uuid(oscal, "uuid", name_of(oscal, what, part, row));
	json_text(
	    &oscal->json, "title", oscal_line(oscal, cell(part, row, "title")));
}

static void write_control_id(
    struct oscal *oscal, const struct oscal_part *part, size_t row)
{
	json_text(&oscal->json, "control-id",
	    token_of(oscal, part->list, id_of(part, row)));
}

/* What was reviewed: those that apply; all but the excluded, where none does.
 */
static void write_selections(struct oscal *oscal, const struct oscal_part *part)
{
	struct json_out *json = &oscal->json;
	json_open_object(json, "reviewed-controls");
	json_open_array(json, "control-selections");
	json_open_object(json, NULL);
	if (!write_rows(
		oscal, part, "include-controls", applies, write_control_id)) {
		json_open_object(json, "include-all");
		json_close_object(json);
	}
	write_rows(
	    oscal, part, "exclude-controls", is_excluded, write_control_id);
	json_close_object(json);
	json_close_array(json);
	json_close_object(json);
}

/* Who looked, and how: a statement is asked of people. */
static void write_methods(
    struct oscal *oscal, const struct oscal_part *part, size_t row)
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
    struct oscal *oscal, const struct oscal_part *part, size_t row)
{
	static const char *const names[] = { "control", "item", "severity",
		"gap", "result", "status", "population", "exceptions",
		"unknown", "bound", "sample", "strength", "evidence", "since",
		"repositories", "of" };
	struct json_out *json = &oscal->json;
	json_open_array(json, "props");
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		oscal_write_prop(oscal, names[i], cell(part, row, names[i]));
	if (!is_known(result_of(part, row)))
		oscal_write_prop(oscal, "why-not-assessed",
		    cell(part, row, part->readiness ? "reason" : "open"));
	oscal_write_prop(oscal, "limits", cell(part, row, "limits"));
	json_close_array(json);
}

/* The file of the bag that tells more: the matrix of controls, or of the
 * checklist the finding. */
static void write_evidence(
    struct oscal *oscal, const struct oscal_part *part, size_t row)
{
	struct json_out *json = &oscal->json;
	struct str path = STR("data/controls/control-matrix.csv");
	if (part->readiness)
		path = arena_printf(oscal->keep, OSCAL_FINDINGS STR_FMT ".json",
		    STR_ARG(bagged_name(id_of(part, row), oscal->keep)));
	if (!bag_find(oscal->files, path))
		return;
	json_open_array(json, "relevant-evidence");
	json_open_object(json, NULL);
	json_text(json, "href",
	    arena_printf(
		oscal->keep, "#" STR_FMT, STR_ARG(oscal_uuid(oscal, path))));
	json_text(json, "description",
	    part->readiness
		? STR("The finding, with what management answered")
		: STR("Its row of the control matrix, with test and records"));
	json_close_object(json);
	json_close_array(json);
}

static void write_observation(
    struct oscal *oscal, const struct oscal_part *part, size_t row)
{
	struct json_out *json = &oscal->json;
	struct str test = cell(part, row, part->readiness ? "rule" : "test");
	write_head(oscal, "observation", part, row);
	json_text(json, "description",
	    oscal_line(oscal, test.len ? test : cell(part, row, "title")));
	write_observation_props(oscal, part, row);
	write_methods(oscal, part, row);
	write_evidence(oscal, part, row);
	json_text(json, "collected", oscal->end);
}

static void write_related(
    struct oscal *oscal, const char *key, const char *id, struct str name)
{
	struct json_out *json = &oscal->json;
	json_open_array(json, key);
	json_open_object(json, NULL);
	oscal_write_uuid(oscal, id, name);
	json_close_object(json);
	json_close_array(json);
}

static void write_target(
    struct oscal *oscal, const struct oscal_part *part, size_t row)
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

static void write_finding(
    struct oscal *oscal, const struct oscal_part *part, size_t row)
{
	write_head(oscal, "finding", part, row);
	json_text(&oscal->json, "description",
	    arena_printf(oscal->keep, STR_FMT ": " STR_FMT,
		STR_ARG(id_of(part, row)), STR_ARG(result_of(part, row))));
	write_target(oscal, part, row);
	write_related(oscal, "related-observations", "observation-uuid",
	    name_of(oscal, "observation", part, row));
	if (is_risk(part, row))
		write_related(oscal, "related-risks", "risk-uuid",
		    name_of(oscal, "risk", part, row));
}

static void write_risk(
    struct oscal *oscal, const struct oscal_part *part, size_t row)
{
	struct json_out *json = &oscal->json;
	write_head(oscal, "risk", part, row);
	json_text(
	    json, "description", oscal_line(oscal, cell(part, row, "rule")));
	json_text(
	    json, "statement", oscal_line(oscal, cell(part, row, "reason")));
	json_text(json, "status", STR("open"));
	write_related(oscal, "related-observations", "observation-uuid",
	    name_of(oscal, "observation", part, row));
}

static void write_statement(
    struct oscal *oscal, const struct oscal_part *part, size_t row)
{
	struct json_out *json = &oscal->json;
	write_head(oscal, "statement", part, row);
	json_text(json, "name", STR("statement"));
	json_text(json, "ns", STR(OSCAL_NAMESPACE));
	json_text(json, "prose",
	    arena_printf(oscal->keep,
		STR_FMT ": stated by people, not measured. " STR_FMT,
		STR_ARG(id_of(part, row)), STR_ARG(cell(part, row, "limits"))));
}

/* All that was stated is one attestation. */
static void write_attestations(
    struct oscal *oscal, const struct oscal_part *part)
{
	struct json_out *json = &oscal->json;
	size_t row = part->first;
	while (row < part->end && !is_attested(part, row))
		row++;
	if (row == part->end)
		return;
	json_open_array(json, "attestations");
	json_open_object(json, NULL);
	write_rows(oscal, part, "parts", is_attested, write_statement);
	json_close_object(json);
	json_close_array(json);
}

void oscal_write_result(struct oscal *oscal, const struct oscal_part *part)
{
	struct json_out *json = &oscal->json;
	json_open_object(json, NULL);
	oscal_write_uuid(oscal, "uuid",
	    arena_printf(oscal->keep, "result " STR_FMT, STR_ARG(part->list)));
	json_text(json, "title", oscal_line(oscal, part->title));
	json_text(json, "description",
	    STR("What the records of the period say of each control: evidence, "
		"and never that a law or standard is fulfilled."));
	json_text(json, "start", oscal->start);
	json_text(json, "end", oscal->end);
	write_attestations(oscal, part);
	write_selections(oscal, part);
	write_rows(oscal, part, "observations", applies, write_observation);
	write_rows(oscal, part, "risks", is_risk, write_risk);
	write_rows(oscal, part, "findings", is_found, write_finding);
	json_close_object(json);
}
