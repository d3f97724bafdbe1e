/* link/line_hash: lines of a file by their text. The values of GitHub's hash
 * are those of github/codeql-action, src/fingerprints.test.ts (MIT). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "link/line_hash.h"

static void assert_hashes(const char *text, const char *expected)
{
	struct arena *keep = arena_new();
	struct buf out = { 0 };
	struct line_hashes hashes = line_hashes(str_from(text), keep);
	for (size_t i = 0; i < hashes.count; i++) {
		buf_add_z(&out, i ? " " : "");
		buf_add(&out, line_hash_text(keep, hashes.items[i]));
	}
	buf_add_char(&out, '\0');
	assert_string_equal(out.data, expected);
	buf_free(&out);
	arena_free(keep);
}

#define GREETINGS                                                              \
	"e9496ae3ebfced30:1 fb7c023a8b9ccb3f:1 ce8ba1a563dcdaca:1 "            \
	"e20e36e16fcb0cc8:1 b3edc88f2938467e:1 c8e28b0b4002a3a0:1 "            \
	"c129715d7a2bc9a3:1"

static void lines_have_the_hashes_of_github(void **state)
{
	(void)state;
	assert_hashes("", "c129715d7a2bc9a3:1");
	assert_hashes(" a\nb\n  \t\tc\n d",
	    "271789c17abda88f:1 54703d4cd895b18:1 180aee12dab6264:1 "
	    "a23a3dc5e078b07b:1");
	assert_hashes(" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End",
	    "8b7cf3e952e7aeb2:1 b1ae1287ec4718d9:1 bff680108adb0fcc:1 "
	    "c6805c5e1288b612:1 b86d3392aea1be30:1 e6ceba753e1a442:1");
	assert_hashes(
	    " hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n", GREETINGS);
	assert_hashes(
	    " hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r", GREETINGS);
	assert_hashes(
	    " hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n",
	    GREETINGS);
	assert_hashes(
	    " hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n", GREETINGS);
}

#define LOREM "Lorem ipsum dolor sit amet.\n"

static void equal_lines_are_numbered(void **state)
{
	(void)state;
	assert_hashes(
	    LOREM LOREM LOREM LOREM LOREM LOREM LOREM LOREM LOREM LOREM,
	    "a7f2ff13bc495cf2:1 a7f2ff13bc495cf2:2 a7f2ff13bc495cf2:3 "
	    "a7f2ff13bc495cf2:4 a7f2ff13bc495cf2:5 a7f2ff13bc495cf2:6 "
	    "a7f2ff1481e87703:1 a9cf91f7bbf1862b:1 55ec222b86bcae53:1 "
	    "cc97dc7b1d7d8f7b:1 c129715d7a2bc9a3:1");
	assert_hashes("x = 2\nx = 1\nprint(x)\nx = 3\nprint(x)\nx = 4\n"
		      "print(x)\n",
	    "e54938cc54b302f1:1 bb609acbe9138d60:1 1131fd5871777f34:1 "
	    "5c482a0f8b35ea28:1 54517377da7028d2:1 2c644846cb18d53e:1 "
	    "f1b89f20de0d133:1 c129715d7a2bc9a3:1");
}

static uint64_t context(const char *text, int64_t first, int64_t last)
{
	struct arena *keep = arena_new();
	struct line_starts starts = line_starts(str_from(text), keep);
	uint64_t found = line_context(&starts, first, last);
	arena_free(keep);
	return found;
}

static void context_is_the_text_around(void **state)
{
	(void)state;
	uint64_t plain = context("a\nb\nc\nd\ne\nf\ng\nh\n", 4, 4);
	/* Indented, with blank lines, further down. */
	assert_true(
	    plain == context("0\na\n\tb\n\n c\r\nd\n\ne\nf\ng\nH\n", 6, 6));
	assert_true(plain != context("a\nb\nc\nD\ne\nf\ng\n", 4, 4));
	assert_true(plain != context("a\nb\nC\nd\ne\nf\ng\n", 4, 4));
	assert_true(plain != context("a\nb\nc\nd\ne\nf\ng\n", 4, 5));
	/* Four lines away nothing is looked at. */
	assert_true(plain == context("a\nb\nc\nd\ne\nf\ng\n", 4, 4));
	/* No such line. */
	assert_true(context("a\n", 2, 2) == 0);
	assert_true(context("", 1, 1) == 0);
	assert_true(context("a\n", 0, 0) == 0);
	assert_true(context("a", 1, INT64_MAX) != 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_have_the_hashes_of_github),
		cmocka_unit_test(equal_lines_are_numbered),
		cmocka_unit_test(context_is_the_text_around),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
