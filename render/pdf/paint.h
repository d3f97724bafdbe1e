/* Painting the placed pieces by cairo, one leaf after the other. */
#ifndef RENDER_PDF_PAINT_H
#define RENDER_PDF_PAINT_H

#include "render/pdf/sheet.h"

/* Painting that belongs together: a slot's, or an artifact. */
struct leaf {
	const struct tag_slot *slot; /* NULL: an artifact */
	enum artifact artifact;
	int mcid; /* in its page; of slots */
};

struct painted_page {
	struct leaf *items; /* in painting order */
	size_t count;
	size_t room;
	struct tag **marked; /* by mcid: the tag it belongs to */
	size_t marked_count;
	size_t marked_room;
};

/* One line of a link, for its annotation. */
struct link_area {
	struct tag *tag;
	struct tag_box box;
};

struct page_anchor {
	struct anchor_point point; /* y from the page's top */
	size_t page;
};

struct painted {
	struct str pdf; /* what cairo wrote */
	struct painted_page *pages;
	size_t page_count;
	struct {
		struct link_area *items;
		size_t count;
		size_t room;
	} links;
	struct {
		struct page_anchor *items;
		size_t count;
		size_t room;
	} anchors;
};

/* cairo is asked for PDF 1.4: both 1.16 and 1.18 then write classic objects.
 * Before each leaf, and once behind the last, a speck of this place and size
 * is filled: cairo's own marks (cairo_tag_begin) leave out all that is not
 * text since 1.18. The finisher puts marked content in the specks' place.
 * The values are 256ths, which is what cairo counts in. */
#define SPECK_X (1 + 7 / 256.0)
#define SPECK_Y (1 + 11 / 256.0)
#define SPECK_WIDTH (3 / 256.0)
#define SPECK_HEIGHT (5 / 256.0)

bool paint_pages(struct painted *painted, struct layout *layout,
    const struct placements *placed, const struct sheet_size *size,
    struct error *err) MUST_USE;

#endif
