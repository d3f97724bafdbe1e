/* A version that cannot be read is a gap: from its commit to the next one that
 * can be read nobody knows what the file names. Figures go on with what the
 * other files name and say so: a count is the least there is, and nothing
 * counted is not nothing there. A stock asks about its end, a flow about the
 * whole period. */
#include "analysis/unread.h"

#include "analysis/measure.h"
#include "base/date.h"
#include "model/query.h"

/* Of a kind that ?3 lists, in the time from ?1 up to ?2. */
#define UNREAD_FILES                                                           \
	"SELECT f.path, r.name, u.from_time FROM unread u"                     \
	" JOIN repository r ON r.id = u.repository_id"                         \
	" JOIN file f ON f.id = u.file_id"                                     \
	" WHERE instr(', ' || ?3 || ', ', ', ' || u.what || ', ')"             \
	" AND coalesce(u.from_time, ?2 - 1) < ?2"                              \
	" AND coalesce(u.to_time, ?2) >= ?1"                                   \
	" ORDER BY r.name, f.path, u.from_time"

struct str unread_words(struct str name)
{
	return str_equal_z(name, "mcp")		 ? STR("MCP servers")
	       : str_equal_z(name, "secret")	 ? STR("secrets")
	       : str_equal_z(name, "dependency") ? STR("packages")
						 : STR_NONE;
}

struct found {
	int64_t files;
	struct str first; /* ".mcp.json of shop" */
	int64_t since;	  /* of the one that broke first; UNKNOWN: not known */
};

static void add_file(
    struct found *found, const struct query *query, struct arena *keep)
{
	int64_t since = query_is_null(query, 2) ? UNKNOWN : query_int(query, 2);
	if (!found->files++) {
		found->first = arena_printf(keep, STR_FMT " of " STR_FMT,
		    STR_ARG(query_text(query, 0)),
		    STR_ARG(query_text(query, 1)));
		found->since = since;
	}
	if (since < found->since)
		found->since = since;
}

static bool find_files(struct found *found, const struct model *model,
    const struct measure *measure, struct period period, struct arena *keep,
    struct error *err)
{
	struct query *query = NULL;
	bool is_flow = measure->basis == BASIS_FLOW;
	if (!query_open(&query, model, UNREAD_FILES, err))
		return false;
	query_bind_int(query, 1, is_flow ? period.from : period.to);
	if (is_flow && period.from == UNKNOWN)
		query_bind_int(query, 1, INT64_MIN + 1);
	query_bind_int(query, 2, period.to);
	query_bind_text(query, 3, measure->unread);
	while (query_next(query))
		add_file(found, query, keep);
	return query_close(query, err);
}

bool unread_files(struct str *partial, struct str *needed,
    const struct model *model, const struct measure *measure,
    struct period period, struct arena *keep, struct error *err)
{
	struct found found = { 0 };
	*partial = STR_NONE;
	*needed = STR_NONE;
	if (!measure->unread.len)
		return true;
	if (!find_files(&found, model, measure, period, keep, err))
		return false;
	if (!found.files)
		return true;
	struct str since = STR("not known");
	struct str files = found.first;
	if (found.since != UNKNOWN)
		since = arena_printf(keep, "not known since " STR_FMT,
		    STR_ARG(date_iso(keep, found.since)));
	if (found.files > 1)
		files =
		    arena_printf(keep, "%lld files, " STR_FMT " among them,",
			(long long)found.files, STR_ARG(found.first));
	*partial = arena_printf(keep, STR_FMT ": " STR_FMT " cannot be read",
	    STR_ARG(since), STR_ARG(files));
	*needed = arena_printf(
	    keep, "files that can be read (" STR_FMT ")", STR_ARG(*partial));
	return true;
}

void unread_mark(struct figure *figure, const struct measure *measure)
{
	bool is_none = measure->kind == MEASURE_COUNT ? figure->value == 0
						      : figure->n == 0;
	if (figure->suppressed || measure->kind == MEASURE_TABLE)
		return;
	if (is_none)
		*figure = (struct figure){
			.class = CLASS_NOT_ASSESSED, .p = 1, .p_adjusted = 1
		};
	else
		figure->partial = true;
}
