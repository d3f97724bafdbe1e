/* Target "sighting": lists that were not made to count AI tools but show them:
 * software inventories, editor extensions, logs of proxies, cloud applications
 * that a broker discovered, consents. They are the way to tools that nobody
 * approved. A row that shows no tool of data/tool-sightings.csv counts as
 * empty. All rows of one tool, person, device and day make one sighting, whose
 * requests and bytes are added up. */
#include "base/date.h"
#include "importers/usage/sightings.h"
#include "importers/usage/tools.h"
#include "importers/usage/waiting.h"

/* clang-format off */
static const struct field_word actions[] = {
	{ "blocked", "blocked" }, { "block", "blocked" }, { "deny", "blocked" },
	{ "denied", "blocked" }, { "reject", "blocked" },
	{ "drop", "blocked" }, { "dropped", "blocked" }, { "caution", "allowed" },
	{ "tcp denied", "blocked" },
	{ "allowed", "allowed" }, { "allow", "allowed" },
	{ "permitted", "allowed" }, { "accept", "allowed" },
	{ "unknown", "unknown" },
	{ NULL, NULL },
};

#define FIELDS(F) \
	F(person, TEXT, 0, NULL, "name of who uses the device") \
	F(email, EMAIL, 0, NULL, "e-mail of who uses it") \
	F(login, TEXT, 0, NULL, "login or id of who uses it") \
	F(device, TEXT, 0, NULL, "the computer, as its inventory calls it") \
	F(day, TIME, FIELD_REQUIRED, NULL, "when it was seen") \
	F(host, TEXT, 0, NULL, "host or address that was called") \
	F(program, TEXT, 0, NULL, "name, file, bundle or package of a program") \
	F(extension, TEXT, 0, NULL, "id of an editor extension") \
	F(application, TEXT, 0, NULL, "cloud application, as the list names it") \
	F(action, WORD, FIELD_OPEN, actions, "allowed or blocked") \
	F(uses, INTEGER, 0, NULL, "requests, when a row stands for several") \
	F(bytes_out, INTEGER, 0, NULL, "bytes that went out") \
	F(bytes_in, INTEGER, 0, NULL, "bytes that came in")
/* clang-format on */

enum { FIELDS(TARGET_ENUM) FIELD_COUNT };
static const struct table_field fields[] = { FIELDS(TARGET_FIELD) };

struct state {
	struct tools *tools;
	struct sightings sightings;
	struct waiting waiting;
	struct map devices; /* name -> row id */
};

static bool open(
    void **out, struct import *import, struct arena *keep, struct error *err)
{
	struct state *state = ARENA_NEW(keep, struct state);
	void *tools;
	*out = state;
	state->devices.arena = keep;
	waiting_open(&state->waiting, keep);
	if (!tools_open(&tools, import, keep, err))
		return false;
	state->tools = tools;
	return sightings_read(
	    &state->sightings, import_input(import)->folders, keep, err);
}

/* What the row shows, the surest first. */
static const struct sign *find_sign(
    const struct table_row *row, enum sighting_kind *kind)
{
	static const size_t columns[SIGHTING_KINDS] = {
		[SIGHTING_EXTENSION] = F_extension,
		[SIGHTING_PROGRAM] = F_program,
		[SIGHTING_APPLICATION] = F_application,
		[SIGHTING_HOST] = F_host,
	};
	const struct state *state = row->state;
	for (int i = 0; i < SIGHTING_KINDS; i++) {
		const struct table_value *value = &row->values[columns[i]];
		const struct sign *sign =
		    value->known
			? sightings_find(&state->sightings,
			      (enum sighting_kind)i, value->text, row->scratch)
			: NULL;
		*kind = (enum sighting_kind)i;
		if (sign)
			return sign;
	}
	return NULL;
}

static bool device_row(
    int64_t *id, const struct table_row *row, struct error *err)
{
	struct state *state = row->state;
	struct str name = value_text(&row->values[F_device], STR_NONE);
	bool added;
	*id = 0;
	if (!name.len)
		return true;
	union map_value *value = map_put(&state->devices, name, &added);
	if (added && !IMPORT_ADD(row->import, device, &value->number, NULL, err,
			 .name = name))
		return false;
	*id = value->number;
	return true;
}

