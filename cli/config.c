/* Reads assay.yaml in two passes over the same schema: libyaml's events find
 * unknown, repeated and misplaced keys with their line and column, and note
 * where each value stands; libcyaml then loads the values. Values that need
 * more than YAML (dates, offsets) are checked last, at the noted places. */
#include "cli/config.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <yaml.h>

#include "base/date.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/near.h"
#include "base/vec.h"
#include "cli/config_schema.h"
#include "cli/mail_send.h"
#include "render/brand.h"
#include "render/mail/mail.h"

enum { CONFIG_LIMIT = 4 << 20, DEEPEST = 16, COLUMN_BITS = 20 };
#define DEFAULT_HUMAN_BEFORE "2021-06-29" /* first LLM assistant's preview */

struct pass {
	yaml_parser_t parser;
	struct config_file *file;
	struct arena *keep;
	int depth;
};

static struct place place_of(const struct pass *pass, yaml_mark_t mark)
{
	return (struct place){ pass->file->path, (int64_t)mark.line + 1,
		(int64_t)mark.column + 1 };
}

static void note_place(struct pass *pass, struct str path, yaml_mark_t mark)
{
	union map_value *value = map_put(&pass->file->places, path, NULL);
	value->number = ((int64_t)mark.line + 1) << COLUMN_BITS |
			((int64_t)mark.column + 1);
}

static bool is_given(const struct config_file *file, const char *path)
{
	return map_get(&file->places, str_from(path)) != NULL;
}

/* "inputs[0].path" stands in "inputs[0]", that in "inputs". */
static struct str above(struct str path)
{
	while (path.len && path.ptr[path.len - 1] != '.' &&
	       path.ptr[path.len - 1] != '[')
		path.len--;
	return str_slice(path, 0, path.len ? path.len - 1 : 0);
}

struct place config_place(const struct config_file *file, struct str path)
{
	union map_value *value = map_get(&file->places, path);
	while (!value && path.len) {
		path = above(path);
		value = map_get(&file->places, path);
	}
	if (!value)
		return (struct place){ .file = file->path };
	return (struct place){ file->path, value->number >> COLUMN_BITS,
		value->number & ((1 << COLUMN_BITS) - 1) };
}

/* An event of libyaml, in memory of ours. */
struct token {
	yaml_event_type_t type;
	yaml_mark_t mark;
	struct str text; /* none: it is no text */
};

static bool next_token(
    struct pass *pass, struct token *token, struct error *err)
{
	const yaml_parser_t *parser = &pass->parser;
	yaml_event_t event;
	if (yaml_parser_parse(&pass->parser, &event)) {
		*token =
		    (struct token){ event.type, event.start_mark, STR_NONE };
		if (event.type == YAML_SCALAR_EVENT)
			token->text = arena_str(pass->keep,
			    (struct str){ (char *)event.data.scalar.value,
				event.data.scalar.length });
		yaml_event_delete(&event);
		return true;
	}
	if (parser->error == YAML_MEMORY_ERROR)
		memory_lost();
	struct place place = place_of(pass, parser->problem_mark);
	error_at(err, place, "this is not YAML: %s",
	    parser->problem ? parser->problem : "it cannot be read");
	return error_fix(err, "indent with blanks, one blank behind a colon, "
			      "quote text that holds special characters");
}

static bool check_value(struct pass *pass, const cyaml_schema_value_t *schema,
    struct str path, struct error *err);

static bool unknown_key(struct pass *pass, const cyaml_schema_value_t *schema,
    struct str key, yaml_mark_t mark, struct error *err)
{
	VEC(struct str) names = { 0 };
	const cyaml_schema_field_t *field = schema->mapping.fields;
	struct str list = STR("");
	for (; field->key; field++) {
		VEC_PUSH(&names, pass->keep, str_from(field->key));
		list = arena_printf(pass->keep, STR_FMT "%s%s", STR_ARG(list),
		    list.len ? ", " : "", field->key);
	}
	struct str near = near_name(key, names.items, names.count);
	error_at(err, place_of(pass, mark), "unknown key \"" STR_FMT "\"",
	    STR_ARG(key));
	if (near.len)
		return error_fix(
		    err, "did you mean \"" STR_FMT "\"?", STR_ARG(near));
	return error_fix(err, "keys here: " STR_FMT, STR_ARG(list));
}

