/* A signature file is base64, in lines of 70, of: SSHSIG, version 1, public
 * key, namespace, nothing, hash, signature. Signed is SSHSIG, namespace,
 * nothing, hash, and the SHA-512 of the message. See sshsig.h. */
#include "render/bag/sshsig.h"

#include <sodium.h>
#include <string.h>

#include "base/base64.h"
#include "render/bag/seal.h"

#define MAGIC STR("SSHSIG")
#define BEGIN_LINE "-----BEGIN SSH SIGNATURE-----\n"
#define END_LINE "-----END SSH SIGNATURE-----\n"
enum { VERSION = 1, LINE_LETTERS = 70, FILE_MAX = 1024 };

void ssh_add_uint32(struct buf *out, uint32_t value)
{
	unsigned char bytes[4] = { (unsigned char)(value >> 24),
		(unsigned char)(value >> 16), (unsigned char)(value >> 8),
		(unsigned char)value };
	buf_add_bytes(out, bytes, sizeof bytes);
}

void ssh_add_text(struct buf *out, struct str text)
{
	ssh_add_uint32(out, (uint32_t)text.len);
	buf_add(out, text);
}

bool ssh_take_uint32(struct str *rest, uint32_t *value)
{
	const unsigned char *bytes = (const unsigned char *)rest->ptr;
	if (rest->len < 4)
		return false;
	*value = (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 |
		 (uint32_t)bytes[2] << 8 | bytes[3];
	*rest = str_skip(*rest, 4);
	return true;
}

bool ssh_take_text(struct str *rest, struct str *text)
{
	uint32_t len;
	if (!ssh_take_uint32(rest, &len) || len > rest->len)
		return false;
	*text = str_slice(*rest, 0, len);
	*rest = str_skip(*rest, len);
	return true;
}

/* The text of OUT in KEEP; OUT is wiped. */
static struct str finish(struct buf *out, struct arena *keep)
{
	struct str text = arena_str(keep, buf_str(out));
	buf_free(out);
	return text;
}

struct str ssh_public_blob(
    const unsigned char key[SSH_KEY_SIZE], struct arena *keep)
{
	struct buf out = { 0 };
	ssh_add_text(&out, STR(SSH_ED25519));
	ssh_add_text(&out, (struct str){ (const char *)key, SSH_KEY_SIZE });
	return finish(&out, keep);
}

bool ssh_public_key(unsigned char key[SSH_KEY_SIZE], struct str blob)
{
	struct str kind;
	struct str bytes;
	if (!ssh_take_text(&blob, &kind) || !ssh_take_text(&blob, &bytes) ||
	    blob.len || !str_equal(kind, STR(SSH_ED25519)) ||
	    bytes.len != SSH_KEY_SIZE)
		return false;
	memcpy(key, bytes.ptr, SSH_KEY_SIZE);
	return true;
}

struct str ssh_fingerprint(struct str blob, struct arena *keep)
{
	unsigned char digest[crypto_hash_sha256_BYTES];
	struct buf out = { 0 };
	crypto_hash_sha256(digest, (const unsigned char *)blob.ptr, blob.len);
	buf_add_z(&out, "SHA256:");
	base64_add(&out, (struct str){ (const char *)digest, sizeof digest });
	while (out.len && out.data[out.len - 1] == '=')
		out.len--;
	return finish(&out, keep);
}

struct str sshsig_signed(struct str message, struct arena *keep)
{
	unsigned char digest[crypto_hash_sha512_BYTES];
	struct buf out = { 0 };
	crypto_hash_sha512(
	    digest, (const unsigned char *)message.ptr, message.len);
	buf_add(&out, MAGIC);
	ssh_add_text(&out, STR(SEAL_NAMESPACE));
	ssh_add_text(&out, STR(""));
	ssh_add_text(&out, STR("sha512"));
	ssh_add_text(&out, (struct str){ (const char *)digest, sizeof digest });
	return finish(&out, keep);
}

/* BYTES between the two lines. */
static struct str armour(struct str bytes, struct arena *keep)
{
	struct buf letters = { 0 };
	struct buf out = { 0 };
	base64_add(&letters, bytes);
	buf_add_z(&out, BEGIN_LINE);
	for (struct str rest = buf_str(&letters); rest.len;
	     rest = str_skip(
		 rest, rest.len < LINE_LETTERS ? rest.len : LINE_LETTERS)) {
		buf_add(&out, str_slice(rest, 0, LINE_LETTERS));
		buf_add_char(&out, '\n');
	}
	buf_add_z(&out, END_LINE);
	buf_free(&letters);
	return finish(&out, keep);
}

struct str sshsig_write(const unsigned char key[SSH_KEY_SIZE],
    const unsigned char signature[SSH_SIGNATURE_SIZE], struct arena *keep)
{
	struct buf inner = { 0 };
	struct buf out = { 0 };
	ssh_add_text(&inner, STR(SSH_ED25519));
	ssh_add_text(&inner,
	    (struct str){ (const char *)signature, SSH_SIGNATURE_SIZE });
	buf_add(&out, MAGIC);
	ssh_add_uint32(&out, VERSION);
	ssh_add_text(&out, ssh_public_blob(key, keep));
	ssh_add_text(&out, STR(SEAL_NAMESPACE));
	ssh_add_text(&out, STR(""));
	ssh_add_text(&out, STR("sha512"));
	ssh_add_text(&out, buf_str(&inner));
	buf_free(&inner);
	struct str bytes = finish(&out, keep);
	return armour(bytes, keep);
}

/* The bytes between the two lines; none when there are no such. */
static struct str strip_armour(struct str file, struct arena *keep)
{
	unsigned char *bytes = arena_alloc(keep, FILE_MAX);
	size_t len = 0;
	if (file.len > FILE_MAX || !str_starts(file, STR(BEGIN_LINE)) ||
	    !str_ends(file, STR(END_LINE)) ||
	    file.len < sizeof BEGIN_LINE + sizeof END_LINE)
		return STR_NONE;
	struct str letters = str_slice(
	    file, sizeof BEGIN_LINE - 1, file.len - (sizeof END_LINE - 1));
	if (sodium_base642bin(bytes, FILE_MAX, letters.ptr, letters.len, "\n",
		&len, NULL, sodium_base64_VARIANT_ORIGINAL) != 0)
		return STR_NONE;
	return (struct str){ (const char *)bytes, len };
}

/* The fields of a signature behind magic and version. */
struct fields {
	struct str key;
	struct str namespace;
	struct str reserved;
	struct str hash;
	struct str kind;
	struct str signature;
};

static bool take_fields(struct fields *fields, struct str bytes)
{
	uint32_t version;
	struct str inner;
	if (!str_starts(bytes, MAGIC))
		return false;
	bytes = str_skip(bytes, MAGIC.len);
	return ssh_take_uint32(&bytes, &version) && version == VERSION &&
	       ssh_take_text(&bytes, &fields->key) &&
	       ssh_take_text(&bytes, &fields->namespace) &&
	       ssh_take_text(&bytes, &fields->reserved) &&
	       ssh_take_text(&bytes, &fields->hash) &&
	       ssh_take_text(&bytes, &inner) &&
	       ssh_take_text(&inner, &fields->kind) &&
	       ssh_take_text(&inner, &fields->signature);
}

bool sshsig_read(unsigned char key[SSH_KEY_SIZE],
    unsigned char signature[SSH_SIGNATURE_SIZE], struct str file,
    const char **wrong, struct arena *keep)
{
	struct fields fields;
	struct str bytes = strip_armour(file, keep);
	*wrong = "is no SSH signature";
	if (!bytes.ptr || !take_fields(&fields, bytes))
		return false;
	*wrong = "is made by a key of another kind than Ed25519";
	if (!ssh_public_key(key, fields.key) ||
	    fields.signature.len != SSH_SIGNATURE_SIZE)
		return false;
	*wrong = "is made for something else than " SEAL_NAMESPACE;
	if (!str_equal(fields.namespace, STR(SEAL_NAMESPACE)))
		return false;
	memcpy(signature, fields.signature.ptr, SSH_SIGNATURE_SIZE);
	*wrong = "is not written as ssh-keygen writes it";
	return str_equal(file, sshsig_write(key, signature, keep));
}

bool sshsig_holds(const unsigned char key[SSH_KEY_SIZE],
    const unsigned char signature[SSH_SIGNATURE_SIZE], struct str message,
    struct arena *keep)
{
	struct str text = sshsig_signed(message, keep);
	return crypto_sign_verify_detached(signature,
		   (const unsigned char *)text.ptr, text.len, key) == 0;
}
