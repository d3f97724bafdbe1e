/* Templates that are wrong are told with file, line, column and a way out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "render/template.h"

#define HEAD "<report title=\"Board\">\n"
#define TAIL "\n</report>"

static struct arena *arena;

static bool parse(
    struct template_node **root, const char *text, struct error *err)
{
	return template_parse(
	    root, STR("t.xml"), str_from(text), NULL, arena, err);
}

static const struct broken {
	const char *text;
	int64_t line;
	int64_t column;
	const char *message;
	const char *fix;
} broken[] = {
	{ HEAD "<section id='a' title='A'>\n  <vlaue of='x'/></section>" TAIL,
	    3, 3, "expected an element, found \"vlaue\"",
	    "did you mean \"value\"?" },
	{ HEAD "<section id='a' titel='A'><p>x</p></section>" TAIL, 2, 17,
	    "expected an attribute of <section>, found \"titel\"",
	    "did you mean \"title\"?" },
	{ HEAD "<p>\n<value\n  of='x'\n  part='lwo'/></p>" TAIL, 5, 3,
	    "expected a value of part, found \"lwo\"",
	    "did you mean \"low\"?" },
	{ HEAD "<if of='x' class='open eqal'><p>x</p></if>" TAIL, 2, 12,
	    "expected a value of class, found \"eqal\"",
	    "did you mean \"equal\"?" },
	{ HEAD "<p><value/></p>" TAIL, 2, 4,
	    "expected the attribute \"of\" on <value>, found none", "" },
	{ HEAD "<item>x</item>" TAIL, 2, 1, "templates/report.rng allows",
	    "docs/report-templates.md" },
	{ HEAD "<section id='a' title='A'></section>" TAIL, 2, 1,
	    "templates/report.rng allows", "docs/report-templates.md" },
	{ HEAD "<table of='x' order='size'><title>T</title></table>" TAIL, 2,
	    15, "expected a value of order, found \"size\"", "one of key" },
	{ HEAD "<p>a</q>" TAIL, 2, 9, "expected well-formed XML", "" },
	{ HEAD "<p>&nbsp;</p>" TAIL, 2, 10, "expected well-formed XML", "" },
	{ "<!DOCTYPE report [<!ENTITY a \"b\">]>" HEAD "<p>&a;</p>" TAIL, 1, 1,
	    "expected an element, found a <!DOCTYPE>", "remove it" },
	{ "", 1, 1, "expected well-formed XML", "" },
	{ "just words", 1, 1, "expected well-formed XML", "" },
};

static void names_place_and_way_out(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
		struct error err = { 0 };
		struct template_node *root;
		if (parse(&root, broken[i].text, &err))
			fail_msg("case %zu was read", i);
		if (!strstr(err.message, broken[i].message) ||
		    !strstr(err.fix, broken[i].fix) ||
		    err.line != broken[i].line ||
		    err.column != broken[i].column)
			fail_msg("case %zu: t.xml:%d:%d: %s / %s", i,
			    (int)err.line, (int)err.column, err.message,
			    err.fix);
		assert_string_equal(err.file, "t.xml");
	}
}

static void reads_what_is_right(void **state)
{
	(void)state;
	struct template_node *root;
	struct error err = { 0 };
	if (!parse(&root,
		"<?xml version=\"1.0\"?>\n<!-- <p> -->\n" HEAD
		"<p role=\"lead\">Of  all\n lines <value of=\"ai.x\"/>"
		"<![CDATA[ <b> ]]>&amp; &#65;</p>" TAIL,
		&err))
		fail_msg("%s", err.message);
	struct template_node *p = root->first->next;
	assert_true(template_is(p, "p"));
	assert_int_equal(p->place.line, 4);
	assert_int_equal(p->place.column, 1);
	assert_true(str_equal_z(template_get(p, "role"), "lead"));
	assert_true(str_equal_z(p->first->text, "Of all lines "));
	struct template_node *value = p->first->next;
	assert_true(str_equal_z(template_get(value, "of"), "ai.x"));
	assert_null(template_get(value, "by").ptr);
	assert_int_equal(value->place.line, 5);
	assert_int_equal(value->place.column, 8);
	assert_int_equal(template_place(value, "of").column, 15);
}

static void refuses_depth(void **state)
{
	(void)state;
	char text[4096] = HEAD;
	struct error err = { 0 };
	struct template_node *root;
	for (int i = 0; i < TEMPLATE_DEPTH_MAX + 1; i++)
		(void)strncat(
		    text, "<if known='yes'>", sizeof text - strlen(text) - 1);
	for (int i = 0; i < TEMPLATE_DEPTH_MAX + 1; i++)
		(void)strncat(text, "</if>", sizeof text - strlen(text) - 1);
	(void)strncat(text, TAIL, sizeof text - strlen(text) - 1);
	assert_false(parse(&root, text, &err));
	assert_non_null(strstr(err.message, "levels"));
}

static char folder[] = "/tmp/assay-template-XXXXXX";

static void write_file(const char *name, const char *text)
{
	char path[128];
	(void)snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	(void)fputs(text, file);
	(void)fclose(file);
}

static void takes_in_parts(void **state)
{
	(void)state;
	struct asset_folders folders = { .templates = str_from(folder) };
	struct template_node *root;
	struct error err = { 0 };
	write_file("main.xml", HEAD "<include name='piece'/>" TAIL);
	write_file("piece.xml", "<part><p>here</p></part>");
	write_file("loop.xml", "<part><include name='loop'/></part>");
	write_file("lost.xml", HEAD "<include name='nothing'/>" TAIL);
	if (!template_read(&root, STR("main"), &folders, arena, &err))
		fail_msg("%s", err.message);
	struct template_node *part = root->first->next;
	assert_true(template_is(part, "part"));
	assert_true(template_is(part->first, "p"));
	assert_true(part->first->parent == part);
	assert_false(template_read(&root, STR("loop"), &folders, arena, &err));
	assert_non_null(strstr(err.message, "within each other"));
	assert_false(template_read(&root, STR("lost"), &folders, arena, &err));
	assert_non_null(strstr(err.message, "found \"nothing\""));
	assert_int_equal(err.line, 2);
	assert_false(
	    template_read(&root, STR("../main"), &folders, arena, &err));
}

static int setup(void **state)
{
	(void)state;
	arena = arena_new();
	return mkdtemp(folder) ? 0 : -1;
}

static int teardown(void **state)
{
	static const char *const names[] = { "main.xml", "piece.xml",
		"loop.xml", "lost.xml" };
	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		char path[128];
		(void)snprintf(path, sizeof path, "%s/%s", folder, names[i]);
		(void)remove(path);
	}
	(void)remove(folder);
	arena_free(arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_place_and_way_out),
		cmocka_unit_test(reads_what_is_right),
		cmocka_unit_test(refuses_depth),
		cmocka_unit_test(takes_in_parts),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
