/* One run of import: list the inputs, read each, read again those that share
 * records with what changed, link. */
#include "cli/audit_steps.h"

#include <stdio.h>

#include "base/say.h"
#include "base/map.h"
#include "cli/apart.h"
#include "cli/config_apply.h"
#include "importers/importer.h"
#include "model/derived.h"
#include "model/filled.h"
#include "model/query.h"

/* Where nothing is named, this folder is read, unless it is no repository and
 * the model has been filled before: then it is what there is to speak of. */
static bool reads_here(const struct audit *audit, bool *here, struct error *err)
{
	int64_t sources;
	*here = !audit->file->path.ptr && audit->context->argument_count == 0;
	if (!*here || is_repository(STR("."), audit->context->keep))
		return true;
	if (!query_number(
		&sources, audit->model, "SELECT count(*) FROM source", err))
		return false;
	*here = sources == 0;
	return true;
}

/* Lines of these commits are followed one by one, so that another list of them
 * is another way to read a repository. */
static struct str corrected_commits(const struct audit *audit)
{
	const struct config *c = audit->file->config;
	struct str text = STR("");
	for (unsigned i = 0; i < c->overrides_count; i++)
		if (c->overrides[i].path && c->overrides[i].commit)
			text = arena_printf(audit->context->keep, STR_FMT "%s ",
			    STR_ARG(text), c->overrides[i].commit);
	return text;
}

/* What import says of the tables that it is given by path. */
static void take_table_options(
    struct input *input, const struct context *context)
{
	if (input->is_folder)
		return;
	input->profile = option_value(context, "profile");
	input->date_order = option_value(context, "date-order");
	input->sheet = option_value(context, "sheet");
}

static bool list_inputs(
    struct audit *audit, struct inputs *inputs, struct error *err)
{
	struct context *context = audit->context;
	bool reads;
	struct str here = STR(".");
	const struct str *paths = context->arguments;
	size_t count = context->argument_count;
	*inputs = (struct inputs){ 0 };
	if (audit->file->path.ptr && !inputs_from_config(inputs, audit->file,
					 &context->folders, context->keep, err))
		return false;
	if (!reads_here(audit, &reads, err))
		return false;
	if (reads) {
		paths = &here;
		count = 1;
	}
	struct str root = option_value(context, "root");
	if (root.ptr)
		inputs->folder = path_absolute(context->keep, root);
	size_t before = inputs->count;
	if (count > 0 && !inputs_from_paths(inputs, paths, count,
			     &context->folders, context->keep, err))
		return false;
	for (size_t i = before; i < inputs->count; i++)
		take_table_options(&inputs->items[i], context);
	struct str corrected = corrected_commits(audit);
	for (size_t i = 0; i < inputs->count; i++)
		if (inputs->items[i].is_folder)
			inputs->items[i].corrected = corrected;
		else
			inputs->items[i].zone_seconds =
			    audit->file->calendar.zone_seconds;
	return true;
}

/* Repositories tell what this clone lacks, whether anything is new or not. */
static bool warn(
    struct audit *audit, const struct input *input, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, audit->model,
		"SELECT d.text FROM source s JOIN diagnostic d "
		"ON d.source_id = s.id WHERE s.path = ?1 "
		"AND s.importer = 'git' AND d.severity = 'warning' "
		"ORDER BY d.code, d.text",
		err))
		return false;
	query_bind_text(query, 1, input->shown);
	while (query_next(query))
		say(stderr, STR_FMT ": warning: " STR_FMT,
		    STR_ARG(input->shown), STR_ARG(query_text(query, 0)));
	return query_close(query, err);
}

/* IS_ALONE: there is nothing else to read; then what is no repository at all
 * is a mistake in the name. */
