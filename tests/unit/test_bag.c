/* The evidence bag: its form, its seal, and that no byte of it can change
 * without being seen. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <sodium.h>

#include "base/base64.h"
#include "base/file.h"
#include "base/vec.h"
#include "render/bag/bag.h"
#include "render/bag/check.h"
#include "render/bag/der.h"
#include "render/bag/seal.h"
#include "render/bag/sshsig.h"

struct world {
	struct arena *keep;
	char folder[32];
	struct error err;
};

static int set_up(void **state)
{
	struct world *world = calloc(1, sizeof *world);
	if (!world || sodium_init() < 0)
		return -1;
	world->keep = arena_new();
	snprintf(world->folder, sizeof world->folder, "/tmp/bag.XXXXXX");
	*state = world;
	return mkdtemp(world->folder) ? 0 : -1;
}

static int tear_down(void **state)
{
	struct world *world = *state;
	char command[64];
	snprintf(command, sizeof command, "rm -rf %s", world->folder);
	int status = system(command); /* NOLINT(cert-env33-c) */
	arena_free(world->keep);
	free(world);
	return status;
}

static struct str below(const struct world *world, const char *name)
{
	return path_join(world->keep, str_from(world->folder), str_from(name));
}

/* The body of an OpenSSH private key without a passphrase, of a fixed seed. */
static void add_key_bytes(struct buf *out, const char *cipher, uint32_t check)
{
	unsigned char seed[crypto_sign_SEEDBYTES] =
	    "thirty-two bytes of a test seed";
	unsigned char key[SSH_KEY_SIZE];
	unsigned char secret[crypto_sign_SECRETKEYBYTES];
	struct buf hidden = { 0 };
	struct arena *scratch = arena_new();
	crypto_sign_seed_keypair(key, secret, seed);
	ssh_add_uint32(&hidden, 7);
	ssh_add_uint32(&hidden, check);
	ssh_add_text(&hidden, STR(SSH_ED25519));
	ssh_add_text(&hidden, (struct str){ (char *)key, sizeof key });
	ssh_add_text(&hidden, (struct str){ (char *)secret, sizeof secret });
	ssh_add_text(&hidden, STR("test"));
	buf_add(out, (struct str){ "openssh-key-v1", 15 });
	ssh_add_text(out, str_from(cipher));
	ssh_add_text(out, STR("none"));
	ssh_add_text(out, STR(""));
	ssh_add_uint32(out, 1);
	ssh_add_text(out, ssh_public_blob(key, scratch));
	ssh_add_text(out, buf_str(&hidden));
	buf_free(&hidden);
	arena_free(scratch);
}

static struct str write_key(struct world *world, const char *name,
    const char *cipher, uint32_t check, unsigned mode)
{
	struct buf bytes = { 0 };
	struct buf text = { 0 };
	struct str path = below(world, name);
	add_key_bytes(&bytes, cipher, check);
	buf_add_z(&text, "-----BEGIN OPENSSH PRIVATE KEY-----\n");
	base64_add(&text, buf_str(&bytes));
	buf_add_z(&text, "\n-----END OPENSSH PRIVATE KEY-----\n");
	assert_true(file_write(path, buf_str(&text), mode, &world->err));
	buf_free(&bytes);
	buf_free(&text);
	return path;
}

/* A small bag, sealed by the key at KEY (none: not sealed), as a tar. */
static struct str make_tar(
    struct world *world, struct str key_path, struct str *name)
{
	struct bag_files files = { 0 };
	struct seal_key *key = NULL;
	struct str tar;
	if (key_path.len)
		assert_true(
		    seal_key_open(&key, key_path, world->keep, &world->err));
	struct bag_info info = { .organisation = STR("Acme\nPayments"),
		.scope = STR("3 <b>repositories"),
		.period = STR("2026-Q3"),
		.program = STR("assay 1"),
		.as_of = 1790000000,
		.signer =
		    key ? seal_key_fingerprint(key, world->keep) : STR_NONE };
	assert_true(bag_stage(
	    &files, str_from(world->folder), 0600, world->keep, &world->err));
	bag_add(&files, STR("data/tables/T-02.csv"), STR("a,b\r\n1,2\r\n"),
	    world->keep);
	bag_add(
	    &files, STR("data/report/report.txt"), STR("two\n"), world->keep);
	bag_add(&files, STR("data/empty.csv"), STR(""), world->keep);
	assert_true(bag_close(name, &files, &info, world->keep, &world->err));
	if (key)
		assert_true(bag_sign(&files, key, world->keep, &world->err));
	seal_key_close(key);
	assert_true(bag_write(
	    &files, str_from(world->folder), *name, 0600, &world->err));
	bag_discard(&files);
	struct str path = below(world,
	    arena_z(world->keep,
		arena_printf(world->keep, STR_FMT ".tar", STR_ARG(*name))));
	assert_true(file_read(&tar, path, 0, world->keep, &world->err));
	return tar;
}

