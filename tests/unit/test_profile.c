/* importers/table/profile.c: what is read can be written and read again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "importers/table/profile.h"

static const char head[] = "profile x@1\ntitle X\ntarget seat\n"
			   "source x.example\nchecked 2026-11-01\n"
			   "require e-mail\nfield email e-mail\n"
			   "field tool tool\n";

/* COUNT names in statements of at most EACH. */
static bool read_ignored(
    struct profile *profile, int count, int each, struct arena *keep)
{
	struct buf text = { 0 };
	struct error err;
	buf_add_z(&text, head);
	for (int i = 0; i < count; i++)
		buf_printf(&text, "%sc%d%s", i % each ? " | " : "ignore ", i,
		    (i + 1) % each && i + 1 < count ? "" : "\n");
	bool done =
	    profile_read(profile, buf_str(&text), STR("x.profile"), keep, &err);
	buf_free(&text);
	return done;
}

/* Written they are one statement. */
static void names_of_two_statements_have_one_limit(void **state)
{
	(void)state;
	struct arena *keep = arena_new();
	struct profile profile;
	struct profile again;
	struct buf out = { 0 };
	struct error err;
	assert_false(
	    read_ignored(&profile, PROFILE_NAMES_LIMIT + 1, 100, keep));
	assert_true(read_ignored(&profile, PROFILE_NAMES_LIMIT, 100, keep));
	profile_write(&out, &profile);
	assert_true(
	    profile_read(&again, buf_str(&out), STR("again"), keep, &err));
	assert_int_equal(again.ignore.count, PROFILE_NAMES_LIMIT);
	buf_free(&out);
	arena_free(keep);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_of_two_statements_have_one_limit),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
