/* A profile from what was found in a table: the headers as they stand, the
 * units and the order of dates as they were settled. What the mapping leaves
 * open stands in comments, to be filled in by hand. */
#include "base/vec.h"
#include "importers/table/preview.h"

/* The name of COLUMN as a profile can hold it; none when it cannot. */
static struct str name_of(const struct column *column)
{
	struct str name = column->full;
	if (str_find_byte(name, '[') < name.len)
		name = column->name;
	return str_find_byte(name, '|') < name.len ? STR_NONE : name;
}

static enum date_order common_order(const struct preview *preview)
{
	const struct table *table = &preview->table;
	enum date_order order = table->match.profile->reading.order;
	for (size_t i = 0; i < preview->column_count; i++) {
		if (!preview->columns[i].field ||
		    preview->columns[i].type != FIELD_TIME)
			continue;
		enum date_order own = table->readings[i].date.order;
		if (own != DATE_ORDER_NONE && order == DATE_ORDER_NONE)
			order = own;
		if (own != DATE_ORDER_NONE && own != order)
			return DATE_ORDER_NONE;
	}
	return order;
}

static void take_column(struct profile *profile, const struct match *match,
    size_t at, struct arena *keep)
{
	size_t field = match->field_of[at];
	if (match->part_count && field == profile->unpivot.value)
		return;
	struct str name = name_of(&match->header.columns[at]);
	if (name.len == 0)
		return;
	if (field == NO_FIELD) {
		if (match->ignored[at])
			VEC_PUSH(&profile->ignore, keep, name);
		return;
	}
	const struct field_binding *binding = &match->fields[field];
	bool list = match->profile->target->fields[field].flags & FIELD_LIST;
	struct str_list names = { 0 };
	if (!list && binding->count > 1 && binding->columns[0] != at)
		return;
	for (size_t i = 1; !list && i < binding->count; i++)
		name = arena_printf(keep, STR_FMT " + " STR_FMT, STR_ARG(name),
		    STR_ARG(
			name_of(&match->header.columns[binding->columns[i]])));
	VEC_PUSH(&names, keep, name);
	struct profile_field wish = { .field = field,
		.names = names,
		.unit = match->fields[field].unit,
		.combine = binding->combine };
	VEC_PUSH(&profile->fields, keep, wish);
	VEC_PUSH(&profile->require, keep, names);
}

static void write_found(struct buf *out, const struct preview *preview,
    struct str name, struct arena *keep)
{
	const struct match *match = &preview->table.match;
	struct profile profile = *match->profile;
	profile.name = name;
	profile.version = STR("1");
	profile.title =
	    arena_printf(keep, STR_FMT ", as found", STR_ARG(profile.title));
	profile.fallback = false;
	profile.reading.order = common_order(preview);
	profile.require.count = profile.require.room = 0;
	profile.fields.count = profile.fields.room = 0;
	profile.ignore = (struct str_list){ 0 };
	profile.records = (struct str_list){ 0 };
	if (preview->table.layout.kind == LAYOUT_JSON)
		VEC_PUSH(&profile.records, keep, preview->table.layout.way);
	for (size_t i = 0; i < preview->column_count; i++)
		take_column(&profile, match, i, keep);
	profile_write(out, &profile);
}

static void write_draft(
    struct buf *out, const struct preview *preview, struct str name)
{
	const struct header *header = &preview->table.match.header;
	buf_printf(out,
	    "# A draft: choose a target, assign its fields to columns, "
	    "require\n# the columns by which the table is known. "
	    "docs/formats.md has the fields.\nprofile " STR_FMT
	    "@1\ntitle ...\ntarget ...\nsource ...\nchecked ...\n",
	    STR_ARG(name));
	if (preview->table.layout.kind == LAYOUT_JSON)
		buf_printf(out, "records " STR_FMT "\n",
		    STR_ARG(preview->table.layout.way));
	for (size_t i = 0; i < header->count; i++) {
		struct str column = name_of(&header->columns[i]);
		if (column.len)
			buf_printf(out,
			    "# require " STR_FMT "\n# field ... " STR_FMT "\n",
			    STR_ARG(column), STR_ARG(column));
	}
}

static void write_rest(struct buf *out, const struct preview *preview)
{
	for (size_t i = 0; i < preview->column_count; i++) {
		const struct preview_column *column = &preview->columns[i];
		struct str name =
		    name_of(&preview->table.match.header.columns[i]);
		if (!column->field && !column->ignored && !column->secret &&
		    name.len)
			buf_printf(
			    out, "# not mapped: " STR_FMT "\n", STR_ARG(name));
	}
}

void preview_profile(
    struct buf *out, const struct preview *preview, struct str name)
{
	struct arena *scratch = arena_new();
	if (preview->profile) {
		write_found(out, preview, name, scratch);
		write_rest(out, preview);
	} else {
		write_draft(out, preview, name);
	}
	arena_free(scratch);
}