static void check_found(struct bag_checks *checks, const struct found_bag *bag)
{
	check_whole(checks, bag);
	check_seal(checks, bag, STR_NONE, STR_NONE);
	check_stamp(checks, bag);
	check_chain(checks, bag, NULL);
}

/* How many checks of TAR fail. */
static size_t failures(struct str tar, struct arena *scratch)
{
	struct bag_checks checks = { .keep = scratch };
	struct found_bag bag;
	struct error err = { 0 };
	char *copy = arena_alloc(scratch, tar.len + 1);
	memcpy(copy, tar.ptr, tar.len);
	FILE *file = fmemopen(copy, tar.len, "rb");
	FILE *again = fmemopen(copy, tar.len, "rb");
	assert_true(bag_read_tar(
	    &bag, file, again, STR("bag.tar"), check_wants, scratch, &err));
	fclose(file);
	fclose(again);
	check_found(&checks, &bag);
	return checks_failed(&checks);
}

/* ----------------------------------------------------------------- form -- */

static void a_bag_holds(void **state)
{
	struct world *world = *state;
	struct str name;
	struct str key = write_key(world, "key", "none", 7, 0600);
	struct str tar = make_tar(world, key, &name);
	struct bag_checks checks = { .keep = world->keep };
	struct found_bag bag;
	assert_true(str_starts(name, STR("evidence-acme-payments-2026-q3-")));
	assert_int_equal(failures(tar, world->keep), 0);
	assert_true(bag_read(&bag, below(world, arena_z(world->keep, name)),
	    check_wants, world->keep, &world->err));
	check_found(&checks, &bag);
	assert_int_equal(checks_failed(&checks), 0);
	/* a value has one line, whatever the configuration had */
	assert_true(str_contains(found_content(&bag, "bag-info.txt"),
	    STR("Source-Organization: Acme Payments\n")));
	assert_true(str_ends(found_info(&bag, "Payload-Oxum"), STR(".4")));
	/* the cover tells what seals it, and escapes what it tells */
	assert_non_null(found_file(&bag, "data/index.html"));
}

static void the_cover_tells_the_seal(void **state)
{
	struct world *world = *state;
	struct str name;
	struct str cover;
	struct str key = write_key(world, "key", "none", 7, 0600);
	for (int sealed = 0; sealed < 2; sealed++) {
		make_tar(world, sealed ? key : STR_NONE, &name);
		assert_true(file_read(&cover,
		    path_join(world->keep,
			below(world, arena_z(world->keep, name)),
			STR("data/index.html")),
		    0, world->keep, &world->err));
		assert_true(str_contains(cover, STR("3 &lt;b&gt;repos")));
		assert_int_equal(
		    str_contains(cover, STR("Not signed.")), !sealed);
		assert_int_equal(
		    str_contains(cover, STR("by the key SHA256:")), sealed);
	}
}

/* Every byte of the tar, headers, padding and end too: each of its bits in
 * turn, over the bytes. */
