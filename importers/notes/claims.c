/* Collecting and settling claims. Ranges of one file may overlap in any way;
 * the last decides. They are taken from the last to the first over the sorted
 * ends of all of them, each stretch between two ends being given away once, so
 * that hostile input costs no more than its sorting. */
#include "importers/notes/claims.h"

#include <stdlib.h>

#include "base/bisect.h"
#include "base/vec.h"

void claims_open(struct claims *claims, struct arena *keep, struct map *shared)
{
	*claims = (struct claims){
		.keep = keep, .ids.arena = keep, .shared = shared
	};
}

static struct str copy(struct arena *keep, struct str text)
{
	return text.len ? arena_str(keep, text) : STR("");
}

static struct claim_author copy_author(
    struct arena *keep, const struct claim_author *author)
{
	struct claim_author own = *author;
	own.id = copy(keep, author->id);
	own.tool = copy(keep, author->tool);
	own.model = copy(keep, author->model);
	own.person = copy(keep, author->person);
	return own;
}

void claims_share(
    struct claims *claims, struct str id, const struct claim_author *author)
{
	bool added;
	if (!claims->shared)
		return;
	union map_value *value = map_put(claims->shared, id, &added);
	if (!added)
		return;
	struct arena *keep = claims->shared->arena;
	struct claim_author *own = ARENA_NEW(keep, struct claim_author);
	*own = copy_author(keep, author);
	value->pointer = own;
}

bool claims_author(struct claims *claims, const struct claim_author *author,
    size_t *index, struct error *err)
{
	bool added;
	union map_value *value = map_put(&claims->ids, author->id, &added);
	if (added) {
		struct claim_author own = copy_author(claims->keep, author);
		struct {
			struct claim_author *items;
			size_t count;
			size_t room;
		} list = { claims->authors, claims->author_count,
			claims->author_room };
		if (list.count == CLAIM_AUTHORS_MAX)
			return error_set(err, ERROR_INPUT,
			    "expected at most %d sessions, found more",
			    CLAIM_AUTHORS_MAX);
		value->number = (int64_t)list.count;
		VEC_PUSH(&list, claims->keep, own);
		claims->authors = list.items;
		claims->author_count = list.count;
		claims->author_room = list.room;
	}
	*index = (size_t)value->number;
	return true;
}

bool claims_add(struct claims *claims, struct str path, int64_t first,
    int64_t last, size_t author, struct error *err)
{
	if (last < first || last < 1)
		return true;
	if (last > CLAIM_LINE_MAX)
		return error_set(err, ERROR_INPUT,
		    "expected a line number up to %d, found %lld",
		    CLAIM_LINE_MAX, (long long)last);
	if (claims->count == CLAIMS_MAX)
		return error_set(err, ERROR_INPUT,
		    "expected at most %d ranges of lines, found more",
		    CLAIMS_MAX);
	if (first < 1)
		first = 1;
	const struct claim *before =
	    claims->count ? &claims->items[claims->count - 1] : NULL;
	struct claim claim = { .first = first, .last = last, .author = author };
	claim.path = before && str_equal(before->path, path)
			 ? before->path
			 : copy(claims->keep, path);
	/* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): has room */
	VEC_PUSH(claims, claims->keep, claim);
	return true;
}

static bool bad_range(struct str text, int64_t line, struct error *err)
{
	struct str shown = str_slice(text, 0, 40);
	return error_at(err, (struct place){ .line = line },
	    "expected a range of lines as 7 or 7-12, found \"" STR_FMT "\"",
	    STR_ARG(shown));
}

static bool is_number(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] < '0' || text.ptr[i] > '9')
			return false;
	return text.len;
}

bool claims_add_ranges(struct claims *claims, struct str path,
    struct str ranges, size_t author, int64_t line, struct error *err)
{
	struct str rest = ranges;
	struct str part;
	while (str_split(&rest, ',', &part)) {
		int64_t first;
		int64_t last;
		part = str_trim(part);
		if (!part.len)
			continue;
		size_t hyphen = str_find_byte(part, '-');
		struct str from = str_slice(part, 0, hyphen);
		struct str to =
		    hyphen < part.len ? str_skip(part, hyphen + 1) : from;
		if (!is_number(from) || !is_number(to) ||
		    !str_to_int(from, &first) || !str_to_int(to, &last))
			return bad_range(part, line, err);
		if (!claims_add(claims, path, first, last, author, err)) {
			err->line = line;
			return false;
		}
	}
	return true;
}

/* -------------------------------------------------------------- settling -- */

/* By path, then in the order of the record. */
static int compare_paths(const void *a, const void *b)
{
	const struct claim *const *x = a;
	const struct claim *const *y = b;
	int order = str_compare((*x)->path, (*y)->path);
	return order ? order : (*x > *y) - (*x < *y);
}

static int compare_numbers(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a;
	int64_t y = *(const int64_t *)b;
	return (x > y) - (x < y);
}

