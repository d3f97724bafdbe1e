/* Scans that list all rules they ran, or all files they looked at, have rows
 * in scan_cover; a list that names only rules that found something says
 * nothing, and is not kept (docs/formats.md). Of a tool that listed all rules
 * in the scan with the finding, a later list without the rule counts, too.
 * Whether a file was deleted is read from the repository, where one is at hand
 * and both scans name their revision. */
#include "link/finding_cover.h"

#include "base/file.h"
#include "importers/git/past_tree.h"
#include "importers/git/path_rules.h"
#include "model/query.h"

struct finding_cover {
	struct query *has_lists;
	struct query *ran;
	struct query *looked;
	struct query *renamed;
	struct query *folder;
	const struct link_options *options;
	int64_t series;
	const struct event *events;
	bool lists;		/* the series has any */
	struct past_tree *past; /* NULL: no repository at hand */
	struct arena *past_keep;
	int64_t repository_id; /* of PAST */
	struct arena *scratch; /* of one question */
};

static const char has_lists_sql[] =
    "SELECT EXISTS (SELECT 1 FROM temp.scan_event e JOIN scan_cover c "
    "ON c.scan_id = e.scan_id WHERE e.series = ?1) OR EXISTS (SELECT 1 "
    "FROM temp.scan_event e JOIN scan_unread u ON u.scan_id = e.scan_id "
    "WHERE e.series = ?1)";

/* Rules are ?4, or a parent of it (SARIF 2.1.0 section 3.52.4). */
static const char ran_sql[] =
    "SELECT count(c.set_id) = count(*), max(EXISTS (SELECT 1 "
    "FROM scan_set_rule x WHERE x.set_id = c.set_id AND x.rule = ?4) "
    "OR EXISTS (SELECT 1 FROM scan_set_rule x WHERE x.set_id = c.set_id "
    "AND substr(?4, 1, length(x.rule) + 1) = x.rule || '/') "
    "OR EXISTS (SELECT 1 FROM temp.scan_fired f WHERE f.scan_id = e.scan_id "
    "AND f.rule = ?4)), "
    "min(coalesce(s.rules, 0) > 0) AND EXISTS (SELECT 1 FROM "
    "temp.scan_event o JOIN scan_cover oc ON oc.scan_id = o.scan_id "
    "AND oc.kind = 'rules' WHERE o.series = ?1 AND o.event = ?3) "
    "FROM temp.scan_event e JOIN scan s ON s.id = e.scan_id "
    "LEFT JOIN scan_cover c ON c.scan_id = e.scan_id AND c.kind = 'rules' "
    "WHERE e.series = ?1 AND e.event = ?2";

#define WRITTEN                                                                \
	"(SELECT ?4 UNION SELECT p.path FROM temp.result_path p "              \
	"WHERE p.repository_id = e.repository_id AND p.found = ?4)"
static const char looked_sql[] =
    "SELECT count(c.set_id) = count(*), max(EXISTS (SELECT 1 FROM file f "
    "JOIN scan_set_file x ON x.file_id = f.id "
    "WHERE f.path IN " WRITTEN " AND x.set_id = c.set_id)), "
    "max(EXISTS (SELECT 1 FROM scan_unread u "
    "WHERE u.scan_id = e.scan_id AND u.path IN " WRITTEN ")) "
    "FROM temp.scan_event e LEFT JOIN scan_cover c "
    "ON c.scan_id = e.scan_id AND c.kind = 'files' "
    "WHERE e.series = ?1 AND e.event = ?2";

/* What the file was called later. */
static const char renamed_sql[] =
    "WITH RECURSIVE name (path) AS (SELECT ?2 UNION "
    "SELECT r.path FROM name n JOIN temp.scan_renamed r "
    "ON r.repository_id = ?1 AND r.before = n.path LIMIT 1000) "
    "SELECT path FROM name WHERE path <> ?2";

static const char folder_sql[] = "SELECT path FROM repository WHERE id = ?1";

/* ------------------------------------------------------------- repository --
 */

static enum past_presence ask_tree(
    const struct finding_cover *cover, size_t number, struct str path)
{
	struct str revision = cover->events[number - 1].revision;
	if (!cover->past || !path.len || !revision.len)
		return PRESENCE_UNKNOWN;
	return past_tree_has(
	    cover->past, revision, path_bytes(cover->scratch, path));
}

/* The file under the name that it has in the event's revision. */
static enum said find_file(const struct finding_cover *cover, size_t number,
    const struct missed *missed, struct str *path)
{
	enum past_presence now = ask_tree(cover, number, missed->path);
	if (now == PRESENCE_THERE)
		return SAID_YES;
	/* Not either where it was seen: none of the repository's files, or
	 * called otherwise in the report. */
	if (now == PRESENCE_UNKNOWN ||
	    ask_tree(cover, missed->seen, missed->path) != PRESENCE_THERE)
		return SAID_NOTHING;
	query_rewind(cover->renamed);
	query_bind_int(cover->renamed, 1, cover->repository_id);
	query_bind_text(cover->renamed, 2, missed->path);
	while (query_next(cover->renamed)) {
		struct str name =
		    arena_str(cover->scratch, query_text(cover->renamed, 0));
		if (ask_tree(cover, number, name) != PRESENCE_THERE)
			continue;
		*path = name;
		return SAID_YES;
	}
	return SAID_NO;
}

