/* Inputs in the order of their importer and path, so that the order of reading
 * never shows. */
#include "model/digest.h"

#include "base/hash.h"
#include "model/query.h"

bool model_digest(struct str *hex, const struct model *model,
    struct arena *keep, struct error *err)
{
	struct query *query = NULL;
	struct hash *hash = hash_new(keep);
	char *digits = arena_alloc(keep, HASH_HEX_SIZE);
	if (!query_open(&query, model,
		"SELECT path, importer, sha256 FROM source"
		" WHERE importer <> 'config'"
		" UNION ALL SELECT name, 'setting', value FROM setting"
		" ORDER BY 2, 1",
		err))
		return false;
	while (query_next(query))
		for (int i = 0; i < 3; i++)
			hash_add_field(hash, query_text(query, i));
	hash_end(hash, digits);
	*hex = str_from(digits);
	return query_close(query, err);
}
