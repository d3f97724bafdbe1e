/* Inputs hold what they hold, names and secrets too: who asks for copies gets
 * them as they are, or none. See bag_copies.h. */
#include "cli/bag_copies.h"

#include <stdio.h>

#include "base/file.h"
#include "model/query.h"
#include "render/evidence/bagged.h"

enum { BLOCK = 1 << 16, DIGITS = 16, NAME_MAX_BYTES = 80 };

/* data/inputs/copies/0123456789abcdef-scan.sarif */
static struct str copy_path(
    struct str shown, struct str digest, struct arena *keep)
{
	struct str name = bagged_name(path_base(shown), keep);
	if (name.len > NAME_MAX_BYTES)
		name = str_skip(name, name.len - NAME_MAX_BYTES);
	return arena_printf(keep, "data/inputs/copies/" STR_FMT "-" STR_FMT,
	    STR_ARG(str_slice(digest, 0, DIGITS)), STR_ARG(name));
}

static void copy(
    struct bag_files *files, FILE *from, struct str path, struct arena *keep)
{
	char block[BLOCK];
	size_t n;
	struct buf content = { 0 };
	while ((n = fread(block, 1, sizeof block, from)) > 0) {
		buf_add(&content, (struct str){ block, n });
		bag_more(files, path, &content);
	}
	bag_add(files, path, buf_str(&content), keep);
	buf_free(&content);
}

static bool add_copy(struct bag_files *files, const struct audit *audit,
    struct str shown, struct str digest, struct error *err)
{
	struct arena *keep = audit->context->keep;
	struct str path = copy_path(shown, digest, keep);
	char *place =
	    arena_z(keep, str_starts(shown, STR("/"))
			      ? shown
			      : path_join(keep, audit->folder, shown));
	FILE *from = fopen(place, "rb");
	if (!from)
		return error_errno(err, "cannot copy the input %s", place);
	copy(files, from, path, keep);
	fclose(from);
	const struct bag_file *file = bag_find(files, path);
	if (!file || str_equal_z(digest, file->digest))
		return true; /* what was not written is told by bag_close */
	error_set(err, ERROR_INPUT,
	    "the input %s has changed since it was read", place);
	return error_fix(err, "run the report again, or without "
			      "--copies");
}

bool bag_copies(
    struct bag_files *files, const struct audit *audit, struct error *err)
{
	struct query *query = NULL;
	struct arena *keep = audit->context->keep;
	bool done = true;
	if (!query_open(&query, audit->model,
		"SELECT min(path), sha256 FROM source "
		"WHERE bytes > 0 AND importer NOT IN ('git', 'config') "
		"GROUP BY sha256 ORDER BY 1",
		err))
		return false;
	while (done && query_next(query))
		done = add_copy(files, audit,
		    arena_str(keep, query_text(query, 0)),
		    arena_str(keep, query_text(query, 1)), err);
	if (done)
		return query_close(query, err);
	struct error ignored;
	(void)!query_close(query, &ignored);
	return false;
}
