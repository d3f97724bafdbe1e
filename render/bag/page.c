/* Markup as the HTML Standard's tokenizer takes it (13.2.5), as far as reports
 * have it: elements within a line do not part a text, all others do. See
 * page.h. */
#include "render/bag/page.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"

struct tag {
	struct str name; /* "p", "/p" */
	struct str attributes;
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

/* Takes the tag, comment or doctype off REST, which starts with "<". */
static struct tag take_tag(struct str *rest)
{
	struct tag tag = { .name = STR("!") };
	if (str_starts(*rest, STR("<!--"))) {
		*rest = str_skip(*rest, str_find(*rest, STR("-->")) + 3);
		return tag;
	}
	size_t name = 1;
	while (name < rest->len && !is_blank(rest->ptr[name]) &&
	       rest->ptr[name] != '>' && (rest->ptr[name] != '/' || name == 1))
		name++;
	tag.name = str_slice(*rest, 1, name);
	char quote = 0;
	size_t end = name;
	for (; end < rest->len && (quote || rest->ptr[end] != '>'); end++) {
		char c = rest->ptr[end];
		if (quote ? c == quote : c == '"' || c == '\'')
			quote = quote ? 0 : c;
	}
	tag.attributes = str_slice(*rest, name, end);
	*rest = str_skip(*rest, end + 1);
	return tag;
}

/* The value of ATTRIBUTE (" class=\""), as written; none: it has none. */
static struct str attribute_of(const struct tag *tag, struct str attribute)
{
	size_t at = str_find(tag->attributes, attribute);
	if (at == tag->attributes.len)
		return STR_NONE;
	struct str value = str_skip(tag->attributes, at + attribute.len);
	return str_slice(value, 0, str_find_byte(value, '"'));
}

static bool is_any(struct str name, const char *const *names)
{
	for (; *names; names++)
		if (str_equal_z(name, *names))
			return true;
	return false;
}

/* ---------------------------------------------------------- references -- */

static const struct {
	const char *name;
	char is;
} references[] = { { "amp", '&' }, { "lt", '<' }, { "gt", '>' },
	{ "quot", '"' }, { "apos", '\'' }, { "nbsp", ' ' } };

/* Adds what "&...;" at the start of TEXT means; how many bytes it is. */
static size_t add_reference(struct buf *out, struct str text)
{
	char bytes[4];
	int64_t code = 0;
	uint64_t hex = 0;
	size_t end = str_find_byte(text, ';');
	struct str name = str_slice(text, 1, end);
	for (size_t i = 0; i < sizeof references / sizeof *references; i++)
		if (str_equal_z(name, references[i].name)) {
			buf_add_char(out, references[i].is);
			return end + 1;
		}
	if ((str_starts(name, STR("#x")) || str_starts(name, STR("#X"))) &&
	    str_hex_to_uint(str_skip(name, 2), &hex) && hex < 0x110000)
		code = (int64_t)hex;
	else if (!str_starts(name, STR("#")) ||
		 !str_to_int(str_skip(name, 1), &code) || code < 1 ||
		 code >= 0x110000)
		code = 0;
	if (!code) {
		buf_add_char(out, '&');
		return 1;
	}
	buf_add_bytes(out, bytes, utf8_encode((uint32_t)code, bytes));
	return end + 1;
}

static void add_text(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.len;) {
		if (text.ptr[i] == '&') {
			i += add_reference(out, str_skip(text, i));
			continue;
		}
		buf_add_char(out, text.ptr[i++]);
	}
}

/* ---------------------------------------------------------------- walk -- */

void page_open(struct page *page, struct str html, struct arena *keep)
{
	*page = (struct page){ .rest = html,
		.until = STR("body"),
		.place = PAGE_APART,
		.keep = keep };
}

static bool has_class(struct str classes, const char *class)
{
	struct str one;
	while (str_split(&classes, ' ', &one))
		if (str_equal_z(one, class))
			return true;
	return false;
}

/* A chart of a mail. */
static void begin_picture(struct page *page, const struct tag *tag)
{
	struct buf label = { 0 };
	add_text(&label, attribute_of(tag, STR(" alt=\"")));
	page->label = arena_str(page->keep, buf_str(&label));
	page->label_place = PAGE_ALT;
	buf_free(&label);
}

/* A chart's words come before what is drawn in it; one within a cell is part of
 * the cell. */
