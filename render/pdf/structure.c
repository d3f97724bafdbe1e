/* Writes the structure tree: ISO 32000-1, 14.7. Each tag is an object; marks
 * on the tag's own page are bare numbers in K, those on others say their page;
 * a link's annotation follows its marks (OBJR). The parent tree leads back:
 * from each page's marks by number, and from each annotation. */
#include "render/pdf/finish.h"

#include "render/pdf/string.h"

struct walk {
	struct finish *finish;
	struct buf body; /* reused */
	int root;
	int column_scope; /* shared attribute objects */
	int row_scope;
	size_t notes;
};

static void number_tag(struct finish *f, struct tag *tag)
{
	tag->number = pdf_reserve(f->writer);
	for (const struct tag_kid *at = tag->first; at; at = at->next)
		if (at->tag)
			number_tag(f, at->tag);
}

void structure_number(struct finish *f)
{
	number_tag(f, f->root);
}

/* The page of the first mark in the tag itself; false when it has none. */
static bool own_page(const struct tag *tag, size_t *page)
{
	for (const struct tag_kid *at = tag->first; at; at = at->next)
		if (at->slot && at->slot->count > 0) {
			*page = at->slot->items[0].page;
			return true;
		}
	return false;
}

static void add_mark(
    struct walk *walk, const struct tag_mark *mark, size_t page)
{
	if (mark->page == page)
		buf_printf(&walk->body, "%d", mark->mcid);
	else
		buf_printf(&walk->body, "<</Type/MCR/Pg %d 0 R/MCID %d>>",
		    walk->finish->pages[mark->page], mark->mcid);
	buf_add_char(&walk->body, ' ');
}

static void add_annotations(struct walk *walk, const struct tag *tag)
{
	const struct finish *f = walk->finish;
	if (!tag->target.ptr)
		return;
	for (size_t i = 0; i < f->annotation_count; i++)
		if (f->annotations[i].tag == tag)
			buf_printf(&walk->body,
			    "<</Type/OBJR/Pg %d 0 R/Obj %d 0 R>>",
			    f->pages[f->annotations[i].page],
			    f->annotations[i].number);
}

static size_t count_kids(const struct tag *tag)
{
	size_t count = tag->target.ptr ? 2 : 0; /* always as an array */
	for (const struct tag_kid *at = tag->first; at; at = at->next)
		count += at->tag ? 1 : at->slot->count;
	return count;
}

static void add_kids(struct walk *walk, const struct tag *tag, size_t page)
{
	size_t count = count_kids(tag);
	if (count == 0)
		return;
	buf_add_z(&walk->body, count > 1 ? "/K[" : "/K ");
	for (const struct tag_kid *at = tag->first; at; at = at->next) {
		if (at->tag)
			buf_printf(&walk->body, "%d 0 R ", at->tag->number);
		else
			for (size_t i = 0; i < at->slot->count; i++)
				add_mark(walk, &at->slot->items[i], page);
	}
	add_annotations(walk, tag);
	if (walk->body.data[walk->body.len - 1] == ' ')
		walk->body.len--;
	if (count > 1)
		buf_add_char(&walk->body, ']');
}

static void add_box(struct walk *walk, const struct tag *tag)
{
	const struct sheet_size *size = walk->finish->size;
	const struct tag_box *box = &tag->box;
	buf_add_z(&walk->body, "/A<</O/Layout/Placement/Block/BBox[");
	pdf_add_number(&walk->body, box->x);
	buf_add_char(&walk->body, ' ');
	pdf_add_number(&walk->body, size->height - box->y - box->height);
	buf_add_char(&walk->body, ' ');
	pdf_add_number(&walk->body, box->x + box->width);
	buf_add_char(&walk->body, ' ');
	pdf_add_number(&walk->body, size->height - box->y);
	buf_add_z(&walk->body, "]>>");
}

static void add_cell(struct walk *walk, const struct tag *tag)
{
	bool is_column = tag->scope && tag->scope[0] == 'C';
	if (tag->span > 1 && tag->scope)
		buf_printf(&walk->body, "/A<</O/Table/Scope/%s/ColSpan %d>>",
		    tag->scope, tag->span);
	else if (tag->span > 1)
		buf_printf(&walk->body, "/A<</O/Table/ColSpan %d>>", tag->span);
	else if (tag->scope)
		buf_printf(&walk->body, "/A %d 0 R",
		    is_column ? walk->column_scope : walk->row_scope);
}

