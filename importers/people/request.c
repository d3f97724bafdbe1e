/* Addresses of hosts differ in one word before the number. Scheme, user, port
 * and what follows the number say nothing. */
#include "importers/people/request.h"

enum { DIGITS_MAX = 18 };

static size_t digits_of(struct str text)
{
	size_t count = 0;
	while (count < text.len && ascii_is_digit(text.ptr[count]))
		count++;
	return count;
}

bool request_number(int64_t *number, struct str text)
{
	size_t count = digits_of(text);
	return count && count == text.len && count <= DIGITS_MAX &&
	       str_to_int(text, number);
}

/* The number at the start of TEXT, ended by what no name goes on with. */
static bool leading_number(int64_t *number, struct str text)
{
	size_t count = digits_of(text);
	static const char ends[] = "/?#>).,;] ";
	struct str stops = { ends, sizeof ends - 1 };
	return request_number(number, str_slice(text, 0, count)) &&
	       (count == text.len ||
		   str_find_byte(stops, text.ptr[count]) < stops.len);
}

/* "host/owner/name" of what stands before the word. */
static struct str repository_of(struct str text, struct arena *keep)
{
	size_t slash = str_find_byte(text, '/');
	struct str host = str_slice(text, 0, slash);
	struct str path = str_skip(text, slash < text.len ? slash + 1 : slash);
	size_t at = str_rfind_byte(host, '@');
	if (at < host.len)
		host = str_skip(host, at + 1);
	host = str_slice(host, 0, str_find_byte(host, ':'));
	if (!host.len || !path.len)
		return STR_NONE;
	return arena_printf(keep, STR_FMT "/" STR_FMT,
	    STR_ARG(arena_lower(keep, host)), STR_ARG(path));
}

bool request_from_address(
    struct request *request, struct str text, struct arena *keep)
{
	static const char *const words[] = { "/-/merge_requests/",
		"/merge_requests/", "/pull-requests/", "/pullrequest/",
		"/pulls/", "/pull/" };
	size_t scheme = str_find(text, STR("://"));
	struct str whole = text;
	if (scheme == text.len)
		return false;
	text = str_skip(text, scheme + 3);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		struct str word = str_from(words[i]);
		size_t at = str_find(text, word);
		if (at == text.len || !leading_number(&request->number,
					  str_skip(text, at + word.len)))
			continue;
		request->repository =
		    repository_of(str_slice(text, 0, at), keep);
		struct str rest = str_skip(text, at + word.len);
		request->page =
		    str_slice(whole, 0, whole.len - rest.len + digits_of(rest));
		return request->repository.ptr != NULL;
	}
	return false;
}
