/* An answer as JSON. Not known is null; a suppressed cell carries no number. */
#include "analysis/driver.h"
#include "cli/answer_parts.h"

static void json_if(
    struct json_out *json, const char *key, bool known, double value)
{
	if (known)
		json_number(json, key, value);
	else
		json_null(json, key);
}

/* What of both sides has a like, which alone is compared. */
static void json_compared(struct json_out *json, const struct figure *figure)
{
	json_open_object(json, "compared");
	json_int(json, "hit", figure->like_hit);
	json_int(json, "n", figure->like_n);
	json_number(json, "exposure", figure->like_exposure);
	json_number(json, "exposure_rest", figure->like_exposure_rest);
	json_int(json, "strata", figure->like_strata);
	json_close_object(json);
}

/* What only some kinds have. */
static void json_details(struct json_out *json, const struct measure *measure,
    const struct figure *figure)
{
	bool compares =
	    measure_is_ratio(measure) || measure->reading == READING_DIFFERENCE;
	if (figure->suppressed)
		json_bool(json, "suppressed", true);
	if (figure->unknown)
		json_int(json, "unknown", figure->unknown);
	if (measure_is_ratio(measure)) {
		json_number(json, "exposure_rest", figure->exposure_rest);
		json_compared(json, figure);
		json_if(json, "crude", figure->known, figure->crude);
		json_if(json, "crude_low", figure->known, figure->crude_low);
		json_if(json, "crude_high", figure->known, figure->crude_high);
		json_bool(json, "unstable", figure->unstable);
	}
	if (compares) {
		json_if(json, "p", figure->known, figure->p);
		json_if(json, "p_adjusted", figure->known, figure->p_adjusted);
	}
	if (figure->contrast.ptr)
		json_text(json, "contrast", figure->contrast);
}

static void json_figure(struct json_out *json, const struct measure *measure,
    const struct figure *figure)
{
	bool counted =
	    !figure->suppressed && figure->class != CLASS_NOT_ASSESSED;
	bool between = answer_has_limits(measure, figure);
	json_if(json, "value", figure->known, figure->value);
	json_if(json, "low", between, figure->low);
	json_if(json, "high", between, figure->high);
	if (counted) {
		json_int(json, "hit", figure->hit);
		json_int(json, "n", figure->n);
	} else {
		json_null(json, "hit");
		json_null(json, "n");
	}
	json_if(json, "exposure", counted && measure->kind == MEASURE_RATE,
	    figure->exposure);
	json_text(json, "class", str_from(word_class_name(figure->class)));
	if (figure->partial)
		json_bool(json, "in_part", true);
	json_details(json, measure, figure);
}

static void json_groups(
    struct json_out *json, const struct answer *answer, struct arena *scratch)
{
	json_open_array(json, "groups");
	for (size_t i = 0; i < answer->group_count; i++) {
		const struct group *group = &answer->groups[i];
		json_open_object(json, NULL);
		json_open_object(json, "key");
		for (size_t k = 0; k < group->key_count; k++) {
			const char *name = arena_z(scratch, group->keys[k].key);
			if (group->keys[k].value.ptr)
				json_text(json, name, group->keys[k].value);
			else
				json_null(json, name);
		}
		json_close_object(json);
		json_figure(json, answer->measure, &group->figure);
		if (group->has_shrunk && !group->figure.suppressed) {
			json_open_object(json, "beside_all_ai");
			json_number(json, "value", group->shrunk);
			json_number(json, "low", group->shrunk_low);
			json_number(json, "high", group->shrunk_high);
			json_close_object(json);
		}
		json_close_object(json);
	}
	json_close_array(json);
}

static void json_rows(
    struct json_out *json, const struct answer *answer, struct arena *scratch)
{
	json_open_array(json, "rows");
	for (size_t row = 0; row < answer->row_count; row++) {
		json_open_object(json, NULL);
		for (size_t i = 0; i < answer->column_count; i++) {
			const struct column *column = &answer->columns[i];
			struct str cell =
			    answer->cells[row * answer->column_count + i];
			const char *name = arena_z(scratch, column->name);
			int64_t number;
			double real;
			if (!cell.ptr)
				json_null(json, name);
			else if (answer_is_real(column) &&
				 str_to_double(cell, &real))
				json_number(json, name, real);
			else if (answer_is_number(column) &&
				 str_to_int(cell, &number))
				json_int(json, name, number);
			else
				json_text(json, name, cell);
		}
		json_close_object(json);
	}
	json_close_array(json);
}

