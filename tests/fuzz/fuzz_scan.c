/* Reports of scanners in formats of their own, JSON, XML, CSV and FPR, from the
 * first byte to the results of the model. Covers importers/sast/scan*.c, fpr.c.
 * corpus: tests/corpus/scans/made samples/broken/scans */
#include "tests/fuzz/importing.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* as what it says it is; no other importer is asked */
	bool is_archive = size && data[0] == 'P';
	fuzz_import(is_archive ? &importer_fpr : &importer_scan, "fuzz.json",
	    data, size);
	return 0;
}
