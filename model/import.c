/* One import is one transaction around a source, its facts and its account.
 *
 * A source is known by path and importer. The same digest, version and options
 * mean there is nothing to do. Another digest of a file replaces it: its facts
 * go with it, but scans (model/earlier.c); source_overlap tells which others
 * hold some of the same records and have to be read again. An incremental
 * importer (git) keeps its immutable facts and adds what is new. */
#include "model/import.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "model/earlier.h"
#include "model/preview_tally.h"
#include "model/query.h"
#include "model/results.h"
#include "model/store.h"

enum { PROGRESS_EVERY = 512 };

struct import {
	struct model *model;
	const struct input *input;
	struct arena *keep;
	struct arena *scratch; /* reset by each call that uses it */
	struct query *reject;  /* prepared by the first reject */
	struct str options;    /* canonical */
	struct map aliases;    /* "name\0email\0login\0" -> row id */
	int64_t source_id;
	int64_t earlier; /* what stood at the path; 0: nothing is kept of it */
	int64_t locator;
	int64_t line; /* of the record being read */
	int64_t column;
	struct account account;
	struct str (*hide)(
	    const void *hider, struct arena *keep, struct str text);
	const void *hider;
	struct results *results;     /* NULL: none yet */
	struct preview_tally *tally; /* NULL: this is no preview */
};

static struct str canonical_options(
    const struct input *input, const char *rules, struct arena *keep)
{
	const struct {
		const char *name;
		struct str value;
	} options[] = {
		{ "profile", input->profile },
		{ "repository", input->repository },
		{ "ref", input->ref },
		{ "revision", input->revision },
		{ "analysis", input->analysis },
		{ "heads", input->heads },
		{ "service", input->service },
		{ "stage", input->stage },
		{ "date_order", input->date_order },
		{ "sheet", input->sheet },
		{ "data_class", input->data_class },
		{ "rules", rules && *rules ? str_from(rules) : STR_NONE },
	};
	struct str text = STR("");
	for (size_t i = 0; i < sizeof options / sizeof options[0]; i++)
		if (options[i].value.ptr)
			text = arena_printf(keep, STR_FMT "%s=" STR_FMT "\n",
			    STR_ARG(text), options[i].name,
			    STR_ARG(options[i].value));
	if (input->zone_seconds)
		text = arena_printf(keep, STR_FMT "zone=%lld\n", STR_ARG(text),
		    (long long)input->zone_seconds);
	if (input->time != UNKNOWN)
		text = arena_printf(keep, STR_FMT "time=%lld\n", STR_ARG(text),
		    (long long)input->time);
	return text;
}

/* What the model knows of the source. */
struct known {
	int64_t id; /* 0: nothing */
	bool same;
	bool same_reader; /* version, options and rules, whatever the content,
			   * of which nothing was missing: it may be back */
};

static bool find_source(struct known *known, struct import *import,
    const char *importer, int version, const char *sha256, struct error *err)
{
	struct query *query = NULL;
	*known = (struct known){ 0 };
	if (!query_open(&query, import->model,
		"SELECT id, sha256 = ?3, version = ?4 AND options = ?5 "
		"AND NOT EXISTS (SELECT 1 FROM diagnostic "
		"WHERE source_id = source.id AND code IN ('lost-files', "
		"'missing-commits', 'missing-trees', 'partial-clone', "
		"'damaged-files', 'notes-missing')), "
		"read, imported, duplicate, rejected, empty "
		"FROM source WHERE path = ?1 AND importer = ?2",
		err))
		return false;
	query_bind_text(query, 1, import->input->shown);
	query_bind_text(query, 2, str_from(importer));
	query_bind_text(query, 3, str_from(sha256));
	query_bind_int(query, 4, version);
	query_bind_text(query, 5, import->options);
	if (query_next(query)) {
		known->id = query_int(query, 0);
		known->same_reader = query_int(query, 2) == 1;
		known->same = known->same_reader && query_int(query, 1) == 1;
		import->account = (struct account){ query_int(query, 3),
			query_int(query, 4), query_int(query, 5),
			query_int(query, 6), query_int(query, 7) };
	}
	return query_close(query, err);
}

