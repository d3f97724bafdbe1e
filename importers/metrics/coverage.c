/* One byte a line of each file keeps what all parts of a report say of it: it
 * can be run, and it was run when any part says so. Branches of a line that
 * several parts name count once, by the part that saw most of them. */
#include "importers/metrics/coverage.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/map.h"

enum line_state { LINE_NONE, LINE_MISSED, LINE_COVERED };

struct covered_file {
	struct str path;
	int64_t place;
	unsigned char *lines; /* enum line_state; number 1 is at 0 */
	size_t room;
	VEC(struct coverage_branch) branches;
	int64_t counted_lines;
	int64_t counted_covered;
};

struct coverage {
	struct import *import;
	struct arena *keep;
	struct map by_path; /* -> index */
	VEC(struct covered_file) files;
	VEC(struct str) roots;
	size_t room;   /* of all files */
	int64_t taken; /* parts that are not counted yet */
};

struct coverage *coverage_new(struct import *import, struct arena *keep)
{
	struct coverage *coverage = ARENA_NEW(keep, struct coverage);
	coverage->import = import;
	coverage->keep = keep;
	coverage->by_path.arena = keep;
	return coverage;
}

/* "C:\temp\A.cs" and "./src/a.c": '/' between parts, no leading "./". */
static struct str plain_path(struct str path, struct arena *keep)
{
	path = str_trim(path);
	while (str_starts(path, STR("./")) || str_starts(path, STR(".\\")))
		path = str_skip(path, 2);
	char *copy = arena_z(keep, path);
	for (size_t i = 0; i < path.len; i++)
		if (copy[i] == '\\')
			copy[i] = '/';
	return (struct str){ copy, path.len };
}

void coverage_add_root(struct coverage *coverage, struct str path)
{
	path = plain_path(path, coverage->keep);
	while (path.len > 1 && path.ptr[path.len - 1] == '/')
		path.len--;
	if (path.len && !str_equal_z(path, ".") &&
	    coverage->roots.count < COVERAGE_ROOTS_MAX)
		VEC_PUSH(&coverage->roots, coverage->keep, path);
}

static struct covered_file *file_of(
    struct coverage *coverage, const struct coverage_part *part)
{
	bool added;
	struct str path = plain_path(part->path, coverage->keep);
	union map_value *value = map_put(&coverage->by_path, path, &added);
	if (added) {
		struct covered_file file = { .path = path,
			.place = part->place };
		value->number = (int64_t)coverage->files.count;
		VEC_PUSH(&coverage->files, coverage->keep, file);
	}
	return &coverage->files.items[value->number];
}

/* Room for the lines up to LAST; false when the limit of all is passed. */
static bool make_room(
    struct coverage *coverage, struct covered_file *file, size_t last)
{
	if (last <= file->room)
		return true;
	size_t room = file->room ? file->room : 64;
	while (room < last)
		room *= 2;
	if (coverage->room + room > COVERAGE_LINES_MAX)
		return false;
	unsigned char *lines = arena_alloc(coverage->keep, room);
	if (file->room)
		memcpy(lines, file->lines, file->room);
	coverage->room += room;
	file->lines = lines;
	file->room = room;
	return true;
}

static int64_t last_line(const struct coverage_part *part)
{
	int64_t last = 0;
	for (size_t i = 0; i < part->lines.count; i++)
		if (part->lines.items[i].line > last)
			last = part->lines.items[i].line;
	return last;
}

static void reject(struct coverage *coverage, const struct coverage_part *part,
    const char *code, const char *text)
{
	import_reject(coverage->import, part->place, 1, code, "%s", text);
}

static int by_line(const void *a, const void *b)
{
	const struct coverage_branch *x = a;
	const struct coverage_branch *y = b;
	return x->line < y->line ? -1 : x->line > y->line;
}

