/* Adds up what each cohort gained and lost, month by month: rows come in the
 * order of time, so that a running sum a cohort is enough, and a row is written
 * when the sum changes. Lines of commits whose lines are told apart come from
 * line_past, all others have the origin of their commit. */
#include "link/cohort.h"

#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/map.h"
#include "base/vec.h"
#include "model/query.h"

static const char *const origins[] = { "unknown", "ai", "human", "bot",
	"mixed" };
enum { ORIGINS = sizeof origins / sizeof origins[0] };

/* What the birth of a line tells of it. */
struct birth {
	int64_t month; /* 0: not known */
	int64_t tool_id;
	int64_t model_id;
	int64_t team_id; /* of its author */
	int64_t origin;	 /* in origins */
};

struct commit {
	int64_t month;
	int64_t team_id;
	int64_t home;	/* the repository where its lines count; 0: any */
	uint32_t birth; /* in births */
	bool by_line;
};

/* What its file tells of it. */
struct file_class {
	struct str language;
	struct str kind;
};

struct cohort {
	uint32_t birth;
	uint32_t file;
	int64_t lines;
	int64_t from; /* since when there are as many */
	int64_t gain; /* in the month that is being read */
};

struct adder {
	struct model *model;
	struct arena *keep;
	struct map births; /* bytes of struct birth -> index */
	VEC(struct birth) birth_list;
	struct commit *commits; /* by row id; 0: not known */
	int64_t last_commit;
	struct arena *scratch;	/* of one repository */
	uint32_t *file_classes; /* by row id of file; 0: nothing is known */
	int64_t last_file;
	struct map classes; /* "language kind" -> index */
	VEC(struct file_class) class_list;
	VEC(int64_t) files; /* those that have a class */
	struct map by_key;  /* births and file_classes -> index of cohorts */
	VEC(struct cohort) cohorts;
	VEC(uint32_t) touched; /* in this month */
	int64_t repository;
	bool is_twin; /* of a repository at the same revision */
	int64_t at_time;
	struct query *insert;
};

/* --------------------------------------------------------------- reading -- */

static int64_t origin_number(struct str name)
{
	for (int i = 0; i < ORIGINS; i++)
		if (str_equal_z(name, origins[i]))
			return i;
	return 0;
}

static int64_t or_zero(int64_t id)
{
	return id == UNKNOWN ? 0 : id;
}

static int64_t month_of(int64_t time)
{
	struct date date = date_from_time(time);
	return (int64_t)date.year * 12 + date.month - 1;
}

static uint32_t find_birth(struct adder *adder, struct birth birth)
{
	bool added;
	struct str key = { (const char *)&birth, sizeof birth };
	union map_value *value = map_put(&adder->births, key, &added);
	if (added) {
		value->number = (int64_t)adder->birth_list.count;
		VEC_PUSH(&adder->birth_list, adder->keep, birth);
	}
	return (uint32_t)value->number;
}

/* What a correction of single lines makes of a commit is not said of the rest
 * of it. */
static bool read_commits(struct adder *adder, struct error *err)
{
	struct query *query = NULL;
	if (!query_number(&adder->last_commit, adder->model,
		"SELECT coalesce(max(id), 0) FROM \"commit\"", err) ||
	    !query_open(&query, adder->model,
		"SELECT k.id, k.commit_time, o.by_line, "
		"o.basis IS 'corrected_lines', o.origin, o.tool_id, "
		"o.model_id, coalesce(h.repository_id, 0), o.team_id "
		"FROM commit_origin o "
		"JOIN \"commit\" k ON k.id = o.commit_id "
		"LEFT JOIN line_home h ON h.commit_id = o.commit_id",
		err))
		return false;
	adder->commits = arena_array(adder->keep,
	    (size_t)adder->last_commit + 1, sizeof *adder->commits);
	while (query_next(query)) {
		struct birth birth = { .month = month_of(query_int(query, 1)),
			.team_id = or_zero(query_int(query, 8)) };
		if (!query_int(query, 3)) {
			birth.origin = origin_number(query_text(query, 4));
			birth.tool_id = or_zero(query_int(query, 5));
			birth.model_id = or_zero(query_int(query, 6));
		}
		adder->commits[query_int(query, 0)] = (struct commit){
			.month = birth.month,
			.team_id = birth.team_id,
			.home = query_int(query, 7),
			.birth = find_birth(adder, birth),
			.by_line = query_int(query, 2) != 0,
		};
	}
	return query_close(query, err);
}

