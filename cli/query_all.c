/* Every measure in the order of its id. An answer's memory is given back
 * before the next is asked, to the system too: only what the engine keeps
 * grows. Times are of the processor, for whoever writes a measure; they are no
 * part of the output.
 *
 * Several processes ask side by side, each of an engine and a model of its own:
 * measures that have much in common, as those of a folder ("ai."), then the
 * next batch that nobody has taken. Their rows come back through files without
 * a name. */
/* NOLINTNEXTLINE(bugprone-reserved-identifier,cert-dcl*): for MAP_ANONYMOUS */
#define _DEFAULT_SOURCE
#include "cli/query_all.h"

#include <errno.h>
#include <malloc.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "analysis/controls.h"
#include "analysis/measure.h"
#include "base/number.h"
#include "base/vec.h"

enum { COLUMNS = 8, JOBS = 2 };
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
	number_rounded(text, value);
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

/* Measures that one process asks: those from FIRST to END. */
struct batch {
	struct str name;
	size_t first;
	size_t end;
};

/* What the processes share, and what each of them has a copy of. */
struct round {
	const struct query_all *all;
	struct arena *keep;
	const struct measure *measures;
	size_t count;
	struct str *rows; /* of each measure, COLUMNS cells */
	double *seconds;
	VEC(struct batch) batches;
	atomic_bool *taken; /* of each batch, in the memory of all processes */
	enum { ALONE, BEGINS, HELPS } part;
	size_t at; /* the measure that is asked, or failed */
};

static bool ask(struct round *round, size_t at, struct error *err)
{
	const struct question question = { .id = round->measures[at].id };
	struct engine *engine = round->all->asking->engine;
	double started = processor_seconds();
	struct arena *scratch = arena_new();
	struct answer answer;
	struct figure change;
	bool done =
	    engine_ask(&answer, engine, &question, scratch, err) &&
	    (answer.measure->kind == MEASURE_TABLE ||
		engine_change(&change, engine, &question, scratch, err));
	if (done)
		set_row(round->rows + at * COLUMNS, &answer, round->keep);
	arena_free(scratch);
	(void)malloc_trim(0);
	round->seconds[at] = processor_seconds() - started;
	return done;
}

/* Controls take longest, and what they ask for is kept: the process that begins
 * the others takes them, the gate, which reads the same tables, and all of
 * their evidence, then headlines and findings, one by one, unless a helper has
 * nothing else left. */
#define EVIDENCE "evidence"
static const char *const together[] = { "control", "gate", EVIDENCE, "page one",
	"finding" };
enum { TOGETHER = sizeof together / sizeof *together };

/* Of a family all are asked where one is. */
static struct str group_of(
    const struct measure *measure, const struct map *evidence)
{
	if (map_get(evidence, measure->id))
		return STR(EVIDENCE);
	if (measure->family.len)
		return measure->family;
	return str_slice(measure->id, 0, str_find_byte(measure->id, '.'));
}

static size_t turn_of(struct str group, int part)
{
	size_t turn = 0;
	while (turn < TOGETHER && !str_equal_z(group, together[turn]))
		turn++;
	return part == ALONE ? 0 : part == BEGINS ? turn : TOGETHER - turn;
}

/* DONE is called after each measure. */
static bool ask_batch(struct round *round, size_t at,
    void (*done)(void *user, const struct round *round), void *user,
    struct error *err)
{
	const struct batch *batch = &round->batches.items[at];
	if (atomic_exchange(&round->taken[at], true))
		return true;
	for (round->at = batch->first; round->at < batch->end; round->at++) {
		if (!ask(round, round->at, err))
			return false;
		done(user, round);
	}
	return true;
}

/* Takes batches until there are none. */
static bool ask_some(struct round *round,
    void (*done)(void *user, const struct round *round), void *user,
    struct error *err)
{
	for (size_t turn = 0; turn <= TOGETHER; turn++)
		for (size_t i = 0; i < round->batches.count; i++)
			if (turn_of(round->batches.items[i].name,
				round->part) == turn &&
			    !ask_batch(round, i, done, user, err))
				return false;
	round->at = round->count;
	return true;
}

/* ------------------------------------------------- from process to process --
 */

static void write_row(void *user, const struct round *round)
{
	FILE *file = user;
	fwrite(&round->at, sizeof round->at, 1, file);
	fwrite(&round->seconds[round->at], sizeof *round->seconds, 1, file);
	for (size_t i = 0; i < COLUMNS; i++) {
		struct str cell = round->rows[round->at * COLUMNS + i];
		size_t size = cell.ptr ? cell.len + 1 : 0;
		fwrite(&size, sizeof size, 1, file);
		if (cell.len)
			fwrite(cell.ptr, 1, cell.len, file);
	}
}

static bool read_cell(struct str *cell, struct round *round, FILE *file)
{
	size_t size;
	char *text;
	if (fread(&size, sizeof size, 1, file) != 1)
		return false;
	*cell = STR_NONE;
	if (size == 0)
		return true;
	text = arena_alloc(round->keep, size);
	*cell = (struct str){ text, size - 1 };
	return fread(text, 1, size - 1, file) == size - 1;
}

