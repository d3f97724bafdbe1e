/* The way to the records is walked token by token; from where its first part
 * ends, one value at a time is a tree, so that memory is bounded by a record.
 * Its members are laid flat into the columns (json_flat.c). */
#include "importers/table/json_rows.h"

#include <stdio.h>

#include "importers/json/json_tree.h"
#include "importers/table/json_flat.h"

struct walker {
	struct json_in *json;
	struct json_way way;
	struct json_flat flat;
	record_fn use; /* NULL: columns are gathered */
	void *user;
	struct csv_cell *cells;
	int64_t records;
	bool is_sample;
	bool is_stopped; /* by USE, or the sample is full */
	struct error *err;
};

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
	struct json_flat *flat = &walker->flat;
	walker->records++;
	if (!walker->use) {
		json_flat_lay(flat, chain, walker->way.count - 1);
		walker->is_stopped =
		    walker->is_sample && walker->records == JSON_ROWS_SAMPLE;
		return !walker->is_stopped;
	}
	for (size_t i = 0; i < flat->names->count; i++) {
		flat->cells[i].filled = false;
		buf_clear(&flat->cells[i].text);
	}
	json_flat_lay(flat, chain, walker->way.count - 1);
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
	const struct json_part *part = &walker->way.parts[level];
	if (at == part->count) {
		chain[level] = item;
		return !cJSON_IsObject(item) ||
		       take_tree(walker, chain, level, place);
	}
	const struct json_step *step = &part->steps[at];
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
	const struct json_step *step = &walker->way.parts[0].steps[at];
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
	const struct json_part *part = &walker->way.parts[0];
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
	const struct json_step *step = &part->steps[at];
	if (step->name.len == 0)
		return token == JSON_ARRAY ? walk_items(walker, at + 1)
					   : json_in_skip(walker->json);
	return token == JSON_OBJECT ? walk_members(walker, at)
				    : json_in_skip(walker->json);
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
	if (!json_way_read(&walker->way, way))
		return error_set(err, ERROR_USAGE,
		    "expected a way to records, found \"" STR_FMT "\"",
		    STR_ARG(way));
	if (!json_file_open(&walker->json, file, scratch, err))
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
