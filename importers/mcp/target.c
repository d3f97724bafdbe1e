/* A server's URL or command line as it may be told. Whoever reads it is to see
 * what runs, and never a secret: what is not known to be harmless is cut. Kept
 * are the program, names of options, packages, images and paths; of URLs the
 * scheme, host and path. */
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/utf8.h"
#include "importers/mcp/mcp.h"
#include "importers/secret/credential.h"
#include "importers/secret/secret.h"

enum { TARGET_MAX = 500 };

static bool is_url(struct str text)
{
	size_t colon = str_find_byte(text, ':');
	return colon > 0 && str_starts(str_skip(text, colon), STR("://"));
}

/* No user, no query, no fragment. */
static struct str cut_url(struct str url, struct arena *keep)
{
	size_t start = str_find_byte(url, ':') + 3;
	struct str rest = str_skip(url, start);
	rest.len = str_find_byte(rest, '#');
	size_t mark = str_find_byte(rest, '?');
	const char *query = mark < rest.len ? "?*" : "";
	rest.len = mark;
	struct str host = str_slice(rest, 0, str_find_byte(rest, '/'));
	struct str path = str_skip(rest, host.len);
	size_t user = str_rfind_byte(host, '@');
	const char *cut = user < host.len ? "*@" : "";
	if (user < host.len)
		host = str_skip(host, user + 1);
	return arena_printf(keep, STR_FMT "%s" STR_FMT STR_FMT "%s",
	    STR_ARG(str_slice(url, 0, start)), cut,
	    STR_ARG(secret_mask(keep, host)),
	    STR_ARG(mcp_mask_path(path, keep)), query);
}

/* Words, numbers of ports, paths, packages and images: no password that one
 * would think up, no key. */
static bool is_harmless(struct str word)
{
	bool is_plain = true;
	bool is_number = true;
	bool has_mark = false;
	for (size_t i = 0; i < word.len; i++) {
		char c = word.ptr[i];
		bool is_digit = ascii_is_digit(c);
		is_number &= is_digit;
		is_plain &= ascii_is_letter(c) || c == '-' || c == '_';
		has_mark |= c == '/' || c == '.' || c == '@' || c == ':';
		if (!is_digit && !ascii_is_letter(c) && !strchr("-_./@:+~,", c))
			return false;
	}
	if (secret_is_random(word))
		return false;
	return is_plain || (is_number && word.len < 6) || has_mark;
}

/* "${NAME}", "$NAME": which variable is no secret. */
static bool is_variable(struct str word)
{
	size_t i = 1;
	if (word.len < 2 || word.ptr[0] != '$')
		return false;
	for (; i < word.len; i++)
		if (!ascii_is_letter(word.ptr[i]) &&
		    !strchr("{}_:", word.ptr[i]) &&
		    !ascii_is_digit(word.ptr[i]))
			return false;
	return str_find_byte(word, '-') == word.len;
}

/* The value of an option whose name speaks of a secret, or that is short, so
 * that nobody can say. */
static bool is_told_by(struct str option)
{
	struct str name = option;
	while (str_starts(name, STR("-")))
		name = str_skip(name, 1);
	return !credential_is_name(name) && !str_equal_z(option, "-p") &&
	       !str_equal_z(option, "-k") && !str_equal_z(option, "-u") &&
	       !str_equal_z(option, "-H") && !str_equal_z(option, "--header") &&
	       !str_equal_z(option, "--user") && !str_equal_z(option, "--key");
}

/* Below a home folder: whose it is, is nobody's business. */
static struct str cut_home(struct str word, struct arena *keep)
{
	static const char *const homes[] = { "/Users/", "/home/" };
	for (size_t i = 0; i < sizeof homes / sizeof *homes; i++) {
		struct str rest = str_skip(word, strlen(homes[i]));
		if (str_starts(word, str_from(homes[i])))
			return arena_printf(keep, "~" STR_FMT,
			    STR_ARG(str_skip(rest, str_find_byte(rest, '/'))));
	}
	return word;
}

static void add_word(
    struct buf *out, struct str before, struct str word, struct arena *keep)
{
	size_t equals = str_find_byte(word, '=');
	if (is_url(word))
		buf_add(out, cut_url(word, keep));
	else if (is_variable(word))
		buf_add(out, word);
	else if (equals < word.len)
		buf_printf(out, STR_FMT "=*",
		    STR_ARG(is_harmless(str_slice(word, 0, equals))
				? str_slice(word, 0, equals)
				: STR("*")));
	else if (is_harmless(word) && is_told_by(before))
		buf_add(out, secret_mask(keep, cut_home(word, keep)));
	else
		buf_add_char(out, '*');
}

/* Whether a credential stands in WORD, behind the option BEFORE. */
static bool is_exposed(struct str before, struct str word)
{
	struct credential found;
	bool is_password;
	size_t equals = str_find_byte(word, '=');
	struct str name =
	    equals < word.len ? str_slice(word, 0, equals) : before;
	struct str value =
	    equals < word.len ? str_skip(word, equals + 1) : word;
	while (str_starts(name, STR("-")))
		name = str_skip(name, 1);
	return credential_in_url(word, &found) ||
	       credential_is_value(name, value, &is_password);
}

void mcp_show(struct mcp_server *server, struct str url,
    const struct words *words, struct arena *keep)
{
	struct buf out = { 0 };
	struct credential found;
	struct str before = STR_NONE;
	if (url.len) {
		server->exposed = credential_in_url(url, &found);
		buf_add(&out, is_url(url)	 ? cut_url(url, keep)
			      : is_variable(url) ? url
						 : STR("*"));
	}
	for (size_t i = 0; !url.len && i < words->count; i++) {
		struct str word = words->items[i];
		if (i)
			buf_add_char(&out, ' ');
		if (i || secret_is_random(path_base(word)))
			add_word(&out, before, word, keep);
		else
			buf_add(&out, secret_mask(keep, path_base(word)));
		server->exposed |= is_exposed(before, word);
		before = str_starts(word, STR("-")) ? word : STR_NONE;
	}
	server->target = utf8_printable(
	    keep, arena_str(keep, str_slice(buf_str(&out), 0, TARGET_MAX)));
	if (!server->target.ptr)
		server->target = STR("");
	buf_free(&out);
}
