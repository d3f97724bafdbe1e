#include "cli/apart.h"

#include <errno.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "importers/importer.h"
#include "model/merge.h"
#include "model/query.h"

struct part {
	size_t input;
	struct str path; /* of its model */
	pid_t pid;	 /* 0: has ended, or was not begun */
	bool is_good;
};

struct parts {
	struct part *items;
	size_t count;
	size_t room;
};

static bool list_new(struct parts *parts, struct audit *audit,
    const struct inputs *inputs, struct error *err)
{
	struct arena *keep = audit->context->keep;
	struct query *query = NULL;
	if (!query_open(&query, audit->model,
		"SELECT 1 FROM source WHERE path = ?1", err))
		return false;
	for (size_t i = 0; i < inputs->count; i++) {
		struct part part = { .input = i,
			.path = arena_printf(keep, STR_FMT ".part-%zu",
			    STR_ARG(audit->database), i) };
		if (!inputs->items[i].is_folder)
			continue;
		query_rewind(query);
		query_bind_text(query, 1, inputs->items[i].shown);
		if (!query_next(query))
			VEC_PUSH(parts, keep, part);
	}
	return query_close(query, err);
}

static void remove_part(const struct audit *audit, const struct part *part)
{
	static const char *const ends[] = { "", "-journal" };
	struct arena *keep = audit->context->keep;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		unlink(arena_z(keep, arena_printf(keep, STR_FMT "%s",
					 STR_ARG(part->path), ends[i])));
}

/* In a process of its own, which ends here. */
_Noreturn static void read_apart(
    const struct audit *audit, struct input input, const struct part *part)
{
	struct error err = { 0 };
	struct account account;
	struct model *model = NULL;
	bool unchanged;
	input.cache = audit->cache;
	input.jobs = 1;
	input.watch = NULL;
	bool done = model_open(&model, part->path, &err) &&
		    importer_run(model, &input, &account, &unchanged, &err);
	model_close(model);
	_exit(done ? 0 : error_exit_status(&err));
}

/* Until one has ended; those that run are between FIRST and LAST. */
static void wait_for_one(struct parts *parts, size_t last, int *crashed)
{
	int status;
	pid_t pid = wait(&status);
	for (size_t i = 0; i < last; i++) {
		struct part *part = &parts->items[i];
		if (pid <= 0 || part->pid != pid)
			continue;
		part->pid = 0;
		part->is_good = WIFEXITED(status) && WEXITSTATUS(status) == 0;
		if (WIFSIGNALED(status))
			crashed[part->input] = WTERMSIG(status);
	}
}

static void read_all(struct audit *audit, const struct inputs *inputs,
    struct parts *parts, int *crashed)
{
	int running = 0;
	for (size_t i = 0; i < parts->count; i++) {
		struct part *part = &parts->items[i];
		remove_part(audit, part);
		if (running == audit->jobs) {
			wait_for_one(parts, i, crashed);
			running--;
		}
		fflush(NULL);
		part->pid = fork();
		if (part->pid == 0)
			read_apart(audit, inputs->items[part->input], part);
		if (part->pid > 0)
			running++;
	}
	for (; running; running--)
		wait_for_one(parts, parts->count, crashed);
}

bool import_apart(struct audit *audit, const struct inputs *inputs, bool *done,
    int *crashed, struct error *err)
{
	struct parts parts = { 0 };
	bool good = true;
	if (audit->jobs < 2)
		return true;
	if (!list_new(&parts, audit, inputs, err))
		return false;
	if (parts.count < 2)
		return true;
	progress_stage(audit->progress, STR("reading repositories"));
	read_all(audit, inputs, &parts, crashed);
	progress_end(audit->progress);
	progress_stage(audit->progress, STR("merging them"));
	for (size_t i = 0; i < parts.count; i++) {
		struct part *part = &parts.items[i];
		good = good && (!part->is_good ||
				   model_merge(audit->model, part->path, err));
		done[part->input] = good && part->is_good;
		remove_part(audit, part);
	}
	progress_end(audit->progress);
	return good;
}

void apart_why(struct error *why, const struct input *input, int signal)
{
	error_at(why, (struct place){ .file = input->shown },
	    "the process that read it crashed (%s)", strsignal(signal));
	error_fix(why, "git fsck says whether the repository is sound; tell "
		       "the makers of assay if it is");
}