static uint32_t find_class(
    struct adder *adder, struct str language, struct str kind)
{
	bool added;
	struct str name = arena_printf(adder->scratch, STR_FMT " " STR_FMT,
	    STR_ARG(language), STR_ARG(kind));
	union map_value *value = map_put(&adder->classes, name, &added);
	if (added) {
		value->number = (int64_t)adder->class_list.count;
		VEC_PUSH(&adder->class_list, adder->keep,
		    ((struct file_class){ arena_str(adder->keep, language),
			arena_str(adder->keep, kind) }));
	}
	return (uint32_t)value->number;
}

static bool read_files(struct adder *adder, struct error *err)
{
	struct query *query = NULL;
	for (size_t i = 0; i < adder->files.count; i++)
		adder->file_classes[adder->files.items[i]] = 0;
	adder->files.count = 0;
	if (!query_open(&query, adder->model,
		"SELECT file_id, coalesce(language, ''), kind, "
		"repository_id IN (SELECT repository_id FROM twin_repository) "
		"FROM repository_file WHERE repository_id = ?1",
		err))
		return false;
	query_bind_int(query, 1, adder->repository);
	adder->is_twin = false;
	while (query_next(query)) {
		int64_t file = query_int(query, 0);
		adder->is_twin = query_int(query, 3) != 0;
		adder->file_classes[file] = find_class(
		    adder, query_text(query, 1), query_text(query, 2));
		VEC_PUSH(&adder->files, adder->keep, file);
	}
	return query_close(query, err);
}

/* ---------------------------------------------------------------- adding -- */

static struct cohort *find_cohort(
    struct adder *adder, uint32_t birth, uint32_t file)
{
	bool added;
	const uint32_t pair[] = { birth, file };
	struct str key = { (const char *)pair, sizeof pair };
	union map_value *value = map_put(&adder->by_key, key, &added);
	if (added) {
		value->number = (int64_t)adder->cohorts.count;
		VEC_PUSH(&adder->cohorts, adder->scratch,
		    ((struct cohort){ .birth = birth, .file = file }));
	}
	return &adder->cohorts.items[value->number];
}

static void gain(
    struct adder *adder, uint32_t birth, int64_t file_id, int64_t lines)
{
	uint32_t file = file_id > 0 && file_id <= adder->last_file
			    ? adder->file_classes[file_id]
			    : 0;
	struct cohort *cohort = find_cohort(adder, birth, file);
	if (!cohort->gain)
		VEC_PUSH(&adder->touched, adder->scratch,
		    (uint32_t)(cohort - adder->cohorts.items));
	cohort->gain += lines;
}

static void put_span(
    struct adder *adder, const struct cohort *cohort, int64_t end)
{
	const struct birth *birth = &adder->birth_list.items[cohort->birth];
	const struct file_class *file = &adder->class_list.items[cohort->file];
	struct query *insert = adder->insert;
	if (cohort->lines <= 0)
		return;
	query_bind_int(insert, 2, cohort->from);
	query_bind_int(insert, 3, end);
	query_bind_int(insert, 4, birth->month);
	query_bind_int(insert, 5, birth->tool_id);
	query_bind_int(insert, 6, birth->model_id);
	query_bind_int(insert, 7, birth->team_id);
	query_bind_text(insert, 8, str_from(origins[birth->origin]));
	query_bind_text(insert, 9, file->language);
	query_bind_text(insert, 10, file->kind);
	query_bind_int(insert, 11, cohort->lines);
	query_do(insert);
}

/* A cohort that was touched twice, since it went back to nothing in between,
 * has no gain left the second time. */
static void end_month(struct adder *adder)
{
	for (size_t i = 0; i < adder->touched.count; i++) {
		struct cohort *cohort =
		    &adder->cohorts.items[adder->touched.items[i]];
		if (!cohort->gain)
			continue;
		put_span(adder, cohort, adder->at_time);
		cohort->from = adder->at_time;
		cohort->lines += cohort->gain;
		cohort->gain = 0;
	}
	adder->touched.count = 0;
}

