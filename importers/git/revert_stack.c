/* Patches that undo commits one upon the other. What is undone so far is an
 * index of the whole revision, of which each commit changes a few paths. */
#include <string.h>

#include "base/base64.h"
#include "base/date.h"
#include "importers/git/commit.h"
#include "importers/git/undo.h"

enum {
	SUBJECT_MAX = 200,
	PATCH_SIZE_MAX = 256 << 20,
	BASE64_LINE_BYTES = 57, /* 76 letters */
};

struct stack {
	struct trial trial;
	git_index *index; /* with all that was undone so far */
	git_tree *ours;	  /* as a tree */
	const struct revert_stacking *wish;
	struct arena *scratch;
};

/* The subject as a header can hold it: one line, no control characters. */
static struct str subject_of(git_commit *commit, struct arena *scratch)
{
	const char *summary = git_commit_summary(commit);
	struct str text =
	    commit_utf8(scratch, str_from(summary ? summary : ""));
	if (text.len > SUBJECT_MAX) {
		text.len = SUBJECT_MAX;
		while (text.len && (text.ptr[text.len] & 0xC0) == 0x80)
			text.len--;
	}
	char *copy = arena_z(scratch, text);
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)copy[i] < ' ' || copy[i] == 0x7F)
			copy[i] = ' ';
	return (struct str){ copy, text.len };
}

/* "Sun, 4 Oct 2026 10:00:00 +0000" (RFC 5322, section 3.3) */
static struct str mail_date(int64_t time, struct arena *scratch)
{
	static const char *const days[] = { "Thu", "Fri", "Sat", "Sun", "Mon",
		"Tue", "Wed" }; /* 1970-01-01 was a Thursday */
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May",
		"Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	int64_t day = (time / DAY_SECONDS) % 7;
	struct date date = date_from_time(time);
	return arena_printf(scratch, "%s, %d %s %d %02d:%02d:%02d +0000",
	    days[day < 0 ? day + 7 : day], date.day, months[date.month - 1],
	    date.year, date.hour, date.minute, date.second);
}

/* TEXT in lines of base64 (RFC 2045, section 6.8). */
static struct str encoded(struct str text, struct arena *scratch)
{
	struct buf out = { 0 };
	for (size_t i = 0; i < text.len; i += BASE64_LINE_BYTES) {
		base64_add(&out, str_slice(text, i, i + BASE64_LINE_BYTES));
		buf_add_char(&out, '\n');
	}
	struct str lines = arena_str(scratch, buf_str(&out));
	buf_free(&out);
	return lines;
}

/* As git format-patch writes it (RFC 5322), but for bodies with carriage
 * returns, which git am would take off the ends of lines. */
static struct str patch_text(const struct stack *stack, const struct undo *undo,
    const struct revert *item, const git_buf *diff)
{
	struct arena *scratch = stack->scratch;
	bool has_return = memchr(diff->ptr, '\r', diff->size) != NULL;
	struct str body = arena_printf(scratch,
	    "This reverts commit " STR_FMT ".\n---\n\n%.*s--\nassay\n",
	    STR_ARG(item->commit), (int)diff->size, diff->ptr);
	return arena_printf(scratch,
	    "From " STR_FMT " Mon Sep 17 00:00:00 2001\n"
	    "From: " STR_FMT "\n"
	    "Date: " STR_FMT "\n"
	    "Subject: [PATCH] Revert \"" STR_FMT "\"\n"
	    "MIME-Version: 1.0\n"
	    "Content-Type: text/plain; charset=UTF-8\n"
	    "Content-Transfer-Encoding: %s\n\n" STR_FMT,
	    STR_ARG(item->commit), STR_ARG(stack->wish->author),
	    STR_ARG(mail_date(stack->wish->time, scratch)),
	    STR_ARG(subject_of(undo->commit, scratch)),
	    has_return ? "base64" : "8bit",
	    STR_ARG(has_return ? encoded(body, scratch) : body));
}

