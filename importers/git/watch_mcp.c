/* The rows of mcp_change and mcp_head: servers of the Model Context Protocol
 * in the configuration files that data/ai-signatures.csv lists (rows
 * "mcp:AGENT"), compared from one version to the next. A version that cannot
 * be read or parsed is a gap, which unread_change tells of: nothing is taken
 * for added or removed by it, and what is there behind it is "present". */
#include "importers/git/job.h"

#include "base/rules.h"
#include "importers/git/path_rules.h"
#include "importers/mcp/mcp.h"

struct state {
	const struct signatures *signatures;
	struct mcp_rules *rules;
};

/* The servers of one version. */
struct servers {
	bool is_known;
	struct str agent; /* whose file it is */
	struct mcp_list list;
};

enum { AGENTS_MAX = 8 };

/* The agents that look into a file, the surest first. */
struct agents {
	struct str names[AGENTS_MAX];
	int confidence_pct[AGENTS_MAX];
	size_t count;
};

static bool open_state(struct job *job, void **out, struct error *err)
{
	struct state *state = ARENA_NEW(job->keep, struct state);
	*out = state;
	state->signatures = job->signatures;
	return mcp_rules_read(
	    &state->rules, import_input(job->import)->folders, job->keep, err);
}

static bool wants(const void *state, struct str path, struct str kind)
{
	struct match match;
	return !str_equal_z(kind, "test") &&
	       signatures_match(((const struct state *)state)->signatures,
		   SIGNAL_MCP_FILE, path, &match);
}

static void add_agent(void *user, const struct match *match)
{
	struct agents *agents = user;
	size_t at = agents->count;
	for (size_t i = 0; i < agents->count; i++)
		if (str_equal(agents->names[i], match->agent))
			return;
	if (at == AGENTS_MAX)
		return;
	for (; at && agents->confidence_pct[at - 1] < match->confidence_pct;
	     at--) {
		agents->names[at] = agents->names[at - 1];
		agents->confidence_pct[at] = agents->confidence_pct[at - 1];
	}
	agents->names[at] = match->agent;
	agents->confidence_pct[at] = match->confidence_pct;
	agents->count++;
}

/* ----------------------------------------------------------------- facts -- */

/* A version in which the first agent whose container is there reads. */
static bool read_version(struct job *job, const struct state *state,
    struct str path, const struct watch_side *side, struct servers *servers,
    struct error *why)
{
	struct agents agents = { 0 };
	servers->is_known = side->state != WATCH_UNKNOWN;
	if (side->state != WATCH_TEXT)
		return true;
	signatures_match_all(
	    state->signatures, SIGNAL_MCP_FILE, path, add_agent, &agents);
	for (size_t i = 0; i < agents.count && !servers->list.count; i++) {
		servers->agent = agents.names[i];
		if (!mcp_read(state->rules, agents.names[i], path, side->text,
			&servers->list, job->scratch, why)) {
			servers->is_known = false;
			return false;
		}
	}
	return true;
}

static const struct mcp_server *find_server(
    const struct servers *servers, const struct mcp_server *server)
{
	for (size_t i = 0; i < servers->list.count; i++)
		if (str_equal(servers->list.items[i].name, server->name) &&
		    str_equal(
			servers->list.items[i].identity, server->identity))
			return &servers->list.items[i];
	return NULL;
}

static bool same_text(const char *a, const char *b)
{
	return str_equal(str_from(a), str_from(b));
}

static bool same_server(const struct mcp_server *a, const struct mcp_server *b)
{
	return same_text(a->transport, b->transport) &&
	       str_equal(a->version, b->version) && a->pinned == b->pinned &&
	       a->disabled == b->disabled && a->trusted == b->trusted &&
	       a->insecure == b->insecure && a->exposed == b->exposed &&
	       str_equal(a->target, b->target) && str_equal(a->env, b->env) &&
	       str_equal(a->sources, b->sources);
}

/* How SERVER of the new version came; NULL: it is as it was. */
static const char *came_how(const struct servers *olds, size_t old_count,
    const struct mcp_server *server)
{
	const char *how = "added";
	for (size_t i = 0; i < old_count; i++)
		if (!olds[i].is_known)
			return "present";
	for (size_t i = 0; i < old_count; i++) {
		const struct mcp_server *old = find_server(&olds[i], server);
		if (old && same_server(old, server))
			return NULL;
		if (old)
			how = "changed";
	}
	return how;
}

/* Whether SERVER, of the first old version that is known, left by this
 * commit: all known old versions have it, and the new one has not. */
static bool has_left(const struct servers *olds, size_t old_count,
    const struct servers *new, const struct mcp_server *server)
{
	if (find_server(new, server))
		return false;
	for (size_t i = 0; i < old_count; i++)
		if (olds[i].is_known && !find_server(&olds[i], server))
			return false;
	return true;
}

static struct fact_mcp_change change_of(const struct watch_change *change,
    const struct servers *servers, const struct mcp_server *server,
    const char *how)
{
	return (struct fact_mcp_change){
		.commit_id = change->commit_id,
		.file_id = change->file_id,
		.name = server->name,
		.identity = server->identity,
		.agent = servers->agent,
		.kind = str_from(server->kind),
		.transport = str_from(server->transport),
		.version = server->version,
		.pinned = server->pinned,
		.disabled = server->disabled,
		.trusted = server->trusted,
		.insecure = server->insecure,
		.exposed = server->exposed,
		.target = server->target,
		.env = server->env,
		.sources = server->sources,
		.change = str_from(how),
	};
}

