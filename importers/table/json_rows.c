/* The way to the records is walked token by token; from where its first part
 * ends, one value at a time is a tree, so that memory is bounded by a record.
 * Its members are laid flat into the columns. What a record has more than once
 * stands in one cell, with semicolons between. */
#include "importers/table/json_rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/vec.h"
#include "importers/json/json_tree.h"

enum {
	COLUMN_DEPTH_MAX = 32,
	WAYS_MAX = 64,
	WAYS_DEPTH = 4,
	WAYS_BYTES = 2 << 20,
	WAYS_ITEMS = 3,
};

/* "items[]", or "[]" alone. */
struct step {
	struct str name;
	bool is_array;
};

struct part {
	struct step steps[JSON_ROWS_STEPS_MAX];
	size_t count;
};

struct way {
	struct part parts[JSON_ROWS_STEPS_MAX];
	size_t count;
};

static bool read_part(struct part *part, struct str text)
{
	struct str name;
	part->count = 0;
	if (str_equal_z(text, "."))
		return true;
	while (str_split(&text, '.', &name)) {
		if (part->count == JSON_ROWS_STEPS_MAX || name.len == 0)
			return false;
		struct step *step = &part->steps[part->count++];
		step->is_array = str_ends(name, STR("[]"));
		step->name =
		    step->is_array ? str_slice(name, 0, name.len - 2) : name;
		if (step->name.len == 0 && part->count > 1)
			return false;
	}
	return part->count > 0;
}

static bool read_way(struct way *way, struct str text)
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
	struct way way;
	return read_way(&way, text);
}

bool json_rows_is(struct str head)
{
	if (str_starts(head, STR("\xef\xbb\xbf")))
		head = str_skip(head, 3);
	head = str_trim(head);
	return head.len && (head.ptr[0] == '{' || head.ptr[0] == '[');
}

/* --------------------------------------------------------------- a record --
 */

struct cell_in {
	struct buf text;
	enum cell_kind kind;
	bool filled;
};

struct flat {
	struct arena *keep;
	struct map columns;
	struct str_list *names;
	bool grows; /* gathers columns, no cells */
	struct cell_in *cells;
	struct buf path;
};

static void put_text(struct flat *flat, struct str text, enum cell_kind kind)
{
	struct str path = buf_str(&flat->path);
	if (flat->grows) {
		bool added;
		if (map_get(&flat->columns, path) ||
		    flat->names->count == CSV_CELLS_LIMIT)
			return;
		union map_value *value = map_put(&flat->columns, path, &added);
		value->number = (int64_t)flat->names->count;
		VEC_PUSH(flat->names, flat->keep, arena_str(flat->keep, path));
		return;
	}
	const union map_value *value = map_get(&flat->columns, path);
	if (!value || (text.len == 0 && !text.ptr))
		return;
	struct cell_in *cell = &flat->cells[value->number];
	if (cell->filled)
		buf_add_char(&cell->text, ';');
	if (!cell->filled || kind != CELL_NUMBER)
		cell->kind = kind;
	cell->filled = true;
	buf_add(&cell->text, text);
}

/* The shortest text that is the same number again. */
static void put_number(struct flat *flat, double value)
{
	char text[40];
	bool is_whole = value > -9e15 && value < 9e15 &&
			!((double)(long long)value < value) &&
			!((double)(long long)value > value);
	if (is_whole) {
		snprintf(text, sizeof text, "%lld", (long long)value);
		put_text(flat, str_from(text), CELL_NUMBER);
		return;
	}
	for (int digits = 15; digits <= 17; digits++) {
		snprintf(text, sizeof text, "%.*g", digits, value);
		double again = strtod(text, NULL);
		if (!(again < value) && !(again > value))
			break;
	}
	put_text(flat, str_from(text), CELL_NUMBER);
}

static void lay(struct flat *flat, const cJSON *item, int depth);

