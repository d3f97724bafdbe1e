/* Messages: lookup, arguments ("{0}", with "{{" and "}}" for braces), and
 * embedded links "[label](3)". The text stays hostile: whoever prints it
 * escapes it. */
#include "importers/sast/sarif_message.h"

#include <string.h>

#include "base/utf8.h"
#include "importers/json/json_tree.h"

static struct str find_text(const struct sarif_run *run,
    const struct sarif_rule *rule, const cJSON *message)
{
	struct str text = json_string_in(message, "text");
	struct str id = json_string_in(message, "id");
	if (!text.ptr)
		text = json_string_in(message, "markdown");
	if (!text.ptr && rule && id.ptr)
		text = sarif_texts_find(&rule->messages, id);
	if (!text.ptr && id.ptr)
		text = sarif_texts_find(&run->driver.messages, id);
	for (size_t i = 0; !text.ptr && id.ptr && i < run->extensions.count;
	     i++)
		text = sarif_texts_find(&run->extensions.items[i].messages, id);
	return text;
}

/* What is written: blanks as one, and no more than fits. */
struct writer {
	char text[SAST_TEXT_MAX * 2];
	size_t len;
};

static void put(struct writer *writer, char c)
{
	bool is_blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
	if (is_blank && (!writer->len || writer->text[writer->len - 1] == ' '))
		return;
	if (writer->len < sizeof writer->text)
		writer->text[writer->len++] = is_blank ? ' ' : c;
}

/* What stands for itself at the start of TEXT, up to the first blank or byte
 * that may begin something. */
static size_t plain_length(struct str text)
{
	size_t len = 0;
	while (len < text.len && (unsigned char)text.ptr[len] > ' ' &&
	       text.ptr[len] != '{' && text.ptr[len] != '}' &&
	       text.ptr[len] != '[')
		len++;
	return len;
}

static void put_plain(struct writer *writer, struct str text)
{
	size_t room = sizeof writer->text - writer->len;
	size_t len = text.len < room ? text.len : room;
	memcpy(writer->text + writer->len, text.ptr, len);
	writer->len += len;
}

static void put_text(struct writer *writer, struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		put(writer, text.ptr[i]);
}

/* "{12}" at the start of TEXT: its length, and the number. */
static size_t placeholder_length(struct str text, int64_t *number)
{
	size_t end = str_find_byte(str_slice(text, 0, 8), '}');
	if (end < 2 || end == 8 || end >= text.len ||
	    !str_to_int(str_slice(text, 1, end), number) || *number < 0)
		return 0;
	return end + 1;
}

/* "[label](3)" or "[label](https://...)": its length, and the label. */
static size_t link_length(struct str text, struct str *label)
{
	size_t close = str_find_byte(text, ']');
	if (close + 1 >= text.len || text.ptr[close + 1] != '(')
		return 0;
	struct str rest = str_skip(text, close + 2);
	size_t end = str_find_byte(rest, ')');
	if (!end || end == rest.len)
		return 0;
	*label = str_slice(text, 1, close);
	return close + 2 + end + 1;
}

static struct str argument_at(const cJSON *arguments, int64_t number)
{
	enum { ARGUMENTS_MAX = 1000 };
	if (number >= ARGUMENTS_MAX)
		return STR_NONE;
	return json_string_of(cJSON_GetArrayItem(arguments, (int)number));
}

static void put_template(
    struct writer *writer, struct str text, const cJSON *arguments)
{
	for (size_t i = 0; i < text.len; i++) {
		struct str rest = str_skip(text, i);
		size_t plain = plain_length(rest);
		struct str label;
		int64_t number;
		size_t length = 0;
		char c = text.ptr[i];
		if (plain) {
			put_plain(writer, str_slice(rest, 0, plain));
			i += plain - 1;
			continue;
		}
		if ((c == '{' || c == '}') && arguments && rest.len > 1 &&
		    rest.ptr[1] == c) {
			put(writer, c);
			i++;
		} else if (c == '{' && arguments &&
			   (length = placeholder_length(rest, &number)) &&
			   argument_at(arguments, number).ptr) {
			put_text(writer, argument_at(arguments, number));
			i += length - 1;
		} else if (c == '[' && (length = link_length(rest, &label))) {
			put_text(writer, label);
			i += length - 1;
		} else {
			put(writer, c);
		}
	}
}

struct str sarif_message_text(const struct sarif_run *run,
    const struct sarif_rule *rule, const cJSON *message, struct arena *keep)
{
	struct writer writer;
	struct str text = find_text(run, rule, message);
	if (!text.ptr)
		return STR_NONE;
	writer.len = 0;
	put_template(&writer, text, json_array_in(message, "arguments"));
	return utf8_clean(
	    keep, sast_text_short(
		      keep, str_trim((struct str){ writer.text, writer.len })));
}
