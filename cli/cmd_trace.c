/* assay trace: time travel to every commit that a tool or model took part in,
 * for the day when one of them turns out to be compromised: what is left of
 * them and where, what was found on those lines, who owns them, whether undoing
 * each would apply, and in which order to look. */
#include <stdio.h>

#include "base/near.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "cli/report_out.h"
#include "cli/tool_names.h"
#include "cli/trace_out.h"
#include "cli/trace_patches.h"
#include "model/query.h"

static const struct option options[] = {
	{ "tool", 0, "TOOL", "id or name of an AI tool, such as claude-code",
	    false },
	{ "model", 0, "PATTERN", "name of a model, with * and ?", false },
	{ "since", 0, "DATE", "commits of this day and later", false },
	{ "until", 0, "DATE", "commits of this day and earlier", false },
	{ "person", 0, "PERSON",
	    "pseudonym of the author; with --restricted also a key or an "
	    "e-mail address",
	    false },
	{ "repo", 0, "NAME", "key or name of a repository", false },
	{ "revert", 0, NULL, "try whether undoing each commit applies", false },
	{ "write-patches", 0, "DIR",
	    "write those that undo it, newest first, for git am", false },
	{ "author", 0, "AUTHOR",
	    "'NAME <ADDRESS>' of these patches; default: assay", false },
	{ "restricted", 0, NULL, "name people; let --person name one", false },
	OPTION_CONFIG,
	OPTION_DB,
	{ "output", 'o', "DIR", "write an incident report there instead",
	    false },
	OPTION_AS_OF,
	OPTION_JOBS,
	{ "format", 0, "table|csv|json|sarif", "how to print; default: table",
	    false },
	OPTION_DATA,
	OPTION_TEMPLATES,
	{ NULL, 0, NULL, NULL, false },
};

struct tracing {
	struct context *context;
	struct audit audit;
	struct trace_question question;
	struct trace_people people;
	struct str author; /* of patches */
	enum trace_format format;
	struct trace trace;
};

/* ------------------------------------------------------------- question -- */

/* What needs no model, so that a typing error costs no import. */
static bool read_options(struct tracing *tracing, struct error *err)
{
	struct trace_question *question = &tracing->question;
	const struct context *context = tracing->context;
	tracing->format = (enum trace_format)option_choice(context, "format");
	if (!trace_patch_author(&tracing->author, context, err) ||
	    !option_date(&question->since, context, "since", err) ||
	    !option_date_end(&question->until, context, "until", err))
		return false;
	if (question->until != UNKNOWN)
		question->until++; /* exclusive */
	if (question->since != UNKNOWN && question->until != UNKNOWN &&
	    question->since >= question->until)
		return error_set(err, ERROR_USAGE,
		    "--since lies after --until: no commit can be of both");
	question->model = option_value(context, "model");
	tracing->people.all = option_given(context, "restricted");
	question->restricted = tracing->people.all;
	question->key = &tracing->people.key;
	return true;
}

/* The text in the first column of the row that SQL finds for TEXT, or none. */
static bool seek(struct tracing *tracing, const char *sql, struct str text,
    struct str *found, struct error *err)
{
	struct query *query = NULL;
	*found = STR_NONE;
	if (!query_open(&query, tracing->audit.model, sql, err))
		return false;
	query_bind_text(query, 1, text);
	if (query_next(query))
		*found =
		    arena_str(tracing->context->keep, query_text(query, 0));
	return query_close(query, err);
}

/* An error that names what is nearest to TEXT among the rows of LIST. Always
 * false. */
static bool not_recorded(struct tracing *tracing, const char *list,
    const char *what, struct str text, struct error *err)
{
	struct arena *keep = tracing->context->keep;
	struct query *query = NULL;
	VEC(struct str) names = { 0 };
	if (!query_open(&query, tracing->audit.model, list, err))
		return false;
	while (query_next(query))
		VEC_PUSH(&names, keep, arena_str(keep, query_text(query, 0)));
	if (!query_close(query, err))
		return false;
	error_set(err, ERROR_USAGE, "no %s \"" STR_FMT "\" is recorded", what,
	    STR_ARG(utf8_printable(keep, text)));
	return near_fix(err, text, names.items, names.count, keep);
}