static void add_note_id(struct buf *out, size_t note)
{
	buf_printf(out, "(note-%06zu)", note);
}

static void write_tag(struct walk *walk, const struct tag *tag)
{
	struct finish *f = walk->finish;
	size_t page = 0;
	buf_clear(&walk->body);
	buf_printf(&walk->body, "<</S/%s/P %d 0 R", tag->type,
	    tag->parent ? tag->parent->number : walk->root);
	if (own_page(tag, &page))
		buf_printf(&walk->body, "/Pg %d 0 R", f->pages[page]);
	if (tag->has_id) {
		buf_add_z(&walk->body, "/ID");
		add_note_id(&walk->body, walk->notes++);
	}
	if (tag->is_figure) {
		buf_add_z(&walk->body, "/Alt");
		pdf_add_text(&walk->body, tag->alt);
		add_box(walk, tag);
	}
	add_cell(walk, tag);
	add_kids(walk, tag, page);
	buf_add_z(&walk->body, ">>");
	pdf_write(f->writer, tag->number, buf_str(&walk->body));
	for (const struct tag_kid *at = tag->first; at; at = at->next)
		if (at->tag)
			write_tag(walk, at->tag);
}

static int write_scope(struct walk *walk, const char *scope)
{
	int number = pdf_reserve(walk->finish->writer);
	buf_clear(&walk->body);
	buf_printf(&walk->body, "<</O/Table/Scope/%s>>", scope);
	pdf_write(walk->finish->writer, number, buf_str(&walk->body));
	return number;
}

/* Keys 0 to n - 1 are the pages, the annotations follow. */
static int write_parents(struct walk *walk)
{
	const struct finish *f = walk->finish;
	size_t pages = f->painted->page_count;
	int number = pdf_reserve(f->writer);
	buf_clear(&walk->body);
	buf_add_z(&walk->body, "<</Nums[");
	for (size_t i = 0; i < pages; i++) {
		const struct painted_page *page = &f->painted->pages[i];
		buf_printf(&walk->body, "%zu[", i);
		for (size_t m = 0; m < page->marked_count; m++)
			buf_printf(&walk->body, m ? " %d 0 R" : "%d 0 R",
			    page->marked[m]->number);
		buf_add_z(&walk->body, "]");
	}
	for (size_t i = 0; i < f->annotation_count; i++)
		buf_printf(&walk->body, " %zu %d 0 R", pages + i,
		    f->annotations[i].tag->number);
	buf_add_z(&walk->body, "]>>");
	pdf_write(f->writer, number, buf_str(&walk->body));
	return number;
}

static void add_ids(struct buf *out, const struct tag *tag, size_t *notes)
{
	if (tag->has_id) {
		add_note_id(out, (*notes)++);
		buf_printf(out, "%d 0 R", tag->number);
	}
	for (const struct tag_kid *at = tag->first; at; at = at->next)
		if (at->tag)
			add_ids(out, at->tag, notes);
}

static void write_root(struct walk *walk, int parents)
{
	const struct finish *f = walk->finish;
	size_t notes = 0;
	buf_clear(&walk->body);
	buf_printf(&walk->body,
	    "<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R"
	    "/ParentTreeNextKey %zu",
	    f->root->number, parents,
	    f->painted->page_count + f->annotation_count);
	if (walk->notes) {
		buf_add_z(&walk->body, "/IDTree<</Names[");
		add_ids(&walk->body, f->root, &notes);
		buf_add_z(&walk->body, "]>>");
	}
	buf_add_z(&walk->body, ">>");
	pdf_write(f->writer, walk->root, buf_str(&walk->body));
}

int structure_write(struct finish *f)
{
	struct walk walk = { .finish = f };
	walk.root = pdf_reserve(f->writer);
	walk.column_scope = write_scope(&walk, "Column");
	walk.row_scope = write_scope(&walk, "Row");
	write_tag(&walk, f->root);
	write_root(&walk, write_parents(&walk));
	buf_free(&walk.body);
	return walk.root;
}
