/* Rewrites cairo's file. Kept are the pages' contents (with marks), their
 * resources, fonts and images; its catalog, page tree and lengths are dropped
 * and the rest of the file is made new. What PDF/A wants of kept objects is
 * mended on the way: CIDToGIDMap where a TrueType font has none (ISO 19005-3,
 * 6.2.11.3.2), no interpolated images (6.2.8). */
#include "render/pdf/finish.h"

#include <string.h>

#include "base/vec.h"
#include "render/pdf/content.h"
#include "render/pdf/string.h"

struct copier {
	struct finish *finish;
	struct pdf_file file;
	int *numbers; /* new ones, by cairo's; 0: not copied yet */
	int *queue;   /* cairo's numbers, to be written */
	size_t queued;
	struct error *err;
};

static int copy_later(struct copier *copier, int number)
{
	if (number < 1 || number >= copier->file.count)
		return 0;
	if (!copier->numbers[number]) {
		copier->numbers[number] = pdf_reserve(copier->finish->writer);
		copier->queue[copier->queued++] = number;
	}
	return copier->numbers[number];
}

static void add_value(
    struct copier *copier, struct buf *out, const struct pdf_value *value);

/* Two words need a blank between them, all other values part themselves. */
static void add_blank(struct buf *out, const struct pdf_value *next)
{
	char last = '[';
	if (out->len)
		last = out->data[out->len - 1];
	if ((next->kind == PDF_WORD || next->kind == PDF_REFERENCE) &&
	    !strchr("[(<>)]", last))
		buf_add_char(out, ' ');
}

static bool is_dropped(const struct pdf_value *key)
{
	static const char *const dropped[] = { "Length", "Interpolate" };
	for (size_t i = 0; i < sizeof dropped / sizeof *dropped; i++)
		if (pdf_is_name(key, dropped[i]))
			return true;
	return false;
}

/* The entries of DICT without brackets. */
static void add_entries(
    struct copier *copier, struct buf *out, const struct pdf_value *dict)
{
	for (size_t i = 0; i + 1 < dict->count; i += 2) {
		if (is_dropped(&dict->items[i]))
			continue;
		buf_add(out, dict->items[i].text);
		add_value(copier, out, &dict->items[i + 1]);
	}
	if (pdf_is_name(pdf_get(dict, "Subtype"), "CIDFontType2") &&
	    !pdf_get(dict, "CIDToGIDMap"))
		buf_add_z(out, "/CIDToGIDMap/Identity");
}

static void add_value(
    struct copier *copier, struct buf *out, const struct pdf_value *value)
{
	add_blank(out, value);
	switch (value->kind) {
	case PDF_WORD:
	case PDF_NAME:
	case PDF_STRING:
		buf_add(out, value->text);
		break;
	case PDF_REFERENCE:
		pdf_add_reference(out, copy_later(copier, value->number));
		break;
	case PDF_ARRAY:
		buf_add_char(out, '[');
		for (size_t i = 0; i < value->count; i++)
			add_value(copier, out, &value->items[i]);
		buf_add_char(out, ']');
		break;
	case PDF_DICT:
		buf_add_z(out, "<<");
		add_entries(copier, out, value);
		buf_add_z(out, ">>");
		break;
	}
}

/* The entries of a stream without its filter: it is packed anew. */
static void add_stream_entries(struct copier *copier, struct buf *out,
    const struct pdf_value *dict, bool repacked)
{
	struct pdf_value kept = *dict;
	if (repacked) {
		kept.items = arena_array(
		    copier->finish->keep, dict->count, sizeof *kept.items);
		kept.count = 0;
		for (size_t i = 0; i + 1 < dict->count; i += 2) {
			if (pdf_is_name(&dict->items[i], "Filter"))
				continue;
			kept.items[kept.count++] = dict->items[i];
			kept.items[kept.count++] = dict->items[i + 1];
		}
	}
	add_entries(copier, out, &kept);
}

