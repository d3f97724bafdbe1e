/* How the audit edition prints its findings and the sign-off. */
#include <string.h>

#include "base/date.h"
#include "model/query.h"
#include "render/audit.h"
#include "render/page_one.h"
#include "render/print.h"

static const double label_pt = 128;

/* A table of labels and texts, its head the first of them. */
static struct doc *add_row(
    struct expansion *expansion, struct doc *table, const char *label)
{
	bool is_head = !table->last || table->last->kind != DOC_ROW;
	struct doc *row = doc_add(expansion->keep, table, DOC_ROW);
	struct doc *cell = add_cell(expansion, row, is_head ? label_pt : 0);
	row->header = is_head;
	row->keep = true;
	cell->header = true;
	add_paragraph(
	    expansion, cell, is_head ? TEXT_SMALL : TEXT_NAME, str_from(label));
	cell = add_cell(expansion, row, 0);
	cell->header = false;
	return cell;
}

static void add_said(struct expansion *expansion, struct doc *table,
    const char *label, struct str text)
{
	add_paragraph(
	    expansion, add_row(expansion, table, label), TEXT_CELL, text);
}

/* "By Head of platform, due 31 Dec 2026: late". */
static struct str action_words(
    const struct audit_response *response, struct arena *keep)
{
	struct str due = response->due_time == UNKNOWN
			     ? STR("no date set")
			     : print_date(keep, response->due_time);
	if (!response->action.len)
		return STR("none stated");
	return arena_printf(keep,
	    STR_FMT " (" STR_FMT ", " STR_FMT "): " STR_FMT,
	    STR_ARG(response->action),
	    STR_ARG(
		response->owner.len ? response->owner : STR("owner not named")),
	    STR_ARG(due), STR_ARG(response->state));
}

static struct str answer_word(const struct audit_response *response)
{
	return str_equal_z(response->answer, "agree")	 ? STR("agreed")
	       : str_equal_z(response->answer, "partly") ? STR("agreed in part")
							 : STR("not agreed");
}

static struct str answer_words(
    const struct audit_response *response, struct arena *keep)
{
	struct str answer = answer_word(response);
	if (!response->given)
		return STR("not yet received");
	if (!response->statement.len)
		return arena_printf(keep, STR_FMT ", " STR_FMT, STR_ARG(answer),
		    STR_ARG(print_date(keep, response->time)));
	return arena_printf(keep, STR_FMT ", " STR_FMT ": " STR_FMT,
	    STR_ARG(answer), STR_ARG(print_date(keep, response->time)),
	    STR_ARG(response->statement));
}

/* Of a measure that was found before: its value then, and which way it went. */
static struct str since_words(
    const struct audit_finding *at, struct arena *keep)
{
	struct str found = arena_printf(keep,
	    "Found in the period before, too, when it was " STR_FMT,
	    STR_ARG(at->before));
	return arena_printf(keep, STR_FMT "%s.", STR_ARG(found),
	    !at->change			   ? ""
	    : !strcmp(at->change, "Worse") ? "; worse since then"
					   : "; better since then");
}

/* Whether it was found before, and that an action that is done did not end it.
 */
static struct str follow_up_words(
    const struct audit_finding *at, struct arena *keep)
{
	struct str before =
	    !at->repeated    ? STR("New in this period.")
	    : at->is_measure ? since_words(at, keep)
	    : at->before.len ? arena_printf(keep,
				   "Found in the period before, too; records "
				   "not as asked then: " STR_FMT ".",
				   STR_ARG(at->before))
			     : STR("Found in the period before, too.");
	if (!str_equal_z(at->response.state, "done"))
		return before;
	return arena_printf(keep,
	    STR_FMT " Its action counts as done since " STR_FMT
		    ", and it is found all the same.",
	    STR_ARG(before),
	    STR_ARG(print_date(keep, at->response.settled_time)));
}

