/* Statements of people and the register in YAML from the first byte to the
 * facts of the model. Covers importers/attest. corpus: tests/corpus/attest
 * samples/broken/attest */
#include "tests/fuzz/importing.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_import(&importer_attest, "fuzz.yaml", data, size);
	fuzz_import(&importer_register, "fuzz.yaml", data, size);
	return 0;
}
