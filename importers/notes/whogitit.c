/* Notes of whogitit: one JSON object with the session's model and, for each
 * file, every line with its source:
 *	{"version":3,"session":{"model":{"id"}},"files":[{"path",
 *	 "lines":[{"line_number":1,"source":{"type":"AI"},...}]}]}
 * AI: a tool wrote it; AIModified: a tool wrote it, then a person changed it
 * (mixed); Human: a person did; Original: it was there before; Unknown. The
 * notes hold the text of each line, so they are read token by token.
 *
 * Source: dotsetlabs/whogitit docs/src/reference/data-formats.md,
 * src/core/attribution.rs, and that repository's own notes. */
#include "importers/json/json_tree.h"
#include "importers/notes/reader.h"

enum { SURE_MODIFIED = 90 };

static const char *const omitted[] = { "content", "edit_id", "prompts",
	"similarity", NULL };

struct reading {
	struct claims *claims;
	struct json_in *json;
	struct error *err;
	struct str model;
	struct str path;
	size_t from; /* first claim of the file, whose path may come last */
	bool has_version;
};

static bool put_line(struct reading *reading, const cJSON *line)
{
	static const struct {
		const char *type;
		const char *origin;
		int confidence_pct;
	} sources[] = {
		{ "AI", "ai", CLAIM_SURE },
		{ "AIModified", "mixed", SURE_MODIFIED },
		{ "Human", "human", CLAIM_SURE },
	};
	struct str type =
	    json_string_in(json_object_in(line, "source"), "type");
	int64_t number = json_int_in(line, "line_number", -1);
	size_t author;
	if (number < 1) {
		error_at(reading->err, json_in_place(reading->json),
		    "expected line_number from 1, found none");
		return false;
	}
	for (size_t i = 0; i < sizeof sources / sizeof sources[0]; i++) {
		const struct claim_author who = {
			.origin = sources[i].origin,
			.id = str_from(sources[i].origin),
			.confidence_pct = sources[i].confidence_pct,
		};
		if (str_equal_z(type, sources[i].type))
			return claims_author(reading->claims, &who, &author,
				   reading->err) &&
			       claims_add(reading->claims, reading->path,
				   number, number, author, reading->err);
	}
	return true;
}

static bool read_lines(struct reading *reading)
{
	if (json_in_next(reading->json) != JSON_ARRAY)
		return json_in_token(reading->json) > JSON_END;
	while (json_in_next(reading->json) == JSON_OBJECT) {
		cJSON *line = NULL;
		bool done = json_tree_read(&line, reading->json, omitted) &&
			    (!line || put_line(reading, line));
		cJSON_Delete(line);
		if (!done)
			return false;
	}
	return json_in_token(reading->json) == JSON_ARRAY_END;
}

/* A text behind the key that was read; none when it is something else. */
static bool read_text(struct reading *reading, struct str *text)
{
	*text = STR("");
	if (json_in_next(reading->json) == JSON_STRING) {
		*text = arena_str(
		    reading->claims->keep, json_in_text(reading->json));
		return true;
	}
	return json_in_skip(reading->json);
}

static bool read_file(struct reading *reading)
{
	struct claims *claims = reading->claims;
	reading->path = STR("");
	reading->from = claims->count;
	while (json_in_next(reading->json) == JSON_KEY) {
		struct str key = json_in_text(reading->json);
		bool done = str_equal_z(key, "path")
				? read_text(reading, &reading->path)
			    : str_equal_z(key, "lines")
				? read_lines(reading)
				: json_in_skip(reading->json);
		if (!done)
			return false;
	}
	for (size_t i = reading->from; i < claims->count; i++)
		claims->items[i].path = reading->path;
	if (!reading->path.len && claims->count > reading->from)
		return error_at(reading->err, json_in_place(reading->json),
		    "expected a path of the file, found none");
	return json_in_token(reading->json) == JSON_OBJECT_END;
}

static bool read_files(struct reading *reading)
{
	if (json_in_next(reading->json) != JSON_ARRAY)
		return json_in_skip(reading->json);
	while (json_in_next(reading->json) == JSON_OBJECT)
		if (!read_file(reading))
			return false;
	return json_in_token(reading->json) == JSON_ARRAY_END;
}

static bool read_session(struct reading *reading)
{
	cJSON *session = NULL;
	if (!json_tree_read(&session, reading->json, omitted))
		return false;
	struct str model =
	    json_string_in(json_object_in(session, "model"), "id");
	reading->model = arena_str(reading->claims->keep, model);
	cJSON_Delete(session);
	return true;
}

static bool read_version(struct reading *reading)
{
	int64_t version = 0;
	reading->has_version = true;
	if (json_in_next(reading->json) == JSON_NUMBER &&
	    str_to_int(json_in_text(reading->json), &version) && version >= 1 &&
	    version <= 3)
		return true;
	error_at(reading->err, json_in_place(reading->json),
	    "expected version 1, 2 or 3, found another");
	return error_fix(
	    reading->err, "assay reads versions 1 to 3 of whogitit's notes");
}

static bool read_members(struct reading *reading)
{
	while (json_in_next(reading->json) == JSON_KEY) {
		struct str key = json_in_text(reading->json);
		bool done =
		    str_equal_z(key, "version")	  ? read_version(reading)
		    : str_equal_z(key, "session") ? read_session(reading)
		    : str_equal_z(key, "files")	  ? read_files(reading)
						  : json_in_skip(reading->json);
		if (!done)
			return false;
	}
	return json_in_token(reading->json) == JSON_OBJECT_END;
}

/* What a failed step leaves: an error of its own, of the JSON, or none. */
static bool explain(struct reading *reading)
{
	if (reading->err->kind != ERROR_NONE)
		return false;
	if (json_in_token(reading->json) == JSON_ERROR)
		return json_in_error(reading->json, reading->err);
	return error_at(reading->err, json_in_place(reading->json),
	    "expected a note of whogitit, found other JSON");
}

static bool read(struct claims *claims, struct str content, struct error *err)
{
	struct arena *scratch = arena_new();
	struct reading reading = { .claims = claims, .err = err };
	*err = (struct error){ 0 };
	bool done = json_in_open_bytes(
	    &reading.json, content, STR("note"), scratch, err);
	if (done)
		done = json_in_next(reading.json) == JSON_OBJECT &&
		       read_members(&reading) && reading.has_version &&
		       json_in_next(reading.json) == JSON_END;
	if (!done)
		explain(&reading);
	for (size_t i = 0; i < claims->author_count && done; i++)
		if (claims->authors[i].origin[0] != 'h')
			claims->authors[i].model = reading.model;
	for (size_t i = 0; i < claims->count && done; i++)
		claims->claimed_lines +=
		    claims->authors[claims->items[i].author].origin[0] != 'h';
	json_in_close(reading.json);
	arena_free(scratch);
	return done;
}

const struct note_reader note_reader_whogitit = {
	.recorder = "whogitit",
	.signal = "whogitit note",
	.refs = "refs/notes/whogitit",
	.read = read,
};
