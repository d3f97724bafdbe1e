/* The sample is kept sorted by digest; a record whose digest is not among the
 * least is dropped at once, so that memory is that of the sample. */
#include "analysis/record_sample.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"

static struct str digest_of(const struct record_sample *sample,
    const struct str *cells, size_t count, char hex[HASH_HEX_SIZE])
{
	struct arena *scratch = arena_new();
	struct hash *hash = hash_new(scratch);
	hash_add_field(hash, sample->seed);
	for (size_t i = 0; i < count; i++)
		hash_add_field(hash, cells[i].ptr ? cells[i] : STR(""));
	hash_end(hash, hex);
	arena_free(scratch);
	return str_from(hex);
}

static struct str *copy(
    struct arena *keep, const struct str *cells, size_t count)
{
	struct str *out = arena_array(keep, count + 1, sizeof *out);
	for (size_t i = 0; i < count; i++)
		out[i] = cells[i].ptr ? arena_str(keep, cells[i]) : STR_NONE;
	return out;
}

void record_sample_add(
    struct record_sample *sample, const struct str *cells, size_t count)
{
	char hex[HASH_HEX_SIZE];
	struct str digest = digest_of(sample, cells, count, hex);
	size_t at = sample->count;
	if (!sample->items)
		sample->items = arena_array(
		    sample->keep, sample->size + 1, sizeof *sample->items);
	sample->columns = count;
	sample->seen++;
	while (at > 0 && str_compare(digest, sample->items[at - 1].digest) < 0)
		at--;
	if (at == sample->size)
		return;
	if (sample->count < sample->size)
		sample->count++;
	memmove(&sample->items[at + 1], &sample->items[at],
	    (sample->count - 1 - at) * sizeof *sample->items);
	sample->items[at] = (struct sampled){ arena_str(sample->keep, digest),
		sample->seen, copy(sample->keep, cells, count) };
}

static int compare_ordinal(const void *a, const void *b)
{
	const struct sampled *x = a;
	const struct sampled *y = b;
	return (x->ordinal > y->ordinal) - (x->ordinal < y->ordinal);
}

void record_sample_tell(struct record_sample *sample,
    void (*row)(void *user, const struct str *cells, size_t count), void *user)
{
	if (sample->count)
		qsort(sample->items, sample->count, sizeof *sample->items,
		    compare_ordinal);
	for (size_t i = 0; i < sample->count; i++)
		row(user, sample->items[i].cells, sample->columns);
}
