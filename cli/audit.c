/* A run begins: configuration, model and times are found; a run ends: as-of and
 * period are settled. What lies between is audit_import.c. */
/* realpath is of the X/Open system interfaces.
 * NOLINTNEXTLINE(bugprone-reserved-identifier,cert-dcl*) */
#define _XOPEN_SOURCE 700

#include "cli/audit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/sandbox.h"
#include "base/say.h"
#include "link/person_name.h"
#include "model/query.h"

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
	if (!path.ptr && is_ours && file_exists(STR(AUDIT_CONFIG)))
		path = STR(AUDIT_CONFIG);
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
		      : path_join(context->keep, folder, STR(AUDIT_DATABASE));
	if (!option_given(context, "no-cache"))
		audit->cache = arena_printf(
		    context->keep, STR_FMT ".cache", STR_ARG(audit->database));
}

/* A question to a model that is named and is not there, with nothing named to
 * fill it from, is a mistake in the name. Some commands come to fill it. */
static bool check_database(
    const struct audit *audit, const struct context *context, struct error *err)
{
	static const char *const fillers[] = { "report", "import", "gate" };
	bool fills = false;
	for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++)
		fills = fills || !strcmp(context->command->name, fillers[i]);
	if (fills || !option_given(context, "db") || context->argument_count ||
	    audit->file->path.ptr || file_exists(audit->database))
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
	say(stderr,
	    STR_FMT ": note: an older version of assay wrote this model: it is "
		    "made anew from its sources, and kept as " STR_FMT
		    " for what those no longer have",
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
		audit->output = STR(AUDIT_OUTPUT);
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

/* SQLite keeps its journal beside the file that a link leads to. */
bool audit_confine(const struct audit *audit, struct str folder)
{
	struct arena *keep = audit->context->keep;
	struct str_list writable = { 0 };
	char *real = NULL;
	if (folder.len) {
		while (!file_exists(folder) &&
		       !str_equal(path_folder(folder), folder))
			folder = path_folder(folder);
		VEC_PUSH(&writable, keep, folder);
	}
	if (audit->database.ptr) {
		VEC_PUSH(&writable, keep, path_folder(audit->database));
		real = realpath(arena_z(keep, audit->database), NULL);
	}
	if (real)
		VEC_PUSH(&writable, keep,
		    path_folder(arena_str(keep, str_from(real))));
	free(real);
	sandbox_enter(&writable);
	return true;
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
	if (!audit_ready(audit, err))
		return false;
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
