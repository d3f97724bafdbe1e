/* What went wrong, where, and how to mend it. An error has fixed size and
 * owns its text, so reporting never allocates. Functions that can fail return
 * bool and take a struct error last; the setters yield false, so that
 * `return error_set(err, ...)` reads as one step. */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>

#include "base/str.h"

enum error_kind {
	ERROR_NONE,
	ERROR_LIMIT,  /* the limit or gate asked for is not met: exit 1 */
	ERROR_USAGE,  /* wrong command line: exit 2 */
	ERROR_INPUT,  /* wrong file or configuration: exit 3 */
	ERROR_SYSTEM, /* disk, memory, library: exit 4 */
};

/* A place in a file; 0 means unknown. Lines and columns count from 1, columns
 * in bytes. */
struct place {
	struct str file;
	int64_t line;
	int64_t column;
};

struct error {
	enum error_kind kind;
	int64_t line;
	int64_t column;
	char file[512];
	char message[512]; /* what was expected, what was found */
	char fix[512];	   /* how to mend it; may be empty */
	char trail[512];   /* what we were doing, innermost first */
};

#define MUST_USE __attribute__((warn_unused_result))

bool error_set(struct error *err, enum error_kind kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* An input error at a place. */
bool error_at(struct error *err, struct place place, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* A system error with the text of errno behind the message, and its fix. */
bool error_errno(struct error *err, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Adds how to mend it. */
bool error_fix(struct error *err, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Adds a step of the trail on the way up: error_while(err, "importing x"). */
bool error_while(struct error *err, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* clang-tidy sees one file at a time: tell it that all of these yield false, or
 * it follows the caller where nothing failed and nothing was set. */
#if defined(__clang_analyzer__) && !defined(ERROR_IMPLEMENTATION)
#define error_set(...) ((void)error_set(__VA_ARGS__), false)
#define error_at(...) ((void)error_at(__VA_ARGS__), false)
#define error_errno(...) ((void)error_errno(__VA_ARGS__), false)
#define error_fix(...) ((void)error_fix(__VA_ARGS__), false)
#define error_while(...) ((void)error_while(__VA_ARGS__), false)
#endif

/* file:line:column: error: message, then "  fix: ..." and "  while ...". */
void error_print(const struct error *err, FILE *out);
int error_exit_status(const struct error *err);

#endif
