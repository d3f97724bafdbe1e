/* Commit messages are free text; what is read here follows the habits of git
 * (git-interpret-trailers(1), git-revert(1), git-cherry-pick(1), git-merge(1)
 * with --squash) and of GitHub's squash button. Nothing is assumed about
 * encoding or length. */
#include "importers/git/message.h"

#include "importers/git/repo.h"

enum { CODE_INDENT = 4, RULE_MIN = 5, SQUASH_BULLETS = 2, KEY_MAX = 64 };

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Blanks at the start; a tab is as wide as code. */
static size_t indent_of(struct str line, size_t *width)
{
	size_t i = 0;
	*width = 0;
	for (; i < line.len && is_blank(line.ptr[i]); i++)
		*width += line.ptr[i] == '\t' ? CODE_INDENT : 1;
	return i;
}

static bool is_bullet(struct str line)
{
	return line.len > 2 && (line.ptr[0] == '*' || line.ptr[0] == '-') &&
	       line.ptr[1] == ' ';
}

static bool is_fence(struct str line)
{
	return str_starts(line, STR("```"));
}

static bool is_rule(struct str line)
{
	for (size_t i = 0; i < line.len; i++)
		if (line.ptr[i] != '-')
			return false;
	return line.len >= RULE_MIN;
}

static bool is_squash_head(struct str line)
{
	struct oid unused;
	return str_starts(line, STR("Squashed commit of the following:")) ||
	       (str_starts(line, STR("commit ")) &&
		   oid_parse(&unused, str_trim(str_skip(line, 7))));
}

bool message_is_squash(struct str text)
{
	struct str line;
	int bullets = 0;
	for (int i = 0; i < MESSAGE_LINES_MAX && str_line(&text, &line); i++) {
		bullets +=
		    line.len > 2 && line.ptr[0] == '*' && line.ptr[1] == ' ';
		if (bullets >= SQUASH_BULLETS || is_rule(str_trim(line)) ||
		    is_squash_head(line))
			return true;
	}
	return false;
}

bool message_has_number(struct str text)
{
	struct str line = STR("");
	(void)str_line(&text, &line);
	line = str_trim(line);
	size_t open = str_rfind_byte(line, '(');
	struct str number = str_skip(line, open < line.len ? open : line.len);
	int64_t value;
	return number.len > 3 && str_starts(number, STR("(#")) &&
	       str_ends(number, STR(")")) &&
	       str_to_int(str_slice(number, 2, number.len - 1), &value);
}

void message_open(struct message *message, struct str text)
{
	*message = (struct message){ .rest = text,
		.is_squash = message_is_squash(text) };
}

/* A fence that is never closed hides nothing. */
static bool has_fence(struct str rest)
{
	struct str line;
	while (str_line(&rest, &line))
		if (is_fence(str_trim(line)))
			return true;
	return false;
}

static bool is_hidden(struct message *message, struct str line, size_t width)
{
	if (is_fence(line)) {
		message->in_fence =
		    !message->in_fence && has_fence(message->rest);
		return true;
	}
	if (message->in_fence || !line.len || line.ptr[0] == '>')
		return true;
	return width >= CODE_INDENT && !message->is_squash;
}

bool message_next(struct message *message, struct message_line *line)
{
	struct str text;
	while (message->number < MESSAGE_LINES_MAX &&
	       str_line(&message->rest, &text)) {
		size_t width;
		message->number++;
		text = str_trim(str_skip(text, indent_of(text, &width)));
		if (is_hidden(message, text, width) ||
		    text.len > MESSAGE_LINE_MAX)
			continue;
		bool bullet = is_bullet(text);
		*line = (struct message_line){
			.text = bullet ? str_trim(str_skip(text, 2)) : text,
			.number = message->number,
			.is_bullet = bullet,
		};
		return true;
	}
	return false;
}

static bool is_key_byte(char c)
{
	return ascii_is_alnum(c) || c == '-';
}

bool message_trailer(struct str line, struct str *key, struct str *value)
{
	size_t len = 0;
	while (len < line.len && is_key_byte(line.ptr[len]))
		len++;
	if (len == 0 || len > KEY_MAX || len == line.len ||
	    line.ptr[len] != ':')
		return false;
	*key = str_slice(line, 0, len);
	*value = str_trim(str_skip(line, len + 1));
	return true;
}

