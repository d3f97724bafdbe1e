#include "base/json_out.h"

#include "base/number.h"
#include "base/utf8.h"

void json_quote(struct buf *out, struct str text)
{
	uint32_t code;
	buf_add_char(out, '"');
	while (utf8_next(&text, &code)) {
		if (code == '"' || code == '\\') {
			buf_printf(out, "\\%c", (int)code);
		} else if (code == '\n') {
			buf_add_z(out, "\\n");
		} else if (code == '\t') {
			buf_add_z(out, "\\t");
		} else if (utf8_is_control(code) || code == '\r' ||
			   code == 0x2028 || code == 0x2029) {
			buf_printf(out, "\\u%04x", (unsigned)code);
		} else {
			char bytes[4];
			buf_add_bytes(out, bytes, utf8_encode(code, bytes));
		}
	}
	buf_add_char(out, '"');
}

static void start_item(struct json_out *json, const char *key)
{
	bool *has_item = &json->has_item[json->depth];
	if (*has_item)
		buf_add_z(json->out, json->line ? ", " : ",");
	if (json->depth && !json->line)
		buf_printf(json->out, "\n%*s", json->depth * 2, "");
	*has_item = true;
	if (key) {
		json_quote(json->out, str_from(key));
		buf_add_z(json->out, ": ");
	}
}

static void open(struct json_out *json, const char *key, char bracket)
{
	start_item(json, key);
	buf_add_char(json->out, bracket);
	if (json->depth + 1 < (int)(sizeof json->has_item))
		json->depth++;
	json->has_item[json->depth] = false;
}

static void close(struct json_out *json, char bracket)
{
	bool had_item = json->has_item[json->depth];
	json->depth--;
	if (had_item && !json->line)
		buf_printf(json->out, "\n%*s", json->depth * 2, "");
	buf_add_char(json->out, bracket);
	if (json->depth < json->line)
		json->line = 0;
	if (json->depth == 0)
		buf_add_char(json->out, '\n');
}

void json_open_object(struct json_out *json, const char *key)
{
	open(json, key, '{');
}

void json_close_object(struct json_out *json)
{
	close(json, '}');
}

void json_open_array(struct json_out *json, const char *key)
{
	open(json, key, '[');
}

void json_close_array(struct json_out *json)
{
	close(json, ']');
}

void json_open_line(struct json_out *json, const char *key)
{
	json_open_object(json, key);
	if (!json->line)
		json->line = json->depth;
}

void json_open_list(struct json_out *json, const char *key)
{
	json_open_array(json, key);
	if (!json->line)
		json->line = json->depth;
}

void json_text(struct json_out *json, const char *key, struct str value)
{
	start_item(json, key);
	if (value.ptr)
		json_quote(json->out, value);
	else
		buf_add_z(json->out, "null");
}

void json_int(struct json_out *json, const char *key, int64_t value)
{
	start_item(json, key);
	buf_printf(json->out, "%lld", (long long)value);
}

void json_double(struct json_out *json, const char *key, double value)
{
	char digits[NUMBER_SIZE];
	number_shortest(digits, value);
	start_item(json, key);
	buf_add_z(json->out, digits[0] ? digits : "null");
}

void json_number(struct json_out *json, const char *key, double value)
{
	char digits[NUMBER_SIZE];
	number_rounded(digits, value);
	start_item(json, key);
	buf_add_z(json->out, digits[0] ? digits : "null");
}

void json_bool(struct json_out *json, const char *key, bool value)
{
	start_item(json, key);
	buf_add_z(json->out, value ? "true" : "false");
}

void json_null(struct json_out *json, const char *key)
{
	start_item(json, key);
	buf_add_z(json->out, "null");
}
