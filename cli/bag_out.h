/* The evidence bag of a report: --bag, --sign, --previous. */
#ifndef CLI_BAG_OUT_H
#define CLI_BAG_OUT_H

#include "cli/audit.h"
#include "render/bag/bag.h"
#include "render/bag/read.h"
#include "render/report.h"

/* clang-format off */
#define OPTIONS_BAG                                                       \
	{ "bag", 0, NULL, "write an evidence bag too, a folder and a tar", \
	    false },                                                       \
	{ "sign", 0, "KEY", "seal the bag: an Ed25519 key of OpenSSH, a "  \
			    "public key of the ssh-agent, or \"agent\"",   \
	    false },                                                       \
	{ "previous", 0, "BAG", "the bag of the period before, which this " \
				"one follows",                             \
	    false },                                                       \
	{ "copies", 0, NULL, "put copies of the inputs into the bag, with " \
			     "--restricted: they hold names and secrets",   \
	    false }
/* clang-format on */

struct bag_out; /* what the options ask for, ready before work begins */

/* Opens the key and reads the bag before, so that a wrong one is told at once.
 * OUT becomes NULL without --bag; --sign and --previous alone are usage errors.
 * The caller closes it. */
bool bag_out_open(
    struct bag_out **out, struct context *context, struct error *err) MUST_USE;
void bag_out_close(struct bag_out *out); /* wipes the key; NULL is fine */

/* Writes the bag of REPORT into the output folder; OUTPUTS are the files of the
 * report, with paths below that folder, SUMMARY what its mail tells, or NULL.
 */
bool bag_out_write(struct bag_out *out, struct audit *audit,
    struct engine *engine, const struct report *report,
    const struct report *summary, const struct bag_files *outputs,
    struct error *err) MUST_USE;
/* The bag that the report of the period PERIOD_TEXT (2026-Q3) would make, in
 * memory, as though it had been read; without the report as files, without
 * digests and not sealed. */
bool bag_out_imagine(struct found_bag *bag, struct audit *audit,
    struct str period_text, struct error *err) MUST_USE;
/* The folder that was written. */
struct str bag_out_path(const struct bag_out *out);

#endif