/* What can be asked for and has no commit is an answer, not an error. */
static void note_none(
    struct tracing *tracing, const char *what, struct str text)
{
	fprintf(stderr,
	    "note: no commit is recorded with %s " STR_FMT
	    "; that is no proof that none was made with it\n",
	    what, STR_ARG(utf8_printable(tracing->context->keep, text)));
}

/* A tool that the tables know although no commit names it. */
static bool find_known_tool(
    struct tracing *tracing, struct str text, struct error *err)
{
	struct context *context = tracing->context;
	struct str *tool = &tracing->question.tool;
	struct tool_names *names = NULL;
	if (!tool_names_open(&names, &context->folders, context->keep, err))
		return false;
	*tool = arena_str(context->keep, tool_names_id(names, text));
	tool_names_free(names);
	if (!tool->ptr)
		return not_recorded(tracing,
		    "SELECT DISTINCT t.name FROM tool_use u "
		    "JOIN tool t ON t.id = u.tool_id ORDER BY 1",
		    "tool", text, err);
	note_none(tracing, "tool", *tool);
	return true;
}

static bool find_tool(struct tracing *tracing, struct error *err)
{
	struct str text = option_value(tracing->context, "tool");
	if (!text.ptr)
		return true;
	return seek(tracing,
		   "SELECT t.name FROM tool t WHERE lower(?1) IN "
		   "(lower(t.name), lower(t.label)) AND EXISTS "
		   "(SELECT 1 FROM tool_use u WHERE u.tool_id = t.id)",
		   text, &tracing->question.tool, err) &&
	       (tracing->question.tool.ptr ||
		   find_known_tool(tracing, text, err));
}

/* No table has the models that there are, so any name may be asked for. */
static bool find_model(struct tracing *tracing, struct error *err)
{
	struct str found;
	struct str text = tracing->question.model;
	if (!text.ptr)
		return true;
	if (!seek(tracing,
		"SELECT m.name FROM tool_use u JOIN model m ON m.id = "
		"u.model_id WHERE lower(m.name) GLOB lower(?1) OR "
		"lower(m.raw) GLOB lower(?1)",
		text, &found, err))
		return false;
	if (!found.ptr)
		note_none(tracing, "model", text);
	return true;
}

static bool find_repository(struct tracing *tracing, struct error *err)
{
	struct str text = option_value(tracing->context, "repo");
	struct str id;
	if (!text.ptr)
		return true;
	if (!seek(tracing,
		"SELECT r.id FROM repository r WHERE r.key = ?1 OR "
		"r.name = ?1 ORDER BY r.key <> ?1, r.key",
		text, &id, err))
		return false;
	if (!id.ptr)
		return not_recorded(tracing,
		    "SELECT key FROM repository ORDER BY 1", "repository", text,
		    err);
	return str_to_int(id, &tracing->question.repository_id);
}

/* Whoever may be named is found by key and address too. Whether there is such
 * a person is not told to others. */
static bool no_person(
    const struct tracing *tracing, struct str text, struct error *err)
{
	if (tracing->people.all) {
		error_set(err, ERROR_USAGE,
		    "no person \"" STR_FMT "\" is recorded",
		    STR_ARG(utf8_printable(tracing->context->keep, text)));
		return error_fix(err,
		    "give a key of the directory, an e-mail address or a "
		    "pseudonym as assay trace prints it");
	}
	error_set(err, ERROR_USAGE,
	    "expected --person with a pseudonym as assay trace prints it, "
	    "found another name");
	return error_fix(err,
	    tracing->people.key.known
		? "a key or an address asks for one named person: it needs "
		  "--restricted"
		: "there are pseudonyms when privacy.key of assay.yaml names "
		  "a key; a key of a person or an address needs --restricted");
}

