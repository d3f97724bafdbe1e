/* Every measure against its hand-worked case: the "expect:" lines of its .sql
 * hold in the world of tests/measures/world.sql; in an empty model each is not
 * assessed, never zero; a single commit upsets none.
 *
 *	-- expect: [by KEY=VALUE...] [where KEY=VALUE] [shift N] [row N]
 *	    name value ...
 *	-- given: STATEMENT;
 *
 * What follows statements, which may take several lines, holds in that world
 * with what they change. Each measure has a case that counts something.
 *
 * Names: value low high hit n unknown crude exposure exposure_rest (compared
 * as printed), known (yes, no), class; "none" alone: there is no such group;
 * for tables n, and after "row" each column=value. */
#include "tests/unit/measure_world.h"

#include "base/map.h"

#include "analysis/check.h"
#include "analysis/measure.h"

/* One expectation while it is read. */
struct expectation {
	struct question question;
	struct str by[4];
	struct key_value picked[4];
	struct key_value where[4];
	size_t picked_count;
	int64_t row;	 /* -1: none */
	struct str rest; /* pairs to compare */
};

static struct str next_word(struct str *rest)
{
	struct str word = { 0 };
	*rest = str_trim(*rest);
	word = str_slice(*rest, 0, str_find_byte(*rest, ' '));
	*rest = str_skip(*rest, word.len);
	return word;
}

static struct key_value next_pair(struct str *rest)
{
	struct str word = next_word(rest);
	size_t equals = str_find_byte(word, '=');
	return (struct key_value){ str_slice(word, 0, equals),
		str_skip(word, equals + 1) };
}

static void read_expectation(struct expectation *e, struct str line)
{
	int64_t number;
	e->row = -1;
	e->rest = line;
	for (;;) {
		struct str before = e->rest, word = next_word(&e->rest);
		if (str_equal_z(word, "by")) {
			e->picked[e->picked_count] = next_pair(&e->rest);
			e->by[e->picked_count] = e->picked[e->picked_count].key;
			e->picked_count++;
		} else if (str_equal_z(word, "where")) {
			e->where[e->question.where_count++] =
			    next_pair(&e->rest);
		} else if (str_equal_z(word, "shift")) {
			assert_true(str_to_int(next_word(&e->rest), &number));
			e->question.shift = (int)number;
		} else if (str_equal_z(word, "row")) {
			assert_true(str_to_int(next_word(&e->rest), &e->row));
		} else {
			e->rest = before;
			break;
		}
	}
	e->question.by = e->by;
	e->question.by_count = e->picked_count;
	e->question.where = e->where;
}

static void fails(const struct measure *m, struct str line, const char *found)
{
	print_error(STR_FMT ": expected" STR_FMT "\n  found %s\n",
	    STR_ARG(m->id), STR_ARG(line), found);
	fail();
}

/* Whether NUMBER printed with as many decimals as TEXT has is TEXT. */
static bool prints_as(double number, struct str text, char found[64])
{
	size_t point = str_find_byte(text, '.');
	int decimals = point < text.len ? (int)(text.len - point - 1) : 0;
	snprintf(found, 64, "%.*f", decimals, number);
	return str_equal_z(text, found);
}

static bool figure_has(const struct figure *figure, struct str name,
    struct str text, char found[64])
{
	const struct {
		const char *name;
		double value;
	} numbers[] = {
		{ "value", figure->known ? figure->value : -1e300 },
		{ "low", figure->low },
		{ "high", figure->high },
		{ "hit", (double)figure->hit },
		{ "n", (double)figure->n },
		{ "unknown", (double)figure->unknown },
		{ "crude", figure->crude },
		{ "exposure", figure->exposure },
		{ "exposure_rest", figure->exposure_rest },
	};
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		if (str_equal_z(name, numbers[i].name))
			return prints_as(numbers[i].value, text, found);
	if (str_equal_z(name, "known")) {
		snprintf(found, 64, "%s", figure->known ? "yes" : "no");
	} else {
		assert_true(str_equal_z(name, "class"));
		snprintf(found, 64, "%s", word_class_name(figure->class));
	}
	return str_equal_z(text, found);
}

static const struct figure *picked_figure(
    const struct answer *answer, const struct expectation *e)
{
	if (e->picked_count == 0)
		return &answer->figure;
	for (size_t i = 0; i < answer->group_count; i++) {
		const struct group *group = &answer->groups[i];
		bool same = true;
		for (size_t k = 0; k < e->picked_count; k++)
			same = same && str_equal(group->keys[k].value,
					   e->picked[k].value);
		if (same)
			return &group->figure;
	}
	return NULL;
}

