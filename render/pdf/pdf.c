/* The PDF back end, PDF/A-3a and PDF/UA-1 at once:
 *
 *	tree -> pieces (block.c, table.c, grid.c) -> pages (paginate.c)
 *	     -> cairo's PDF in memory (paint.c) -> the file (finish.c)
 *
 * cairo paints and embeds fonts. Structure tree, links, bookmarks, metadata,
 * attachments and the file itself are the finisher's, because cairo has no
 * alternative texts, scopes and artifacts, and writes what it has differently
 * in each version. */
#include "render/backend.h"
#include "render/pdf/block.h"
#include "render/pdf/finish.h"
#include "render/pdf/paginate.h"
#include "render/pdf/paint.h"

static bool write_pdf(struct buf *out, const struct render *render,
    struct arena *scratch, struct error *err)
{
	struct layout layout = {
		.render = render, .face = render->face, .keep = scratch
	};
	struct sheet_size size = sheet_size(render->paper);
	struct painted painted;
	struct tag *root = block_lay_out_document(&layout);
	struct placements placed = paginate(&layout, &size);
	bool ok = paint_pages(&painted, &layout, &placed, &size, err);
	typeface_forget(render->face);
	if (!ok ||
	    !finish_write(out, &painted, render, &size, root, scratch, err))
		return error_while(err, "writing the PDF");
	return true;
}

const struct backend backend_pdf = {
	.name = "pdf",
	.suffix = "pdf",
	.write = write_pdf,
};
