/* Replaces each speck (paint.h) by the end of one marked-content sequence and
 * the start of the next: ISO 32000-1, 14.6; artifacts are 14.8.2.2. Specks are
 * found by their four numbers before "re f", never inside a string. */
#include "render/pdf/content.h"

#include <math.h>

#include "render/pdf/object.h"

#define OPERANDS 4
#define NEAR 0.002 /* cairo prints three decimals */

static const char *const artifact_starts[ARTIFACTS] = {
	[ARTIFACT_LAYOUT] = "/Artifact<</Type/Layout>>BDC\n",
	[ARTIFACT_HEADER] = "/Artifact<</Type/Pagination/Subtype/Header>>BDC\n",
	[ARTIFACT_FOOTER] = "/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n",
};

struct operand {
	size_t from;
	double value;
	bool is_number;
};

static bool is_speck(const struct operand last[OPERANDS])
{
	static const double speck[OPERANDS] = { SPECK_X, SPECK_Y, SPECK_WIDTH,
		SPECK_HEIGHT };
	for (int i = 0; i < OPERANDS; i++)
		if (!last[i].is_number || fabs(last[i].value - speck[i]) > NEAR)
			return false;
	return true;
}

static void push(
    struct operand last[OPERANDS], struct str word, size_t from, bool is_word)
{
	for (int i = 1; i < OPERANDS; i++)
		last[i - 1] = last[i];
	struct operand *fresh = &last[OPERANDS - 1];
	fresh->from = from;
	fresh->is_number = is_word && str_to_double(word, &fresh->value);
}

static void add_start(struct buf *out, const struct leaf *leaf)
{
	if (leaf->slot)
		buf_printf(out, "/%s<</MCID %d>>BDC\n", leaf->slot->tag->type,
		    leaf->mcid);
	else
		buf_add_z(out, artifact_starts[leaf->artifact]);
}

static void add_mark(
    struct buf *out, const struct painted_page *page, size_t speck)
{
	if (speck > 0)
		buf_add_z(out, "EMC\n");
	if (speck < page->count)
		add_start(out, &page->items[speck]);
}

bool content_mark(struct buf *out, struct str content,
    const struct painted_page *page, struct error *err)
{
	struct operand last[OPERANDS] = { { 0 } };
	bool after_speck = false; /* its "re" was read, its "f" comes */
	size_t copied = 0;
	size_t specks = 0;
	size_t at = 0;
	size_t from;
	enum pdf_token token;
	while ((token = pdf_next_token(content, &at, &from)) != TOKEN_END) {
		struct str word = str_slice(content, from, at);
		if (after_speck && str_equal_z(word, "f")) {
			add_mark(out, page, specks++);
			copied = at;
			after_speck = false;
		} else if (str_equal_z(word, "re") && is_speck(last)) {
			buf_add(out, str_slice(content, copied, last[0].from));
			copied = last[0].from;
			after_speck = true;
		} else {
			after_speck = false;
		}
		push(last, word, from, token == TOKEN_WORD);
	}
	buf_add(out, str_slice(content, copied, content.len));
	if (specks != page->count + 1)
		return error_set(err, ERROR_SYSTEM,
		    "a page has %zu leaves, but cairo painted %zu", page->count,
		    specks ? specks - 1 : 0);
	return true;
}