static void compare_row(const struct measure *m, const struct answer *answer,
    const struct expectation *e, struct str line)
{
	struct str rest = e->rest;
	assert_true((size_t)e->row < answer->row_count);
	while (str_trim(rest).len) {
		struct key_value pair = next_pair(&rest);
		size_t i = 0;
		struct str cell;
		char found[128];
		while (i < answer->column_count &&
		       !str_equal(answer->columns[i].name, pair.key))
			i++;
		assert_true(i < answer->column_count);
		cell = answer->cells[(size_t)e->row * answer->column_count + i];
		snprintf(found, sizeof found, STR_FMT, STR_ARG(cell));
		if (!str_equal(cell, pair.value))
			fails(m, line, found);
	}
}

static void check_line(
    struct world *world, const struct measure *m, struct str line)
{
	struct expectation e = { .question = { .id = m->id } };
	struct answer answer;
	const struct figure *figure;
	read_expectation(&e, line);
	if (!engine_ask(
		&answer, world->engine, &e.question, world->keep, &world->err))
		stop_at(&world->err);
	if (e.row >= 0) {
		compare_row(m, &answer, &e, line);
		return;
	}
	figure = picked_figure(&answer, &e);
	if (str_equal_z(str_trim(e.rest), "none")) {
		if (figure)
			fails(m, line, "a group");
		return;
	}
	if (!figure)
		fails(m, line, "no such group");
	while (str_trim(e.rest).len) {
		struct str name = next_word(&e.rest);
		char found[64];
		if (!figure_has(figure, name, next_word(&e.rest), found))
			fails(m, line, found);
	}
}

/* Whether an expectation names a row, or a number that is not zero. */
static bool counts_something(struct str line)
{
	struct expectation e = { .question = { .id = STR("") } };
	read_expectation(&e, line);
	while (e.row < 0 && str_trim(e.rest).len) {
		struct str value;
		double number;
		next_word(&e.rest);
		value = next_word(&e.rest);
		if (str_to_double(value, &number) && number != 0)
			return true;
	}
	return e.row >= 0;
}

/* Changes GIVEN by the statement that begins with TEXT and goes on in the lines
 * of REST. */
static void change_world(struct world *given, struct str text, struct str *rest)
{
	struct str line;
	while (!str_ends(text, STR(";")) && str_line(rest, &line))
		text = arena_printf(given->keep, STR_FMT STR_FMT, STR_ARG(text),
		    STR_ARG(str_skip(line, strlen("--"))));
	run_script(given, text);
}

/* The "expect:" lines of a measure's file; how many count something. */
static size_t check_measure(struct world *world, const struct measure *m)
{
	struct world given = { .model = NULL };
	struct str content, line;
	size_t count = 0;
	bool is_asked = true;
	struct error err;
	if (!asset_read(&content, NULL, m->path, world->keep, &err))
		stop_at(&err);
	while (str_line(&content, &line))
		if (str_starts(line, STR("-- expect:"))) {
			line = str_skip(line, strlen("-- expect:"));
			check_line(given.model ? &given : world, m, line);
			count += counts_something(line);
			is_asked = true;
		} else if (str_starts(line, STR("-- given:"))) {
			if (is_asked && given.model)
				close_world(&given);
			if (is_asked) {
				open_world(&given);
				tell_of_people(&given);
			}
			is_asked = false;
			change_world(&given,
			    str_skip(line, strlen("-- given:")), &content);
		}
	if (given.model)
		close_world(&given);
	return count;
}

/* Those that this world is too small for: tests/e2e/acme_scores.sh and
 * test_stats.c hold what they are made of. */
static bool is_too_large(const struct measure *m)
{
	return str_starts(m->id, STR("people.score_")) ||
	       str_equal_z(m->id, "outcome.signals");
}

static void test_hand_cases(void **state)
{
	struct world world;
	const struct measure *all;
	size_t count;
	(void)state;
	open_world(&world);
	tell_of_people(&world);
	all = engine_measures(world.engine, &count);
	assert_true(count > 0);
	for (size_t i = 0; i < count; i++)
		if (check_measure(&world, &all[i]) == 0 &&
		    !is_too_large(&all[i]))
			fails(&all[i], STR(" a case that counts something"),
			    "none");
	close_world(&world);
}

/* Whether a limit was agreed is for the configuration to say, not for the
 * definition of a measure. */