static bool check_mapping(struct pass *pass, const cyaml_schema_value_t *schema,
    struct str path, struct error *err)
{
	struct map seen = { .arena = pass->keep };
	for (;;) {
		struct token token;
		if (!next_token(pass, &token, err))
			return false;
		struct str key = token.text;
		if (token.type == YAML_MAPPING_END_EVENT)
			return true;
		if (token.type != YAML_SCALAR_EVENT)
			return error_at(err, place_of(pass, token.mark),
			    "expected a key, found a list, mapping or alias");
		const cyaml_schema_field_t *field = schema->mapping.fields;
		while (field->key && !str_equal_z(key, field->key))
			field++;
		if (!field->key)
			return unknown_key(pass, schema, key, token.mark, err);
		bool added;
		map_put(&seen, key, &added);
		if (!added)
			return error_at(err, place_of(pass, token.mark),
			    "the key \"" STR_FMT "\" stands twice",
			    STR_ARG(key));
		struct str below =
		    arena_printf(pass->keep, STR_FMT "%s" STR_FMT,
			STR_ARG(path), path.len ? "." : "", STR_ARG(key));
		note_place(pass, below, token.mark);
		if (!check_value(pass, &field->value, below, err))
			return false;
	}
}

/* Entries are values until the end of the list, which check_value sees. */
static bool check_sequence(struct pass *pass,
    const cyaml_schema_value_t *schema, struct str path, struct error *err)
{
	for (size_t i = 0; i <= schema->sequence.max; i++) {
		struct str below =
		    arena_printf(pass->keep, STR_FMT "[%zu]", STR_ARG(path), i);
		if (!check_value(pass, schema->sequence.entry, below, err))
			return err->kind == ERROR_NONE;
	}
	return error_at(err, config_place(pass->file, path),
	    "expected at most %" PRIu32 " entries under \"" STR_FMT "\"",
	    schema->sequence.max, STR_ARG(path));
}

static const char *type_words(cyaml_type_e type)
{
	if (type == CYAML_MAPPING)
		return "a mapping of keys";
	return type == CYAML_SEQUENCE ? "a list" : "a text or number";
}

static bool wrong_type(struct pass *pass, const cyaml_schema_value_t *schema,
    struct str path, yaml_mark_t mark, const char *found, struct error *err)
{
	return error_at(err, place_of(pass, mark),
	    "expected %s under \"" STR_FMT "\", found %s",
	    type_words(schema->type), STR_ARG(path), found);
}

static bool is_whole_number(struct str text)
{
	int64_t number;
	return text.len && text.ptr[0] >= '0' && text.ptr[0] <= '9' &&
	       (text.len == 1 || text.ptr[0] != '0') &&
	       str_to_int(text, &number) && number <= INT32_MAX;
}

/* A number is checked here, for libcyaml takes "010" for eight and "5x" for
 * five. */
static bool check_text(struct pass *pass, const cyaml_schema_value_t *schema,
    struct str path, yaml_mark_t mark, struct str text, struct error *err)
{
	if (schema->type == CYAML_STRING)
		return text.len <= schema->string.max ||
		       error_at(err, place_of(pass, mark),
			   "expected at most %" PRIu32 " bytes under \"" STR_FMT
			   "\", found %zu",
			   schema->string.max, STR_ARG(path), text.len);
	if (schema->type == CYAML_UINT)
		return is_whole_number(text) ||
		       error_at(err, place_of(pass, mark),
			   "expected a whole number under \"" STR_FMT
			   "\", found \"" STR_FMT "\"",
			   STR_ARG(path), STR_ARG(text));
	if (!text.len && schema->type == CYAML_SEQUENCE)
		return true; /* a list of none */
	return wrong_type(
	    pass, schema, path, mark, text.len ? "a text" : "nothing", err);
}

/* One value of any kind. Inside a list its end comes here too: false without
 * an error then. */
static bool check_value(struct pass *pass, const cyaml_schema_value_t *schema,
    struct str path, struct error *err)
{
	struct token token;
	if (!next_token(pass, &token, err))
		return false;
	yaml_mark_t mark = token.mark;
	if (token.type == YAML_SEQUENCE_END_EVENT)
		return false;
	note_place(pass, path, mark);
	if (pass->depth >= DEEPEST)
		return error_at(err, place_of(pass, mark), "nested too deep");
	bool done;
	pass->depth++;
	if (token.type == YAML_ALIAS_EVENT)
		done = error_at(err, place_of(pass, mark),
		    "aliases (*name) are not read here");
	else if (token.type == YAML_MAPPING_START_EVENT)
		done = schema->type == CYAML_MAPPING
			   ? check_mapping(pass, schema, path, err)
			   : wrong_type(
				 pass, schema, path, mark, "a mapping", err);
	else if (token.type == YAML_SEQUENCE_START_EVENT)
		done =
		    schema->type == CYAML_SEQUENCE
			? check_sequence(pass, schema, path, err)
			: wrong_type(pass, schema, path, mark, "a list", err);
	else
		done = check_text(pass, schema, path, mark, token.text, err);
	pass->depth--;
	return done;
}

