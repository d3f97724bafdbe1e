/* Unknown is an origin, too: each has a row, with the kind and language of its
 * file, so that tables by origin or language count all findings. */
#include "link/finding_lost.h"

#include "link/path_kind.h"
#include "model/bulk.h"

struct finding_lost {
	struct path_kinds *kinds;
	struct bulk *rows;
};

bool finding_lost_open(struct finding_lost **lost, struct model *model,
    const struct asset_folders *folders, struct arena *keep, struct error *err)
{
	struct finding_lost *made = ARENA_NEW(keep, struct finding_lost);
	*lost = NULL;
	if (!path_kinds_open(&made->kinds, folders, keep, err))
		return false;
	if (!bulk_open(&made->rows, model,
		"finding_origin (finding_id, origin, language, kind, reason)",
		5, err)) {
		path_kinds_free(made->kinds);
		return false;
	}
	*lost = made;
	return true;
}

void finding_lost_put(struct finding_lost *lost, int64_t finding_id,
    struct str path, struct str reason)
{
	struct path_class class = path_kind_of(lost->kinds, path);
	bulk_int(lost->rows, finding_id);
	bulk_text(lost->rows, STR("unknown"));
	bulk_text(lost->rows, class.language);
	bulk_text(lost->rows, class.kind);
	bulk_text(lost->rows, reason);
}

void finding_lost_flush(struct finding_lost *lost)
{
	bulk_flush(lost->rows);
}

bool finding_lost_close(struct finding_lost *lost, struct error *err)
{
	if (!lost)
		return true;
	path_kinds_free(lost->kinds);
	return bulk_close(lost->rows, err);
}
