/* Open addressing with linear probing, in many small tables: which one is said
 * by the first column of the key. Records mostly come in its order (of their
 * day), so that the table in use fits the caches of the processor, where one
 * large table would miss them with each record. A table grows fourfold at three
 * quarters. */
#include "model/seen.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/memory.h"

struct met {
	uint64_t key; /* 0: the slot is free */
	uint64_t all;
};

struct part {
	struct met *slots;
	size_t room;
	size_t count;
};

enum { PARTS = 4096, FIRST_ROOM = 16, GROWTH = 4 };

struct seen {
	struct part parts[PARTS];
};

static struct met *must_allocate(size_t room)
{
	return must_have(calloc(room, sizeof(struct met)));
}

struct seen *seen_new(void)
{
	return must_have(calloc(1, sizeof(struct seen)));
}

void seen_free(struct seen *seen)
{
	if (!seen)
		return;
	for (size_t i = 0; i < PARTS; i++)
		free(seen->parts[i].slots);
	free(seen);
}

static uint64_t mix_column(uint64_t hash, const struct fact_column *column,
    const void *record, bool is_key)
{
	const char *field = (const char *)record + column->offset;
	if (column->type != FACT_TYPE_text)
		return hash_mix(
		    hash, (uint64_t) * (const int64_t *)(const void *)field);
	const struct str *text = (const struct str *)(const void *)field;
	if (text->len == 0) /* in a key, none is the same as an empty one */
		return hash_mix(hash, is_key || text->ptr);
	return hash_mix(hash, hash_quick(*text));
}

static struct met *find(const struct part *part, uint64_t key)
{
	size_t mask = part->room - 1;
	size_t at = key >> 1 & mask; /* the last bit is always set */
	while (part->slots[at].key && part->slots[at].key != key)
		at = (at + 1) & mask;
	return &part->slots[at];
}

static void grow(struct part *part)
{
	size_t room = part->room ? part->room * GROWTH : FIRST_ROOM;
	struct part larger = { must_allocate(room), room, part->count };
	for (size_t i = 0; i < part->room; i++)
		if (part->slots[i].key)
			*find(&larger, part->slots[i].key) = part->slots[i];
	free(part->slots);
	*part = larger;
}

enum put_end seen_put(
    struct seen *seen, enum fact_kind kind, const void *record)
{
	const struct fact *fact = &facts[kind];
	uint64_t first =
	    mix_column((uint64_t)kind, &fact->columns[0], record, true);
	uint64_t hash = first;
	size_t i = 1;
	for (; i < fact->key_count; i++)
		hash = mix_column(hash, &fact->columns[i], record, true);
	struct met met = { hash | 1, hash };
	for (; i < fact->column_count; i++)
		met.all = mix_column(met.all, &fact->columns[i], record, false);
	struct part *part = &seen->parts[first % PARTS];
	if ((part->count + 1) * 4 > part->room * 3)
		grow(part);
	struct met *slot = find(part, met.key);
	enum put_end end = !slot->key		  ? PUT_ADDED
			   : slot->all == met.all ? PUT_SAME
						  : PUT_DIFFERS;
	part->count += end == PUT_ADDED;
	*slot = met;
	return end;
}
