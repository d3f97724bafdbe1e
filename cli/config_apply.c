#include "cli/config_apply.h"

#include <string.h>

#include "base/date.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/near.h"
#include "base/rules.h"
#include "base/vec.h"
#include "cli/config_steps.h"
#include "model/earlier.h"
#include "model/import.h"
#include "model/query.h"

enum { CONFIG_VERSION = 5, MOST_DAYS = 3650, MOST_YEARS = 100 };

void apply_start(struct apply *apply, const char *list, unsigned i,
    const char *key, struct str *path)
{
	*path = arena_printf(
	    apply->scratch, "%s[%u]%s%s", list, i, key[0] ? "." : "", key);
	struct place place = config_place(apply->file, *path);
	import_read(apply->import, place.line, place.column);
}

bool apply_missing(
    struct apply *apply, struct str path, const char *what, struct error *err)
{
	error_at(err, config_place(apply->file, path), "expected %s", what);
	return error_fix(err, "add it to this entry");
}

/* The date at "list[i].key"; UNKNOWN when it is not given. */
static bool read_date(struct apply *apply, const char *list, unsigned i,
    const char *key, const char *text, int64_t *time, struct error *err)
{
	*time = UNKNOWN;
	if (!text || date_parse_iso(str_from(text), time))
		return true;
	struct str path =
	    arena_printf(apply->scratch, "%s[%u].%s", list, i, key);
	return error_at(err, config_place(apply->file, path),
	    "expected a date such as 2026-09-30, found \"%s\"", text);
}

static bool set(struct apply *apply, const char *path, struct str name,
    const char *value, struct error *err)
{
	if (!value)
		return true;
	struct place place = config_place(apply->file, str_from(path));
	import_read(apply->import, place.line, place.column);
	if (!IMPORT_ADD(apply->import, setting, NULL, NULL, err, .name = name,
		.value = str_from(value)))
		return false;
	import_accept(apply->import);
	return true;
}