/* One entry a line: the sum of several, or of each number the largest. */
static size_t join_branches(
    struct coverage_branch *items, size_t count, bool adds)
{
	size_t kept = 0;
	if (count)
		qsort(items, count, sizeof *items, by_line);
	for (size_t i = 0; i < count; i++) {
		struct coverage_branch *last = &items[kept ? kept - 1 : 0];
		if (kept == 0 || last->line != items[i].line) {
			items[kept++] = items[i];
		} else if (adds) {
			last->branches += items[i].branches;
			last->covered += items[i].covered;
		} else {
			if (items[i].branches > last->branches)
				last->branches = items[i].branches;
			if (items[i].covered > last->covered)
				last->covered = items[i].covered;
		}
	}
	return kept;
}

static void add_branches(struct coverage *coverage, struct covered_file *file,
    struct coverage_part *part)
{
	size_t count =
	    join_branches(part->branches.items, part->branches.count, true);
	for (size_t i = 0; i < count; i++)
		VEC_PUSH(
		    &file->branches, coverage->keep, part->branches.items[i]);
}

void coverage_add(struct coverage *coverage, struct coverage_part *part)
{
	import_read(coverage->import, part->place, 1);
	if (part->wrong.ptr) {
		import_reject(coverage->import, part->wrong_place, 1,
		    "bad-number",
		    "expected a whole number, found \"" STR_FMT
		    "\"; fix: write the report again with its tool",
		    STR_ARG(str_slice(part->wrong, 0, 60)));
		return;
	}
	if (str_trim(part->path).len == 0) {
		reject(coverage, part, "missing",
		    "expected the name of a file, found none; fix: write the "
		    "report again with its tool");
		return;
	}
	if (coverage->files.count >= COVERAGE_FILES_MAX) {
		reject(coverage, part, "too-many",
		    "expected at most 1000000 files, found more; fix: split "
		    "the report");
		return;
	}
	struct covered_file *file = file_of(coverage, part);
	if (!make_room(coverage, file, (size_t)last_line(part))) {
		reject(coverage, part, "too-many",
		    "expected at most 64 Mi lines, found more; fix: split the "
		    "report");
		return;
	}
	file->counted_lines += part->counted_lines;
	file->counted_covered += part->counted_covered;
	for (size_t i = 0; i < part->lines.count; i++) {
		const struct coverage_line *line = &part->lines.items[i];
		unsigned char *state = &file->lines[line->line - 1];
		if (*state != LINE_COVERED)
			*state = line->covered ? LINE_COVERED : LINE_MISSED;
	}
	add_branches(coverage, file, part);
	if (part->lines.count || part->counted_lines)
		coverage->taken++;
	else
		import_empty(coverage->import);
}

/* ------------------------------------------------------------------ store --
 */

static void settle_branches(struct covered_file *file)
{
	file->branches.count =
	    join_branches(file->branches.items, file->branches.count, false);
}

static int by_path(const void *a, const void *b)
{
	const struct covered_file *x = a;
	const struct covered_file *y = b;
	return str_compare(x->path, y->path);
}

static void count_file(
    struct fact_coverage_file *fact, const struct covered_file *file)
{
	for (size_t i = 0; i < file->room; i++) {
		fact->lines += file->lines[i] != LINE_NONE;
		fact->covered += file->lines[i] == LINE_COVERED;
	}
	for (size_t i = 0; i < file->branches.count; i++) {
		fact->branches += file->branches.items[i].branches;
		fact->covered_branches += file->branches.items[i].covered;
	}
	if (fact->lines)
		return;
	fact->lines = file->counted_lines;
	fact->covered = file->counted_covered;
}

static bool store_lines(struct import *import, int64_t id,
    const struct covered_file *file, struct error *err)
{
	struct fact_coverage_line run = { .coverage_file_id = id };
	enum line_state state = LINE_NONE;
	for (size_t i = 0; i <= file->room; i++) {
		enum line_state next =
		    i < file->room ? file->lines[i] : LINE_NONE;
		if (next == state && state != LINE_NONE)
			run.count++;
		if (next == state)
			continue;
		if (state != LINE_NONE &&
		    !import_add(
			import, FACT_KIND_coverage_line, &run, NULL, NULL, err))
			return false;
		run.start = (int64_t)i + 1;
		run.count = 1;
		run.covered = next == LINE_COVERED;
		state = next;
	}
	return true;
}