static bool copy_stream(struct copier *copier, const struct pdf_object *object,
    int number, struct buf *body)
{
	const struct pdf_value *filter = pdf_get(&object->value, "Filter");
	bool repacked = !filter || pdf_is_name(filter, "FlateDecode");
	struct str bytes = object->stream;
	if (repacked &&
	    !pdf_inflate(&copier->file, object, &bytes, copier->err))
		return false;
	add_stream_entries(copier, body, &object->value, repacked);
	pdf_write_stream(
	    copier->finish->writer, number, buf_str(body), bytes, repacked);
	return true;
}

/* Writes everything that was named so far, and what that names in turn. */
static bool copy_queue(struct copier *copier)
{
	struct buf body = { 0 };
	bool ok = true;
	for (size_t i = 0; ok && i < copier->queued; i++) {
		const struct pdf_object *object;
		int number = copier->numbers[copier->queue[i]];
		buf_clear(&body);
		ok = pdf_read_object(
		    &copier->file, copier->queue[i], &object, copier->err);
		if (!ok)
			break;
		if (object->is_stream) {
			ok = copy_stream(copier, object, number, &body);
		} else {
			add_value(copier, &body, &object->value);
			pdf_write(
			    copier->finish->writer, number, buf_str(&body));
		}
	}
	buf_free(&body);
	return ok;
}

static bool write_content(struct copier *copier,
    const struct pdf_value *page_dict, size_t page, int number)
{
	struct finish *f = copier->finish;
	const struct pdf_value *at = pdf_get(page_dict, "Contents");
	const struct pdf_object *object;
	struct str content;
	struct buf marked = { 0 };
	if (!at || at->kind != PDF_REFERENCE)
		return error_set(copier->err, ERROR_SYSTEM,
		    "cairo's page %zu has no single stream", page + 1);
	bool ok =
	    pdf_read_object(&copier->file, at->number, &object, copier->err) &&
	    pdf_inflate(&copier->file, object, &content, copier->err) &&
	    content_mark(
		&marked, content, &f->painted->pages[page], copier->err);
	if (ok)
		pdf_write_stream(
		    f->writer, number, STR(""), buf_str(&marked), true);
	buf_free(&marked);
	return ok;
}

static bool write_page(struct copier *copier, const struct pdf_value *page_dict,
    size_t page, int parent)
{
	struct finish *f = copier->finish;
	struct buf body = { 0 };
	const struct pdf_value *resources = pdf_get(page_dict, "Resources");
	const struct pdf_value *group = pdf_get(page_dict, "Group");
	const struct pdf_value *box = pdf_get(page_dict, "MediaBox");
	if (!resources || !box)
		return error_set(copier->err, ERROR_SYSTEM,
		    "cairo's page %zu has no resources or no size", page + 1);
	int content = pdf_reserve(f->writer);
	buf_printf(&body,
	    "<</Type/Page/Parent %d 0 R/Contents %d 0 R/Tabs/S"
	    "/StructParents %zu/MediaBox",
	    parent, content, page);
	add_value(copier, &body, box);
	buf_add_z(&body, "/Resources");
	add_value(copier, &body, resources);
	if (group) {
		buf_add_z(&body, "/Group");
		add_value(copier, &body, group);
	}
	annotations_list(&body, f, page);
	buf_add_z(&body, ">>");
	pdf_write(f->writer, f->pages[page], buf_str(&body));
	buf_free(&body);
	return write_content(copier, page_dict, page, content);
}

/* cairo's pages hang below one node. */
static bool find_pages(struct copier *copier, const struct pdf_value **kids)
{
	const struct pdf_value *root;
	const struct pdf_value *pages;
	struct finish *f = copier->finish;
	if (!pdf_fetch(&copier->file, &copier->file.trailer, "Root", &root,
		copier->err) ||
	    !pdf_fetch(&copier->file, root, "Pages", &pages, copier->err) ||
	    !pdf_fetch(&copier->file, pages, "Kids", kids, copier->err))
		return false;
	if ((*kids)->kind != PDF_ARRAY ||
	    (*kids)->count != f->painted->page_count)
		return error_set(copier->err, ERROR_SYSTEM,
		    "cairo wrote %zu pages, %zu were painted", (*kids)->count,
		    f->painted->page_count);
	return true;
}