static void lay_below(
    struct flat *flat, const char *name, const cJSON *item, int depth)
{
	size_t len = flat->path.len;
	if (len)
		buf_add_char(&flat->path, '.');
	buf_add_z(&flat->path, name ? name : "");
	lay(flat, item, depth + 1);
	flat->path.len = len;
}

/* {"key": "a", "value": ...}, with {"stringValue": "x"} as its value */
static bool is_pair(const cJSON *item)
{
	return cJSON_IsObject(item) &&
	       cJSON_IsString(cJSON_GetObjectItemCaseSensitive(item, "key")) &&
	       cJSON_GetObjectItemCaseSensitive(item, "value");
}

static const cJSON *pair_value(const cJSON *item)
{
	const cJSON *value = cJSON_GetObjectItemCaseSensitive(item, "value");
	const cJSON *only = cJSON_IsObject(value) ? value->child : NULL;
	if (only && !only->next && only->string &&
	    str_ends(str_from(only->string), STR("Value")))
		return only;
	return value;
}

static void lay_array(struct flat *flat, const cJSON *array, int depth)
{
	bool pairs = array->child != NULL;
	const cJSON *item;
	cJSON_ArrayForEach(item, array) pairs = pairs && is_pair(item);
	cJSON_ArrayForEach(item, array)
	{
		if (pairs)
			lay_below(flat,
			    cJSON_GetObjectItemCaseSensitive(item, "key")
				->valuestring,
			    pair_value(item), depth);
		else
			lay(flat, item, depth + 1);
	}
}

static void lay(struct flat *flat, const cJSON *item, int depth)
{
	const cJSON *member;
	if (depth > COLUMN_DEPTH_MAX)
		return;
	if (cJSON_IsArray(item))
		lay_array(flat, item, depth);
	else if (cJSON_IsObject(item))
		cJSON_ArrayForEach(member, item)
		    lay_below(flat, member->string, member, depth);
	else if (cJSON_IsString(item))
		put_text(flat, str_from(item->valuestring), CELL_TEXT);
	else if (cJSON_IsNumber(item))
		put_number(flat, item->valuedouble);
	else if (cJSON_IsBool(item))
		put_text(flat, cJSON_IsTrue(item) ? STR("true") : STR("false"),
		    CELL_TEXT);
	else
		put_text(flat, STR_NONE, CELL_TEXT);
}

/* Of what holds the record all but lists and INNER, in which the record stands.
 */
static void lay_outer(
    struct flat *flat, const cJSON *item, const cJSON *inner, int depth)
{
	const cJSON *member;
	cJSON_ArrayForEach(member, item)
	{
		if (member == inner)
			continue;
		if (cJSON_IsObject(member) && depth < COLUMN_DEPTH_MAX) {
			size_t len = flat->path.len;
			buf_add_char(&flat->path, '.');
			buf_add_z(&flat->path, member->string);
			lay_outer(flat, member, inner, depth + 1);
			flat->path.len = len;
		} else if (!cJSON_IsArray(member) || is_pair(member->child)) {
			lay_below(flat, member->string, member, 0);
		}
	}
}

/* ----------------------------------------------------------------- walking --
 */

struct walker {
	struct json_in *json;
	struct way way;
	struct flat flat;
	record_fn use; /* NULL: columns are gathered */
	void *user;
	struct csv_cell *cells;
	int64_t records;
	bool is_sample;
	bool is_stopped; /* by USE, or the sample is full */
	struct error *err;
};

static void lay_record(struct walker *walker, const cJSON *const *chain)
{
	struct flat *flat = &walker->flat;
	size_t last = walker->way.count - 1;
	lay(flat, chain[last], 0);
	for (size_t up = 1; up <= last; up++) {
		buf_clear(&flat->path);
		for (size_t i = 0; i < up; i++)
			buf_add_char(&flat->path, '^');
		lay_outer(flat, chain[last - up], chain[last - up + 1], 0);
	}
	buf_clear(&flat->path);
}

static bool emit(struct walker *walker, struct csv_record *record)
{
	if (walker->use(
		record, json_in_done(walker->json), walker->user, walker->err))
		return true;
	walker->is_stopped = true;
	return false;
}