/* Rows, then COUNT, or the measure that failed and its error. */
static bool read_rows(struct round *round, FILE *file, struct error *err)
{
	size_t at;
	struct error why;
	rewind(file);
	while (fread(&at, sizeof at, 1, file) == 1 && at < round->count) {
		bool whole = fread(&round->seconds[at], sizeof *round->seconds,
				 1, file) == 1;
		for (size_t i = 0; whole && i < COLUMNS; i++)
			whole = read_cell(
			    &round->rows[at * COLUMNS + i], round, file);
		if (!whole)
			goto lost;
	}
	if (fread(&at, sizeof at, 1, file) != 1)
		goto lost;
	if (at == round->count)
		return true;
	if (fread(&why, sizeof why, 1, file) != 1)
		goto lost;
	if (at < round->at) { /* as one process would have failed first */
		round->at = at;
		*err = why;
	}
	return false;
lost:
	error_set(err, ERROR_SYSTEM,
	    "a process that asked some of the measures has ended early");
	return error_fix(err, "ask with --jobs 1, which takes less memory");
}

struct helper {
	pid_t pid;
	FILE *rows;
};

/* In a process of its own, which ends here. */
_Noreturn static void help(struct round *round, FILE *rows)
{
	struct error err = { 0 };
	size_t end = round->count;
	bool done = asking_resume(round->all->asking, &err) &&
		    ask_some(round, write_row, rows, &err);
	fwrite(&end, sizeof end, 1, rows);
	fwrite(&round->at, sizeof round->at, 1, rows);
	if (!done)
		fwrite(&err, sizeof err, 1, rows);
	_exit(fflush(rows) == 0 ? EXIT_SUCCESS : EXIT_FAILURE);
}

/* How many of HELPERS were begun; where none can be, this process asks all. */
static size_t begin_helpers(
    struct helper *helpers, size_t wanted, struct round *round)
{
	size_t count = 0;
	fflush(NULL);
	while (count < wanted) {
		struct helper helper = { .rows = tmpfile() };
		if (!helper.rows)
			break;
		helper.pid = fork();
		if (helper.pid == 0)
			help(round, helper.rows);
		if (helper.pid < 0) {
			fclose(helper.rows);
			break;
		}
		helpers[count++] = helper;
	}
	return count;
}

static bool end_helpers(const struct helper *helpers, size_t count,
    struct round *round, bool done, struct error *err)
{
	for (size_t i = 0; i < count; i++) {
		while (waitpid(helpers[i].pid, NULL, 0) < 0 && errno == EINTR)
			;
		if (!read_rows(round, helpers[i].rows, err))
			done = false;
		fclose(helpers[i].rows);
	}
	return done;
}

static void keep_row(void *user, const struct round *round)
{
	(void)user;
	(void)round;
}

static bool list_batches(struct round *round, struct error *err)
{
	struct map evidence = { .arena = round->keep };
	if (!controls_name_evidence(
		&evidence, &round->all->asking->context->folders, err))
		return false;
	for (size_t i = 0; i < round->count;) {
		struct batch batch = { .first = i };
		batch.name = group_of(&round->measures[i], &evidence);
		do
			i++;
		while (i < round->count &&
		       !str_equal_z(batch.name, together[TOGETHER - 1]) &&
		       str_equal(group_of(&round->measures[i], &evidence),
			   batch.name));
		batch.end = i;
		VEC_PUSH(&round->batches, round->keep, batch);
	}
	return true;
}

static bool ask_all(struct round *round, struct error *err)
{
	const struct query_all *all = round->all;
	size_t jobs = all->jobs ? (size_t)all->jobs : JOBS;
	struct helper helpers[JOBS_MAX];
	size_t helping;
	bool done;
	if (jobs > round->batches.count)
		jobs = round->batches.count;
	if (jobs < 2)
		return ask_some(round, keep_row, NULL, err);
	round->part = HELPS;
	asking_pause(all->asking);
	helping = begin_helpers(helpers, jobs - 1, round);
	round->part = BEGINS;
	done = asking_resume(all->asking, err) &&
	       ask_some(round, keep_row, NULL, err);
	return end_helpers(helpers, helping, round, done, err);
}

static void tell_times(const struct round *round)
{
	for (size_t i = 0; i < round->count; i++)
		fprintf(stderr, "%8.3f s  " STR_FMT "\n", round->seconds[i],
		    STR_ARG(round->measures[i].id));
}

bool query_all_write(
    struct buf *out, const struct query_all *all, struct error *err)
{
	struct arena *keep = all->asking->context->keep;
	struct round round = { .all = all, .keep = keep };
	round.measures = engine_measures(all->asking->engine, &round.count);
	round.rows =
	    arena_array(keep, round.count * COLUMNS + 1, sizeof *round.rows);
	round.seconds =
	    arena_array(keep, round.count + 1, sizeof *round.seconds);
	if (!list_batches(&round, err))
		return false;
	size_t size = (round.batches.count + 1) * sizeof *round.taken;
	round.taken = mmap(NULL, size, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (round.taken == MAP_FAILED)
		return error_errno(err, "cannot share the measures out");
	bool done = ask_all(&round, err);
	(void)munmap(round.taken, size);
	if (all->timings)
		tell_times(&round);
	if (done) {
		const struct table_out table = { columns, COLUMNS, round.rows,
			round.count };
		table_write(out, &table, all->format, keep);
	}
	return done;
}
