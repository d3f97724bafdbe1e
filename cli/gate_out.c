/* Text is a line an item: status, id, severity, what was asked, then the first
 * place as file:line and the reason, so that a log of a build server shows all
 * that there is to know. JSON has every repository. */
#include "cli/gate_out.h"

#include "base/date.h"
#include "base/json_out.h"
#include "base/utf8.h"

bool gate_tells(const struct gate *gate, size_t i, size_t k)
{
	return !gate->worse ||
	       gate->worse[i * gate->readiness->repositories.count + k];
}

/* ---------------------------------------------------------------- text -- */

/* "login.c:12: " */
static struct str place_text(
    const struct check_place *place, struct arena *scratch)
{
	struct str line =
	    place->line ? arena_printf(scratch, ":%lld", (long long)place->line)
			: STR("");
	if (!place->path.len)
		return STR("");
	return arena_printf(
	    scratch, STR_FMT STR_FMT ": ", STR_ARG(place->path), STR_ARG(line));
}

/* In how many repositories ITEM is as row K says: "2 of 3, shop: ". */
static struct str where_text(
    const struct gate *gate, size_t i, size_t told, struct arena *scratch)
{
	const struct readiness *r = gate->readiness;
	const struct readiness_item *item = &r->items[i];
	size_t n = 0;
	if (r->repositories.count < 2)
		return STR("");
	for (size_t k = 0; k < r->repositories.count; k++)
		n += item->rows[k].status == item->rows[told].status &&
		     gate_tells(gate, i, k);
	return arena_printf(scratch, "%zu of %zu, " STR_FMT ": ", n,
	    r->repositories.count, STR_ARG(r->repositories.items[told].name));
}

/* The first row that is as the item is on the whole. */
static size_t told_row(const struct gate *gate, size_t i)
{
	const struct readiness *r = gate->readiness;
	for (size_t k = 0; k < r->repositories.count; k++)
		if (gate_tells(gate, i, k) &&
		    r->items[i].rows[k].status == r->items[i].status)
			return k;
	for (size_t k = 0; k < r->repositories.count; k++)
		if (gate_tells(gate, i, k))
			return k;
	return r->repositories.count;
}

static void write_line(
    struct buf *out, const struct gate *gate, size_t i, struct arena *scratch)
{
	static const char *const words[] = { "pass", "waived", "not assessed",
		"FAIL" };
	const struct readiness *r = gate->readiness;
	const struct readiness_item *item = &r->items[i];
	size_t k = told_row(gate, i);
	const struct readiness_row *row;
	if (k == r->repositories.count)
		return;
	row = &item->rows[k];
	buf_printf(out, "%-12s  " STR_FMT "%*s " STR_FMT ":%*s " STR_FMT "%s: ",
	    words[row->status], STR_ARG(item->id),
	    item->id.len < 7 ? (int)(7 - item->id.len) : 0, "",
	    STR_ARG(item->severity),
	    item->severity.len < 8 ? (int)(8 - item->severity.len) : 0, "",
	    STR_ARG(item->title), item->required ? " (required)" : "");
	buf_add(out, where_text(gate, i, k, scratch));
	if (row->places.count)
		buf_add(out, utf8_printable(scratch,
				 place_text(&row->places.items[0], scratch)));
	buf_add(out, utf8_printable(scratch, row->reason));
	buf_add_char(out, '\n');
}

static void count_statuses(const struct gate *gate, size_t count[4])
{
	const struct readiness *r = gate->readiness;
	for (size_t i = 0; i < r->item_count; i++)
		count[r->items[i].status]++;
}

/* What the verdict rests on, in one line. */
static void write_verdict(struct buf *out, const struct gate *gate)
{
	static const char *const meanings[] = {
		"no required item fails, none is left open",
		"no required item fails; items of high severity do",
		"a required item is not assessed",
		"a critical or required item fails",
	};
	const struct readiness *r = gate->readiness;
	size_t count[4] = { 0 };
	const char *meaning = meanings[gate->verdict];
	count_statuses(gate, count);
	if (gate->verdict == VERDICT_UNKNOWN && !r->required)
		meaning = "no critical item can be judged from these inputs";
	if (gate->baseline.ptr)
		meaning =
		    gate->passed ? "nothing got worse" : "something got worse";
	buf_printf(out,
	    "gate: %s: %s. %zu of %zu items assessed: %zu passed, %zu failed, "
	    "%zu waived; %zu not assessed\n",
	    readiness_verdict_name(gate->verdict), meaning, r->assessed,
	    r->item_count, count[READINESS_PASS], count[READINESS_FAIL],
	    count[READINESS_WAIVED], count[READINESS_NOT_ASSESSED]);
}

static void write_text(
    struct buf *out, const struct gate *gate, struct arena *scratch)
{
	for (size_t i = 0; i < gate->readiness->item_count; i++)
		write_line(out, gate, i, scratch);
	write_verdict(out, gate);
}

/* ---------------------------------------------------------------- JSON -- */

