/* Durations as people and programs write them. */
#ifndef IMPORTERS_TABLE_DURATION_TEXT_H
#define IMPORTERS_TABLE_DURATION_TEXT_H

#include "importers/table/number_text.h"

/* Seconds of "1h 20m", "01:20:00", "PT1H20M", "2 seconds", and of "80" by
 * UNIT. Two parts ("1:20") are hours and minutes when UNIT is hours, minutes
 * and seconds when it is minutes, else ambiguous. ISO 8601 durations with
 * months or years have no length and are bad. */
enum reading_problem duration_read(
    int64_t *seconds_e6, struct str text, char decimal, enum unit unit);

#endif
