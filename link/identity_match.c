/* Each pass gives findings and sightings a key; those of equal keys are a
 * cluster, in which all pairs are looked at and the best taken first. Where a
 * cluster has as many findings as sightings and only their order tells them
 * apart, they are paired in that order; where there are very many of both,
 * likewise. */
#include "link/identity_match.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/vec.h"
#include "link/identity_print.h"

enum {
	PAIRS_MAX = 250000, /* above, a cluster is matched in order */
	FINGERPRINTS_MAX = 8,
	/* Further than any line: one has a line and the other none. */
	NO_LINE_DISTANCE = 1 << 30,
	/* What was changed is taken for what it was when, of 300
	 * (likeness_pct), so much is the same; less are two problems. */
	ALIKE_PCT = 130,
	TELLING_PCT = 7,      /* of 64: five words and more */
	TELLING_TEXT_PCT = 4, /* three, when the text is equal */
	SAME_WORDS_PCT = 70,
	AROUND_PCT = 25,
	SAME_AROUND_PCT = 85,
};

struct entry {
	uint64_t key;
	size_t index;
};

struct entries {
	struct entry *items;
	size_t count;
	size_t room;
};

struct pass {
	uint64_t (*key)(
	    const struct marks *marks, uint64_t stream, int64_t line);
	bool (*may)(
	    const struct finding *finding, const struct sighting *sighting);
	enum identity_pass pass;
	bool by_text; /* equal keys need not be one place */
	bool ends;    /* what is gone may be known by it */
};

struct matcher {
	struct match_question *question;
	const struct pass *pass;
	struct arena *scratch; /* of a pass */
};

/* -------------------------------------------------------------- likeness -- */

static enum print_likeness likeness(
    const struct finding *finding, const struct sighting *sighting)
{
	return identity_prints_compare(
	    finding->marks.fingerprint, sighting->marks.fingerprint);
}

/* ---------------------------------------------------------------- passes -- */

static uint64_t born_key(
    const struct marks *marks, uint64_t stream, int64_t line)
{
	(void)stream;
	(void)line;
	return marks->born;
}

static uint64_t package_key(
    const struct marks *marks, uint64_t stream, int64_t line)
{
	return marks->package.len && !line ? hash_quick(marks->package) ^ stream
					   : 0;
}

static uint64_t text_key(
    const struct marks *marks, uint64_t stream, int64_t line)
{
	(void)line;
	return marks->text ? marks->text ^ stream : 0;
}

static uint64_t context_key(
    const struct marks *marks, uint64_t stream, int64_t line)
{
	(void)stream;
	(void)line;
	return marks->context;
}

static uint64_t words_key(
    const struct marks *marks, uint64_t stream, int64_t line)
{
	(void)line;
	return marks->words ? marks->words ^ stream : 0;
}

static uint64_t moved_key(
    const struct marks *marks, uint64_t stream, int64_t line)
{
	(void)stream;
	(void)line;
	return marks->words;
}

static uint64_t stream_key(
    const struct marks *marks, uint64_t stream, int64_t line)
{
	(void)marks;
	(void)line;
	return stream;
}

static uint64_t place_key(
    const struct marks *marks, uint64_t stream, int64_t line)
{
	(void)marks;
	return stream + (uint64_t)line * 0x9e3779b97f4a7c15U;
}

static bool may_any(
    const struct finding *finding, const struct sighting *sighting)
{
	(void)finding;
	(void)sighting;
	return true;
}

static bool may_text(
    const struct finding *finding, const struct sighting *sighting)
{
	return likeness(finding, sighting) != PRINTS_UNLIKE;
}

/* Whether the words of its lines alone say that it is the same: LEAST of 64,
 * as few have `except Exception:` and the like. */
static bool is_telling(const struct finding *finding,
    const struct sighting *sighting, int least_pct)
{
	uint64_t words = finding->marks.sketch.words;
	return line_alike_pct(words, ~(uint64_t)0) >= least_pct &&
	       line_alike_pct(words, sighting->marks.sketch.words) >=
		   SAME_WORDS_PCT;
}

static int around_pct(
    const struct finding *finding, const struct sighting *sighting)
{
	return line_alike_pct(
	    finding->marks.sketch.around, sighting->marks.sketch.around);
}

static bool may_words(
    const struct finding *finding, const struct sighting *sighting)
{
	return str_equal(finding->rule, sighting->rule) &&
	       likeness(finding, sighting) != PRINTS_UNLIKE &&
	       (is_telling(finding, sighting, TELLING_TEXT_PCT) ||
		   around_pct(finding, sighting) >= AROUND_PCT);
}

