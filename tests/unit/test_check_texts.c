/* render/bag/check_texts.c, check_pdf.c: what a report prints against the list
 * of its numbers; each case breaks one thing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/vec.h"
#include "render/bag/check.h"
#include "render/mail/mail.h"

#define LIST                                                                   \
	"id,place,kind,printed\n"                                              \
	"a-1,heading,figure,\"12,344\"\n"                                      \
	"a-2,text,figure,+6%\n"                                                \
	"a-3,text,name,79\n"                                                   \
	"a-4,cell,figure,-3\n"                                                 \
	"a-5,cell,figure,1.5\n"                                                \
	"a-6,alt,figure,5\n"
#define PAGE(heading, text, cell)                                              \
	"<title>1</title><style>b{color:1}</style><body><nav>9</"              \
	"nav><h1>" heading "</h1><p>" text                                     \
	"</p><svg class=\"c wide\" aria-label=\"5 "                            \
	"more\"><text>8</text></svg><svg class=\"c narrow\" aria-label=\"5 "   \
	"more\"></svg><td>" cell "<td>1.5<footer>2</footer>"
#define TEXT "+6% of CWE-79"

/* How many checks fail of the file PATH with CONTENT beside the LIST. */
static size_t wrong(const char *path, const char *content)
{
	struct arena *keep = arena_new();
	struct bag_checks checks = { .keep = keep };
	struct found_bag bag = { 0 };
	struct found_file report = { .path = str_from(path),
		.content = str_from(content) };
	struct found_file list = { .path = STR("data/trace/numbers.csv"),
		.content = STR(LIST) };
	VEC_PUSH(&bag, keep, report);
	VEC_PUSH(&bag, keep, list);
	check_texts(&checks, &bag);
	check_pdf(&checks, &bag);
	assert_true(checks.count > 0);
	size_t failed = checks_failed(&checks);
	arena_free(keep);
	return failed;
}

static void page_is_compared_in_its_places(void **state)
{
	static const struct {
		const char *page;
		size_t wrong;
	} cases[] = {
		{ PAGE("12,344", TEXT, "-3"), 0 },
		{ PAGE("12<wbr>,344", "+6&#37; of <b>CWE-79</b>", "&#45;3"),
		    0 },
		{ PAGE("12,345", TEXT, "-3"), 1 },
		{ PAGE("12.344", TEXT, "-3"), 1 },
		{ PAGE("-12,344", TEXT, "-3"), 1 },
		{ PAGE("12,344%", TEXT, "-3"), 1 },
		{ PAGE("12,344", "6% of CWE-79", "-3"), 1 },
		{ PAGE("12,344", TEXT, "3"), 1 },
		/* changed, and two in a row */
		{ PAGE("12,344", "+7% of CWE-80", "-3"), 2 },
		/* taken away, and added */
		{ PAGE("many", TEXT, "-3"), 1 },
		{ PAGE("12,344", TEXT " saved 400", "-3"), 1 },
		{ PAGE("12,344", TEXT, "-3<p>1<p>2"), 2 },
		{ "", 6 },
		/* what no report has */
		{ PAGE("12,344", TEXT "<script></script>", "-3"), 1 },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		size_t is = wrong("data/report/report.html", cases[i].page);
		if (is != cases[i].wrong)
			fail_msg("%zu checks fail, not %zu: %s", is,
			    cases[i].wrong, cases[i].page);
	}
}

static void text_is_compared_by_count(void **state)
{
	const char *path = "data/report/report.txt";
	(void)state;
	assert_int_equal(wrong(path, "12,344 +6% CWE-79 -3 1.5 5"), 0);
	/* tables are numbered; a digest holds any digits */
	assert_int_equal(
	    wrong(path, "T-04. 12,344 +6% CWE-79 -3 1.5 5 5 a17f 9-3"), 0);
	assert_int_equal(wrong(path, "12,344 +6% CWE-79 -3 1.5 5, 400"), 1);
	assert_int_equal(wrong(path, "12,344 +6% CWE-79 -3 1.5"), 1);
}

static void mail_has_to_be_one(void **state)
{
	const char *path = "data/report/summary.eml";
	(void)state;
	assert_int_equal(wrong(path, "12"), 1);
	assert_int_equal(
	    wrong(path, "Content-Type: multipart/alternative; boundary=x\r\n"
			"\r\n--x\r\nContent-Type: text/plain\r\n\r\nno\r\n"
			"--x\r\nContent-Type: text/html\r\n\r\n<body>4 hours"
			"\r\n--x--\r\n"),
	    1);
}

#define HEAD "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"

static void pdf_has_one_form(void **state)
{
	static const char *const others[] = { "", "%PDF-1.4\n", HEAD,
		HEAD "1 0 obj\n<<>>\nendobj\n",
		HEAD "1 0 obj\n<</Length 99>>\nstream\n\nendstream\nendobj\n",
		HEAD "1 0 obj\n<</Type/XRef/Length 0>>\nstream\n"
		     "\nendstream\nendobj\nstartxref\n15\n%%EOF\n" };
	(void)state;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		assert_int_equal(wrong("data/report/report.pdf", others[i]), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(page_is_compared_in_its_places),
		cmocka_unit_test(text_is_compared_by_count),
		cmocka_unit_test(mail_has_to_be_one),
		cmocka_unit_test(pdf_has_one_form),
	};
	mail_set_up();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
