/* Most changes are small and in one place, so the texts are first compared as
 * bytes: what they have in common at both ends is left out. What remains of
 * one side is often nothing, or has no line in common with the other; then
 * there is one hunk. If the common lines stand once on each side, in one
 * order, there is one shortest script. Only else lines of the whole files are
 * counted, because git's diff looks at them before it searches (myers.c):
 *  - a line without partner on the other side is changed, and does not take
 *    part; nor does a line with very many partners amid such lines.
 * Groups of changes then slide to where they stand best (slide.c).
 *
 * git blame cuts the common tail off before it compares, git log does not.
 * The lines that changed are the same unless lines had to be counted; then
 * the search is made twice. */
#include "importers/git/diff.h"

#include <string.h>

#include "base/vec.h"
#include "importers/git/classes.h"
#include "importers/git/lines.h"
#include "importers/git/myers.h"
#include "importers/git/slide.h"

enum {
	TAIL_BLOCK = 1024,
	FREQUENT_MAX = 1024, /* partners that make a line frequent, at most */
	WINDOW = 100,	     /* lines looked at around a frequent line */
	WINDOW_RATIO = 4,
	FEW_ALONE = 6,	     /* too few to make frequent lines drop out */
	CHEAP_CHANGES = 256, /* search costs that need no shortcut */
};

/* ------------------------------------------------------------------ ends -- */

static struct str shorter_of(struct str a, struct str b)
{
	return a.len < b.len ? a : b;
}

static bool is_line_start(struct str text, size_t at)
{
	return at == 0 || text.ptr[at - 1] == '\n';
}

/* Whole lines at the start of both. */
static size_t common_head(struct str a, struct str b)
{
	size_t len = lines_common_head(a, b);
	if (len == a.len && len == b.len)
		return len;
	while (!is_line_start(a, len))
		len--;
	return len;
}

/* The largest number of bytes within COMMON that are whole lines of both. */
static size_t whole_lines(struct str a, struct str b, size_t common)
{
	struct str text = shorter_of(a, b);
	if (common && is_line_start(a, a.len - common) &&
	    is_line_start(b, b.len - common))
		return common;
	while (common && text.ptr[text.len - common] != '\n')
		common--;
	return common ? common - 1 : 0;
}

/* Bytes that git blame cuts off, of COMMON bytes at the end of both. */
static size_t tail_cut(struct str text, size_t common)
{
	size_t cut = common / TAIL_BLOCK * TAIL_BLOCK;
	while (cut && text.ptr[text.len - cut] != '\n')
		cut--;
	return cut ? cut - 1 : 0;
}

/* --------------------------------------------------------------- results -- */

struct job {
	struct arena *scratch;
	struct window windows[SIDES];
	struct classes classes;
	unsigned char *changed[SIDES]; /* of each line of the parts */
	unsigned char *roles[SIDES];   /* in the search, of each line */
	struct groups groups[SIDES];
	VEC(struct hunk) hunks;
};

static void group_changes(struct job *job, int s)
{
	const struct window *window = &job->windows[s];
	const unsigned char *changed = job->changed[s];
	uint32_t i = 0;
	while (i < window->count) {
		struct group group = { .start = window->first + i };
		for (; i < window->count && changed[i]; i++)
			;
		group.end = window->first + i;
		if (group.start < group.end)
			VEC_PUSH(&job->groups[s], job->scratch, group);
		i++;
	}
}

static void take_group(const struct groups *groups, size_t *next,
    uint32_t unchanged, uint32_t *changed, uint32_t *start, uint32_t *count)
{
	*start = unchanged + *changed;
	*count = 0;
	if (*next == groups->count || groups->items[*next].start != *start)
		return;
	*count = groups->items[*next].end - *start;
	*changed += *count;
	++*next;
}

/* Unchanged lines before the next group. */
static uint32_t place_of(
    const struct groups *groups, size_t next, uint32_t changed)
{
	return next < groups->count ? groups->items[next].start - changed
				    : UINT32_MAX;
}