/* Many print the line alone: in another file its surroundings tell. */
static bool may_alike(
    const struct finding *finding, const struct sighting *sighting)
{
	bool is_here = finding->stream == sighting->stream ||
		       !finding->marks.sketch.words ||
		       !sighting->marks.sketch.words;
	return likeness(finding, sighting) == PRINTS_ALIKE &&
	       (is_here || around_pct(finding, sighting) >= AROUND_PCT);
}

/* Of the words of its lines twice, and of those around them once. */
static int likeness_pct(
    const struct finding *finding, const struct sighting *sighting)
{
	return 2 * line_alike_pct(finding->marks.sketch.words,
		       sighting->marks.sketch.words) +
	       around_pct(finding, sighting);
}

static bool has_texts(
    const struct finding *finding, const struct sighting *sighting)
{
	return finding->marks.sketch.words && sighting->marks.sketch.words;
}

static bool is_alike(
    const struct finding *finding, const struct sighting *sighting)
{
	int around = around_pct(finding, sighting);
	return around >= SAME_AROUND_PCT ||
	       (likeness_pct(finding, sighting) >= ALIKE_PCT &&
		   (is_telling(finding, sighting, TELLING_PCT) ||
		       around >= AROUND_PCT));
}

static bool may_be_alike(
    const struct finding *finding, const struct sighting *sighting)
{
	return finding->life.state != FINDING_FIXED &&
	       has_texts(finding, sighting) && is_alike(finding, sighting) &&
	       str_equal(finding->rule, sighting->rule) &&
	       likeness(finding, sighting) == PRINTS_NOT_COMPARABLE;
}

/* At the edge of what was moved, others stand around on one side. */
static bool may_be_moved(
    const struct finding *finding, const struct sighting *sighting)
{
	return finding->life.state != FINDING_FIXED &&
	       finding->stream != sighting->stream &&
	       str_equal(finding->rule, sighting->rule) &&
	       likeness(finding, sighting) != PRINTS_UNLIKE &&
	       is_telling(finding, sighting, TELLING_TEXT_PCT) &&
	       around_pct(finding, sighting) >= AROUND_PCT;
}

static bool may_be_open(
    const struct finding *finding, const struct sighting *sighting)
{
	return finding->life.state != FINDING_FIXED &&
	       !has_texts(finding, sighting) &&
	       str_equal(finding->rule, sighting->rule) &&
	       likeness(finding, sighting) == PRINTS_NOT_COMPARABLE;
}

static bool may_be_here(
    const struct finding *finding, const struct sighting *sighting)
{
	return finding->life.state != FINDING_FIXED &&
	       finding->line == sighting->line &&
	       str_equal(finding->path, sighting->path) &&
	       !has_texts(finding, sighting) &&
	       likeness(finding, sighting) == PRINTS_NOT_COMPARABLE;
}

static bool may_be_back(
    const struct finding *finding, const struct sighting *sighting)
{
	return finding->line == sighting->line &&
	       str_equal(finding->path, sighting->path) &&
	       !has_texts(finding, sighting) &&
	       likeness(finding, sighting) == PRINTS_NOT_COMPARABLE;
}

/* Without key the fingerprints are. */
static const struct pass passes[] = {
	{ born_key, may_any, PASS_BORN, false, true },
	{ NULL, may_alike, PASS_FINGERPRINT, true, true },
	{ package_key, may_text, PASS_PACKAGE, false, true },
	{ text_key, may_text, PASS_TEXT, true, true },
	{ context_key, may_text, PASS_CONTEXT, true, true },
	{ words_key, may_words, PASS_WORDS, true, false },
	{ stream_key, may_be_alike, PASS_ALIKE, false, false },
	{ moved_key, may_be_moved, PASS_MOVED, true, false },
	{ place_key, may_be_here, PASS_PLACE, false, true },
	{ stream_key, may_be_open, PASS_NEAR, false, false },
	{ place_key, may_be_back, PASS_BACK, false, false },
};

/* --------------------------------------------------------------- entries -- */

/* INDEX, by each of its keys in this pass. */
static void add_entries(struct matcher *matcher, struct entries *entries,
    const struct marks *marks, uint64_t stream, int64_t line, size_t index)
{
	struct str text = marks->fingerprint;
	if (matcher->pass->key) {
		uint64_t key = matcher->pass->key(marks, stream, line);
		if (key)
			VEC_PUSH(entries, matcher->scratch,
			    ((struct entry){ key, index }));
		return;
	}
	for (int i = 0; text.len && i < FINGERPRINTS_MAX; i++)
		VEC_PUSH(entries, matcher->scratch,
		    ((struct entry){
			hash_quick(identity_print_next(&text)), index }));
}

