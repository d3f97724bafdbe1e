/* The finished PDF against the rules of PDF/A-3a (ISO 19005-3) and PDF/UA-1
 * (ISO 14289-1). The names of the tests are the clauses; those that say "ua"
 * are of ISO 14289-1. */
#include "tests/unit/pdf_reader.h"

#include "render/pdf/string.h"
#include "tests/unit/face_fixture.h"
#include "tests/unit/pdf_sample.h"

struct sample {
	struct fixture *fixture;
	struct doc_meta meta;
	struct buf out;
	struct reading reading;
};

static const struct attachment sample_files[] = {
	{ LITERAL("T-20 (all).csv"), LITERAL("Repositories"),
	    LITERAL("text/csv"), LITERAL("a,b\n1,2\n") },
	{ LITERAL("T-04.csv"), LITERAL("Strata"), LITERAL("text/csv"),
	    LITERAL("x\n") },
};

static int write_sample(void **state)
{
	struct sample *sample = calloc(1, sizeof *sample);
	struct error err = { 0 };
	assert_non_null(sample);
	set_up(state);
	sample->fixture = *state;
	sample->meta = sample_meta();
	struct arena *arena = sample->fixture->arena;
	struct render render = { .root = sample_document(arena, 60),
		.meta = &sample->meta,
		.face = sample->fixture->face,
		.attachments = sample_files,
		.attachment_count = 2 };
	if (!doc_check(render.root, &err))
		fail_msg("%s", err.message);
	if (!backend_pdf.write(&sample->out, &render, arena, &err))
		fail_msg("%s", err.message);
	reading_open(&sample->reading, buf_str(&sample->out), arena);
	*state = sample;
	return 0;
}

static int remove_sample(void **state)
{
	struct sample *sample = *state;
	*state = sample->fixture;
	buf_free(&sample->out);
	free(sample);
	return tear_down(state);
}

static struct reading *reading_of(void **state)
{
	return &((struct sample *)*state)->reading;
}

/* ---------------------------------------------------------------- file -- */

static void rule_6_1_2_header(void **state)
{
	struct str bytes = reading_of(state)->bytes;
	assert_true(str_starts(bytes, STR("%PDF-1.7\n%")));
	for (size_t i = 10; i < 14; i++)
		assert_true((unsigned char)bytes.ptr[i] > 127);
	assert_int_equal(bytes.ptr[14], '\n');
}

static void rule_6_1_3_id(void **state)
{
	const struct pdf_value *id =
	    pdf_get(&reading_of(state)->file.trailer, "ID");
	assert_non_null(id);
	assert_int_equal(id->count, 2);
	assert_int_equal(id->items[0].text.len, 34);
	assert_true(str_equal(id->items[0].text, id->items[1].text));
	assert_null(pdf_get(&reading_of(state)->file.trailer, "Encrypt"));
}

/* Line ends around obj, stream and endobj, and exact lengths. */
static void rule_6_1_9_objects(void **state)
{
	struct reading *r = reading_of(state);
	for (int i = 1; i < r->file.count; i++) {
		size_t at = r->file.offsets[i];
		if (at >= r->bytes.len)
			continue;
		struct str rest = str_skip(r->bytes, at);
		struct str line;
		assert_true(at > 0 && r->bytes.ptr[at - 1] == '\n');
		assert_true(str_line(&rest, &line));
		assert_true(str_ends(line, STR(" 0 obj")));
		const struct pdf_object *object = object_at(r, i);
		assert_true(object->is_stream);
		const char *end = object->stream.ptr + object->stream.len;
		assert_memory_equal(end, "\nendstream\nendobj\n", 18);
		assert_memory_equal(object->stream.ptr - 7, "stream\n", 7);
	}
}

/* ------------------------------------------------------------- catalog -- */

static void rule_6_7_2_2_marked(void **state)
{
	struct reading *r = reading_of(state);
	const struct pdf_value *info = get(r, r->catalog, "MarkInfo");
	assert_true(str_equal(pdf_get(info, "Marked")->text, STR("true")));
}

static void rule_6_7_4_language(void **state)
{
	struct reading *r = reading_of(state);
	assert_true(str_equal(pdf_get(r->catalog, "Lang")->text, STR("(en)")));
}

static void rule_ua_7_1_10_title_is_shown(void **state)
{
	struct reading *r = reading_of(state);
	const struct pdf_value *shown = get(r, r->catalog, "ViewerPreferences");
	assert_true(
	    str_equal(pdf_get(shown, "DisplayDocTitle")->text, STR("true")));
}

