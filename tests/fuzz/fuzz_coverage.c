/* Reports of coverage and of tests from the first byte to the facts of the
 * model. Covers importers/metrics/coverage*.c, lcov.c, junit.c, importers/xml.
 * corpus: tests/corpus/reports samples/broken/reports */
#include "tests/fuzz/importing.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_import(&importer_coverage, "fuzz.xml", data, size);
	fuzz_import(&importer_junit, "fuzz.xml", data, size);
	return 0;
}