static bool diff_text(
    git_buf *text, git_repository *repository, git_tree *from, git_tree *to)
{
	git_diff *diff = NULL;
	git_diff_options options;
	if (git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION))
		return false;
	options.flags = GIT_DIFF_SHOW_BINARY;
	options.id_abbrev = GIT_OID_HEXSZ;
	bool done =
	    git_diff_tree_to_tree(&diff, repository, from, to, &options) == 0 &&
	    git_diff_to_buf(text, diff, GIT_DIFF_FORMAT_PATCH) == 0 &&
	    text->size <= PATCH_SIZE_MAX;
	git_diff_free(diff);
	return done;
}

/* The index without the commit, and its tree. */
static bool apply(
    git_tree **result, struct stack *stack, const struct undo *undo)
{
	git_oid oid;
	for (size_t i = 0; i < undo->before_count; i++)
		if (undo->before[i].mode)
			git_index_remove(stack->index, undo->before[i].path, 0);
	for (size_t i = 0; i < git_index_entrycount(undo->merged); i++) {
		git_index_entry entry = *git_index_get_byindex(undo->merged, i);
		if (git_index_add(stack->index, &entry))
			return false;
	}
	return git_index_write_tree_to(
		   &oid, stack->index, stack->trial.repository) == 0 &&
	       git_tree_lookup(result, stack->trial.repository, &oid) == 0;
}

static void take_back(struct stack *stack)
{
	git_index_clear(stack->index);
	git_index_read_tree(stack->index, stack->ours);
}

/* Hands out what undoing ITEM adds; what cannot be written is not undone. */
static bool give_patch(struct stack *stack, const struct undo *undo,
    struct revert *item, struct error *err)
{
	git_buf diff = { 0 };
	git_tree *result = NULL;
	bool done = true;
	if (apply(&result, stack, undo) &&
	    diff_text(&diff, stack->trial.repository, stack->ours, result)) {
		const struct revert_patch patch = { item,
			patch_text(stack, undo, item, &diff) };
		done = stack->wish->each(stack->wish->user, &patch, err);
		git_tree_free(stack->ours);
		stack->ours = result;
	} else {
		static const char why[] =
		    "its patch cannot be written: it is too large, or an "
		    "object is not in this clone";
		memcpy(item->reason, why, sizeof why);
		item->state = REVERT_NOT_TRIED;
		git_tree_free(result);
		take_back(stack);
	}
	git_buf_dispose(&diff);
	return done;
}

static bool stack_one(
    struct stack *stack, struct revert *item, struct error *err)
{
	struct undo undo;
	bool done = true;
	undo_try(
	    &undo, stack->trial.repository, stack->ours, item, stack->scratch);
	if (item->state == REVERT_CLEAN)
		done = give_patch(stack, &undo, item, err);
	undo_close(&undo);
	arena_reset(stack->scratch);
	return done;
}

static bool stack_open(struct stack *stack, struct str path, struct error *err)
{
	return (git_tree_dup(&stack->ours, stack->trial.head) == 0 &&
		   git_index_new(&stack->index) == 0 &&
		   git_index_read_tree(stack->index, stack->ours) == 0) ||
	       trial_failed(path, err);
}

bool revert_stack(struct str path, struct str head, struct revert *items,
    size_t count, const struct revert_stacking *wish, struct error *err)
{
	struct stack stack = { .wish = wish };
	if (!trial_open(&stack.trial, path, head, err))
		return false;
	bool done = stack_open(&stack, path, err);
	stack.scratch = arena_new();
	for (size_t i = 0; done && i < count; i++) {
		done = stack_one(&stack, &items[i], err);
		if (wish->tell)
			wish->tell(wish->user, i + 1, count);
	}
	arena_free(stack.scratch);
	git_index_free(stack.index);
	git_tree_free(stack.ours);
	trial_close(&stack.trial);
	return done;
}
