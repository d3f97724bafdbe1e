/* An evidence bag as a tar and what is checked of it; with a first byte of its
 * own, one part alone: "S" a signature, "D" a time stamp, "P" a report as PDF,
 * "T" a list of numbers and, behind a NUL, a report as HTML, text and mail.
 * Covers render/bag/read.c, check.c, check_seal.c, check_numbers.c,
 * check_texts.c, check_pdf.c, page.c, sshsig.c, der.c, render/pdf/walk.c,
 * render/mail/parts.c, cli/verify_oscal.c.
 * corpus: tests/corpus/bags */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/vec.h"
#include "cli/verify_oscal.h"
#include "render/bag/check.h"
#include "render/bag/der.h"
#include "render/bag/sshsig.h"
#include "render/mail/mail.h"

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
	check_texts(&checks, &bag);
	check_pdf(&checks, &bag);
}

static void check_reports(struct str bytes, bool pdf, struct arena *keep)
{
	static const char *const paths[] = { "data/report/report.html",
		"data/report/report.pdf", "data/report/report.txt",
		"data/report/summary.eml", "data/trace/numbers.csv" };
	enum { PATHS = sizeof paths / sizeof paths[0] };
	struct bag_checks checks = { .keep = keep };
	struct found_bag bag = { 0 };
	size_t end = str_find_byte(bytes, '\0');
	for (size_t i = 0; i < PATHS; i++) {
		struct found_file file = { .path = str_from(paths[i]),
			.content = i + 1 == PATHS ? str_slice(bytes, 0, end)
				   : pdf	  ? bytes
						  : str_skip(bytes, end + 1) };
		VEC_PUSH(&bag, keep, file);
	}
	if (pdf)
		check_pdf(&checks, &bag);
	else
		check_texts(&checks, &bag);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static bool set_up;
	if (!set_up)
		mail_set_up();
	set_up = true;
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
	else if (size && (data[0] == 'P' || data[0] == 'T'))
		check_reports(part, data[0] == 'P', keep);
	else if (size)
		check_tar(bytes, keep);
	arena_free(keep);
	return 0;
}
