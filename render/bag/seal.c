/* Reads an OpenSSH private key file (PROTOCOL.key) that has no passphrase, and
 * leaves all others to the ssh-agent. What is secret lies in memory of
 * libsodium that is neither swapped nor dumped, and is wiped. See seal.h. */
#include "render/bag/seal.h"

#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "render/bag/agent.h"
#include "render/bag/sshsig.h"

#define BEGIN_KEY "-----BEGIN OPENSSH PRIVATE KEY-----"
#define END_KEY "-----END OPENSSH PRIVATE KEY-----"
#define KEY_MAGIC ((struct str){ "openssh-key-v1", 15 }) /* with its NUL */
enum { KEY_FILE_MAX = 64 * 1024 };

struct seal_key {
	unsigned char key[SSH_KEY_SIZE];
	unsigned char *secret; /* 64 bytes; NULL: the agent has it */
	int agent;	       /* its socket; -1: not asked */
};

/* A file that may hold a secret. */
struct secret {
	char *bytes; /* of sodium_malloc */
	struct str text;
};

static bool no_key(
    struct str path, const char *found, const char *fix, struct error *err)
{
	error_at(err, (struct place){ .file = path },
	    "expected an Ed25519 key of OpenSSH, found %s", found);
	return error_fix(err, "%s", fix);
}

static bool read_all(int fd, struct secret *secret)
{
	size_t len = 0;
	for (;;) {
		ssize_t n = read(fd, secret->bytes + len, KEY_FILE_MAX - len);
		if (n < 0)
			return false;
		if (n == 0)
			break;
		len += (size_t)n;
	}
	secret->text = (struct str){ secret->bytes, len };
	return true;
}

/* As ssh does: a secret that others can read is none. */
static bool is_shared(const struct stat *st, struct str text)
{
	return (st->st_mode & 077) &&
	       str_contains(text, STR("PRIVATE KEY-----"));
}

