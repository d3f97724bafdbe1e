/* The rows of secret_change and secret_head: literal secrets in the files of
 * data/secret-files.csv and in those that configure MCP servers, compared from
 * one version to the next by rule and name. The value never leaves
 * importers/secret; a secret that is replaced by another stays the same one. */
#include "importers/git/job.h"

#include "importers/git/watch_memo.h"
#include "importers/secret/secret.h"

enum { SECRETS_BYTES = 4 << 20 }; /* of lists that are remembered */

struct state {
	const struct signatures *signatures;
	struct secret_rules *rules;
	struct watch_memo lists;
};

struct secrets {
	bool is_known;
	struct secret_list list;
};

static bool open_state(struct job *job, void **out, struct error *err)
{
	struct state *state = ARENA_NEW(job->keep, struct state);
	*out = state;
	state->signatures = job->signatures;
	watch_memo_open(&state->lists, SECRETS_BYTES);
	return secret_rules_read(
	    &state->rules, import_input(job->import)->folders, job->keep, err);
}

static void close_state(void *state)
{
	watch_memo_close(&((struct state *)state)->lists);
}

static enum secret_file kind_of(const struct state *state, struct str path)
{
	struct match match;
	enum secret_file kind = secret_file_kind(state->rules, path);
	if (kind == SECRET_NO_FILE &&
	    signatures_match(state->signatures, SIGNAL_MCP_FILE, path, &match))
		kind = SECRET_CONFIG;
	return kind;
}

static bool wants(const void *state, struct str path, struct str kind)
{
	return !str_equal_z(kind, "test") &&
	       kind_of(state, path) != SECRET_NO_FILE;
}

static const struct secret_list *read_list(
    struct state *state, struct str path, const struct watch_side *side)
{
	struct arena *keep = state->lists.keep;
	void **place = watch_memo_place(&state->lists, path, side);
	if (*place)
		return *place;
	struct secret_list *list = ARENA_NEW(keep, struct secret_list);
	*place = list;
	secret_find(state->rules, kind_of(state, path), side->text, list, keep);
	for (size_t i = 0; i < list->count; i++)
		list->items[i].name = arena_str(keep, list->items[i].name);
	return list;
}

/* Valid until the next rest of the memo. */
static void read_version(struct state *state, struct str path,
    const struct watch_side *side, struct secrets *secrets)
{
	secrets->is_known = side->state != WATCH_UNKNOWN;
	if (side->state == WATCH_TEXT)
		secrets->list = *read_list(state, path, side);
}

static bool has_secret(
    const struct secrets *secrets, const struct secret *secret)
{
	for (size_t i = 0; i < secrets->list.count; i++) {
		const struct secret *other = &secrets->list.items[i];
		if (other->ordinal == secret->ordinal &&
		    str_equal(other->rule, secret->rule) &&
		    str_equal(other->name, secret->name))
			return true;
	}
	return false;
}

static bool store_one(struct job *job, const struct watch_change *change,
    const struct secret *secret, const char *how, struct error *err)
{
	import_locator(job->import, secret->line);
	return IMPORT_ADD(job->import, secret_change, NULL, NULL, err,
	    .commit_id = change->commit_id, .file_id = change->file_id,
	    .rule = secret->rule, .name = secret->name,
	    .ordinal = secret->ordinal, .change = str_from(how),
	    .severity = secret->severity, .label = secret->label);
}

static bool store_new(struct job *job, const struct watch_change *change,
    const struct secrets *olds, const struct secrets *new, struct error *err)
{
	for (size_t i = 0; i < new->list.count; i++) {
		bool was_there = false;
		bool all_known = true;
		for (size_t k = 0; k < change->old_count; k++) {
			was_there |= has_secret(&olds[k], &new->list.items[i]);
			all_known &= olds[k].is_known;
		}
		if ((!was_there || !all_known) &&
		    !store_one(job, change, &new->list.items[i],
			all_known ? "added" : "present", err))
			return false;
	}
	return true;
}

/* What all versions that are known had, and the new one has not. */
static bool store_gone(struct job *job, const struct watch_change *change,
    const struct secrets *olds, const struct secrets *new, struct error *err)
{
	size_t first = 0;
	while (first < change->old_count && !olds[first].is_known)
		first++;
	if (first == change->old_count)
		return true;
	for (size_t i = 0; i < olds[first].list.count; i++) {
		const struct secret *secret = &olds[first].list.items[i];
		bool gone = !has_secret(new, secret);
		for (size_t k = first; gone && k < change->old_count; k++)
			gone =
			    !olds[k].is_known || has_secret(&olds[k], secret);
		if (gone && !store_one(job, change, secret, "removed", err))
			return false;
	}
	return true;
}

static bool store_change(struct job *job, void *user,
    const struct watch_change *change, struct error *err)
{
	struct state *state = user;
	struct secrets *olds =
	    arena_array(job->scratch, change->old_count, sizeof *olds);
	struct secrets new = { 0 };
	struct watch_reading reading = { .what = "secret" };
	int64_t locator = import_current(job->import);
	watch_memo_rest(&state->lists);
	for (size_t i = 0; i < change->old_count; i++) {
		read_version(state, change->path, &change->olds[i], &olds[i]);
		reading.olds_unread |= !olds[i].is_known;
		reading.olds_known |= olds[i].is_known;
	}
	read_version(state, change->path, &change->new, &new);
	reading.new_unread = !new.is_known;
	bool done =
	    watch_note(job, change, &reading, err) &&
	    (!new.is_known || (store_new(job, change, olds, &new, err) &&
				  store_gone(job, change, olds, &new, err)));
	import_locator(job->import, locator);
	return done;
}

static bool store_head(struct job *job, void *user,
    const struct watch_file *file, struct error *err)
{
	struct state *state = user;
	struct secrets secrets = { 0 };
	int64_t locator = import_current(job->import);
	bool done = true;
	if (!file)
		return job_run(job,
			   "DELETE FROM secret_head WHERE repository_id = ?1",
			   err) &&
		       job_run(job,
			   "DELETE FROM unread_head WHERE repository_id = ?1 "
			   "AND what = 'secret'",
			   err);
	read_version(state, file->path, &file->now, &secrets);
	if (!secrets.is_known)
		done = watch_note_head(job, file, "secret", 0, err);
	for (size_t i = 0; done && i < secrets.list.count; i++) {
		const struct secret *secret = &secrets.list.items[i];
		import_locator(job->import, secret->line);
		done = IMPORT_ADD(job->import, secret_head, NULL, NULL, err,
		    .repository_id = job->repository_id,
		    .file_id = file->file_id, .rule = secret->rule,
		    .name = secret->name, .ordinal = secret->ordinal,
		    .severity = secret->severity, .label = secret->label);
	}
	import_locator(job->import, locator);
	return done;
}

extern const struct watcher watcher_secret;
const struct watcher watcher_secret = {
	.name = "secret",
	.open = open_state,
	.wants = wants,
	.change = store_change,
	.head = store_head,
	.close = close_state,
};