static void write_places(struct json_out *json, const char *repository,
    const struct check_places *places, struct arena *scratch)
{
	for (size_t i = 0; i < places->count && i < GATE_PLACES_MAX; i++) {
		const struct check_place *place = &places->items[i];
		json_open_object(json, NULL);
		json_text(json, "repository", str_from(repository));
		if (place->path.len)
			json_text(json, "path", place->path);
		else
			json_null(json, "path");
		if (place->line)
			json_int(json, "line", place->line);
		else
			json_null(json, "line");
		json_text(json, "text", place->text);
		json_close_object(json);
	}
	(void)scratch;
}

static void write_figures(
    struct json_out *json, const struct readiness_row *row)
{
	json_text(json, "status", str_from(readiness_status_name(row->status)));
	if (row->has_value) {
		json_number(json, "value", row->value);
		json_number(json, "limit", row->limit);
	} else {
		json_null(json, "value");
		json_null(json, "limit");
	}
	json_int(json, "population", row->population);
	json_int(json, "exceptions", row->exceptions);
	json_int(json, "unknown", row->unknown);
}

static void write_waiver(struct json_out *json, const struct readiness_row *row,
    struct arena *scratch)
{
	if (!row->waiver)
		return;
	json_open_object(json, "waiver");
	json_text(json, "waives",
	    str_from(readiness_status_name(row->before_waiver)));
	json_text(json, "approved_by", row->waiver->owner);
	json_text(
	    json, "until", date_iso(scratch, row->waiver->to - DAY_SECONDS));
	json_text(json, "why", row->waiver->reason);
	json_close_object(json);
}

static void write_repository(struct json_out *json, const struct gate *gate,
    size_t i, size_t k, struct arena *scratch)
{
	const struct readiness *r = gate->readiness;
	const struct readiness_row *row = &r->items[i].rows[k];
	json_open_object(json, NULL);
	json_text(json, "repository", r->repositories.items[k].key);
	write_figures(json, row);
	json_text(json, "reason", row->reason.len ? row->reason : STR(""));
	json_int(json, "places_count", (int64_t)row->places.count);
	json_open_array(json, "places");
	write_places(json, arena_z(scratch, r->repositories.items[k].key),
	    &row->places, scratch);
	json_close_array(json);
	write_waiver(json, row, scratch);
	json_close_object(json);
}

static void write_item(struct json_out *json, const struct gate *gate, size_t i,
    struct arena *scratch)
{
	const struct readiness *r = gate->readiness;
	const struct readiness_item *item = &r->items[i];
	size_t told = told_row(gate, i);
	if (told == r->repositories.count)
		return;
	json_open_object(json, NULL);
	json_text(json, "id", item->id);
	json_text(json, "gap", item->gap.len ? item->gap : STR(""));
	json_text(json, "title", item->title);
	json_text(json, "severity", item->severity);
	json_text(json, "rule", item->rule);
	json_text(json, "evidence", item->evidence);
	json_bool(json, "required", item->required);
	write_figures(json, &item->rows[told]);
	json_text(json, "reason",
	    item->rows[told].reason.len ? item->rows[told].reason : STR(""));
	json_open_array(json, "places");
	for (size_t k = 0; k < r->repositories.count; k++)
		if (gate_tells(gate, i, k))
			write_places(json,
			    arena_z(scratch, r->repositories.items[k].key),
			    &item->rows[k].places, scratch);
	json_close_array(json);
	json_open_array(json, "repositories");
	for (size_t k = 0; k < r->repositories.count; k++)
		if (gate_tells(gate, i, k))
			write_repository(json, gate, i, k, scratch);
	json_close_array(json);
	json_close_object(json);
}

static void write_json(
    struct buf *out, const struct gate *gate, struct arena *scratch)
{
	const struct readiness *r = gate->readiness;
	struct json_out json = { .out = out };
	json_open_object(&json, NULL);
	json_open_array(&json, "items");
	for (size_t i = 0; i < r->item_count; i++)
		write_item(&json, gate, i, scratch);
	json_close_array(&json);
	json_open_array(&json, "repositories");
	for (size_t k = 0; k < r->repositories.count; k++) {
		json_open_object(&json, NULL);
		json_text(&json, "repository", r->repositories.items[k].key);
		json_text(&json, "status",
		    str_from(readiness_verdict_name(r->verdicts[k])));
		json_close_object(&json);
	}
	json_close_array(&json);
	json_text(&json, "from", date_iso(scratch, r->period.from));
	json_text(&json, "to", date_iso(scratch, r->period.to - 1));
	json_text(
	    &json, "status", str_from(readiness_verdict_name(gate->verdict)));
	json_int(&json, "assessed", (int64_t)r->assessed);
	json_int(&json, "of", (int64_t)r->item_count);
	json_bool(&json, "passed", gate->passed);
	json_close_object(&json);
	buf_add_char(out, '\n');
}

bool gate_write(struct buf *out, const struct gate *gate,
    enum gate_format format, struct arena *scratch, struct error *err)
{
	switch (format) {
	case GATE_TEXT:
		write_text(out, gate, scratch);
		return true;
	case GATE_JSON:
		write_json(out, gate, scratch);
		return true;
	case GATE_SARIF:
		return gate_write_sarif(out, gate, scratch, err);
	case GATE_JUNIT:
		break;
	}
	gate_write_junit(out, gate, scratch);
	return true;
}
