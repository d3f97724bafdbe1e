/* Links and bookmarks: ISO 32000-1, 12.3 and 12.5.6.5. A link that is wrapped
 * has a quadrilateral a line; one that goes over a page, an annotation a page.
 * Targets are places (page and height), so no name tree is needed. */
#include "render/pdf/finish.h"

#include <math.h>

#include "render/pdf/string.h"

#define TOP_SPACE                                                              \
	12.0 /* above a target, so that it is not at the very edge             \
	      */

void annotations_collect(struct finish *f)
{
	const struct painted *p = f->painted;
	struct annotation *all =
	    arena_array(f->keep, p->links.count, sizeof *all);
	size_t count = 0;
	for (size_t i = 0; i < p->links.count; i++) {
		const struct link_area *area = &p->links.items[i];
		struct annotation *last = all + count - (count > 0);
		if (count && last->tag == area->tag &&
		    last->page == area->box.page)
			last->count++;
		else
			all[count++] = (struct annotation){ area->tag,
				area->box.page, i, 1, pdf_reserve(f->writer) };
	}
	f->annotations = all;
	f->annotation_count = count;
}

void annotations_list(struct buf *out, const struct finish *f, size_t page)
{
	bool any = false;
	for (size_t i = 0; i < f->annotation_count; i++) {
		if (f->annotations[i].page != page)
			continue;
		buf_add_z(out, any ? " " : "/Annots[");
		pdf_add_reference(out, f->annotations[i].number);
		any = true;
	}
	if (any)
		buf_add_char(out, ']');
}

struct corners {
	double left;
	double bottom;
	double right;
	double top;
};

static struct corners corners_of(
    const struct finish *f, const struct tag_box *box)
{
	return (struct corners){ box->x, f->size->height - box->y - box->height,
		box->x + box->width, f->size->height - box->y };
}

static void add_numbers(struct buf *out, const double *values, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (i)
			buf_add_char(out, ' ');
		pdf_add_number(out, values[i]);
	}
}

/* Acrobat's order: upper left, upper right, lower left, lower right. */
static void add_area(
    struct buf *out, const struct finish *f, const struct annotation *a)
{
	const struct link_area *areas = f->painted->links.items + a->first;
	struct corners all = corners_of(f, &areas[0].box);
	struct buf quads = { 0 };
	for (size_t i = 0; i < a->count; i++) {
		struct corners c = corners_of(f, &areas[i].box);
		double quad[] = { c.left, c.top, c.right, c.top, c.left,
			c.bottom, c.right, c.bottom };
		all.left = fmin(all.left, c.left);
		all.bottom = fmin(all.bottom, c.bottom);
		all.right = fmax(all.right, c.right);
		all.top = fmax(all.top, c.top);
		if (i)
			buf_add_char(&quads, ' ');
		add_numbers(&quads, quad, 8);
	}
	double rect[] = { all.left, all.bottom, all.right, all.top };
	buf_add_z(out, "/Rect[");
	add_numbers(out, rect, 4);
	buf_add_z(out, "]/QuadPoints[");
	buf_add(out, buf_str(&quads));
	buf_add_char(out, ']');
	buf_free(&quads);
}

static void add_place(
    struct buf *out, const struct finish *f, size_t page, double y)
{
	buf_printf(out, "[%d 0 R/XYZ null ", f->pages[page]);
	pdf_add_number(
	    out, fmin(f->size->height - y + TOP_SPACE, f->size->height));
	buf_add_z(out, " null]");
}

static const struct page_anchor *find_anchor(
    const struct finish *f, struct str id)
{
	const struct painted *p = f->painted;
	for (size_t i = 0; i < p->anchors.count; i++)
		if (str_equal(p->anchors.items[i].point.id, id))
			return &p->anchors.items[i];
	return NULL;
}

/* Where a link goes, and words for those who do not see it. */
static void add_target(
    struct buf *out, const struct finish *f, const struct tag *tag)
{
	struct str where = tag->target;
	bool is_inner = str_starts(where, STR("#"));
	const struct page_anchor *anchor =
	    is_inner ? find_anchor(f, str_skip(where, 1)) : NULL;
	if (anchor) {
		buf_add_z(out, "/Dest");
		add_place(out, f, anchor->page, anchor->point.y);
		where = arena_printf(f->keep, "page %zu", anchor->page + 1);
	} else if (pdf_is_safe_uri(where)) {
		buf_add_z(out, "/A<</S/URI/URI");
		pdf_add_uri(out, where);
		buf_add_z(out, ">>");
	}
	buf_add_z(out, "/Contents");
	pdf_add_text(out, arena_printf(f->keep, STR_FMT " (" STR_FMT ")",
			      STR_ARG(tag->text), STR_ARG(where)));
}

