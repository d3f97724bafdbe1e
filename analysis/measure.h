/* Measures as files: analysis/measures/<family>/<id>.sql, each a header of
 * comment lines "-- name: value" (continued by "--   more"), then one SELECT.
 * docs/method.md describes the fields. */
#ifndef ANALYSIS_MEASURE_H
#define ANALYSIS_MEASURE_H

#include "analysis/engine.h"

/* Reads CONTENT of the file PATH, whose name gives the id. Texts of MEASURE
 * point into CONTENT or KEEP. A header that is wrong is an input error with
 * its line. A measure that says "same: ID" has no SQL of its own: SAME names
 * the one it shares. */
bool measure_parse(struct measure *measure, struct str *same,
    struct str content, struct str path, struct arena *keep,
    struct error *err) MUST_USE;

/* All built-in measures, and those in the user's FOLDER (with or without a
 * folder for each family; none: no folder), sorted by id. An id that is
 * taken is an error. */
bool measures_load(struct measure **measures, size_t *count,
    const struct asset_folders *folders, struct str folder, struct arena *keep,
    struct error *err) MUST_USE;

/* Its SELECT, without what would end it early. */
struct str measure_select(const struct measure *measure);

/* The column NAME that a table MEASURE declares; false when it has none. */
bool measure_column(
    struct column *column, const struct measure *measure, struct str name);

/* Whether LIST ("a, b, c") has ITEM; the next item of a list. */
bool list_has(struct str list, struct str item);
bool list_next(struct str *rest, struct str *item);

/* A rate that compares two sides: AI with the others, or with a behaviour and
 * without it. */
bool measure_is_ratio(const struct measure *measure);

const char *measure_kind_name(enum measure_kind kind);
const char *measure_direction_name(enum measure_direction direction);
const char *measure_basis_name(enum measure_basis basis);
const char *word_class_name(enum word_class class); /* "clear_up" */

#endif
