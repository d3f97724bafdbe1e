/* The records stand one after the other in memory as they do in the file: both
 * ids, then numbers of 7 bits a byte, lowest first. Hunks are stored by their
 * distance to the one before, so that most numbers take one byte. A hash table
 * of offsets finds them.
 *
 *   file    = head, checksum of the records in hexadecimal, newline, records
 *   record  = old id, new id, flags, old lines, new lines,
 *             [added, deleted: when they are not the sums of the hunks],
 *             hunks, { unchanged lines before, old count, new count } */
#include "importers/git/script_store.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/hash.h"
#include "importers/git/lines.h"

enum {
	IDS = 2 * OID_SIZE,
	HEX = 16,
	MORE = 0x80,
	DIGIT_BITS = 7,
};

enum { IS_BINARY = 1, IS_NEW_BINARY = 2, HAS_COUNTS = 4 };

/* To be changed when the rules of the diff or the form of records do. */
#define HEAD STR("assay edit scripts 2\n")
#define RECORDS_BYTES_MAX ((size_t)1 << 30)

struct slot {
	uint32_t offset; /* of the record, plus 1; 0: free */
	bool is_used;	 /* asked for in this run */
};

struct script_store {
	struct arena *keep; /* holds this */
	uint64_t key;	    /* of the table */
	struct buf records;
	size_t used_bytes;
	bool has_news;
	uint32_t count;
	struct slot *slots;
	size_t slot_count;
	struct arena *slots_keep;
};

struct script_store *script_store_new(void)
{
	struct arena *keep = arena_new();
	struct script_store *store = ARENA_NEW(keep, struct script_store);
	store->keep = keep;
	store->key = hash_key();
	return store;
}

void script_store_free(struct script_store *store)
{
	if (!store)
		return;
	buf_free(&store->records);
	arena_free(store->slots_keep);
	arena_free(store->keep);
}

/* --------------------------------------------------------------- records -- */

static void add_number(struct buf *buf, uint64_t number)
{
	for (; number >= MORE; number >>= DIGIT_BITS)
		buf_add_char(buf, (char)(number | MORE));
	buf_add_char(buf, (char)number);
}

/* Takes a number below 2^32 off *REST. */
static bool take_number(struct str *rest, uint32_t *number)
{
	uint64_t value = 0;
	for (unsigned shift = 0; rest->len && shift < 32; shift += DIGIT_BITS) {
		unsigned char byte = (unsigned char)*rest->ptr;
		*rest = str_skip(*rest, 1);
		value |= (uint64_t)(byte & (MORE - 1)) << shift;
		if (byte & MORE)
			continue;
		*number = (uint32_t)value;
		return value <= UINT32_MAX;
	}
	return false;
}

static void sum_hunks(
    const struct script *script, int64_t *added, int64_t *deleted)
{
	*added = 0;
	*deleted = 0;
	for (uint32_t i = 0; i < script->count; i++) {
		*added += script->hunks[i].new_count;
		*deleted += script->hunks[i].old_count;
	}
}

static void add_record(struct buf *buf, const struct script_pair *pair)
{
	const struct script *script = &pair->script;
	int64_t added;
	int64_t deleted;
	uint32_t at = 0;
	sum_hunks(script, &added, &deleted);
	bool has_counts = added != pair->added || deleted != pair->deleted;
	buf_add_bytes(buf, pair->old.bytes, OID_SIZE);
	buf_add_bytes(buf, pair->new.bytes, OID_SIZE);
	add_number(buf, (pair->is_binary ? IS_BINARY : 0) |
			    (pair->is_new_binary ? IS_NEW_BINARY : 0) |
			    (has_counts ? HAS_COUNTS : 0));
	add_number(buf, script->old_lines);
	add_number(buf, script->new_lines);
	if (has_counts) {
		add_number(buf, (uint64_t)pair->added);
		add_number(buf, (uint64_t)pair->deleted);
	}
	add_number(buf, script->count);
	for (uint32_t i = 0; i < script->count; i++) {
		const struct hunk *hunk = &script->hunks[i];
		add_number(buf, hunk->old_start - at);
		add_number(buf, hunk->old_count);
		add_number(buf, hunk->new_count);
		at = hunk->old_start + hunk->old_count;
	}
}

