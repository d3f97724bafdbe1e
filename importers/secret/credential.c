/* Whether something is a credential, by what it is called, how it looks and
 * where it stands. Names are matched by their parts. Passwords are told from
 * defaults, examples and references (${X}) that stand for one; the part of a
 * URL before its host is taken apart as RFC 3986, section 3.2, has it. */
#include "importers/secret/credential.h"

#include <string.h>

#include "importers/secret/secret.h"

enum { NAME_MAX = 100, PASSWORD_MIN = 8, PASSWORD_MAX = 100, COMMON_MIN = 6 };

static struct str lower_name(struct str name, char buffer[NAME_MAX])
{
	name = str_slice(name, 0, NAME_MAX);
	for (size_t i = 0; i < name.len; i++)
		buffer[i] = ascii_lower(name.ptr[i]);
	return (struct str){ buffer, name.len };
}

/* ----------------------------------------------------------------- names -- */

static bool has_part(struct str lower, const char *const *parts)
{
	for (; *parts; parts++)
		if (str_contains(lower, str_from(*parts)))
			return true;
	return false;
}

static bool has_end(struct str lower, const char *const *ends)
{
	for (; *ends; ends++)
		if (str_ends(lower, str_from(*ends)))
			return true;
	return false;
}

/* Names of what is public, or about a secret and none itself. */
static bool is_other(struct str lower)
{
	static const char *const is_public[] = { "public", "publishable",
		"anon", "next_public", "vite_", "react_app_", "example",
		"cache", "site_key", "sitekey", NULL };
	static const char *const other[] = { "_url", "_uri", "_path", "_file",
		"_name", "_id", "_type", "_ttl", "_length", "_enabled",
		"_expiry", "_expires", "_expiration", "_endpoint", "_version",
		"_algorithm", "_size", "_limit", "_count", "_hash", "-name",
		"-id", "-path", "-file", "_dir", "_days", "_minutes",
		"_seconds", "_header", "_arn", "tokens", "_region", "_host",
		"_user", "_address", "_contract", "_mint", NULL };
	return has_part(lower, is_public) || has_end(lower, other);
}

/* A part of every name that is one: few names go further than this look. */
static bool has_stem(struct str lower)
{
	static const char *const stems[] = { "key", "token", "secret", "salt",
		"pass", "pwd", "auth", "credential", "role", NULL };
	for (size_t at = 0; at < lower.len; at++)
		for (const char *const *stem = stems; *stem; stem++)
			if (lower.ptr[at] == **stem &&
			    str_starts(str_skip(lower, at), str_from(*stem)))
				return true;
	return false;
}

bool credential_is_name(struct str name)
{
	static const char *const says[] = { "secret", "token", "passw",
		"passphrase", "apikey", "api_key", "api-key", "access_key",
		"accesskey", "access-key", "private_key", "privatekey",
		"private-key", "auth_key", "authkey", "encryption_key",
		"signing_key", "master_key", "service_key", "account_key",
		"authorization", "credential", "client_key", "license_key",
		"service_role", "subscription-key", NULL };
	static const char *const ends[] = { "_pwd", "_pass", "_salt", "_auth",
		"-pwd", NULL };
	char buffer[NAME_MAX];
	struct str lower = lower_name(name, buffer);
	if (!has_stem(lower) || is_other(lower))
		return false;
	/* a header of one's own, as X-Key */
	if (str_starts(lower, STR("x-")) &&
	    (str_ends(lower, STR("-key")) || str_ends(lower, STR("-auth"))))
		return true;
	return has_part(lower, says) || has_end(lower, ends) ||
	       str_equal_z(lower, "pwd") || str_equal_z(lower, "pass") ||
	       str_equal_z(lower, "app_key"); /* others' are public names */
}

