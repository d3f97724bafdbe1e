/* An evidence bag as a tar and what is checked of it; with a first byte of its
 * own, one part alone: "S" a signature, "D" a time stamp.
 * Covers render/bag/read.c, check.c, check_seal.c, check_numbers.c,
 * sshsig.c, der.c, cli/verify_oscal.c.
 * corpus: tests/corpus/bags */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "cli/verify_oscal.h"
#include "render/bag/check.h"
#include "render/bag/der.h"
#include "render/bag/sshsig.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_tar(struct str bytes, struct arena *keep)
{
	struct bag_checks checks = { .keep = keep };
	struct found_bag bag;
	struct error err = { 0 };
	char *copy = arena_alloc(keep, bytes.len + 1);
	memcpy(copy, bytes.ptr, bytes.len);
	FILE *file = fmemopen(copy, bytes.len, "rb");
	FILE *again = fmemopen(copy, bytes.len, "rb");
	if (!file || !again)
		abort();
	bool done = bag_read_tar(
	    &bag, file, again, STR("fuzz.tar"), check_wants, keep, &err);
	fclose(file);
	fclose(again);
	if (!done)
		return;
	check_whole(&checks, &bag);
	check_seal(&checks, &bag, STR("a ssh-ed25519 AAAA\n"), STR("signers"));
	check_stamp(&checks, &bag);
	check_chain(&checks, &bag, &bag);
	check_oscal(&checks, &bag);
	check_numbers(&checks, &bag);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *keep = arena_new();
	struct str bytes = { (const char *)data, size };
	struct str part = str_skip(bytes, 1);
	unsigned char key[SSH_KEY_SIZE];
	unsigned char signature[SSH_SIGNATURE_SIZE];
	struct stamp stamp;
	const char *wrong;
	if (size && data[0] == 'S')
		(void)sshsig_read(key, signature, part, &wrong, keep);
	else if (size && data[0] == 'D')
		(void)stamp_read(&stamp, part, &wrong);
	else if (size)
		check_tar(bytes, keep);
	arena_free(keep);
	return 0;
}
