/* Patterns are POSIX extended regular expressions, matched without case, but
 * for those of paths: GEMINI.md sets a tool up, docs/gemini.md is a page.
 *
 * Most texts match nothing, so the expression only runs on texts that hold one
 * of the literals that any match must hold (literal.c). A built-in row is
 * compiled when it first runs, those of a user's table at once, so that a wrong
 * one is told. */
#include "importers/git/signatures.h"

#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/rules.h"
#include "importers/git/literal.h"

enum { TEXT_MAX = 1000, GROUPS = 6 };

struct signature {
	struct signature *next; /* of the same signal */
	const char *table;
	int64_t line;
	struct tool *tool;
	struct str exclusion;
	struct str agent;
	struct literals literals; /* one is in all that matches */
	bool is_subject;
	bool is_path; /* of a file: case counts */
	int capture;  /* 0: no model */
	int confidence_pct;
	const char *pattern;
	enum { ROW_RAW, ROW_READY, ROW_BROKEN } state; /* of regex */
	regex_t regex;
};

struct signatures {
	struct tool *tools;
	size_t tool_count;
	struct row_list {
		struct signature *first;
		struct signature **end; /* where the next one goes */
	} rows[SIGNAL_KINDS];
	bool compiles_now;
	struct arena *keep;
};

static const char *const signal_names[] = {
	[SIGNAL_COAUTHOR_EMAIL] = "coauthor_email",
	[SIGNAL_COAUTHOR_NAME] = "coauthor_name",
	[SIGNAL_AUTHOR_EMAIL] = "author_email",
	[SIGNAL_AUTHOR_NAME_SUFFIX] = "author_name_suffix",
	[SIGNAL_TRAILER] = "trailer",
	[SIGNAL_MESSAGE_LINE] = "message_line",
	[SIGNAL_BRANCH] = "branch",
	[SIGNAL_NOTES_REF] = "notes_ref",
	[SIGNAL_FILE] = "file",
	[SIGNAL_MCP_FILE] = "mcp_file",
};

/* ---------------------------------------------------------------- tables -- */

struct columns {
	size_t tool;
	size_t signal;
	size_t pattern;
	size_t capture;
	size_t confidence;
};

static bool find_columns(
    struct columns *at, const struct rules *rules, struct error *err)
{
	return rules_column(rules, "tool_id", &at->tool, err) &&
	       rules_column(rules, "signal", &at->signal, err) &&
	       rules_column(rules, "pattern", &at->pattern, err) &&
	       rules_column(rules, "model_capture", &at->capture, err) &&
	       rules_column(rules, "confidence", &at->confidence, err);
}

static struct tool *find_tool(
    const struct signatures *signatures, struct str id)
{
	for (size_t i = 0; i < signatures->tool_count; i++)
		if (str_equal(signatures->tools[i].id, id))
			return &signatures->tools[i];
	return NULL;
}

struct tool_columns {
	size_t id;
	size_t label;
	size_t vendor;
	size_t release;
	size_t aliases;
	size_t author;
};

static bool find_tool_columns(
    struct tool_columns *at, const struct rules *rules, struct error *err)
{
	return rules_column(rules, "id", &at->id, err) &&
	       rules_column(rules, "label", &at->label, err) &&
	       rules_column(rules, "vendor", &at->vendor, err) &&
	       rules_column(rules, "first_release", &at->release, err) &&
	       rules_column(rules, "aliases", &at->aliases, err) &&
	       rules_column(rules, "author", &at->author, err);
}