static void every_byte_is_seen(void **state)
{
	struct world *world = *state;
	struct str name;
	struct str key = write_key(world, "key", "none", 7, 0600);
	struct str tar = make_tar(world, key, &name);
	char *bytes = arena_alloc(world->keep, tar.len);
	memcpy(bytes, tar.ptr, tar.len);
	for (size_t i = 0; i < tar.len; i++) {
		struct arena *scratch = arena_new();
		char was = bytes[i];
		bytes[i] = (char)(was ^ (1 << i % 8));
		if (!failures((struct str){ bytes, tar.len }, scratch))
			fail_msg("a change of byte %zu is not seen", i);
		bytes[i] = was;
		arena_free(scratch);
	}
}

static void a_cut_or_longer_tar_is_seen(void **state)
{
	struct world *world = *state;
	struct str name;
	struct str tar = make_tar(world, STR_NONE, &name);
	assert_int_equal(failures(tar, world->keep), 0);
	for (size_t len = 1; len < tar.len; len += 97)
		assert_true(failures(str_slice(tar, 0, len), world->keep) > 0);
	char *longer = arena_alloc(world->keep, tar.len + 512);
	memcpy(longer, tar.ptr, tar.len);
	assert_true(failures((struct str){ longer, tar.len + 1 }, world->keep));
	assert_true(
	    failures((struct str){ longer, tar.len + 512 }, world->keep));
}

static void paths_stay_in_the_bag(void **state)
{
	(void)state;
	static const char *const wrong[] = { "", "/etc/passwd", "../x",
		"data/../x", "data//x", "data/", ".hidden", "data/.x", "-x",
		"data/a b", "data/\xc3\xa4", "data/a\nb", "data\\x" };
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_false(bag_path_is_fine(str_from(wrong[i])));
	assert_true(bag_path_is_fine(STR("data/tables/T-01-x_y.csv")));
	char longest[BAG_PATH_MAX + 2];
	memset(longest, 'a', sizeof longest);
	assert_true(bag_path_is_fine((struct str){ longest, BAG_PATH_MAX }));
	assert_false(
	    bag_path_is_fine((struct str){ longest, BAG_PATH_MAX + 1 }));
}

static void two_files_of_a_name_are_an_error(void **state)
{
	struct world *world = *state;
	struct bag_files files = { 0 };
	struct bag_info info = { .period = STR("2026-Q3") };
	struct str name;
	bag_add(&files, STR("data/a"), STR("1"), world->keep);
	bag_add(&files, STR("data/a"), STR("2"), world->keep);
	assert_false(bag_close(&name, &files, &info, world->keep, &world->err));
	bag_discard(&files);
}

/* ------------------------------------------------------------ manifests -- */

/* The folder of a bag after FILE was given CONTENT: how many checks fail. */
static size_t with_file(
    struct world *world, struct str name, const char *file, struct str content)
{
	struct bag_checks checks = { .keep = world->keep };
	struct found_bag bag;
	struct str path = path_join(world->keep,
	    below(world, arena_z(world->keep, name)), str_from(file));
	struct str was = STR_NONE;
	if (file_exists(path))
		assert_true(file_read(&was, path, 0, world->keep, &world->err));
	assert_true(file_write(path, content, 0600, &world->err));
	assert_true(bag_read(&bag, below(world, arena_z(world->keep, name)),
	    check_wants, world->keep, &world->err));
	check_found(&checks, &bag);
	if (was.ptr)
		assert_true(file_write(path, was, 0600, &world->err));
	else
		unlink(arena_z(world->keep, path));
	return checks_failed(&checks);
}

