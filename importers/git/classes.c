/* A hash table with open addressing; the number of lines is known, so that it
 * never grows. Lines of equal hash are compared by their bytes: a collision
 * costs time, not truth. */
#include "importers/git/classes.h"

#include <string.h>

#include "importers/git/lines.h"

enum { SLOTS_MIN = 16 };

static uint32_t *slot_of(
    const struct classes *classes, uint64_t hash, struct str line)
{
	size_t i = (size_t)hash & classes->mask;
	for (;; i = (i + 1) & classes->mask) {
		uint32_t number = classes->slots[i];
		if (!number)
			break;
		const struct line_class *class = &classes->items[number - 1];
		if (class->hash == hash && str_equal(class->text, line))
			break;
	}
	return &classes->slots[i];
}

static uint32_t class_of(struct classes *classes, struct str line)
{
	uint64_t hash = lines_hash(line, classes->key);
	uint32_t *slot = slot_of(classes, hash, line);
	if (!*slot) {
		classes->items[classes->count] =
		    (struct line_class){ .hash = hash, .text = line };
		*slot = ++classes->count;
	}
	return *slot - 1;
}

static void find_old(struct classes *classes, struct window *window)
{
	uint32_t *of = classes->of_lines[OLD];
	for (uint32_t i = 0; i < window->count; i++) {
		of[i] =
		    class_of(classes, window_line(window, window->first + i));
		classes->items[of[i]].counts[OLD]++;
		classes->items[of[i]].old_line = i;
	}
}

/* Most lines follow each other as they did before, and need no hash. */
static void find_new(
    struct classes *classes, struct window *old, struct window *new)
{
	uint32_t *of = classes->of_lines[NEW];
	uint32_t next = 0; /* line of the old part that is expected */
	for (uint32_t i = 0; i < new->count; i++) {
		struct str line = window_line(new, new->first + i);
		if (next < old->count &&
		    str_equal(window_line(old, old->first + next), line)) {
			of[i] = classes->of_lines[OLD][next++];
		} else {
			of[i] = class_of(classes, line);
			if (classes->items[of[i]].counts[OLD])
				next = classes->items[of[i]].old_line + 1;
		}
		classes->items[of[i]].counts[NEW]++;
	}
}

void classes_find(struct classes *classes, struct window windows[SIDES],
    uint64_t key, struct arena *keep)
{
	size_t lines = (size_t)windows[OLD].count + windows[NEW].count;
	size_t slots = SLOTS_MIN;
	while (slots < lines * 2)
		slots *= 2;
	*classes = (struct classes){
		.key = key,
		.items = arena_array(keep, lines, sizeof *classes->items),
		.slots = arena_array(keep, slots, sizeof *classes->slots),
		.mask = slots - 1,
	};
	for (int s = 0; s < SIDES; s++)
		classes->of_lines[s] =
		    arena_array(keep, windows[s].count, sizeof(uint32_t));
	find_old(classes, &windows[OLD]);
	find_new(classes, &windows[OLD], &windows[NEW]);
}

/* -------------------------------------------------------------- counting -- */

/* From the length and two bytes: enough to pass over nearly all lines. */
static unsigned filter_bit(struct str line)
{
	unsigned middle = (unsigned char)line.ptr[line.len / 2];
	unsigned late = (unsigned char)line.ptr[line.len - line.len / 4 - 1];
	return ((unsigned)line.len * 73 + middle * 29 + late) % FILTER_BITS;
}

static void fill_filter(struct classes *classes)
{
	for (uint32_t i = 0; i < classes->count; i++) {
		unsigned bit = filter_bit(classes->items[i].text);
		classes->filter[bit / 64] |= UINT64_C(1) << bit % 64;
	}
}

static void count_line(struct classes *classes, struct str line)
{
	unsigned bit = filter_bit(line);
	if (!(classes->filter[bit / 64] >> bit % 64 & 1))
		return;
	uint32_t number =
	    *slot_of(classes, lines_hash(line, classes->key), line);
	if (number) {
		classes->items[number - 1].counts[OLD]++;
		classes->items[number - 1].counts[NEW]++;
	}
}

void classes_count_common(struct classes *classes, struct str text)
{
	const char *at = text.ptr;
	const char *end = at ? at + text.len : NULL;
	if (at < end)
		fill_filter(classes);
	while (at < end) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));
		const char *next = newline ? newline + 1 : end;
		count_line(classes, (struct str){ at, (size_t)(next - at) });
		at = next;
	}
}
