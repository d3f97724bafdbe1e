/* importers/git/lines: the numbers of git's diff. The reference is libgit2's
 * diff of the same buffers, which is git's own (xdiff). */
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
#include "importers/git/lines.h"

static struct lines hash(struct arena *arena, struct str text)
{
	struct lines lines = { .count = lines_count(text) };
	lines.hashes = arena_array(arena, lines.count, sizeof *lines.hashes);
	lines_hash(text, lines.hashes);
	return lines;
}

static struct lines_change ours(struct str old, struct str new)
{
	struct arena *arena = arena_new();
	struct lines_work work = { 0 };
	struct lines a = hash(arena, old);
	struct lines b = hash(arena, new);
	struct script script = lines_diff(&a, &b, &work);
	struct lines_change change = lines_changed(&script);
	lines_work_free(&work);
	arena_free(arena);
	return change;
}

static struct lines_change reference(struct str old, struct str new)
{
	git_patch *patch = NULL;
	size_t added = 0;
	size_t deleted = 0;
	git_diff_options options;
	git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION);
	options.flags = GIT_DIFF_FORCE_TEXT;
	assert_int_equal(git_patch_from_buffers(&patch, old.ptr, old.len, "f",
			     new.ptr, new.len, "f", &options),
	    0);
	assert_int_equal(
	    git_patch_line_stats(NULL, &added, &deleted, patch), 0);
	git_patch_free(patch);
	return (struct lines_change){ .added = (int64_t)added,
		.deleted = (int64_t)deleted };
}

static void check(struct str old, struct str new)
{
	struct lines_change want = reference(old, new);
	struct lines_change got = ours(old, new);
	assert_int_equal(got.added, want.added);
	assert_int_equal(got.deleted, want.deleted);
}

static void counts_small_changes(void **state)
{
	(void)state;
	struct lines_change change = ours(STR("a\nb\nc\n"), STR("a\nx\nc\n"));
	assert_int_equal(change.added, 1);
	assert_int_equal(change.deleted, 1);
	change = ours(STR(""), STR("a\nb"));
	assert_int_equal(change.added, 2);
	assert_int_equal(change.deleted, 0);
	/* a last line without newline is another line */
	change = ours(STR("a\nb"), STR("a\nb\n"));
	assert_int_equal(change.added, 1);
	assert_int_equal(change.deleted, 1);
	change = ours(STR("same\n"), STR("same\n"));
	assert_int_equal(change.added + change.deleted, 0);
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
		check(buf_str(&old), buf_str(&new));
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