/* Page 1 is page 1 in readers, too: as the feet say. */
static void pages_are_labelled_as_the_feet_count(void **state)
{
	struct reading *r = reading_of(state);
	const struct pdf_value *nums =
	    pdf_get(get(r, r->catalog, "PageLabels"), "Nums");
	assert_int_equal(nums->count, 2);
	assert_int_equal(number_of(&nums->items[0]), 0);
	assert_true(pdf_is_name(pdf_get(&nums->items[1], "S"), "D"));
	assert_null(pdf_get(&nums->items[1], "St"));
}

static void rule_6_2_4_3_output_intent(void **state)
{
	struct reading *r = reading_of(state);
	const struct pdf_value *all = get(r, r->catalog, "OutputIntents");
	assert_int_equal(all->count, 1);
	const struct pdf_value *intent = deref(r, &all->items[0]);
	assert_true(pdf_is_name(pdf_get(intent, "S"), "GTS_PDFA1"));
	assert_non_null(pdf_get(intent, "OutputConditionIdentifier"));
	const struct pdf_value *at = pdf_get(intent, "DestOutputProfile");
	assert_int_equal(number_of(pdf_get(deref(r, at), "N")), 3);
	struct str icc = stream_of(r, at);
	const unsigned char *bytes = (const unsigned char *)icc.ptr;
	assert_int_equal(field(bytes, 0, 4), icc.len);
	assert_true(icc.len < 600);
	assert_memory_equal(icc.ptr + 12, "mntrRGB XYZ ", 12);
	assert_memory_equal(icc.ptr + 36, "acsp", 4);
	size_t tags = field(bytes, 128, 4);
	for (size_t i = 0; i < tags; i++) {
		size_t from = field(bytes, 132 + 12 * i + 4, 4);
		size_t size = field(bytes, 132 + 12 * i + 8, 4);
		assert_int_equal(from % 4, 0);
		assert_true(from + size <= icc.len);
	}
	/* The colorants add up to the white point. */
	for (size_t c = 0; c < 3; c++) {
		size_t sum = 0;
		size_t white = 0;
		for (size_t i = 0; i < tags; i++) {
			const unsigned char *row = bytes + 132 + 12 * i;
			size_t value =
			    field(bytes, field(row, 4, 4) + 8 + 4 * c, 4);
			if (!memcmp(row, "wtpt", 4))
				white = value;
			else if (!memcmp(row + 1, "XYZ", 3))
				sum += value;
		}
		assert_true(llabs((long long)sum - (long long)white) < 16);
	}
}

/* ------------------------------------------------------------ metadata -- */

static struct str xmp_value(struct reading *r, const char *from, const char *to)
{
	struct str xmp = stream_of(r, pdf_get(r->catalog, "Metadata"));
	size_t start = 0;
	size_t length = strlen(from);
	while (
	    start + length < xmp.len && memcmp(xmp.ptr + start, from, length))
		start++;
	struct str value = str_skip(xmp, start + length);
	size_t end = 0;
	while (end + strlen(to) < value.len &&
	       memcmp(value.ptr + end, to, strlen(to)))
		end++;
	if (end + strlen(to) >= value.len)
		fail_msg("XMP has no %s", from);
	value.len = end;
	return value;
}

static void rule_6_6_2_1_metadata_is_plain(void **state)
{
	struct reading *r = reading_of(state);
	const struct pdf_value *at = pdf_get(r->catalog, "Metadata");
	assert_null(pdf_get(deref(r, at), "Filter"));
	struct str xmp = stream_of(r, at);
	assert_true(str_starts(xmp, STR("<?xpacket begin=")));
	assert_true(str_ends(xmp, STR("<?xpacket end=\"r\"?>")));
}

static void rule_6_6_4_and_ua_5_identification(void **state)
{
	struct reading *r = reading_of(state);
	struct str part = xmp_value(r, "<pdfaid:part>", "<");
	struct str level = xmp_value(r, "<pdfaid:conformance>", "<");
	struct str ua = xmp_value(r, "<pdfuaid:part>", "<");
	assert_true(str_equal(part, STR("3")));
	assert_true(str_equal(level, STR("A")));
	assert_true(str_equal(ua, STR("1")));
	xmp_value(r, "<pdfaSchema:prefix>pdfuaid", "<");
}

