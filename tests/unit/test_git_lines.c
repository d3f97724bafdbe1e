/* importers/git/diff and lines: the hunks and numbers of git's diff. The
 * reference is libgit2's diff of the same buffers, which is git's own (xdiff).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <git2.h>

#include "base/arena.h"
#include "base/buf.h"
#include "importers/git/diff.h"
#include "importers/git/lines.h"

enum { HUNKS_MAX = 4096, TAIL_BLOCK = 1024 };

struct answer {
	struct hunk hunks[HUNKS_MAX];
	uint32_t count;
	int64_t added;
	int64_t deleted;
};

static struct diff_text text_of(struct str content)
{
	return (struct diff_text){ .content = content.ptr ? content : STR(""),
		.lines = (uint32_t)lines_count(content) };
}

static void ours(struct answer *answer, struct str old, struct str new)
{
	struct arena *arena = arena_new();
	struct diff_text a = text_of(old);
	struct diff_text b = text_of(new);
	struct diff diff = diff_texts(&a, &b, 42, arena);
	assert_int_equal(diff.script.old_lines, a.lines);
	assert_int_equal(diff.script.new_lines, b.lines);
	assert_true(diff.script.count <= HUNKS_MAX);
	answer->count = diff.script.count;
	answer->added = diff.added;
	answer->deleted = diff.deleted;
	for (uint32_t i = 0; i < diff.script.count; i++)
		answer->hunks[i] = diff.script.hunks[i];
	arena_free(arena);
}

static int take_hunk(
    const git_diff_delta *delta, const git_diff_hunk *hunk, void *user)
{
	struct answer *answer = user;
	(void)delta;
	assert_true(answer->count < HUNKS_MAX);
	/* a side without lines gives the line before it */
	answer->hunks[answer->count++] = (struct hunk){
		.old_start = (uint32_t)(hunk->old_start - !!hunk->old_lines),
		.old_count = (uint32_t)hunk->old_lines,
		.new_start = (uint32_t)(hunk->new_start - !!hunk->new_lines),
		.new_count = (uint32_t)hunk->new_lines,
	};
	answer->deleted += hunk->old_lines;
	answer->added += hunk->new_lines;
	return 0;
}

static void library_diff(struct answer *answer, struct str old, struct str new)
{
	git_diff_options options;
	git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION);
	options.flags = GIT_DIFF_FORCE_TEXT | GIT_DIFF_INDENT_HEURISTIC;
	options.context_lines = 0;
	*answer = (struct answer){ 0 };
	assert_int_equal(
	    git_diff_buffers(old.ptr, old.len, "f", new.ptr, new.len, "f",
		&options, NULL, NULL, take_hunk, NULL, answer),
	    0);
}

/* The bytes that git blame leaves out at the end of both. */
static size_t cut_tail(struct str old, struct str new)
{
	size_t shorter = old.len < new.len ? old.len : new.len;
	size_t cut = 0;
	while (
	    cut + TAIL_BLOCK <= shorter &&
	    str_equal(str_slice(old, old.len - cut - TAIL_BLOCK, old.len - cut),
		str_slice(new, new.len - cut - TAIL_BLOCK, new.len - cut)))
		cut += TAIL_BLOCK;
	struct str tail = str_skip(old, old.len - cut);
	size_t newline = str_find_byte(tail, '\n');
	return newline < tail.len ? tail.len - newline - 1 : 0;
}

static void reference(struct answer *answer, struct str old, struct str new)
{
	static struct answer whole;
	size_t cut = cut_tail(old, new);
	library_diff(&whole, old, new);
	library_diff(answer, str_slice(old, 0, old.len - cut),
	    str_slice(new, 0, new.len - cut));
	answer->added = whole.added;
	answer->deleted = whole.deleted;
}

static void check(struct str old, struct str new)
{
	static struct answer want;
	static struct answer got;
	reference(&want, old, new);
	ours(&got, old, new);
	assert_int_equal(got.added, want.added);
	assert_int_equal(got.deleted, want.deleted);
	assert_int_equal(got.count, want.count);
	for (uint32_t i = 0; i < want.count; i++)
		assert_memory_equal(
		    &got.hunks[i], &want.hunks[i], sizeof want.hunks[i]);
}

static void counts_small_changes(void **state)
{
	(void)state;
	static struct answer answer;
	ours(&answer, STR("a\nb\nc\n"), STR("a\nx\nc\n"));
	assert_int_equal(answer.added, 1);
	assert_int_equal(answer.deleted, 1);
	ours(&answer, STR(""), STR("a\nb"));
	assert_int_equal(answer.added, 2);
	assert_int_equal(answer.deleted, 0);
	/* a last line without newline is another line */
	ours(&answer, STR("a\nb"), STR("a\nb\n"));
	assert_int_equal(answer.added, 1);
	assert_int_equal(answer.deleted, 1);
	ours(&answer, STR("same\n"), STR("same\n"));
	assert_int_equal(answer.count, 0);
}