static bool write_pages(struct copier *copier, int tree)
{
	struct finish *f = copier->finish;
	const struct pdf_value *kids;
	struct buf body = { 0 };
	if (!find_pages(copier, &kids))
		return false;
	buf_printf(&body, "<</Type/Pages/Count %zu/Kids[", kids->count);
	for (size_t i = 0; i < kids->count; i++) {
		const struct pdf_object *page;
		if (kids->items[i].kind != PDF_REFERENCE ||
		    !pdf_read_object(&copier->file, kids->items[i].number,
			&page, copier->err) ||
		    !pdf_is_name(pdf_get(&page->value, "Type"), "Page") ||
		    !write_page(copier, &page->value, i, tree)) {
			buf_free(&body);
			return copier->err->kind != ERROR_NONE
				   ? false
				   : error_set(copier->err, ERROR_SYSTEM,
					 "cairo's page tree has more than one "
					 "level");
		}
		buf_printf(&body, i ? " %d 0 R" : "%d 0 R", f->pages[i]);
	}
	buf_add_z(&body, "]>>");
	pdf_write(f->writer, tree, buf_str(&body));
	buf_free(&body);
	return copy_queue(copier);
}

static void write_catalog(struct finish *f, int number, int pages)
{
	struct buf body = { 0 };
	int structure = structure_write(f);
	int outline = outline_write(f);
	int metadata = metadata_write(f);
	int intent = intent_write(f);
	annotations_write(f);
	buf_printf(&body,
	    "<</Type/Catalog/Pages %d 0 R/StructTreeRoot %d 0 R"
	    "/MarkInfo<</Marked true>>/ViewerPreferences"
	    "<</DisplayDocTitle true>>/PageLabels<</Nums[0<</S/D>>]>>"
	    "/Metadata %d 0 R/OutputIntents[%d 0 R]",
	    pages, structure, metadata, intent);
	if (outline)
		buf_printf(&body, "/Outlines %d 0 R", outline);
	buf_add_z(&body, "/Lang");
	pdf_add_text(&body, metadata_language(f->render->meta));
	attachments_write(&body, f);
	buf_add_z(&body, ">>");
	pdf_write(f->writer, number, buf_str(&body));
	buf_free(&body);
}

bool finish_write(struct buf *out, const struct painted *painted,
    const struct render *render, const struct sheet_size *size,
    struct tag *root, struct arena *keep, struct error *err)
{
	struct finish f = { .painted = painted,
		.render = render,
		.size = size,
		.root = root,
		.keep = keep };
	struct copier copier = { .finish = &f, .err = err };
	if (!pdf_open(&copier.file, painted->pdf, keep, err))
		return false;
	size_t objects = (size_t)copier.file.count;
	copier.numbers = arena_array(keep, objects, sizeof *copier.numbers);
	copier.queue = arena_array(keep, objects, sizeof *copier.queue);
	f.writer = pdf_writer_new(out, keep);
	f.pages = arena_array(keep, painted->page_count, sizeof *f.pages);
	int catalog = pdf_reserve(f.writer);
	int pages = pdf_reserve(f.writer);
	for (size_t i = 0; i < painted->page_count; i++)
		f.pages[i] = pdf_reserve(f.writer);
	structure_number(&f);
	annotations_collect(&f);
	bool ok = write_pages(&copier, pages);
	if (ok) {
		write_catalog(&f, catalog, pages);
		int info = info_write(&f);
		ok = pdf_writer_end(f.writer, catalog, info, err);
	}
	pdf_writer_drop(f.writer);
	return ok;
}