static bool read_tool(struct tool *tool, const struct rules *rules,
    const struct tool_columns *at, size_t i, struct arena *keep,
    struct error *err)
{
	struct str date = rules_cell(rules, i, at->release);
	*tool = (struct tool){
		.id = rules_cell(rules, i, at->id),
		.label = rules_cell(rules, i, at->label),
		.vendor = rules_cell(rules, i, at->vendor),
		.first_release = UNKNOWN,
		.aliases = arena_lower(keep, rules_cell(rules, i, at->aliases)),
		.is_author =
		    !str_equal_z(rules_cell(rules, i, at->author), "0"),
	};
	if (!date.len || date_parse_iso(date, &tool->first_release))
		return true;
	return error_at(err,
	    (struct place){ .file = rules->name, .line = rules->lines[i] },
	    "expected a date as 2026-09-30, found \"" STR_FMT "\"",
	    STR_ARG(date));
}

/* A tool of the second table stands for one of the same id in the first. */
static bool read_tools(struct signatures *signatures,
    const struct asset_folders *folders, struct error *err)
{
	static const char *const names[] = { TOOLS_TABLE, TOOLS_MORE_TABLE };
	struct arena *keep = signatures->keep;
	struct rules rules[2];
	struct tool_columns at;
	for (int k = 0; k < 2; k++)
		if (!rules_read(
			&rules[k], folders, str_from(names[k]), keep, err))
			return false;
	signatures->tools = arena_array(keep,
	    rules[0].row_count + rules[1].row_count, sizeof *signatures->tools);
	for (int k = 0; k < 2; k++) {
		if (!find_tool_columns(&at, &rules[k], err))
			return false;
		for (size_t i = 0; i < rules[k].row_count; i++) {
			struct tool tool;
			if (!read_tool(&tool, &rules[k], &at, i, keep, err))
				return false;
			struct tool *same =
			    k ? find_tool(signatures, tool.id) : NULL;
			if (!same)
				same = &signatures
					    ->tools[signatures->tool_count++];
			*same = tool;
		}
	}
	return true;
}

static bool find_signal(struct str name, enum signal *signal)
{
	for (int i = 0; i < SIGNAL_KINDS; i++)
		if (str_equal_z(name, signal_names[i])) {
			*signal = (enum signal)i;
			return true;
		}
	return false;
}

/* Of the table's tools: a named one, any, an exclusion (not-ai:NAME), or an
 * agent (mcp:NAME: a file in which it looks for servers). */
static bool set_tool(
    const struct signatures *signatures, struct signature *row, struct str id)
{
	if (str_equal_z(id, "any"))
		return true;
	if (str_starts(id, STR("mcp:"))) {
		row->agent = str_skip(id, 4);
		return true;
	}
	if (str_starts(id, STR("not-ai:"))) {
		row->exclusion = str_skip(id, 7);
		return true;
	}
	row->tool = find_tool(signatures, id);
	return row->tool;
}

/* Whether the regular expression is right, or was found. */
static bool is_fine(int code)
{
	if (code == REG_ESPACE)
		memory_lost();
	return code == 0;
}

static bool compile(struct signature *row)
{
	int flags = REG_EXTENDED | (row->is_path ? 0 : REG_ICASE);
	if (row->state == ROW_RAW)
		row->state = is_fine(regcomp(&row->regex, row->pattern, flags))
				 ? ROW_READY
				 : ROW_BROKEN;
	return row->state == ROW_READY;
}