/* What sha256sum -c accepts and a bag of ours does not have. */
static void other_forms_of_a_manifest_are_seen(void **state)
{
	struct world *world = *state;
	struct str name;
	struct str text;
	struct buf changed = { 0 };
	make_tar(world, STR_NONE, &name);
	struct str path = path_join(world->keep,
	    below(world, arena_z(world->keep, name)), STR(BAG_TAG_MANIFEST));
	assert_true(file_read(&text, path, 0, world->keep, &world->err));
	assert_int_equal(with_file(world, name, BAG_TAG_MANIFEST, text), 0);
	for (size_t i = 0; i < text.len; i++) /* digests in upper case */
		buf_add_char(&changed, text.ptr[i] >= 'a' && text.ptr[i] <= 'f'
					   ? (char)(text.ptr[i] - 'a' + 'A')
					   : text.ptr[i]);
	assert_true(
	    with_file(world, name, BAG_TAG_MANIFEST, buf_str(&changed)));
	buf_clear(&changed);
	for (size_t i = 0; i < text.len; i++) { /* CR LF */
		if (text.ptr[i] == '\n')
			buf_add_char(&changed, '\r');
		buf_add_char(&changed, text.ptr[i]);
	}
	assert_true(
	    with_file(world, name, BAG_TAG_MANIFEST, buf_str(&changed)));
	buf_clear(&changed);
	buf_add(&changed, text); /* a line twice */
	buf_add(&changed, str_slice(text, 0, str_find_byte(text, '\n') + 1));
	assert_true(
	    with_file(world, name, BAG_TAG_MANIFEST, buf_str(&changed)));
	buf_clear(&changed);
	buf_add(&changed, text); /* an empty line, a remark, no line end */
	buf_add_char(&changed, '\n');
	assert_true(
	    with_file(world, name, BAG_TAG_MANIFEST, buf_str(&changed)));
	assert_true(with_file(
	    world, name, BAG_TAG_MANIFEST, str_slice(text, 0, text.len - 1)));
	buf_free(&changed);
}

static void what_was_added_is_seen(void **state)
{
	struct world *world = *state;
	struct str name;
	make_tar(world, STR_NONE, &name);
	assert_true(with_file(world, name, "data/more.csv", STR("x")));
	assert_true(with_file(world, name, "more.txt", STR("x")));
	assert_true(with_file(world, name, BAG_SIGNATURE, STR("x")));
	assert_true(with_file(world, name, BAG_STAMP, STR("x")));
	struct str link = path_join(world->keep,
	    below(world, arena_z(world->keep, name)), STR("data/link"));
	struct bag_checks checks = { .keep = world->keep };
	struct found_bag bag;
	assert_int_equal(
	    symlink("/etc/hostname", arena_z(world->keep, link)), 0);
	assert_true(bag_read(&bag, below(world, arena_z(world->keep, name)),
	    check_wants, world->keep, &world->err));
	assert_int_equal(bag.faults.count, 1);
	check_found(&checks, &bag);
	assert_true(checks_failed(&checks) > 0);
}

/* ----------------------------------------------------------------- seal -- */

static void keys_that_cannot_seal_are_told(void **state)
{
	struct world *world = *state;
	struct seal_key *key;
	struct str path = write_key(world, "shared", "none", 7, 0644);
	unsetenv("SSH_AUTH_SOCK");
	assert_false(seal_key_open(&key, path, world->keep, &world->err));
	assert_non_null(strstr(world->err.message, "mode 0644"));
	path = write_key(world, "hidden", "aes256-ctr", 7, 0600);
	assert_false(seal_key_open(&key, path, world->keep, &world->err));
	assert_non_null(strstr(world->err.message, "passphrase"));
	assert_non_null(strstr(world->err.fix, "ssh-add"));
	path = write_key(world, "damaged", "none", 8, 0600);
	assert_false(seal_key_open(&key, path, world->keep, &world->err));
	assert_non_null(strstr(world->err.message, "damaged"));
	path = below(world, "rsa");
	assert_true(file_write(
	    path, STR("-----BEGIN RSA PRIVATE KEY-----\n"), 0600, &world->err));
	assert_false(seal_key_open(&key, path, world->keep, &world->err));
	assert_non_null(strstr(world->err.message, "another form or kind"));
	assert_false(
	    seal_key_open(&key, STR("agent"), world->keep, &world->err));
	assert_non_null(strstr(world->err.message, "SSH_AUTH_SOCK"));
	assert_false(seal_key_open(
	    &key, below(world, "none"), world->keep, &world->err));
}

/* Every cut of a key file: an error, never more. */
static void cut_keys_are_told(void **state)
{
	struct world *world = *state;
	struct str text;
	struct seal_key *key;
	struct str path = write_key(world, "key", "none", 7, 0600);
	assert_true(file_read(&text, path, 0, world->keep, &world->err));
	for (size_t len = 0; len + 1 < text.len; len += 3) {
		assert_true(file_write(
		    path, str_slice(text, 0, len), 0600, &world->err));
		assert_false(
		    seal_key_open(&key, path, world->keep, &world->err));
	}
}

