/* See bagged.h. */
#include "render/evidence/bagged.h"

#include "base/date.h"
#include "base/pseudonym.h"
#include "base/utf8.h"

enum { DATE_SIZE = 10, TIME_SIZE = 20, COMMIT_DIGITS = 40 };

void bagged_add(struct bag_files *out, struct str path, struct buf *content,
    struct arena *keep)
{
	struct str text = buf_str(content);
	bag_add(out, path, out->stage ? text : arena_str(keep, text), keep);
	buf_free(content);
	*content = (struct buf){ 0 };
}

void bagged_heads(struct csv_out *csv, const char *heads)
{
	struct str rest = str_from(heads);
	struct str name;
	while (str_split(&rest, ',', &name))
		csv_text(csv, name);
	csv_end_row(csv);
}

void bagged_cell(struct csv_out *csv, struct str text)
{
	if (text.ptr)
		csv_text(csv, text);
	else
		csv_empty(csv);
}

void bagged_row(struct csv_out *csv, const struct query *query)
{
	for (int i = 0; i < query_columns(query); i++)
		bagged_cell(csv, query_text(query, i));
	csv_end_row(csv);
}

void bagged_bind(struct query *query, const struct evidence *from)
{
	struct period period = engine_period(from->engine);
	query_bind_name(query, ":from", period.from);
	query_bind_name(query, ":at", period.to);
	query_bind_name(query, ":restricted", from->restricted);
}

struct str bagged_name(struct str text, struct arena *keep)
{
	char *name = arena_z(keep, arena_lower(keep, text));
	for (size_t i = 0; i < text.len; i++) {
		char c = name[i];
		if (!ascii_is_lower(c) && !ascii_is_digit(c) && c != '.')
			name[i] = '-';
	}
	return (struct str){ name, text.len };
}

struct str bagged_records_path(struct str id, struct arena *keep)
{
	return arena_printf(keep, "data/trace/records/" STR_FMT ".csv",
	    STR_ARG(bagged_name(id, keep)));
}

struct str bagged_cells_path(struct str id, struct arena *keep)
{
	return arena_printf(keep, "data/trace/cells/" STR_FMT ".csv",
	    STR_ARG(bagged_name(id, keep)));
}

struct str bagged_seed(const struct evidence *from)
{
	return from->report->meta.report_id;
}

bool bagged_uses(const struct evidence *from, struct str measure)
{
	const struct str_list *used = from->report->used;
	for (size_t i = 0; i < used->count; i++)
		if (str_equal(used->items[i], measure))
			return true;
	const struct tables *tables = from->report->tables;
	for (size_t i = 0; i < tables->count; i++)
		for (size_t k = 0; k < tables->items[i]->measures.count; k++)
			if (str_equal(
				tables->items[i]->measures.items[k], measure))
				return true;
	return false;
}

static bool is_hex(char c)
{
	return ascii_is_digit(c) || (c >= 'a' && c <= 'f');
}

/* The first run of forty hexadecimal digits from *AT on: a commit, whatever its
 * column is called. */
static bool find_commit(struct str text, size_t *at)
{
	for (size_t run = 0; *at < text.len; ++*at) {
		run = is_hex(text.ptr[*at]) ? run + 1 : 0;
		bool ends = *at + 1 == text.len || !is_hex(text.ptr[*at + 1]);
		if (run == COMMIT_DIGITS && ends) {
			*at -= COMMIT_DIGITS - 1;
			return true;
		}
	}
	return false;
}

static struct str hide_commits(
    const struct evidence *from, struct str text, struct arena *keep)
{
	size_t at = 0;
	while (find_commit(text, &at)) {
		struct str name = pseudonym(keep, &from->key, "commit",
		    str_slice(text, at, at + COMMIT_DIGITS));
		size_t end = at + name.len;
		text = arena_printf(keep, STR_FMT STR_FMT STR_FMT,
		    STR_ARG(str_slice(text, 0, at)), STR_ARG(name),
		    STR_ARG(str_skip(text, at + COMMIT_DIGITS)));
		at = end;
	}
	return text;
}

/* A path of the machine that a scanner ran on: its folders may tell a login. */
static struct str local_path(struct str path)
{
	bool is_local =
	    str_starts(path, STR("/")) || str_starts(path, STR("~")) ||
	    str_starts(path, STR("../")) || str_starts(path, STR("file:")) ||
	    (path.len > 2 && path.ptr[1] == ':');
	size_t cut = str_rfind_byte(path, '/');
	size_t other = str_rfind_byte(path, '\\');
	if (cut == path.len || (other < path.len && other > cut))
		cut = other;
	return is_local && cut + 1 < path.len ? str_skip(path, cut + 1) : path;
}

/* 2026-09-30T10:00:00Z */
static bool is_time(struct str text)
{
	int64_t time;
	return text.len == TIME_SIZE && text.ptr[DATE_SIZE] == 'T' &&
	       date_parse_iso(text, &time);
}

struct str bagged_shown(const struct evidence *from, struct str column,
    struct str text, struct arena *keep)
{
	if (!text.ptr)
		return text;
	text = utf8_printable(keep, text);
	if (str_equal_z(column, "path"))
		return local_path(text);
	if (from->restricted)
		return text;
	if (is_time(text))
		return str_slice(text, 0, DATE_SIZE);
	return hide_commits(from, text, keep);
}