/* Groups with equally many unchanged lines before them are one hunk. */
static void pair_groups(struct job *job)
{
	size_t next[SIDES] = { 0 };
	uint32_t changed[SIDES] = { 0 };
	for (;;) {
		struct hunk hunk;
		uint32_t old =
		    place_of(&job->groups[OLD], next[OLD], changed[OLD]);
		uint32_t new =
		    place_of(&job->groups[NEW], next[NEW], changed[NEW]);
		uint32_t place = old < new ? old : new;
		if (place == UINT32_MAX)
			return;
		take_group(&job->groups[OLD], &next[OLD], place, &changed[OLD],
		    &hunk.old_start, &hunk.old_count);
		take_group(&job->groups[NEW], &next[NEW], place, &changed[NEW],
		    &hunk.new_start, &hunk.new_count);
		VEC_PUSH(&job->hunks, job->scratch, hunk);
	}
}

static void slide_all(struct job *job)
{
	slide_groups(&job->groups[OLD], &job->groups[NEW], &job->windows[OLD]);
	slide_groups(&job->groups[NEW], &job->groups[OLD], &job->windows[NEW]);
	pair_groups(job);
}

static void add_whole_part(struct job *job, int s)
{
	const struct window *window = &job->windows[s];
	struct group group = { window->first, window->first + window->count };
	if (window->count)
		VEC_PUSH(&job->groups[s], job->scratch, group);
}

/* Both parts changed as a whole. */
static void change_all(struct job *job)
{
	add_whole_part(job, OLD);
	add_whole_part(job, NEW);
	if (job->windows[OLD].count && job->windows[NEW].count)
		pair_groups(job); /* they hold each other in place */
	else
		slide_all(job);
}

/* ------------------------------------------------------ few common lines -- */

/* What the lines of the parts alone tell. */
struct sight {
	uint32_t common; /* lines that stand once on each side */
	uint32_t alone[SIDES];
	bool has_repeats; /* a common line stands twice on a side */
};

static struct sight look_at(const struct classes *classes)
{
	struct sight sight = { 0 };
	for (uint32_t i = 0; i < classes->count; i++) {
		const uint32_t *counts = classes->items[i].counts;
		if (!counts[NEW])
			sight.alone[OLD] += counts[OLD];
		else if (!counts[OLD])
			sight.alone[NEW] += counts[NEW];
		else if (counts[OLD] == 1 && counts[NEW] == 1)
			sight.common++;
		else
			sight.has_repeats = true;
	}
	return sight;
}

static bool has_both(const struct classes *classes, int s, uint32_t line)
{
	const uint32_t *counts =
	    classes->items[classes->of_lines[s][line]].counts;
	return counts[OLD] && counts[NEW];
}

/* Marks what changed when the common lines, each there once, have the same
 * order on both sides. */
static bool match_in_order(struct job *job)
{
	const struct classes *classes = &job->classes;
	uint32_t at = 0;
	memset(job->changed[OLD], 1, job->windows[OLD].count);
	memset(job->changed[NEW], 1, job->windows[NEW].count);
	for (uint32_t i = 0; i < job->windows[OLD].count; i++) {
		if (!has_both(classes, OLD, i))
			continue;
		while (
		    at < job->windows[NEW].count && !has_both(classes, NEW, at))
			at++;
		if (at == job->windows[NEW].count ||
		    classes->of_lines[OLD][i] != classes->of_lines[NEW][at])
			return false;
		job->changed[OLD][i] = 0;
		job->changed[NEW][at++] = 0;
	}
	return true;
}

/* Whether every search finds the same, whatever else the files hold. */
static bool match_simply(struct job *job, const struct sight *sight)
{
	return !sight->has_repeats && sight->alone[OLD] <= FEW_ALONE &&
	       sight->alone[NEW] <= FEW_ALONE && match_in_order(job);
}

/* ---------------------------------------------------------- taking part --- */

enum { ALONE = 1, NORMAL, FREQUENT };

static uint32_t rough_root(uint32_t n)
{
	uint32_t root = 1;
	for (; n > 0; n >>= 2)
		root <<= 1;
	return root;
}

