/* data/findings/: a file a finding. Items of the readiness checklist that fail
 * are findings of the audit, with what management answered; problems are those
 * that were open at the end of the period, as measure finding.open_by_severity
 * lists them, named by a key that is the same in every quarter. Messages of
 * scanners are not in it: they may quote code, and of secrets the secret.
 * management-responses.csv has the answers; where there is none, it says so. */
#include "base/date.h"
#include "base/json_out.h"
#include "base/map.h"
#include "base/vec.h"
#include "render/evidence/bagged.h"

struct response {
	struct str finding;
	struct str answer;
	struct str action;
	struct str owner;
	struct str due;
};

struct writing {
	struct bag_files *out;
	const struct evidence *from;
	struct arena *keep;
	struct arena *scratch; /* of a finding */
	VEC(const char *) names;
	size_t key_at; /* column "finding" */
	struct buf content;
	struct csv_out csv;  /* of the responses */
	struct map answered; /* finding -> response, from 1 */
	VEC(struct response) responses;
};

/* What was written as data/findings/NAME.json. */
static void add_file(struct writing *writing, struct str name)
{
	struct arena *keep = writing->keep;
	buf_add_char(&writing->content, '\n');
	bagged_add(writing->out,
	    arena_printf(keep, "data/findings/" STR_FMT ".json",
		STR_ARG(bagged_name(name, writing->scratch))),
	    &writing->content, keep);
	arena_reset(writing->scratch);
}

/* ------------------------------------------------------------ responses -- */

static bool read_responses(struct writing *writing, struct error *err)
{
	struct query *query = NULL;
	struct arena *keep = writing->keep;
	if (!query_open(&query, engine_model(writing->from->engine),
		"SELECT finding, answer, action, owner, due_time"
		" FROM management_response ORDER BY finding, time",
		err))
		return false;
	while (query_next(query)) {
		struct response response = {
			.finding = arena_str(keep, query_text(query, 0)),
			.answer = arena_str(keep, query_text(query, 1)),
			.action = arena_str(keep, query_text(query, 2)),
			.owner = arena_str(keep, query_text(query, 3)),
		};
		if (!query_is_null(query, 4))
			response.due = date_iso(keep, query_int(query, 4));
		VEC_PUSH(&writing->responses, keep, response);
		map_put(&writing->answered, response.finding, NULL)->number =
		    (int64_t)writing->responses.count;
	}
	return query_close(query, err);
}

/* What is said of FINDING; that nothing is, else. */
static struct response response_to(
    const struct writing *writing, struct str finding)
{
	const union map_value *place = map_get(&writing->answered, finding);
	if (place)
		return writing->responses.items[place->number - 1];
	return (struct response){ .finding = finding,
		.answer = STR("not yet received") };
}

static void write_response(struct writing *writing,
    const struct response *response, struct str title, struct str rating)
{
	struct csv_out *csv = &writing->csv;
	csv_text(csv, response->finding);
	bagged_cell(csv, title);
	bagged_cell(csv, rating);
	csv_text(csv, response->answer);
	bagged_cell(csv, response->action);
	bagged_cell(csv, response->owner);
	bagged_cell(csv, response->due);
	csv_end_row(csv);
}

/* ---------------------------------------------------------------- items -- */

