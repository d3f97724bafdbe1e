/* An entry is read inside of what stands around it in the file: its section. In
 * the rest of the text newlines take the place of entries, so that lines keep
 * their numbers; it is read last, and must be sound as well. Of TOML the first
 * entry stays in the rest, which is read there.
 *
 * Where a cutter stands says all of what comes next, so that the pieces which
 * another version has from there on are taken over as far as both are equal;
 * behind a difference the place to go on is looked for nearby. */
#include "importers/deps/parts.h"

#include <string.h>

#include "base/buf.h"
#include "base/vec.h"
#include "importers/git/lines.h"

enum { ROOM_MORE = 64, AHEAD_MAX = 64 };

/* What an entry says where it stands in SECTION. */
struct known {
	struct known *next; /* the same text elsewhere */
	struct str section;
	const struct package *items;
	size_t count;
};

struct part_cut {
	size_t at;
	uint32_t lines;
	bool is_entry;
	const struct known *known; /* NULL: it is part of the rest */
	const struct str *section; /* where the cutter stood */
};

struct parts {
	struct part_memo *memo;
	struct reading *whole;
	const struct part_cuts *like; /* cut, or NULL */
	part_read *read;
	void *user;
	struct arena *scratch; /* of one entry */
	struct cutter cutter;
	const struct str *section; /* that of the cutter, kept */
	bool stays;		   /* the first entry is still to come */
	size_t stayed;		   /* pieces up to it; 0: there is none */
	struct buf rest;
	struct {
		struct part_cut *items;
		size_t count;
		size_t room;
	} cuts;
};

/* ------------------------------------------------------------ remembering --
 */

/* Lines are counted from the first of the entry, from 1. */
static bool read_entry(
    struct parts *parts, struct str text, struct known *known)
{
	struct error ignored;
	struct package_list list = { 0 };
	struct reading reading = *parts->whole;
	int64_t above = parts->cutter.layout->kind == LAYOUT_YAML;
	arena_reset(parts->scratch);
	reading.scratch = parts->scratch;
	reading.keep = parts->memo->known.arena;
	reading.list = &list;
	reading.content =
	    cutter_entry_text(&parts->cutter, text, reading.scratch);
	bool done = parts->read(parts->user, &reading, &ignored);
	for (size_t i = 0; i < list.count; i++)
		list.items[i].line -= above;
	known->items = list.items;
	known->count = list.count;
	return done;
}

static const struct known *know(struct parts *parts, struct str text)
{
	struct arena *keep = parts->memo->known.arena;
	struct str section = parts->cutter.section;
	union map_value *value = map_put(&parts->memo->known, text, NULL);
	struct known *known = value->pointer;
	while (known && !str_equal(known->section, section))
		known = known->next;
	if (known)
		return known;
	known = ARENA_NEW(keep, struct known);
	known->section = arena_str(keep, section);
	if (!read_entry(parts, text, known))
		return NULL;
	known->next = value->pointer;
	value->pointer = known;
	return known;
}

/* -------------------------------------------------------------- one piece --
 */

static void add_known(
    struct reading *whole, const struct known *known, int64_t line)
{
	for (size_t i = 0; i < known->count; i++) {
		struct package package = known->items[i];
		package.line += line - 1;
		if (whole->list->count < PACKAGES_MAX)
			VEC_PUSH(whole->list, whole->keep, package);
	}
}

static void add_newlines(struct buf *buf, size_t count)
{
	static const char some[] = "\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n";
	enum { SOME = sizeof some - 1 };
	for (; count > SOME; count -= SOME)
		buf_add_bytes(buf, some, SOME);
	buf_add_bytes(buf, some, count);
}

/* CUT says what PIECE is. */
static void add_piece(
    struct parts *parts, const struct piece *piece, const struct part_cut *cut)
{
	VEC_PUSH(&parts->cuts, parts->whole->keep, *cut);
	parts->stays &= !piece->is_entry;
	if (!cut->known) {
		if (piece->is_entry)
			parts->stayed = parts->cuts.count;
		buf_add(&parts->rest, piece->text);
		return;
	}
	add_known(parts->whole, cut->known, piece->line);
	add_newlines(&parts->rest, (size_t)piece->lines);
}

static bool has_section(const struct parts *parts, struct str section)
{
	return section.ptr
		   ? parts->section->ptr && str_equal(*parts->section, section)
		   : !parts->section->ptr;
}

/* The section where the cutter stands, as it is kept. */
static void keep_section(struct parts *parts)
{
	struct arena *keep = parts->whole->keep;
	if (parts->section && has_section(parts, parts->cutter.section))
		return;
	struct str *section = ARENA_NEW(keep, struct str);
	*section = arena_str(keep, parts->cutter.section);
	parts->section = section;
}

/* Texts of several lines could hold what looks like an entry. */
static bool may_be_cut(const struct part_layout *layout, struct str text)
{
	return layout->kind != LAYOUT_TOML ||
	       (!str_contains(text, STR("\"\"\"")) &&
		   !str_contains(text, STR("'''")));
}

/* *ENDS: there is no piece. */
static bool cut_piece(struct parts *parts, bool *ends)
{
	struct piece piece;
	keep_section(parts);
	struct part_cut cut = { .at = parts->cutter.at,
		.section = parts->section };
	*ends = !cutter_next(&parts->cutter, &piece);
	if (*ends)
		return true;
	if (!may_be_cut(parts->cutter.layout, piece.text))
		return false;
	cut.lines = (uint32_t)piece.lines;
	cut.is_entry = piece.is_entry;
	if (piece.is_entry && !parts->stays) {
		cut.known = know(parts, piece.text);
		if (!cut.known)
			return false;
	}
	add_piece(parts, &piece, &cut);
	return true;
}