static bool delete_of_source(
    struct model *model, const char *sql, int64_t id, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, model, sql, err))
		return false;
	query_bind_int(query, 1, id);
	query_do(query);
	return query_close(query, err);
}

/* What was said of a source that is read on is said anew. */
static bool forget_remarks(struct model *model, int64_t id, struct error *err)
{
	return delete_of_source(
		   model, "DELETE FROM reject WHERE source_id = ?1", id, err) &&
	       delete_of_source(model,
		   "DELETE FROM diagnostic WHERE source_id = ?1", id, err);
}

/* A path has one source: what another importer made of it goes too. */
static bool forget_others(struct import *import,
    const struct import_origin *origin, struct error *err)
{
	struct model *model = import->model;
	struct query *query = NULL;
	int64_t id = 0;
	do {
		if (!query_open(&query, model,
			"SELECT id FROM source "
			"WHERE path = ?1 AND importer <> ?2",
			err))
			return false;
		query_bind_text(query, 1, import->input->shown);
		query_bind_text(query, 2, str_from(origin->importer));
		id = query_next(query) ? query_int(query, 0) : 0;
		if (!query_close(query, err) ||
		    (id && !earlier_set_aside(&import->earlier, model, id,
			       str_from(origin->sha256), err)))
			return false;
	} while (id);
	return true;
}

static bool store_source(struct import *import, int64_t known_id,
    const char *importer, int version, const char *sha256, const char *why,
    struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, import->model,
		"INSERT INTO source (id, path, importer, sha256, bytes, "
		"version, options, why) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, "
		"?8) ON CONFLICT (path, importer) DO UPDATE SET "
		"sha256 = ?4, bytes = ?5, version = ?6, options = ?7, "
		"why = ?8 RETURNING id",
		err))
		return false;
	query_bind_int(query, 1, known_id ? known_id : UNKNOWN);
	query_bind_text(query, 2, import->input->shown);
	query_bind_text(query, 3, str_from(importer));
	query_bind_text(query, 4, str_from(sha256));
	query_bind_int(query, 5, import->input->size_bytes);
	query_bind_int(query, 6, version);
	query_bind_text(query, 7, import->options);
	query_bind_text(query, 8, str_from(why ? why : ""));
	if (query_next(query))
		import->source_id = query_int(query, 0);
	query_do(query);
	return query_close(query, err);
}

static void free_import(struct import *import)
{
	struct error ignored;
	if (import->reject)
		(void)!query_close(import->reject, &ignored);
	if (import->results)
		results_drop(import->results);
	preview_tally_free(import->tally);
	arena_free(import->scratch);
	arena_free(import->keep);
	free(import);
}

bool import_begin(struct import **out, bool *unchanged, struct model *model,
    const struct input *input, const struct import_origin *origin,
    struct account *account, struct error *err)
{
	struct import *import = must_have(calloc(1, sizeof *import));
	struct known known;
	*out = NULL;
	*unchanged = false;
	*import = (struct import){
		.model = model,
		.input = input,
		.keep = arena_new(),
		.scratch = arena_new(),
		.hide = origin->hide,
		.hider = origin->hider,
	};
	import->aliases.arena = import->keep;
	if (input->preview)
		import->tally = preview_tally_new(import->keep);
	import->options = canonical_options(input, origin->rules, import->keep);
	if (!model_begin(model, err)) {
		free_import(import);
		return false;
	}
	if (!find_source(&known, import, origin->importer, origin->version,
		origin->sha256, err))
		goto failed;
	*account = import->account;
	if (known.same && !input->again) {
		*unchanged = true;
		import_abandon(import);
		return true;
	}
	import->account = (struct account){ 0 };
	if (!forget_others(import, origin, err) ||
	    !earlier_forget(model, input->shown, str_from(origin->sha256), err))
		goto failed;
	if (known.id && !(origin->incremental && known.same_reader)) {
		if (!earlier_set_aside(&import->earlier, model, known.id,
			str_from(origin->sha256), err))
			goto failed;
		known.id = 0;
	}
	if (!store_source(import, known.id, origin->importer, origin->version,
		origin->sha256, origin->why, err))
		goto failed;
	if (known.id && !forget_remarks(model, known.id, err))
		goto failed;
	*out = import;
	return true;
failed:
	import_abandon(import);
	return false;
}