/* The stretches between the ends of all ranges of one file. */
struct stretches {
	int64_t *ends;	/* first lines, ascending */
	size_t *next;	/* the next one that nobody has, with shortcuts */
	size_t *author; /* SIZE_MAX: nobody */
	size_t count;
};

static size_t find_index(const struct stretches *s, int64_t line)
{
	size_t low;
	BISECT(low, s->count, s->ends[low] < line);
	return low;
}

static size_t find_free(struct stretches *s, size_t i)
{
	size_t end = i;
	while (s->next[end] != end)
		end = s->next[end];
	while (s->next[i] != end) {
		size_t after = s->next[i];
		s->next[i] = end;
		i = after;
	}
	return end;
}

static void open_stretches(struct stretches *s,
    const struct claim *const *claims, size_t count, struct arena *keep)
{
	size_t n = 0;
	s->ends = arena_array(keep, 2 * count + 1, sizeof *s->ends);
	s->next = arena_array(keep, 2 * count + 1, sizeof *s->next);
	s->author = arena_array(keep, 2 * count + 1, sizeof *s->author);
	for (size_t i = 0; i < count; i++) {
		s->ends[n++] = claims[i]->first;
		s->ends[n++] = claims[i]->last + 1;
	}
	qsort(s->ends, n, sizeof *s->ends, compare_numbers);
	s->count = 0;
	for (size_t i = 0; i < n; i++)
		if (!s->count || s->ends[s->count - 1] != s->ends[i])
			s->ends[s->count++] = s->ends[i];
	for (size_t i = 0; i < s->count; i++) {
		s->next[i] = i;
		s->author[i] = SIZE_MAX;
	}
}

/* From the last range to the first; the last end bounds no stretch. */
static void give_away(
    struct stretches *s, const struct claim *const *claims, size_t count)
{
	for (size_t k = count; k-- > 0;) {
		const struct claim *claim = claims[k];
		size_t i = find_free(s, find_index(s, claim->first));
		while (s->ends[i] <= claim->last) {
			s->author[i] = claim->author;
			s->next[i] = i + 1;
			i = find_free(s, i);
		}
	}
}

struct claim_list {
	struct claim *items;
	size_t count;
	size_t room;
};

static void settle_file(struct claims *claims, struct claim_list *out,
    const struct claim *const *list, size_t count)
{
	struct stretches s;
	size_t from = out->count;
	open_stretches(&s, list, count, claims->keep);
	give_away(&s, list, count);
	for (size_t i = 0; i + 1 < s.count; i++) {
		struct claim *last =
		    out->count > from ? &out->items[out->count - 1] : NULL;
		if (s.author[i] == SIZE_MAX)
			continue;
		int64_t end = s.ends[i + 1] - 1;
		claims->authors[s.author[i]].lines += end - s.ends[i] + 1;
		if (last && last->author == s.author[i] &&
		    last->last + 1 == s.ends[i])
			last->last = end;
		else
			VEC_PUSH(out, claims->keep,
			    ((struct claim){
				list[0]->path, s.ends[i], end, s.author[i] }));
	}
}

void claims_settle(struct claims *claims)
{
	size_t count = claims->count;
	struct claim_list out = { 0 };
	/* NOLINTBEGIN(bugprone-sizeof-expression): pointers are meant */
	const struct claim **sorted =
	    arena_array(claims->keep, count, sizeof *sorted);
	for (size_t i = 0; i < claims->author_count; i++)
		claims->authors[i].lines = 0;
	for (size_t i = 0; i < count; i++)
		sorted[i] = &claims->items[i];
	if (count)
		qsort(sorted, count, sizeof *sorted, compare_paths);
	/* NOLINTEND(bugprone-sizeof-expression) */
	for (size_t i = 0, end; i < count; i = end) {
		for (end = i + 1; end < count; end++)
			if (!str_equal(sorted[end]->path, sorted[i]->path))
				break;
		settle_file(claims, &out, sorted + i, end - i);
	}
	claims->items = out.items;
	claims->count = out.count;
	claims->room = out.room;
}

struct claims claims_copy(const struct claims *claims, struct arena *keep)
{
	struct claims own = {
		.keep = keep,
		.authors = arena_array(
		    keep, claims->author_count, sizeof *own.authors),
		.author_count = claims->author_count,
		.author_room = claims->author_count,
		.items = arena_array(keep, claims->count, sizeof *own.items),
		.count = claims->count,
		.room = claims->count,
		.claimed_lines = claims->claimed_lines,
	};
	for (size_t i = 0; i < claims->author_count; i++)
		own.authors[i] = copy_author(keep, &claims->authors[i]);
	for (size_t i = 0; i < claims->count; i++) {
		const struct claim *before = i ? &claims->items[i - 1] : NULL;
		own.items[i] = claims->items[i];
		own.items[i].path =
		    before && before->path.ptr == claims->items[i].path.ptr
			? own.items[i - 1].path
			: copy(keep, claims->items[i].path);
	}
	return own;
}
