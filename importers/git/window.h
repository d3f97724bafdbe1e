/* A text of which a part changed, and its lines around there. */
#ifndef IMPORTERS_GIT_WINDOW_H
#define IMPORTERS_GIT_WINDOW_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

struct offsets {
	uint32_t *items;
	size_t count;
	size_t room;
};

/* Lines count from 0; the starts of lines are found when they are asked for,
 * and stand in KEEP. */
struct window {
	struct arena *keep;
	struct str text; /* less than 4 GiB */
	uint32_t lines;	 /* of the text */
	uint32_t first;	 /* line the part starts with */
	uint32_t count;	 /* lines of the part */
	uint32_t from;	 /* bytes of the part: [from, to) */
	uint32_t to;
	struct offsets above;  /* starts of lines, from the part upwards */
	struct offsets within; /* starts of lines, and the end of the part */
	struct offsets below;  /* starts of lines, from the part downwards */
};

/* Finds the lines of the part, and sets their count. */
void window_index(struct window *window);

/* LINE must be one of the text. */
struct str window_line(struct window *window, uint32_t line);

#endif