static bool next_line(struct str *text, struct str *line)
{
	if (!text->len)
		return false;
	size_t end = str_find_byte(*text, '\n');
	*line = str_trim(str_slice(*text, 0, end));
	*text = str_skip(*text, end < text->len ? end + 1 : end);
	return true;
}

/* Whether no line of the file, PATH in the event's revision, reads as the line
 * did where it was seen. Asked for only where versions differ. */
static bool is_gone(const struct finding_cover *cover, size_t number,
    const struct missed *missed, struct str path)
{
	const struct event *now = &cover->events[number - 1];
	const struct event *seen = &cover->events[missed->seen - 1];
	struct arena *scratch = cover->scratch;
	struct str text;
	struct str line = STR("");
	struct str other;
	if (missed->line < 1 || !seen->revision.len ||
	    str_equal(now->version, seen->version) ||
	    !past_tree_text(cover->past, seen->revision,
		path_bytes(scratch, missed->path), &text, scratch))
		return false;
	for (int64_t i = 0; i < missed->line; i++)
		if (!next_line(&text, &line))
			return false;
	if (!line.len || !past_tree_text(cover->past, now->revision,
			     path_bytes(scratch, path), &text, scratch))
		return false;
	while (next_line(&text, &other))
		if (str_equal(line, other))
			return false;
	return true;
}

/* ------------------------------------------------------------------ lists --
 */

static void ask(struct query *query, const struct finding_cover *cover,
    size_t number, size_t seen, struct str what)
{
	query_rewind(query);
	query_bind_int(query, 1, cover->series);
	query_bind_int(query, 2, (int64_t)number);
	query_bind_int(query, 3, (int64_t)seen);
	query_bind_text(query, 4, what);
}

static enum said said(bool yes, bool no)
{
	return yes ? SAID_YES : no ? SAID_NO : SAID_NOTHING;
}

static void ask_lists(const struct finding_cover *cover, size_t number,
    const struct missed *missed, struct str path, struct cover *answer)
{
	ask(cover->ran, cover, number, missed->seen, missed->rule);
	while (query_next(cover->ran))
		answer->ran = said(query_int(cover->ran, 1) == 1,
		    query_int(cover->ran, 0) == 1 ||
			query_int(cover->ran, 2) == 1);
	if (!path.len)
		return;
	ask(cover->looked, cover, number, missed->seen, path);
	while (query_next(cover->looked)) {
		answer->looked = said(query_int(cover->looked, 1) == 1,
		    query_int(cover->looked, 0) == 1);
		answer->unread = query_int(cover->looked, 2) == 1;
	}
}

static void close_repository(struct finding_cover *cover)
{
	past_tree_close(cover->past);
	cover->past = NULL;
	arena_reset(cover->past_keep);
}

static void open_repository(struct finding_cover *cover, int64_t repository_id)
{
	struct error ignored;
	struct str folder = STR_NONE;
	if (cover->repository_id == repository_id)
		return;
	close_repository(cover);
	cover->repository_id = repository_id;
	query_rewind(cover->folder);
	query_bind_int(cover->folder, 1, repository_id);
	while (query_next(cover->folder))
		folder =
		    arena_str(cover->past_keep, query_text(cover->folder, 0));
	if (!folder.len)
		return;
	if (cover->options->folder.len)
		folder =
		    path_join(cover->past_keep, cover->options->folder, folder);
	(void)!past_tree_open(&cover->past, folder, cover->past_keep, &ignored);
}

/* ----------------------------------------------------------------- public --
 */

void finding_cover_series(struct finding_cover *cover, int64_t series,
    int64_t repository_id, const struct event *events)
{
	cover->series = series;
	cover->events = events;
	query_rewind(cover->has_lists);
	query_bind_int(cover->has_lists, 1, series);
	while (query_next(cover->has_lists))
		cover->lists = query_int(cover->has_lists, 0) == 1;
	open_repository(cover, repository_id);
}

struct cover finding_cover_ask(
    void *user, size_t number, const struct missed *missed)
{
	const struct finding_cover *cover = user;
	struct cover answer = { .unread = false };
	struct str path = missed->path;
	answer.exists = find_file(cover, number, missed, &path);
	if (answer.exists == SAID_YES)
		answer.gone = is_gone(cover, number, missed, path);
	if (cover->lists)
		ask_lists(cover, number, missed, path, &answer);
	arena_reset(cover->scratch);
	return answer;
}

bool finding_cover_open(struct finding_cover **cover, struct model *model,
    const struct link_options *options, struct arena *keep, struct error *err)
{
	struct finding_cover *made = ARENA_NEW(keep, struct finding_cover);
	struct error ignored;
	*made = (struct finding_cover){ .options = options,
		.past_keep = arena_new(),
		.scratch = arena_new() };
	if (query_open(&made->has_lists, model, has_lists_sql, err) &&
	    query_open(&made->ran, model, ran_sql, err) &&
	    query_open(&made->looked, model, looked_sql, err) &&
	    query_open(&made->renamed, model, renamed_sql, err) &&
	    query_open(&made->folder, model, folder_sql, err)) {
		*cover = made;
		return true;
	}
	(void)!finding_cover_close(made, &ignored);
	*cover = NULL;
	return false;
}

bool finding_cover_close(struct finding_cover *cover, struct error *err)
{
	if (!cover)
		return true;
	bool done =
	    queries_close((struct query *[]){ cover->has_lists, cover->ran,
			      cover->looked, cover->renamed, cover->folder },
		5, true, err);
	past_tree_close(cover->past);
	arena_free(cover->past_keep);
	arena_free(cover->scratch);
	return done;
}