/* ------------------------------------------------------- another version -- */

/* Takes the pieces [FROM, TO) of LIKE, which stand here as they do there. */
static void take_cuts(struct parts *parts, size_t from, size_t to)
{
	const struct part_cuts *like = parts->like;
	struct cutter *cutter = &parts->cutter;
	for (size_t i = from; i < to; i++) {
		struct part_cut cut = like->items[i];
		size_t end = i + 1 < like->count ? like->items[i + 1].at
						 : like->text.len;
		struct piece piece = {
			.text = str_slice(cutter->text, cutter->at,
			    cutter->at + end - cut.at),
			.line = cutter->number,
			.lines = cut.lines,
			.is_entry = cut.is_entry,
		};
		cut.at = cutter->at;
		cutter->at += piece.text.len;
		cutter->number += cut.lines;
		add_piece(parts, &piece, &cut);
	}
}

/* Pieces of LIKE from the one at AT on that stand where the cutter does; each
 * was cut by its own bytes and the line behind it. */
static size_t count_alike(const struct parts *parts, size_t at)
{
	const struct part_cuts *like = parts->like;
	const struct part_cut *first = &like->items[at];
	struct str here = str_skip(parts->cutter.text, parts->cutter.at);
	struct str there = str_skip(like->text, first->at);
	if (parts->stays != (at < like->stayed) ||
	    !has_section(parts, *first->section))
		return 0;
	size_t common = lines_common_head(here, there);
	if (common == here.len && common == there.len)
		return like->count - at;
	size_t count = 0;
	while (at + count + 2 < like->count &&
	       like->items[at + count + 2].at - first->at <= common)
		count++;
	return count;
}

/* Takes what LIKE has here, which is looked for from *NEXT on; the further,
 * the more pieces were MISSED since. False: nothing. */
static bool follow_like(struct parts *parts, size_t *next, size_t missed)
{
	size_t ahead = missed < AHEAD_MAX / 2 ? 2 * missed + 1 : AHEAD_MAX;
	keep_section(parts);
	for (size_t at = *next; at < parts->like->count && at - *next < ahead;
	     at++) {
		size_t count = count_alike(parts, at);
		if (!count)
			continue;
		take_cuts(parts, at, at + count);
		*next = at + count;
		if (*next < parts->like->count) {
			parts->section = parts->like->items[*next].section;
			parts->cutter.section = *parts->section;
		}
		return true;
	}
	return false;
}

/* ----------------------------------------------------------------- whole -- */

static bool read_pieces(struct parts *parts)
{
	bool ends = false;
	size_t next = 0;
	size_t missed = 0;
	while (!ends) {
		if (parts->like && follow_like(parts, &next, missed))
			missed = 0;
		if (!cut_piece(parts, &ends))
			return false;
		missed++;
	}
	return true;
}

/* The packages of what is no entry, behind all others. */
static bool read_rest(struct parts *parts, struct part_cuts *cuts)
{
	struct error ignored;
	const struct part_cuts *like = parts->like;
	struct reading *whole = parts->whole;
	struct reading reading = *whole;
	struct package_list list = { 0 };
	struct str rest = buf_str(&parts->rest);
	if (like && str_equal(like->rest, rest)) {
		cuts->rest = like->rest;
		cuts->rest_list = like->rest_list;
		cuts->is_lock = like->is_lock;
	} else {
		cuts->rest = arena_str(whole->keep, rest);
		reading.content = cuts->rest;
		reading.list = &list;
		if (!parts->read(parts->user, &reading, &ignored))
			return false;
		cuts->rest_list = list;
		cuts->is_lock = reading.is_lock;
	}
	for (size_t i = 0; i < cuts->rest_list.count; i++)
		if (whole->list->count < PACKAGES_MAX)
			VEC_PUSH(
			    whole->list, whole->keep, cuts->rest_list.items[i]);
	whole->is_lock = cuts->is_lock;
	return true;
}

/* The lists are about as long as those of the version that this is like. */
static void make_room(struct parts *parts)
{
	const struct part_cuts *like = parts->like;
	struct reading *whole = parts->whole;
	size_t packages = like->listed + ROOM_MORE;
	size_t cuts = like->count + ROOM_MORE;
	whole->list->items =
	    arena_alloc_raw(whole->keep, packages * sizeof *whole->list->items);
	whole->list->room = packages;
	parts->cuts.items =
	    arena_alloc_raw(whole->keep, cuts * sizeof *parts->cuts.items);
	parts->cuts.room = cuts;
}

bool parts_read(struct part_cuts *cuts, struct part_memo *memo,
    const struct part_layout *layout, struct reading *whole,
    const struct part_cuts *like, part_read *read, void *user)
{
	struct parts parts = {
		.memo = memo,
		.whole = whole,
		.like = like && like->count ? like : NULL,
		.read = read,
		.user = user,
		.scratch = arena_new(),
		.cutter = { .layout = layout,
		    .text = whole->content,
		    .number = 1 },
		.stays = layout->kind == LAYOUT_TOML,
	};
	*cuts = (struct part_cuts){ 0 };
	if (parts.like)
		make_room(&parts);
	bool done = read_pieces(&parts);
	cuts->listed = whole->list->count;
	done = done && read_rest(&parts, cuts);
	cuts->text = whole->content;
	cuts->items = parts.cuts.items;
	cuts->count = parts.cuts.count;
	cuts->stayed = parts.stayed;
	if (!done) {
		*cuts = (struct part_cuts){ 0 };
		whole->list->count = 0;
	}
	buf_free(&parts.rest);
	arena_free(parts.scratch);
	return done;
}
