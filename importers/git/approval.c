/* Trailers are those of git-interpret-trailers(1), as the documentation of the
 * Linux kernel ("Submitting patches") gives them their meaning, with the
 * spellings that Phabricator and FreeBSD write ("Reviewed By: ann, bo"). Who
 * signed off is kept where he committed what another wrote: he passed it on.
 *
 * Change requests are named by GitHub ("Merge pull request #12 from ...", and
 * "(#12)" behind the subject of a squash), GitLab ("See merge request
 * group/project!12"), Bitbucket ("(pull request #12)"), Azure DevOps ("Merged
 * PR 12: ..."), and by lines that hold an address (PR-URL, Part-of). Lines of
 * lists, quotes and code are no trailers (message.h). */
#include "importers/git/approval.h"

#include "importers/git/message.h"

static struct str digits(struct str text)
{
	size_t count = 0;
	while (count < text.len && ascii_is_digit(text.ptr[count]))
		count++;
	return str_slice(text, 0, count);
}

/* -------------------------------------------------------------- requests -- */

static void add_request(
    struct approval_list *list, const char *how, struct request request)
{
	for (size_t i = 0; i < list->request_count; i++)
		if (list->requests[i].request.number == request.number &&
		    str_equal(list->requests[i].request.repository,
			request.repository))
			return;
	if (list->request_count < REQUESTS_MAX)
		list->requests[list->request_count++] =
		    (struct named_request){ how, request };
}

/* The number behind MARK in TEXT. */
static bool number_behind(int64_t *number, struct str text, struct str mark)
{
	struct str rest = message_after(text, mark);
	return rest.ptr && request_number(number, digits(rest));
}

/* "... (#12)", "... (!12)": the last one, which a squash adds. */
static bool number_at_end(int64_t *number, struct str subject)
{
	size_t open = str_rfind_byte(subject, '(');
	struct str tail =
	    str_skip(subject, open < subject.len ? open + 1 : open);
	return tail.len > 2 && (tail.ptr[0] == '#' || tail.ptr[0] == '!') &&
	       str_ends(tail, STR(")")) &&
	       request_number(number, str_slice(tail, 1, tail.len - 1));
}

static void look_at_subject(struct approval_list *list, struct str subject)
{
	struct request request = { 0 };
	if ((str_starts(subject, STR("Merge pull request ")) &&
		number_behind(&request.number, subject, STR("request #"))) ||
	    (str_starts(subject, STR("Merged in ")) &&
		number_behind(
		    &request.number, subject, STR("(pull request #"))) ||
	    (str_starts(subject, STR("Pull request #")) &&
		number_behind(
		    &request.number, subject, STR("Pull request #"))) ||
	    (str_starts(subject, STR("Merged PR ")) &&
		number_behind(&request.number, subject, STR("Merged PR "))))
		add_request(list, "merge", request);
	else if (number_at_end(&request.number, subject))
		add_request(list, "subject", request);
}

/* "See merge request group/project!12", "See merge request !12". */
static void look_at_see(struct approval_list *list, struct str line)
{
	static const struct str mark = { "See merge request ", 18 };
	struct request request = { 0 };
	struct str name = str_trim(str_skip(line, mark.len));
	size_t bang = str_rfind_byte(name, '!');
	if (!str_starts(line, mark) || bang == name.len ||
	    !request_number(&request.number, str_skip(name, bang + 1)))
		return;
	request.repository = bang ? str_slice(name, 0, bang) : STR_NONE;
	add_request(list, "merge", request);
}

static void look_at_address(struct approval_list *list, struct str key,
    struct str value, struct arena *keep)
{
	static const char *const keys[] = { "PR-URL", "Part-of", "Pull-Request",
		"Pull-Request-URL", "Merge-Request", "Reviewed-on", NULL };
	struct request request;
	if (!message_key_is(key, keys))
		return;
	if (str_starts(value, STR("<")))
		value = str_skip(value, 1);
	if (request_from_address(&request, value, keep))
		add_request(list, "line", request);
}

/* ------------------------------------------------------------- approvals -- */

static bool is_nobody(struct str name)
{
	static const char *const words[] = { "none", "nobody", "n/a", "tbd",
		"no one", "-", "", NULL };
	return message_key_is(str_trim(name), words);
}