static bool store_file(struct coverage *coverage, int64_t report,
    const struct covered_file *file, struct fact_coverage_file *total,
    struct error *err)
{
	struct fact_coverage_file fact = { .report_id = report,
		.path = file->path };
	int64_t id;
	bool added;
	count_file(&fact, file);
	total->lines += fact.lines;
	total->covered += fact.covered;
	import_locator(coverage->import, file->place);
	if (fact.lines == 0)
		return true;
	return import_add(coverage->import, FACT_KIND_coverage_file, &fact, &id,
		   &added, err) &&
	       (!added || store_lines(coverage->import, id, file, err));
}

/* Up to the last line that is named. */
static size_t used_room(const struct covered_file *file)
{
	size_t used = file->room;
	while (used && file->lines[used - 1] == LINE_NONE)
		used--;
	return used;
}

static void digest_of(const struct coverage *coverage, char hex[HASH_HEX_SIZE],
    struct arena *scratch)
{
	struct hash *hash = hash_new(scratch);
	for (size_t i = 0; i < coverage->files.count; i++) {
		const struct covered_file *file = &coverage->files.items[i];
		struct fact_coverage_file fact = { 0 };
		count_file(&fact, file);
		hash_add_field(hash, file->path);
		hash_add_field(hash,
		    (struct str){ (const char *)file->lines, used_room(file) });
		hash_add_field(
		    hash, arena_printf(scratch, "%lld %lld %lld %lld",
			      (long long)fact.lines, (long long)fact.covered,
			      (long long)fact.branches,
			      (long long)fact.covered_branches));
	}
	hash_end(hash, hex);
}

static void count_parts(struct coverage *coverage, bool added)
{
	for (; coverage->taken; coverage->taken--) {
		if (added)
			import_accept(coverage->import);
		else
			import_duplicate(coverage->import);
	}
}

static bool store_roots(
    struct coverage *coverage, int64_t report, struct error *err)
{
	for (size_t i = 0; i < coverage->roots.count; i++)
		if (!IMPORT_ADD(coverage->import, coverage_root, NULL, NULL,
			err, .report_id = report,
			.path = coverage->roots.items[i]))
			return false;
	return true;
}

static void note_totals(struct import *import,
    const struct coverage_claim *claim, const struct fact_coverage_file *total)
{
	if (claim->lines == UNKNOWN || claim->covered == UNKNOWN ||
	    (claim->lines == total->lines && claim->covered == total->covered))
		return;
	import_diagnose(import, "note", "coverage-totals", 0,
	    "the report's own total is %lld of %lld line%s; its files have "
	    "%lld of %lld, each line once, which are used",
	    (long long)claim->covered, (long long)claim->lines,
	    claim->lines == 1 ? "" : "s", (long long)total->covered,
	    (long long)total->lines);
}

bool coverage_store(struct coverage *coverage, const char *format,
    const struct coverage_claim *claim, struct arena *scratch,
    struct error *err)
{
	const struct input *input = import_input(coverage->import);
	struct fact_coverage_file total = { 0 };
	char hex[HASH_HEX_SIZE];
	int64_t report;
	bool added;
	for (size_t i = 0; i < coverage->files.count; i++)
		settle_branches(&coverage->files.items[i]);
	if (coverage->files.count)
		qsort(coverage->files.items, coverage->files.count,
		    sizeof *coverage->files.items, by_path);
	digest_of(coverage, hex, scratch);
	import_locator(coverage->import, 1);
	if (!IMPORT_ADD(coverage->import, coverage_report, &report, &added, err,
		.repository = input->repository, .revision = input->revision,
		.time = input->time != UNKNOWN ? input->time : claim->time,
		.format = str_from(format), .digest = str_from(hex),
		.claimed_lines = claim->lines,
		.claimed_covered = claim->covered))
		return false;
	count_parts(coverage, added);
	if (added && !store_roots(coverage, report, err))
		return false;
	for (size_t i = 0; i < coverage->files.count; i++)
		if (!store_file(coverage, report, &coverage->files.items[i],
			&total, err))
			return false;
	note_totals(coverage->import, claim, &total);
	return true;
}
