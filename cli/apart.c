#include "cli/apart.h"

#include <errno.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "importers/importer.h"
#include "model/merge.h"
#include "model/query.h"

/* A model that one process after the other fills; one at a time. */
struct slot {
	struct str path;
	pid_t pid;    /* 0: none */
	size_t input; /* that it reads */
};

struct apart {
	struct audit *audit;
	const struct inputs *inputs;
	struct slot *slots; /* as many as --jobs */
	bool *done;
	int *crashed;
};

/* Places of the repositories that the model does not know. */
struct places {
	size_t *items;
	size_t count;
	size_t room;
};

static bool list_new(
    struct places *places, const struct apart *apart, struct error *err)
{
	struct arena *keep = apart->audit->context->keep;
	struct query *query = NULL;
	if (!query_open(&query, apart->audit->model,
		"SELECT 1 FROM source WHERE path = ?1 AND importer <> 'none'",
		err))
		return false;
	for (size_t i = 0; i < apart->inputs->count; i++) {
		if (!apart->inputs->items[i].is_folder)
			continue;
		query_rewind(query);
		query_bind_text(query, 1, apart->inputs->items[i].shown);
		if (!query_next(query))
			VEC_PUSH(places, keep, i);
	}
	return query_close(query, err);
}

static void remove_model(struct str path, struct arena *keep)
{
	unlink(arena_z(keep, path));
	unlink(arena_z(
	    keep, arena_printf(keep, STR_FMT "-journal", STR_ARG(path))));
}

/* In a process of its own, which ends here. */
_Noreturn static void read_one(
    const struct apart *apart, const struct slot *slot)
{
	struct input input = apart->inputs->items[slot->input];
	struct error err = { 0 };
	struct account account;
	struct model *model = NULL;
	bool unchanged;
	input.cache = apart->audit->cache;
	input.jobs = 1;
	input.watch = NULL;
	bool done = model_open(&model, slot->path, &err) &&
		    importer_run(model, &input, &account, &unchanged, &err);
	model_close(model);
	_exit(done ? 0 : error_exit_status(&err));
}

/* Until one has ended; its slot, NULL: none was running. */
static struct slot *wait_for_one(struct apart *apart)
{
	int status;
	pid_t pid;
	do
		pid = wait(&status);
	while (pid < 0 && errno == EINTR);
	for (int i = 0; pid > 0 && i < apart->audit->jobs; i++) {
		struct slot *slot = &apart->slots[i];
		if (slot->pid != pid)
			continue;
		slot->pid = 0;
		apart->done[slot->input] =
		    WIFEXITED(status) && WEXITSTATUS(status) == 0;
		if (WIFSIGNALED(status))
			apart->crashed[slot->input] = WTERMSIG(status);
		return slot;
	}
	return NULL;
}

static void read_all(struct apart *apart, const struct places *places)
{
	for (size_t i = 0; i < places->count; i++) {
		struct slot *slot = NULL;
		for (int k = 0; k < apart->audit->jobs && !slot; k++)
			if (!apart->slots[k].pid)
				slot = &apart->slots[k];
		if (!slot)
			slot = wait_for_one(apart);
		if (!slot)
			break;
		slot->input = places->items[i];
		fflush(NULL);
		slot->pid = fork();
		if (slot->pid == 0)
			read_one(apart, slot);
		if (slot->pid < 0)
			slot->pid = 0; /* it is read as always */
		progress_tell(apart->audit->progress, "repositories",
		    (int64_t)i + 1, (int64_t)places->count);
	}
	while (wait_for_one(apart))
		;
}

static bool merge_slots(struct apart *apart, struct error *err)
{
	struct audit *audit = apart->audit;
	bool good = true;
	progress_stage(audit->progress, STR("merging repositories"));
	for (int i = 0; i < audit->jobs; i++) {
		struct str path = apart->slots[i].path;
		if (file_exists(path))
			good = good && model_merge(audit->model, path, err);
		remove_model(path, audit->context->keep);
	}
	progress_end(audit->progress);
	return good;
}

bool import_apart(struct audit *audit, const struct inputs *inputs, bool *done,
    int *crashed, struct error *err)
{
	struct arena *keep = audit->context->keep;
	struct apart apart = { .audit = audit, .inputs = inputs };
	struct places places = { 0 };
	apart.done = done;
	apart.crashed = crashed;
	if (audit->jobs < 2)
		return true;
	if (!list_new(&places, &apart, err))
		return false;
	if (places.count < 2)
		return true;
	apart.slots =
	    arena_array(keep, (size_t)audit->jobs, sizeof *apart.slots);
	for (int i = 0; i < audit->jobs; i++) {
		apart.slots[i].path = arena_printf(
		    keep, STR_FMT ".part-%d", STR_ARG(audit->database), i);
		remove_model(apart.slots[i].path, keep);
	}
	progress_stage(audit->progress, STR("reading repositories"));
	read_all(&apart, &places);
	progress_end(audit->progress);
	return merge_slots(&apart, err);
}

void apart_why(struct error *why, const struct input *input, int signal)
{
	error_at(why, (struct place){ .file = input->shown },
	    "the process that read it crashed (%s)", strsignal(signal));
	error_fix(why, "git fsck says whether the repository is sound; tell "
		       "the makers of assay if it is");
}