static bool is_word(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] == ' ' || text.ptr[i] == '\t')
			return false;
	return text.len > 0;
}

static void add_approval(struct approval_list *list, const char *how,
    struct credit credit, int64_t line)
{
	struct approval approval = { .how = how, .line = line };
	size_t bracket = str_find_byte(credit.name, '(');
	credit.name = str_trim(str_slice(credit.name, 0, bracket));
	if (!credit.email.len && is_nobody(credit.name))
		return;
	if (credit.email.len || !is_word(credit.name)) {
		approval.name = credit.name;
		approval.email = credit.email;
	} else if (str_find_byte(credit.name, '@') + 1 < credit.name.len &&
		   str_find_byte(credit.name, '@') > 0) {
		approval.email = credit.name;
	} else if (str_starts(credit.name, STR("@"))) {
		approval.login = str_skip(credit.name, 1);
	} else {
		approval.login = credit.name;
	}
	if (list->approval_count < APPROVALS_MAX)
		list->approvals[list->approval_count++] = approval;
}

/* "Ann <a@x>", "Ann <a@x>, Bo <b@x>", "ann, bo". */
static void add_people(struct approval_list *list, const char *how,
    struct str value, int64_t line, struct arena *keep)
{
	bool has_addresses = str_find_byte(value, '<') < value.len;
	struct str part;
	while (has_addresses && value.len) {
		size_t end = str_find_byte(value, '>');
		part = str_slice(value, 0, end + (end < value.len));
		value = str_skip(value, part.len);
		while (part.len && (part.ptr[0] == ',' || part.ptr[0] == ';' ||
				       part.ptr[0] == ' '))
			part = str_skip(part, 1);
		if (str_find_byte(part, '<') < part.len)
			add_approval(
			    list, how, message_credit(part, keep), line);
	}
	while (!has_addresses && str_split(&value, ',', &part))
		add_approval(
		    list, how, message_credit(str_trim(part), keep), line);
}

/* The key of a trailer, also with blanks for its hyphens. */
static bool read_trailer(
    struct str line, struct str *key, struct str *value, struct arena *keep)
{
	size_t colon = str_find_byte(line, ':');
	enum { KEY_MAX = 24 };
	char *name;
	if (colon == line.len || colon == 0 || colon > KEY_MAX)
		return false;
	name = arena_alloc(keep, colon);
	for (size_t i = 0; i < colon; i++)
		name[i] = line.ptr[i] == ' ' ? '-' : line.ptr[i];
	*key = (struct str){ name, colon };
	*value = str_trim(str_skip(line, colon + 1));
	return true;
}

static void look_at_trailer(struct approval_list *list,
    const struct message_line *line, const struct commit *commit,
    struct arena *keep)
{
	static const struct {
		const char *key;
		const char *how;
	} rows[] = { { "Approved-by", "approved" },
		{ "Reviewed-by", "reviewed" }, { "Acked-by", "acked" },
		{ "Signed-off-by", "signed" } };
	struct str key;
	struct str value;
	if (line->is_bullet || !read_trailer(line->text, &key, &value, keep))
		return;
	look_at_address(list, key, value, keep);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct credit credit;
		if (!str_equal_nocase(key, str_from(rows[i].key)))
			continue;
		if (rows[i].how[0] != 's') {
			add_people(
			    list, rows[i].how, value, line->number, keep);
			continue;
		}
		credit = message_credit(value, keep);
		if (credit.email.len &&
		    str_equal_nocase(credit.email, commit->committer.email) &&
		    !str_equal_nocase(credit.email, commit->author.email))
			add_approval(list, rows[i].how, credit, line->number);
	}
}

void approval_find(
    struct approval_list *list, const struct commit *commit, struct arena *keep)
{
	struct message message;
	struct message_line line;
	struct str rest = commit->message;
	struct str subject = STR("");
	list->approval_count = 0;
	list->request_count = 0;
	(void)str_line(&rest, &subject);
	look_at_subject(list, str_trim(subject));
	message_open(&message, commit->message);
	while (message_next(&message, &line)) {
		if (line.number == 1)
			continue;
		look_at_see(list, line.text);
		look_at_trailer(list, &line, commit, keep);
	}
}