static void rule_6_6_3_info_equals_metadata(void **state)
{
	struct reading *r = reading_of(state);
	const struct {
		const char *key;
		const char *from;
	} pairs[] = {
		{ "Title",
		    "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">" },
		{ "Author", "<dc:creator><rdf:Seq><rdf:li>" },
		{ "Subject", "<dc:description><rdf:Alt><rdf:li "
			     "xml:lang=\"x-default\">" },
		{ "Creator", "<xmp:CreatorTool>" },
		{ "Producer", "<pdf:Producer>" },
	};
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		struct str info = pdf_get(r->info, pairs[i].key)->text;
		info = str_slice(info, 1, info.len - 1);
		assert_true(str_equal(info, xmp_value(r, pairs[i].from, "<")));
	}
	assert_true(str_equal(pdf_get(r->info, "CreationDate")->text,
	    STR("(D:20260930000000Z)")));
	assert_true(str_equal(xmp_value(r, "<xmp:CreateDate>", "<"),
	    STR("2026-09-30T00:00:00Z")));
}

/* --------------------------------------------------------------- pages -- */

static const struct pdf_value *page_at(struct reading *r, size_t i)
{
	return deref(r, &r->pages->items[i]);
}

static void rule_ua_7_18_3_pages(void **state)
{
	struct reading *r = reading_of(state);
	for (size_t i = 0; i < r->page_count; i++) {
		const struct pdf_value *page = page_at(r, i);
		assert_true(pdf_is_name(pdf_get(page, "Tabs"), "S"));
		assert_int_equal(
		    number_of(pdf_get(page, "StructParents")), (int64_t)i);
		assert_true(pdf_is_name(
		    get(r, get(r, page, "Group"), "CS"), "DeviceRGB"));
	}
}

/* Every painting operator stands in one marked sequence, none is nested, and
 * the marks of a page count from 0. Gives their number. */
static int check_content(struct str content)
{
	static const char *const painting[] = { "f", "f*", "S", "B", "B*", "s",
		"b", "Tj", "TJ", "Do", "sh" };
	size_t at = 0;
	size_t from;
	int next = 0;
	bool is_open = false;
	int64_t last = -1;
	enum pdf_token token;
	while ((token = pdf_next_token(content, &at, &from)) != TOKEN_END) {
		struct str word = str_slice(content, from, at);
		if (token != TOKEN_WORD)
			continue;
		if (str_equal(word, STR("BDC")) ||
		    str_equal(word, STR("BMC"))) {
			assert_false(is_open);
			is_open = true;
			if (last >= 0)
				assert_int_equal(last, next++);
			last = -1;
		} else if (str_equal(word, STR("EMC"))) {
			assert_true(is_open);
			is_open = false;
			last = -1;
		} else if (!is_open) {
			for (size_t i = 0;
			     i < sizeof painting / sizeof *painting; i++)
				assert_false(str_equal_z(word, painting[i]));
		} else {
			last = -1;
		}
		if (!is_open && !str_to_int(word, &last))
			last = -1;
	}
	assert_false(is_open);
	return next;
}

static void rule_ua_7_1_3_all_content_is_marked(void **state)
{
	struct reading *r = reading_of(state);
	const struct pdf_value *root = get(r, r->catalog, "StructTreeRoot");
	const struct pdf_value *nums =
	    get(r, get(r, root, "ParentTree"), "Nums");
	for (size_t i = 0; i < r->page_count; i++) {
		const struct pdf_value *page = page_at(r, i);
		int marks =
		    check_content(stream_of(r, pdf_get(page, "Contents")));
		assert_true(marks > 0);
		assert_int_equal(number_of(&nums->items[2 * i]), (int64_t)i);
		assert_int_equal(nums->items[2 * i + 1].count, marks);
	}
}

static void rule_6_2_11_fonts(void **state)
{
	struct reading *r = reading_of(state);
	int fonts = 0;
	for (int i = 1; i < r->file.count; i++) {
		const struct pdf_value *value = &object_at(r, i)->value;
		if (pdf_is_name(pdf_get(value, "Type"), "FontDescriptor"))
			assert_true(pdf_get(value, "FontFile3") ||
				    pdf_get(value, "FontFile2"));
		if (!pdf_is_name(pdf_get(value, "Type"), "Font"))
			continue;
		fonts++;
		if (pdf_is_name(pdf_get(value, "Subtype"), "CIDFontType2"))
			assert_non_null(pdf_get(value, "CIDToGIDMap"));
		else if (!pdf_get(value, "CIDSystemInfo"))
			assert_non_null(pdf_get(value, "ToUnicode"));
	}
	assert_true(fonts >= 2);
}