static void end_repository(struct adder *adder)
{
	end_month(adder);
	for (size_t i = 0; i < adder->cohorts.count; i++)
		put_span(adder, &adder->cohorts.items[i], INT64_MAX);
	adder->by_key = (struct map){ .arena = adder->scratch };
	memset(&adder->cohorts, 0, sizeof adder->cohorts);
	memset(&adder->touched, 0, sizeof adder->touched);
	arena_reset(adder->scratch);
}

/* Columns of a row: repository, time, commit, file, whether single lines are
 * told of, lines; and of line_past origin, tool, model. */
static void add_row(struct adder *adder, const struct query *row)
{
	static const struct commit nobody;
	int64_t id = query_int(row, 2);
	const struct commit *commit =
	    id > 0 && id <= adder->last_commit ? &adder->commits[id] : &nobody;
	uint32_t birth = commit->birth;
	bool is_past = !query_is_null(row, 6);
	if (id ? commit->home && commit->home != adder->repository
	       : adder->is_twin)
		return; /* they count elsewhere */
	if (query_int(row, 4) && commit->by_line && !is_past)
		return;
	if (is_past)
		birth = find_birth(
		    adder, (struct birth){
			       .month = commit->month,
			       .team_id = commit->team_id,
			       .origin = origin_number(query_text(row, 6)),
			       .tool_id = or_zero(query_int(row, 7)),
			       .model_id = or_zero(query_int(row, 8)),
			   });
	gain(adder, birth, query_int(row, 3), query_int(row, 5));
}

static bool add_rows(struct adder *adder, struct query *rows, struct error *err)
{
	while (query_next(rows)) {
		int64_t repository = query_int(rows, 0);
		int64_t at_time = query_int(rows, 1);
		if (repository != adder->repository) {
			end_repository(adder);
			adder->repository = repository;
			query_bind_int(adder->insert, 1, repository);
			if (!read_files(adder, err))
				return false;
		} else if (at_time != adder->at_time) {
			end_month(adder);
		}
		adder->at_time = at_time;
		add_row(adder, rows);
	}
	end_repository(adder);
	return true;
}

/* ----------------------------------------------------------------- steps -- */

static bool prepare(struct adder *adder, struct error *err)
{
	adder->births.arena = adder->keep;
	adder->classes.arena = adder->keep;
	adder->by_key.arena = adder->scratch;
	find_birth(adder, (struct birth){ 0 });
	find_class(adder, STR(""), STR(""));
	if (!read_commits(adder, err) ||
	    !query_number(&adder->last_file, adder->model,
		"SELECT coalesce(max(id), 0) FROM file", err))
		return false;
	adder->file_classes = arena_array(adder->keep,
	    (size_t)adder->last_file + 1, sizeof *adder->file_classes);
	return query_open(&adder->insert, adder->model,
	    "INSERT INTO cohort_span (repository_id, from_time, to_time, "
	    "birth_month, tool_id, model_id, team_id, origin, language, kind, "
	    "lines) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
	    err);
}

static bool close_query(struct query *query, bool done, struct error *err)
{
	struct error ignored;
	return !query || query_close(query, done ? err : &ignored);
}

bool link_cohorts(struct model *model, struct error *err)
{
	struct adder adder = {
		.model = model, .keep = arena_new(), .scratch = arena_new()
	};
	struct query *rows = NULL;
	bool done = prepare(&adder, err) &&
		    query_open(&rows, model,
			"SELECT repository_id, at_time, commit_id, file_id, "
			"line, count * change, NULL, NULL, NULL "
			"FROM line_change UNION ALL "
			"SELECT repository_id, at_time, commit_id, file_id, 1, "
			"lines, origin, tool_id, model_id FROM line_past "
			"ORDER BY 1, 2",
			err) &&
		    add_rows(&adder, rows, err);
	done &= close_query(rows, done, err);
	done &= close_query(adder.insert, done, err);
	arena_free(adder.scratch);
	arena_free(adder.keep);
	return done && query_run(model, "DROP TABLE temp.line_past", err);
}
