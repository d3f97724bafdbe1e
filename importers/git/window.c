/* Three lists of offsets, since only a few lines beside the part are ever
 * looked at: one grows upwards, one downwards, one holds the part. */
#include "importers/git/window.h"

#include <string.h>

#include "base/vec.h"

static uint32_t line_end(struct str text, uint32_t at)
{
	const char *newline = memchr(text.ptr + at, '\n', text.len - at);
	return newline ? (uint32_t)(newline + 1 - text.ptr)
		       : (uint32_t)text.len;
}

/* AT is behind a line. */
static uint32_t line_start(struct str text, uint32_t at)
{
	at--;
	while (at && text.ptr[at - 1] != '\n')
		at--;
	return at;
}

void window_index(struct window *window)
{
	uint32_t at = window->from;
	VEC_PUSH(&window->within, window->keep, at);
	while (at < window->to) {
		at = line_end(window->text, at);
		VEC_PUSH(&window->within, window->keep, at);
	}
	window->count = (uint32_t)window->within.count - 1;
}

static struct str slice(const struct window *window, uint32_t from, uint32_t to)
{
	return (struct str){ window->text.ptr + from, to - from };
}

static struct str line_above(struct window *window, uint32_t steps)
{
	struct offsets *above = &window->above;
	if (!above->count)
		VEC_PUSH(above, window->keep, window->from);
	while (above->count <= steps + 1) {
		uint32_t start =
		    line_start(window->text, above->items[above->count - 1]);
		VEC_PUSH(above, window->keep, start);
	}
	return slice(window, above->items[steps + 1], above->items[steps]);
}

static struct str line_below(struct window *window, uint32_t steps)
{
	struct offsets *below = &window->below;
	if (!below->count)
		VEC_PUSH(below, window->keep, window->to);
	while (below->count <= steps + 1) {
		uint32_t end =
		    line_end(window->text, below->items[below->count - 1]);
		VEC_PUSH(below, window->keep, end);
	}
	return slice(window, below->items[steps], below->items[steps + 1]);
}

struct str window_line(struct window *window, uint32_t line)
{
	if (line < window->first)
		return line_above(window, window->first - 1 - line);
	uint32_t at = line - window->first;
	if (at >= window->count)
		return line_below(window, at - window->count);
	if (!window->within.count)
		window_index(window);
	return slice(
	    window, window->within.items[at], window->within.items[at + 1]);
}
