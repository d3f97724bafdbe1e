/* Signature, time stamp and chain of a bag. The file of allowed signers is read
 * as ssh-keygen(1) says under ALLOWED SIGNERS; days of validity are held
 * against the day of the bag, as there is no clock here. See check.h. */
#include <sodium.h>

#include "base/base64.h"
#include "base/file.h"
#include "render/bag/bag.h"
#include "render/bag/check.h"
#include "render/bag/der.h"
#include "render/bag/seal.h"
#include "render/bag/sshsig.h"

#define SIGNED_BY STR("SSH signature by ")
enum { FIELDS_MAX = 16, DAY_DIGITS = 8 };

/* A line of the file, cut at blanks that are not within quotes. */
struct signer {
	struct str fields[FIELDS_MAX];
	size_t count;
	size_t kind; /* index of the field "ssh-ed25519"; 0: none */
};

static void cut_line(struct signer *signer, struct str line)
{
	bool quoted = false;
	size_t start = 0;
	*signer = (struct signer){ .count = 0 };
	for (size_t i = 0; i <= line.len; i++) {
		bool blank =
		    i == line.len ||
		    (!quoted && (line.ptr[i] == ' ' || line.ptr[i] == '\t'));
		if (i < line.len && line.ptr[i] == '"')
			quoted = !quoted;
		if (!blank)
			continue;
		struct str field = str_slice(line, start, i);
		start = i + 1;
		if (!field.len || signer->count == FIELDS_MAX)
			continue;
		if (!signer->kind && signer->count &&
		    str_equal(field, STR(SSH_ED25519)))
			signer->kind = signer->count;
		signer->fields[signer->count++] = field;
	}
}

/* The next of options that commas part, but not commas within quotes. */
static bool next_option(struct str *rest, struct str *option)
{
	bool quoted = false;
	size_t i = 0;
	if (!rest->len)
		return false;
	for (; i < rest->len && (quoted || rest->ptr[i] != ','); i++)
		if (rest->ptr[i] == '"')
			quoted = !quoted;
	*option = str_slice(*rest, 0, i);
	*rest = str_skip(*rest, i < rest->len ? i + 1 : i);
	return true;
}

/* Value of NAME="..." without its quotes; none when OPTION is another. */
static struct str option_of(struct str option, const char *name)
{
	struct str key = str_slice(option, 0, str_find_byte(option, '='));
	if (key.len == option.len || !str_equal_nocase(key, str_from(name)))
		return STR_NONE;
	struct str value = str_skip(option, key.len + 1);
	if (value.len >= 2 && value.ptr[0] == '"')
		value = str_slice(value, 1, value.len - 1);
	return value;
}

/* Patterns parted by commas, the first '!' that matches says no. */
static bool list_has(struct str patterns, struct str text)
{
	bool found = false;
	struct str pattern;
	while (str_split(&patterns, ',', &pattern)) {
		bool no = str_starts(pattern, STR("!"));
		if (!path_matches(text, str_skip(pattern, no ? 1 : 0)))
			continue;
		if (no)
			return false;
		found = true;
	}
	return found;
}

/* Whether the options of a line allow a bag of DAY (20260930). */
static bool allows(struct str options, struct str day)
{
	struct str option;
	while (next_option(&options, &option)) {
		struct str namespaces = option_of(option, "namespaces");
		struct str after = option_of(option, "valid-after");
		struct str before = option_of(option, "valid-before");
		if (str_equal_nocase(option, STR("cert-authority")))
			return false;
		if (namespaces.ptr &&
		    !list_has(namespaces, STR(SEAL_NAMESPACE)))
			return false;
		if (after.ptr &&
		    str_compare(day, str_slice(after, 0, DAY_DIGITS)) < 0)
			return false;
		if (before.ptr &&
		    str_compare(day, str_slice(before, 0, DAY_DIGITS)) >= 0)
			return false;
	}
	return true;
}

/* 2026-09-30 as 20260930. */
static struct str day_digits(struct str date, struct arena *keep)
{
	struct buf out = { 0 };
	for (size_t i = 0; i < date.len; i++)
		if (date.ptr[i] != '-')
			buf_add_char(&out, date.ptr[i]);
	struct str digits = arena_str(keep, buf_str(&out));
	buf_free(&out);
	return digits;
}

/* Who the file says holds KEY (base64 of its blob); none when nobody does. */
static struct str find_signer(
    struct str signers, struct str key, struct str day)
{
	struct str line;
	while (str_line(&signers, &line)) {
		struct signer signer;
		bool fine = true;
		line = str_trim(line);
		if (str_starts(line, STR("#")))
			continue;
		cut_line(&signer, line);
		if (!signer.kind || signer.kind + 1 >= signer.count ||
		    !str_equal(signer.fields[signer.kind + 1], key))
			continue;
		for (size_t i = 1; i < signer.kind; i++)
			fine = fine && allows(signer.fields[i], day);
		if (fine)
			return signer.fields[0];
	}
	return STR_NONE;
}

static struct str blob_letters(struct str blob, struct arena *keep)
{
	struct buf out = { 0 };
	base64_add(&out, blob);
	struct str letters = arena_str(keep, buf_str(&out));
	buf_free(&out);
	return letters;
}

