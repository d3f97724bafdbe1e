/* A back end: writes the document tree as one file. */
#ifndef RENDER_BACKEND_H
#define RENDER_BACKEND_H

#include "base/asset.h"
#include "base/buf.h"
#include "render/doc.h"
#include "render/language.h"

struct report;

enum paper { PAPER_A4, PAPER_LETTER };

struct attachment { /* tables and figures, in the PDF */
	struct str name;
	struct str description;
	struct str mime; /* text/csv, application/json */
	struct str content;
};

struct render {
	const struct doc *root;
	const struct doc_meta *meta;
	struct typeface *face;
	const struct asset_folders *folders;
	const struct theme *theme;	 /* NULL: the program's own */
	const struct language *language; /* NULL: English */
	enum paper paper;
	const struct attachment *attachments;
	size_t attachment_count;
	const struct report *report; /* what is behind the tree */
	bool marks; /* tree: what shows in print alone stands in braces */
};

struct backend {
	const char *name;   /* html, pdf, text */
	const char *suffix; /* "html" */
	const char *mime;   /* as which the PDF holds it, too; NULL: not */
	const char *about;  /* what it is, there */
	bool (*write)(struct buf *out, const struct render *render,
	    struct arena *scratch, struct error *err);
};

#define BACKENDS(X)                                                            \
	X(json)                                                                \
	X(html)                                                                \
	X(pdf)                                                                 \
	X(text)
#define BACKEND_EXTERN(name) extern const struct backend backend_##name;
BACKENDS(BACKEND_EXTERN)
BACKEND_EXTERN(tree) /* for tests: no file of a report */
#undef BACKEND_EXTERN

#endif