static bool import_one(struct audit *audit, struct input *input, bool is_alone,
    bool *changed, struct error *err)
{
	const struct import_watch watch = { progress_tell, audit->progress };
	struct account account;
	bool unchanged;
	input->watch = &watch;
	input->cache = audit->cache;
	input->jobs = audit->jobs;
	progress_stage(
	    audit->progress, arena_printf(audit->context->keep,
				 "reading " STR_FMT, STR_ARG(input->shown)));
	bool done =
	    importer_run(audit->model, input, &account, &unchanged, err);
	progress_end(audit->progress);
	input->watch = NULL;
	if (!done && (err->kind != ERROR_INPUT ||
			 (is_alone && !is_repository(
					  input->path, audit->context->keep))))
		return false;
	if (!done)
		return audit_refuse(audit, input, changed, err);
	*changed |= !unchanged;
	if (input->is_folder && !audit_unsay_kept(audit, input, changed, err))
		return false;
	if (account.rejected)
		say(stderr,
		    STR_FMT ": %lld of %lld records rejected; assay check "
			    "shows them",
		    STR_ARG(input->shown), (long long)account.rejected,
		    (long long)account.read);
	return warn(audit, input, err);
}

/* One pass over the inputs; CHANGED tells of each whether it gave anything
 * new. ONLY_AGAIN: those that are to be read again. */
static bool import_each(struct audit *audit, struct inputs *inputs,
    bool *changed, bool only_again, struct error *err)
{
	bool behind = false;
	for (size_t i = 0; i < inputs->count; i++) {
		struct input *input = &inputs->items[i];
		bool one = false;
		if (only_again && !input->again)
			continue;
		bool is_alone = input->is_folder && inputs->count == 1;
		bool done = import_one(audit, input, is_alone, &one, err);
		if (one && !behind && !audit_unlink(audit, err))
			return false;
		behind |= one;
		changed[i] |= one;
		if (!done)
			return false;
	}
	return true;
}

/* The first of the inputs that share records with AT, by halving paths. */
static size_t group_of(size_t *group, size_t at)
{
	while (group[at] != at) {
		group[at] = group[group[at]];
		at = group[at];
	}
	return at;
}

static bool group_inputs(struct audit *audit, const struct inputs *inputs,
    size_t *group, struct error *err)
{
	struct map by_path = { .arena = audit->context->keep };
	struct query *query = NULL;
	for (size_t i = 0; i < inputs->count; i++) {
		group[i] = i;
		if (!inputs->items[i].is_folder)
			map_put(&by_path, inputs->items[i].shown, NULL)
			    ->number = (int64_t)i;
	}
	if (!query_open(&query, audit->model,
		"SELECT path, other FROM source_overlap", err))
		return false;
	while (query_next(query)) {
		union map_value *a = map_get(&by_path, query_text(query, 0));
		union map_value *b = map_get(&by_path, query_text(query, 1));
		if (a && b)
			group[group_of(group, (size_t)a->number)] =
			    group_of(group, (size_t)b->number);
	}
	return query_close(query, err);
}

/* Repositories that lost commits to one that was read anew (model/earlier.c).
 */
static bool mark_robbed(
    struct audit *audit, struct inputs *inputs, bool *any, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, audit->model,
		"SELECT 1 FROM source WHERE path = ?1 AND importer = 'git' "
		"AND sha256 = ''",
		err))
		return false;
	for (size_t i = 0; i < inputs->count; i++) {
		if (!inputs->items[i].is_folder)
			continue;
		query_rewind(query);
		query_bind_text(query, 1, inputs->items[i].shown);
		inputs->items[i].again = query_next(query);
		*any |= inputs->items[i].again;
	}
	return query_close(query, err);
}

/* Where files share records, the later one's stand. So when one of such a
 * group changed and another was not read, all are read again in their order,
 * as a new model would. */
static bool mark_again(struct audit *audit, struct inputs *inputs,
    const bool *changed, bool *any, struct error *err)
{
	struct arena *keep = audit->context->keep;
	size_t *group = arena_array(keep, inputs->count, sizeof *group);
	bool *some = arena_array(keep, inputs->count, sizeof *some);
	bool *rest = arena_array(keep, inputs->count, sizeof *rest);
	*any = false;
	if (!group_inputs(audit, inputs, group, err))
		return false;
	for (size_t i = 0; i < inputs->count; i++) {
		some[group_of(group, i)] |= changed[i];
		rest[group_of(group, i)] |= !changed[i];
	}
	for (size_t i = 0; i < inputs->count; i++) {
		size_t first = group_of(group, i);
		inputs->items[i].again = some[first] && rest[first];
		*any |= inputs->items[i].again;
	}
	return mark_robbed(audit, inputs, any, err);
}

static void tell_wait(struct str path)
{
	say(stderr,
	    STR_FMT ": note: another run is filling this model; waiting until "
		    "it has ended",
	    STR_ARG(path));
}