static bool read_row(struct signatures *signatures, const struct rules *rules,
    const struct columns *at, size_t i, struct error *err)
{
	struct signature *row = ARENA_NEW(signatures->keep, struct signature);
	struct str pattern = rules_cell(rules, i, at->pattern);
	struct str confidence = rules_cell(rules, i, at->confidence);
	struct str capture = rules_cell(rules, i, at->capture);
	struct str id = rules_cell(rules, i, at->tool);
	enum signal signal;
	int64_t millionths;
	int64_t group = 0;
	row->table = path_base(rules->name).ptr;
	row->line = rules->lines[i];
	if (!find_signal(rules_cell(rules, i, at->signal), &signal))
		return rules_wrong(rules, i, "a known signal",
		    rules_cell(rules, i, at->signal), err);
	if (!set_tool(signatures, row, id))
		return rules_wrong(rules, i, "a tool of " TOOLS_TABLE, id, err);
	if (!str_to_millionths(confidence, &millionths) || millionths < 0 ||
	    millionths > 1000000)
		return rules_wrong(
		    rules, i, "a confidence from 0 to 1", confidence, err);
	if (capture.len &&
	    (!str_to_int(capture, &group) || group < 1 || group >= GROUPS))
		return rules_wrong(
		    rules, i, "a group number from 1 to 5", capture, err);
	row->is_path = signal == SIGNAL_FILE;
	if (row->agent.len)
		signal = SIGNAL_MCP_FILE;
	row->pattern = arena_z(signatures->keep, pattern);
	if (signatures->compiles_now && !compile(row))
		return rules_wrong(rules, i,
		    "a POSIX extended regular expression", pattern, err);
	row->capture = (int)group;
	row->confidence_pct = (int)((millionths + 5000) / 10000);
	row->literals = literals_of(pattern, signatures->keep);
	row->is_subject =
	    signal == SIGNAL_MESSAGE_LINE && str_ends(pattern, STR(": "));
	*signatures->rows[signal].end = row;
	signatures->rows[signal].end = &row->next;
	return true;
}

static bool read_rows(struct signatures *signatures, const char *table,
    const struct asset_folders *folders, struct error *err)
{
	struct rules rules;
	struct columns at;
	if (!rules_read(
		&rules, folders, str_from(table), signatures->keep, err) ||
	    !find_columns(&at, &rules, err))
		return false;
	for (size_t i = 0; i < rules.row_count && i < SIGNATURES_MAX; i++)
		if (!read_row(signatures, &rules, &at, i, err))
			return false;
	return true;
}

bool signatures_read(struct signatures **out,
    const struct asset_folders *folders, struct arena *keep, struct error *err)
{
	struct signatures *signatures = ARENA_NEW(keep, struct signatures);
	*out = signatures;
	signatures->keep = keep;
	for (int i = 0; i < SIGNAL_KINDS; i++)
		signatures->rows[i].end = &signatures->rows[i].first;
	signatures->compiles_now = folders && folders->data.len;
	return read_tools(signatures, folders, err) &&
	       read_rows(signatures, SIGNATURES_TABLE, folders, err) &&
	       read_rows(signatures, SIGNATURES_MORE_TABLE, folders, err);
}

void signatures_free(struct signatures *signatures)
{
	if (!signatures)
		return;
	for (int signal = 0; signal < SIGNAL_KINDS; signal++)
		for (struct signature *row = signatures->rows[signal].first;
		     row; row = row->next)
			if (row->state == ROW_READY) {
				regfree(&row->regex);
				row->state = ROW_RAW;
			}
}

/* -------------------------------------------------------------- matching -- */

/* A text to match: as it is, and in lower case, both ended by NUL. */
struct subject {
	struct str text;
	char plain[TEXT_MAX + 1];
	char lower[TEXT_MAX + 1];
	struct literal_pairs pairs; /* of the lower case, for rows */
};

static bool set_subject(struct subject *subject, struct str text)
{
	if (text.len > TEXT_MAX || str_find_byte(text, '\0') < text.len)
		return false;
	subject->text = text;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		subject->plain[i] = c;
		if (ascii_is_upper(c))
			c = (char)(c - 'A' + 'a');
		subject->lower[i] = c;
	}
	subject->plain[text.len] = '\0';
	subject->lower[text.len] = '\0';
	return true;
}

static void set_pairs(struct subject *subject)
{
	literal_pairs_of(
	    &subject->pairs, (struct str){ subject->lower, subject->text.len });
}