static bool take_record(
    struct walker *walker, const cJSON *const *chain, struct place place)
{
	struct flat *flat = &walker->flat;
	walker->records++;
	if (!walker->use) {
		lay_record(walker, chain);
		walker->is_stopped =
		    walker->is_sample && walker->records == JSON_ROWS_SAMPLE;
		return !walker->is_stopped;
	}
	for (size_t i = 0; i < flat->names->count; i++) {
		flat->cells[i].filled = false;
		buf_clear(&flat->cells[i].text);
	}
	lay_record(walker, chain);
	for (size_t i = 0; i < flat->names->count; i++)
		walker->cells[i] = (struct csv_cell){
			.text = flat->cells[i].filled
				    ? buf_str(&flat->cells[i].text)
				    : STR(""),
			.kind = flat->cells[i].filled ? flat->cells[i].kind
						      : CELL_TEXT,
			.line = place.line,
			.column = place.column,
		};
	struct csv_record record = { .cells = walker->cells,
		.count = flat->names->count,
		.line = place.line,
		.end_line = json_in_place(walker->json).line };
	return emit(walker, &record);
}

/* What stands in a record's place and is none, or is too large for one. */
static bool take_fault(
    struct walker *walker, struct place place, enum csv_fault fault)
{
	struct csv_cell cell = {
		.text = STR("?"), .line = place.line, .column = place.column
	};
	struct csv_record record = { .cells = &cell,
		.count = 1,
		.line = place.line,
		.end_line = place.line,
		.fault = fault };
	walker->records++;
	return !walker->use || emit(walker, &record);
}

static bool take_tree(struct walker *walker, const cJSON **chain, size_t level,
    struct place place);

/* The objects below ITEM that part LEVEL of the way leads to. */
static bool descend(struct walker *walker, const cJSON **chain, size_t level,
    size_t at, const cJSON *item, struct place place)
{
	const struct part *part = &walker->way.parts[level];
	if (at == part->count) {
		chain[level] = item;
		return !cJSON_IsObject(item) ||
		       take_tree(walker, chain, level, place);
	}
	const struct step *step = &part->steps[at];
	const cJSON *member = item;
	char name[128];
	if (step->name.len) {
		snprintf(name, sizeof name, STR_FMT, STR_ARG(step->name));
		member = cJSON_GetObjectItemCaseSensitive(item, name);
	}
	if (!member || !step->is_array)
		return !member ||
		       descend(walker, chain, level, at + 1, member, place);
	if (!cJSON_IsArray(member))
		return true;
	const cJSON *each;
	cJSON_ArrayForEach(
	    each, member) if (!descend(walker, chain, level, at + 1, each,
				  place)) return false;
	return true;
}

static bool take_tree(struct walker *walker, const cJSON **chain, size_t level,
    struct place place)
{
	if (level + 1 == walker->way.count)
		return take_record(walker, chain, place);
	return descend(walker, chain, level + 1, 0, chain[level], place);
}

static bool take_value(struct walker *walker)
{
	cJSON *tree;
	struct place place = json_in_place(walker->json);
	const cJSON *chain[JSON_ROWS_STEPS_MAX] = { NULL };
	if (json_in_token(walker->json) != JSON_OBJECT) {
		bool passed = json_in_skip(walker->json);
		return passed && take_fault(walker, place, CSV_NO_OBJECT);
	}
	if (!json_tree_read(&tree, walker->json, NULL))
		return false;
	chain[0] = tree;
	bool goes_on = tree ? take_tree(walker, chain, 0, place)
			    : take_fault(walker, place, CSV_TOO_LONG);
	cJSON_Delete(tree);
	return goes_on;
}

static bool walk(struct walker *walker, size_t at);

static bool walk_items(struct walker *walker, size_t at)
{
	enum json_token token;
	while ((token = json_in_next(walker->json)) != JSON_ARRAY_END)
		if (token <= JSON_END || !walk(walker, at))
			return false;
	return true;
}

