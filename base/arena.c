/* An arena is a list of blocks; the last one is filled from the front. Under
 * AddressSanitizer each request gets a block of its own, so that a single
 * overrun or late use is seen. */
#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/vec.h"

enum { BLOCK_SIZE = 64 * 1024, ALIGNMENT = 16 };

struct block {
	struct block *older;
	size_t room;
	size_t used;
	_Alignas(ALIGNMENT) unsigned char data[];
};

struct arena {
	struct block *newest;
	size_t used;
};

struct arena *arena_new(void)
{
	struct arena *arena = must_malloc(sizeof *arena);
	*arena = (struct arena){ 0 };
	return arena;
}

static void free_blocks(struct block *block)
{
	while (block) {
		struct block *older = block->older;
		free(block);
		block = older;
	}
}

void arena_free(struct arena *arena)
{
	if (!arena)
		return;
	free_blocks(arena->newest);
	free(arena);
}

void arena_reset(struct arena *arena)
{
	struct block *kept = arena->newest;
	bool can_keep = kept && !MEMORY_IS_WATCHED && kept->room <= BLOCK_SIZE;
	if (can_keep) {
		free_blocks(kept->older);
		kept->older = NULL;
		kept->used = 0;
	} else {
		free_blocks(kept);
	}
	arena->newest = can_keep ? kept : NULL;
	arena->used = 0;
}

static struct block *add_block(struct arena *arena, size_t size)
{
	size_t room =
	    size > BLOCK_SIZE || MEMORY_IS_WATCHED ? size : BLOCK_SIZE;
	if (room > SIZE_MAX - sizeof(struct block))
		room = SIZE_MAX - sizeof(struct block);
	struct block *block = must_malloc(sizeof *block + room);
	*block = (struct block){ .room = room };
	struct block *newest = arena->newest;
	/* A large request goes behind the block that is being filled. */
	if (newest && room > BLOCK_SIZE && !MEMORY_IS_WATCHED) {
		block->older = newest->older;
		newest->older = block;
	} else {
		block->older = newest;
		arena->newest = block;
	}
	return block;
}

void *arena_alloc_raw(struct arena *arena, size_t size)
{
	size_t rounded = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
	if (rounded < size)
		rounded = size;
	if (MEMORY_IS_WATCHED)
		rounded = size ? size : 1;
	struct block *block = arena->newest;
	if (!block || block->room - block->used < rounded || MEMORY_IS_WATCHED)
		block = add_block(arena, rounded);
	void *memory = block->data + block->used;
	block->used += rounded;
	arena->used += rounded;
	return memory;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	return memset(arena_alloc_raw(arena, size), 0, size);
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
	size_t total;
	if (__builtin_mul_overflow(count, size, &total))
		total = SIZE_MAX / 2; /* ends in "out of memory" */
	return arena_alloc(arena, total);
}

struct str arena_str(struct arena *arena, struct str text)
{
	if (!text.ptr)
		return text;
	char *copy = arena_alloc_raw(arena, text.len);
	if (text.len)
		memcpy(copy, text.ptr, text.len);
	return (struct str){ copy, text.len };
}

char *arena_z(struct arena *arena, struct str text)
{
	char *copy = arena_alloc_raw(arena, text.len + 1);
	if (text.len)
		memcpy(copy, text.ptr, text.len);
	copy[text.len] = '\0';
	return copy;
}

struct str arena_lower(struct arena *arena, struct str text)
{
	if (!text.ptr)
		return text;
	char *copy = arena_alloc(arena, text.len);
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		copy[i] = ascii_lower(c);
	}
	return (struct str){ copy, text.len };
}

struct str arena_vprintf(
    struct arena *arena, const char *format, va_list arguments)
{
	va_list again;
	va_copy(again, arguments);
	int length = vsnprintf(NULL, 0, format, arguments);
	size_t len = length > 0 ? (size_t)length : 0;
	char *text = arena_alloc(arena, len + 1);
	vsnprintf(text, len + 1, format, again);
	va_end(again);
	return (struct str){ text, len };
}

struct str arena_printf(struct arena *arena, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	struct str text = arena_vprintf(arena, format, arguments);
	va_end(arguments);
	return text;
}

size_t arena_used(const struct arena *arena)
{
	return arena->used;
}

void *vec_grow(
    struct arena *arena, const void *items, size_t *room, size_t item_size)
{
	size_t old = *room;
	*room = old ? old * 2 : 8;
	size_t size;
	if (__builtin_mul_overflow(*room, item_size, &size))
		size = SIZE_MAX / 2; /* ends in "out of memory" */
	void *larger = arena_alloc_raw(arena, size);
	if (old)
		memcpy(larger, items, old * item_size);
	return larger;
}

void *vec_grow_own(void *items, size_t *room, size_t item_size)
{
	size_t size;
	*room += *room / 2 + 64;
	if (__builtin_mul_overflow(*room, item_size, &size))
		size = SIZE_MAX / 2; /* ends in "out of memory" */
	return must_have(realloc(items, size));
}