/* TEXT with &lt; &gt; &amp; decoded; the same view when it has none. */
static struct str decode_html(struct str text, struct arena *keep)
{
	static const struct {
		struct str name;
		char value;
	} entities[] = {
		{ { "&lt;", 4 }, '<' },
		{ { "&gt;", 4 }, '>' },
		{ { "&amp;", 5 }, '&' },
	};
	if (str_find_byte(text, '&') == text.len)
		return text;
	char *out = arena_alloc(keep, text.len);
	size_t len = 0;
	while (text.len) {
		size_t taken = 1;
		char c = text.ptr[0];
		for (size_t i = 0; i < 3; i++)
			if (str_starts(text, entities[i].name)) {
				taken = entities[i].name.len;
				c = entities[i].value;
			}
		out[len++] = c;
		text = str_skip(text, taken);
	}
	return (struct str){ out, len };
}

bool message_key_is(struct str key, const char *const *keys)
{
	for (; *keys; keys++)
		if (str_equal_nocase(key, str_from(*keys)))
			return true;
	return false;
}

struct credit message_credit(struct str value, struct arena *keep)
{
	struct credit credit;
	value = decode_html(value, keep);
	size_t open = str_find_byte(value, '<');
	credit.name = str_trim(str_slice(value, 0, open));
	credit.email = str_skip(value, open < value.len ? open + 1 : open);
	credit.email = str_trim(
	    str_slice(credit.email, 0, str_find_byte(credit.email, '>')));
	return credit;
}

struct str message_after(struct str text, struct str part)
{
	size_t at = str_find(text, part);
	return at < text.len ? str_skip(text, at + part.len) : STR_NONE;
}

/* Up to a bracket or what drove the model ("Kimi K2.5 via Crush"). */
static struct str model_part(struct str text)
{
	struct str via = message_after(text, STR(" via "));
	if (via.ptr)
		text.len = (size_t)(via.ptr - text.ptr) - 5;
	return str_trim(str_slice(text, 0, str_find_byte(text, ')')));
}

struct str message_model_in(struct str text)
{
	static const char *const families[] = { "gpt", "gemini", "grok", "glm",
		"kimi", "qwen", "deepseek", "composer", "codestral", "devstral",
		"llama", "claude", "opus", "sonnet", "haiku", "fable", NULL };
	for (size_t i = 0; i < text.len; i++) {
		if (i && is_key_byte(text.ptr[i - 1]))
			continue;
		struct str word = str_skip(text, i);
		for (const char *const *family = families; *family; family++) {
			struct str name = str_from(*family);
			struct str rest = str_skip(word, name.len);
			if (!str_equal_nocase(
				str_slice(word, 0, name.len), name) ||
			    rest.len < 2)
				continue;
			bool spaced = rest.ptr[0] == ' ' || rest.ptr[0] == '-';
			char first = rest.ptr[spaced];
			if (first < '0' || first > '9')
				continue;
			return model_part(word);
		}
	}
	return STR_NONE;
}

struct str message_merged_branch(struct str text)
{
	struct str line = STR("");
	(void)str_line(&text, &line);
	if (str_starts(line, STR("Merge pull request "))) {
		struct str from = message_after(line, STR(" from "));
		size_t slash = str_find_byte(from, '/');
		if (!from.ptr || slash == from.len)
			return STR_NONE;
		return str_trim(str_skip(from, slash + 1));
	}
	if (!str_starts(line, STR("Merge ")))
		return STR_NONE;
	struct str name = message_after(line, STR("branch '"));
	if (!name.ptr)
		return STR_NONE;
	name = str_slice(name, 0, str_find_byte(name, '\''));
	return str_starts(name, STR("origin/")) ? str_skip(name, 7) : name;
}

static struct str full_id(struct str text)
{
	struct oid unused;
	struct str id = str_slice(text, 0, OID_HEX_SIZE - 1);
	if (!oid_parse(&unused, id) ||
	    (text.len > id.len && is_key_byte(text.ptr[id.len])))
		return STR_NONE;
	return id;
}

struct str message_reverts(struct str text)
{
	struct str line;
	while (str_line(&text, &line)) {
		struct str id =
		    message_after(line, STR("This reverts commit "));
		if (id.ptr && full_id(id).ptr)
			return full_id(id);
	}
	return STR_NONE;
}

struct str message_cherry_of(struct str text)
{
	struct str line;
	struct str found = STR_NONE;
	while (str_line(&text, &line)) {
		struct str id =
		    message_after(line, STR("(cherry picked from commit "));
		if (id.ptr && full_id(id).ptr)
			found = full_id(id);
	}
	return found;
}