static void rule_6_2_8_images_are_not_smoothed(void **state)
{
	struct reading *r = reading_of(state);
	for (int i = 1; i < r->file.count; i++)
		assert_null(pdf_get(&object_at(r, i)->value, "Interpolate"));
}

/* ---------------------------------------------------------------- tree -- */

static const char *const standard_types[] = { "Document", "Sect", "Div", "P",
	"H1", "H2", "H3", "L", "LI", "Lbl", "LBody", "Table", "THead", "TBody",
	"TR", "TH", "TD", "Caption", "Figure", "Link", "Note" };

typedef void (*visitor)(struct reading *r, const struct pdf_value *node,
    const char *type, void *data);

static const char *type_of(const struct pdf_value *node)
{
	struct str name = str_skip(pdf_get(node, "S")->text, 1);
	for (size_t i = 0; i < sizeof standard_types / sizeof(char *); i++)
		if (str_equal_z(name, standard_types[i]))
			return standard_types[i];
	fail_msg("type " STR_FMT " is not standard", STR_ARG(name));
	return NULL;
}

static bool is_element(struct reading *r, const struct pdf_value *kid)
{
	return kid->kind == PDF_REFERENCE && pdf_get(deref(r, kid), "S");
}

static void visit(
    struct reading *r, const struct pdf_value *node, visitor call, void *data)
{
	const struct pdf_value *kids = pdf_get(node, "K");
	call(r, node, type_of(node), data);
	if (!kids)
		return;
	if (kids->kind != PDF_ARRAY) {
		if (is_element(r, kids))
			visit(r, deref(r, kids), call, data);
		return;
	}
	for (size_t i = 0; i < kids->count; i++)
		if (is_element(r, &kids->items[i]))
			visit(r, deref(r, &kids->items[i]), call, data);
}

static void visit_all(struct reading *r, visitor call, void *data)
{
	const struct pdf_value *root = get(r, r->catalog, "StructTreeRoot");
	visit(r, get(r, root, "K"), call, data);
}

static void count_type(struct reading *r, const struct pdf_value *node,
    const char *type, void *data)
{
	int *counts = data;
	(void)r;
	(void)node;
	for (size_t i = 0; i < sizeof standard_types / sizeof(char *); i++)
		counts[i] += !strcmp(type, standard_types[i]);
}

static void rule_ua_7_1_5_types_are_standard_and_all_used(void **state)
{
	int counts[sizeof standard_types / sizeof(char *)] = { 0 };
	visit_all(reading_of(state), count_type, counts);
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
		if (!counts[i])
			fail_msg("no %s in the tree", standard_types[i]);
}

static void check_heading(struct reading *r, const struct pdf_value *node,
    const char *type, void *data)
{
	int *last = data;
	(void)r;
	(void)node;
	if (type[0] != 'H' || type[2])
		return;
	int level = type[1] - '0';
	assert_true(level <= *last + 1);
	assert_true(*last == 0 || level > 1);
	*last = level;
}

static void rule_ua_7_4_2_headings_leave_no_gap(void **state)
{
	int last = 0;
	visit_all(reading_of(state), check_heading, &last);
	assert_true(last > 0);
}

static const struct pdf_value *kid_at(
    struct reading *r, const struct pdf_value *node, size_t i)
{
	const struct pdf_value *kids = pdf_get(node, "K");
	if (!kids || (kids->kind != PDF_ARRAY && i > 0) ||
	    (kids->kind == PDF_ARRAY && i >= kids->count))
		return NULL;
	return deref(r, kids->kind == PDF_ARRAY ? &kids->items[i] : kids);
}

static size_t row_columns(struct reading *r, const struct pdf_value *row)
{
	size_t columns = 0;
	const struct pdf_value *cell;
	for (size_t i = 0; (cell = kid_at(r, row, i)) != NULL; i++) {
		const struct pdf_value *attributes = get(r, cell, "A");
		const struct pdf_value *span =
		    attributes ? pdf_get(attributes, "ColSpan") : NULL;
		const char *type = type_of(cell);
		assert_true(!strcmp(type, "TH") || !strcmp(type, "TD"));
		columns += span ? (size_t)number_of(span) : 1;
	}
	return columns;
}

