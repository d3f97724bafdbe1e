/* The members of an object one by one, in whatever order they come: each by its
 * function, of the names of 2.1.0; what nobody asks for is passed over. */
#include "importers/sast/sarif_run_reader.h"

#include "importers/json/json_tree.h"

bool sarif_skip(struct sarif_reader *reader)
{
	return json_in_skip(reader->json);
}

static sarif_read_value *find_member(
    const struct sarif_member *members, struct str name)
{
	for (; members->name; members++)
		if (str_equal_z(name, members->name))
			return members->read;
	return sarif_skip;
}

/* An object by its members; any other value is passed over. */
bool sarif_read_object(
    struct sarif_reader *reader, const struct sarif_member *members)
{
	struct json_in *json = reader->json;
	enum json_token token = json_in_token(json);
	if (token != JSON_OBJECT)
		return sarif_skip(reader);
	while ((token = json_in_next(json)) == JSON_KEY) {
		struct str name = json_in_text(json);
		if (reader->run->is_old)
			name = sarif_old_name(name);
		sarif_read_value *read = find_member(members, name);
		if (json_in_next(json) <= JSON_END || !read(reader))
			return false;
	}
	return token == JSON_OBJECT_END;
}

bool sarif_read_array(struct sarif_reader *reader, sarif_read_value *each)
{
	struct json_in *json = reader->json;
	enum json_token token = json_in_token(json);
	if (token != JSON_ARRAY)
		return sarif_skip(reader);
	while ((token = json_in_next(json)) != JSON_ARRAY_END)
		if (token <= JSON_END || !each(reader))
			return false;
	return true;
}

/* The value as a tree that lives until the next one. */
bool sarif_read_tree(struct sarif_reader *reader, cJSON **tree,
    const char *const *omit, enum sarif_tree part)
{
	arena_reset(reader->scratch);
	if (!json_tree_read_in(tree, reader->json, omit, reader->scratch))
		return false;
	if (reader->run->is_old)
		sarif_old_upgrade(*tree, part, reader->scratch);
	return true;
}

struct str sarif_kept_text(struct sarif_reader *reader)
{
	if (json_in_token(reader->json) != JSON_STRING)
		return STR_NONE;
	return sast_text_short(reader->keep, json_in_text(reader->json));
}