static bool store_one(struct job *job, const struct watch_change *change,
    const struct servers *servers, const struct mcp_server *server,
    const char *how, struct error *err)
{
	struct fact_mcp_change fact = change_of(change, servers, server, how);
	import_locator(job->import, server->line);
	return import_add(
	    job->import, FACT_KIND_mcp_change, &fact, NULL, NULL, err);
}

static bool store_difference(struct job *job, const struct watch_change *change,
    const struct servers *olds, const struct servers *new, struct error *err)
{
	for (size_t i = 0; i < new->list.count; i++) {
		const struct mcp_server *server = &new->list.items[i];
		const char *how = came_how(olds, change->old_count, server);
		if (how && !store_one(job, change, new, server, how, err))
			return false;
	}
	const struct servers *first = olds;
	size_t left = change->old_count;
	for (; left && !first->is_known; left--)
		first++;
	for (size_t i = 0; left && i < first->list.count; i++) {
		const struct mcp_server *server = &first->list.items[i];
		if (has_left(olds, change->old_count, new, server) &&
		    !store_one(job, change, first, server, "removed", err))
			return false;
	}
	return true;
}

static bool store_change(struct job *job, void *user,
    const struct watch_change *change, struct error *err)
{
	const struct state *state = user;
	struct servers *olds =
	    arena_array(job->scratch, change->old_count, sizeof *olds);
	struct servers new = { 0 };
	struct error ignored;
	struct error why = { 0 };
	struct watch_reading reading = { .what = "mcp" };
	int64_t locator = import_current(job->import);
	for (size_t i = 0; i < change->old_count; i++) {
		(void)!read_version(job, state, change->path, &change->olds[i],
		    &olds[i], &ignored);
		reading.olds_unread |= !olds[i].is_known;
		reading.olds_known |= olds[i].is_known;
	}
	(void)!read_version(job, state, change->path, &change->new, &new, &why);
	reading.new_unread = !new.is_known;
	reading.line = new.is_known ? 0 : why.line;
	bool done =
	    watch_note(job, change, &reading, err) &&
	    (!new.is_known || store_difference(job, change, olds, &new, err));
	import_locator(job->import, locator);
	return done;
}

/* ------------------------------------------------------------------ head -- */

static bool store_head_server(struct job *job, const struct watch_file *file,
    const struct servers *servers, const struct mcp_server *server,
    struct error *err)
{
	import_locator(job->import, server->line);
	return IMPORT_ADD(job->import, mcp_head, NULL, NULL, err,
	    .repository_id = job->repository_id, .file_id = file->file_id,
	    .name = server->name, .identity = server->identity,
	    .agent = servers->agent, .kind = str_from(server->kind),
	    .transport = str_from(server->transport),
	    .version = server->version, .pinned = server->pinned,
	    .disabled = server->disabled, .trusted = server->trusted,
	    .insecure = server->insecure, .exposed = server->exposed,
	    .target = server->target, .env = server->env,
	    .sources = server->sources);
}

static bool forget_head(struct job *job, struct error *err)
{
	return job_run(
		   job, "DELETE FROM mcp_head WHERE repository_id = ?1", err) &&
	       job_run(job,
		   "DELETE FROM unread_head WHERE repository_id = ?1 "
		   "AND what = 'mcp'",
		   err);
}

static void say_head(
    struct job *job, const struct watch_file *file, const struct mcp_list *list)
{
	struct str path = path_text(job->scratch, file->path);
	if (list->left_out)
		import_diagnose(job->import, "warning", "cut-config", 0,
		    STR_FMT ": expected at most %d MCP servers, found %zu "
			    "more; those are not known",
		    STR_ARG(path), MCP_SERVERS_MAX, list->left_out);
	if (list->repeated)
		import_diagnose(job->import, "warning", "repeated-servers",
		    list->repeated_line,
		    STR_FMT ":%lld: expected one MCP server a name, found "
			    "%zu more of a name that was there; the last one "
			    "counts, as for most clients",
		    STR_ARG(path), (long long)list->repeated_line,
		    list->repeated);
}

static bool store_head(struct job *job, void *user,
    const struct watch_file *file, struct error *err)
{
	const struct state *state = user;
	struct servers servers = { 0 };
	struct error why = { 0 };
	int64_t locator = import_current(job->import);
	if (!file)
		return forget_head(job, err);
	if (!read_version(job, state, file->path, &file->now, &servers, &why))
		import_diagnose(job->import, "warning", "unread-config", 0,
		    STR_FMT ":%lld:%lld: %s; its MCP servers are not known",
		    STR_ARG(path_text(job->scratch, file->path)),
		    (long long)why.line, (long long)why.column, why.message);
	say_head(job, file, &servers.list);
	bool done = servers.is_known ||
		    watch_note_head(job, file, "mcp", why.line, err);
	for (size_t i = 0; done && i < servers.list.count; i++)
		done = store_head_server(
		    job, file, &servers, &servers.list.items[i], err);
	import_locator(job->import, locator);
	return done;
}

extern const struct watcher watcher_mcp;
const struct watcher watcher_mcp = {
	.name = "mcp",
	.open = open_state,
	.wants = wants,
	.change = store_change,
	.head = store_head,
};
