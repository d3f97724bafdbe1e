/* An entry of a list in YAML, a table of scalars: read field by field. The
 * first field that is not as it should be rejects the entry, and those after
 * it are none. */
#ifndef IMPORTERS_ATTEST_ENTRY_H
#define IMPORTERS_ATTEST_ENTRY_H

#include <stdbool.h>
#include <stdint.h>

#include "importers/conf/conf.h"
#include "model/import.h"

struct entry {
	struct import *import;
	const struct conf *conf;
	bool is_bad; /* rejected */
};

/* A field may have to be there. */
enum entry_need { ENTRY_OPEN, ENTRY_REQUIRED };

/* Counts CONF as read. */
struct entry entry_begin(struct import *import, const struct conf *conf);
/* A text, "" as none; the words say what it is: "the id of an item". */
struct str entry_text(struct entry *entry, const char *key,
    enum entry_need need, const char *words);
/* A day such as 2026-09-30, 00:00 UTC; UNKNOWN when there is none. */
int64_t entry_day(struct entry *entry, const char *key, enum entry_need need);
/* One of WORDS, parted by blanks and at most ENTRY_WORDS_MAX bytes; the
 * first where there is none and it need not be. */
enum { ENTRY_WORDS_MAX = 60 };
struct str entry_word(struct entry *entry, const char *key,
    enum entry_need need, const char *words);
/* Whether it is yes or true; anything but that, no and false is rejected. */
bool entry_yes(struct entry *entry, const char *key);
/* Rejects the entry for what stands (or is missing) at KEY. */
void entry_reject(struct entry *entry, const char *key, const char *code,
    const char *expected);
/* Rejects an entry with a field that is none of KEYS, parted by blanks: a
 * misspelt one would be lost in silence. */
void entry_only(struct entry *entry, const char *keys);

/* How sure the first lines of INPUT make it that one of KEYS ("decisions
 * responses") is the first key of a YAML file: 0 or 90. *WHY says so. */
int entry_recognises(
    const struct input *input, const char *keys, const char **why);

#endif
