/* The inputs that measures name in "sources": whether the model has any. */
#ifndef ANALYSIS_INPUTS_H
#define ANALYSIS_INPUTS_H

#include "model/model.h"

/* Names in words those of SOURCES ("git, scan") of which the model has
 * nothing before AT, joined by " and "; none when all are there. What came
 * later is "... by the end of the period". A name that does not exist is an
 * error. Scans without a time count when NEWEST. */
bool inputs_missing(struct str *missing, const struct model *model,
    struct str sources, int64_t at, bool newest, struct arena *keep,
    struct error *err) MUST_USE;

/* "a Git repository" for "git"; none for a name that does not exist. */
struct str input_words(struct str name);
/* "a Git repository, a training export" for the LIST "git, training". */
struct str inputs_words(struct str list, struct arena *keep);

#endif