static bool walk_members(struct walker *walker, size_t at)
{
	const struct step *step = &walker->way.parts[0].steps[at];
	struct json_in *json = walker->json;
	enum json_token token;
	while ((token = json_in_next(json)) == JSON_KEY) {
		if (!str_equal(json_in_text(json), step->name)) {
			if (!json_in_skip(json))
				return false;
			continue;
		}
		token = json_in_next(json);
		bool done;
		if (!step->is_array)
			done = token > JSON_END && walk(walker, at + 1);
		else if (token == JSON_ARRAY)
			done = walk_items(walker, at + 1);
		else
			done = token > JSON_END && json_in_skip(json);
		if (!done)
			return false;
	}
	return token == JSON_OBJECT_END;
}

/* The value of the last token, with the steps from AT on before it. */
static bool walk(struct walker *walker, size_t at)
{
	const struct part *part = &walker->way.parts[0];
	enum json_token token = json_in_token(walker->json);
	if (walker->is_sample &&
	    json_in_done(walker->json) > JSON_ROWS_SAMPLE_BYTES) {
		walker->is_stopped = true;
		return false;
	}
	if (at == part->count)
		return part->count == 0 && token != JSON_OBJECT
			   ? json_in_skip(walker->json)
			   : take_value(walker);
	const struct step *step = &part->steps[at];
	if (step->name.len == 0)
		return token == JSON_ARRAY ? walk_items(walker, at + 1)
					   : json_in_skip(walker->json);
	return token == JSON_OBJECT ? walk_members(walker, at)
				    : json_in_skip(walker->json);
}

static bool open_file(struct json_in **json, const struct json_file *file,
    struct arena *keep, struct error *err)
{
	return file->memory.ptr
		   ? json_in_open_bytes(
			 json, file->memory, file->shown, keep, err)
		   : json_in_open(json, file->path, file->shown, keep, err);
}

static bool check_rest(
    const struct walker *walker, const struct json_file *file)
{
	struct place rubbish = json_in_rubbish(walker->json);
	if (rubbish.line == 0)
		return true;
	rubbish.file = file->shown;
	error_at(walker->err, rubbish,
	    "expected the end of the JSON, found more text");
	return error_fix(walker->err, "save the file again");
}

static bool walk_file(struct walker *walker, const struct json_file *file,
    struct str way, struct arena *scratch, struct error *err)
{
	enum json_token token;
	bool done = true;
	walker->err = err;
	if (!read_way(&walker->way, way))
		return error_set(err, ERROR_USAGE,
		    "expected a way to records, found \"" STR_FMT "\"",
		    STR_ARG(way));
	if (!open_file(&walker->json, file, scratch, err))
		return false;
	while (done && (token = json_in_next(walker->json)) != JSON_END)
		done = token != JSON_ERROR && walk(walker, 0);
	if (!done && !walker->is_stopped)
		json_in_error(walker->json, err);
	else if (done)
		done = check_rest(walker, file);
	json_in_close(walker->json);
	return done;
}

bool json_rows_columns(struct str_list *columns, int64_t *count,
    const struct json_file *file, struct str way, bool is_sample,
    struct arena *keep, struct error *err)
{
	struct arena *scratch = arena_new();
	struct walker walker = { .is_sample = is_sample,
		.flat = { .keep = keep,
		    .columns = { .arena = scratch },
		    .names = columns,
		    .grows = true } };
	*columns = (struct str_list){ 0 };
	bool done = walk_file(&walker, file, way, scratch, err);
	*count = walker.records;
	buf_free(&walker.flat.path);
	arena_free(scratch);
	return done || walker.is_stopped || (is_sample && columns->count > 0);
}