static bool find_person(struct tracing *tracing, struct error *err)
{
	struct arena *keep = tracing->context->keep;
	struct str text = option_value(tracing->context, "person");
	int64_t *id = &tracing->question.person_id;
	struct query *query = NULL;
	if (!text.ptr)
		return true;
	if (!query_open(&query, tracing->audit.model,
		"SELECT p.id, p.key, p.email, EXISTS (SELECT 1 FROM identity i "
		"JOIN alias a ON a.id = i.alias_id WHERE i.person_id = p.id "
		"AND lower(a.email) = lower(?1)) FROM person p ORDER BY p.key",
		err))
		return false;
	query_bind_text(query, 1, text);
	while (!*id && query_next(query)) {
		struct str key = query_text(query, 1);
		struct str name =
		    pseudonym(keep, &tracing->people.key, "person", key);
		bool named = str_equal(key, text) ||
			     str_equal_nocase(query_text(query, 2), text) ||
			     query_int(query, 3);
		if (str_equal(name, text) || (named && tracing->people.all))
			*id = query_int(query, 0);
	}
	if (!query_close(query, err) || *id)
		return *id != 0;
	return no_person(tracing, text, err);
}

/* ------------------------------------------------------------------ run -- */

static void tell(void *user, size_t done, size_t count)
{
	progress_tell(user, "commits", (int64_t)done, (int64_t)count);
}

static void tell_missing(
    void *user, struct str path, size_t commits, const struct error *why)
{
	struct tracing *tracing = user;
	trace_tell_missing(tracing->context, path, commits, why);
}

static bool try_reverts(struct tracing *tracing, struct error *err)
{
	struct audit *audit = &tracing->audit;
	const struct revert_options revert = { audit->jobs, tell,
		audit->progress };
	const struct trace_trial_options wish = { &revert, tell_missing,
		tracing };
	progress_stage(audit->progress, STR("trying to undo each commit"));
	bool done = trace_try_reverts(&tracing->trace, audit->model,
	    audit->folder, &wish, tracing->context->keep, err);
	progress_end(audit->progress);
	return done;
}

static bool print(struct tracing *tracing, struct error *err)
{
	struct buf out = { 0 };
	struct arena *scratch = arena_new();
	bool done = trace_write(&out, &tracing->trace, tracing->audit.model,
	    tracing->format, &tracing->people, scratch, err);
	if (done)
		buf_print(&out);
	if (done)
		trace_note(&tracing->trace);
	buf_free(&out);
	arena_free(scratch);
	return done;
}

static bool find(struct tracing *tracing, struct error *err)
{
	struct audit *audit = &tracing->audit;
	return audit_open(audit, tracing->context, err) &&
	       audit_pseudonym_key(&tracing->people.key, audit, err) &&
	       audit_confine(
		   audit, option_value(tracing->context, "write-patches")) &&
	       audit_fill(audit, err) && find_tool(tracing, err) &&
	       find_model(tracing, err) && find_repository(tracing, err) &&
	       find_person(tracing, err) &&
	       trace_find(&tracing->trace, audit->model, &tracing->question,
		   tracing->context->keep, err) &&
	       (!option_given(tracing->context, "revert") ||
		   try_reverts(tracing, err));
}

/* The name of the tool in print. */
static bool label_tool(
    struct str *label, struct tracing *tracing, struct error *err)
{
	struct query *query = NULL;
	*label = tracing->question.tool;
	if (!query_open(&query, tracing->audit.model,
		"SELECT coalesce(label, name) FROM tool WHERE name = ?1", err))
		return false;
	query_bind_text(query, 1, *label);
	if (query_next(query))
		*label =
		    arena_str(tracing->context->keep, query_text(query, 0));
	return query_close(query, err);
}

