/* Attached files: ISO 19005-3, 6.8, and ISO 32000-1, 7.11.4. Each stands in
 * the catalog's AF and in the name tree, sorted by name. */
#include "render/pdf/finish.h"

#include <stdlib.h>

#include <glib.h>

#include "base/date.h"
#include "render/pdf/string.h"

/* What a file is to the report: tables are its data, what a table was made
 * from is its source. */
static const char *relationship(const struct attachment *file)
{
	if (str_starts(file->mime, STR("text/csv")) ||
	    str_starts(file->mime, STR("application/json")))
		return "Data";
	return "Supplement";
}

static int compare_names(const void *a, const void *b)
{
	const struct attachment *x = a;
	const struct attachment *y = b;
	return str_compare(x->name, y->name);
}

/* MD5, as ISO 32000-1, table 46 has it: against accidents, not against
 * attacks. */
static void add_checksum(struct buf *out, struct str content)
{
	char *digits = g_compute_checksum_for_data(
	    G_CHECKSUM_MD5, (const guchar *)content.ptr, content.len);
	buf_printf(out, "/CheckSum<%s>", digits);
	g_free(digits);
}

static int write_content(struct finish *f, const struct attachment *file)
{
	int number = pdf_reserve(f->writer);
	struct buf dict = { 0 };
	buf_add_z(&dict, "/Type/EmbeddedFile/Subtype");
	pdf_add_name(&dict,
	    file->mime.len ? file->mime : STR("application/octet-stream"));
	buf_printf(&dict, "/Params<</Size %zu", file->content.len);
	if (f->render->meta->as_of != UNKNOWN) {
		buf_add_z(&dict, "/ModDate");
		pdf_add_date(&dict, f->render->meta->as_of);
	}
	add_checksum(&dict, file->content);
	buf_add_z(&dict, ">>");
	pdf_write_stream(
	    f->writer, number, buf_str(&dict), file->content, true);
	buf_free(&dict);
	return number;
}

static int write_filespec(struct finish *f, const struct attachment *file)
{
	int content = write_content(f, file);
	int number = pdf_reserve(f->writer);
	struct buf body = { 0 };
	buf_add_z(&body, "<</Type/Filespec/F");
	pdf_add_text(&body, file->name);
	buf_add_z(&body, "/UF");
	pdf_add_text(&body, file->name);
	buf_add_z(&body, "/Desc");
	pdf_add_text(
	    &body, file->description.len ? file->description : file->name);
	buf_printf(&body, "/AFRelationship/%s/EF<</F %d 0 R/UF %d 0 R>>>>",
	    relationship(file), content, content);
	pdf_write(f->writer, number, buf_str(&body));
	buf_free(&body);
	return number;
}

void attachments_write(struct buf *catalog, struct finish *f)
{
	size_t count = f->render->attachment_count;
	if (count == 0)
		return;
	struct attachment *sorted = arena_array(f->keep, count, sizeof *sorted);
	int *numbers = arena_array(f->keep, count, sizeof *numbers);
	for (size_t i = 0; i < count; i++)
		sorted[i] = f->render->attachments[i];
	qsort(sorted, count, sizeof *sorted, compare_names);
	for (size_t i = 0; i < count; i++)
		numbers[i] = write_filespec(f, &sorted[i]);
	buf_add_z(catalog, "/AF[");
	for (size_t i = 0; i < count; i++)
		buf_printf(catalog, i ? " %d 0 R" : "%d 0 R", numbers[i]);
	buf_add_z(catalog, "]/Names<</EmbeddedFiles<</Names[");
	for (size_t i = 0; i < count; i++) {
		pdf_add_text(catalog, sorted[i].name);
		buf_printf(catalog, "%d 0 R ", numbers[i]);
	}
	buf_add_z(catalog, "]>>>>");
}