/* False: they are as they were. */
static bool find_roles(struct job *job, int s)
{
	bool has_news = false;
	const struct classes *classes = &job->classes;
	uint32_t limit = rough_root(job->windows[s].lines);
	if (limit > FREQUENT_MAX)
		limit = FREQUENT_MAX;
	for (uint32_t i = 0; i < job->windows[s].count; i++) {
		uint32_t partners =
		    classes->items[classes->of_lines[s][i]].counts[!s];
		unsigned char role = partners == 0	? ALONE
				     : partners < limit ? NORMAL
							: FREQUENT;
		has_news |= job->roles[s][i] != role;
		job->roles[s][i] = role;
	}
	return has_news;
}

/* Lines alone and frequent in one direction, up to a normal one. */
static void look_around(const unsigned char *roles, int64_t from, int64_t to,
    int step, uint32_t *alone, uint32_t *frequent)
{
	for (int64_t i = from; i != to && roles[i] != NORMAL; i += step) {
		*alone += roles[i] == ALONE;
		*frequent += roles[i] == FREQUENT;
	}
}

static bool is_amid_changes(
    const unsigned char *roles, int64_t count, int64_t at)
{
	int64_t first = at > WINDOW ? at - WINDOW : 0;
	int64_t last = count - 1 - at > WINDOW ? at + WINDOW : count - 1;
	uint32_t before = 0;
	uint32_t after = 0;
	uint32_t frequent = 2;
	look_around(roles, at - 1, first - 1, -1, &before, &frequent);
	if (before == 0)
		return false;
	look_around(roles, at + 1, last + 1, 1, &after, &frequent);
	return after && frequent * WINDOW_RATIO < frequent + before + after;
}

/* The lines that take part in the search, and where they stand. */
struct part {
	uint32_t *items;
	uint32_t *lines;
	uint32_t count;
};

static struct part choose_lines(struct job *job, int s)
{
	struct arena *scratch = job->scratch;
	uint32_t count = job->windows[s].count;
	const unsigned char *roles = job->roles[s];
	struct part part = {
		.items = arena_array(scratch, count, sizeof *part.items),
		.lines = arena_array(scratch, count, sizeof *part.lines),
	};
	for (uint32_t i = 0; i < count; i++) {
		if (roles[i] == ALONE ||
		    (roles[i] == FREQUENT && is_amid_changes(roles, count, i)))
			continue;
		part.items[part.count] = job->classes.of_lines[s][i];
		part.lines[part.count++] = i;
	}
	return part;
}

/* Searches, unless all lines play the roles of the last search. */
static void search(struct job *job)
{
	bool has_news = find_roles(job, OLD);
	has_news |= find_roles(job, NEW);
	if (!has_news)
		return;
	struct part parts[SIDES];
	struct sequence sequences[SIDES];
	for (int s = 0; s < SIDES; s++) {
		parts[s] = choose_lines(job, s);
		sequences[s] =
		    (struct sequence){ parts[s].items, parts[s].count,
			    arena_alloc(job->scratch, parts[s].count) };
	}
	myers_compare(sequences, job->scratch);
	for (int s = 0; s < SIDES; s++) {
		memset(job->changed[s], 1, job->windows[s].count);
		for (uint32_t i = 0; i < parts[s].count; i++)
			job->changed[s][parts[s].lines[i]] =
			    sequences[s].changed[i];
	}
}

/* ----------------------------------------------------------------- whole -- */

static int64_t count_changed(const struct job *job, int s)
{
	int64_t count = 0;
	for (uint32_t i = 0; i < job->windows[s].count; i++)
		count += job->changed[s][i];
	return count;
}

static void set_counts(const struct job *job, struct diff *diff)
{
	diff->deleted = count_changed(job, OLD);
	diff->added = count_changed(job, NEW);
}

/* Searches once more for the counts, in texts that end in TAIL. */
static void search_whole(struct job *job, struct str tail)
{
	uint32_t tail_lines = (uint32_t)lines_count(tail);
	classes_count_common(&job->classes, tail);
	for (int s = 0; s < SIDES; s++)
		job->windows[s].lines += tail_lines;
	search(job);
	for (int s = 0; s < SIDES; s++)
		job->windows[s].lines -= tail_lines;
}