/* "f-approved-use" */
static struct str anchor(const struct audit_finding *at, struct arena *keep)
{
	struct str id = arena_printf(keep, "f-" STR_FMT, STR_ARG(at->id));
	char *signs = arena_z(keep, id);
	for (size_t i = 0; i < id.len; i++)
		if (signs[i] == '_')
			signs[i] = '-';
	return (struct str){ signs, id.len };
}

static void add_finding(struct expansion *expansion, struct doc *parent,
    const struct audit_finding *at)
{
	struct arena *keep = expansion->keep;
	const struct audit_response *response = &at->response;
	struct doc *section =
	    open_section(expansion, parent, anchor(at, keep), at->title);
	struct doc *table = doc_add(keep, section, DOC_TABLE);
	add_paragraph(expansion, table, TEXT_BLOCK_TITLE,
	    arena_printf(keep, "Finding " STR_FMT, STR_ARG(at->id)));
	add_said(expansion, table, "Rating",
	    arena_printf(keep, STR_FMT ", " STR_FMT,
		STR_ARG(print_sentence(keep, at->rating)), STR_ARG(at->rule)));
	add_said(expansion, table, "What should be", at->criteria);
	cite_add(expansion,
	    add_paragraph(expansion, add_row(expansion, table, "What is"),
		TEXT_CELL, STR_NONE),
	    at->condition, at->measure, CLASS_NONE);
	add_said(expansion, table, "Cause",
	    response->cause.len ? response->cause : STR("not established"));
	add_said(expansion, table, "Effect", at->effect);
	add_said(expansion, table, "Recommendation", at->recommendation);
	add_said(expansion, table, "Management response",
	    answer_words(response, keep));
	add_said(expansion, table, "Action", action_words(response, keep));
	add_said(expansion, table, "Follow-up", follow_up_words(at, keep));
	add_said(expansion, table, "Evidence",
	    response->evidence.len
		? arena_printf(keep, STR_FMT "; " STR_FMT,
		      STR_ARG(at->shown_by), STR_ARG(response->evidence))
		: at->shown_by);
	table->last->keep = false;
}

bool block_findings(
    struct expansion *expansion, struct doc *parent, struct error *err)
{
	const struct audit *audit;
	if (!audit_find(&audit, expansion, err))
		return false;
	if (!audit->findings.count)
		add_paragraph(expansion, parent, TEXT_BODY,
		    STR("Nothing that was assessed is a finding."));
	for (size_t i = 0; i < audit->findings.count; i++)
		add_finding(expansion, parent, &audit->findings.items[i]);
	return true;
}

static int64_t day_of(const struct audit_response *response, int64_t time)
{
	return response->given ? time : UNKNOWN;
}

static struct str state_of(const struct audit_finding *at)
{
	if (!at->repeated)
		return STR("new");
	return !at->change		      ? STR("repeated")
	       : !strcmp(at->change, "Worse") ? STR("repeated, worse")
					      : STR("repeated, better");
}

bool audit_findings_fill(
    struct table *table, struct expansion *expansion, struct error *err)
{
	struct arena *keep = expansion->keep;
	const struct audit *audit;
	if (!audit_find(&audit, expansion, err))
		return false;
	for (size_t i = 0; i < audit->findings.count; i++) {
		const struct audit_finding *at = &audit->findings.items[i];
		const struct audit_response *response = &at->response;
		const struct str texts[] = { at->id,
			print_sentence(keep, at->rating), at->title,
			response->given ? answer_word(response)
					: STR("not yet received"),
			response->action.len ? response->state
					     : STR("none stated"),
			state_of(at), at->rule, at->criteria, at->condition,
			response->cause, at->effect, at->recommendation,
			response->statement, response->action,
			response->owner };
		for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
			table_text(
			    table, keep, texts[k].ptr ? texts[k] : STR(""));
		table_day(table, keep, day_of(response, response->time));
		table_day(table, keep, day_of(response, response->due_time));
		table_text(table, keep,
		    response->evidence.ptr ? response->evidence : STR(""));
		table_text(table, keep, at->measure);
	}
	return true;
}