static void test_definitions_agree_nothing(void **state)
{
	struct world world;
	const struct measure *all;
	size_t count;
	(void)state;
	open_script(&world, STR(""));
	all = engine_measures(world.engine, &count);
	for (size_t i = 0; i < count; i++) {
		char *title = arena_z(world.keep, all[i].title);
		char *meaning = arena_z(world.keep, all[i].meaning);
		assert_null(strstr(title, "agreed"));
		assert_null(strstr(meaning, "than agreed"));
	}
	close_world(&world);
}

static void test_empty_model(void **state)
{
	struct world world;
	const struct measure *all;
	size_t count;
	(void)state;
	open_script(&world, STR(""));
	all = engine_measures(world.engine, &count);
	for (size_t i = 0; i < count; i++) {
		struct question question = { .id = all[i].id };
		struct answer answer;
		struct figure change;
		if (!engine_ask(&answer, world.engine, &question, world.keep,
			&world.err) ||
		    !engine_change(&change, world.engine, &question, world.keep,
			&world.err))
			stop_at(&world.err);
		assert_int_equal(answer.figure.class, CLASS_NOT_ASSESSED);
		assert_int_equal(change.class, CLASS_NOT_ASSESSED);
		assert_false(answer.figure.known);
		assert_true(answer.missing.len > 0);
	}
	close_world(&world);
}

#define ONE_COMMIT                                                             \
	"INSERT INTO source (id, path, importer, sha256, bytes, version, "     \
	"options, why) VALUES (1, 'code', 'git', 'a', 1, 1, '', '');\n"        \
	"INSERT INTO repository (id, source_id, locator, key, name, path, "    \
	"shallow) VALUES (1, 1, 1, 'r', 'r', '', 0);\n"                        \
	"INSERT INTO alias (id, name, email, login) "                          \
	"VALUES (1, 'n', 'e', '');\n"                                          \
	"INSERT INTO \"commit\" (id, source_id, locator, oid, "                \
	"author_alias_id, committer_alias_id, author_time, commit_time, "      \
	"parents) VALUES (1, 1, 1, 'c', 1, 1, 1784000000, 1784000000, 0);\n"   \
	"INSERT INTO commit_origin (commit_id, repository_id, origin) "        \
	"VALUES (1, 1, 'unknown');\n"

static void ignore_cells(void *user, const struct str *cells, size_t count)
{
	(void)cells;
	(void)count;
	++*(int *)user;
}

static void test_single_record(void **state)
{
	struct world world;
	const struct measure *all;
	size_t count;
	(void)state;
	open_script(&world, STR(ONE_COMMIT));
	tell_of_people(&world);
	all = engine_measures(world.engine, &count);
	for (size_t i = 0; i < count; i++) {
		struct question question = { .id = all[i].id,
			.months = all[i].kind != MEASURE_TABLE };
		struct answer answer;
		struct figure change;
		int told = 0;
		if (!engine_ask(&answer, world.engine, &question, world.keep,
			&world.err) ||
		    !engine_change(&change, world.engine, &question, world.keep,
			&world.err) ||
		    !engine_records(world.engine, &question, ignore_cells,
			ignore_cells, &told, &world.err))
			stop_at(&world.err);
		assert_true(told > 0);
	}
	close_world(&world);
}

enum { KEYS_MAX = 32 };

/* What is added up from the records of a measure: as a whole, and by key. */
struct sums {
	struct arena *keep;
	struct str keys[KEYS_MAX];
	size_t key_count;
	size_t n; /* columns; SIZE_MAX: there is none */
	size_t hit;
	size_t columns[KEYS_MAX];
	int64_t rows;
	int64_t total;
	int64_t hits;
	struct map by_value[KEYS_MAX]; /* n */
};

static void find_columns(void *user, const struct str *names, size_t count)
{
	struct sums *sums = user;
	sums->n = sums->hit = SIZE_MAX;
	for (size_t k = 0; k < sums->key_count; k++)
		sums->columns[k] = SIZE_MAX;
	for (size_t i = 0; i < count; i++) {
		if (str_equal_z(names[i], "n"))
			sums->n = i;
		if (str_equal_z(names[i], "hit"))
			sums->hit = i;
		for (size_t k = 0; k < sums->key_count; k++)
			if (str_equal(names[i], sums->keys[k]))
				sums->columns[k] = i;
	}
}

static void add_cells(void *user, const struct str *cells, size_t count)
{
	struct sums *sums = user;
	int64_t n = 0;
	int64_t hit = 0;
	(void)count;
	sums->rows++;
	assert_true(str_to_int(cells[sums->n], &n));
	if (sums->hit != SIZE_MAX && cells[sums->hit].len)
		assert_true(str_to_int(cells[sums->hit], &hit));
	sums->total += n;
	sums->hits += hit;
	for (size_t k = 0; k < sums->key_count; k++)
		if (sums->columns[k] != SIZE_MAX)
			map_put(&sums->by_value[k],
			    arena_str(sums->keep, cells[sums->columns[k]]),
			    NULL)
			    ->number += n;
}