/* base64 has spare bits, and forgives blanks. */
static void other_forms_of_a_signature_are_seen(void **state)
{
	struct world *world = *state;
	unsigned char key[SSH_KEY_SIZE] = { 1 };
	unsigned char signature[SSH_SIGNATURE_SIZE] = { 2 };
	const char *wrong;
	struct str text = sshsig_write(key, signature, world->keep);
	assert_true(sshsig_read(key, signature, text, &wrong, world->keep));
	for (size_t i = 0; i < text.len; i++) {
		char *changed = arena_z(world->keep, text);
		changed[i] = (char)(changed[i] ^ 1);
		unsigned char key2[SSH_KEY_SIZE];
		unsigned char signature2[SSH_SIGNATURE_SIZE];
		struct str other = { changed, text.len };
		if (sshsig_read(key2, signature2, other, &wrong, world->keep))
			assert_true(memcmp(key, key2, sizeof key) != 0 ||
				    memcmp(signature, signature2,
					sizeof signature) != 0);
	}
	struct str longer =
	    arena_printf(world->keep, STR_FMT "\n", STR_ARG(text));
	assert_false(sshsig_read(key, signature, longer, &wrong, world->keep));
}

static void only_allowed_signers_hold(void **state)
{
	struct world *world = *state;
	static const struct {
		const char *before; /* the key */
		size_t failed;
	} cases[] = {
		{ "auditor@acme.example namespaces=\"assay-evidence\" ", 0 },
		{ "auditor ", 0 },
		{ "# auditor ", 1 },
		{ "auditor namespaces=\"file,git\" ", 1 },
		{ "auditor namespaces=\"assay-*\" ", 0 },
		{ "auditor namespaces=\"*,!assay-evidence\" ", 1 },
		{ "auditor cert-authority ", 1 },
		{ "a,b valid-after=\"20260101\",valid-before=\"20270101\" ",
		    0 },
		{ "auditor valid-before=\"20260101\" ", 1 },
		{ "auditor valid-after=\"20270101\" ", 1 },
	};
	struct str name;
	struct str path = write_key(world, "key", "none", 7, 0600);
	unsigned char key[SSH_KEY_SIZE];
	unsigned char signature[SSH_SIGNATURE_SIZE];
	const char *wrong;
	struct found_bag bag;
	struct buf letters = { 0 };
	make_tar(world, path, &name);
	assert_true(bag_read(&bag, below(world, arena_z(world->keep, name)),
	    check_wants, world->keep, &world->err));
	assert_true(sshsig_read(key, signature,
	    found_content(&bag, BAG_SIGNATURE), &wrong, world->keep));
	base64_add(&letters, ssh_public_blob(key, world->keep));
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct bag_checks checks = { .keep = world->keep };
		struct str signers = arena_printf(world->keep,
		    "# who may\n%sssh-ed25519 " STR_FMT " remark\n",
		    cases[i].before, STR_ARG(buf_str(&letters)));
		check_seal(&checks, &bag, signers, STR("signers"));
		if (checks_failed(&checks) != cases[i].failed)
			fail_msg("case %zu: %zu", i, checks_failed(&checks));
	}
	buf_free(&letters);
}

/* -------------------------------------------------------------- numbers -- */

#define HEADS                                                                  \
	"id,printed,reads,decimals,bound,scale,base,formula,measure,kind,"     \
	"numerator,denominator,file,row,column,value,where,cells\r\n"
#define OF_TABLE "data/tables/T-01.csv"

/* How many checks fail of one printed number ROW, from 7 of 13, whose limits by
 * Wilson's formula were computed outside, and a rate. */
