/* What is checked of an evidence bag that was read (read.h): each check says
 * what it looked at, where, and what it found. A bag holds when none failed. */
#ifndef RENDER_BAG_CHECK_H
#define RENDER_BAG_CHECK_H

#include <stdbool.h>

#include "render/bag/read.h"

struct bag_check {
	bool holds;
	const char *what; /* digest, signature, chain, number, ... */
	struct str where; /* path in the bag, fit for a terminal */
	struct str found; /* in words */
};

struct bag_checks {
	struct bag_check *items;
	size_t count;
	size_t room;
	struct arena *keep;
};

/* WHAT was looked at ("manifest") at WHERE, whether it HOLDS, and what was
 * found as printf has it. How many do not. */
void check_add(struct bag_checks *checks, bool holds, const char *what,
    struct str where, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
size_t checks_failed(const struct bag_checks *checks);

/* Whose contents the checks read; of all others the digest is enough. */
bool check_wants(struct str path);

/* What the file PATH of the report holds; false when the bag has none, or one
 * so large that it was not kept, which is told as not compared. */
bool check_report_file(struct str *content, struct bag_checks *checks,
    const struct found_bag *bag, const char *path) MUST_USE;

/* Faults of the form; outer files; both manifests, byte for byte; files that
 * are missing, changed or not listed; Payload-Oxum; the name. */
void check_whole(struct bag_checks *checks, const struct found_bag *bag);

/* Reads the bag at PATH and what is WANTED of it, which must have the outer
 * files; one that is not whole is an error. */
bool check_read_whole(struct found_bag *bag, struct str path, bag_wanted wanted,
    struct arena *keep, struct error *err) MUST_USE;

/* The signature, and by whom: SIGNERS is the content of a file allowed_signers
 * as ssh-keygen reads it; none: the key is shown, and not checked. */
void check_seal(struct bag_checks *checks, const struct found_bag *bag,
    struct str signers, struct str signers_name);
/* Whether a time stamp beside the signature speaks of this bag: its digest
 * alone, as what seals a stamp is for openssl ts to verify. */
void check_stamp(struct bag_checks *checks, const struct found_bag *bag);
/* Whether BAG follows PREVIOUS; NULL: what it names is told, and not checked.
 */
void check_chain(struct bag_checks *checks, const struct found_bag *bag,
    const struct found_bag *previous);
/* Every printed number of data/trace/numbers.csv, from the tables. */
void check_numbers(struct bag_checks *checks, const struct found_bag *bag);
/* The numbers that the files of the report print, from that list. */
void check_texts(struct bag_checks *checks, const struct found_bag *bag);
/* Form of the report as PDF, and the tables attached to it. */
void check_pdf(struct bag_checks *checks, const struct found_bag *bag);

#endif
