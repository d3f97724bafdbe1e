/* Parts are separated by " / ", steps by points; "[]" behind a step means that
 * each item of a list is meant. */
#include "importers/table/json_way.h"

static bool read_part(struct json_part *part, struct str text)
{
	struct str name;
	part->count = 0;
	if (str_equal_z(text, "."))
		return true;
	while (str_split(&text, '.', &name)) {
		if (part->count == JSON_ROWS_STEPS_MAX || name.len == 0)
			return false;
		struct json_step *step = &part->steps[part->count++];
		step->is_array = str_ends(name, STR("[]"));
		step->name =
		    step->is_array ? str_slice(name, 0, name.len - 2) : name;
		if (step->name.len == 0 && part->count > 1)
			return false;
	}
	return part->count > 0;
}

bool json_way_read(struct json_way *way, struct str text)
{
	way->count = 0;
	for (;;) {
		size_t mark = str_find(text, STR(" / "));
		struct str part = str_trim(str_slice(text, 0, mark));
		if (way->count == JSON_ROWS_STEPS_MAX ||
		    !read_part(&way->parts[way->count++], part))
			return false;
		if (mark >= text.len)
			return true;
		text = str_skip(text, mark + 3);
	}
}

bool json_way_is_sound(struct str text)
{
	struct json_way way;
	return json_way_read(&way, text);
}
