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
	for (int s = 0; s < SIDES; s++) {
		struct window *window = &windows[s];
		uint32_t *of = arena_array(keep, window->count, sizeof *of);
		for (uint32_t i = 0; i < window->count; i++) {
			of[i] = class_of(
			    classes, window_line(window, window->first + i));
			classes->items[of[i]].counts[s]++;
		}
		classes->of_lines[s] = of;
	}
}

void classes_count_common(struct classes *classes, struct str text)
{
	const char *at = text.ptr;
	const char *end = at ? at + text.len : NULL;
	while (at < end) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));
		const char *next = newline ? newline + 1 : end;
		struct str line = { at, (size_t)(next - at) };
		uint32_t number =
		    *slot_of(classes, lines_hash(line, classes->key), line);
		if (number) {
			classes->items[number - 1].counts[OLD]++;
			classes->items[number - 1].counts[NEW]++;
		}
		at = next;
	}
}