static void check_table(struct reading *r, const struct pdf_value *node,
    const char *type, void *data)
{
	size_t columns = 0;
	const struct pdf_value *part;
	(void)data;
	if (strcmp(type, "Table"))
		return;
	for (size_t i = 0; (part = kid_at(r, node, i)) != NULL; i++) {
		const char *name = type_of(part);
		const struct pdf_value *row;
		if (!strcmp(name, "Caption")) {
			assert_int_equal(i, 0);
			continue;
		}
		assert_true(!strcmp(name, "THead") || !strcmp(name, "TBody"));
		for (size_t k = 0; (row = kid_at(r, part, k)) != NULL; k++) {
			assert_string_equal(type_of(row), "TR");
			if (columns)
				assert_int_equal(row_columns(r, row), columns);
			columns = row_columns(r, row);
		}
	}
	assert_true(columns > 0);
}

static void rule_ua_7_2_tables_are_regular(void **state)
{
	visit_all(reading_of(state), check_table, NULL);
}

static void check_scope(struct reading *r, const struct pdf_value *node,
    const char *type, void *data)
{
	(void)data;
	if (strcmp(type, "TH"))
		return;
	const struct pdf_value *attributes = get(r, node, "A");
	assert_non_null(attributes);
	assert_true(pdf_is_name(pdf_get(attributes, "O"), "Table"));
	assert_non_null(pdf_get(attributes, "Scope"));
}

static void rule_ua_7_5_heads_have_a_scope(void **state)
{
	visit_all(reading_of(state), check_scope, NULL);
}

static void check_figure(struct reading *r, const struct pdf_value *node,
    const char *type, void *data)
{
	(void)data;
	if (strcmp(type, "Figure"))
		return;
	const struct pdf_value *alt = pdf_get(node, "Alt");
	const struct pdf_value *box = pdf_get(get(r, node, "A"), "BBox");
	assert_non_null(alt);
	assert_true(alt->text.len > 20);
	assert_non_null(box);
	assert_int_equal(box->count, 4);
	double x0;
	double x1;
	assert_true(str_to_double(box->items[0].text, &x0));
	assert_true(str_to_double(box->items[2].text, &x1));
	assert_true(x0 >= 40 && x1 > x0 && x1 <= 560);
}

static void rule_ua_7_3_figures_have_alt_and_box(void **state)
{
	visit_all(reading_of(state), check_figure, NULL);
}

static void check_note(struct reading *r, const struct pdf_value *node,
    const char *type, void *data)
{
	(void)data;
	if (strcmp(type, "Note"))
		return;
	const struct pdf_value *root = get(r, r->catalog, "StructTreeRoot");
	const struct pdf_value *ids = pdf_get(get(r, root, "IDTree"), "Names");
	assert_true(str_equal(pdf_get(node, "ID")->text, ids->items[0].text));
}

static void rule_ua_7_9_notes_have_an_id(void **state)
{
	visit_all(reading_of(state), check_note, NULL);
}

/* --------------------------------------------------------------- links -- */

static void rule_ua_7_18_5_links(void **state)
{
	struct reading *r = reading_of(state);
	const struct pdf_value *root = get(r, r->catalog, "StructTreeRoot");
	const struct pdf_value *nums =
	    get(r, get(r, root, "ParentTree"), "Nums");
	int uris = 0;
	int places = 0;
	for (size_t i = 0; i < r->page_count; i++) {
		const struct pdf_value *all = get(r, page_at(r, i), "Annots");
		for (size_t k = 0; all && k < all->count; k++) {
			const struct pdf_value *link = deref(r, &all->items[k]);
			assert_int_equal(number_of(pdf_get(link, "F")), 4);
			assert_true(pdf_get(link, "Contents")->text.len > 10);
			assert_int_equal(
			    pdf_get(link, "QuadPoints")->count % 8, 0);
			int64_t key = number_of(pdf_get(link, "StructParent"));
			const struct pdf_value *owner =
			    deref(r, &nums->items[2 * key + 1]);
			assert_int_equal(number_of(&nums->items[2 * key]), key);
			assert_string_equal(type_of(owner), "Link");
			const struct pdf_value *action = get(r, link, "A");
			places += pdf_get(link, "Dest") != NULL;
			if (!action)
				continue;
			uris++;
			assert_true(str_equal(pdf_get(action, "URI")->text,
			    STR("(https://example.org/a%28b%29%5Cc?x=1&y="
				"%C3%A4)")));
		}
	}
	assert_int_equal(uris, 1);
	assert_int_equal(places, 1);
}

