/* Fingerprints of results. Values seen are kept as 64-bit hashes in an open
 * table of at most 16 MB: a run may hold hundreds of thousands. SARIF 2.1.0
 * sections 3.27.16 and 3.27.17. */
#include "importers/sast/fingerprint.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/rules.h"

enum {
	RANKS = 16,
	RANK_UNKNOWN = 8,
	SLOTS_FIRST = 1024,
	VALUE_MAX = 120,
};

bool fingerprint_load(struct fingerprint_table *table,
    const struct asset_folders *folders, struct arena *keep, struct error *err)
{
	static const char *const uses[] = { "whole", "line", "none" };
	struct rules rules;
	size_t name;
	size_t use;
	size_t rank;
	*table = (struct fingerprint_table){ .names = { .arena = keep } };
	if (!rules_read(
		&rules, folders, STR("data/fingerprints.csv"), keep, err) ||
	    !rules_column(&rules, "name", &name, err) ||
	    !rules_column(&rules, "use", &use, err) ||
	    !rules_column(&rules, "rank", &rank, err))
		return false;
	for (size_t i = 0; i < rules.row_count; i++) {
		int64_t number;
		int64_t u = 0;
		while (
		    u < 3 && !str_equal_z(rules_cell(&rules, i, use), uses[u]))
			u++;
		if (u == 3 ||
		    !str_to_int(rules_cell(&rules, i, rank), &number) ||
		    number < 0 || number >= RANKS)
			return error_at(err,
			    (struct place){ rules.name, rules.lines[i], 0 },
			    "expected whole, line or none, and a rank below "
			    "%d",
			    RANKS);
		map_put(&table->names, rules_cell(&rules, i, name), NULL)
		    ->number = u * RANKS + number;
	}
	return true;
}

/* Splits "name/v2"; a name without version has 0. */
static struct str split_version(struct str name, int64_t *version)
{
	size_t slash = str_rfind_byte(name, '/');
	struct str suffix = str_skip(name, slash + 1);
	*version = 0;
	if (slash == name.len || suffix.len < 2 || suffix.ptr[0] != 'v' ||
	    !str_to_int(str_skip(suffix, 1), version) || *version < 0)
		return name;
	return str_slice(name, 0, slash);
}

bool fingerprint_read(const struct fingerprint_table *table,
    struct fingerprint *fingerprint, struct str name, struct str value,
    bool is_partial)
{
	int64_t version;
	struct str plain = split_version(name, &version);
	const union map_value *known = map_get(&table->names, plain);
	*fingerprint = (struct fingerprint){
		.name = name,
		.value = value,
		.use = is_partial ? FINGERPRINT_LINE : FINGERPRINT_WHOLE,
		.rank = RANK_UNKNOWN,
		.version = version,
	};
	if (known) {
		fingerprint->use =
		    (enum fingerprint_use)(known->number / RANKS);
		fingerprint->rank = (int)(known->number % RANKS);
	}
	return str_trim(value).len && fingerprint->use != FINGERPRINT_NOT;
}

bool fingerprint_better(
    const struct fingerprint *a, const struct fingerprint *b)
{
	if (a->rank != b->rank)
		return a->rank < b->rank;
	if (a->use != b->use)
		return a->use < b->use;
	if (a->version != b->version)
		return a->version > b->version;
	return str_compare(a->name, b->name) < 0;
}

struct slot {
	uint64_t value; /* 0: free */
	uint32_t owner;
	bool is_repeated;
};

struct fingerprint_seen {
	struct slot *slots;
	size_t room; /* a power of two */
	size_t count;
	uint64_t run;
	bool has_repeated; /* any of them */
};

struct fingerprint_seen *fingerprint_seen_new(void)
{
	struct fingerprint_seen *seen = calloc(1, sizeof *seen);
	if (seen)
		seen->slots = calloc(SLOTS_FIRST, sizeof *seen->slots);
	if (!seen || !seen->slots) {
		free(seen);
		return NULL;
	}
	seen->room = SLOTS_FIRST;
	return seen;
}

void fingerprint_seen_free(struct fingerprint_seen *seen)
{
	if (!seen)
		return;
	free(seen->slots);
	free(seen);
}

static struct slot *find_slot(
    const struct fingerprint_seen *seen, uint64_t value)
{
	size_t at = (size_t)value & (seen->room - 1);
	while (seen->slots[at].value && seen->slots[at].value != value)
		at = (at + 1) & (seen->room - 1);
	return &seen->slots[at];
}

static bool grow(struct fingerprint_seen *seen)
{
	struct fingerprint_seen larger = { .room = seen->room * 2,
		.run = seen->run,
		.has_repeated = seen->has_repeated };
	larger.slots = calloc(larger.room, sizeof *larger.slots);
	if (!larger.slots)
		return false;
	for (size_t i = 0; i < seen->room; i++)
		if (seen->slots[i].value)
			*find_slot(&larger, seen->slots[i].value) =
			    seen->slots[i];
	larger.count = seen->count;
	free(seen->slots);
	*seen = larger;
	return true;
}

void fingerprint_seen_start(struct fingerprint_seen *seen, size_t run)
{
	if (seen)
		seen->run = run;
}

static uint64_t value_hash(
    const struct fingerprint_seen *seen, const struct fingerprint *fingerprint)
{
	uint64_t name = hash_quick(fingerprint->name) + seen->run;
	uint64_t hash = hash_quick(fingerprint->value) ^ (name << 1 | 1);
	hash ^= hash >> 31;
	return hash ? hash : 1;
}

void fingerprint_seen_add(struct fingerprint_seen *seen,
    const struct fingerprint *fingerprint, uint64_t owner)
{
	if (!seen || fingerprint->use != FINGERPRINT_WHOLE)
		return;
	uint64_t value = value_hash(seen, fingerprint);
	struct slot *slot = find_slot(seen, value);
	if (slot->value) {
		slot->is_repeated |= slot->owner != (uint32_t)owner;
		seen->has_repeated |= slot->is_repeated;
		return;
	}
	if (seen->count == FINGERPRINTS_MAX)
		return;
	*slot = (struct slot){ value, (uint32_t)owner, false };
	seen->count++;
	if (seen->count * 2 > seen->room && !grow(seen))
		seen->count = FINGERPRINTS_MAX; /* no more */
}

bool fingerprint_is_repeated(
    const struct fingerprint_seen *seen, const struct fingerprint *fingerprint)
{
	return seen && seen->has_repeated &&
	       fingerprint->use == FINGERPRINT_WHOLE &&
	       find_slot(seen, value_hash(seen, fingerprint))->is_repeated;
}

/* "39fa2ee980eb94b0:1": nothing that anybody wrote. */
static bool is_digest(struct str value)
{
	for (size_t i = 0; i < value.len; i++)
		if (!value.ptr[i] ||
		    !strchr("0123456789abcdefABCDEF:-_", value.ptr[i]))
			return false;
	return true;
}

struct str fingerprint_text(
    struct arena *keep, const struct fingerprint *fingerprint, bool is_secret)
{
	char hex[HASH_HEX_SIZE];
	struct str value = str_trim(fingerprint->value);
	if (value.len > VALUE_MAX || (is_secret && !is_digest(value))) {
		hash_bytes(value, hex);
		value = str_from(hex);
	}
	struct str name = str_slice(fingerprint->name, 0, VALUE_MAX);
	char *text = arena_alloc_raw(keep, name.len + 1 + value.len);
	memcpy(text, name.ptr, name.len);
	text[name.len] = ':';
	memcpy(text + name.len + 1, value.ptr, value.len);
	return (struct str){ text, name.len + 1 + value.len };
}