static void begin_drawing(struct page *page, const struct tag *tag)
{
	struct str classes = attribute_of(tag, STR(" class=\""));
	struct buf label = { 0 };
	add_text(&label, attribute_of(tag, STR(" aria-label=\"")));
	page->label = arena_str(page->keep, buf_str(&label));
	page->label_place =
	    has_class(classes, "narrow") ? PAGE_AGAIN
	    : has_class(classes, "wide") || has_class(classes, "only")
		? PAGE_ALT
		: PAGE_TEXT;
	buf_free(&label);
	page->place = PAGE_DRAWN;
	page->until = STR("/svg");
}

/* What TAG says of the texts behind it. */
static void enter(struct page *page, const struct tag *tag)
{
	static const struct {
		const char *open;
		struct str close;
	} apart[] = { { "nav", { "/nav", 4 } }, { "footer", { "/footer", 7 } },
		{ "summary", { "/summary", 8 } } };
	if (page->until.len) {
		if (!str_equal(tag->name, page->until))
			return;
		page->until = STR("");
		page->place = PAGE_TEXT;
		return;
	}
	if (str_equal_z(tag->name, "svg"))
		begin_drawing(page, tag);
	if (str_starts(attribute_of(tag, STR(" src=\"")), STR("cid:")))
		begin_picture(page, tag);
	if (str_starts(
		attribute_of(tag, STR(" style=\"")), STR("display:none"))) {
		page->place = PAGE_APART;
		page->until = STR("/div");
	}
	for (size_t i = 0; i < sizeof apart / sizeof *apart; i++)
		if (str_equal_z(tag->name, apart[i].open)) {
			page->place = PAGE_APART;
			page->until = apart[i].close;
		}
}

static bool is_within_line(struct str name)
{
	static const char *const names[] = { "wbr", "span", "/span", "b", "/b",
		"a", "/a", "tspan", "/tspan", NULL };
	return is_any(name, names);
}

/* What is raw: styles are no text. */
static void skip_raw(struct page *page, const struct tag *tag)
{
	if (str_equal_z(tag->name, "style"))
		page->rest =
		    str_skip(page->rest, str_find(page->rest, STR("</style")));
}

/* The text up to the next tag that parts it; that tag is taken, too. */
static struct str take_text(struct page *page, struct tag *parted)
{
	struct buf out = { 0 };
	*parted = (struct tag){ .name = STR("") };
	while (page->rest.len) {
		size_t end = str_find_byte(page->rest, '<');
		add_text(&out, str_slice(page->rest, 0, end));
		page->rest = str_skip(page->rest, end);
		if (!page->rest.len)
			break;
		struct tag tag = take_tag(&page->rest);
		if (is_within_line(tag.name))
			continue;
		*parted = tag;
		break;
	}
	struct str text = str_trim(arena_str(page->keep, buf_str(&out)));
	buf_free(&out);
	return text;
}

bool page_next(struct page *page, struct page_text *text)
{
	while (page->rest.len || page->label.len) {
		if (page->label.len) {
			*text = (struct page_text){ page->label_place,
				page->label };
			page->label = STR_NONE;
			return true;
		}
		struct tag tag;
		text->place = page->place;
		text->text = take_text(page, &tag);
		skip_raw(page, &tag);
		enter(page, &tag);
		if (text->text.len)
			return true;
	}
	return false;
}

struct str page_words(struct str html, struct arena *keep)
{
	struct buf out = { 0 };
	struct page page;
	struct page_text text;
	page_open(&page, html, keep);
	while (page_next(&page, &text))
		if (text.place != PAGE_APART) {
			buf_add(&out, text.text);
			buf_add_char(&out, '\n');
		}
	struct str words = arena_str(keep, buf_str(&out));
	buf_free(&out);
	return words;
}

struct str page_stranger(struct str html)
{
	static const char *const known[] = { "!", "!DOCTYPE", "html", "head",
		"meta", "title", "style", "body", "svg", "defs", "pattern",
		"rect", "symbol", "circle", "path", "use", "text", "tspan",
		"line", "g", "a", "main", "div", "span", "h1", "h2", "h3", "h4",
		"h5", "h6", "p", "b", "br", "wbr", "table", "caption", "thead",
		"tbody", "tr", "th", "td", "ul", "li", "nav", "section",
		"figure", "figcaption", "details", "summary", "footer", "img",
		NULL };
	for (;;) {
		html = str_skip(html, str_find_byte(html, '<'));
		if (!html.len)
			return STR_NONE;
		struct tag tag = take_tag(&html);
		if (str_starts(tag.name, STR("/")))
			continue;
		if (!is_any(tag.name, known))
			return tag.name;
		if (str_equal_z(tag.name, "style"))
			html = str_skip(html, str_find(html, STR("</style")));
	}
}
