/* importers/sast/scan.c over real reports: what each one gives is what another
 * reader counted in it (tests/corpus/scans.expected, tests/peer/scans.py). The
 * files of the large corpus are taken from $ASSAY_CORPUS. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/file.h"
#include "cli/inputs.h"
#include "importers/importer.h"
#include "tests/unit/ask.h"

#define COUNT(severity)                                                        \
	"(SELECT count(*) FROM result WHERE kind = 'fail' "                    \
	"AND severity = '" severity "') || ' ' || "
#define SEVERITIES                                                             \
	"SELECT " COUNT("critical") COUNT("high") COUNT("medium") COUNT("low") \
	    COUNT("info") "''"
#define RULES "SELECT count(DISTINCT rule) FROM result"
#define SUPPRESSED "SELECT coalesce(sum(suppressed), 0) FROM result"
#define CWES                                                                   \
	"SELECT coalesce(group_concat(cwe || ':' || n, ' '), '-') FROM "       \
	"(SELECT cwe, count(*) AS n FROM result_cwe c JOIN result r ON "       \
	"r.id = c.result_id WHERE r.kind = 'fail' GROUP BY cwe ORDER BY cwe)"

/* What the report PATH gives, as a line of the table. */
static struct str line_of(struct str name, struct str path, struct arena *keep)
{
	struct model *model = NULL;
	struct input input;
	struct account a;
	struct error err;
	const struct importer *importer;
	const char *why = "";
	bool unchanged;
	if (!input_open(&input, path, path, NULL, keep, &err) ||
	    !importer_find(&importer, &why, &input, keep, &err) ||
	    !model_open(&model, STR(""), &err) ||
	    !importer_run(model, &input, &a, &unchanged, &err)) {
		model_close(model);
		return arena_printf(
		    keep, STR_FMT "\t%s", STR_ARG(name), err.message);
	}
	struct str profile = str_from(why);
	profile = str_slice(profile, 0, str_find_byte(profile, '@'));
	profile = str_skip(profile, str_rfind_byte(profile, ' ') + 1);
	struct str line = arena_printf(keep,
	    STR_FMT "\t" STR_FMT "\t%lld %lld %lld %lld %lld\t" STR_FMT
		    "\t%s\t%s\t%s",
	    STR_ARG(name), STR_ARG(profile), (long long)a.read,
	    (long long)a.imported, (long long)a.duplicate,
	    (long long)a.rejected, (long long)a.empty,
	    STR_ARG(str_trim(str_from(ask_text(model, keep, SEVERITIES)))),
	    ask_text(model, keep, RULES), ask_text(model, keep, SUPPRESSED),
	    ask_text(model, keep, CWES));
	model_close(model);
	return line;
}

/* Where the report NAME lies; none when it is not there. */
static struct str find_report(struct str name, struct arena *keep)
{
	const char *corpus = getenv("ASSAY_CORPUS");
	struct str path = path_join(keep, STR("tests/corpus/scans"), name);
	if (file_exists(path))
		return path;
	if (!corpus)
		return STR_NONE;
	path = path_join(
	    keep, path_join(keep, str_from(corpus), STR("sast")), name);
	return file_exists(path) ? path : STR_NONE;
}

static void every_report_gives_what_another_reader_counts(void **state)
{
	(void)state;
	struct arena *keep = arena_new();
	struct str text;
	struct str line;
	struct error err;
	int compared = 0;
	int different = 0;
	int skipped = 0;
	assert_true(file_read(
	    &text, STR("tests/corpus/scans.expected"), 1 << 20, keep, &err));
	while (str_line(&text, &line)) {
		struct arena *scratch = arena_new();
		struct str name = str_slice(line, 0, str_find_byte(line, '\t'));
		struct str path = find_report(name, scratch);
		if (path.len) {
			struct str own = line_of(name, path, scratch);
			compared++;
			if (!str_equal(own, line)) {
				different++;
				print_error("expected " STR_FMT
					    "\n     got " STR_FMT "\n",
				    STR_ARG(line), STR_ARG(own));
			}
		}
		skipped += !path.len;
		arena_free(scratch);
	}
	arena_free(keep);
	if (skipped)
		print_message("%d reports of ASSAY_CORPUS skipped\n", skipped);
	assert_true(compared >= 30);
	assert_int_equal(different, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_report_gives_what_another_reader_counts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
