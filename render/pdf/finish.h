/* The finisher: cairo's pages, the structure tree, links, bookmarks, metadata
 * and attachments as one file that keeps PDF/A-3a and PDF/UA-1. */
#ifndef RENDER_PDF_FINISH_H
#define RENDER_PDF_FINISH_H

#include "render/pdf/object.h"
#include "render/pdf/paint.h"
#include "render/pdf/writer.h"

/* What the parts of the finisher share. */
struct finish {
	const struct painted *painted;
	const struct render *render;
	const struct sheet_size *size;
	struct tag *root;
	struct arena *keep;
	struct pdf_writer *writer;
	int *pages; /* object numbers */
	struct annotation *annotations;
	size_t annotation_count;
};

/* A link on one page: its lines. */
struct annotation {
	struct tag *tag;
	size_t page;
	size_t first; /* of painted->links */
	size_t count;
	int number;
};

/* Writes the PDF that cairo painted into OUT again, with its structure below
 * ROOT, links, fonts and metadata. Fails where cairo's file is not as expected.
 */
bool finish_write(struct buf *out, const struct painted *painted,
    const struct render *render, const struct sheet_size *size,
    struct tag *root, struct arena *keep, struct error *err) MUST_USE;

/* structure.c: gives numbers to all tags, then writes tree, parent tree and
 * ids; the number of the root. */
void structure_number(struct finish *f);
int structure_write(struct finish *f);

/* navigate.c */
void annotations_collect(struct finish *f);
void annotations_write(struct finish *f);
/* The annotations of PAGE as an array, or nothing. */
void annotations_list(struct buf *out, const struct finish *f, size_t page);
int outline_write(struct finish *f); /* 0: no bookmarks */

/* metadata.c */
struct str metadata_language(const struct doc_meta *meta);
int metadata_write(struct finish *f); /* the XMP packet */
int info_write(struct finish *f);
int intent_write(struct finish *f); /* output intent with its profile */

/* profile.c: an sRGB profile of ICC version 4. */
void profile_srgb(struct buf *out);

/* attach.c: the attached files; entries of the catalog go to OUT. */
void attachments_write(struct buf *catalog, struct finish *f);

#endif
