/* Importer "coverage": which lines tests ran through, from Cobertura, JaCoCo,
 * Clover and OpenCover (XML) and lcov (text). A file that breaks off is
 * refused: sums of half a report would be wrong. */
#include "importers/importer.h"
#include "importers/metrics/coverage.h"
#include "importers/xml/xml_in.h"

enum { SURE = 90 };

static bool is_xml(struct str head)
{
	if (str_starts(head, STR("\xef\xbb\xbf")))
		head = str_skip(head, 3);
	head = str_trim(head);
	return str_starts(head, STR("<")) ||
	       str_starts(head, STR("\xff\xfe")) ||
	       str_starts(head, STR("\xfe\xff"));
}

static int recognises(
    const struct input *input, const char **why, struct arena *scratch)
{
	(void)scratch;
	const char *format = NULL;
	if (input->is_folder)
		return 0;
	if (is_xml(input->head))
		format = coverage_xml_format(input->head);
	else if (coverage_is_lcov(input->head))
		format = "lcov";
	if (!format)
		return 0;
	*why = arena_z(scratch,
	    arena_printf(scratch, "its beginning is that of %s", format));
	return SURE;
}

static bool read_xml(struct coverage *coverage, const char **format,
    struct coverage_claim *claim, struct import *import, struct error *err)
{
	const struct input *input = import_input(import);
	struct xml_in *in;
	if (!xml_in_open(&in, input->path, STR_NONE, input->shown, err))
		return false;
	bool done = coverage_read_xml(coverage, format, claim, in, import, err);
	xml_in_close(in);
	return done;
}

static bool run(struct import *import, struct arena *scratch, struct error *err)
{
	const struct input *input = import_input(import);
	struct coverage *coverage = coverage_new(import, scratch);
	struct coverage_claim claim;
	const char *format = "lcov";
	bool done = is_xml(input->head)
			? read_xml(coverage, &format, &claim, import, err)
			: coverage_read_lcov(coverage, &claim, import, err);
	return done && coverage_store(coverage, format, &claim, scratch, err);
}

const struct importer importer_coverage = {
	.name = "coverage",
	.summary = "test coverage: Cobertura, JaCoCo, lcov, Clover, OpenCover",
	.version = 3,
	.recognises = recognises,
	.run = run,
};