void annotations_write(struct finish *f)
{
	struct buf body = { 0 };
	for (size_t i = 0; i < f->annotation_count; i++) {
		const struct annotation *a = &f->annotations[i];
		buf_clear(&body);
		buf_printf(&body,
		    "<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]"
		    "/StructParent %zu",
		    f->painted->page_count + i);
		add_area(&body, f, a);
		add_target(&body, f, a->tag);
		buf_add_z(&body, ">>");
		pdf_write(f->writer, a->number, buf_str(&body));
	}
	buf_free(&body);
}

struct bookmark {
	const struct page_anchor *anchor;
	int number;
	size_t parent;	 /* index, or the count: the root */
	size_t previous; /* the count: none; so the next three */
	size_t next;
	size_t first;
	size_t last;
	int children;
};

static size_t gather(const struct finish *f, struct bookmark *marks)
{
	const struct painted *p = f->painted;
	size_t count = 0;
	for (size_t i = 0; i < p->anchors.count; i++)
		if (p->anchors.items[i].point.title.len)
			marks[count++].anchor = &p->anchors.items[i];
	return count;
}

/* Each bookmark's parent is the last one before it with a lower level. */
static void join(struct bookmark *marks, size_t count)
{
	struct bookmark *root = &marks[count];
	root->first = root->last = count;
	for (size_t i = 0; i < count; i++) {
		struct bookmark *mark = &marks[i];
		size_t up = i;
		int level = mark->anchor->point.level;
		while (up > 0 && marks[up - 1].anchor->point.level >= level)
			up--;
		mark->parent = up > 0 ? up - 1 : count;
		mark->next = mark->first = mark->last = count;
		struct bookmark *parent = &marks[mark->parent];
		mark->previous = parent->last;
		if (parent->last == count)
			parent->first = i;
		else
			marks[parent->last].next = i;
		parent->last = i;
		parent->children++;
	}
}

static void add_link(struct buf *out, const struct bookmark *marks,
    size_t count, const char *key, size_t index)
{
	if (index != count)
		buf_printf(out, "/%s %d 0 R", key, marks[index].number);
}

static void write_bookmark(struct finish *f, struct buf *body,
    const struct bookmark *marks, size_t count, size_t i)
{
	const struct bookmark *mark = &marks[i];
	buf_clear(body);
	buf_add_z(body, "<</Title");
	pdf_add_text(body, mark->anchor->point.title);
	buf_printf(body, "/Parent %d 0 R/Dest", marks[mark->parent].number);
	add_place(body, f, mark->anchor->page, mark->anchor->point.y);
	add_link(body, marks, count, "Prev", mark->previous);
	add_link(body, marks, count, "Next", mark->next);
	add_link(body, marks, count, "First", mark->first);
	add_link(body, marks, count, "Last", mark->last);
	/* The title's bookmark is open, the chapters' are closed. */
	if (mark->children)
		buf_printf(body, "/Count %d",
		    mark->anchor->point.level == 1 ? mark->children
						   : -mark->children);
	buf_add_z(body, ">>");
	pdf_write(f->writer, mark->number, buf_str(body));
}

int outline_write(struct finish *f)
{
	struct buf body = { 0 };
	struct bookmark *marks =
	    arena_array(f->keep, f->painted->anchors.count + 1, sizeof *marks);
	size_t count = gather(f, marks);
	int visible = 0;
	if (count == 0)
		return 0;
	join(marks, count);
	int root = marks[count].number = pdf_reserve(f->writer);
	for (size_t i = 0; i < count; i++) {
		const struct bookmark *m = &marks[i];
		marks[i].number = pdf_reserve(f->writer);
		visible += m->parent == count ||
			   (marks[m->parent].anchor->point.level == 1 &&
			       marks[m->parent].parent == count);
	}
	buf_printf(&body,
	    "<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>",
	    marks[marks[count].first].number, marks[marks[count].last].number,
	    visible);
	pdf_write(f->writer, root, buf_str(&body));
	for (size_t i = 0; i < count; i++)
		write_bookmark(f, &body, marks, count, i);
	buf_free(&body);
	return root;
}
