#include "cli/audit.h"

#include <stdio.h>
#include <string.h>
#include <stdlib.h>

#include "cli/apart.h"
#include "cli/config_apply.h"
#include "importers/importer.h"
#include "link/person_name.h"
#include "link/link.h"
#include "model/query.h"

#define DEFAULT_CONFIG "assay.yaml"
#define DEFAULT_OUTPUT "assay-report"
#define DATABASE_NAME "assay.db"

enum { DOUBTS_MAX = 20 };

/* The options that need no model, so that a typing error costs no import. */
static bool read_times(struct audit *audit, struct error *err)
{
	struct str asked = option_value(audit->context, "period");
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	if (!option_date_end(&audit->as_of, audit->context, "as-of", err))
		return false;
	if (audit->as_of == UNKNOWN && epoch &&
	    !str_to_int(str_from(epoch), &audit->as_of))
		return error_set(err, ERROR_USAGE,
		    "expected SOURCE_DATE_EPOCH in seconds, found \"%s\"",
		    epoch);
	return !asked.ptr ||
	       period_parse(&audit->asked, asked, audit->file->calendar, err);
}

/* IS_OURS: ./assay.yaml speaks of this run. */
static bool find_config(struct audit *audit, struct context *context,
    bool is_ours, struct error *err)
{
	struct str path = option_value(context, "config");
	if (!path.ptr && is_ours && file_exists(STR(DEFAULT_CONFIG)))
		path = STR(DEFAULT_CONFIG);
	if (!path.ptr) {
		audit->file = config_none(STR("."), context->keep);
		return true;
	}
	return config_read(&audit->file, path, context->keep, err);
}

static void find_database(struct audit *audit, struct context *context)
{
	struct str folder = audit->output;
	struct str given = option_value(context, "db");
	if (audit->file->path.ptr)
		folder = audit->file->folder;
	audit->database =
	    given.ptr ? given
		      : path_join(context->keep, folder, STR(DATABASE_NAME));
	if (!option_given(context, "no-cache"))
		audit->cache = arena_printf(
		    context->keep, STR_FMT ".cache", STR_ARG(audit->database));
}

/* A question to a model that is named and is not there, with nothing named to
 * fill it from, is a mistake in the name. */
static bool check_database(
    const struct audit *audit, const struct context *context, struct error *err)
{
	const char *command = context->command->name;
	bool is_question =
	    strcmp(command, "query") == 0 || strcmp(command, "trace") == 0;
	if (!is_question || !option_given(context, "db") ||
	    context->argument_count || audit->file->path.ptr ||
	    file_exists(audit->database))
		return true;
	error_at(err, (struct place){ .file = audit->database },
	    "expected a model, found no such file");
	return error_fix(
	    err, "assay import PATH --db FILE makes one; or name its sources");
}

/* An older model is made anew from its sources, where this run knows them; it
 * may hold scans whose files are gone, so it is kept beside. */
static bool set_aside(const struct audit *audit, struct error *err)
{
	struct arena *keep = audit->context->keep;
	int64_t version;
	bool knows_sources = audit->file->path.ptr ||
			     audit->context->argument_count ||
			     is_repository(STR("."), keep);
	if (!knows_sources || !model_is_older(audit->database, &version))
		return true;
	struct str aside = arena_printf(keep, STR_FMT ".schema-%lld",
	    STR_ARG(audit->database), (long long)version);
	if (rename(arena_z(keep, audit->database), arena_z(keep, aside)) != 0)
		return error_errno(err,
		    "cannot set the older model " STR_FMT " aside",
		    STR_ARG(audit->database));
	fprintf(stderr,
	    STR_FMT ": note: an older version of assay wrote this model: it is "
		    "made anew from its sources, and kept as " STR_FMT
		    " for what those no longer have\n",
	    STR_ARG(audit->database), STR_ARG(aside));
	return true;
}

bool audit_open(struct audit *audit, struct context *context, struct error *err)
{
	*audit = (struct audit){ .context = context,
		.progress = progress_new(context->keep),
		.output = option_value(context, "output"),
		.as_of = UNKNOWN };
	if (!audit->output.ptr)
		audit->output = STR(DEFAULT_OUTPUT);
	if (!find_config(audit, context, context->argument_count == 0, err) ||
	    !read_times(audit, err) || !option_jobs(&audit->jobs, context, err))
		return false;
	find_database(audit, context);
	audit->folder = audit->file->folder;
	if (!check_database(audit, context, err) ||
	    !file_make_folders(path_folder(audit->database), err) ||
	    !set_aside(audit, err) ||
	    !model_open(&audit->model, audit->database, err)) {
		audit_close(audit);
		return false;
	}
	return true;
}