static bool check_end(struct pass *pass, struct error *err)
{
	for (;;) {
		struct token token;
		if (!next_token(pass, &token, err))
			return false;
		if (token.type == YAML_STREAM_END_EVENT)
			return true;
		if (token.type == YAML_DOCUMENT_START_EVENT) {
			error_at(err, place_of(pass, token.mark),
			    "expected one document, found a second one");
			return error_fix(
			    err, "remove the line \"---\", or what follows it");
		}
	}
}

static bool check_document(struct pass *pass, struct error *err)
{
	for (;;) {
		struct token token;
		if (!next_token(pass, &token, err))
			return false;
		if (token.type == YAML_DOCUMENT_START_EVENT)
			break;
		if (token.type == YAML_STREAM_END_EVENT)
			return error_at(err,
			    (struct place){ pass->file->path, 1, 1 },
			    "expected keys, found an empty file");
	}
	return check_value(pass, &config_schema, STR(""), err) &&
	       check_end(pass, err);
}

static bool first_pass(
    struct config_file *file, struct arena *keep, struct error *err)
{
	struct pass pass = { .file = file, .keep = keep };
	if (!yaml_parser_initialize(&pass.parser))
		return error_set(err, ERROR_SYSTEM, "out of memory");
	yaml_parser_set_input_string(&pass.parser,
	    (const unsigned char *)file->content.ptr, file->content.len);
	*err = (struct error){ 0 };
	bool done = check_document(&pass, err);
	yaml_parser_delete(&pass.parser);
	return done;
}

static void ignore_log(
    cyaml_log_t level, void *user, const char *format, va_list arguments)
{
	(void)level;
	(void)user;
	(void)format;
	(void)arguments;
}

static const cyaml_config_t loader = {
	.log_fn = ignore_log,
	.log_level = CYAML_LOG_ERROR,
	.mem_fn = cyaml_mem,
	.flags = CYAML_CFG_NO_ALIAS,
};

static bool load(struct config_file *file, struct error *err)
{
	cyaml_data_t *data = NULL;
	cyaml_err_t problem =
	    cyaml_load_data((const uint8_t *)file->content.ptr,
		file->content.len, &loader, &config_schema, &data, NULL);
	if (problem == CYAML_ERR_OOM)
		memory_lost();
	if (problem != CYAML_OK) {
		error_at(err, (struct place){ .file = file->path },
		    "the configuration cannot be read: %s",
		    cyaml_strerror(problem));
		return error_fix(
		    err, "assay.yaml(5) has every key and what it takes");
	}
	file->config = data;
	return true;
}

static bool bad_value(const struct config_file *file, const char *path,
    const char *expected, const char *found, struct error *err)
{
	return error_at(err, config_place(file, str_from(path)),
	    "expected %s, found \"%s\"", expected, found);
}

static bool read_zone(struct config_file *file, struct error *err)
{
	const char *zone = file->config->period.time_zone;
	int64_t time;
	if (!zone || !strcmp(zone, "UTC"))
		return true;
	struct arena *scratch = arena_new();
	/* the offset of a zone is what it takes from midnight */
	bool done = date_parse_iso(
	    arena_printf(scratch, "1970-01-02T00:00:00%s", zone), &time);
	arena_free(scratch);
	if (!done)
		return bad_value(file, "period.time_zone",
		    "UTC or an offset such as +02:00", zone, err);
	file->calendar.zone_seconds = DAY_SECONDS - time;
	return true;
}

static bool read_calendar(struct config_file *file, struct error *err)
{
	const struct config_period *period = &file->config->period;
	int64_t month = 1;
	if (period->year_start &&
	    (!str_to_int(str_from(period->year_start), &month) || month < 1 ||
		month > 12))
		return bad_value(file, "period.year_start",
		    "a month from 1 to 12", period->year_start, err);
	file->calendar.year_start_month = (int)month;
	const char *before =
	    period->human_before ? period->human_before : DEFAULT_HUMAN_BEFORE;
	if (!strcmp(before, "never"))
		file->human_before = UNKNOWN;
	else if (!date_parse_iso(str_from(before), &file->human_before))
		return bad_value(file, "period.human_before",
		    "a date such as 2021-06-29, or never", before, err);
	return read_zone(file, err);
}

static bool check_colour(struct config_file *file, const char *key,
    const char *value, struct error *err)
{
	uint32_t rgb;
	/* without quotes the sign starts a comment, and nothing is left */
	if (!value && is_given(file, key))
		value = "";
	return !value || brand_read_colour(&rgb, str_from(value)) ||
	       bad_value(file, key, "a colour such as \"#1F66A0\", in quotes",
		   value, err);
}

