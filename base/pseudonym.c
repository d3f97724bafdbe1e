/* HMAC-SHA-256 by libsodium; its one-time set-up stands in cli/main.c. */
#include "base/pseudonym.h"

#include <sodium.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"

enum {
	KEY_DIGITS = 2 * PSEUDONYM_KEY_SIZE,
	KEY_FILE_MAX = 4096,
	OTHERS = 077 /* permissions of group and world */
};

static bool wrong_key(struct str path, struct error *err)
{
	error_at(err, (struct place){ .file = path, .line = 1 },
	    "expected a key of %d hexadecimal digits", KEY_DIGITS);
	return error_fix(err, "assay init makes one, as assay.key");
}

static bool check_private(struct str path, struct error *err)
{
	struct arena *scratch = arena_new();
	struct stat state;
	bool failed = stat(arena_z(scratch, path), &state) != 0;
	arena_free(scratch);
	if (failed || !(state.st_mode & OTHERS))
		return true; /* reading says best what is wrong */
	error_at(
	    err, (struct place){ .file = path }, "others may read this key");
	return error_fix(err, "chmod 600 " STR_FMT, STR_ARG(path));
}

bool pseudonym_key_read(
    struct pseudonym_key *key, struct str path, struct error *err)
{
	struct arena *scratch = arena_new();
	struct str text;
	size_t len = 0;
	*key = (struct pseudonym_key){ 0 };
	bool done = check_private(path, err) &&
		    file_read(&text, path, KEY_FILE_MAX, scratch, err);
	if (done) {
		text = str_trim(text);
		done = text.len == KEY_DIGITS &&
		       sodium_hex2bin(key->bytes, sizeof key->bytes, text.ptr,
			   text.len, NULL, &len, NULL) == 0 &&
		       len == sizeof key->bytes;
		key->known = done;
		if (!done)
			wrong_key(path, err);
	}
	arena_free(scratch);
	return done;
}

bool pseudonym_key_make(struct str path, struct error *err)
{
	unsigned char bytes[PSEUDONYM_KEY_SIZE];
	char text[KEY_DIGITS + 2];
	randombytes_buf(bytes, sizeof bytes);
	sodium_bin2hex(text, sizeof text, bytes, sizeof bytes);
	text[KEY_DIGITS] = '\n';
	bool done =
	    file_write(path, (struct str){ text, KEY_DIGITS + 1 }, 0600, err);
	sodium_memzero(bytes, sizeof bytes);
	sodium_memzero(text, sizeof text);
	return done;
}

static void add(crypto_auth_hmacsha256_state *state, struct str text)
{
	crypto_auth_hmacsha256_update(
	    state, (const unsigned char *)(text.ptr ? text.ptr : ""), text.len);
}

struct str pseudonym(struct arena *keep, const struct pseudonym_key *key,
    const char *kind, struct str text)
{
	crypto_auth_hmacsha256_state state;
	unsigned char digest[crypto_auth_hmacsha256_BYTES];
	char hex[2 * sizeof digest + 1];
	if (!key->known || !text.ptr)
		return STR_NONE;
	crypto_auth_hmacsha256_init(&state, key->bytes, sizeof key->bytes);
	add(&state, (struct str){ kind, strlen(kind) + 1 }); /* with its NUL */
	add(&state, text);
	crypto_auth_hmacsha256_final(&state, digest);
	sodium_bin2hex(hex, sizeof hex, digest, sizeof digest);
	return arena_printf(keep, "%s-%.*s", kind, PSEUDONYM_DIGITS, hex);
}