bool audit_open_memory(
    struct audit *audit, struct context *context, struct error *err)
{
	*audit = (struct audit){ .context = context,
		.progress = progress_new(context->keep),
		.as_of = UNKNOWN };
	if (!find_config(audit, context, true, err))
		return false;
	audit->folder = audit->file->folder;
	if (option_jobs(&audit->jobs, context, err) &&
	    model_open(&audit->model, STR(""), err))
		return true;
	audit_close(audit);
	return false;
}

bool audit_open_at(struct audit *audit, struct context *context,
    struct str path, struct error *err)
{
	*audit = (struct audit){ .context = context,
		.progress = progress_new(context->keep),
		.database = path,
		.as_of = UNKNOWN };
	if (find_config(audit, context, false, err) &&
	    model_open(&audit->model, path, err)) {
		audit->folder = audit->file->folder;
		return true;
	}
	audit_close(audit);
	return false;
}

void audit_close(struct audit *audit)
{
	model_close(audit->model);
	config_close(audit->file);
	audit->model = NULL;
	audit->file = NULL;
}

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

/* What an earlier run read of a repository. */
struct kept {
	int64_t source_id; /* 0: nothing */
	struct str text;   /* how far it goes */
	bool is_said;	   /* by a run that could not read it either */
};

static bool find_kept(struct kept *kept, const struct audit *audit,
    const struct input *input, struct error *err)
{
	struct arena *keep = audit->context->keep;
	struct query *query = NULL;
	*kept = (struct kept){ 0 };
	if (!query_open(&query, audit->model,
		"SELECT s.id, coalesce(', up to commit ' || substr(k.oid, 1, "
		"12) || ' of ' || date(k.commit_time, 'unixepoch'), ''), "
		"EXISTS (SELECT 1 FROM diagnostic d WHERE d.source_id = s.id "
		"AND d.code = 'kept-facts') FROM source s "
		"LEFT JOIN repository r ON r.source_id = s.id "
		"LEFT JOIN \"commit\" k ON k.oid = r.head_oid "
		"WHERE s.path = ?1 AND s.importer = 'git' ORDER BY r.key",
		err))
		return false;
	query_bind_text(query, 1, input->shown);
	if (query_next(query)) {
		kept->source_id = query_int(query, 0);
		kept->text = arena_printf(keep,
		    "it could not be read: what is told of it is what an "
		    "earlier run read" STR_FMT,
		    STR_ARG(query_text(query, 1)));
		kept->is_said = query_int(query, 2) != 0;
	}
	return query_close(query, err);
}

/* The report says it, too (evidence.kept). */
static bool say_kept(struct audit *audit, const struct input *input,
    const struct kept *kept, bool *changed, struct error *err)
{
	struct query *query = NULL;
	fprintf(stderr, STR_FMT ": warning: " STR_FMT "\n",
	    STR_ARG(input->shown), STR_ARG(kept->text));
	if (kept->is_said)
		return true;
	*changed = true;
	if (!query_open(&query, audit->model,
		"INSERT INTO diagnostic (source_id, severity, code, line, "
		"text) VALUES (?1, 'warning', 'kept-facts', 0, ?2)",
		err))
		return false;
	query_bind_int(query, 1, kept->source_id);
	query_bind_text(query, 2, kept->text);
	while (query_next(query))
		;
	return query_close(query, err);
}

/* It can be read again, whether anything is new in it or not. */
static bool unsay_kept(struct audit *audit, const struct input *input,
    bool *changed, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, audit->model,
		"DELETE FROM diagnostic WHERE code = 'kept-facts' "
		"AND source_id IN (SELECT id FROM source WHERE path = ?1) "
		"RETURNING 1",
		err))
		return false;
	query_bind_text(query, 1, input->shown);
	while (query_next(query))
		*changed = true;
	return query_close(query, err);
}

/* What cannot be read is said and counted; the others go on. What was read of
 * a repository before stands, and is said to be old: commits may be shared with
 * others, and nobody knows that it is gone. */