static bool check_look(struct config_file *file, struct error *err)
{
	const struct config_output *output = &file->config->output;
	const char *paper = output->paper;
	const char *theme = output->theme;
	if (paper && strcmp(paper, "A4") != 0 && strcmp(paper, "Letter") != 0)
		return bad_value(
		    file, "output.paper", "A4 or Letter", paper, err);
	if (theme && strcmp(theme, "colour") != 0 && strcmp(theme, "grey") != 0)
		return bad_value(
		    file, "output.theme", "colour or grey", theme, err);
	return check_colour(file, "output.colour", output->colour, err) &&
	       check_colour(file, "output.colour2", output->colour2, err);
}

static bool check_address(struct config_file *file, const char *path,
    const char *text, struct error *err)
{
	struct mail_address address;
	struct arena *scratch = arena_new();
	bool done =
	    !text || mail_address_read(&address, str_from(text), scratch, err);
	arena_free(scratch);
	return done || bad_value(file, path,
			   "an address such as board@example.org, or "
			   "\"The board <board@example.org>\"",
			   text, err);
}

static bool check_recipients(struct config_file *file, struct error *err)
{
	const struct config_mail *mail = &file->config->mail;
	for (unsigned i = 0; i < mail->to_count; i++) {
		char path[64];
		snprintf(path, sizeof path, "mail.to[%u].address", i);
		if (!mail->to[i].address || !mail->to[i].audience) {
			snprintf(path, sizeof path, "mail.to[%u]", i);
			return error_at(err, config_place(file, str_from(path)),
			    "expected an audience and an address");
		}
		if (!check_address(file, path, mail->to[i].address, err))
			return false;
	}
	return true;
}

static bool check_mail(struct config_file *file, struct error *err)
{
	const struct config_mail *mail = &file->config->mail;
	const char *link = mail->link;
	const char *attach = mail->attach;
	const char *smtp = mail->smtp;
	if (link && strncmp(link, "https://", 8) != 0 &&
	    strncmp(link, "http://", 7) != 0)
		return bad_value(
		    file, "mail.link", "an address with https://", link, err);
	if (attach && strcmp(attach, "pdf") != 0 && strcmp(attach, "html") != 0)
		return bad_value(
		    file, "mail.attach", "pdf or html", attach, err);
	if (smtp && !mail_server_is(str_from(smtp)))
		return bad_value(file, "mail.smtp",
		    "smtps://HOST or smtp://HOST, with :PORT or not, without "
		    "a login",
		    smtp, err);
	return check_address(file, "mail.from", mail->from, err) &&
	       check_address(file, "mail.reply_to", mail->reply_to, err) &&
	       check_recipients(file, err);
}

static bool check_version(const struct config_file *file, struct error *err)
{
	struct place place = config_place(file, STR("version"));
	unsigned version = file->config->version;
	if (!is_given(file, "version"))
		return error_at(err, place, "expected version 1, found none");
	return version == 1 ||
	       error_at(err, place, "expected version 1, found %u", version);
}

static bool check_group(const struct config_file *file, struct error *err)
{
	const char *key = "privacy.minimum_group";
	if (file->config->privacy.minimum_group || !is_given(file, key))
		return true;
	error_at(err, config_place(file, str_from(key)),
	    "expected a number of people from 1 on, found \"0\"");
	return error_fix(err, "leave the key out, which means 5");
}

static bool check_values(struct config_file *file, struct error *err)
{
	return check_version(file, err) && check_group(file, err) &&
	       check_look(file, err) && check_mail(file, err) &&
	       read_calendar(file, err);
}

bool config_parse(struct config_file **out, struct str path, struct str content,
    struct arena *keep, struct error *err)
{
	struct config_file *file = ARENA_NEW(keep, struct config_file);
	file->path = arena_str(keep, path);
	file->folder = arena_str(keep, path_folder(path));
	file->content = content;
	file->places.arena = keep;
	*out = file;
	if (first_pass(file, keep, err) && load(file, err) &&
	    check_values(file, err))
		return true;
	config_close(file);
	*out = NULL;
	return error_while(err, "reading the configuration");
}

bool config_read(struct config_file **out, struct str path, struct arena *keep,
    struct error *err)
{
	struct str content;
	if (!file_exists(path)) {
		error_at(err, (struct place){ .file = path },
		    "there is no such configuration");
		return error_fix(err, "assay init writes one");
	}
	return file_read(&content, path, CONFIG_LIMIT, keep, err) &&
	       config_parse(out, path, content, keep, err);
}

struct config_file *config_none(struct str folder, struct arena *keep)
{
	struct config_file *file = ARENA_NEW(keep, struct config_file);
	file->config = ARENA_NEW(keep, struct config);
	file->folder = arena_str(keep, folder);
	file->places.arena = keep;
	file->calendar.year_start_month = 1;
	date_parse_iso(STR(DEFAULT_HUMAN_BEFORE), &file->human_before);
	return file;
}

void config_close(struct config_file *file)
{
	if (file && file->config && file->path.ptr)
		cyaml_free(&loader, &config_schema, file->config, 0);
	if (file)
		file->config = NULL;
}
