/* Addresses of mails: one mailbox after RFC 5322, section 3.4, without what
 * nobody needs and attackers like: comments, groups, quoted local parts, routes
 * and literals. Other scripts stand in the name; a domain in ASCII (RFC 5890).
 */
#include "base/utf8.h"
#include "render/mail/mail.h"

enum { LOCAL_MAX = 64, DOMAIN_MAX = 253, LABEL_MAX = 63, NAME_MAX_BYTES = 200 };

/* atext of RFC 5322 in parts with dots between them. */
static bool is_local(struct str text)
{
	static const struct str marks = { "!#$%&'*+-/=?^_`{|}~", 19 };
	struct str part;
	if (!text.len || text.len > LOCAL_MAX)
		return false;
	while (str_split(&text, '.', &part)) {
		if (!part.len)
			return false;
		for (size_t i = 0; i < part.len; i++)
			if (!ascii_is_alnum(part.ptr[i]) &&
			    str_find_byte(marks, part.ptr[i]) == marks.len)
				return false;
	}
	return true;
}

static bool is_domain(struct str text)
{
	struct str label;
	if (!text.len || text.len > DOMAIN_MAX)
		return false;
	while (str_split(&text, '.', &label)) {
		if (!label.len || label.len > LABEL_MAX ||
		    !ascii_is_alnum(label.ptr[0]) ||
		    !ascii_is_alnum(label.ptr[label.len - 1]))
			return false;
		for (size_t i = 0; i < label.len; i++)
			if (!ascii_is_alnum(label.ptr[i]) &&
			    label.ptr[i] != '-')
				return false;
	}
	return true;
}

static bool is_name(struct str text)
{
	uint32_t code;
	if (text.len > NAME_MAX_BYTES || !utf8_is_valid(text))
		return false;
	while (utf8_next(&text, &code))
		if (utf8_is_control(code) || code < 0x20 || code == '<' ||
		    code == '>' || code == '"')
			return false;
	return true;
}

static struct str without_quotes(struct str name)
{
	if (name.len >= 2 && str_starts(name, STR("\"")) &&
	    str_ends(name, STR("\"")))
		return str_slice(name, 1, name.len - 1);
	return name;
}

bool mail_address_read(struct mail_address *address, struct str text,
    struct arena *keep, struct error *err)
{
	struct str whole = str_trim(text);
	size_t open = str_rfind_byte(whole, '<');
	struct str name = STR_NONE;
	struct str spec = whole;
	if (open < whole.len && str_ends(whole, STR(">"))) {
		name = without_quotes(str_trim(str_slice(whole, 0, open)));
		spec = str_slice(whole, open + 1, whole.len - 1);
	}
	size_t at = str_rfind_byte(spec, '@');
	if (at < spec.len && is_local(str_slice(spec, 0, at)) &&
	    is_domain(str_skip(spec, at + 1)) && is_name(name)) {
		*address = (struct mail_address){ arena_str(keep, name),
			arena_str(keep, spec) };
		return true;
	}
	error_set(err, ERROR_USAGE,
	    "expected one address such as board@example.org or \"The board "
	    "<board@example.org>\", found \"" STR_FMT "\"",
	    STR_ARG(utf8_printable(keep, str_slice(text, 0, 200))));
	return error_fix(err, "several addresses are given one by one; a name "
			      "of a host in its ASCII form (xn--...)");
}