static int compare_entries(const void *a, const void *b)
{
	const struct entry *x = a;
	const struct entry *y = b;
	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return x->index < y->index ? -1 : x->index > y->index;
}

static void sort_entries(struct entries *entries)
{
	if (entries->count)
		qsort(entries->items, entries->count, sizeof *entries->items,
		    compare_entries);
}

static struct entries list_findings(struct matcher *matcher)
{
	const struct match_question *question = matcher->question;
	struct entries entries = { 0 };
	for (size_t i = 0; i < question->finding_count; i++) {
		const struct finding *f = &question->findings[i];
		if (!question->found[i])
			add_entries(matcher, &entries, &f->marks, f->stream,
			    f->line, i);
	}
	sort_entries(&entries);
	return entries;
}

static struct entries list_sightings(struct matcher *matcher)
{
	const struct match_question *question = matcher->question;
	struct entries entries = { 0 };
	for (size_t i = 0; i < question->sighting_count; i++) {
		const struct sighting *s = &question->sightings[i];
		if (!question->taken[i])
			add_entries(matcher, &entries, &s->marks, s->stream,
			    s->line, i);
	}
	sort_entries(&entries);
	return entries;
}

/* -------------------------------------------------------------- clusters -- */

struct cluster {
	const struct entry *findings;
	size_t finding_count;
	const struct entry *sightings;
	size_t sighting_count;
};

static bool is_free(const struct matcher *matcher, size_t place, size_t which)
{
	const struct match_question *question = matcher->question;
	const struct finding *finding = &question->findings[place];
	const struct sighting *sighting = &question->sightings[which];
	return !question->found[place] && !question->taken[which] &&
	       (matcher->pass->ends || !sighting->claim.absent) &&
	       !marks_differ_in_package(&finding->marks, &sighting->marks) &&
	       matcher->pass->may(finding, sighting);
}

static void take(struct matcher *matcher, size_t place, size_t which,
    enum identity_pass pass)
{
	struct match_question *question = matcher->question;
	question->found[place] = true;
	question->taken[which] = true;
	question->tell(question->user, place, which, pass);
}

static int64_t distance(int64_t a, int64_t b)
{
	if (!a != !b)
		return NO_LINE_DISTANCE;
	return a < b ? b - a : a - b;
}

struct pair {
	int unlike; /* how much speaks against it beside the line */
	int64_t distance;
	size_t place; /* of the finding */
	size_t which; /* of the sighting */
};

static int compare_pairs(const void *a, const void *b)
{
	const struct pair *x = a;
	const struct pair *y = b;
	if (x->unlike != y->unlike)
		return x->unlike < y->unlike ? -1 : 1;
	if (x->distance != y->distance)
		return x->distance < y->distance ? -1 : 1;
	if (x->which != y->which)
		return x->which < y->which ? -1 : 1;
	return x->place < y->place ? -1 : x->place > y->place;
}

static struct pair weigh(
    const struct matcher *matcher, size_t place, size_t which)
{
	const struct finding *f = &matcher->question->findings[place];
	const struct sighting *s = &matcher->question->sightings[which];
	bool by_words = matcher->pass->pass == PASS_ALIKE;
	return (struct pair){
		by_words
		    ? -likeness_pct(f, s)
		    : s->claim.absent * 32 +
			  !str_equal(f->marks.version, s->marks.version) * 16 +
			  (f->life.state == FINDING_FIXED) * 8 +
			  !str_equal(f->rule, s->rule) * 4 +
			  !str_equal(f->path, s->path) * 2 +
			  (likeness(f, s) == PRINTS_UNLIKE),
		distance(f->line, s->line),
		place,
		which,
	};
}

/* The finding at the line of each sighting, then who is left, in order. */
static void match_in_order(
    struct matcher *matcher, const struct cluster *cluster)
{
	const struct match_question *question = matcher->question;
	size_t at = 0;
	for (size_t i = 0; i < cluster->sighting_count; i++) {
		size_t which = cluster->sightings[i].index;
		int64_t line = question->sightings[which].line;
		while (
		    at < cluster->finding_count &&
		    question->findings[cluster->findings[at].index].line < line)
			at++;
		if (at < cluster->finding_count &&
		    question->findings[cluster->findings[at].index].line ==
			line &&
		    is_free(matcher, cluster->findings[at].index, which))
			take(matcher, cluster->findings[at++].index, which,
			    matcher->pass->pass);
	}
	at = 0;
	for (size_t i = 0; i < cluster->sighting_count; i++) {
		size_t which = cluster->sightings[i].index;
		while (at < cluster->finding_count &&
		       question->found[cluster->findings[at].index])
			at++;
		if (at < cluster->finding_count &&
		    is_free(matcher, cluster->findings[at].index, which))
			take(matcher, cluster->findings[at++].index, which,
			    matcher->pass->pass);
	}
}