static void add_records(
    struct world *world, const struct measure *m, struct sums *sums)
{
	const struct question question = { .id = m->id };
	struct str keys = m->keys;
	*sums = (struct sums){ .keep = world->keep };
	while (list_next(&keys, &sums->keys[sums->key_count])) {
		sums->by_value[sums->key_count++].arena = world->keep;
		assert_true(sums->key_count < KEYS_MAX);
	}
	if (!engine_records(world->engine, &question, add_cells, find_columns,
		sums, &world->err))
		stop_at(&world->err);
}

/* How many groups were compared. */
static size_t check_groups(struct world *world, const struct measure *m,
    const struct sums *sums, size_t k)
{
	const struct question question = {
		.id = m->id, .by = &sums->keys[k], .by_count = 1
	};
	struct answer answer;
	int64_t shown = 0;
	if (sums->columns[k] == SIZE_MAX)
		return 0; /* the month, and parts of it, come from the time */
	if (!engine_ask(
		&answer, world->engine, &question, world->keep, &world->err))
		stop_at(&world->err);
	for (size_t i = 0; i < answer.group_count; i++) {
		const struct group *group = &answer.groups[i];
		const union map_value *told =
		    map_get(&sums->by_value[k], group->keys[0].value);
		shown += group->figure.n;
		if (!told || told->number != group->figure.n)
			fail_msg(STR_FMT " by " STR_FMT "=" STR_FMT
					 ": n is %lld, of records %lld",
			    STR_ARG(m->id), STR_ARG(sums->keys[k]),
			    STR_ARG(group->keys[0].value),
			    (long long)group->figure.n,
			    told ? (long long)told->number : -1);
	}
	if (shown != sums->total)
		fail_msg(STR_FMT " by " STR_FMT ": groups have %lld of %lld",
		    STR_ARG(m->id), STR_ARG(sums->keys[k]), (long long)shown,
		    (long long)sums->total);
	return answer.group_count;
}

/* Whoever counts the records gets the figure, as a whole and by every third key
 * (tests/e2e/records.sh has all); of what is not assessed there are none. */
static void test_records_add_up(void **state)
{
	struct world world;
	const struct measure *all;
	size_t count;
	size_t groups = 0;
	(void)state;
	open_world(&world);
	engine_show_small(world.engine, true);
	tell_of_people(&world);
	all = engine_measures(world.engine, &count);
	for (size_t i = 0; i < count; i++) {
		const struct measure *m = &all[i];
		const struct question question = { .id = m->id };
		struct answer answer;
		struct sums sums;
		if ((m->kind != MEASURE_COUNT && m->kind != MEASURE_SHARE) ||
		    m->reading != READING_PLAIN)
			continue;
		if (!engine_ask(&answer, world.engine, &question, world.keep,
			&world.err))
			stop_at(&world.err);
		add_records(&world, m, &sums);
		if (answer.missing.len)
			assert_int_equal(sums.rows, 0);
		if (sums.total != answer.figure.n ||
		    sums.hits != answer.figure.hit)
			fail_msg(STR_FMT ": %lld of %lld, of records %lld of "
					 "%lld",
			    STR_ARG(m->id), (long long)answer.figure.hit,
			    (long long)answer.figure.n, (long long)sums.hits,
			    (long long)sums.total);
		/* keys in turn: all of them take as long as all else here */
		for (size_t k = i % 3; k < sums.key_count; k += 3)
			groups += check_groups(&world, m, &sums, k);
	}
	assert_true(groups > 200);
	close_world(&world);
}

/* Columns of records while they are told. */
struct told {
	const struct measure *measure;
	struct str names[64];
	bool is_time[64];
	struct arena *keep;
	bool has_place;
};

static void tell_names(void *user, const struct str *names, size_t count)
{
	struct told *told = user;
	struct str id = told->measure->id;
	bool has_source = false;
	assert_true(count <= 64);
	for (size_t i = 0; i < count; i++) {
		for (size_t k = 0; k < i; k++)
			if (str_equal(names[i], names[k]))
				fail_msg(STR_FMT " has two columns " STR_FMT,
				    STR_ARG(id), STR_ARG(names[i]));
		told->names[i] = arena_str(told->keep, names[i]);
		told->is_time[i] = str_contains(told->measure->columns,
		    arena_printf(
			told->keep, STR_FMT " time ", STR_ARG(names[i])));
		has_source |= str_equal_z(names[i], "source");
		told->has_place |= str_equal_z(names[i], "locator");
	}
	told->has_place &= has_source;
}