static bool store_account(struct import *import, struct error *err)
{
	struct query *query = NULL;
	const struct account *a = &import->account;
	if (!query_open(&query, import->model,
		"UPDATE source SET read = ?2, imported = ?3, duplicate = ?4, "
		"rejected = ?5, empty = ?6 WHERE id = ?1",
		err))
		return false;
	query_bind_int(query, 1, import->source_id);
	query_bind_int(query, 2, a->read);
	query_bind_int(query, 3, a->imported);
	query_bind_int(query, 4, a->duplicate);
	query_bind_int(query, 5, a->rejected);
	query_bind_int(query, 6, a->empty);
	query_do(query);
	return query_close(query, err);
}

bool import_only_counts(const struct import *import)
{
	return import->tally && import->account.imported >= PREVIEW_RESULTS;
}

void import_tally_result(struct import *import,
    const struct fact_result *result, const int *cwe, int cwe_count)
{
	preview_tally_result(import->tally, result, cwe, cwe_count);
}

bool import_only_meets(struct import *import, enum fact_kind kind,
    const void *record, enum put_end *end)
{
	return import->tally &&
	       preview_tally_meets(import->tally, kind, record, end);
}

bool import_end(
    struct import *import, struct account *account, struct error *err)
{
	const struct account *a = &import->account;
	bool done = false;
	if (account)
		*account = *a;
	if (a->read != a->imported + a->duplicate + a->rejected + a->empty)
		error_set(err, ERROR_SYSTEM,
		    "the account of " STR_FMT " does not balance: %lld read, "
		    "%lld imported, %lld duplicate, %lld rejected, %lld empty",
		    STR_ARG(import->input->shown), (long long)a->read,
		    (long long)a->imported, (long long)a->duplicate,
		    (long long)a->rejected, (long long)a->empty);
	else
		done =
		    (!import->results || results_end(import->results, err)) &&
		    (!import->earlier ||
			earlier_settle(import->model, import->earlier,
			    import->source_id, err)) &&
		    store_account(import, err) &&
		    (!import->tally ||
			preview_tally_store(import->tally, import->model, err));
	if (!done) {
		import_abandon(import);
		return false;
	}
	done = model_commit(import->model, err);
	free_import(import);
	return done;
}

void import_abandon(struct import *import)
{
	if (!import)
		return;
	model_rollback(import->model);
	free_import(import);
}

bool import_refuse(struct model *model, const struct input *input,
    const struct error *why, struct error *err)
{
	/* no digest: it is looked at again each time */
	const struct import_origin origin = { .importer = "none",
		.sha256 = "" };
	struct import *import = NULL;
	struct account account;
	bool unchanged;
	if (!import_begin(
		&import, &unchanged, model, input, &origin, &account, err))
		return false;
	if (unchanged)
		return true;
	import_read(import, why->line, why->column);
	import_reject(import, 0, 0, "unreadable", "%s%s%s", why->message,
	    why->fix[0] ? "; fix: " : "", why->fix);
	return import_end(import, NULL, err);
}

const struct input *import_input(const struct import *import)
{
	return import->input;
}

struct model *import_model(struct import *import)
{
	return import->model;
}

int64_t import_source(const struct import *import)
{
	return import->source_id;
}

int64_t import_current(const struct import *import)
{
	return import->locator;
}

void import_read(struct import *import, int64_t line, int64_t column)
{
	import->account.read++;
	import->line = line;
	import->column = column;
	import->locator = line;
}

void import_locator(struct import *import, int64_t locator)
{
	import->locator = locator;
}

void import_accept(struct import *import)
{
	import->account.imported++;
}

void import_duplicate(struct import *import)
{
	import->account.duplicate++;
}

void import_empty(struct import *import)
{
	import->account.empty++;
}

