/* Target "training": who took which course, how it ended. A course counts as
 * completed when it has a completion date; a status without one is kept as
 * the file says it. The ten words of status are those that learning platforms
 * share; a word that is none of them is "unknown", and counted as such. */
#include "importers/table/target.h"

/* clang-format off */
static const struct field_word statuses[] = {
	{ "assigned", "assigned" }, { "not started", "assigned" },
	{ "notstarted", "assigned" }, { "pending", "assigned" },
	{ "to do", "assigned" }, { "not attempted", "assigned" },
	{ "enrolled", "enrolled" }, { "registered", "enrolled" },
	{ "invited", "enrolled" },
	{ "in progress", "in_progress" }, { "in-progress", "in_progress" },
	{ "started", "in_progress" }, { "incomplete", "in_progress" },
	{ "ongoing", "in_progress" }, { "active", "in_progress" },
	{ "browsed", "in_progress" },
	{ "completed", "completed" }, { "complete", "completed" },
	{ "done", "completed" }, { "finished", "completed" },
	{ "attended", "completed" },
	{ "passed", "passed" }, { "pass", "passed" },
	{ "successful", "passed" }, { "certified", "passed" },
	{ "failed", "failed" }, { "fail", "failed" },
	{ "not passed", "failed" }, { "unsuccessful", "failed" },
	{ "withdrawn", "withdrawn" }, { "cancelled", "withdrawn" },
	{ "canceled", "withdrawn" }, { "dropped", "withdrawn" },
	{ "unenrolled", "withdrawn" }, { "waived", "withdrawn" },
	{ "expired", "expired" }, { "lapsed", "expired" },
	{ "overdue", "overdue" }, { "past due", "overdue" },
	{ "late", "overdue" },
	/* German, French, Spanish */
	{ "zugewiesen", "assigned" }, { "nicht begonnen", "assigned" },
	{ "in bearbeitung", "in_progress" }, { "begonnen", "in_progress" },
	{ "abgeschlossen", "completed" }, { "bestanden", "passed" },
	{ "nicht bestanden", "failed" }, { "überfällig", "overdue" },
	{ "abgelaufen", "expired" },
	{ "non commencé", "assigned" }, { "en cours", "in_progress" },
	{ "terminé", "completed" }, { "réussi", "passed" },
	{ "échoué", "failed" }, { "en retard", "overdue" },
	{ "expiré", "expired" },
	{ "no iniciado", "assigned" }, { "en curso", "in_progress" },
	{ "en progreso", "in_progress" }, { "completado", "completed" },
	{ "finalizado", "completed" }, { "aprobado", "passed" },
	{ "suspenso", "failed" }, { "vencido", "overdue" },
	{ "unknown", "unknown" },
	{ NULL, NULL },
};

#define FIELDS(F) \
	F(person, TEXT, FIELD_PERSON, NULL, "name of the learner") \
	F(email, EMAIL, FIELD_PERSON, NULL, "e-mail of the learner") \
	F(login, TEXT, FIELD_PERSON, NULL, "login or id of the learner") \
	F(course, TEXT, FIELD_REQUIRED, NULL, "course, module or challenge") \
	F(completed, TIME, 0, NULL, "when it was completed") \
	F(platform, TEXT, 0, NULL, "name of the platform") \
	F(status, WORD, FIELD_OPEN, statuses, "how it stands") \
	F(topic, TEXT, 0, NULL, "subject, such as a kind of weakness") \
	F(language, TEXT, 0, NULL, "programming language it teaches") \
	F(started, TIME, 0, NULL, "when it was begun") \
	F(due, TIME, 0, NULL, "when it should be completed") \
	F(valid_until, TIME, 0, NULL, "when the certificate ends") \
	F(score, PERCENT, 0, NULL, "result in percent") \
	F(seconds, DURATION, 0, NULL, "time spent")
/* clang-format on */

enum { FIELDS(TARGET_ENUM) FIELD_COUNT };
static const struct table_field fields[] = { FIELDS(TARGET_FIELD) };

static struct str status_of(const struct table_row *row)
{
	if (row->values[F_status].known)
		return row->values[F_status].text;
	return row->values[F_completed].known ? STR("completed")
					      : STR("unknown");
}

static int64_t whole_seconds(int64_t microseconds)
{
	return microseconds == UNKNOWN ? UNKNOWN
				       : (microseconds + 500000) / 1000000;
}

static bool add(
    const struct table_row *row, enum row_end *end, struct error *err)
{
	const struct table_value *values = row->values;
	int64_t alias;
	if (!row_person(&alias, row, F_person, F_email, F_login, err))
		return false;
	if (!ROW_PUT(row, training, end, err, .alias_id = alias,
		.course = values[F_course].text,
		.completed_time = values[F_completed].number,
		.platform = value_text(&values[F_platform], STR("")),
		.status = status_of(row),
		.topic = value_text(&values[F_topic], STR_NONE),
		.language = value_text(&values[F_language], STR_NONE),
		.started_time = values[F_started].number,
		.due_time = values[F_due].number,
		.valid_until_time = values[F_valid_until].number,
		.score_e6 = values[F_score].number,
		.seconds = whole_seconds(values[F_seconds].number)))
		return false;
	return true;
}

const struct table_target target_training = {
	.name = "training",
	.title = "courses and who took them",
	.fields = fields,
	.field_count = FIELD_COUNT,
	.add = add,
};
