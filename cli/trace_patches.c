/* The newest commit is undone first, so that later work is out of the way of
 * the older. The date of all patches is the day spoken of: later than what they
 * undo, and the same whenever the same is asked. */
#include "cli/trace_patches.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "model/query.h"

#define DEFAULT_AUTHOR "assay <assay@localhost>"

struct pile {
	const struct trace *trace;
	const struct trace_commit **order; /* those of the items */
	struct audit *audit;
	struct str author;
	struct str folder;
	struct arena *scratch;
	size_t count;
	size_t left;
};

bool trace_patch_author(
    struct str *author, const struct context *context, struct error *err)
{
	struct str text = option_value(context, "author");
	size_t open = str_find_byte(text, '<');
	*author = text.ptr ? text : STR(DEFAULT_AUTHOR);
	if (!text.ptr)
		return true;
	if (open > 0 && open + 2 < text.len && str_ends(text, STR(">")) &&
	    str_find_byte(str_skip(text, open), '@') < text.len - open &&
	    str_equal(utf8_printable(context->keep, text), text))
		return true;
	error_set(err, ERROR_USAGE,
	    "expected --author with a name and an address, found "
	    "\"" STR_FMT "\"",
	    STR_ARG(utf8_printable(context->keep, text)));
	return error_fix(
	    err, "give both: --author 'Response Team <response@example.com>'");
}

static bool write_patch(
    void *user, const struct revert_patch *patch, struct error *err)
{
	struct pile *pile = user;
	struct str name = arena_printf(pile->scratch,
	    "%04zu-revert-%.12s.patch", ++pile->count, patch->item->commit.ptr);
	struct str path = path_join(pile->scratch, pile->folder, name);
	return file_write(path, patch->text, 0644, err);
}

/* A commit that ended findings is undone like any other, if it is wished. */
static void warn_closed(
    const struct revert *items, size_t count, const struct pile *pile)
{
	for (size_t i = 0; i < count; i++) {
		const struct trace_commit *commit = pile->order[i];
		if (items[i].state != REVERT_CLEAN || !commit->closed)
			continue;
		fprintf(stderr,
		    "%.12s: warning: it ended %lld finding%s, the "
		    "worst " STR_FMT ": its patch brings %s back\n",
		    items[i].commit.ptr, (long long)commit->closed,
		    commit->closed == 1 ? "" : "s",
		    STR_ARG(commit->closed_worst),
		    commit->closed == 1 ? "it" : "them");
	}
}

static void tell(void *user, size_t done, size_t count)
{
	const struct pile *pile = user;
	progress_tell(
	    pile->audit->progress, "commits", (int64_t)done, (int64_t)count);
}

static int newest_first(const void *a, const void *b)
{
	const struct trace_commit *left =
	    *(const struct trace_commit *const *)a;
	const struct trace_commit *right =
	    *(const struct trace_commit *const *)b;
	if (left->when != right->when)
		return left->when > right->when ? -1 : 1;
	return str_compare(left->oid, right->oid);
}

/* The commits of one repository, in the order of undoing them. */
static size_t sort_commits(
    struct revert *items, struct pile *pile, int64_t repository_id)
{
	/* NOLINTBEGIN(bugprone-sizeof-expression): pointers are meant */
	const struct trace *trace = pile->trace;
	const struct trace_commit **order =
	    arena_array(pile->scratch, trace->count, sizeof *order);
	size_t count = 0;
	pile->order = order;
	for (size_t i = 0; i < trace->count; i++)
		if (trace->commits[i].repository_id == repository_id)
			order[count++] = &trace->commits[i];
	if (count)
		qsort(order, count, sizeof *order, newest_first);
	/* NOLINTEND(bugprone-sizeof-expression) */
	for (size_t i = 0; i < count; i++)
		items[i] = (struct revert){ .commit = order[i]->oid };
	return count;
}

static void list_left(
    const struct revert *items, size_t count, struct pile *pile)
{
	for (size_t i = 0; i < count; i++) {
		const struct revert *item = &items[i];
		if (item->state == REVERT_CLEAN)
			continue;
		pile->left++;
		printf("%.12s %s%s%s\n", item->commit.ptr,
		    revert_word(item->state), item->reason[0] ? ": " : "",
		    item->reason);
	}
}

void trace_tell_missing(struct context *context, struct str path,
    size_t commits, const struct error *why)
{
	error_print(why, stderr);
	fprintf(stderr,
	    STR_FMT ": %zu commit%s not tried; paths are as they were "
		    "given to the\nimport, so name the repository again: assay "
		    "trace ... PATH\n",
	    STR_ARG(path), commits, commits == 1 ? " is" : "s are");
	context->status = error_exit_status(why);
}

static bool pile_repository(struct pile *pile,
    const struct trace_repository *repository, struct error *err)
{
	struct arena *scratch = pile->scratch;
	struct revert *items =
	    arena_array(scratch, pile->trace->count, sizeof *items);
	size_t count = sort_commits(items, pile, repository->id);
	const struct revert_stacking wish = { pile->author, pile->audit->as_of,
		write_patch, tell, pile };
	struct str wanted = option_value(pile->audit->context, "write-patches");
	struct error why;
	pile->count = 0;
	pile->left = 0;
	pile->folder = path_join(scratch, wanted, repository->name);
	if (!file_make_folders(pile->folder, err))
		return false;
	progress_stage(pile->audit->progress,
	    arena_printf(scratch, "undoing commits of " STR_FMT,
		STR_ARG(repository->name)));
	bool done = revert_stack(
	    repository->path, repository->head, items, count, &wish, &why);
	progress_end(pile->audit->progress);
	if (!done && why.kind == ERROR_INPUT) {
		trace_tell_missing(
		    pile->audit->context, repository->path, count, &why);
		return true;
	}
	if (!done) {
		*err = why;
		return false;
	}
	list_left(items, count, pile);
	warn_closed(items, count, pile);
	printf(STR_FMT ": %zu patch%s for git am, %zu commit%s left\n",
	    STR_ARG(pile->folder), pile->count, pile->count == 1 ? "" : "es",
	    pile->left, pile->left == 1 ? "" : "s");
	return true;
}

bool trace_write_patches(const struct trace *trace, struct audit *audit,
    struct str author, struct error *err)
{
	struct pile pile = {
		.trace = trace,
		.audit = audit,
		.author = author,
		.scratch = arena_new(),
	};
	struct trace_repositories list = { 0 };
	struct period ignored;
	bool done = audit_settle(audit, &ignored, err) &&
		    trace_repositories(
			&list, audit->model, audit->folder, pile.scratch, err);
	for (size_t i = 0; done && i < list.count; i++)
		done = pile_repository(&pile, &list.items[i], err);
	arena_free(pile.scratch);
	return done;
}
