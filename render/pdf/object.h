/* Reading the PDF that cairo wrote: a classic cross-reference table, objects
 * as values, streams as bytes. What cairo is not known to write is refused
 * with a message that names it. */
#ifndef RENDER_PDF_OBJECT_H
#define RENDER_PDF_OBJECT_H

#include "base/arena.h"
#include "base/error.h"

enum pdf_kind {
	PDF_WORD,   /* number, true, false, null: as written */
	PDF_NAME,   /* with its slash, as written */
	PDF_STRING, /* with its brackets, as written */
	PDF_ARRAY,
	PDF_DICT,
	PDF_REFERENCE
};

struct pdf_value {
	enum pdf_kind kind;
	struct str text;
	struct pdf_value *items; /* dict: key, value, key, value */
	size_t count;		 /* of items */
	int number;		 /* reference: the object's number */
};

struct pdf_object {
	struct pdf_value value;
	bool is_stream;
	struct str stream; /* as stored, not inflated */
};

struct pdf_file {
	struct str bytes;
	struct arena *keep;
	size_t *offsets;	     /* by object number; 0: none */
	struct pdf_object **objects; /* read so far */
	int count;
	struct pdf_value trailer;
};

/* BYTES must outlive FILE; values live in KEEP. */
bool pdf_open(struct pdf_file *file, struct str bytes, struct arena *keep,
    struct error *err) MUST_USE;

/* The object NUMBER; read once, then the same pointer again. */
bool pdf_read_object(struct pdf_file *file, int number,
    const struct pdf_object **object, struct error *err) MUST_USE;

/* The value under KEY ("Length") of a dictionary, or NULL. */
const struct pdf_value *pdf_get(const struct pdf_value *dict, const char *key);

/* As pdf_get, and a reference is followed. A missing key is an error. */
bool pdf_fetch(struct pdf_file *file, const struct pdf_value *dict,
    const char *key, const struct pdf_value **value,
    struct error *err) MUST_USE;

bool pdf_is_name(const struct pdf_value *value, const char *name);

/* The stream's bytes without compression: no filter, or FlateDecode alone. */
bool pdf_inflate(struct pdf_file *file, const struct pdf_object *object,
    struct str *bytes, struct error *err) MUST_USE;

/* Tokens of a content stream or an object; what lies between is blank. */
enum pdf_token { TOKEN_END, TOKEN_WORD, TOKEN_NAME, TOKEN_STRING, TOKEN_OTHER };

/* Takes the next token of BYTES from *AT on; *FROM is where it starts. */
enum pdf_token pdf_next_token(struct str bytes, size_t *at, size_t *from);

#endif
