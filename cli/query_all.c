/* Every measure in the order of its id. An answer's memory is given back
 * before the next is asked, to the system too: only what the engine keeps
 * grows. Times are of the processor, for whoever writes a measure; they are no
 * part of the output. */
#include "cli/query_all.h"

#include <malloc.h>
#include <stdio.h>
#include <time.h>

#include "analysis/measure.h"
#include "base/number.h"
#include "base/vec.h"

enum { COLUMNS = 8 };
static const struct table_column columns[COLUMNS] = {
	{ { "measure", 7 }, false },
	{ { "value", 5 }, true },
	{ { "low", 3 }, true },
	{ { "high", 4 }, true },
	{ { "hit", 3 }, true },
	{ { "n", 1 }, true },
	{ { "class", 5 }, false },
	{ { "missing", 7 }, false },
};

static struct str real(double value, struct arena *keep)
{
	char text[NUMBER_SIZE];
	number_shortest(text, value);
	return arena_str(keep, str_from(text));
}

static struct str whole(int64_t value, struct arena *keep)
{
	return arena_printf(keep, "%lld", (long long)value);
}

static void set_row(
    struct str *row, const struct answer *answer, struct arena *keep)
{
	const struct figure *figure = &answer->figure;
	bool counted =
	    !figure->suppressed && figure->class != CLASS_NOT_ASSESSED;
	row[0] = answer->measure->id;
	if (figure->known)
		row[1] = real(figure->value, keep);
	if (figure->known && figure->has_interval) {
		row[2] = real(figure->low, keep);
		row[3] = real(figure->high, keep);
	}
	if (counted) {
		row[4] = whole(figure->hit, keep);
		row[5] = whole(figure->n, keep);
	}
	row[6] = str_from(word_class_name(figure->class));
	row[7] = arena_str(keep, answer->missing);
}

static double processor_seconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static bool ask(struct str *row, const struct query_all *all, struct str id,
    struct arena *keep, struct error *err)
{
	const struct question question = { .id = id };
	double started = processor_seconds();
	struct arena *scratch = arena_new();
	struct answer answer;
	struct figure change;
	bool done =
	    engine_ask(&answer, all->engine, &question, scratch, err) &&
	    (answer.measure->kind == MEASURE_TABLE ||
		engine_change(&change, all->engine, &question, scratch, err));
	if (done)
		set_row(row, &answer, keep);
	arena_free(scratch);
	(void)malloc_trim(0);
	if (all->timings)
		fprintf(stderr, "%8.3f s  " STR_FMT "\n",
		    processor_seconds() - started, STR_ARG(id));
	return done;
}

bool query_all_write(struct buf *out, const struct query_all *all,
    struct arena *keep, struct error *err)
{
	size_t count;
	const struct measure *measures = engine_measures(all->engine, &count);
	struct table_out table = { .columns = columns,
		.column_count = COLUMNS,
		.cells =
		    arena_array(keep, count * COLUMNS + 1, sizeof(struct str)),
		.row_count = count };
	for (size_t i = 0; i < count; i++)
		if (!ask(table.cells + i * COLUMNS, all, measures[i].id, keep,
			err))
			return false;
	table_write(out, &table, all->format, keep);
	return true;
}