bool audit_earlier_fill(
    struct table *table, struct expansion *expansion, struct error *err)
{
	const struct audit *audit;
	if (!audit_find(&audit, expansion, err))
		return false;
	for (size_t i = 0; i < audit->closed.count; i++) {
		const struct audit_closed *at = &audit->closed.items[i];
		table_text(table, expansion->keep, at->id);
		table_text(table, expansion->keep, at->title);
		table_text(table, expansion->keep,
		    print_sentence(expansion->keep, at->state));
	}
	return true;
}

bool audit_answers_fill(
    struct table *table, struct expansion *expansion, struct error *err)
{
	struct arena *keep = expansion->keep;
	const struct audit *audit;
	if (!audit_find(&audit, expansion, err))
		return false;
	for (size_t i = 0; i < audit->others.count; i++) {
		const struct audit_answer *at = &audit->others.items[i];
		const struct audit_response *response = &at->response;
		table_text(table, keep, at->id);
		table_text(table, keep, at->title);
		table_text(table, keep, answer_word(response));
		table_text(table, keep,
		    response->action.len ? response->state
					 : STR("none stated"));
		table_day(table, keep, day_of(response, response->time));
	}
	return true;
}

/* ----------------------------------------------------------------- sign-off */

static void add_signer(struct expansion *expansion, struct doc *table,
    struct str step, const struct str *texts, size_t count)
{
	struct doc *row = doc_add(expansion->keep, table, DOC_ROW);
	struct doc *cell = add_cell(expansion, row, 0);
	cell->header = true;
	add_paragraph(expansion, cell, TEXT_NAME, step);
	for (size_t i = 0; i < count; i++) {
		cell = add_cell(expansion, row, 0);
		if (texts[i].len)
			add_paragraph(expansion, cell, TEXT_CELL, texts[i]);
	}
}

bool block_sign_off(
    struct expansion *expansion, struct doc *parent, struct error *err)
{
	static const struct {
		const char *title;
		double width_pt;
	} heads[] = { { "Step", 70 }, { "Name", 120 }, { "Role", 120 },
		{ "Date", 80 }, { "Signature", 0 } };
	static const char *const steps[] = { "prepared", "reviewed",
		"approved" };
	struct arena *keep = expansion->keep;
	struct query *query = NULL;
	struct doc *table = doc_add(keep, parent, DOC_TABLE);
	struct doc *row;
	add_paragraph(expansion, table, TEXT_BLOCK_TITLE, STR("Sign-off"));
	row = doc_add(keep, table, DOC_ROW);
	row->header = true;
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		add_paragraph(expansion,
		    add_cell(expansion, row, heads[i].width_pt), TEXT_SMALL,
		    str_from(heads[i].title));
	if (!query_open(&query, expansion->model,
		"SELECT name, role, time FROM sign_off"
		" WHERE period = ?1 AND step = ?2 ORDER BY time, name",
		err))
		return false;
	query_bind_text(
	    query, 1, period_id(keep, engine_period(expansion->engine)));
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		struct str step = print_sentence(keep, str_from(steps[i]));
		bool found = false;
		query_bind_text(query, 2, str_from(steps[i]));
		while (query_next(query)) {
			const struct str texts[] = {
				arena_str(keep, query_text(query, 0)),
				arena_str(keep, query_text(query, 1)),
				query_is_null(query, 2)
				    ? STR("not yet signed")
				    : print_date(keep, query_int(query, 2)),
				STR(""),
			};
			add_signer(expansion, table, step, texts, 4);
			found = true;
		}
		query_rewind(query);
		if (!found)
			add_signer(expansion, table, step,
			    (const struct str[]){ STR(""), STR(""),
				STR("not yet signed"), STR("") },
			    4);
	}
	return query_close(query, err);
}
