/* The text part of a note: files, and below each the sessions with their
 * lines, up to a line of three hyphens.
 *
 *	src/queue.c
 *	  s_9793e3b1b3cb2a::t_00112233445566 1-3,7
 *	---
 *
 * Source: git-ai-project/git-ai specs/git_ai_standard_v3.0.0.md. */
#ifndef IMPORTERS_NOTES_ATTEST_H
#define IMPORTERS_NOTES_ATTEST_H

#include "base/error.h"
#include "base/str.h"

struct attest_entry {
	struct str path;   /* bytes, without the quotes of odd ones */
	struct str key;	   /* of a session, prompt or person */
	struct str ranges; /* not looked at */
	int64_t line;
};

struct attest {
	struct str rest; /* starts as the whole note */
	struct str path;
	int64_t line; /* of what was taken last */
};

enum attest_end { ATTEST_ENTRY, ATTEST_DIVIDER, ATTEST_ERROR };

/* The next entry; at the divider REST is what follows it, and LINE the
 * divider's number. */
enum attest_end attest_next(
    struct attest *attest, struct attest_entry *entry, struct error *err);

#endif
