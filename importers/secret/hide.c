/* Takes what is surely a secret out of a text of somebody else, as the message
 * of a scanner: what an issuer's form or a URL tells. A value that is known by
 * the name it is assigned to alone stays, as a message has no such names. */
#include "importers/secret/secret.h"

#include "base/buf.h"
#include "importers/secret/credential.h"

static bool next_token(
    const void *rules, struct str text, size_t *at, size_t *len)
{
	return secret_next_token(rules, text, at, len);
}

static bool next_in_url(
    const void *none, struct str text, size_t *at, size_t *len)
{
	struct credential found;
	(void)none;
	if (!credential_in_url(str_skip(text, *at), &found))
		return false;
	*at += found.at;
	*len = found.len;
	return true;
}

typedef bool next_secret(
    const void *rules, struct str text, size_t *at, size_t *len);

static struct str without(
    struct str text, next_secret *next, const void *rules, struct arena *keep)
{
	struct buf out = { 0 };
	size_t from = 0;
	size_t at = 0;
	size_t len = 0;
	struct str hidden;
	while (next(rules, text, &at, &len) && len) {
		buf_add(&out, str_slice(text, from, at));
		buf_add_char(&out, '*');
		at += len;
		from = at;
	}
	if (!from)
		return text;
	buf_add(&out, str_skip(text, from));
	hidden = arena_str(keep, buf_str(&out));
	buf_free(&out);
	return hidden;
}

struct str secret_hide(
    const struct secret_rules *rules, struct arena *keep, struct str text)
{
	text = without(text, next_token, rules, keep);
	if (str_contains(text, STR("://")))
		text = without(text, next_in_url, NULL, keep);
	return text;
}