/* A repeatable sequence: Marsaglia's xorshift, 2003. */
static unsigned next(unsigned *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed;
}

static void add_line(struct buf *buf, unsigned *seed, unsigned kinds)
{
	unsigned kind = next(seed) % kinds;
	unsigned indent = next(seed) % 8;
	if (indent < 3)
		buf_add_z(buf, indent == 0   ? "    "
			       : indent == 1 ? "\t"
					     : " \t");
	if (kind < 3)
		buf_add_z(buf, kind == 0 ? "\n" : kind == 1 ? "{\n" : "}\n");
	else
		buf_printf(buf, "line %u\n", kind);
}

/* A copy of OLD with lines dropped, added, and a block moved. */
static void mutate(struct buf *new, struct str old, unsigned *seed,
    unsigned kinds, unsigned rate)
{
	struct str rest = old;
	struct str line;
	struct buf moved = { 0 };
	buf_clear(new);
	while (str_split(&rest, '\n', &line)) {
		unsigned dice = next(seed) % 100;
		if (dice < rate / 2)
			continue;
		if (dice < rate)
			add_line(new, seed, kinds);
		if (dice >= 98) {
			buf_add(&moved, line);
			buf_add_char(&moved, '\n');
			continue;
		}
		buf_add(new, line);
		buf_add_char(new, '\n');
	}
	buf_add(new, buf_str(&moved));
	buf_free(&moved);
}

/* Now and then without the last newline. */
static struct str cut_some(struct str text, unsigned *seed)
{
	if (text.len && next(seed) % 8 == 0)
		text.len--;
	return text;
}

static void equals_the_reference(
    unsigned lines, unsigned kinds, unsigned rate, int rounds)
{
	unsigned seed = 88172645u + lines + kinds + rate;
	struct buf old = { 0 };
	struct buf new = { 0 };
	for (int round = 0; round < rounds; round++) {
		buf_clear(&old);
		unsigned count = next(&seed) % lines + 1;
		for (unsigned i = 0; i < count; i++)
			add_line(&old, &seed, kinds);
		mutate(&new, buf_str(&old), &seed, kinds, rate);
		check(cut_some(buf_str(&old), &seed),
		    cut_some(buf_str(&new), &seed));
	}
	buf_free(&old);
	buf_free(&new);
}

static void equals_the_reference_on_random_texts(void **state)
{
	(void)state;
	git_libgit2_init();
	equals_the_reference(12, 4, 40, 300);
	equals_the_reference(60, 8, 30, 300);
	equals_the_reference(300, 12, 20, 100);
	equals_the_reference(300, 200, 60, 100);
	/* long and unlike: the shortcuts of a costly search */
	equals_the_reference(3000, 30, 70, 12);
	equals_the_reference(3000, 2000, 90, 6);
	git_libgit2_shutdown();
}

/* Two texts with nothing to hold on to, and one turned around. */
static void equals_the_reference_when_it_gives_up(void **state)
{
	(void)state;
	unsigned seed = 12345;
	struct buf old = { 0 };
	struct buf new = { 0 };
	git_libgit2_init();
	for (int i = 0; i < 2500; i++) {
		add_line(&old, &seed, 24);
		add_line(&new, &seed, 24);
	}
	check(buf_str(&old), buf_str(&new));
	buf_clear(&old);
	buf_clear(&new);
	for (unsigned i = 0; i < 1500; i++) {
		buf_printf(&old, "%u\n", i);
		buf_printf(&new, "%u\n", 1500 - i);
	}
	check(buf_str(&old), buf_str(&new));
	git_libgit2_shutdown();
	buf_free(&old);
	buf_free(&new);
}

static void counts_lines(void **state)
{
	(void)state;
	struct buf text = { 0 };
	size_t lines = 0;
	unsigned seed = 1;
	for (int i = 0; i < 500; i++) {
		size_t open = text.len && text.data[text.len - 1] != '\n';
		assert_int_equal(lines_count(buf_str(&text)), lines + open);
		unsigned c = next(&seed) % 4;
		buf_add_char(&text, "\n\x8A\x0B\xFF"[c]);
		lines += c == 0;
	}
	buf_free(&text);
}

static void finds_binary_content(void **state)
{
	(void)state;
	char text[9000];
	memset(text, 'x', sizeof text);
	struct str content = { text, sizeof text };
	assert_false(lines_is_binary(content));
	text[8000] = '\0';
	assert_false(lines_is_binary(content));
	text[7999] = '\0';
	assert_true(lines_is_binary(content));
	assert_false(lines_is_binary(STR("")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts_small_changes),
		cmocka_unit_test(equals_the_reference_on_random_texts),
		cmocka_unit_test(equals_the_reference_when_it_gives_up),
		cmocka_unit_test(counts_lines),
		cmocka_unit_test(finds_binary_content),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