static void add_known(int64_t *sum, int64_t value)
{
	int64_t total;
	if (value == UNKNOWN)
		return;
	if (!__builtin_add_overflow(*sum == UNKNOWN ? 0 : *sum, value, &total))
		*sum = total;
}

static void add_counts(
    struct fact_sighting *sighting, const struct table_value *values)
{
	/* a row of a log is a request; one of an inventory counts none */
	int64_t uses = values[F_uses].number;
	if (uses == UNKNOWN && values[F_host].known)
		uses = 1;
	add_known(&sighting->uses, uses);
	add_known(&sighting->bytes_out, values[F_bytes_out].number);
	add_known(&sighting->bytes_in, values[F_bytes_in].number);
	if (values[F_action].known &&
	    !str_equal_z(values[F_action].text, "unknown"))
		add_known(&sighting->blocked,
		    str_equal_z(values[F_action].text, "blocked") ? uses : 0);
}

static bool check_counts(const struct table_row *row, enum row_end *end)
{
	for (size_t i = F_uses; i <= F_bytes_in; i++)
		if (row->values[i].known && row->values[i].number < 0) {
			*end = row_reject(row, i, "out-of-range",
			    "expected a count, found \"" STR_FMT
			    "\"; fix: leave the cell empty if it is not known",
			    STR_ARG(str_slice(row->values[i].text, 0, 60)));
			return false;
		}
	return true;
}

static void take(const struct table_row *row, const struct sign *sign,
    enum sighting_kind kind, const struct fact_sighting *ids)
{
	struct state *state = row->state;
	int64_t time = row->values[F_day].number;
	struct str key = arena_printf(row->scratch,
	    "%lld %lld %lld %lld " STR_FMT, (long long)date_day_start(time),
	    (long long)ids->alias_id, (long long)ids->device_id,
	    (long long)ids->tool_id, STR_ARG(sign->pattern));
	struct waiting_fact *fact = waiting_take(
	    &state->waiting, key, sizeof(struct fact_sighting), row->line);
	struct fact_sighting *sighting = fact->record;
	if (fact->rows == 1) {
		*sighting = *ids;
		sighting->day_time = date_day_start(time);
		sighting->since_time = time;
		sighting->report = arena_str(state->waiting.keep, row->profile);
		sighting->evidence = sign->pattern;
		sighting->kind = str_from(sighting_kind_name(kind));
		sighting->certainty = sign->certainty;
		sighting->uses = sighting->blocked = UNKNOWN;
		sighting->bytes_out = sighting->bytes_in = UNKNOWN;
	}
	if (time < sighting->since_time)
		sighting->since_time = time;
	add_counts(sighting, row->values);
}

static bool add(
    const struct table_row *row, enum row_end *end, struct error *err)
{
	struct state *state = row->state;
	struct fact_sighting ids = { 0 };
	enum sighting_kind kind;
	const struct sign *sign = find_sign(row, &kind);
	struct table_row for_tools = *row;
	*end = ROW_OTHER_KIND;
	if (!sign || !check_counts(row, end))
		return true;
	for_tools.state = state->tools;
	if (!row_person(&ids.alias_id, row, F_person, F_email, F_login, err) ||
	    !device_row(&ids.device_id, row, err) ||
	    !tools_row(&ids.tool_id, &for_tools, sign->tool, err))
		return false;
	take(row, sign, kind, &ids);
	*end = ROW_WAITS;
	return true;
}

static bool close(void *user, struct import *import, struct error *err)
{
	struct state *state = user;
	return waiting_store(&state->waiting, import, FACT_KIND_sighting, err);
}

const struct table_target target_sighting = {
	.name = "sighting",
	.title = "AI tools in lists of software and traffic",
	.fields = fields,
	.field_count = FIELD_COUNT,
	.open = open,
	.add = add,
	.close = close,
};
