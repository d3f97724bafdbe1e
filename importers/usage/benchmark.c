/* Target "benchmark": tests that an organisation makes of models itself: how
 * many samples of a task that tempts to a weakness work, and how many of these
 * are secure. Nothing here is a published figure (data/benchmarks.csv): the two
 * are shown side by side and never added. What was not tested is not known, so
 * a run without working samples says nothing of security. */
#include "base/date.h"
#include "importers/git/model_name.h"
#include "importers/usage/tools.h"

/* clang-format off */
#define FIELDS(F) \
	F(model, TEXT, FIELD_REQUIRED, NULL, "the model") \
	F(version, TEXT, 0, NULL, "its version, snapshot or setting") \
	F(tool, TEXT, 0, NULL, "the AI tool that drove it, if one did") \
	F(pattern, TEXT, 0, NULL, "the task, or the weakness it tempts to") \
	F(cwe, TEXT, 0, NULL, "CWE of that weakness: CWE-89 or 89") \
	F(language, TEXT, 0, NULL, "language of the samples") \
	F(day, TIME, 0, NULL, "when it was run") \
	F(samples, INTEGER, FIELD_REQUIRED, NULL, "samples made") \
	F(working, INTEGER, 0, NULL, "of these, those that do what was asked") \
	F(secure, INTEGER, 0, NULL, "of those that work, those without the flaw") \
	F(judge, TEXT, 0, NULL, "how it was told: exploit, tests, scanner")
/* clang-format on */

enum { FIELDS(TARGET_ENUM) FIELD_COUNT, CWE_MAX = 99999 };
static const struct table_field fields[] = { FIELDS(TARGET_FIELD) };

/* "CWE-89", "cwe 89" or "89"; 0 when nothing is said. */
static bool read_cwe(int64_t *cwe, const struct table_value *value)
{
	struct str text = value_text(value, STR(""));
	*cwe = 0;
	if (text.len == 0)
		return true;
	if (text.len > 3 && str_equal_nocase(str_slice(text, 0, 3), STR("cwe")))
		text = str_skip(text, 3);
	while (text.len &&
	       (text.ptr[0] == '-' || text.ptr[0] == ' ' || text.ptr[0] == ':'))
		text = str_skip(text, 1);
	return str_to_int(text, cwe) && *cwe > 0 && *cwe <= CWE_MAX;
}

/* That FIELD is a part of what OF counts, which has to be known then. */
static bool check_part(const struct table_row *row, size_t field, size_t of,
    const char *what, enum row_end *end)
{
	const struct table_value *value = &row->values[field];
	const struct table_value *whole = &row->values[of];
	if (!value->known)
		return true;
	if (!whole->known)
		*end = row_reject(row, field, "missing",
		    "expected the %s that these are of, found none; fix: fill "
		    "them in, or leave both cells empty",
		    what);
	else if (value->number < 0 || value->number > whole->number)
		*end = row_reject(row, field, "out-of-range",
		    "expected at most the %lld %s, found \"" STR_FMT
		    "\"; fix: look whether columns are mixed up",
		    (long long)whole->number, what,
		    STR_ARG(str_slice(value->text, 0, 60)));
	else
		return true;
	return false;
}

static bool check(const struct table_row *row, int64_t *cwe, enum row_end *end)
{
	const struct table_value *values = row->values;
	if (!read_cwe(cwe, &values[F_cwe])) {
		*end = row_reject(row, F_cwe, "bad-cwe",
		    "expected a CWE such as CWE-89, found \"" STR_FMT
		    "\"; fix: write its number, or leave the cell empty",
		    STR_ARG(str_slice(values[F_cwe].text, 0, 60)));
		return false;
	}
	if (*cwe == 0 && !values[F_pattern].known) {
		*end = row_reject(row, F_pattern, "missing",
		    "expected a pattern or a CWE, found neither; fix: fill one "
		    "of the cells in");
		return false;
	}
	if (values[F_samples].number < 1) {
		*end = row_reject(row, F_samples, "out-of-range",
		    "expected at least one sample, found \"" STR_FMT
		    "\"; fix: leave the row out if nothing was run",
		    STR_ARG(str_slice(values[F_samples].text, 0, 60)));
		return false;
	}
	return check_part(row, F_working, F_samples, "samples", end) &&
	       check_part(row, F_secure, F_working, "working samples", end);
}

/* The day of the row, else that of the input, if the configuration says it. */
static int64_t day_of(const struct table_row *row)
{
	int64_t time = row->values[F_day].known
			   ? row->values[F_day].number
			   : import_input(row->import)->time;
	int64_t rest = time % DAY_SECONDS;
	if (time == UNKNOWN)
		return time;
	return time - (rest < 0 ? rest + DAY_SECONDS : rest);
}

static bool put(const struct table_row *row, struct fact_benchmark_run *run,
    struct str model, enum row_end *end, struct error *err)
{
	const struct table_value *values = row->values;
	if (!IMPORT_ADD(row->import, model, &run->model_id, NULL, err,
		.name = model, .raw = values[F_model].text))
		return false;
	if (values[F_tool].known &&
	    !tools_row(&run->tool_id, row, values[F_tool].text, err))
		return false;
	return row_put(row, FACT_KIND_benchmark_run, run, end, err);
}

static bool add(
    const struct table_row *row, enum row_end *end, struct error *err)
{
	const struct table_value *values = row->values;
	struct fact_benchmark_run run = {
		.version = value_text(&values[F_version], STR("")),
		.pattern = value_text(&values[F_pattern], STR("")),
		.language = value_text(&values[F_language], STR("")),
		.time = day_of(row),
		.samples = values[F_samples].number,
		.working = values[F_working].number,
		.secure = values[F_secure].number,
		.judge = value_text(&values[F_judge], STR_NONE),
	};
	struct str model =
	    model_name_normal(values[F_model].text, row->scratch);
	if (!model.len) {
		*end = row_reject(row, F_model, "missing",
		    "expected the name of a model, found \"" STR_FMT
		    "\"; fix: name the one that was run",
		    STR_ARG(str_slice(values[F_model].text, 0, 60)));
		return true;
	}
	if (!check(row, &run.cwe, end))
		return true;
	return put(row, &run, model, end, err);
}

const struct table_target target_benchmark = {
	.name = "benchmark",
	.title = "own tests of models, by model and weakness",
	.fields = fields,
	.field_count = FIELD_COUNT,
	.open = tools_open,
	.add = add,
};