static bool is_password_name(struct str name)
{
	static const char *const says[] = { "passw", "passphrase", NULL };
	static const char *const ends[] = { "pwd", "_pass", "-pass", NULL };
	char buffer[NAME_MAX];
	struct str lower = lower_name(name, buffer);
	return !is_other(lower) &&
	       (has_part(lower, says) || has_end(lower, ends) ||
		   str_equal_z(lower, "pass"));
}

/* ------------------------------------------------------------- passwords -- */

/* NAME in capitals stands for a value. */
static bool is_capitals(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!ascii_is_upper(text.ptr[i]) && text.ptr[i] != '_' &&
		    text.ptr[i] != '-')
			return false;
	return true;
}

/* Whether WORD is COMMON, also as "P@ssw0rd". */
static bool is_word(struct str word, const char *common)
{
	static const char signs[] = "@a4a$s5s0o1i!i3e7t";
	for (size_t i = 0; i < word.len; i++) {
		char c = ascii_lower(word.ptr[i]);
		for (size_t k = 0; common[i] != c && signs[k]; k += 2)
			if (signs[k] == c && signs[k + 1] == common[i])
				c = common[i];
		if (!common[i] || common[i] != c)
			return false;
	}
	return !common[word.len];
}

/* Passwords of examples and of local services, and the user's own name. */
static bool is_common_password(struct str password, struct str user)
{
	static const char *const common[] = { "password", "passwd", "postgres",
		"mysql", "root", "admin", "secret", "guest", "rabbitmq",
		"redis", "mongo", "docker", "user", "username", "pass", "test",
		"token", "changeit", "default", "letmein", "qwerty", "oauth2",
		"x-oauth-basic", "x-access-token", "pwd", "pw" };
	size_t digits = 0;
	while (digits < password.len &&
	       (ascii_is_digit(password.ptr[password.len - 1 - digits]) ||
		   password.ptr[password.len - 1 - digits] == '!'))
		digits++;
	/* also password1, admin123 and 123456 */
	struct str word = str_slice(password, 0, password.len - digits);
	for (size_t i = 0; i < sizeof common / sizeof *common; i++)
		if (is_word(word, common[i]))
			return true;
	return !word.len || password.len < COMMON_MIN ||
	       str_starts(password, STR("xxx")) || is_capitals(password) ||
	       str_equal_nocase(password, user) ||
	       (user.len && str_equal_nocase(word, user));
}

/* %XX is a character of a URL; else the sign marks what stands for another. */
static bool is_reference(struct str text)
{
	char buffer[PASSWORD_MAX];
	size_t len = 0;
	for (size_t i = 0; i < text.len && len < sizeof buffer; i++) {
		bool is_code = text.ptr[i] == '%' && i + 2 < text.len &&
			       (ascii_is_digit(text.ptr[i + 1]) ||
				   ascii_is_letter(text.ptr[i + 1]));
		if (!is_code)
			buffer[len++] = text.ptr[i];
	}
	return secret_is_placeholder((struct str){ buffer, len });
}

/* What people think up: letters with digits or signs, and no path. */
static bool is_thought_up(struct str password)
{
	bool has_letter = false;
	bool has_other = false;
	if (password.len < PASSWORD_MIN || password.len > PASSWORD_MAX)
		return false;
	for (size_t i = 0; i < password.len; i++) {
		char c = password.ptr[i];
		if (c <= ' ' || c == '/' || c == '\\' || c == '"' || c == '\'')
			return false;
		has_letter |= ascii_is_letter(c);
		has_other |= ascii_is_digit(c) || strchr("!@#&*+=?^~", c);
	}
	return has_letter && has_other;
}

bool credential_is_value(struct str name, struct str value, bool *is_password)
{
	*is_password = false;
	if (!credential_is_name(name) || secret_is_placeholder(value))
		return false;
	if (secret_is_random(value))
		return true;
	*is_password = true;
	return is_password_name(name) && is_thought_up(value) &&
	       !is_common_password(value, STR(""));
}

/* ------------------------------------------------------------------ URLs -- */

