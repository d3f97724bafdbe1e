/* The scanner of the TOML reader: bytes, lines, strings and scalars. Private
 * to the reader (conf_toml.c). */
#ifndef IMPORTERS_CONF_TOML_H
#define IMPORTERS_CONF_TOML_H

#include "importers/conf/conf.h"

enum { TOML_END = -1 };

struct toml {
	struct str text;
	size_t at;
	int64_t line; /* of AT, from 1 */
	size_t line_start;
	struct str shown;
	struct arena *keep;
	struct error *err;
};

/* The byte AHEAD of the next one; TOML_END behind the end. */
int toml_peek(const struct toml *toml, size_t ahead);
/* Takes a byte, which is no newline. */
void toml_take(struct toml *toml);
int64_t toml_column(const struct toml *toml);

/* At the next byte: expected EXPECTED, found what stands there. False. */
bool toml_fail(struct toml *toml, const char *expected);
/* At START bytes into the text, on this line. False. */
bool toml_fail_at(struct toml *toml, size_t start, const char *expected);

void toml_skip_blanks(struct toml *toml); /* spaces and tabs */
/* A comment, if one begins here, and the end of the line or text. */
bool toml_end_line(struct toml *toml) MUST_USE;
/* Blanks, comments and newlines. */
bool toml_skip_lines(struct toml *toml) MUST_USE;

/* One part of a key: bare or quoted. */
bool toml_key(struct toml *toml, struct str *key) MUST_USE;
/* A string, opened by a quote. */
bool toml_string(struct toml *toml, struct str *text) MUST_USE;
/* A boolean, number, date or time into NODE. */
bool toml_scalar(struct toml *toml, struct conf *node) MUST_USE;

#endif
