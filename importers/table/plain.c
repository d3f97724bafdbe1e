/* What decides whether cells of a field may be plain is the same for all rows,
 * and settled once. */
#include "importers/table/plain.h"

static bool has_value_map(const struct profile *profile, size_t field)
{
	for (size_t i = 0; i < profile->values.count; i++)
		if (profile->values.items[i].field == field)
			return true;
	return false;
}

static enum plain_kind kind_of(const struct table *table, size_t field)
{
	const struct field_binding *binding = &table->match.fields[field];
	const struct profile *profile = table->match.profile;
	const struct table_field *type = &profile->target->fields[field];
	if (binding->count != 1 || binding->combine == COMBINE_SUM ||
	    binding->constant.len || (type->flags & FIELD_LIST) ||
	    has_value_map(profile, field))
		return PLAIN_NOT;
	switch (type->type) {
	case FIELD_TEXT:
		return PLAIN_TEXT;
	case FIELD_NUMBER:
		return PLAIN_NUMBER;
	case FIELD_INTEGER:
		return PLAIN_INTEGER;
	case FIELD_TIME:
		return PLAIN_DAY;
	case FIELD_EMAIL:
		return PLAIN_ADDRESS;
	case FIELD_PERCENT:
	case FIELD_DURATION:
	case FIELD_BOOL:
	case FIELD_WORD:
	case FIELD_TYPES:
		break;
	}
	return PLAIN_NOT;
}

void plain_prepare(struct table *table, struct arena *keep)
{
	size_t count = table->match.profile->target->field_count;
	table->plain = arena_array(keep, count, sizeof *table->plain);
	table->filled = arena_array(keep, count, sizeof *table->filled);
	table->filled_count = 0;
	for (size_t i = 0; i < count; i++) {
		const struct field_binding *binding = &table->match.fields[i];
		table->plain[i] = (unsigned char)kind_of(table, i);
		if (binding->count || binding->constant.len)
			table->filled[table->filled_count++] = i;
	}
}

/* One @ with something on both sides; not "Ann <ann@example.org>" and not
 * "mailto:ann@example.org". */
static bool is_bare_address(struct str text)
{
	size_t at = text.len;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		if (c == ' ' || c == '<' || c == ':' ||
		    (c == '@' && at < text.len))
			return false;
		if (c == '@')
			at = i;
	}
	return at > 0 && at + 1 < text.len;
}

/* Digits or a day; no spelling of "no value" that is usual looks like one. */
static bool read_value(
    const struct table *table, size_t field, struct str text, int64_t *number)
{
	switch ((enum plain_kind)table->plain[field]) {
	case PLAIN_NUMBER:
		if (!number_read_digits(number, text))
			return false;
		*number *= 1000000;
		return true;
	case PLAIN_INTEGER:
		return number_read_digits(number, text);
	case PLAIN_DAY:
		if (!date_read_iso_day(number, text))
			return false;
		*number -= table->match.profile->reading.zone_seconds;
		return true;
	case PLAIN_ADDRESS:
		return is_bare_address(text);
	case PLAIN_TEXT:
		return true;
	case PLAIN_NOT:
		break;
	}
	return false;
}

bool plain_read(const struct table *table, size_t field,
    const struct csv_cell *cell, struct table_value *value,
    struct arena *scratch)
{
	struct str text = cell->text;
	bool has_nulls = table->match.profile->nulls.count > 0;
	value->line = cell->line;
	value->column = cell->column;
	if (cell->kind != CELL_TEXT)
		return false;
	if (!cell->is_clean || has_nulls || table->plain[field] == PLAIN_TEXT)
		text = table_cell_text(table, cell, scratch);
	if (text.len == 0)
		return true;
	if (text.len > TABLE_TEXT_LIMIT ||
	    !read_value(table, field, text, &value->number))
		return false;
	value->known = true;
	value->text = text;
	return true;
}