static bool apply_settings(struct apply *apply, struct error *err)
{
	const struct config *c = apply->file->config;
	struct str human_before = STR_NONE;
	if (apply->file->human_before != UNKNOWN)
		human_before =
		    date_iso(apply->scratch, apply->file->human_before);
	const struct {
		const char *path;
		const char *value;
	} rows[] = {
		{ "organisation.name", c->organisation.name },
		{ "period.year_start", c->period.year_start },
		{ "period.time_zone", c->period.time_zone },
		{ "period.human_before",
		    human_before.ptr ? arena_z(apply->scratch, human_before)
				     : "never" },
		{ "people.directory", c->people.directory },
		{ "thresholds.approved_by", c->thresholds.approved_by },
		{ "thresholds.date", c->thresholds.date },
		{ "privacy.minimum_group",
		    c->privacy.minimum_group
			? arena_z(
			      apply->scratch, arena_printf(apply->scratch, "%u",
						  c->privacy.minimum_group))
			: NULL },
		{ "privacy.scoring.purpose", c->privacy.scoring.purpose },
		{ "privacy.scoring.lawful_basis",
		    c->privacy.scoring.lawful_basis },
		{ "privacy.scoring.agreed_by", c->privacy.scoring.agreed_by },
		{ "output.paper", c->output.paper },
		{ "output.classification", c->output.classification },
		{ "output.addressee", c->output.addressee },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		if (!set(apply, rows[i].path, str_from(rows[i].path),
			rows[i].value, err))
			return false;
	return true;
}

/* What is counted in whole UNITS, from 1 to MOST. */
static bool apply_whole(struct apply *apply, const char *path, struct str name,
    const char *value, const char *units, int most, struct error *err)
{
	int64_t number;
	if (value && (!str_to_int(str_from(value), &number) || number < 1 ||
			 number > most))
		return error_at(err, config_place(apply->file, str_from(path)),
		    "expected whole %s from 1 to %d, found \"%s\"", units, most,
		    value);
	return set(apply, path, name, value, err);
}

static bool apply_days(struct apply *apply, const char *severity,
    const char *days, struct error *err)
{
	struct str path =
	    arena_printf(apply->scratch, "thresholds.fix_days.%s", severity);
	struct str name =
	    arena_printf(apply->scratch, "threshold.fix_days.%s", severity);
	return apply_whole(apply, arena_z(apply->scratch, path), name, days,
	    "days", MOST_DAYS, err);
}

static bool apply_keeping(struct apply *apply, struct error *err)
{
	return apply_whole(apply, "output.keep_years", STR("output.keep_years"),
	    apply->file->config->output.keep_years, "years", MOST_YEARS, err);
}

static bool apply_fix_days(struct apply *apply, struct error *err)
{
	const struct config_fix_days *days =
	    &apply->file->config->thresholds.fix_days;
	return apply_days(apply, "critical", days->critical, err) &&
	       apply_days(apply, "high", days->high, err) &&
	       apply_days(apply, "medium", days->medium, err) &&
	       apply_days(apply, "low", days->low, err);
}

static bool apply_limit(struct apply *apply, unsigned i, const char *key,
    const char *value, bool is_number, struct error *err)
{
	const struct config_limit *limit =
	    &apply->file->config->thresholds.limits[i];
	double number;
	struct str path =
	    arena_printf(apply->scratch, "thresholds.limits[%u].%s", i, key);
	if (value && is_number && !str_to_double(str_from(value), &number))
		return error_at(err, config_place(apply->file, path),
		    "expected a number such as 0.80, found \"%s\"", value);
	return set(apply, arena_z(apply->scratch, path),
	    arena_printf(
		apply->scratch, "threshold.%s.%s", limit->measure, key),
	    value, err);
}

static bool apply_limits(struct apply *apply, struct error *err)
{
	const struct config_thresholds *t = &apply->file->config->thresholds;
	for (unsigned i = 0; i < t->limits_count; i++) {
		const struct config_limit *limit = &t->limits[i];
		struct str path =
		    arena_printf(apply->scratch, "thresholds.limits[%u]", i);
		if (!limit->measure)
			return apply_missing(apply, path,
			    "measure: the id that is limited", err);
		if (!limit->at_least == !limit->at_most)
			return apply_missing(apply, path,
			    "either at_least: or at_most: with a number", err);
		if (!apply_limit(
			apply, i, "at_least", limit->at_least, true, err) ||
		    !apply_limit(
			apply, i, "at_most", limit->at_most, true, err) ||
		    !apply_limit(apply, i, "owner", limit->owner, false, err))
			return false;
	}
	return true;
}

/* From when, and to the end of the day that is named; both may be open. */
static bool read_days(int64_t *from, int64_t *to, struct apply *apply,
    const char *list, unsigned i, const char *first, const char *last,
    struct error *err)
{
	struct str path;
	if (!read_date(apply, list, i, "from", first, from, err) ||
	    !read_date(apply, list, i, "to", last, to, err))
		return false;
	if (*to == UNKNOWN)
		return true;
	if (*from != UNKNOWN && *to < *from) {
		apply_start(apply, list, i, "to", &path);
		return error_at(err, config_place(apply->file, path),
		    "expected a last day from %s on, found \"%s\"", first,
		    last);
	}
	*to += DAY_SECONDS;
	return true;
}

static bool apply_policy(struct apply *apply, const char *list,
    const char *kind, const struct config_policy *policy, unsigned i,
    struct error *err)
{
	static const char *const states[] = { "approved", "forbidden",
		"retired" };
	const char *status = policy->status ? policy->status : "approved";
	struct str path;
	int64_t from;
	int64_t to;
	bool known = false;
	apply_start(apply, list, i, "", &path);
	if (!policy->name)
		return apply_missing(apply, path, "name: what is allowed", err);
	for (size_t k = 0; k < sizeof states / sizeof states[0]; k++)
		known |= !strcmp(status, states[k]);
	if (!known) {
		apply_start(apply, list, i, "status", &path);
		return error_at(err, config_place(apply->file, path),
		    "expected approved, forbidden or retired, found \"%s\"",
		    status);
	}
	bool added;
	if (!read_days(
		&from, &to, apply, list, i, policy->from, policy->to, err) ||
	    !IMPORT_ADD(apply->import, policy, NULL, &added, err,
		.kind = str_from(kind), .name = str_from(policy->name),
		.status = str_from(status), .from_time = from, .to_time = to,
		.owner = str_from(policy->owner)))
		return false;
	(added ? import_accept : import_duplicate)(apply->import);
	return true;
}

static bool apply_policies(struct apply *apply, struct error *err)
{
	const struct config_policies *p = &apply->file->config->policy;
	const struct {
		const char *list;
		const char *kind;
		const struct config_policy *items;
		unsigned count;
	} lists[] = {
		{ "policy.tools", "tool", p->tools, p->tools_count },
		{ "policy.models", "model", p->models, p->models_count },
		{ "policy.mcp", "mcp", p->mcp, p->mcp_count },
		{ "policy.data_sources", "data_source", p->data_sources,
		    p->data_sources_count },
	};
	for (size_t k = 0; k < sizeof lists / sizeof *lists; k++)
		for (unsigned i = 0; i < lists[k].count; i++)
			if (!apply_policy(apply, lists[k].list, lists[k].kind,
				&lists[k].items[i], i, err))
				return false;
	return true;
}

static bool apply_recording(struct apply *apply, unsigned i, struct error *err)
{
	const char *list = "policy.recording";
	const struct config_recording *r =
	    &apply->file->config->policy.recording[i];
	struct str path;
	int64_t since;
	int64_t until;
	apply_start(apply, list, i, "", &path);
	if (!r->team == !r->repository)
		return apply_missing(
		    apply, path, "either team: or repository:", err);
	if (!r->since || !r->who)
		return apply_missing(apply, path,
		    "since: with a date and who: with the role that says so",
		    err);
	if (!read_date(apply, list, i, "since", r->since, &since, err) ||
	    !read_date(apply, list, i, "until", r->until, &until, err))
		return false;
	if (until != UNKNOWN)
		until += DAY_SECONDS;
	if (!IMPORT_ADD(apply->import, human_declaration, NULL, NULL, err,
		.scope = r->team ? STR("team") : STR("repository"),
		.name = str_from(r->team ? r->team : r->repository),
		.since_time = since, .until_time = until,
		.who = str_from(r->who)))
		return false;
	import_accept(apply->import);
	return true;
}

/* An exception without an end, or that nobody approved, is none. */
static bool check_exception(struct apply *apply, unsigned i, struct str path,
    const char **kind, struct error *err)
{
	static const char *const kinds[] = { "tool", "model", "mcp",
		"data_source" };
	const struct config_exception *e =
	    &apply->file->config->policy.exceptions[i];
	*kind = NULL;
	if (!e->name || !e->to || !e->approved_by || !e->why)
		return apply_missing(apply, path,
		    "name:, to: with its last day, approved_by: and why:", err);
	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
		if (!strcmp(e->kind ? e->kind : "tool", kinds[k]))
			*kind = kinds[k];
	if (*kind)
		return true;
	apply_start(apply, "policy.exceptions", i, "kind", &path);
	return error_at(err, config_place(apply->file, path),
	    "expected tool, model, mcp or data_source, found \"%s\"", e->kind);
}

static bool apply_exception(struct apply *apply, unsigned i, struct error *err)
{
	const char *list = "policy.exceptions";
	const struct config_exception *e =
	    &apply->file->config->policy.exceptions[i];
	const char *kind;
	struct str path;
	int64_t from;
	int64_t to;
	bool added;
	apply_start(apply, list, i, "", &path);
	if (!check_exception(apply, i, path, &kind, err) ||
	    !read_days(&from, &to, apply, list, i, e->from, e->to, err) ||
	    !IMPORT_ADD(apply->import, policy_exception, NULL, &added, err,
		.kind = str_from(kind), .name = str_from(e->name),
		.scope = str_from(e->scope ? e->scope : ""), .from_time = from,
		.to_time = to, .approver = str_from(e->approved_by),
		.reason = str_from(e->why)))
		return false;
	(added ? import_accept : import_duplicate)(apply->import);
	return true;
}

/* Items are known by data/readiness.csv. */
static bool check_item(
    struct apply *apply, struct str path, const char *item, struct error *err)
{
	struct rules rules;
	size_t column;
	VEC(struct str) names = { 0 };
	if (!item)
		return apply_missing(
		    apply, path, "item: an id such as RD-101", err);
	if (!rules_read(&rules, apply->folders, STR("data/readiness.csv"),
		apply->scratch, err) ||
	    !rules_column(&rules, "item", &column, err))
		return false;
	for (size_t i = 0; i < rules.row_count; i++) {
		if (str_equal_z(rules_cell(&rules, i, column), item))
			return true;
		VEC_PUSH(&names, apply->scratch, rules_cell(&rules, i, column));
	}
	error_at(err, config_place(apply->file, path),
	    "expected an item of readiness, found \"%s\"", item);
	error_fix(err, "assay gate lists them");
	return near_fix(
	    err, str_from(item), names.items, names.count, apply->scratch);
}

/* A waiver without an end, or that nobody approved, is none. */
static bool apply_waiver(struct apply *apply, unsigned i, struct error *err)
{
	const char *list = "gate.waivers";
	const struct config_waiver *w = &apply->file->config->gate.waivers[i];
	struct str path;
	int64_t from;
	int64_t to;
	bool added;
	apply_start(apply, list, i, "", &path);
	if (!check_item(apply, path, w->item, err))
		return false;
	if (!w->to || !w->approved_by || !w->why)
		return apply_missing(apply, path,
		    "to: with its last day, approved_by: and why:", err);
	if (!read_days(&from, &to, apply, list, i, w->from, w->to, err) ||
	    !IMPORT_ADD(apply->import, waiver, NULL, &added, err,
		.item = str_from(w->item),
		.scope = str_from(w->scope ? w->scope : ""), .from_time = from,
		.to_time = to, .approver = str_from(w->approved_by),
		.reason = str_from(w->why)))
		return false;
	(added ? import_accept : import_duplicate)(apply->import);
	return true;
}

/* gate.required as one setting: "RD-101, RD-102". */
static bool apply_gate(struct apply *apply, struct error *err)
{
	const struct config_gate *gate = &apply->file->config->gate;
	struct str all = STR_NONE;
	for (unsigned i = 0; i < gate->required_count; i++) {
		struct str path =
		    arena_printf(apply->scratch, "gate.required[%u]", i);
		if (!check_item(apply, path, gate->required[i].item, err))
			return false;
		all = arena_printf(apply->scratch, STR_FMT "%s%s", STR_ARG(all),
		    i ? ", " : "", gate->required[i].item);
	}
	if (all.len && !set(apply, "gate", STR("gate.required"),
			   arena_z(apply->scratch, all), err))
		return false;
	for (unsigned i = 0; i < gate->waivers_count; i++)
		if (!apply_waiver(apply, i, err))
			return false;
	return true;
}

/* Adds the rows of a table of controls that are of LIST to FOUND, the names of
 * its lists to NAMES. */
struct names {
	struct str *items;
	size_t count;
	size_t room;
};
static bool read_lists(struct apply *apply, const char *table,
    const struct config_not_applicable *entry, bool *found, struct names *names,
    struct error *err)
{
	struct rules rules;
	size_t list;
	size_t control;
	if (!rules_read(
		&rules, apply->folders, str_from(table), apply->scratch, err) ||
	    !rules_column(&rules, "framework", &list, err) ||
	    !rules_column(&rules, "control", &control, err))
		return false;
	for (size_t i = 0; i < rules.row_count; i++) {
		struct str name = rules_cell(&rules, i, list);
		if (entry->control && str_equal_z(name, entry->list))
			name = rules_cell(&rules, i, control);
		else if (entry->control)
			continue;
		*found =
		    *found || str_equal_z(name, entry->control ? entry->control
							       : entry->list);
		VEC_PUSH(names, apply->scratch, name);
	}
	return true;
}

/* A list of controls, or one of them, that does not apply, says who and why. */
static bool apply_not_applicable(
    struct apply *apply, unsigned i, struct error *err)
{
	const struct config_not_applicable *entry =
	    &apply->file->config->controls.not_applicable[i];
	struct str path =
	    arena_printf(apply->scratch, "controls.not_applicable[%u]", i);
	struct names names = { 0 };
	bool found = false;
	const char *name = entry->control ? entry->control : entry->list;
	if (!entry->list || !entry->who || !entry->why)
		return apply_missing(apply, path, "list:, who: and why:", err);
	if (!read_lists(
		apply, "data/controls.csv", entry, &found, &names, err) ||
	    !read_lists(
		apply, "data/controls-own.csv", entry, &found, &names, err))
		return false;
	if (!found) {
		error_at(err, config_place(apply->file, path),
		    "expected a %s, found \"%s\"",
		    entry->control ? "control of that list"
				   : "list of controls",
		    name);
		error_fix(err, "assay query control.results lists them");
		return near_fix(err, str_from(name), names.items, names.count,
		    apply->scratch);
	}
	return set(apply, "controls",
	    arena_printf(apply->scratch, "not_applicable.%s%s%s", entry->list,
		entry->control ? " " : "",
		entry->control ? entry->control : ""),
	    arena_z(apply->scratch, arena_printf(apply->scratch, "%s (%s)",
					entry->why, entry->who)),
	    err);
}

static bool apply_alias(struct apply *apply, unsigned i, struct error *err)
{
	const struct config_alias *alias =
	    &apply->file->config->people.aliases[i];
	const struct {
		const char *kind;
		const char *value;
	} rows[] = { { "email", alias->email }, { "login", alias->login },
		{ "name", alias->name } };
	struct str path;
	apply_start(apply, "people.aliases", i, "", &path);
	if (!alias->person)
		return apply_missing(apply, path,
		    "person: the key that the directory uses", err);
	for (size_t k = 0; k < 3; k++) {
		if (!rows[k].value)
			continue;
		struct str value = str_from(rows[k].value);
		if (k < 2)
			value = arena_lower(apply->scratch, value);
		if (!IMPORT_ADD(apply->import, directory_alias, NULL, NULL, err,
			.person = str_from(alias->person),
			.kind = str_from(rows[k].kind), .value = value))
			return false;
	}
	import_accept(apply->import);
	return true;
}

static bool apply_all(struct apply *apply, struct error *err)
{
	const struct config *c = apply->file->config;
	if (!apply_settings(apply, err) || !apply_keeping(apply, err) ||
	    !apply_limits(apply, err) || !apply_fix_days(apply, err) ||
	    !apply_policies(apply, err) || !apply_gate(apply, err))
		return false;
	for (unsigned i = 0; i < c->controls.not_applicable_count; i++)
		if (!apply_not_applicable(apply, i, err))
			return false;
	for (unsigned i = 0; i < c->policy.recording_count; i++)
		if (!apply_recording(apply, i, err))
			return false;
	for (unsigned i = 0; i < c->policy.exceptions_count; i++)
		if (!apply_exception(apply, i, err))
			return false;
	for (unsigned i = 0; i < c->people.aliases_count; i++)
		if (!apply_alias(apply, i, err))
			return false;
	for (unsigned i = 0; i < c->overrides_count; i++)
		if (!apply_override(apply, i, err))
			return false;
	return true;
}

/* A model has one configuration: what another file set is forgotten. */
static bool forget_others(struct model *model, struct str path,
    struct arena *scratch, struct error *err)
{
	VEC(int64_t) others = { 0 };
	struct query *query = NULL;
	if (!query_open(&query, model,
		"SELECT id FROM source WHERE importer = 'config'"
		" AND path <> ?1",
		err))
		return false;
	query_bind_text(query, 1, path);
	while (query_next(query)) {
		int64_t id = query_int(query, 0);
		VEC_PUSH(&others, scratch, id);
	}
	bool done = query_close(query, err);
	for (size_t i = 0; i < others.count && done; i++)
		done = source_forget(model, others.items[i], err);
	return done;
}

bool config_apply(const struct config_file *file, struct model *model,
    const struct asset_folders *folders, struct error *err)
{
	struct apply apply = {
		.file = file, .folders = folders, .scratch = arena_new()
	};
	struct account account;
	char hex[HASH_HEX_SIZE];
	bool unchanged = true;
	bool done = true;
	if (!file->path.ptr)
		goto out;
	hash_bytes(file->content, hex);
	struct input input = {
		.path = file->path,
		.shown = path_base(file->path),
		.size_bytes = (int64_t)file->content.len,
		.time = UNKNOWN,
	};
	struct import_origin origin = { .importer = "config",
		.version = CONFIG_VERSION,
		.sha256 = hex,
		.why = "the configuration" };
	done = forget_others(model, input.shown, apply.scratch, err) &&
	       import_begin(&apply.import, &unchanged, model, &input, &origin,
		   &account, err);
	if (!done || unchanged)
		goto out;
	done = apply_all(&apply, err);
	if (done)
		done = import_end(apply.import, NULL, err);
	else
		import_abandon(apply.import);
out:
	tool_names_free(apply.tools);
	arena_free(apply.scratch);
	return done;
}