/* HUNKS has room for COUNT, or is NULL. Sums are added up. */
static bool take_hunks(struct str *rest, struct script_pair *pair,
    uint32_t count, struct hunk *hunks)
{
	uint64_t old_at = 0;
	uint64_t new_at = 0;
	for (uint32_t i = 0; i < count; i++) {
		uint32_t gap;
		uint32_t old_count;
		uint32_t new_count;
		if (!take_number(rest, &gap) ||
		    !take_number(rest, &old_count) ||
		    !take_number(rest, &new_count))
			return false;
		old_at += gap;
		new_at += gap;
		if (hunks)
			hunks[i] = (struct hunk){ (uint32_t)old_at, old_count,
				(uint32_t)new_at, new_count };
		old_at += old_count;
		new_at += new_count;
		pair->deleted += old_count;
		pair->added += new_count;
	}
	return old_at <= pair->script.old_lines &&
	       new_at <= pair->script.new_lines;
}

/* Takes a record off *REST; false when it is damaged. */
static bool take_record(
    struct str *rest, struct script_pair *pair, struct arena *keep)
{
	uint32_t flags;
	uint32_t counts[2] = { 0 };
	struct script script = { 0 };
	struct hunk *hunks = NULL;
	if (rest->len < IDS)
		return false;
	*rest = str_skip(*rest, IDS);
	if (!take_number(rest, &flags) ||
	    !take_number(rest, &script.old_lines) ||
	    !take_number(rest, &script.new_lines) ||
	    ((flags & HAS_COUNTS) && (!take_number(rest, &counts[0]) ||
					 !take_number(rest, &counts[1]))) ||
	    !take_number(rest, &script.count) || script.count > rest->len)
		return false;
	if (keep)
		hunks = arena_array(keep, script.count, sizeof *hunks);
	script.hunks = hunks;
	pair->script = script;
	pair->state = SCRIPT_MADE;
	pair->is_binary = flags & IS_BINARY;
	pair->is_new_binary = flags & IS_NEW_BINARY;
	pair->added = 0;
	pair->deleted = 0;
	if (!take_hunks(rest, pair, script.count, hunks))
		return false;
	if (flags & HAS_COUNTS) {
		pair->added = counts[0];
		pair->deleted = counts[1];
	}
	return true;
}

/* ----------------------------------------------------------------- table -- */

static struct str record_at(const struct script_store *store, size_t offset)
{
	return str_skip(buf_str(&store->records), offset);
}

static struct slot *slot_of(
    const struct script_store *store, const char ids[IDS])
{
	size_t mask = store->slot_count - 1;
	size_t i = (size_t)hash_keyed((struct str){ ids, IDS }, store->key);
	for (i &= mask; store->slots[i].offset; i = (i + 1) & mask) {
		size_t offset = store->slots[i].offset - 1;
		if (!memcmp(record_at(store, offset).ptr, ids, IDS))
			break;
	}
	return &store->slots[i];
}

static void grow(struct script_store *store)
{
	const struct slot *old = store->slots;
	size_t old_count = store->slot_count;
	struct arena *old_keep = store->slots_keep;
	if (store->slot_count > (size_t)store->count * 2)
		return;
	store->slot_count = old_count ? old_count * 2 : 1024;
	store->slots_keep = arena_new();
	store->slots = arena_array(
	    store->slots_keep, store->slot_count, sizeof *store->slots);
	for (size_t i = 0; i < old_count; i++)
		if (old[i].offset)
			*slot_of(store,
			    record_at(store, old[i].offset - 1).ptr) = old[i];
	arena_free(old_keep);
}

static void ids_of(const struct script_pair *pair, char ids[IDS])
{
	memcpy(ids, pair->old.bytes, OID_SIZE);
	memcpy(ids + OID_SIZE, pair->new.bytes, OID_SIZE);
}

static void use(struct script_store *store, struct slot *slot, size_t bytes)
{
	if (!slot->is_used)
		store->used_bytes += bytes;
	slot->is_used = true;
}