/* What could be read apart was; a repository whose process crashed is refused
 * and not read here. */
static bool import_first(struct audit *audit, struct inputs *inputs,
    bool *changed, struct error *err)
{
	struct arena *keep = audit->context->keep;
	size_t count = inputs->count;
	int *crashed = arena_array(keep, count, sizeof *crashed);
	bool *news = arena_array(keep, count, sizeof *news);
	size_t *places = arena_array(keep, count, sizeof *places);
	struct inputs rest = *inputs;
	if (!import_apart(audit, inputs, changed, crashed, err))
		return false;
	rest.items = arena_array(keep, count, sizeof *rest.items);
	rest.count = 0;
	for (size_t i = 0; i < count; i++) {
		if (!crashed[i]) {
			places[rest.count] = i;
			rest.items[rest.count++] = inputs->items[i];
			continue;
		}
		apart_why(err, &inputs->items[i], crashed[i]);
		if (!audit_refuse(audit, &inputs->items[i], &changed[i], err))
			return false;
	}
	bool done = import_each(audit, &rest, news, false, err);
	for (size_t i = 0; i < rest.count; i++)
		changed[places[i]] |= news[i];
	return done;
}

bool audit_import(struct audit *audit, struct error *err)
{
	struct inputs inputs;
	int64_t generation = model_generation(audit->model);
	model_hold(audit->model, tell_wait);
	if (audit->cache.ptr)
		file_sweep(audit->cache);
	bool any_changed = false;
	bool linked;
	bool again;
	if (!list_inputs(audit, &inputs, err) ||
	    !audit_is_linked(audit, &linked, err) ||
	    !config_apply(
		audit->file, audit->model, &audit->context->folders, err))
		return false;
	audit->folder = inputs.folder;
	any_changed = model_generation(audit->model) != generation;
	if (any_changed && !audit_unlink(audit, err))
		return false;
	bool *changed =
	    arena_array(audit->context->keep, inputs.count, sizeof *changed);
	if (!import_first(audit, &inputs, changed, err) ||
	    !mark_again(audit, &inputs, changed, &again, err) ||
	    (again && !import_each(audit, &inputs, changed, true, err)))
		return false;
	for (size_t i = 0; i < inputs.count; i++)
		any_changed |= changed[i];
	return (linked && !any_changed) || audit_link(audit, err);
}

bool audit_read(struct audit *audit, struct inputs *inputs, struct error *err)
{
	bool *changed =
	    arena_array(audit->context->keep, inputs->count, sizeof *changed);
	return config_apply(
		   audit->file, audit->model, &audit->context->folders, err) &&
	       import_each(audit, inputs, changed, false, err);
}

/* A model that another version joined, unless another run is faster. */
static bool join_anew(struct audit *audit, struct error *err)
{
	bool is_ours = false;
	if (!derived_current(&is_ours, audit->model, err) || is_ours)
		return is_ours;
	model_hold(audit->model, tell_wait);
	audit->folder = audit->file->folder;
	return derived_current(&is_ours, audit->model, err) &&
	       (is_ours || audit_link(audit, err));
}

/* Unless another run is faster. */
bool audit_ready(struct audit *audit, struct error *err)
{
	bool filled = false;
	if (!filled_are(&filled, audit->model, err) || filled)
		return filled;
	model_hold(audit->model, tell_wait);
	progress_stage(audit->progress, STR("making ready for questions"));
	bool done = filled_are(&filled, audit->model, err) &&
		    (filled || filled_make(audit->model, err));
	progress_end(audit->progress);
	return done;
}

bool audit_fill(struct audit *audit, struct error *err)
{
	int64_t sources;
	int64_t linked;
	if (!query_number(
		&sources, audit->model, "SELECT count(*) FROM source", err))
		return false;
	if (sources == 0 || audit->context->argument_count > 0)
		return audit_import(audit, err);
	if (!query_number(&linked, audit->model,
		"SELECT count(*) FROM run WHERE options <> ''", err))
		return false;
	if (linked > 0)
		return join_anew(audit, err);
	error_set(err, ERROR_INPUT,
	    "an import into " STR_FMT " did not end: its sources are not "
	    "joined",
	    STR_ARG(audit->database));
	return error_fix(
	    err, "run assay import again; it says what stopped it");
}