static void write_item(
    struct writing *writing, const struct answer *items, size_t row)
{
	struct json_out json = { .out = &writing->content };
	struct str id = answer_cell(items, row, "item");
	struct response response = response_to(writing, id);
	json_open_object(&json, NULL);
	json_text(&json, "finding", id);
	json_text(&json, "kind", STR("item of the readiness checklist"));
	json_text(&json, "title", answer_cell(items, row, "title"));
	json_text(&json, "rating", answer_cell(items, row, "severity"));
	json_text(&json, "criteria", answer_cell(items, row, "rule"));
	json_open_object(&json, "condition");
	json_text(
	    &json, "repositories", answer_cell(items, row, "repositories"));
	json_text(&json, "of", answer_cell(items, row, "of"));
	json_text(&json, "exceptions", answer_cell(items, row, "exceptions"));
	json_text(&json, "first", answer_cell(items, row, "reason"));
	json_close_object(&json);
	json_text(&json, "cause", STR("not established"));
	json_open_object(&json, "response");
	json_text(&json, "answer", response.answer);
	json_text(&json, "action", response.action);
	json_text(&json, "owner", response.owner);
	json_text(&json, "due", response.due);
	json_close_object(&json);
	json_close_object(&json);
	add_file(writing, id);
	write_response(writing, &response, answer_cell(items, row, "title"),
	    answer_cell(items, row, "severity"));
}

static bool write_items(struct writing *writing, struct error *err)
{
	struct answer items;
	struct question question = { .id = STR("gate.failures") };
	struct map listed = { .arena = writing->keep };
	if (!engine_ask(
		&items, writing->from->engine, &question, writing->keep, err))
		return false;
	for (size_t i = 0; i < items.row_count; i++) {
		write_item(writing, &items, i);
		map_put(&listed, answer_cell(&items, i, "item"), NULL);
	}
	for (size_t i = 0; i < writing->responses.count; i++)
		if (!map_get(&listed, writing->responses.items[i].finding))
			write_response(writing, &writing->responses.items[i],
			    STR_NONE, STR_NONE);
	return true;
}

/* ------------------------------------------------------------- problems -- */

static void see_head(void *user, const struct str *names, size_t count)
{
	struct writing *writing = user;
	writing->key_at = count;
	for (size_t i = 0; i < count; i++) {
		if (str_equal_z(names[i], "finding"))
			writing->key_at = i;
		VEC_PUSH(&writing->names, writing->keep,
		    arena_z(writing->keep, names[i]));
	}
}

static bool is_number(const char *name)
{
	static const char *const names[] = { "line", "reopened", "locator" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (!strcmp(name, names[i]))
			return true;
	return false;
}

static void write_value(
    struct json_out *json, const char *name, struct str value)
{
	int64_t number;
	if (!value.ptr)
		json_null(json, name);
	else if (is_number(name) && str_to_int(value, &number))
		json_int(json, name, number);
	else
		json_text(json, name, value);
}

static void see_row(void *user, const struct str *cells, size_t count)
{
	struct writing *writing = user;
	struct json_out json = { .out = &writing->content };
	if (writing->key_at == count)
		return;
	json_open_object(&json, NULL);
	json_text(&json, "finding", cells[writing->key_at]);
	json_text(&json, "kind", STR("problem"));
	json_text(&json, "state", STR("open"));
	for (size_t i = 0; i < count; i++) {
		const char *name = writing->names.items[i];
		if (i != writing->key_at && strcmp(name, "n") != 0)
			write_value(&json, name,
			    bagged_shown(writing->from, str_from(name),
				cells[i], writing->scratch));
	}
	json_close_object(&json);
	add_file(writing, cells[writing->key_at]);
}

bool evidence_findings(struct bag_files *out, const struct evidence *from,
    struct arena *keep, struct error *err)
{
	struct buf responses = { 0 };
	struct writing writing = { .out = out,
		.from = from,
		.keep = keep,
		.scratch = arena_new(),
		.csv = { .out = &responses },
		.answered = { .arena = keep } };
	struct question question = { .id = STR("finding.open_by_severity") };
	bagged_heads(
	    &writing.csv, "finding,title,rating,answer,action,owner,due");
	bool done = read_responses(&writing, err) &&
		    write_items(&writing, err) &&
		    engine_records(from->engine, &question, see_row, see_head,
			&writing, err);
	bagged_add(out, STR("data/findings/management-responses.csv"),
	    &responses, keep);
	buf_free(&writing.content);
	arena_free(writing.scratch);
	return done;
}
