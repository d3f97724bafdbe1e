/* Target "decision": what the board is asked, one row an option. */
#include "importers/table/target.h"

/* clang-format off */
static const struct field_word states[] = {
	{ "open", "open" }, { "asked", "open" }, { "pending", "open" },
	{ "done", "done" }, { "closed", "done" }, { "decided", "done" },
	{ "late", "late" }, { "overdue", "late" },
	{ "dropped", "dropped" }, { "withdrawn", "dropped" },
	{ "rejected", "dropped" },
	{ NULL, NULL },
};

#define FIELDS(F) \
	F(key, TEXT, FIELD_REQUIRED, NULL, "key of the decision: D-2026-3") \
	F(title, TEXT, FIELD_REQUIRED, NULL, "what is to be decided") \
	F(option, TEXT, FIELD_REQUIRED, NULL, "key of the option: A") \
	F(option_text, TEXT, 0, NULL, "what the option is") \
	F(cost, TEXT, 0, NULL, "what it costs, in words") \
	F(effect, TEXT, 0, NULL, "what it does, in words") \
	F(recommended, BOOL, 0, NULL, "whether it is the one recommended") \
	F(owner, TEXT, 0, NULL, "role that carries it out") \
	F(due, TIME, 0, NULL, "when it is to be decided") \
	F(asked, TIME, 0, NULL, "when the board was asked") \
	F(state, WORD, 0, states, "open, done, late or dropped") \
	F(settled, TIME, 0, NULL, "since when it is done or dropped") \
	F(chosen, BOOL, 0, NULL, "whether this option was taken")
/* clang-format on */

enum { FIELDS(TARGET_ENUM) FIELD_COUNT };
static const struct table_field fields[] = { FIELDS(TARGET_FIELD) };

static bool add(
    const struct table_row *row, enum row_end *end, struct error *err)
{
	const struct table_value *values = row->values;
	if (!ROW_PUT(row, decision, end, err, .key = values[F_key].text,
		.option = values[F_option].text, .title = values[F_title].text,
		.owner = value_text(&values[F_owner], STR_NONE),
		.due_time = values[F_due].number,
		.asked_time = values[F_asked].number,
		.state = value_text(&values[F_state], STR("open")),
		.option_text = value_text(&values[F_option_text], STR_NONE),
		.cost = value_text(&values[F_cost], STR_NONE),
		.effect = value_text(&values[F_effect], STR_NONE),
		.recommended = values[F_recommended].number,
		.settled_time = values[F_settled].number,
		.chosen = values[F_chosen].number))
		return false;
	return true;
}

const struct table_target target_decision = {
	.name = "decision",
	.title = "decisions the board is asked for",
	.fields = fields,
	.field_count = FIELD_COUNT,
	.add = add,
};
