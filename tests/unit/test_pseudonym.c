/* base/pseudonym: stable names under a key. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <sodium.h>

#include "base/file.h"
#include "base/pseudonym.h"

static struct error err;

/* A file with TEXT and MODE, read as a key. */
static bool read_key(struct pseudonym_key *key, const char *text, mode_t mode)
{
	char path[] = "/tmp/assay-key-XXXXXX";
	int file = mkstemp(path);
	assert_true(file >= 0);
	assert_int_equal(write(file, text, strlen(text)), strlen(text));
	assert_int_equal(fchmod(file, mode), 0);
	close(file);
	memset(&err, 0, sizeof err);
	bool done = pseudonym_key_read(key, str_from(path), &err);
	unlink(path);
	return done;
}

#define HALF "00112233445566778899aabbccddeeff"

/* hmac.new(key, b"person\0ana@example.org", sha256).hexdigest()[:12] */
static void is_an_hmac_of_kind_and_text(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct pseudonym_key key;
	struct str text = STR("ana@example.org");
	assert_true(read_key(&key, HALF HALF "\n", 0600));
	struct str name = pseudonym(arena, &key, "person", text);
	assert_string_equal(name.ptr, "person-1e862e949b0a");
	assert_false(str_equal(str_skip(name, 7),
	    str_skip(pseudonym(arena, &key, "commit", text), 7)));
	assert_null(pseudonym(arena, &key, "person", STR_NONE).ptr);
	key.known = false;
	assert_null(pseudonym(arena, &key, "person", text).ptr);
	arena_free(arena);
}

static void wrong_and_open_keys_are_refused(void **state)
{
	(void)state;
	struct pseudonym_key key;
	static const char *const wrong[] = { "", HALF, HALF HALF "00",
		"zz" HALF HALF, HALF " " HALF };
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		assert_false(read_key(&key, wrong[i], 0600));
		assert_false(key.known);
		assert_non_null(strstr(err.message, "64 hexadecimal digits"));
	}
	assert_false(read_key(&key, HALF HALF "\n", 0640));
	assert_non_null(strstr(err.message, "others may read"));
	assert_false(pseudonym_key_read(&key, STR("/nowhere/assay.key"), &err));
}

static void a_made_key_is_private_and_new(void **state)
{
	(void)state;
	char folder[] = "/tmp/assay-key-XXXXXX";
	struct arena *arena = arena_new();
	struct pseudonym_key one;
	struct pseudonym_key two;
	struct stat info;
	assert_non_null(mkdtemp(folder));
	struct str path = path_join(arena, str_from(folder), STR("key"));
	assert_true(pseudonym_key_make(path, &err));
	assert_int_equal(stat(path.ptr, &info), 0);
	assert_int_equal(info.st_mode & 0777, 0600);
	assert_true(pseudonym_key_read(&one, path, &err));
	assert_true(pseudonym_key_make(path, &err));
	assert_true(pseudonym_key_read(&two, path, &err));
	assert_memory_not_equal(one.bytes, two.bytes, sizeof one.bytes);
	unlink(path.ptr);
	rmdir(folder);
	arena_free(arena);
}

static int start(void **state)
{
	(void)state;
	return sodium_init() < 0 ? -1 : 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(is_an_hmac_of_kind_and_text),
		cmocka_unit_test(wrong_and_open_keys_are_refused),
		cmocka_unit_test(a_made_key_is_private_and_new),
	};
	return cmocka_run_group_tests(tests, start, NULL);
}
