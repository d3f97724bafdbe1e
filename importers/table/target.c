/* The targets by name, and what their functions share. */
#include "importers/table/target.h"

#include <stdarg.h>
#include <stdio.h>

#define TARGET_ADDRESS(name) &target_##name,
const struct table_target *const targets[] = {
	TARGETS(TARGET_ADDRESS) NULL,
};

const char *field_type_name(enum field_type type)
{
	switch (type) {
	case FIELD_TEXT:
		return "a text";
	case FIELD_EMAIL:
		return "an e-mail address";
	case FIELD_TIME:
		return "a date";
	case FIELD_NUMBER:
		return "a number";
	case FIELD_INTEGER:
		return "a whole number";
	case FIELD_PERCENT:
		return "a percentage from 0 to 100";
	case FIELD_DURATION:
		return "a duration";
	case FIELD_BOOL:
		return "yes or no";
	case FIELD_WORD:
		return "a word of the list";
	case FIELD_TYPES:
		break;
	}
	return "a value";
}

const struct table_target *target_find(struct str name)
{
	for (size_t i = 0; targets[i]; i++)
		if (str_equal_z(name, targets[i]->name))
			return targets[i];
	return NULL;
}

size_t target_field(const struct table_target *target, struct str name)
{
	size_t i = 0;
	while (i < target->field_count &&
	       !str_equal_z(name, target->fields[i].name))
		i++;
	return i;
}

enum row_end row_reject(const struct table_row *row, size_t field,
    const char *code, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	struct str text = arena_vprintf(row->scratch, format, arguments);
	va_end(arguments);
	const struct table_value *value = &row->values[field];
	import_reject(row->import, value->line ? value->line : row->line,
	    value->line ? value->column : 1, code, STR_FMT, STR_ARG(text));
	return ROW_REJECTED;
}

bool row_put(const struct table_row *row, enum fact_kind kind,
    const void *record, enum row_end *end, struct error *err)
{
	enum put_end put;
	if (!import_put(row->import, kind, record, &put, err))
		return false;
	*end = put == PUT_ADDED	 ? ROW_ACCEPTED
	       : put == PUT_SAME ? ROW_DUPLICATE
				 : ROW_REPLACED;
	return put != PUT_DIFFERS ||
	       import_replace(row->import, kind, record, err);
}

static bool is_address(struct str text)
{
	size_t at = str_find_byte(text, '@');
	return at > 0 && at + 1 < text.len &&
	       str_find_byte(text, ' ') == text.len;
}

bool row_person(int64_t *alias_id, const struct table_row *row, size_t name,
    size_t email, size_t login, struct error *err)
{
	struct str texts[3] = {
		value_text(&row->values[name], STR_NONE),
		value_text(&row->values[email], STR_NONE),
		value_text(&row->values[login], STR_NONE),
	};
	for (int i = 0; i < 3; i += 2) {
		if (!is_address(texts[i]))
			continue;
		if (!texts[1].len)
			texts[1] = texts[i];
		texts[i] = STR_NONE;
	}
	*alias_id = 0;
	if (!texts[0].len && !texts[1].len && !texts[2].len)
		return true;
	return import_alias(
	    row->import, texts[0], texts[1], texts[2], alias_id, err);
}

struct str value_text(const struct table_value *value, struct str fallback)
{
	return value->known ? value->text : fallback;
}