static size_t wrong_numbers(struct world *world, const char *row)
{
	struct bag_checks checks = { .keep = world->keep };
	struct found_bag bag = { 0 };
	struct found_file table = { .path = STR(OF_TABLE),
		.content =
		    STR("id,hit,n,value,low,high,events,exposure,rate\r\n"
			"a,7,13,0.5384615384615384,0.29143795714506004,"
			"0.7679393219046169,3,1.5,2\r\n") };
	struct found_file numbers = { .path = STR("data/trace/numbers.csv"),
		.content = arena_printf(world->keep, HEADS "%s,,\r\n", row) };
	VEC_PUSH(&bag, world->keep, table);
	VEC_PUSH(&bag, world->keep, numbers);
	check_numbers(&checks, &bag);
	return checks_failed(&checks);
}

static void numbers_follow_from_their_tables(void **state)
{
	static const struct {
		const char *row;
		size_t wrong;
	} cases[] = {
		{ "x,54%,54,0,0,100,0,\"share, Wilson\",a,figure,7,13," OF_TABLE
		  ",1,value,0.5384615384615384",
		    0 },
		/* rounded wrongly, or read as another number */
		{ "x,55%,55,0,0,100,0,\"share, Wilson\",a,figure,7,13," OF_TABLE
		  ",1,value,0.5384615384615384",
		    1 },
		{ "x,55%,54,0,0,100,0,\"share, Wilson\",a,figure,7,13," OF_TABLE
		  ",1,value,0.5384615384615384",
		    1 },
		{ "x,-54%,54,0,0,100,0,\"share, "
		  "Wilson\",a,figure,7,13," OF_TABLE
		  ",1,value,0.5384615384615384",
		    1 },
		/* a cell that the table has not, or has otherwise */
		{ "x,54%,54,0,0,100,0,\"share, Wilson\",a,figure,7,13," OF_TABLE
		  ",2,value,0.5384615384615384",
		    1 },
		{ "x,54%,54,0,0,100,0,\"share, Wilson\",a,figure,7,13," OF_TABLE
		  ",1,none,0.5384615384615384",
		    1 },
		{ "x,54%,54,0,0,100,0,\"share, Wilson\",a,figure,7,13," OF_TABLE
		  ",1,value,0.54",
		    1 },
		/* limits */
		{ "x,29,29,0,0,100,0,\"share, Wilson\",a,figure,7,13," OF_TABLE
		  ",1,low,0.29143795714506004",
		    0 },
		{ "x,77,77,0,0,100,0,\"share, Wilson\",a,figure,7,13," OF_TABLE
		  ",1,high,0.7679393219046169",
		    0 },
		{ "x,2.0,2,1,0,1,0,\"rate, pooled over "
		  "strata\",a,figure,,," OF_TABLE ",1,rate,2",
		    0 },
		/* "46% fewer" of a ratio */
		{ "x,46%,46,0,0,100,1,\"share, Wilson\",a,figure,7,13," OF_TABLE
		  ",1,value,0.5384615384615384",
		    0 },
		/* "under 1%" is not of 54% */
		{ "x,1%,1,0,-1,100,0,\"share, Wilson\",a,figure,7,13," OF_TABLE
		  ",1,value,0.5384615384615384",
		    1 },
		/* the count of a row; a date; a number in no cell */
		{ "x,13,13,0,0,0,0,,a,figure,7,13," OF_TABLE ",1,,", 0 },
		{ "x,2026,2026,0,0,0,0,,,date,,,,,,", 0 },
		{ "x,95%,95,0,0,0,0,,,figure,,,,,,", 0 },
		{ "x,9,nine,0,0,0,0,,,figure,,,,,,", 1 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		size_t wrong = wrong_numbers(*state, cases[i].row);
		if (wrong != cases[i].wrong)
			fail_msg("case %zu: %zu are wrong, not %zu", i, wrong,
			    cases[i].wrong);
	}
}

/* At most 10 of 184 controls are exceptions: 4 are, and 6 are not known. */
static void bounds_follow_from_their_row(void **state)
{
	struct world *world = *state;
	static const char *const values[] = { "0.0543478260869565", "0.05" };
	for (size_t i = 0; i < 2; i++) {
		struct bag_checks checks = { .keep = world->keep };
		struct found_bag bag = { 0 };
		struct found_file table = { .path = STR(OF_TABLE),
			.content = arena_printf(world->keep,
			    "population,exceptions,unknown,bound,sample\r\n"
			    "184,4,6,%s,\r\n",
			    values[i]) };
		struct found_file numbers = { .path =
						  STR("data/trace/numbers.csv"),
			.content = arena_printf(world->keep,
			    HEADS "x,5%%,5,0,0,100,0,table,a,figure,,," OF_TABLE
				  ",1,bound,%s,,\r\n",
			    values[i]) };
		VEC_PUSH(&bag, world->keep, table);
		VEC_PUSH(&bag, world->keep, numbers);
		check_numbers(&checks, &bag);
		assert_int_equal(checks_failed(&checks), i);
	}
}

/* A table whose counts give another value than it has. */
static void cells_follow_from_their_counts(void **state)
{
	struct world *world = *state;
	struct bag_checks checks = { .keep = world->keep };
	struct found_bag bag = { 0 };
	struct found_file table = { .path = STR(OF_TABLE),
		.content = STR("id,hit,n,value,low,high\r\n"
			       "a,8,13,0.5384615384615384,,\r\n") };
	struct found_file numbers = { .path = STR("data/trace/numbers.csv"),
		.content = STR(HEADS "x,54%,54,0,0,100,0,\"share, "
				     "Wilson\",a,figure,8,13," OF_TABLE
				     ",1,value,0.5384615384615384,,\r\n") };
	VEC_PUSH(&bag, world->keep, table);
	VEC_PUSH(&bag, world->keep, numbers);
	check_numbers(&checks, &bag);
	assert_int_equal(checks_failed(&checks), 1);
	assert_true(str_contains(
	    checks.items[0].found, STR("its counts give 0.615384615384615")));
}

#define OF_CELLS "data/trace/cells/a.csv"
#define CELL_HEADS                                                             \
	"figure,period,group,formula,contrast,stratum,origin,n,hit,unknown,"   \
	"exposure,clusters,yy,xy,xx,enter,leave,event\r\n"
#define POOLED "2026-Q3,,\"rate ratio, pooled over strata\",human,"
#define TIME "2026-Q3,team=Web,\"time, Kaplan-Meier\",human,,,"

/* How many checks fail of a printed number whose COLUMN, of a figure in GROUP,
 * has VALUE: 12 in 4,000 lines against 9 in 6,000 and 7 in 2,500 against 20 in
 * 9,000, pooled by hand; and the median of 1, 2, 3, 4, 9 and 9 days. */
static size_t wrong_cell(struct world *world, const char *formula,
    const char *group, const char *column, const char *value)
{
	struct bag_checks checks = { .keep = world->keep };
	struct found_bag bag = { 0 };
	struct found_file table = { .path = STR(OF_TABLE),
		.content = arena_printf(
		    world->keep, "team,%s\r\n,%s\r\n", column, value) };
	struct found_file cells = { .path = STR(OF_CELLS),
		.content = STR(CELL_HEADS
		    "1," POOLED "1,ai,12,0,0,4000,0,0,0,0,0,0,0\r\n"
		    "1," POOLED "1,human,9,0,0,6000,0,0,0,0,0,0,0\r\n"
		    "1," POOLED "2,ai,7,0,0,2500,0,0,0,0,0,0,0\r\n"
		    "1," POOLED "2,human,20,0,0,9000,0,0,"
		    "0,0,0,0,0\r\n"
		    "2," TIME "1,0,0,0,0,0,0,0,0,86400,1\r\n"
		    "2," TIME "1,0,0,0,0,0,0,0,0,172800,1\r\n"
		    "2," TIME "1,0,0,0,0,0,0,0,0,259200,1\r\n"
		    "2," TIME "1,0,0,0,0,0,0,0,0,345600,1\r\n"
		    "2," TIME "2,0,0,0,0,0,0,0,0,777600,1\r\n") };
	struct found_file numbers = { .path = STR("data/trace/numbers.csv"),
		.content = arena_printf(world->keep,
		    HEADS "x,%.0f,%.0f,0,0,1,0,\"%s\",a,figure,,," OF_TABLE
			  ",1,%s,%s,%s," OF_CELLS "\r\n",
		    strtod(value, NULL), strtod(value, NULL), formula, column,
		    value, group) };
	VEC_PUSH(&bag, world->keep, table);
	VEC_PUSH(&bag, world->keep, cells);
	VEC_PUSH(&bag, world->keep, numbers);
	check_numbers(&checks, &bag);
	return checks_failed(&checks);
}

static void figures_follow_from_their_cells(void **state)
{
	static const char ratio[] = "rate ratio, pooled over strata";
	static const char time[] = "time, Kaplan-Meier";
	static const struct {
		const char *formula;
		const char *group;
		const char *column;
		const char *value;
		size_t wrong;
	} cases[] = {
		{ ratio, "", "value", "1.5951859956236325", 0 },
		{ ratio, "", "value", "1.5", 1 },
		{ ratio, "", "events", "19", 0 },
		{ ratio, "", "events_rest", "30", 1 },
		{ ratio, "", "exposure", "6.5", 0 },
		{ time, "team=Web", "median", "3", 0 },
		{ time, "team=Web", "median", "4", 1 },
		{ time, "team=Web", "n", "6", 0 },
		/* a column that tells nothing of a figure */
		{ time, "team=Web", "lines", "8.5", 0 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		size_t wrong = wrong_cell(*state, cases[i].formula,
		    cases[i].group, cases[i].column, cases[i].value);
		if (wrong != cases[i].wrong)
			fail_msg("case %zu: %zu are wrong, not %zu", i, wrong,
			    cases[i].wrong);
	}
}

/* Limits of a chart, from all rows of its table: the mean of eight months and
 * 2.66 mean moving ranges (Wheeler 1993), by hand. */
static void limits_follow_from_their_table(void **state)
{
	static const struct {
		const char *column;
		const char *value;
		size_t wrong;
	} cases[] = { { "centre", "5", 0 }, { "high", "10.32", 0 },
		{ "high", "10.5", 1 }, { "low", "0", 0 } };
	struct world *world = *state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct bag_checks checks = { .keep = world->keep };
		struct found_bag bag = { 0 };
		struct buf rows = { 0 };
		buf_add_z(&rows, "month,value,low,centre,high\r\n");
		for (int month = 1; month <= 8; month++)
			buf_printf(&rows, "2026-0%d,%d,%s,%s,%s\r\n", month,
			    month % 2 ? 4 : 6,
			    cases[i].column[0] == 'l' ? cases[i].value : "0",
			    cases[i].column[0] == 'c' ? cases[i].value : "5",
			    cases[i].column[0] == 'h' ? cases[i].value
						      : "10.32");
		struct found_file table = { .path = STR(OF_TABLE),
			.content = arena_str(world->keep, buf_str(&rows)) };
		buf_free(&rows);
		struct found_file numbers = { .path =
						  STR("data/trace/numbers.csv"),
			.content = arena_printf(world->keep,
			    HEADS
			    "x,%.0f,%.0f,0,0,1,0,\"count, Byar\",a,figure,,"
			    "," OF_TABLE ",2,%s,%s,,\r\n",
			    strtod(cases[i].value, NULL),
			    strtod(cases[i].value, NULL), cases[i].column,
			    cases[i].value) };
		VEC_PUSH(&bag, world->keep, table);
		VEC_PUSH(&bag, world->keep, numbers);
		check_numbers(&checks, &bag);
		if (checks_failed(&checks) != cases[i].wrong)
			fail_msg("case %zu: %zu are wrong", i,
			    checks_failed(&checks));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_bag_holds, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    the_cover_tells_the_seal, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    every_byte_is_seen, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    a_cut_or_longer_tar_is_seen, set_up, tear_down),
		cmocka_unit_test(paths_stay_in_the_bag),
		cmocka_unit_test_setup_teardown(
		    two_files_of_a_name_are_an_error, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    other_forms_of_a_manifest_are_seen, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    what_was_added_is_seen, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    keys_that_cannot_seal_are_told, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    cut_keys_are_told, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    other_forms_of_a_signature_are_seen, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    only_allowed_signers_hold, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    numbers_follow_from_their_tables, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    cells_follow_from_their_counts, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    bounds_follow_from_their_row, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    figures_follow_from_their_cells, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    limits_follow_from_their_table, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