static void match_nearest(struct matcher *matcher,
    const struct cluster *cluster, enum identity_pass pass)
{
	struct arena *scratch = arena_new();
	VEC(struct pair) pairs = { 0 };
	for (size_t i = 0; i < cluster->finding_count; i++)
		for (size_t j = 0; j < cluster->sighting_count; j++) {
			size_t place = cluster->findings[i].index;
			size_t which = cluster->sightings[j].index;
			if (is_free(matcher, place, which))
				VEC_PUSH(&pairs, scratch,
				    weigh(matcher, place, which));
		}
	if (pairs.count)
		qsort(pairs.items, pairs.count, sizeof *pairs.items,
		    compare_pairs);
	for (size_t i = 0; i < pairs.count; i++)
		if (is_free(
			matcher, pairs.items[i].place, pairs.items[i].which))
			take(matcher, pairs.items[i].place,
			    pairs.items[i].which, pass);
	arena_free(scratch);
}

/* As many findings as sightings, all free and of one file each, and lines in
 * order: the first is the first, wherever they went. */
static bool match_equals(struct matcher *matcher, const struct cluster *cluster)
{
	const struct match_question *question = matcher->question;
	size_t count = cluster->finding_count;
	if (count != cluster->sighting_count)
		return false;
	for (size_t i = 0; i < count; i++) {
		size_t place = cluster->findings[i].index;
		size_t which = cluster->sightings[i].index;
		const struct finding *f = &question->findings[place];
		const struct sighting *s = &question->sightings[which];
		if (!is_free(matcher, place, which) || f->stream != s->stream ||
		    f->life.state == FINDING_FIXED)
			return false;
		if (i &&
		    (f->line <
			    question->findings[cluster->findings[i - 1].index]
				.line ||
			s->line <
			    question->sightings[cluster->sightings[i - 1].index]
				.line))
			return false;
	}
	for (size_t i = 0; i < count; i++)
		take(matcher, cluster->findings[i].index,
		    cluster->sightings[i].index, PASS_EQUALS);
	return true;
}

static void match_cluster(
    struct matcher *matcher, const struct cluster *cluster)
{
	const struct pass *pass = matcher->pass;
	bool is_one =
	    cluster->finding_count == 1 && cluster->sighting_count == 1;
	if (cluster->sighting_count > PAIRS_MAX / cluster->finding_count)
		match_in_order(matcher, cluster);
	else if (!pass->by_text || is_one)
		match_nearest(matcher, cluster, pass->pass);
	else if (pass->pass == PASS_WORDS || pass->pass == PASS_MOVED)
		return; /* of several the likest is another pass's matter */
	else if (!match_equals(matcher, cluster))
		match_nearest(matcher, cluster, PASS_EQUALS);
}

static size_t end_of_key(const struct entries *entries, size_t start)
{
	size_t end = start;
	while (end < entries->count &&
	       entries->items[end].key == entries->items[start].key)
		end++;
	return end;
}

static void run_pass(struct matcher *matcher)
{
	struct entries findings = list_findings(matcher);
	struct entries sightings = list_sightings(matcher);
	size_t f = 0;
	size_t s = 0;
	while (f < findings.count && s < sightings.count) {
		size_t f_end = end_of_key(&findings, f);
		size_t s_end = end_of_key(&sightings, s);
		if (findings.items[f].key < sightings.items[s].key) {
			f = f_end;
			continue;
		}
		if (findings.items[f].key == sightings.items[s].key) {
			match_cluster(matcher,
			    &(struct cluster){ &findings.items[f], f_end - f,
				&sightings.items[s], s_end - s });
			f = f_end;
		}
		s = s_end;
	}
}

void identity_match(struct match_question *question)
{
	struct matcher matcher = { .question = question };
	if (!question->finding_count || !question->sighting_count)
		return;
	matcher.scratch = arena_new();
	for (size_t i = 0; i < sizeof passes / sizeof *passes; i++) {
		matcher.pass = &passes[i];
		run_pass(&matcher);
		arena_reset(matcher.scratch);
	}
	arena_free(matcher.scratch);
}
