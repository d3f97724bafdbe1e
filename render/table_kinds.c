/* What the columns of a table of figures hold: kind and unit, by the names that
 * figure_table.c gives them. For whoever reads the numbers without a head. */
#include "analysis/measure.h"
#include "render/expand.h"

static struct str kind_of_value(const struct measure *measure)
{
	if (measure_is_ratio(measure))
		return STR("ratio");
	return measure->kind == MEASURE_TIME
		   ? STR("days")
		   : str_from(measure_kind_name(measure->kind));
}

void table_kinds(struct table *table, const struct measure *measure)
{
	static const struct {
		const char *name;
		const char *kind;
		const char *unit; /* NULL: that of the measure */
	} counts[] = {
		{ "n", "count", NULL },
		{ "hit", "count", NULL },
		{ "events", "count", "findings" },
		{ "events_rest", "count", "findings" },
		{ "exposure", "thousands", "lines" },
		{ "exposure_rest", "thousands", "lines" },
		{ "like_events", "count", "findings" },
		{ "like_events_rest", "count", "findings" },
		{ "like_exposure", "thousands", "lines" },
		{ "like_exposure_rest", "thousands", "lines" },
	};
	static const char *const figures[] = { "value", "low", "high", "beside",
		"beside_low", "beside_high" };
	for (size_t i = 0; i < table->column_count; i++) {
		struct table_column *at = &table->columns[i];
		for (size_t k = 0; k < sizeof counts / sizeof *counts; k++)
			if (str_equal_z(at->name, counts[k].name)) {
				at->kind = str_from(counts[k].kind);
				at->unit = counts[k].unit
					       ? str_from(counts[k].unit)
					       : measure->unit;
			}
		for (size_t k = 0; k < sizeof figures / sizeof *figures; k++)
			if (str_equal_z(at->name, figures[k])) {
				at->kind = kind_of_value(measure);
				at->unit = measure->unit;
			}
	}
}
