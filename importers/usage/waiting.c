/* A list in the order of the rows, and a map into it. */
#include "importers/usage/waiting.h"

void waiting_open(struct waiting *waiting, struct arena *keep)
{
	*waiting =
	    (struct waiting){ .by_key = { .arena = keep }, .keep = keep };
	waiting->last = &waiting->first;
}

struct waiting_fact *waiting_take(
    struct waiting *waiting, struct str key, size_t size, int64_t line)
{
	bool added;
	union map_value *value = map_put(&waiting->by_key, key, &added);
	if (added) {
		struct waiting_fact *fact =
		    ARENA_NEW(waiting->keep, struct waiting_fact);
		fact->record = arena_alloc(waiting->keep, size);
		fact->line = line;
		*waiting->last = fact;
		waiting->last = &fact->next;
		value->pointer = fact;
	}
	struct waiting_fact *fact = value->pointer;
	fact->rows++;
	return fact;
}

bool waiting_store(struct waiting *waiting, struct import *import,
    enum fact_kind kind, struct error *err)
{
	for (struct waiting_fact *fact = waiting->first; fact;
	     fact = fact->next) {
		enum put_end end;
		import_locator(import, fact->line);
		if (!import_put(import, kind, fact->record, &end, err))
			return false;
		if (end == PUT_DIFFERS && waiting->meets &&
		    !waiting->meets(import, fact->record, err))
			return false;
		if (end == PUT_DIFFERS &&
		    !import_replace(import, kind, fact->record, err))
			return false;
		for (int64_t i = 0; i < fact->rows; i++) {
			if (end == PUT_SAME)
				import_duplicate(import);
			else
				import_accept(import);
		}
	}
	return true;
}