static bool read_secret(struct secret *secret, struct str path,
    struct arena *keep, struct error *err)
{
	struct stat st;
	int fd = open(arena_z(keep, path), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	*secret = (struct secret){ 0 };
	if (fd < 0)
		return error_errno(
		    err, "cannot read the key " STR_FMT, STR_ARG(path));
	secret->bytes = sodium_malloc(KEY_FILE_MAX);
	bool done = secret->bytes && fstat(fd, &st) == 0 &&
		    S_ISREG(st.st_mode) && read_all(fd, secret);
	close(fd);
	if (!done)
		return no_key(path, "no file that can be read",
		    "name a file of ssh-keygen -t ed25519", err);
	if (is_shared(&st, secret->text)) {
		error_at(err, (struct place){ .file = path },
		    "expected a key that its owner alone can read, found "
		    "mode %04o",
		    (unsigned)(st.st_mode & 07777));
		return error_fix(err, "chmod 600 " STR_FMT, STR_ARG(path));
	}
	return true;
}

static void forget(struct secret *secret)
{
	sodium_free(secret->bytes); /* wipes it */
	secret->bytes = NULL;
}

/* The key of BLOB, when the agent has it. */
static bool take_from_agent(struct seal_key *key, struct str blob,
    struct arena *keep, struct error *err)
{
	struct str_list blobs;
	if (!agent_open(&key->agent, err) ||
	    !agent_keys(key->agent, &blobs, keep, err))
		return false;
	for (size_t i = 0; i < blobs.count; i++)
		if (str_equal(blobs.items[i], blob))
			return ssh_public_key(key->key, blob);
	error_set(err, ERROR_USAGE,
	    "the ssh-agent does not hold the key " STR_FMT,
	    STR_ARG(ssh_fingerprint(blob, keep)));
	return error_fix(err, "ssh-add KEY; ssh-add -l lists what it holds");
}

static bool take_only_one(
    struct seal_key *key, struct arena *keep, struct error *err)
{
	struct str_list blobs;
	if (!agent_open(&key->agent, err) ||
	    !agent_keys(key->agent, &blobs, keep, err))
		return false;
	if (blobs.count == 1)
		return ssh_public_key(key->key, blobs.items[0]);
	error_set(err, ERROR_USAGE,
	    "expected one Ed25519 key in the ssh-agent, found %zu",
	    blobs.count);
	return blobs.count ? error_fix(err, "name the public key of the one: "
					    "--sign ~/.ssh/id_ed25519.pub")
			   : error_fix(err, "ssh-add KEY");
}

/* "ssh-ed25519 AAAA... comment" */
static bool read_public(struct seal_key *key, struct str text, struct str path,
    struct arena *keep, struct error *err)
{
	unsigned char bytes[256];
	size_t len;
	struct str kind;
	struct str letters;
	text = str_trim(text);
	if (!str_split(&text, ' ', &kind) || !str_split(&text, ' ', &letters) ||
	    sodium_base642bin(bytes, sizeof bytes, letters.ptr, letters.len,
		NULL, &len, NULL, sodium_base64_VARIANT_ORIGINAL) != 0)
		return no_key(path, "a damaged public key",
		    "name a file of ssh-keygen -t ed25519", err);
	struct str blob =
	    arena_str(keep, (struct str){ (const char *)bytes, len });
	return take_from_agent(key, blob, keep, err);
}

/* The part that a passphrase would protect. */
static bool take_private(struct seal_key *key, struct str text)
{
	uint32_t check[2];
	struct str kind;
	struct str public_bytes;
	struct str secret;
	unsigned char derived[SSH_KEY_SIZE];
	if (!ssh_take_uint32(&text, &check[0]) ||
	    !ssh_take_uint32(&text, &check[1]) || check[0] != check[1] ||
	    !ssh_take_text(&text, &kind) ||
	    !str_equal(kind, STR(SSH_ED25519)) ||
	    !ssh_take_text(&text, &public_bytes) ||
	    !ssh_take_text(&text, &secret) ||
	    public_bytes.len != SSH_KEY_SIZE ||
	    secret.len != crypto_sign_SECRETKEYBYTES)
		return false;
	key->secret = sodium_malloc(crypto_sign_SECRETKEYBYTES);
	return key->secret &&
	       crypto_sign_seed_keypair(derived, key->secret,
		   (const unsigned char *)secret.ptr) == 0 &&
	       !memcmp(derived, key->key, SSH_KEY_SIZE) &&
	       !memcmp(derived, public_bytes.ptr, SSH_KEY_SIZE);
}

/* What stands in the file behind its magic. */
static bool take_key(struct seal_key *key, struct str text, struct str path,
    struct arena *keep, struct error *err)
{
	struct str cipher;
	struct str kdf;
	struct str options;
	struct str blob;
	struct str hidden;
	uint32_t count;
	if (!ssh_take_text(&text, &cipher) || !ssh_take_text(&text, &kdf) ||
	    !ssh_take_text(&text, &options) ||
	    !ssh_take_uint32(&text, &count) || count != 1 ||
	    !ssh_take_text(&text, &blob) || !ssh_take_text(&text, &hidden))
		return no_key(path, "a damaged private key",
		    "ssh-keygen -y -f KEY says whether it can be used", err);
	if (!ssh_public_key(key->key, blob))
		return no_key(path, "a key of another kind",
		    "ssh-keygen -t ed25519 makes one", err);
	if (!str_equal(cipher, STR("none"))) {
		if (take_from_agent(key, arena_str(keep, blob), keep, err))
			return true;
		no_key(path,
		    "one with a passphrase, which the ssh-agent does "
		    "not hold",
		    "", err);
		return error_fix(
		    err, "ssh-add " STR_FMT ", then again", STR_ARG(path));
	}
	return take_private(key, hidden) ||
	       no_key(path, "a damaged private key",
		   "ssh-keygen -y -f KEY says whether it can be used", err);
}

static bool read_private(struct seal_key *key, struct str text, struct str path,
    struct arena *keep, struct error *err)
{
	size_t end = str_find(text, STR(END_KEY));
	struct str letters = str_slice(text, sizeof BEGIN_KEY - 1, end);
	unsigned char *bytes = sodium_malloc(KEY_FILE_MAX);
	size_t len = 0;
	if (!bytes)
		return error_set(err, ERROR_SYSTEM, "out of memory");
	bool done =
	    end < text.len &&
	    sodium_base642bin(bytes, KEY_FILE_MAX, letters.ptr, letters.len,
		"\r\n", &len, NULL, sodium_base64_VARIANT_ORIGINAL) == 0;
	struct str binary = { (const char *)bytes, len };
	if (!done || !str_starts(binary, KEY_MAGIC))
		done = no_key(path, "a damaged private key",
		    "ssh-keygen -y -f KEY says whether it can be used", err);
	else
		done = take_key(
		    key, str_skip(binary, KEY_MAGIC.len), path, keep, err);
	sodium_free(bytes);
	return done;
}

static bool read_key(struct seal_key *key, struct str text, struct str path,
    struct arena *keep, struct error *err)
{
	if (str_starts(text, STR(BEGIN_KEY)))
		return read_private(key, text, path, keep, err);
	if (str_starts(text, STR(SSH_ED25519 " ")))
		return read_public(key, text, path, keep, err);
	if (str_starts(text, STR("-----BEGIN ")))
		return no_key(path, "a key of another form or kind",
		    "ssh-keygen -t ed25519 makes one", err);
	if (str_starts(text, STR("ssh-")) || str_starts(text, STR("ecdsa-")))
		return no_key(path, "a public key of another kind",
		    "ssh-keygen -t ed25519 makes one", err);
	return no_key(path, "no key", "ssh-keygen -t ed25519 makes one", err);
}

void seal_key_close(struct seal_key *key)
{
	if (!key)
		return;
	sodium_free(key->secret);
	key->secret = NULL;
	if (key->agent >= 0)
		close(key->agent);
	key->agent = -1;
}

bool seal_key_open(struct seal_key **key, struct str where, struct arena *keep,
    struct error *err)
{
	struct secret secret = { 0 };
	*key = ARENA_NEW(keep, struct seal_key);
	(*key)->agent = -1;
	bool done = str_equal(where, STR("agent"))
			? take_only_one(*key, keep, err)
			: read_secret(&secret, where, keep, err) &&
			      read_key(*key, secret.text, where, keep, err);
	forget(&secret);
	if (!done)
		seal_key_close(*key);
	return done;
}

struct str seal_key_fingerprint(const struct seal_key *key, struct arena *keep)
{
	return ssh_fingerprint(ssh_public_blob(key->key, keep), keep);
}

bool bag_sign(struct bag_files *files, struct seal_key *key, struct arena *keep,
    struct error *err)
{
	unsigned char signature[SSH_SIGNATURE_SIZE];
	struct str message;
	if (!bag_content(&message, files,
		bag_find(files, STR(BAG_TAG_MANIFEST)), keep, err))
		return false;
	struct str text = sshsig_signed(message, keep);
	if (key->secret)
		crypto_sign_detached(signature, NULL,
		    (const unsigned char *)text.ptr, text.len, key->secret);
	else if (!agent_sign(key->agent, signature,
		     ssh_public_blob(key->key, keep), text, keep, err))
		return false;
	if (!sshsig_holds(key->key, signature, message, keep))
		return error_set(err, ERROR_SYSTEM,
		    "the ssh-agent gave a signature that does not hold");
	/* its path sorts last, as it is added */
	bag_add(files, STR(BAG_SIGNATURE),
	    sshsig_write(key->key, signature, keep), keep);
	if (files->failed.kind == ERROR_NONE)
		return true;
	*err = files->failed;
	return false;
}
