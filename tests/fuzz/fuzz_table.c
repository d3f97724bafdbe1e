/* Tables as text, workbook and JSON: encodings, layout, grammar, matching, the
 * reading of cells, the preview and the profile made from it. Covers
 * importers/table.
 * corpus: samples/broken tests/corpus/tables tests/corpus/csv */
#include <stddef.h>
#include <stdint.h>

#include "importers/table/preview.h"
#include "tests/fuzz/importing.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct reading {
	struct table *table;
	struct row_result row;
	struct arena *scratch;
};

static bool read_record(const struct csv_record *record, int64_t bytes_read,
    void *user, struct error *err)
{
	struct reading *reading = user;
	(void)bytes_read;
	for (size_t i = 0; i < table_parts(reading->table); i++) {
		arena_reset(reading->scratch);
		if (!table_read_row(&reading->row, reading->table, record, i,
			reading->scratch, err))
			return false;
	}
	return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *keep = arena_new();
	struct error err;
	struct table table;
	struct str memory = { (const char *)data, size };
	struct input input = { .path = STR("fuzz"),
		.shown = STR("fuzz"),
		.date_order = size % 2 ? STR("DMY") : STR_NONE,
		.time = UNKNOWN,
		.folders = fuzz_folders() };
	if (table_open(&table, &input, memory, keep, &err)) {
		struct reading reading = { &table,
			{ .values = table_values(&table, keep) }, arena_new() };
		(void)!table_each_record(&table, read_record, &reading, &err);
		arena_free(reading.scratch);
	}
	arena_free(keep);
	return 0;
}
