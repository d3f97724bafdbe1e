/* How a run went: its invocations (SARIF 2.1.0 section 3.20), with what the
 * tool said of itself meanwhile, and the conversion that the log came out of
 * (3.22).
 */
#include "base/date.h"
#include "importers/json/json_tree.h"
#include "importers/sast/sarif_invocation.h"
#include "importers/sast/sarif_run_reader.h"

static bool read_notification(struct sarif_reader *reader)
{
	static const char *const omit[] = { "exception", "message", NULL };
	cJSON *tree;
	if (!sarif_read_tree(reader, &tree, omit, SARIF_TREE_OTHER))
		return false;
	sarif_notification_add(reader->run, tree, reader->keep);
	return true;
}

bool sarif_read_notifications(struct sarif_reader *reader)
{
	return sarif_read_array(reader, read_notification);
}

/* Of the configuration: an error, such as rules that were not found, means that
 * what they would have found is not known (section 3.20.22). */
bool sarif_read_complaints(struct sarif_reader *reader)
{
	int64_t before = reader->run->errors;
	bool done = sarif_read_array(reader, read_notification);
	reader->run->is_misconfigured |= reader->run->errors > before;
	return done;
}

static bool read_override(struct sarif_reader *reader)
{
	cJSON *tree;
	if (!sarif_read_tree(reader, &tree, NULL, SARIF_TREE_OTHER))
		return false;
	sarif_override_add(&reader->invocation, tree, reader->keep);
	return true;
}

static bool read_overrides(struct sarif_reader *reader)
{
	return sarif_read_array(reader, read_override);
}

static bool read_success(struct sarif_reader *reader)
{
	enum json_token token = json_in_token(reader->json);
	reader->run->has_failed |= token == JSON_FALSE;
	reader->is_told |= token == JSON_FALSE || token == JSON_TRUE;
	return sarif_skip(reader);
}

/* 1 is what many end with when they found something. */
static bool read_exit_code(struct sarif_reader *reader)
{
	int64_t code;
	reader->is_broken_off |=
	    json_in_token(reader->json) == JSON_NUMBER &&
	    str_to_int(json_in_text(reader->json), &code) &&
	    (code < 0 || code > 1);
	return sarif_skip(reader);
}

/* A signal, or why the process did not even start. */
static bool read_end_by_force(struct sarif_reader *reader)
{
	enum json_token token = json_in_token(reader->json);
	reader->is_broken_off |=
	    token == JSON_NUMBER ||
	    (token == JSON_STRING && json_in_text(reader->json).len);
	return sarif_skip(reader);
}

/* An address alone in old logs. */
static bool read_folder(struct sarif_reader *reader)
{
	cJSON *tree;
	if (!sarif_read_tree(reader, &tree, NULL, SARIF_TREE_OTHER))
		return false;
	struct str uri = cJSON_IsString(tree) ? json_string_of(tree)
					      : json_string_in(tree, "uri");
	reader->invocation.folder =
	    path_clean(reader->keep, path_decode(reader->keep, uri));
	return true;
}

static bool read_end(struct sarif_reader *reader)
{
	reader->time_text = sarif_kept_text(reader);
	if (!date_parse_iso(reader->time_text, &reader->end_time))
		reader->end_time = UNKNOWN;
	return sarif_skip(reader);
}

static bool read_start(struct sarif_reader *reader)
{
	if (!date_parse_iso(sarif_kept_text(reader), &reader->start_time))
		reader->start_time = UNKNOWN;
	return sarif_skip(reader);
}

static void note_time(struct sarif_run *run, const struct sarif_reader *reader)
{
	int64_t time = reader->end_time >= SAST_TIME_MIN ? reader->end_time
							 : reader->start_time;
	if (time >= SAST_TIME_MIN && (run->time == UNKNOWN || time > run->time))
		run->time = time;
	else if (time < SAST_TIME_MIN && reader->time_text.len)
		run->wrong_time = reader->time_text;
}

static bool read_invocation(struct sarif_reader *reader)
{
	static const struct sarif_member members[] = {
		{ "executionSuccessful", read_success },
		{ "exitCode", read_exit_code },
		{ "exitSignalName", read_end_by_force },
		{ "exitSignalNumber", read_end_by_force },
		{ "processStartFailureMessage", read_end_by_force },
		{ "workingDirectory", read_folder },
		{ "startTimeUtc", read_start },
		{ "endTimeUtc", read_end },
		{ "ruleConfigurationOverrides", read_overrides },
		{ "toolExecutionNotifications", sarif_read_notifications },
		{ "toolConfigurationNotifications", sarif_read_complaints },
		{ NULL, NULL },
	};
	struct sarif_run *run = reader->run;
	reader->is_told = reader->is_broken_off = false;
	reader->invocation = (struct sarif_invocation){ 0 };
	reader->start_time = reader->end_time = UNKNOWN;
	reader->time_text = STR_NONE;
	bool done = sarif_read_object(reader, members);
	run->has_failed |= !reader->is_told && reader->is_broken_off;
	note_time(run, reader);
	if (run->invocations.count < SARIF_INVOCATIONS_MAX)
		VEC_PUSH(&run->invocations, reader->keep, reader->invocation);
	return done;
}

/* 1.0 has one of them, and its notifications beside it. */
bool sarif_read_invocations(struct sarif_reader *reader)
{
	return json_in_token(reader->json) == JSON_OBJECT
		   ? read_invocation(reader)
		   : sarif_read_array(reader, read_invocation);
}

/* Section 3.22. A converter that failed may have lost results. */
bool sarif_read_conversion(struct sarif_reader *reader)
{
	static const char *const omit[] = { "rules", "extensions",
		"toolExecutionNotifications", "toolConfigurationNotifications",
		"analysisToolLogFiles", NULL };
	struct sarif_run *run = reader->run;
	cJSON *tree;
	if (!sarif_read_tree(reader, &tree, omit, SARIF_TREE_OTHER))
		return false;
	const cJSON *tool = json_object_in(tree, "tool");
	const cJSON *driver = json_object_in(tool, "driver");
	const cJSON *invocation = json_object_in(tree, "invocation");
	run->converter = sast_text_short(
	    reader->keep, json_string_in(driver ? driver : tool, "name"));
	run->has_failed |=
	    cJSON_IsFalse(json_member(invocation, "executionSuccessful"));
	return true;
}