static void json_what_if(struct json_out *json, const char *key,
    const struct measure *measure, const struct figure *figure)
{
	if (!figure->known)
		return;
	json_open_object(json, key);
	json_figure(json, measure, figure);
	json_close_object(json);
}

static void json_steps(struct json_out *json, const struct answer *answer)
{
	json_open_array(json, "steps");
	for (size_t i = 0; i < answer->step_count; i++) {
		json_open_object(json, NULL);
		json_number(json, "days", answer->steps[i].days);
		json_number(json, "survival", answer->steps[i].survival);
		json_number(json, "low", answer->steps[i].low);
		json_number(json, "high", answer->steps[i].high);
		json_int(json, "at_risk", answer->steps[i].at_risk);
		json_close_object(json);
	}
	json_close_array(json);
}

/* First and last day, as --period takes them. */
static void json_period(
    struct json_out *json, struct period period, struct arena *scratch)
{
	int64_t zone = period.calendar.zone_seconds;
	if (period.from == UNKNOWN)
		json_null(json, "from");
	else
		json_text(json, "from", date_iso(scratch, period.from + zone));
	json_text(json, "to", date_iso(scratch, period.to - 1 + zone));
}

/* What the rule of drivers makes of a candidate. */
static void json_driver(
    struct json_out *json, const struct driver *driver, int64_t people_min)
{
	json_text(
	    json, "evidence", str_from(driver_evidence_name(driver->evidence)));
	if (!driver->density.recorded.known)
		return;
	if (driver->people >= people_min)
		json_int(json, "people", driver->people);
	else
		json_null(json, "people");
	json_int(json, "problems", driver->all);
	json_number(json, "excess", driver->excess.value);
	json_number(json, "excess_low", driver->excess.low);
	json_number(json, "excess_high", driver->excess.high);
	json_number(json, "without_excess", driver->rest);
}

void answer_json(struct json_out *out, const char *key,
    const struct answer *answer, const struct figure *change,
    struct arena *scratch)
{
	struct json_out json = *out;
	const struct measure *m = answer->measure;
	json_open_object(&json, key);
	json_text(&json, "id", m->id);
	json_text(&json, "title", m->title);
	json_text(&json, "kind", str_from(measure_kind_name(m->kind)));
	json_text(&json, "unit", m->unit);
	json_text(&json, "period", period_id(scratch, answer->period));
	json_period(&json, answer->period, scratch);
	json_figure(&json, m, &answer->figure);
	if (answer->missing.ptr)
		json_text(&json, "missing", answer->missing);
	if (answer->partial.ptr)
		json_text(&json, "partial", answer->partial);
	if (measure_is_ratio(m) && answer->figure.known) {
		json_number(&json, "heterogeneity_q", answer->heterogeneity_q);
		json_int(&json, "heterogeneity_df", answer->heterogeneity_df);
		json_number(&json, "heterogeneity_p", answer->heterogeneity_p);
		json_number(&json, "spread", answer->spread);
		json_number(&json, "e_value", answer->e_value);
		json_number(&json, "e_value_limit", answer->e_value_limit);
	}
	if (answer->driver)
		json_driver(&json, answer->driver, answer->people_min);
	json_what_if(&json, "all_ai", m, &answer->all_ai);
	json_what_if(&json, "none_ai", m, &answer->none_ai);
	json_what_if(&json, "split", m, &answer->split);
	if (measure_is_ratio(m) && answer->figure.known) {
		json_open_object(&json, "band");
		json_number(&json, "low", answer->band_low);
		json_number(&json, "high", answer->band_high);
		json_close_object(&json);
	}
	if (change) {
		json_open_object(&json, "change");
		json_figure(&json, m, change);
		json_if(&json, "change_p", change->tested, change->p_adjusted);
		if (change->reason.ptr)
			json_text(&json, "reason", change->reason);
		json_close_object(&json);
	}
	json_groups(&json, answer, scratch);
	if (m->kind == MEASURE_TABLE)
		json_rows(&json, answer, scratch);
	if (m->kind == MEASURE_TIME)
		json_steps(&json, answer);
	json_close_object(&json);
	*out = json;
}