bool json_rows_each(const struct json_file *file, struct str way,
    const struct str_list *columns, record_fn use, void *user,
    struct error *err)
{
	struct arena *scratch = arena_new();
	struct str_list names = *columns;
	struct walker walker = { .use = use,
		.user = user,
		.cells =
		    arena_array(scratch, columns->count, sizeof *walker.cells),
		.flat = { .columns = { .arena = scratch },
		    .names = &names,
		    .cells = arena_array(
			scratch, columns->count, sizeof *walker.flat.cells) } };
	for (size_t i = 0; i < columns->count; i++)
		map_put(&walker.flat.columns, columns->items[i], NULL)->number =
		    (int64_t)i;
	bool done = walk_file(&walker, file, way, scratch, err);
	for (size_t i = 0; i < columns->count; i++)
		buf_free(&walker.flat.cells[i].text);
	buf_free(&walker.flat.path);
	arena_free(scratch);
	return done;
}

/* -------------------------------------------------------------------- ways --
 */

struct sketcher {
	struct json_in *json;
	struct str_list *ways;
	struct arena *keep;
};

static void add_way(struct sketcher *sketcher, struct str way)
{
	for (size_t i = 0; i < sketcher->ways->count; i++)
		if (str_equal(sketcher->ways->items[i], way))
			return;
	if (sketcher->ways->count < WAYS_MAX)
		VEC_PUSH(sketcher->ways, sketcher->keep, way);
}

static bool sketch(struct sketcher *sketcher, struct str way, int depth);

static bool sketch_items(struct sketcher *sketcher, struct str way, int depth)
{
	struct json_in *json = sketcher->json;
	struct str below =
	    arena_printf(sketcher->keep, STR_FMT "[]", STR_ARG(way));
	enum json_token token;
	int items = 0;
	while ((token = json_in_next(json)) != JSON_ARRAY_END) {
		if (token <= JSON_END)
			return false;
		bool done = items++ < WAYS_ITEMS
				? sketch(sketcher, below, depth)
				: json_in_skip(json);
		if (!done)
			return false;
	}
	return true;
}

static bool sketch_members(struct sketcher *sketcher, struct str way, int depth)
{
	struct json_in *json = sketcher->json;
	enum json_token token;
	while ((token = json_in_next(json)) == JSON_KEY) {
		struct str name = json_in_text(json);
		/* SARIF, which has a reader of its own. */
		if (depth == 0 && str_equal_z(name, "runs"))
			return false;
		bool is_plain = str_find_byte(name, '.') == name.len &&
				name.len < 64 && depth < WAYS_DEPTH;
		struct str below =
		    !is_plain ? STR_NONE
		    : way.len && !str_equal_z(way, ".")
			? arena_printf(sketcher->keep, STR_FMT "." STR_FMT,
			      STR_ARG(way), STR_ARG(name))
			: arena_str(sketcher->keep, name);
		if (json_in_next(json) <= JSON_END ||
		    !(is_plain ? sketch(sketcher, below, depth + 1)
			       : json_in_skip(json)))
			return false;
	}
	return token == JSON_OBJECT_END;
}

static bool sketch(struct sketcher *sketcher, struct str way, int depth)
{
	enum json_token token = json_in_token(sketcher->json);
	if (json_in_done(sketcher->json) > WAYS_BYTES)
		return false;
	if (token == JSON_ARRAY)
		return sketch_items(sketcher, way, depth);
	if (token != JSON_OBJECT)
		return true;
	add_way(sketcher, way.len ? way : STR("."));
	return sketch_members(sketcher, way, depth);
}

void json_rows_ways(
    struct str_list *ways, const struct json_file *file, struct arena *keep)
{
	struct sketcher sketcher = { .ways = ways, .keep = keep };
	struct error ignored;
	*ways = (struct str_list){ 0 };
	if (!open_file(&sketcher.json, file, keep, &ignored))
		return;
	for (int i = 0; i < WAYS_ITEMS; i++)
		if (json_in_next(sketcher.json) <= JSON_END ||
		    !sketch(&sketcher, STR(""), 0))
			break;
	json_in_close(sketcher.json);
}

bool json_rows_leads(const struct str_list *ways, struct str way)
{
	struct str first =
	    str_trim(str_slice(way, 0, str_find(way, STR(" / "))));
	for (size_t i = 0; i < ways->count; i++)
		if (str_equal(ways->items[i], first))
			return true;
	return false;
}