enum host { HOST_EXAMPLE, HOST_OWN, HOST_NEAR, HOST_REMOTE };

/* Own: this machine. Near: a private network (RFC 1918), a name without a dot
 * or for local use (RFC 6762). Example: kept for that (RFC 2606). */
static enum host host_kind(struct str host)
{
	static const char *const own[] = { "127.", "0.0.0.0", "localhost",
		"[::1]", "host.docker.internal", NULL };
	static const char *const near[] = { "10.", "192.168.", "172.1", "172.2",
		"172.3", NULL };
	static const char *const near_ends[] = { ".local", ".internal", NULL };
	static const char *const examples[] = { ".test", ".example", ".invalid",
		"example.com", "example.org", "example.net", ".localhost",
		NULL };
	if (!str_starts(host, STR("[")))
		host.len = str_find_byte(host, ':');
	for (size_t i = 0; own[i]; i++)
		if (str_starts(host, str_from(own[i])))
			return HOST_OWN;
	if (has_end(host, examples))
		return HOST_EXAMPLE;
	for (size_t i = 0; near[i]; i++)
		if (str_starts(host, str_from(near[i])))
			return HOST_NEAR;
	return str_find_byte(host, '.') < host.len && !has_end(host, near_ends)
		   ? HOST_REMOTE
		   : HOST_NEAR;
}

/* USER:PASSWORD or TOKEN of AUTHORITY; a token alone has to look random. */
static bool in_authority(struct str authority, struct str *found)
{
	size_t at = str_rfind_byte(authority, '@');
	struct str user = str_slice(authority, 0, at);
	struct str host = str_skip(authority, at + 1);
	size_t colon = str_find_byte(user, ':');
	enum host kind = host_kind(host);
	if (at == authority.len || !host.len ||
	    (kind == HOST_REMOTE && secret_is_placeholder(host)))
		return false;
	*found = user;
	if (colon == user.len)
		return secret_is_random(user) && !is_reference(user);
	*found = str_skip(user, colon + 1);
	user.len = colon;
	if (is_common_password(*found, user) || is_reference(*found))
		return false;
	return kind == HOST_REMOTE || secret_is_random(*found) ||
	       (kind == HOST_NEAR && is_thought_up(*found));
}

static bool in_query(struct str query, struct str *found)
{
	static const char *const names[] = { "key", "auth", "sig", "signature",
		"apikey", NULL };
	struct str pair;
	while (str_split(&query, '&', &pair)) {
		size_t equals = str_find_byte(pair, '=');
		struct str name = str_slice(pair, 0, equals);
		bool is_name = credential_is_name(name);
		*found = str_skip(pair, equals + 1);
		for (size_t i = 0; names[i]; i++)
			is_name |= str_equal_nocase(name, str_from(names[i]));
		if (is_name && secret_is_random(*found) &&
		    !is_reference(*found))
			return true;
	}
	return false;
}

/* The length of the URL's text from AT on, up to one of the bytes of ENDS. */
static size_t part_length(struct str text, const char *ends)
{
	size_t len = 0;
	while (len < text.len && !strchr(ends, text.ptr[len]))
		len++;
	return len;
}

bool credential_in_url(struct str text, struct credential *found)
{
	for (size_t i = 0; i + 3 < text.len; i++) {
		struct str value;
		if (!str_starts(str_skip(text, i), STR("://")))
			continue;
		struct str rest = str_skip(text, i + 3);
		rest.len = part_length(rest, " \t\"'`,;<>");
		struct str authority =
		    str_slice(rest, 0, part_length(rest, "/?#"));
		struct str query = str_skip(rest, str_find_byte(rest, '?') + 1);
		query.len = str_find_byte(query, '#');
		found->in_query = false;
		if (!in_authority(authority, &value)) {
			found->in_query = true;
			if (!in_query(query, &value))
				continue;
		}
		found->at = (size_t)(value.ptr - text.ptr);
		found->len = value.len;
		return true;
	}
	return false;
}