static bool refuse(struct audit *audit, const struct input *input,
    bool *changed, struct error *err)
{
	const struct error why = *err;
	struct kept kept = { 0 };
	error_print(&why, stderr);
	audit->context->status = error_exit_status(&why);
	if (input->is_folder && !find_kept(&kept, audit, input, err))
		return false;
	if (kept.source_id)
		return say_kept(audit, input, &kept, changed, err);
	*changed = true;
	return import_refuse(audit->model, input, &why, err);
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
		fprintf(stderr, STR_FMT ": warning: " STR_FMT "\n",
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
	if (!done && (err->kind != ERROR_INPUT ||
			 (is_alone && !is_repository(
					  input->path, audit->context->keep))))
		return false;
	if (!done)
		return refuse(audit, input, changed, err);
	*changed |= !unchanged;
	if (input->is_folder && !unsay_kept(audit, input, changed, err))
		return false;
	if (account.rejected)
		fprintf(stderr,
		    STR_FMT ": %lld of %lld records rejected; assay check "
			    "shows them\n",
		    STR_ARG(input->shown), (long long)account.rejected,
		    (long long)account.read);
	return warn(audit, input, err);
}

/* What the derived tables were made with. */
static struct str link_state(const struct audit *audit)
{
	return arena_printf(audit->context->keep,
	    "program=%s human_before=%lld", ASSAY_VERSION,
	    (long long)audit->file->human_before);
}

static bool is_linked(
    const struct audit *audit, bool *linked, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, audit->model,
		"SELECT 1 FROM run WHERE options = ?1", err))
		return false;
	query_bind_text(query, 1, link_state(audit));
	*linked = query_next(query);
	return query_close(query, err);
}

static bool store_state(
    struct audit *audit, struct str state, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, audit->model,
		"INSERT INTO run (id, program, options) "
		"VALUES (1, ?1, ?2) ON CONFLICT (id) DO UPDATE SET "
		"program = ?1, options = ?2",
		err))
		return false;
	query_bind_text(query, 1, STR("assay " ASSAY_VERSION));
	query_bind_text(query, 2, state);
	while (query_next(query))
		;
	return query_close(query, err);
}

/* Corrections are written by hand and scans are placed by it, so what is wrong
 * with them is told at once. The report counts all of it. */
static bool tell_doubts(struct audit *audit, struct error *err)
{
	struct query *query = NULL;
	int64_t told = 0;
	int64_t line;
	if (!query_open(&query, audit->model,
		"SELECT s.path, d.line, d.severity, d.text FROM diagnostic d "
		"JOIN source s ON s.id = d.source_id "
		"WHERE d.code IN ('idle-correction', 'corrected-twice', "
		"'scan-not-placed', 'origin-assumed') "
		"OR (d.code = 'unknown-ai-tool' AND s.importer = 'config') "
		"ORDER BY d.severity DESC, s.path, d.line, d.text",
		err))
		return false;
	for (; query_next(query); told++) {
		if (told >= DOUBTS_MAX)
			continue;
		line = query_int(query, 1);
		fprintf(stderr, STR_FMT, STR_ARG(query_text(query, 0)));
		if (line)
			fprintf(stderr, ":%lld", (long long)line);
		fprintf(stderr, ": " STR_FMT ": " STR_FMT "\n",
		    STR_ARG(query_text(query, 2)),
		    STR_ARG(query_text(query, 3)));
	}
	if (told > DOUBTS_MAX)
		fprintf(stderr, "%lld more of these\n",
		    (long long)(told - DOUBTS_MAX));
	return query_close(query, err);
}

bool audit_link(struct audit *audit, struct error *err)
{
	const struct link_options options = {
		.human_before = audit->file->human_before,
		.folders = &audit->context->folders,
		.folder = audit->folder,
		.cache = audit->cache,
		.jobs = audit->jobs,
	};
	progress_stage(audit->progress, STR("joining the sources"));
	bool done = link_all(audit->model, &options, err);
	progress_end(audit->progress);
	return done && tell_doubts(audit, err) &&
	       store_state(audit, link_state(audit), err);
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
		if (one && !behind && !store_state(audit, STR(""), err))
			return false; /* derived tables are now behind */
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

/* Repositories that lost commits to one that was read anew (source_forget). */
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
	fprintf(stderr,
	    STR_FMT ": note: another run is filling this model; waiting until "
		    "it has ended\n",
	    STR_ARG(path));
}

/* What could be read apart was; a repository whose process crashed is refused
 * and not read here. */