bool script_store_find(
    struct script_store *store, struct script_pair *pair, struct arena *keep)
{
	char ids[IDS];
	ids_of(pair, ids);
	if (!store->count)
		return false;
	struct slot *slot = slot_of(store, ids);
	if (!slot->offset)
		return false;
	struct str record = record_at(store, slot->offset - 1);
	struct str rest = record;
	if (!take_record(&rest, pair, keep))
		return false;
	use(store, slot, record.len - rest.len);
	return true;
}

void script_store_add(
    struct script_store *store, const struct script_pair *pair)
{
	char ids[IDS];
	size_t offset = store->records.len;
	ids_of(pair, ids);
	grow(store);
	struct slot *slot = slot_of(store, ids);
	if (slot->offset || offset > RECORDS_BYTES_MAX)
		return;
	add_record(&store->records, pair);
	slot->offset = (uint32_t)(offset + 1);
	use(store, slot, store->records.len - offset);
	store->count++;
	store->has_news = true;
}

/* ------------------------------------------------------------------ file -- */

/* Tells a damaged file; one of another byte order counts as such. */
static void print_checksum(char hex[HEX + 1], struct str records)
{
	snprintf(
	    hex, HEX + 1, "%016llx", (unsigned long long)hash_quick(records));
}

/* Takes the head and the digest off *REST. */
static bool take_head(struct str *rest)
{
	char hex[HEX + 1];
	if (!str_starts(*rest, HEAD))
		return false;
	*rest = str_skip(*rest, HEAD.len);
	struct str digest = str_slice(*rest, 0, HEX);
	if (rest->len <= HEX || rest->ptr[HEX] != '\n')
		return false;
	*rest = str_skip(*rest, HEX + 1);
	print_checksum(hex, *rest);
	return str_equal_z(digest, hex);
}

static bool index_records(struct script_store *store)
{
	struct str rest = buf_str(&store->records);
	while (rest.len) {
		struct script_pair pair;
		struct str record = rest;
		if (!take_record(&rest, &pair, NULL))
			return false;
		grow(store);
		struct slot *slot = slot_of(store, record.ptr);
		if (slot->offset)
			return false;
		slot->offset = (uint32_t)(store->records.len - record.len + 1);
		store->count++;
	}
	return true;
}

static void clear(struct script_store *store)
{
	arena_free(store->slots_keep);
	store->slots_keep = NULL;
	store->slots = NULL;
	store->slot_count = 0;
	store->count = 0;
	buf_clear(&store->records);
}

void script_store_load(struct script_store *store, struct str path)
{
	struct error ignored;
	struct str content;
	struct arena *scratch = arena_new();
	if (file_exists(path) &&
	    file_read(&content, path, RECORDS_BYTES_MAX, scratch, &ignored) &&
	    take_head(&content)) {
		clear(store);
		buf_add(&store->records, content);
		if (!index_records(store))
			clear(store);
	}
	arena_free(scratch);
}

/* All records, or only those that were asked for. */
static void add_records(
    struct buf *out, const struct script_store *store, bool all)
{
	struct str rest = buf_str(&store->records);
	while (rest.len) {
		struct script_pair pair;
		struct str record = rest;
		if (!take_record(&rest, &pair, NULL))
			return;
		if (all || slot_of(store, record.ptr)->is_used)
			buf_add(
			    out, str_slice(record, 0, record.len - rest.len));
	}
}

bool script_store_save(
    struct script_store *store, struct str path, struct error *err)
{
	struct buf out = { 0 };
	char hex[HEX + 1];
	size_t unused = store->records.len - store->used_bytes;
	size_t head = HEAD.len + HEX + 1;
	if (!store->has_news)
		return true;
	buf_add(&out, HEAD);
	for (size_t i = 0; i <= HEX; i++)
		buf_add_char(&out, '\n');
	add_records(&out, store, unused <= store->used_bytes);
	print_checksum(hex, str_skip(buf_str(&out), head));
	memcpy(out.data + HEAD.len, hex, HEX);
	bool done = file_write(path, buf_str(&out), 0600, err);
	buf_free(&out);
	store->has_news = !done;
	return done;
}