static void tell_cells(void *user, const struct str *cells, size_t count)
{
	struct told *told = user;
	for (size_t i = 0; i < count; i++)
		if (told->is_time[i] && cells[i].len &&
		    !str_ends(cells[i], STR("Z")))
			fail_msg(STR_FMT "." STR_FMT " is no time: " STR_FMT,
			    STR_ARG(told->measure->id), STR_ARG(told->names[i]),
			    STR_ARG(cells[i]));
}

/* Records lead to their input, by columns that differ, in times that can be
 * read. Stages of the funnel are sums over all inputs; what is traced is told
 * by assay trace. */
static void test_records_have_a_place(void **state)
{
	struct world world;
	const struct measure *all;
	size_t count;
	(void)state;
	open_world(&world);
	tell_of_people(&world);
	all = engine_measures(world.engine, &count);
	for (size_t i = 0; i < count; i++) {
		struct question question = { .id = all[i].id };
		struct told told = { .measure = &all[i], .keep = world.keep };
		if (!engine_records(world.engine, &question, tell_cells,
			tell_names, &told, &world.err))
			stop_at(&world.err);
		if (!told.has_place && !str_starts(all[i].id, STR("trace.")) &&
		    !str_equal_z(all[i].id, "ai.origin_funnel"))
			fail_msg(STR_FMT " names no source and locator",
			    STR_ARG(all[i].id));
	}
	close_world(&world);
}

/* The place of a row of finding.seen_by. */
struct row_place {
	struct str scanners;
	size_t scanners_at;
	size_t locator_at;
	struct str locator;
	struct arena *keep;
};

static void find_place(void *user, const struct str *names, size_t count)
{
	struct row_place *place = user;
	for (size_t i = 0; i < count; i++) {
		if (str_equal_z(names[i], "scanners"))
			place->scanners_at = i;
		if (str_equal_z(names[i], "locator"))
			place->locator_at = i;
	}
}

static void keep_place(void *user, const struct str *cells, size_t count)
{
	struct row_place *place = user;
	(void)count;
	if (str_equal(cells[place->scanners_at], place->scanners))
		place->locator =
		    arena_str(place->keep, cells[place->locator_at]);
}

/* A row of several findings of one source leads to the first of them: here to
 * finding 2, the second result of the scan, and not to 6, the fifth. */
static void test_rows_lead_to_their_first_record(void **state)
{
	struct world world;
	const struct question question = { .id = STR("finding.seen_by") };
	(void)state;
	open_world(&world);
	run_script(
	    &world, STR("DELETE FROM finding WHERE last_result_id = 0;\n"));
	struct row_place place = { .scanners = STR("Semgrep"),
		.keep = world.keep };
	if (!engine_records(world.engine, &question, keep_place, find_place,
		&place, &world.err))
		stop_at(&world.err);
	assert_string_equal(arena_z(world.keep, place.locator), "2");
	close_world(&world);
}

/* Measures and checks of a topic speak of the same weaknesses. */
static void test_topics_are_those_of_checks(void **state)
{
	static const char *const topics[] = { "injection", "crypto",
		"resilience" };
	struct world world;
	struct checks checks;
	(void)state;
	open_script(&world, STR(""));
	if (!checks_load(&checks, world.model, NULL, world.keep, &world.err))
		stop_at(&world.err);
	for (size_t i = 0; i < sizeof topics / sizeof *topics; i++) {
		const struct check *check = checks_find(
		    &checks, arena_printf(world.keep, "finding.%s", topics[i]));
		struct query *query = NULL;
		assert_non_null(check);
		if (!query_open(&query, world.model,
			"SELECT ',' || group_concat(cwe, ',') || ',' FROM "
			"topic_weakness WHERE topic = ?1",
			&world.err))
			stop_at(&world.err);
		query_bind_text(query, 1, str_from(topics[i]));
		assert_true(query_next(query));
		assert_string_equal(arena_z(world.keep, query_text(query, 0)),
		    arena_z(world.keep, check->cwes));
		assert_true(query_close(query, &world.err));
	}
	close_world(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_hand_cases),
		cmocka_unit_test(test_definitions_agree_nothing),
		cmocka_unit_test(test_empty_model),
		cmocka_unit_test(test_single_record),
		cmocka_unit_test(test_records_have_a_place),
		cmocka_unit_test(test_rows_lead_to_their_first_record),
		cmocka_unit_test(test_records_add_up),
		cmocka_unit_test(test_topics_are_those_of_checks),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
