/* Lines for a person, on a terminal or in a log. */
#ifndef BASE_SAY_H
#define BASE_SAY_H

#include <stdio.h>

#include "base/str.h"

/* Prints one line, to which FORMAT gives no end. What comes from an input can
 * neither end it nor move a cursor: utf8_printable. */
void say(FILE *out, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The same for each line of TEXT; the last has its end or gets one. */
void say_lines(FILE *out, struct str text);

#endif