static bool match_row(
    struct signature *row, const struct subject *subject, struct match *match)
{
	regmatch_t groups[GROUPS];
	if (!literals_in(&row->literals, &subject->pairs, subject->lower))
		return false;
	if (!compile(row) ||
	    !is_fine(regexec(&row->regex, subject->plain, GROUPS, groups, 0)))
		return false;
	*match = (struct match){
		.signature = row,
		.table = row->table,
		.line = row->line,
		.tool = row->tool,
		.exclusion = row->exclusion,
		.agent = row->agent,
		.is_subject = row->is_subject,
		.confidence_pct = row->confidence_pct,
	};
	for (int i = 0; i < GROUPS; i++)
		if (groups[i].rm_so >= 0)
			match->groups[i] = str_slice(subject->text,
			    (size_t)groups[i].rm_so, (size_t)groups[i].rm_eo);
	if (row->capture && match->groups[row->capture].len)
		match->model = match->groups[row->capture];
	return true;
}

static bool is_better(const struct match *a, const struct match *b)
{
	if (a->confidence_pct != b->confidence_pct)
		return a->confidence_pct > b->confidence_pct;
	return a->tool && !b->tool;
}

bool signatures_match(const struct signatures *signatures, enum signal signal,
    struct str text, struct match *match)
{
	struct subject subject;
	struct match next;
	bool found = false;
	if (!set_subject(&subject, text))
		return false;
	set_pairs(&subject);
	for (struct signature *row = signatures->rows[signal].first; row;
	     row = row->next)
		if (match_row(row, &subject, &next) &&
		    (!found || is_better(&next, match))) {
			*match = next;
			found = true;
		}
	return found;
}

void signatures_match_all(const struct signatures *signatures,
    enum signal signal, struct str text,
    void (*each)(void *user, const struct match *match), void *user)
{
	struct subject subject;
	struct match match;
	if (!set_subject(&subject, text))
		return;
	set_pairs(&subject);
	for (struct signature *row = signatures->rows[signal].first; row;
	     row = row->next)
		if (match_row(row, &subject, &match))
			each(user, &match);
}

/* ----------------------------------------------------------------- tools -- */

static bool is_word_byte(char c)
{
	return ascii_is_lower(c) || ascii_is_digit(c) ||
	       (unsigned char)c >= 0x80;
}

/* Whether ALIAS stands in TEXT (lower case) as whole words. */
static bool has_words(const char *text, const char *alias, bool at_start)
{
	size_t len = strlen(alias);
	for (const char *at = strstr(text, alias); at;
	     at = strstr(at + 1, alias)) {
		if (at_start && at != text)
			return false;
		if ((at == text || !is_word_byte(at[-1])) &&
		    !is_word_byte(at[len]))
			return true;
	}
	return false;
}

/* Length of the longest alias of TOOL in SUBJECT; 0: none. */
static size_t longest_alias(
    const struct tool *tool, const struct subject *subject, bool at_start)
{
	size_t longest = 0;
	struct str rest = tool->aliases;
	struct str alias;
	while (str_split(&rest, '|', &alias)) {
		char word[TEXT_MAX + 1];
		if (alias.len <= longest || alias.len > TEXT_MAX)
			continue;
		memcpy(word, alias.ptr, alias.len);
		word[alias.len] = '\0';
		if (has_words(subject->lower, word, at_start))
			longest = alias.len;
	}
	return longest;
}

bool signatures_names(const struct tool *tool, struct str text)
{
	struct subject subject;
	return set_subject(&subject, text) &&
	       longest_alias(tool, &subject, false) > 0;
}

struct tool *signatures_tool_in(
    const struct signatures *signatures, struct str text, bool at_start)
{
	struct subject subject;
	struct tool *best = NULL;
	size_t best_len = 0;
	if (!set_subject(&subject, text))
		return NULL;
	for (size_t i = 0; i < signatures->tool_count; i++) {
		struct tool *tool = &signatures->tools[i];
		size_t len = longest_alias(tool, &subject, at_start);
		if (len > best_len) {
			best = tool;
			best_len = len;
		}
	}
	return best;
}

struct tool *signatures_tools(
    const struct signatures *signatures, size_t *count)
{
	*count = signatures->tool_count;
	return signatures->tools;
}
