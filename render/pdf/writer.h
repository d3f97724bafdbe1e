/* Writing a PDF 1.7: numbered objects, packed by two hundred into object
 * streams, and a cross-reference stream at the end. */
#ifndef RENDER_PDF_WRITER_H
#define RENDER_PDF_WRITER_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"

struct pdf_writer; /* opaque */

/* Writes to OUT, which is cleared, from the header on. Memory for the tables
 * comes from KEEP. */
struct pdf_writer *pdf_writer_new(struct buf *out, struct arena *keep);

/* A number for an object that is written later, or now. */
int pdf_reserve(struct pdf_writer *w);

/* Writes object NUMBER, once. BODY is a value: "<</K 3>>". */
void pdf_write(struct pdf_writer *w, int number, struct str body);

/* Writes a stream. DICT holds entries without Length and without brackets:
 * "/Type/XObject". PACKED compresses BYTES by zlib's level 9. */
void pdf_write_stream(struct pdf_writer *w, int number, struct str dict,
    struct str bytes, bool packed);

/* Gives back what a writer holds that does not come to its end. */
void pdf_writer_drop(struct pdf_writer *w);

/* The table, the trailer with an ID made of the bytes so far, and the end.
 * Fails when a reserved object was never written: our mistake. */
bool pdf_writer_end(
    struct pdf_writer *w, int catalog, int info, struct error *err) MUST_USE;

#endif
