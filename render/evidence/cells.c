/* data/trace/cells/MEASURE.csv: what each figure of a measure is made from, for
 * each question that the report asked, so that whoever has the bag makes it
 * anew: counts, sums over records, strata by origin, spans of time. What is
 * hidden as too few is not in it. */
#include "analysis/basis.h"
#include "base/map.h"
#include "base/number.h"
#include "base/utf8.h"
#include "render/evidence/bagged.h"

#define HEADS                                                                  \
	"figure,period,group,within,formula,contrast,stratum,origin,n,hit,"    \
	"unknown,exposure,clusters,yy,xy,xx,enter,leave,event"

/* One measure while its figures are told. */
struct telling {
	const struct evidence *from;
	const struct measure *measure;
	struct csv_out csv;
	struct map told; /* period, group and within of each figure */
	int64_t figures;
	struct arena *keep;
	struct arena *scratch; /* of a question */
};

/* "team=Web; month=2026-07" */
static struct str words_of(
    const struct key_value *keys, size_t count, struct arena *keep)
{
	struct str words = STR("");
	for (size_t i = 0; i < count; i++)
		words = arena_printf(keep, STR_FMT "%s" STR_FMT "=" STR_FMT,
		    STR_ARG(words), i ? "; " : "", STR_ARG(keys[i].key),
		    STR_ARG(utf8_printable(keep, keys[i].value)));
	return words;
}

static void tell_cell(
    struct telling *telling, const struct cell *cell, const struct str heads[5])
{
	struct csv_out *csv = &telling->csv;
	const int64_t counts[] = { cell->n, cell->hit, cell->unknown,
		cell->exposure, cell->clusters };
	const double sums[] = { cell->yy, cell->xy, cell->xx };
	csv_int(csv, telling->figures);
	for (size_t i = 0; i < 5; i++)
		csv_text(csv, heads[i]);
	bagged_cell(csv, cell->keys[BASIS_STRATUM]);
	bagged_cell(csv, cell->keys[BASIS_ORIGIN]);
	for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++)
		csv_int(csv, counts[i]);
	for (size_t i = 0; i < sizeof sums / sizeof sums[0]; i++)
		csv_real(csv, sums[i]);
	csv_int(csv, cell->enter);
	csv_int(csv, cell->leave);
	csv_int(csv, cell->event);
	csv_end_row(csv);
}

/* The figure of GROUP within the conditions WITHIN, once. */
static void tell_figure(struct telling *telling, const struct answer *answer,
    const struct portion *basis, struct str group, struct str within)
{
	struct arena *scratch = telling->scratch;
	bool rest = basis->contrast == CONTRAST_REST;
	const struct str heads[5] = { period_id(scratch, answer->period), group,
		within, str_from(basis_formula(telling->measure)),
		rest ? STR("rest") : STR("human") };
	bool added;
	size_t count;
	map_put(&telling->told,
	    arena_printf(scratch, STR_FMT "\n" STR_FMT "\n" STR_FMT,
		STR_ARG(heads[0]), STR_ARG(group), STR_ARG(within)),
	    &added);
	if (!added)
		return;
	telling->figures++;
	const struct cell *cells = basis_cells(&count, basis, scratch);
	for (size_t i = 0; i < count; i++)
		tell_cell(telling, &cells[i], heads);
}

static bool tell_question(
    struct telling *telling, const struct question *question, struct error *err)
{
	struct arena *scratch = telling->scratch;
	struct answer answer;
	struct str within =
	    words_of(question->where, question->where_count, scratch);
	if (!engine_ask(&answer, telling->from->engine, question, scratch, err))
		return false;
	if (answer.basis && !answer.figure.suppressed)
		tell_figure(telling, &answer, answer.basis, STR(""), within);
	for (size_t i = 0; i < answer.group_count; i++) {
		const struct group *group = &answer.groups[i];
		if (group->basis && !group->figure.suppressed)
			tell_figure(telling, &answer, group->basis,
			    words_of(group->keys, group->key_count, scratch),
			    within);
	}
	return true;
}

static bool tell_measure(struct bag_files *out, const struct evidence *from,
    const struct measure *measure, struct arena *keep, struct error *err)
{
	struct buf content = { 0 };
	struct arena *own = arena_new();
	struct telling telling = { .from = from,
		.measure = measure,
		.csv = { .out = &content },
		.told = { .arena = own },
		.keep = keep,
		.scratch = arena_new() };
	struct str path = bagged_cells_path(measure->id, keep);
	size_t count;
	bool done = true;
	(void)engine_questions(from->engine, &count);
	bagged_heads(&telling.csv, HEADS);
	for (size_t i = 0; done && i < count; i++) {
		size_t now;
		const struct question *question =
		    &engine_questions(from->engine, &now)[i];
		if (!str_equal(question->id, measure->id))
			continue;
		done = tell_question(&telling, question, err);
		if (telling.figures)
			bag_more(out, path, &content);
		arena_reset(telling.scratch);
	}
	if (done && telling.figures)
		bagged_add(
		    out, bagged_cells_path(measure->id, keep), &content, keep);
	buf_free(&content);
	arena_free(telling.scratch);
	arena_free(own);
	return done;
}

bool evidence_cells(struct bag_files *out, const struct evidence *from,
    struct arena *keep, struct error *err)
{
	size_t count;
	const struct measure *all = engine_measures(from->engine, &count);
	for (size_t i = 0; i < count; i++)
		if (all[i].kind != MEASURE_TABLE &&
		    bagged_uses(from, all[i].id) &&
		    !tell_measure(out, from, &all[i], keep, err))
			return false;
	return true;
}