/* Stores a remark with a statement of its own; losing one in a full store is
 * reported by import_end, which cannot write either. */
static void store_text(struct query *query, const struct import *import,
    const char *first, const char *code, struct place place, struct str text)
{
	query_bind_int(query, 1, import->source_id);
	query_bind_int(query, 2, place.line);
	query_bind_int(query, 3, place.column);
	query_bind_text(query, 4, str_from(code));
	query_bind_text(query, 5, text);
	query_bind_text(query, 6, str_from(first));
	query_do(query);
}

#define REJECT_SQL                                                             \
	"INSERT INTO reject (source_id, line, \"column\", code, text) "        \
	"VALUES (?1, ?2, ?3, ?4, ?5)"
#define DIAGNOSTIC_SQL                                                         \
	"INSERT INTO diagnostic (source_id, severity, code, line, text) "      \
	"VALUES (?1, ?6, ?4, ?2, ?5)"

/* What is said of an input quotes it: as it may be printed and kept. */
static struct str remark(
    struct import *import, const char *format, va_list arguments)
{
	arena_reset(import->scratch);
	struct str text = arena_vprintf(import->scratch, format, arguments);
	if (import->hide)
		text = import->hide(import->hider, import->scratch, text);
	return utf8_printable(import->scratch, text);
}

void import_reject(struct import *import, int64_t line, int64_t column,
    const char *code, const char *format, ...)
{
	struct error ignored;
	struct place place = { .line = line ? line : import->line,
		.column = line ? column : import->column };
	import->account.rejected++;
	if (!import->reject &&
	    !query_open(&import->reject, import->model, REJECT_SQL, &ignored))
		return;
	va_list arguments;
	va_start(arguments, format);
	struct str text = remark(import, format, arguments);
	va_end(arguments);
	query_rewind(import->reject);
	store_text(import->reject, import, NULL, code, place, text);
	query_rewind(import->reject);
}

void import_diagnose(struct import *import, const char *severity,
    const char *code, int64_t line, const char *format, ...)
{
	struct query *query = NULL;
	struct error ignored;
	if (!query_open(&query, import->model, DIAGNOSTIC_SQL, &ignored))
		return;
	va_list arguments;
	va_start(arguments, format);
	struct str text = remark(import, format, arguments);
	va_end(arguments);
	store_text(query, import, severity, code,
	    (struct place){ .line = line }, text);
	(void)!query_close(query, &ignored);
}

bool import_add_result(struct import *import, const struct fact_result *result,
    const int *cwe, int cwe_count, int64_t *id, bool *added, struct error *err)
{
	if (!import->results)
		import->results = results_new(import, import->keep);
	return results_add(
	    import->results, result, cwe, cwe_count, id, added, err);
}

void import_progress(
    struct import *import, const char *unit, int64_t done, int64_t total)
{
	const struct import_watch *watch = import->input->watch;
	if (watch && (done % PROGRESS_EVERY == 0 || done == total))
		watch->progress(watch->user, unit, done, total);
}

static char *put_part(char *at, struct str part)
{
	if (part.len)
		memcpy(at, part.ptr, part.len);
	at[part.len] = '\0';
	return at + part.len + 1;
}

/* "name\0email\0login\0" */
static struct str alias_key(
    struct import *import, struct str name, struct str email, struct str login)
{
	size_t len = name.len + email.len + login.len + 3;
	arena_reset(import->scratch);
	char *key = arena_alloc_raw(import->scratch, len);
	put_part(put_part(put_part(key, name), email), login);
	return (struct str){ key, len };
}

bool import_alias(struct import *import, struct str name, struct str email,
    struct str login, int64_t *id, struct error *err)
{
	struct str key = alias_key(import, name, email, login);
	bool added;
	union map_value *known = map_get(&import->aliases, key);
	if (known) {
		*id = known->number;
		return true;
	}
	if (!IMPORT_ADD(import, alias, id, &added, err, .name = name,
		.email = email, .login = login))
		return false;
	map_put(&import->aliases, key, NULL)->number = *id;
	return true;
}
