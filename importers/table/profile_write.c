/* Profiles in the form that profile_read takes, each statement in one order, so
 * that two that mean the same are written alike. */
#include "importers/table/profile.h"

static void write_names(
    struct buf *out, const char *keyword, const struct str_list *names)
{
	if (names->count == 0)
		return;
	buf_add_z(out, keyword);
	for (size_t i = 0; i < names->count; i++)
		buf_printf(out, "%s" STR_FMT, i ? " | " : " ",
		    STR_ARG(names->items[i]));
	buf_add_char(out, '\n');
}

static void write_reading(struct buf *out, const struct profile *profile)
{
	const struct date_reading *reading = &profile->reading;
	int64_t zone = reading->zone_seconds;
	if (reading->order)
		buf_printf(
		    out, "date-order %s\n", date_order_name(reading->order));
	if (profile->decimal)
		buf_printf(out, "decimal %c\n", profile->decimal);
	if (zone)
		buf_printf(out, "zone %c%02d:%02d\n", zone < 0 ? '-' : '+',
		    (int)((zone < 0 ? -zone : zone) / 3600),
		    (int)((zone < 0 ? -zone : zone) / 60 % 60));
	if (reading->serial_1904)
		buf_add_z(out, "serial 1904\n");
	if (profile->cap)
		buf_printf(out, "cap %lld\n", (long long)profile->cap);
}

static void write_fields(struct buf *out, const struct profile *profile)
{
	const struct table_field *fields = profile->target->fields;
	for (size_t i = 0; i < profile->fields.count; i++) {
		const struct profile_field *field = &profile->fields.items[i];
		buf_printf(out, "field %s", fields[field->field].name);
		for (size_t j = 0; j < field->names.count; j++)
			buf_printf(out, "%s" STR_FMT, j ? " | " : " ",
			    STR_ARG(field->names.items[j]));
		if (field->unit)
			buf_printf(out, " [%s]", unit_mark(field->unit));
		if (field->combine)
			buf_add_z(out, field->combine == COMBINE_SUM
					   ? " [sum]"
					   : " [first]");
		buf_add_char(out, '\n');
	}
	if (profile->unpivot.columns.count) {
		buf_printf(out, "unpivot %s %s",
		    fields[profile->unpivot.value].name,
		    fields[profile->unpivot.name].name);
		write_names(out, "", &profile->unpivot.columns);
	}
	for (size_t i = 0; i < profile->values.count; i++) {
		const struct profile_value *value = &profile->values.items[i];
		buf_printf(out, "value %s " STR_FMT " = " STR_FMT "\n",
		    fields[value->field].name, STR_ARG(value->from),
		    STR_ARG(value->to));
	}
	for (size_t i = 0; i < profile->constants.count; i++)
		buf_printf(out, "constant %s " STR_FMT "\n",
		    fields[profile->constants.items[i].field].name,
		    STR_ARG(profile->constants.items[i].text));
}

void profile_write(struct buf *out, const struct profile *profile)
{
	buf_printf(out,
	    "profile " STR_FMT "@" STR_FMT "\ntitle " STR_FMT
	    "\ntarget %s\nsource " STR_FMT "\nchecked " STR_FMT "\n",
	    STR_ARG(profile->name), STR_ARG(profile->version),
	    STR_ARG(profile->title), profile->target->name,
	    STR_ARG(profile->source), STR_ARG(profile->checked));
	if (profile->fallback)
		buf_add_z(out, "fallback\n");
	write_reading(out, profile);
	write_names(out, "null", &profile->nulls);
	for (size_t i = 0; i < profile->require.count; i++)
		write_names(out, "require", &profile->require.items[i]);
	write_names(out, "unless", &profile->unless);
	write_fields(out, profile);
	write_names(out, "records", &profile->records);
	for (size_t i = 0; i < profile->only.count; i++) {
		const struct profile_only *only = &profile->only.items[i];
		buf_printf(out, "only " STR_FMT, STR_ARG(only->name));
		write_names(out, " =", &only->values);
	}
	write_names(out, "ignore", &profile->ignore);
}
