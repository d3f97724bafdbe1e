/* A cell is found by the bytes of its bucket, time and keys. Rows of one record
 * are first added up by record and cell; when all are read, each gives its part
 * to the squares of its cell. Sums are of integers, so no order matters. */
#include "analysis/counter.h"

#include "base/buf.h"
#include "base/map.h"
#include "base/vec.h"
#include "model/query.h"

/* A record within a cell. */
struct part {
	size_t cell;
	int64_t n;
	int64_t hit;
};

struct counter {
	const struct counter_request *request;
	struct map cells; /* bytes -> index */
	struct map parts;
	VEC(struct cell) items;
	VEC(struct part) records;
	int64_t row[COUNTER_COLUMNS]; /* UNKNOWN where it is NULL */
	struct buf key;
	struct arena *keep;
	struct arena *scratch;
};

/* Whether the row counts. */
static bool read_row(struct counter *counter)
{
	for (int i = 0; i < COUNTER_COLUMNS; i++)
		counter->row[i] = query_int(counter->request->query, i);
	return counter->row[COUNTER_BUCKET] != UNKNOWN;
}

static void add_number(struct buf *key, int64_t number)
{
	buf_add_bytes(key, &number, sizeof number);
}

/* Numbers and texts are never the same; nor is what is not known. */
static void add_value(struct buf *key, const struct query *query, int column)
{
	struct str text;
	if (query_is_number(query, column)) {
		buf_add_char(key, 'n');
		add_number(key, query_int(query, column));
		return;
	}
	text = query_text(query, column);
	buf_add_char(key, text.ptr ? 't' : '0');
	add_number(key, (int64_t)text.len);
	buf_add(key, text);
}

/* What is not known adds nothing; a sum stays at the largest number. */
static void add_to(int64_t *sum, int64_t number)
{
	if (number != UNKNOWN && __builtin_add_overflow(*sum, number, sum))
		*sum = INT64_MAX;
}

static int first_key(const struct counter *counter)
{
	return COUNTER_COLUMNS + counter->request->by_record;
}

static struct cell fresh_cell(const struct counter *counter)
{
	const struct query *query = counter->request->query;
	const int64_t *row = counter->row;
	struct cell cell = {
		.bucket = (int)row[COUNTER_BUCKET],
		.enter = row[COUNTER_ENTER],
		.leave = row[COUNTER_LEAVE],
		.event = row[COUNTER_EVENT] == 1,
	};
	for (size_t i = 0; i < counter->request->key_count; i++)
		cell.keys[i] = arena_str(counter->keep,
		    query_text(query, first_key(counter) + (int)i));
	return cell;
}

static size_t cell_of(struct counter *counter)
{
	const struct query *query = counter->request->query;
	union map_value *slot;
	bool added;
	buf_clear(&counter->key);
	add_number(&counter->key, counter->row[COUNTER_BUCKET]);
	buf_add_bytes(&counter->key, counter->row + COUNTER_ENTER,
	    (COUNTER_EVENT + 1 - COUNTER_ENTER) * sizeof *counter->row);
	for (size_t i = 0; i < counter->request->key_count; i++)
		add_value(&counter->key, query, first_key(counter) + (int)i);
	slot = map_put(&counter->cells, buf_str(&counter->key), &added);
	if (added) {
		slot->number = (int64_t)counter->items.count;
		VEC_PUSH(&counter->items, counter->keep, fresh_cell(counter));
	}
	return (size_t)slot->number;
}

static void add_part(struct counter *counter, size_t cell)
{
	const struct query *query = counter->request->query;
	struct part fresh = { .cell = cell };
	struct part *part;
	union map_value *slot;
	bool added;
	buf_clear(&counter->key);
	add_number(&counter->key, (int64_t)cell);
	add_value(&counter->key, query, COUNTER_COLUMNS);
	slot = map_put(&counter->parts, buf_str(&counter->key), &added);
	if (added) {
		slot->number = (int64_t)counter->records.count;
		VEC_PUSH(&counter->records, counter->scratch, fresh);
	}
	part = &counter->records.items[slot->number];
	add_to(&part->n, counter->row[COUNTER_N]);
	add_to(&part->hit, counter->row[COUNTER_HIT]);
}

static void add_row(struct counter *counter)
{
	const int64_t *row = counter->row;
	size_t at = cell_of(counter);
	struct cell *cell = &counter->items.items[at];
	add_to(&cell->n, row[COUNTER_N]);
	add_to(&cell->hit, row[COUNTER_HIT]);
	add_to(&cell->unknown, row[COUNTER_UNKNOWN]);
	add_to(&cell->exposure, row[COUNTER_EXPOSURE]);
	if (counter->request->by_record)
		add_part(counter, at);
}

/* A record without a line is no cluster. */
static void add_squares(struct counter *counter)
{
	for (size_t i = 0; i < counter->records.count; i++) {
		const struct part *part = &counter->records.items[i];
		struct cell *cell = &counter->items.items[part->cell];
		double n = (double)part->n;
		double hit = (double)part->hit;
		cell->clusters += part->n > 0;
		cell->yy += hit * hit;
		cell->xy += n * hit;
		cell->xx += n * n;
	}
}

bool count_cells(struct cells *cells, const struct counter_request *request,
    size_t most, struct arena *keep)
{
	struct arena *scratch = arena_new();
	struct counter counter = { .request = request,
		.cells = { .arena = scratch },
		.parts = { .arena = scratch },
		.keep = keep,
		.scratch = scratch };
	while (counter.items.count <= most && query_next(request->query))
		if (read_row(&counter))
			add_row(&counter);
	add_squares(&counter);
	cells->items = counter.items.items;
	cells->count = counter.items.count;
	buf_free(&counter.key);
	arena_free(scratch);
	return cells->count <= most;
}

static struct str name_of(struct query *query, int64_t id, struct arena *keep)
{
	query_rewind(query);
	query_bind_int(query, 1, id);
	return query_next(query) ? arena_str(keep, query_text(query, 0))
				 : STR_NONE;
}

/* Asks for each name once. */
static bool name_keys(struct cells *cells, size_t key, struct query *query,
    struct arena *keep, struct error *err)
{
	struct arena *scratch = arena_new();
	struct map first = { .arena = scratch }; /* id -> index of a cell */
	for (size_t i = 0; i < cells->count; i++) {
		struct str *text = &cells->items[i].keys[key];
		union map_value *slot;
		int64_t id;
		bool added;
		if (!text->ptr || !str_to_int(*text, &id))
			continue;
		slot = map_put(&first, *text, &added);
		if (added)
			slot->number = (int64_t)i;
		*text = added ? name_of(query, id, keep)
			      : cells->items[slot->number].keys[key];
	}
	arena_free(scratch);
	return query_close(query, err);
}

bool name_cells(struct cells *cells, const struct counter_request *request,
    const struct model *model, struct arena *keep, struct error *err)
{
	struct arena *scratch = arena_new();
	bool done = true;
	for (size_t i = 0; done && i < request->key_count; i++) {
		struct query *query = NULL;
		if (!request->names[i].ptr)
			continue;
		done = query_open(&query, model,
			   arena_z(
			       scratch, arena_printf(scratch, "SELECT " STR_FMT,
					    STR_ARG(request->names[i]))),
			   err) &&
		       name_keys(cells, i, query, keep, err);
	}
	arena_free(scratch);
	return done;
}
