/* Coverage as lcov and geninfo write it (manual page geninfo(1), section
 * Files): a line a fact, a record from SF to end_of_record. Lines are counted
 * from DA; LF and LH are what the record says of itself. */
#include "importers/metrics/coverage.h"

#include "base/buf.h"
#include "base/date.h"
#include "importers/table/encoding.h"

enum { LINE_LIMIT = 1 << 20 };

struct lcov {
	struct coverage *coverage;
	struct coverage_claim *claim;
	struct coverage_part part;
	bool in_part;
	int64_t line;
	struct arena *scratch; /* reset with each part */
};

bool coverage_is_lcov(struct str head)
{
	struct str line;
	struct str rest = head;
	bool has_file = false;
	if (str_starts(rest, STR("\xef\xbb\xbf")))
		rest = str_skip(rest, 3);
	while (!has_file && str_line(&rest, &line)) {
		line = str_trim(line);
		has_file = str_starts(line, STR("SF:"));
		if (line.len && !has_file && line.ptr[0] != '#' &&
		    !str_starts(line, STR("TN:")))
			return false;
	}
	return has_file;
}

static void note_wrong(struct lcov *lcov, struct str text)
{
	if (lcov->part.wrong.ptr)
		return;
	lcov->part.wrong = arena_str(lcov->scratch, text);
	lcov->part.wrong_place = lcov->line;
}

/* The numbers between commas in TEXT, "-" as 0; false when one is none. */
static bool numbers(int64_t *values, size_t count, struct str text)
{
	struct str part;
	for (size_t i = 0; i < count; i++) {
		if (!str_split(&text, ',', &part))
			return false;
		part = str_trim(part);
		values[i] = 0;
		if (!str_equal_z(part, "-") &&
		    (!str_to_int(part, &values[i]) || values[i] < 0))
			return false;
	}
	return true;
}

/* DA:<line>,<hits>[,<checksum>] */
static void read_line(struct lcov *lcov, struct str text)
{
	int64_t values[2];
	if (!numbers(values, 2, text) || values[0] < 1 ||
	    values[0] > COVERAGE_LINE_MAX) {
		note_wrong(lcov, text);
		return;
	}
	struct coverage_line line = { .line = values[0],
		.covered = values[1] > 0 };
	VEC_PUSH(&lcov->part.lines, lcov->scratch, line);
}

/* BRDA:<line>,[<exception>]<block>,<branch>,<taken>. A branch does not make its
 * line one that can be run. */
static void read_branch(struct lcov *lcov, struct str text)
{
	int64_t line;
	struct str number = str_slice(text, 0, str_find_byte(text, ','));
	struct str taken = str_skip(text, str_rfind_byte(text, ',') + 1);
	if (!str_to_int(number, &line) || line < 1 ||
	    line > COVERAGE_LINE_MAX) {
		note_wrong(lcov, text);
		return;
	}
	struct coverage_branch branch = { line, 1,
		!str_equal_z(taken, "-") && !str_equal_z(taken, "0") };
	VEC_PUSH(&lcov->part.branches, lcov->scratch, branch);
}

static void read_total(int64_t *total, struct str text)
{
	int64_t value;
	if (str_to_int(str_trim(text), &value) && value >= 0)
		*total = (*total == UNKNOWN ? 0 : *total) + value;
}

static void end_part(struct lcov *lcov)
{
	if (lcov->in_part)
		coverage_add(lcov->coverage, &lcov->part);
	lcov->in_part = false;
}

static void start_part(struct lcov *lcov, struct str path)
{
	end_part(lcov);
	arena_reset(lcov->scratch);
	lcov->part = (struct coverage_part){
		.path = arena_str(lcov->scratch, path),
		.place = lcov->line,
	};
	lcov->in_part = true;
}

static void read_fact(struct lcov *lcov, struct str line)
{
	size_t colon = str_find_byte(line, ':');
	struct str key = str_slice(line, 0, colon);
	struct str text = str_skip(line, colon + 1);
	if (str_equal_z(key, "SF"))
		start_part(lcov, text);
	else if (str_equal_z(key, "end_of_record"))
		end_part(lcov);
	else if (!lcov->in_part)
		return;
	else if (str_equal_z(key, "DA"))
		read_line(lcov, text);
	else if (str_equal_z(key, "BRDA"))
		read_branch(lcov, text);
	else if (str_equal_z(key, "LF"))
		read_total(&lcov->claim->lines, text);
	else if (str_equal_z(key, "LH"))
		read_total(&lcov->claim->covered, text);
}

/* Lines out of the parts that a stream gives. */
struct line_splitter {
	struct text_stream *stream;
	struct str part;
	struct buf cut; /* the start of a line that goes on */
	bool ended;
};

/* The next line; *LINE is none at the end. It lives until the next call. */
static bool next_line(
    struct line_splitter *splitter, struct str *line, struct error *err)
{
	buf_clear(&splitter->cut);
	*line = STR_NONE;
	while (!splitter->ended) {
		size_t end = str_find_byte(splitter->part, '\n');
		bool whole = end < splitter->part.len;
		if (splitter->cut.len + end <= LINE_LIMIT)
			buf_add(
			    &splitter->cut, str_slice(splitter->part, 0, end));
		splitter->part = str_skip(splitter->part, end + 1);
		if (whole)
			break;
		if (!text_next(splitter->stream, &splitter->part, err))
			return false;
		splitter->ended = splitter->part.len == 0;
	}
	if (!splitter->ended || splitter->cut.len)
		*line =
		    (struct str){ splitter->cut.data ? splitter->cut.data : "",
			    splitter->cut.len };
	return true;
}

/* A record that does not end is the last of a file that breaks off. */
static bool check_end(
    const struct lcov *lcov, const struct input *input, struct error *err)
{
	if (!lcov->in_part)
		return true;
	error_at(err,
	    (struct place){ .file = input->shown, .line = lcov->line },
	    "expected end_of_record, found the end of the file");
	return error_fix(err, "the file is cut off: copy all of it, or write "
			      "it again with its tool");
}

bool coverage_read_lcov(struct coverage *coverage, struct coverage_claim *claim,
    struct import *import, struct error *err)
{
	enum { PROGRESS_LINES = 4096 };
	const struct input *input = import_input(import);
	struct encoding encoding;
	struct lcov lcov = { .coverage = coverage, .claim = claim };
	struct line_splitter splitter = { 0 };
	struct str line;
	bool done;
	*claim = (struct coverage_claim){ UNKNOWN, UNKNOWN, UNKNOWN };
	if (!encoding_detect(&encoding, input->path, STR_NONE, err) ||
	    !text_open(&splitter.stream, input->path, STR_NONE, encoding, err))
		return false;
	lcov.scratch = arena_new();
	while ((done = next_line(&splitter, &line, err)) && line.ptr) {
		lcov.line++;
		read_fact(&lcov, str_trim(line));
		if (lcov.line % PROGRESS_LINES == 0)
			import_progress(import, "bytes",
			    text_bytes_read(splitter.stream),
			    input->size_bytes);
	}
	done = done && check_end(&lcov, input, err);
	text_close(splitter.stream);
	buf_free(&splitter.cut);
	arena_free(lcov.scratch);
	return done;
}