static bool import_first(struct audit *audit, struct inputs *inputs,
    bool *changed, struct error *err)
{
	int *crashed =
	    arena_array(audit->context->keep, inputs->count, sizeof *crashed);
	struct inputs rest = *inputs;
	VEC(size_t) places = { 0 };
	if (!import_apart(audit, inputs, changed, crashed, err))
		return false;
	rest.items = arena_array(
	    audit->context->keep, inputs->count, sizeof *rest.items);
	rest.count = 0;
	for (size_t i = 0; i < inputs->count; i++) {
		if (!crashed[i]) {
			VEC_PUSH(&places, audit->context->keep, i);
			rest.items[rest.count++] = inputs->items[i];
			continue;
		}
		apart_why(err, &inputs->items[i], crashed[i]);
		if (!refuse(audit, &inputs->items[i], &changed[i], err))
			return false;
	}
	bool *news =
	    arena_array(audit->context->keep, inputs->count, sizeof *news);
	bool done = import_each(audit, &rest, news, false, err);
	for (size_t i = 0; i < rest.count; i++)
		changed[places.items[i]] |= news[i];
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
	    !is_linked(audit, &linked, err) ||
	    !config_apply(
		audit->file, audit->model, &audit->context->folders, err))
		return false;
	audit->folder = inputs.folder;
	any_changed = model_generation(audit->model) != generation;
	if (any_changed && !store_state(audit, STR(""), err))
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
		return true;
	error_set(err, ERROR_INPUT,
	    "an import into " STR_FMT " did not end: its sources are not "
	    "joined",
	    STR_ARG(audit->database));
	return error_fix(
	    err, "run assay import again; it says what stopped it");
}

bool audit_pseudonym_key(
    struct pseudonym_key *key, const struct audit *audit, struct error *err)
{
	const char *path = audit->file->config->privacy.key;
	*key = (struct pseudonym_key){ 0 };
	return !path || pseudonym_key_read(key,
			    path_join(audit->context->keep, audit->file->folder,
				str_from(path)),
			    err);
}

bool audit_name_people(struct audit *audit, struct error *err)
{
	struct pseudonym_key key;
	return audit_pseudonym_key(&key, audit, err) &&
	       person_names(audit->model, &key, err);
}

/* Records that somebody just made are often newer than the last quarter. */
static bool tell_later(
    const struct audit *audit, struct period period, struct error *err)
{
	struct arena *keep = audit->context->keep;
	struct period_later later;
	if (!period_later(&later, audit->model, period, err))
		return false;
	if (later.scans || later.commits)
		fprintf(stderr,
		    "note: " STR_FMT " has no %s, but what came after "
		    "it has; --period " STR_FMT " speaks of that, so far\n",
		    STR_ARG(period_id(keep, period)),
		    later.scans && later.commits ? "commit and no scan"
		    : later.scans		 ? "scan"
						 : "commit",
		    STR_ARG(period_id(keep, period_shift(period, 1))));
	return true;
}

/* There is no clock to ask: what is later than the day to speak of is. */
static bool tell_future(const struct audit *audit, struct error *err)
{
	int64_t newest;
	struct arena *keep = audit->context->keep;
	if (!period_newest(&newest, audit->model, err))
		return false;
	if (newest != UNKNOWN && newest > audit->as_of)
		fprintf(stderr,
		    "note: the newest record is of " STR_FMT
		    ", the future of " STR_FMT
		    ", the day to speak of: what is later than that "
		    "day is in no figure of it\n",
		    STR_ARG(date_iso(keep, newest)),
		    STR_ARG(date_iso(keep, audit->as_of)));
	return true;
}

bool audit_settle(struct audit *audit, struct period *period, struct error *err)
{
	struct arena *keep = audit->context->keep;
	if (audit->as_of != UNKNOWN
		? !tell_future(audit, err)
		: !period_newest(&audit->as_of, audit->model, err))
		return false;
	if (audit->as_of == UNKNOWN) {
		error_set(err, ERROR_INPUT,
		    "there is nothing to report: no commit, scan or record "
		    "has a time");
		return error_fix(err, "name a repository with commits, or "
				      "give --as-of");
	}
	if (!option_given(audit->context, "period"))
		return period_default(period, audit->model, audit->as_of,
			   audit->file->calendar, err) &&
		       tell_later(audit, *period, err);
	*period = audit->asked;
	period->closed = period->to <= audit->as_of + 1;
	if (period->from == UNKNOWN || period->from <= audit->as_of)
		return true;
	error_set(err, ERROR_USAGE,
	    "the period " STR_FMT " begins after " STR_FMT
	    ", the day to speak of",
	    STR_ARG(period_id(keep, *period)),
	    STR_ARG(date_iso(keep, audit->as_of)));
	return error_fix(err, "ask for an earlier period, or read newer "
			      "records first");
}
