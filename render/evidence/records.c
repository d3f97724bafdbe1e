/* What figures were counted from: the records of every measure that the report
 * tells, data/trace/records/MEASURE.csv, with input and line of each; their
 * list, data/trace/measures.csv; and a sample of each population that anybody
 * can draw again, data/population/samples.csv. Records are told as bagged_shown
 * has it. A population of more than ROWS_KEPT records is kept in part; the
 * digest is that of all rows, which the same inputs give again. */
#include "analysis/measure.h"
#include "analysis/record_sample.h"
#include "base/hash.h"
#include "base/vec.h"
#include "render/evidence/bagged.h"

enum { ROWS_KEPT = 20000, SAMPLE_SIZE = 25 };

/* One measure while its records are told. */
struct telling {
	const struct evidence *from;
	const struct measure *measure;
	struct bag_files *out;
	struct str path;
	struct arena *scratch; /* of a row */
	struct arena *keep;
	struct str *names;
	struct str *cells; /* as the bag tells them */
	size_t count;
	struct buf rows;
	struct buf row;
	struct hash *hash;
	struct record_sample sample;
};

struct writing {
	struct bag_files *out;
	const struct evidence *from;
	struct arena *keep;
	struct buf list;
	struct buf samples;
};

static void end_row(struct telling *telling)
{
	hash_add(telling->hash, buf_str(&telling->row));
	if (telling->sample.seen <= ROWS_KEPT)
		buf_add(&telling->rows, buf_str(&telling->row));
	bag_more(telling->out, telling->path, &telling->rows);
	buf_clear(&telling->row);
}

static void see_head(void *user, const struct str *names, size_t count)
{
	struct telling *telling = user;
	struct csv_out csv = { .out = &telling->row };
	telling->count = count;
	telling->names =
	    arena_array(telling->keep, count + 1, sizeof *telling->names);
	telling->cells =
	    arena_array(telling->keep, count + 1, sizeof *telling->cells);
	for (size_t i = 0; i < count; i++) {
		telling->names[i] = arena_str(telling->keep, names[i]);
		csv_text(&csv, names[i]);
	}
	csv_end_row(&csv);
	end_row(telling);
}

static void see_row(void *user, const struct str *cells, size_t count)
{
	struct telling *telling = user;
	struct csv_out csv = { .out = &telling->row };
	arena_reset(telling->scratch);
	for (size_t i = 0; i < count; i++) {
		telling->cells[i] = bagged_shown(telling->from,
		    telling->names[i], cells[i], telling->scratch);
		bagged_cell(&csv, telling->cells[i]);
	}
	csv_end_row(&csv);
	record_sample_add(&telling->sample, telling->cells, count);
	end_row(telling);
}

/* -------------------------------------------------------------- samples -- */

/* "repository=ledger; n=1": what is known of the record. */
static struct str record_words(const struct telling *telling,
    const struct sampled *drawn, struct arena *keep)
{
	struct buf words = { 0 };
	for (size_t i = 0; i < telling->count; i++)
		if (drawn->cells[i].len)
			buf_printf(&words, "%s" STR_FMT "=" STR_FMT,
			    words.len ? "; " : "", STR_ARG(telling->names[i]),
			    STR_ARG(drawn->cells[i]));
	struct str text = arena_str(keep, buf_str(&words));
	buf_free(&words);
	return text;
}

static void skip_row(void *user, const struct str *cells, size_t count)
{
	(void)user;
	(void)cells;
	(void)count;
}

static void write_sample(struct writing *writing, struct telling *telling)
{
	struct csv_out csv = { .out = &writing->samples };
	const struct record_sample *sample = &telling->sample;
	record_sample_tell(&telling->sample, skip_row, NULL);
	for (size_t i = 0; i < sample->count; i++) {
		csv_text(&csv, telling->measure->id);
		csv_text(&csv, sample->seed);
		csv_int(&csv, sample->seen);
		csv_int(&csv, (int64_t)i + 1);
		csv_int(&csv, sample->items[i].ordinal);
		csv_text(&csv,
		    record_words(telling, &sample->items[i], telling->keep));
		csv_end_row(&csv);
	}
}

/* ------------------------------------------------------------- measures -- */

static void write_entry(
    struct writing *writing, struct telling *telling, struct str need)
{
	struct csv_out csv = { .out = &writing->list };
	int64_t seen = telling->sample.seen;
	char hex[HASH_HEX_SIZE];
	hash_end(telling->hash, hex);
	csv_text(&csv, telling->measure->id);
	csv_text(&csv, telling->measure->title);
	csv_text(&csv, telling->measure->record);
	if (need.ptr) {
		csv_empty(&csv);
		csv_empty(&csv);
		csv_empty(&csv);
		csv_empty(&csv);
	} else {
		csv_int(&csv, seen);
		csv_int(&csv, seen < ROWS_KEPT ? seen : ROWS_KEPT);
		csv_text(&csv, telling->path);
		csv_text(&csv, str_from(hex));
	}
	bagged_cell(&csv, need.ptr ? arena_printf(telling->keep,
					 "only with " STR_FMT, STR_ARG(need))
				   : STR_NONE);
	csv_end_row(&csv);
}

static bool tell_measure(
    struct writing *writing, const struct measure *measure, struct error *err)
{
	const struct evidence *from = writing->from;
	struct arena *keep = arena_new();
	struct telling telling = { .from = from,
		.measure = measure,
		.out = writing->out,
		.path = bagged_records_path(measure->id, writing->keep),
		.scratch = arena_new(),
		.keep = keep,
		.hash = hash_new(keep),
		.sample = { .size = SAMPLE_SIZE,
		    .seed = bagged_seed(from),
		    .keep = keep } };
	struct question question = { .id = measure->id };
	struct str need = engine_records_need(from->engine, measure, keep);
	bool done = need.ptr || engine_records(from->engine, &question, see_row,
				    see_head, &telling, err);
	if (done && !need.ptr) {
		write_sample(writing, &telling);
		bagged_add(
		    writing->out, telling.path, &telling.rows, writing->keep);
	}
	write_entry(writing, &telling, need);
	buf_free(&telling.rows);
	buf_free(&telling.row);
	arena_free(telling.scratch);
	arena_free(keep);
	return done;
}

bool evidence_records(struct bag_files *out, const struct evidence *from,
    struct arena *keep, struct error *err)
{
	struct writing writing = { .out = out, .from = from, .keep = keep };
	struct csv_out list = { .out = &writing.list };
	struct csv_out samples = { .out = &writing.samples };
	size_t count;
	const struct measure *all = engine_measures(from->engine, &count);
	bool done = true;
	bagged_heads(&list, "measure,title,record,records,kept,file,"
			    "rows_sha256,needs");
	bagged_heads(&samples, "measure,seed,population,draw,row,record");
	for (size_t i = 0; i < count && done; i++)
		if (bagged_uses(from, all[i].id))
			done = tell_measure(&writing, &all[i], err);
	bagged_add(out, STR("data/trace/measures.csv"), &writing.list, keep);
	bagged_add(
	    out, STR("data/population/samples.csv"), &writing.samples, keep);
	return done;
}