static void count_around(struct job *job)
{
	const struct window *window = &job->windows[OLD];
	classes_count_common(
	    &job->classes, str_slice(window->text, 0, window->from));
	classes_count_common(&job->classes, str_skip(window->text, window->to));
}

/* TAIL was cut off from both texts for the script, not for the counts. */
static void compare_parts(
    struct job *job, struct diff *diff, uint64_t key, struct str tail)
{
	struct window *windows = job->windows;
	classes_find(&job->classes, windows, key, job->scratch);
	struct sight sight = look_at(&job->classes);
	if (!sight.common && !sight.has_repeats) {
		change_all(job);
		return;
	}
	for (int s = 0; s < SIDES; s++) {
		job->changed[s] = arena_alloc(job->scratch, windows[s].count);
		job->roles[s] = arena_alloc(job->scratch, windows[s].count);
	}
	bool is_simple = match_simply(job, &sight);
	bool all_take_part = !sight.alone[OLD] && !sight.alone[NEW];
	if (!is_simple && !all_take_part)
		count_around(job);
	if (!is_simple)
		search(job);
	group_changes(job, OLD);
	group_changes(job, NEW);
	if (!is_simple && !all_take_part && tail.len)
		search_whole(job, tail);
	set_counts(job, diff);
	slide_all(job);
}

/* Bytes that are left out at both ends; the last CUT of them at the end are
 * not there at all for the script. */
struct ends {
	size_t head;
	size_t tail;
	size_t cut;
};

static struct ends find_ends(struct str old, struct str new)
{
	struct str shorter = shorter_of(old, new);
	size_t head = common_head(old, new);
	size_t common = lines_common_tail(old, new);
	size_t cut = tail_cut(shorter, common);
	if (head + cut > shorter.len)
		return (struct ends){ shorter.len - cut, cut, cut };
	if (common > shorter.len - head)
		common = shorter.len - head;
	return (struct ends){ head, whole_lines(old, new, common), cut };
}

/* Lines of the parts, and of the texts without what is cut off. */
static void find_lines(struct window windows[SIDES], const struct ends *ends)
{
	struct window *old = &windows[OLD];
	struct window *new = &windows[NEW];
	size_t behind = ends->tail - ends->cut;
	uint32_t tail;
	if (old->from == old->to) {
		tail = old->lines - old->first;
		new->count = new->lines - new->first - tail;
	} else if (new->from == new->to) {
		tail = new->lines - new->first;
		old->count = old->lines - old->first - tail;
	} else {
		window_index(old);
		window_index(new);
		tail = old->lines - old->first - old->count;
	}
	uint32_t cut = tail - (uint32_t)lines_count(str_slice(
				  old->text, old->to, old->to + behind));
	old->lines -= cut;
	new->lines -= cut;
}

static void set_window(struct window *window, const struct diff_text *text,
    const struct ends *ends, uint32_t first, struct arena *keep)
{
	size_t len = text->content.len;
	*window = (struct window){
		.keep = keep,
		.text = str_slice(text->content, 0, len - ends->cut),
		.lines = text->lines,
		.first = first,
		.from = (uint32_t)ends->head,
		.to = (uint32_t)(len - ends->tail),
	};
}

struct diff diff_texts(const struct diff_text *old, const struct diff_text *new,
    uint64_t key, struct arena *scratch)
{
	struct job job = { .scratch = scratch };
	struct ends ends = find_ends(old->content, new->content);
	uint32_t first =
	    (uint32_t)lines_count(str_slice(old->content, 0, ends.head));
	struct window *windows = job.windows;
	set_window(&windows[OLD], old, &ends, first, scratch);
	set_window(&windows[NEW], new, &ends, first, scratch);
	find_lines(windows, &ends);
	struct diff diff = { .added = windows[NEW].count,
		.deleted = windows[OLD].count };
	if (windows[OLD].count && windows[NEW].count)
		compare_parts(&job, &diff, key,
		    str_skip(old->content, old->content.len - ends.cut));
	else
		change_all(&job);
	diff.script = (struct script){ job.hunks.items,
		(uint32_t)job.hunks.count, old->lines, new->lines };
	return diff;
}