static void tell_signer(struct bag_checks *checks, const struct found_bag *bag,
    struct str blob, struct str signers, struct str signers_name)
{
	struct arena *keep = checks->keep;
	struct str where = STR(BAG_SIGNATURE);
	struct str print = ssh_fingerprint(blob, keep);
	if (!signers.ptr) {
		check_add(checks, true, "signature", where,
		    "holds, by the key " STR_FMT
		    "; whose key that is was not checked",
		    STR_ARG(print));
		return;
	}
	struct str who = find_signer(signers, blob_letters(blob, keep),
	    day_digits(found_info(bag, "Bagging-Date"), keep));
	if (who.len)
		check_add(checks, true, "signature", where,
		    "holds, by " STR_FMT ", key " STR_FMT, STR_ARG(who),
		    STR_ARG(print));
	else
		check_add(checks, false, "signature", where,
		    "is by the key " STR_FMT ", which " STR_FMT
		    " does not allow for " SEAL_NAMESPACE,
		    STR_ARG(print), STR_ARG(signers_name));
}

static void check_signature(struct bag_checks *checks,
    const struct found_bag *bag, struct str signers, struct str signers_name)
{
	unsigned char key[SSH_KEY_SIZE];
	unsigned char signature[SSH_SIGNATURE_SIZE];
	struct arena *keep = checks->keep;
	struct str where = STR(BAG_SIGNATURE);
	const char *wrong;
	struct str seal = found_info(bag, "Seal");
	if (!sshsig_read(key, signature, found_content(bag, BAG_SIGNATURE),
		&wrong, keep)) {
		check_add(checks, false, "signature", where, "%s", wrong);
		return;
	}
	struct str blob = ssh_public_blob(key, keep);
	if (!sshsig_holds(
		key, signature, found_content(bag, BAG_TAG_MANIFEST), keep))
		check_add(checks, false, "signature", where,
		    "does not hold: it, or " BAG_TAG_MANIFEST ", has changed");
	else if (!str_equal(str_skip(seal, SIGNED_BY.len),
		     ssh_fingerprint(blob, keep)))
		check_add(checks, false, "signature", where,
		    "is by another key than bag-info.txt tells");
	else
		tell_signer(checks, bag, blob, signers, signers_name);
}

void check_seal(struct bag_checks *checks, const struct found_bag *bag,
    struct str signers, struct str signers_name)
{
	bool is_there = found_file(bag, BAG_SIGNATURE) != NULL;
	bool is_told = str_starts(found_info(bag, "Seal"), SIGNED_BY);
	struct str where = STR(BAG_SIGNATURE);
	if (is_there && is_told)
		check_signature(checks, bag, signers, signers_name);
	else if (is_told)
		check_add(checks, false, "signature", where,
		    "is missing; bag-info.txt says that the bag is signed");
	else if (is_there)
		check_add(checks, false, "signature", where,
		    "is there, and bag-info.txt says that the bag is not "
		    "signed");
	else
		check_add(checks, !signers.ptr, "signature", where,
		    "the bag is NOT SIGNED: nothing shows who made it");
}

void check_chain(struct bag_checks *checks, const struct found_bag *bag,
    const struct found_bag *previous)
{
	struct str where = STR("bag-info.txt");
	struct str said = found_info(bag, "Previous-Tagmanifest-SHA256");
	bool first = str_starts(said, STR("none"));
	const struct found_file *tags =
	    previous ? found_file(previous, BAG_TAG_MANIFEST) : NULL;
	if (!said.len)
		check_add(checks, false, "chain", where,
		    "says nothing of the bag before");
	else if (!previous)
		check_add(checks, true, "chain", where,
		    first ? "the first of its chain" STR_FMT
			  : "follows the bag " STR_FMT
			    ", which was not checked",
		    STR_ARG(first ? STR("") : said));
	else if (tags && str_equal_z(said, tags->digest))
		check_add(checks, true, "chain", where, "follows " STR_FMT,
		    STR_ARG(previous->name));
	else
		check_add(checks, false, "chain", where,
		    "names \"" STR_FMT "\", " STR_FMT " has %s", STR_ARG(said),
		    STR_ARG(previous->name),
		    tags ? tags->digest : "no " BAG_TAG_MANIFEST);
}

void check_stamp(struct bag_checks *checks, const struct found_bag *bag)
{
	unsigned char digest[crypto_hash_sha512_BYTES];
	struct str where = STR(BAG_STAMP);
	struct str message = found_content(bag, BAG_TAG_MANIFEST);
	struct stamp stamp;
	const char *wrong;
	size_t size = 0;
	if (!found_file(bag, BAG_STAMP))
		return;
	if (!stamp_read(&stamp, found_content(bag, BAG_STAMP), &wrong)) {
		check_add(checks, false, "stamp", where, "%s", wrong);
		return;
	}
	if (stamp.hash == STAMP_SHA256) {
		crypto_hash_sha256(
		    digest, (const unsigned char *)message.ptr, message.len);
		size = crypto_hash_sha256_BYTES;
	} else {
		crypto_hash_sha512(
		    digest, (const unsigned char *)message.ptr, message.len);
		size = crypto_hash_sha512_BYTES;
	}
	if (str_equal(
		stamp.imprint, (struct str){ (const char *)digest, size }))
		check_add(checks, true, "stamp", where,
		    "speaks of this bag, at " STR_FMT
		    "; openssl ts -verify checks whose it is",
		    STR_ARG(stamp.time));
	else
		check_add(checks, false, "stamp", where,
		    "is of other bytes than " BAG_TAG_MANIFEST);
}