/* "Claude Code, model claude-opus*, since 2026-07-01" */
static struct str subject_of(const struct tracing *tracing, struct str tool)
{
	static const struct {
		const char *option;
		const char *words;
	} parts[] = {
		{ "model", "model " },
		{ "since", "since " },
		{ "until", "until " },
		{ "repo", "repository " },
	};
	struct arena *keep = tracing->context->keep;
	struct str text = tool.ptr ? tool : STR("");
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		struct str value =
		    option_value(tracing->context, parts[i].option);
		bool first = !text.len && i > 0;
		if (value.ptr)
			text = arena_printf(keep, STR_FMT "%s%s" STR_FMT,
			    STR_ARG(first ? STR("all AI tools") : text),
			    text.len || first ? ", " : "", parts[i].words,
			    STR_ARG(utf8_printable(keep, value)));
	}
	if (!text.len)
		text = STR("all AI tools");
	if (option_given(tracing->context, "person"))
		text =
		    arena_printf(keep, STR_FMT ", one person", STR_ARG(text));
	return text;
}

/* What the number of the report tells apart: all that was asked. */
static struct str asked_of(const struct tracing *tracing)
{
	static const char *const names[] = { "tool", "model", "since", "until",
		"person", "repo", "revert", "restricted" };
	struct arena *keep = tracing->context->keep;
	struct str text = STR("trace");
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (option_given(tracing->context, names[i]))
			text = arena_printf(keep, STR_FMT " %s=%zu:" STR_FMT,
			    STR_ARG(text), names[i],
			    option_value(tracing->context, names[i]).len,
			    STR_ARG(option_value(tracing->context, names[i])));
	return text;
}

/* What is left now is told, so the report speaks of all up to as-of. */
static bool write_report(struct tracing *tracing, struct error *err)
{
	struct audit *audit = &tracing->audit;
	struct report_wish wish = { .template = STR("trace"),
		.asked = asked_of(tracing) };
	struct str tool;
	if (!audit_settle(audit, &wish.period, err) ||
	    !label_tool(&tool, tracing, err))
		return false;
	wish.subject = subject_of(tracing, tool);
	wish.first = trace_first(&tracing->trace, tracing->context->keep);
	wish.title = arena_printf(
	    tracing->context->keep, "Trace of " STR_FMT, STR_ARG(wish.subject));
	wish.period.from = UNKNOWN;
	wish.period.to = audit->as_of + 1;
	wish.period.unit = PERIOD_DATES;
	wish.period.closed = false;
	if (!report_write(audit, &wish, err))
		return false;
	printf("report of the trace:\n  " STR_FMT "/report.html\n  " STR_FMT
	       "/report.pdf\n",
	    STR_ARG(audit->output), STR_ARG(audit->output));
	return true;
}

static bool run(struct context *context, struct error *err)
{
	struct tracing tracing = { .context = context };
	bool done = read_options(&tracing, err) && find(&tracing, err);
	bool patches = option_given(context, "write-patches");
	bool report = option_given(context, "output");
	if (done && patches)
		done = trace_write_patches(
		    &tracing.trace, &tracing.audit, tracing.author, err);
	if (done && report)
		done = write_report(&tracing, err);
	if (done && !patches && !report)
		done = print(&tracing, err);
	audit_close(&tracing.audit);
	return done;
}

const struct command command_trace = {
	.name = "trace",
	.arguments = "[PATH...]",
	.summary = "find all that an AI tool or model took part in",
	.help =
	    "Lists every commit that the tool or model took part in: lines of "
	    "it that are left and\nwhere, open findings on them, owners, "
	    "review. First stand those with the worst open\nfinding on a "
	    "line that is left, then with more of them, then what nobody "
	    "approved,\nthen what has more lines left; last what is gone. With "
	    "-o DIR it writes an "
	    "incident report instead. The model\nis read as it is; when it "
	    "is empty, or with PATH, the sources are imported first.\n\n"
	    "With --revert the column revert says what undoing each commit by "
	    "itself comes to:\nclean (it applies), conflict (later work "
	    "changed the same lines), gone (nothing is\nleft to undo), "
	    "not_tried (a merge, an object that is missing, a repository "
	    "that is\nnot where it was read, or no --revert).",
	.options = options,
	.run = run,
};