static void bookmarks_are_a_tree_of_the_headings(void **state)
{
	struct reading *r = reading_of(state);
	const struct pdf_value *root = get(r, r->catalog, "Outlines");
	const struct pdf_value *title = get(r, root, "First");
	assert_non_null(title);
	assert_null(pdf_get(title, "Next"));
	int chapters = 0;
	for (const struct pdf_value *at = get(r, title, "First"); at;
	     at = get(r, at, "Next"), chapters++)
		assert_int_equal(
		    pdf_get(at, "Dest")->items[0].kind, PDF_REFERENCE);
	assert_int_equal(number_of(pdf_get(title, "Count")), chapters);
	assert_int_equal(number_of(pdf_get(root, "Count")), chapters + 1);
	assert_int_equal(chapters, 4); /* not the three sentences */
}

/* --------------------------------------------------------- attachments -- */

static void rule_6_8_attachments(void **state)
{
	struct reading *r = reading_of(state);
	const struct pdf_value *files = get(r, r->catalog, "AF");
	const struct pdf_value *names = get(
	    r, get(r, get(r, r->catalog, "Names"), "EmbeddedFiles"), "Names");
	assert_int_equal(files->count, 2);
	assert_int_equal(names->count, 4);
	assert_true(str_equal(names->items[0].text, STR("(T-04.csv)")));
	assert_true(
	    str_equal(names->items[2].text, STR("(T-20 \\(all\\).csv)")));
	for (size_t i = 0; i < 2; i++) {
		const struct pdf_value *spec = deref(r, &files->items[i]);
		const struct pdf_value *at = pdf_get(pdf_get(spec, "EF"), "UF");
		const struct pdf_value *dict = deref(r, at);
		struct str content = stream_of(r, at);
		assert_true(str_equal(
		    pdf_get(spec, "F")->text, pdf_get(spec, "UF")->text));
		assert_non_null(pdf_get(spec, "Desc"));
		assert_true(
		    pdf_is_name(pdf_get(spec, "AFRelationship"), "Data"));
		assert_true(
		    pdf_is_name(pdf_get(dict, "Subtype"), "text#2Fcsv"));
		assert_int_equal(
		    number_of(pdf_get(pdf_get(dict, "Params"), "Size")),
		    (int64_t)content.len);
		assert_non_null(pdf_get(pdf_get(dict, "Params"), "ModDate"));
		assert_int_equal(
		    pdf_get(pdf_get(dict, "Params"), "CheckSum")->text.len, 34);
		assert_true(str_equal(content, sample_files[1 - i].content));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rule_6_1_2_header),
		cmocka_unit_test(rule_6_1_3_id),
		cmocka_unit_test(rule_6_1_9_objects),
		cmocka_unit_test(rule_6_7_2_2_marked),
		cmocka_unit_test(rule_6_7_4_language),
		cmocka_unit_test(rule_ua_7_1_10_title_is_shown),
		cmocka_unit_test(pages_are_labelled_as_the_feet_count),
		cmocka_unit_test(rule_6_2_4_3_output_intent),
		cmocka_unit_test(rule_6_6_2_1_metadata_is_plain),
		cmocka_unit_test(rule_6_6_4_and_ua_5_identification),
		cmocka_unit_test(rule_6_6_3_info_equals_metadata),
		cmocka_unit_test(rule_ua_7_18_3_pages),
		cmocka_unit_test(rule_ua_7_1_3_all_content_is_marked),
		cmocka_unit_test(rule_6_2_11_fonts),
		cmocka_unit_test(rule_6_2_8_images_are_not_smoothed),
		cmocka_unit_test(rule_ua_7_1_5_types_are_standard_and_all_used),
		cmocka_unit_test(rule_ua_7_4_2_headings_leave_no_gap),
		cmocka_unit_test(rule_ua_7_2_tables_are_regular),
		cmocka_unit_test(rule_ua_7_5_heads_have_a_scope),
		cmocka_unit_test(rule_ua_7_3_figures_have_alt_and_box),
		cmocka_unit_test(rule_ua_7_9_notes_have_an_id),
		cmocka_unit_test(rule_ua_7_18_5_links),
		cmocka_unit_test(bookmarks_are_a_tree_of_the_headings),
		cmocka_unit_test(rule_6_8_attachments),
	};
	return cmocka_run_group_tests(tests, write_sample, remove_sample);
}
