/* The first of each scan at a place is one result, the second another: first
 * with the same rule, then with any, since formats of one scan may name rules
 * otherwise, then where one names no package; then those of one rule whose
 * lines overlap. The one with a weakness speaks for both, else the one whose
 * severity is better founded. */
#include "link/identity_twin.h"

#include <stdlib.h>

/* What OTHER's scan says and SIGHTING's does not. */
static void join_twin(struct sighting *sighting, const struct sighting *other)
{
	struct marks *marks = &sighting->marks;
	if (!marks->fingerprint.len)
		marks->fingerprint = other->marks.fingerprint;
	if (!marks->born)
		marks->born = other->marks.born;
	if (!marks->text)
		marks->text = other->marks.text;
	if (!marks->context)
		marks->context = other->marks.context;
	if (!marks->words)
		marks->words = other->marks.words;
	if (!marks->sketch.words)
		marks->sketch = other->marks.sketch;
	if (!marks->package.len) {
		marks->package = other->marks.package;
		marks->version = other->marks.version;
	}
	if (!sighting->cwe)
		sighting->cwe = other->cwe;
	if (other->trust < sighting->trust) {
		sighting->trust = other->trust;
		sighting->about = other->about;
	}
	claim_join(&sighting->claim, &other->claim);
}

/* Which of two results of one line speaks for both. */
static bool is_richer(const struct sighting *a, const struct sighting *b)
{
	if (!a->marks.package.len != !b->marks.package.len)
		return a->marks.package.len != 0;
	if (!a->cwe != !b->cwe)
		return a->cwe != 0;
	return a->trust < b->trust;
}

/* What twins have in common beside their place. */
enum sameness { SAME_RULE, SAME_PACKAGE, SAME_PLACE };

/* A result that has no twin yet. */
struct single {
	const struct sighting *sighting;
	size_t index;
	size_t nth; /* of its scan, among those that are equal */
	enum sameness sameness;
};

static int compare_places(const struct single *x, const struct single *y)
{
	const struct sighting *a = x->sighting;
	const struct sighting *b = y->sighting;
	int order =
	    x->sameness == SAME_RULE ? str_compare(a->rule, b->rule) : 0;
	if (!order && x->sameness != SAME_PLACE)
		order = str_compare(a->marks.package, b->marks.package);
	if (!order)
		order = str_compare(a->path, b->path);
	if (!order && a->line != b->line)
		order = a->line < b->line ? -1 : 1;
	return order;
}

static int compare_indexes(size_t a, size_t b)
{
	return a < b ? -1 : a > b;
}

static int compare_by_scan(const void *a, const void *b)
{
	const struct single *x = a;
	const struct single *y = b;
	int order = compare_places(x, y);
	if (!order && x->sighting->scan_id != y->sighting->scan_id)
		order = x->sighting->scan_id < y->sighting->scan_id ? -1 : 1;
	return order ? order : compare_indexes(x->index, y->index);
}

static int compare_by_nth(const void *a, const void *b)
{
	const struct single *x = a;
	const struct single *y = b;
	int order = compare_places(x, y);
	if (!order)
		order = compare_indexes(x->nth, y->nth);
	return order ? order : compare_indexes(x->index, y->index);
}

struct twins {
	struct sighting *sightings;
	size_t count;
	struct single *singles;
	size_t *leads; /* by sighting: the one that speaks for it */
	bool *joined;  /* by sighting: it has a twin */
};

static void join(struct twins *twins, size_t lead, size_t other)
{
	struct sighting *a = &twins->sightings[lead];
	struct sighting *b = &twins->sightings[other];
	if (is_richer(b, a)) {
		struct sighting poorer = *a;
		a->result_id = b->result_id;
		a->line = b->line;
		a->end_line = b->end_line;
		b->result_id = poorer.result_id;
	}
	join_twin(a, b);
	twins->leads[other] = lead;
	twins->joined[lead] = twins->joined[other] = true;
}

static size_t list_singles(struct twins *twins, enum sameness sameness)
{
	size_t count = 0;
	for (size_t i = 0; i < twins->count; i++)
		if (!twins->joined[i])
			twins->singles[count++] =
			    (struct single){ &twins->sightings[i], i, 0,
				    sameness };
	return count;
}

/* The first of each scan at a place is one result, the second another. */
static void join_places(struct twins *twins, enum sameness sameness)
{
	struct single *singles = twins->singles;
	size_t count = list_singles(twins, sameness);
	size_t lead = 0;
	if (count < 2)
		return;
	qsort(singles, count, sizeof *singles, compare_by_scan);
	for (size_t i = 1; i < count; i++)
		if (!compare_places(&singles[i - 1], &singles[i]) &&
		    singles[i - 1].sighting->scan_id ==
			singles[i].sighting->scan_id)
			singles[i].nth = singles[i - 1].nth + 1;
	qsort(singles, count, sizeof *singles, compare_by_nth);
	for (size_t i = 1; i < count; i++)
		if (!compare_places(&singles[lead], &singles[i]) &&
		    singles[lead].nth == singles[i].nth &&
		    !marks_differ_in_package(&singles[lead].sighting->marks,
			&singles[i].sighting->marks))
			join(twins, singles[lead].index, singles[i].index);
		else
			lead = i;
}

/* Formats differ in which line of several they name. */
static bool overlaps(const struct sighting *a, const struct sighting *b)
{
	return a->scan_id != b->scan_id && a->line && b->line &&
	       a->line <= b->end_line && b->line <= a->end_line &&
	       str_equal(a->path, b->path) && str_equal(a->rule, b->rule);
}

static void join_overlaps(struct twins *twins)
{
	enum { AHEAD_MAX = 32 };
	size_t count = list_singles(twins, SAME_RULE);
	for (size_t i = 0; i < count; i++)
		for (size_t j = i + 1; j < count && j - i < AHEAD_MAX; j++) {
			const struct single *a = &twins->singles[i];
			const struct single *b = &twins->singles[j];
			if (twins->joined[a->index])
				break;
			if (!twins->joined[b->index] &&
			    overlaps(a->sighting, b->sighting))
				join(twins, a->index, b->index);
		}
}

static bool has_two_scans(const struct sighting *sightings, size_t count)
{
	for (size_t i = 1; i < count; i++)
		if (sightings[i].scan_id != sightings[0].scan_id)
			return true;
	return false;
}

size_t *identity_twins(
    struct sighting *sightings, size_t count, struct arena *scratch)
{
	struct twins twins = { .sightings = sightings, .count = count };
	twins.leads = arena_array(scratch, count, sizeof *twins.leads);
	for (size_t i = 0; i < count; i++)
		twins.leads[i] = i;
	if (!has_two_scans(sightings, count))
		return twins.leads;
	twins.singles = arena_array(scratch, count, sizeof *twins.singles);
	twins.joined = arena_array(scratch, count, sizeof *twins.joined);
	join_places(&twins, SAME_RULE);
	join_places(&twins, SAME_PACKAGE);
	join_places(&twins, SAME_PLACE);
	join_overlaps(&twins);
	return twins.leads;
}
