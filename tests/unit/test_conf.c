/* importers/conf: JSON with comments, TOML (cases of the public toml-test
 * suite, tests/corpus/toml) and YAML as one tree with places. */
#include <dirent.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/file.h"
#include "importers/conf/conf.h"

static struct error err;

/* ------------------------------------------------------------------ TOML -- */

/* 'T' and 'Z', no zeros at the end of a fraction. */
static struct str plain_time(struct arena *arena, struct str text)
{
	struct buf out = { 0 };
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		if (i == 10 && text.len > 11 && (c == ' ' || c == 't'))
			c = 'T';
		if (c == 'z')
			c = 'Z';
		if (c == '.') {
			size_t end = i + 1;
			size_t last = i;
			while (end < text.len && text.ptr[end] >= '0' &&
			       text.ptr[end] <= '9') {
				if (text.ptr[end] != '0')
					last = end;
				end++;
			}
			if (last > i)
				buf_add(&out, str_slice(text, i, last + 1));
			i = end - 1;
			continue;
		}
		buf_add_char(&out, c);
	}
	struct str plain = arena_str(arena, buf_str(&out));
	buf_free(&out);
	return plain;
}

static bool equal_floats(struct arena *arena, struct str a, struct str b)
{
	double x = strtod(arena_z(arena, a), NULL);
	double y = strtod(arena_z(arena, b), NULL);
	return (isnan(x) && isnan(y)) || x == y;
}

/* A scalar against {"type": ..., "value": ...}. */
static bool equal_scalars(
    struct arena *arena, const struct conf *node, const struct conf *tagged)
{
	static const char *const types[] = {
		[CONF_BOOL] = "bool",
		[CONF_INTEGER] = "integer",
		[CONF_FLOAT] = "float",
		[CONF_TEXT] = "string",
		[CONF_DATE_TIME] = "datetime",
		[CONF_LOCAL_DATE_TIME] = "datetime-local",
		[CONF_LOCAL_DATE] = "date-local",
		[CONF_LOCAL_TIME] = "time-local",
	};
	struct str type = conf_text(tagged, "type");
	struct str value = conf_text(tagged, "value");
	if (node->kind == CONF_NULL || node->kind >= CONF_LIST ||
	    !str_equal_z(type, types[node->kind]))
		return false;
	if (node->kind == CONF_FLOAT)
		return equal_floats(arena, node->text, value);
	if (node->kind >= CONF_DATE_TIME)
		return str_equal(
		    plain_time(arena, node->text), plain_time(arena, value));
	return str_equal(node->text, value);
}

static bool equal_trees(
    struct arena *arena, const struct conf *node, const struct conf *expected)
{
	if (node->kind != CONF_TABLE && node->kind != CONF_LIST)
		return equal_scalars(arena, node, expected);
	if (node->kind != expected->kind || node->count != expected->count)
		return false;
	const struct conf *other = expected->first;
	for (const struct conf *child = node->first; child;
	     child = child->next, other = other->next) {
		const struct conf *twin = other;
		if (node->kind == CONF_TABLE) {
			twin = expected->first;
			while (twin && !str_equal(twin->key, child->key))
				twin = twin->next;
		}
		if (!twin || !equal_trees(arena, child, twin))
			return false;
	}
	return true;
}

static struct str read(struct arena *arena, const char *path)
{
	struct str content;
	if (!file_read(&content, str_from(path), 1 << 24, arena, &err))
		fail_msg("%s", err.message);
	return content;
}

static bool is_right(struct arena *arena, const char *path, bool valid)
{
	struct conf *tree;
	struct conf *expected;
	struct str toml = read(arena, path);
	bool done = conf_read_toml(&tree, toml, STR("t.toml"), arena, &err);
	if (!valid || !done) {
		if (!done)
			assert_true(err.line > 0 && err.column > 0);
		return done == valid;
	}
	struct str json_path =
	    arena_printf(arena, "%.*s.json", (int)strlen(path) - 5, path);
	if (!conf_read_json(&expected, read(arena, json_path.ptr),
		STR("t.json"), false, arena, &err))
		fail_msg("%s", err.message);
	return equal_trees(arena, tree, expected);
}

static int run_folder(const char *folder, bool valid, int *wrong)
{
	DIR *dir = opendir(folder);
	int count = 0;
	const struct dirent *entry;
	struct stat st;
	if (!dir)
		return 0;
	while ((entry = readdir(dir))) {
		char path[4096];
		snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
		if (entry->d_name[0] == '.' || stat(path, &st) != 0)
			continue;
		if (S_ISDIR(st.st_mode)) {
			count += run_folder(path, valid, wrong);
		} else if (str_ends(str_from(path), STR(".toml"))) {
			struct arena *arena = arena_new();
			count++;
			if (!is_right(arena, path, valid)) {
				(*wrong)++;
				print_message("wrong: %s\n", path);
			}
			arena_free(arena);
		}
	}
	closedir(dir);
	return count;
}

static void reads_the_cases_of_toml_test(void **state)
{
	(void)state;
	int wrong = 0;
	const char *corpus = getenv("ASSAY_TOML_TEST");
	struct arena *arena = arena_new();
	struct str root = str_from(corpus ? corpus : "tests/corpus/toml");
	int valid =
	    run_folder(arena_printf(arena, STR_FMT "/valid", STR_ARG(root)).ptr,
		true, &wrong);
	int invalid = run_folder(
	    arena_printf(arena, STR_FMT "/invalid", STR_ARG(root)).ptr, false,
	    &wrong);
	arena_free(arena);
	if (corpus)
		print_message("%d valid, %d invalid\n", valid, invalid);
	assert_true(valid > 20 && invalid > 20);
	assert_int_equal(wrong, 0);
}

/* ------------------------------------------------------------ JSON, YAML -- */

static struct conf *read_text(struct arena *arena, const char *text,
    bool (*read_it)(
	struct conf **, struct str, struct str, struct arena *, struct error *))
{
	struct conf *tree = NULL;
	if (!read_it(&tree, str_from(text), STR("t"), arena, &err))
		fail_msg("%s", err.message);
	return tree;
}

static bool read_relaxed(struct conf **tree, struct str bytes, struct str shown,
    struct arena *keep, struct error *error)
{
	return conf_read_json(tree, bytes, shown, true, keep, error);
}

static void passes_over_comments_and_commas(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	const struct conf *tree = read_text(arena,
	    "// head\n{ /* a * b **/ \"a\": \"https://x/*y*/\", // end\n"
	    "\"b\": [1, 2.5, /**/],\n\"c\": {\"d\": true,},\n}\n// tail",
	    read_relaxed);
	assert_true(str_equal_z(conf_text(tree, "a"), "https://x/*y*/"));
	assert_int_equal(conf_list(tree, "b")->count, 2);
	assert_int_equal(conf_list(tree, "b")->line, 3);
	assert_int_equal(conf_list(tree, "b")->first->kind, CONF_INTEGER);
	assert_true(conf_is_true(conf_table(tree, "c"), "d"));
	assert_non_null(conf_get(conf_get(tree, "c"), "d"));
	arena_free(arena);
}

static void keeps_what_is_wrong_in_relaxed_json(void **state)
{
	(void)state;
	static const char *const wrong[] = { "{\"a\": ,}", "[,]", "{,}",
		"[1,,2]", "[1 / 2]", "/* open", "{\"a\": 1,, }", "/", "[1,}" };
	struct arena *arena = arena_new();
	struct conf *tree;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		if (conf_read_json(
			&tree, str_from(wrong[i]), STR("t"), true, arena, &err))
			fail_msg("read: %s", wrong[i]);
	/* comments and trailing commas are for those who ask */
	assert_false(
	    conf_read_json(&tree, STR("[1,]"), STR("t"), false, arena, &err));
	assert_int_equal(err.column, 4);
	assert_false(conf_read_json(
	    &tree, STR("[1 /**/]"), STR("t"), false, arena, &err));
	arena_free(arena);
}

static void reads_yaml(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	const struct conf *tree = read_text(arena,
	    "mcpServers:\n  - name: 'one'\n    on: true\n    n: 3\n"
	    "    env: {KEY: null, B: \"true\"}\n? [a, b]\n: odd\n",
	    conf_read_yaml);
	const struct conf *list = conf_list(tree, "mcpServers");
	assert_int_equal(list->count, 1);
	assert_true(str_equal_z(conf_text(list->first, "name"), "one"));
	assert_int_equal(list->first->line, 2);
	assert_true(conf_is_true(list->first, "on"));
	assert_int_equal(conf_get(list->first, "n")->kind, CONF_INTEGER);
	const struct conf *env = conf_table(list->first, "env");
	assert_int_equal(conf_get(env, "KEY")->kind, CONF_NULL);
	assert_int_equal(conf_get(env, "B")->kind, CONF_TEXT);
	arena_free(arena);
}

/* Aliases would multiply to 9^9 values. */
static void copies_no_alias(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct buf text = { 0 };
	buf_add_z(&text, "a0: &a0 [x, x]\n");
	for (int i = 1; i < 9; i++) {
		buf_printf(&text, "a%d: &a%d [", i, i);
		for (int k = 0; k < 9; k++)
			buf_printf(&text, "%s*a%d", k ? ", " : "", i - 1);
		buf_add_z(&text, "]\n");
	}
	buf_add_char(&text, '\0');
	const struct conf *tree = read_text(arena, text.data, conf_read_yaml);
	assert_int_equal(conf_list(tree, "a8")->count, 9);
	assert_int_equal(conf_list(tree, "a8")->first->kind, CONF_NULL);
	assert_true(arena_used(arena) < 100000);
	buf_free(&text);
	arena_free(arena);
}

/* No reader goes deeper than the limit. */
static void bounds_the_depth(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct buf text = { 0 };
	struct conf *tree;
	buf_add_z(&text, "a = ");
	for (int i = 0; i < 100000; i++)
		buf_add_char(&text, '[');
	assert_false(
	    conf_read_toml(&tree, buf_str(&text), STR("t"), arena, &err));
	assert_false(conf_read_json(
	    &tree, str_skip(buf_str(&text), 4), STR("t"), true, arena, &err));
	assert_false(conf_read_yaml(
	    &tree, str_skip(buf_str(&text), 4), STR("t"), arena, &err));
	buf_free(&text);
	arena_free(arena);
}

static struct str xml_text(const struct conf *root, const char *name)
{
	const struct conf *node = conf_get(root->first, name);
	assert_non_null(node);
	return node->text;
}

/* Names without prefix, attributes with @, text in pieces put together; what a
 * DOCTYPE declares is passed over. */
static void reads_xml(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct conf *tree;
	assert_true(conf_read_xml(&tree,
	    STR("<!DOCTYPE p [<!ENTITY a 'AAAA'>\n"
		"<!ENTITY b SYSTEM 'file:///etc/passwd'>]>\n"
		"<x:p xmlns:x='u' y='1&amp;2'>\n<q>u&a;v</q><r>&b;</r>"
		"<s>&lt;&#65;<!-- c --> b </s><t><![CDATA[<c>]]></t></x:p>"),
	    STR("f"), arena, &err));
	assert_true(str_equal_z(tree->first->key, "p"));
	assert_int_equal(tree->first->line, 3);
	assert_true(str_equal_z(xml_text(tree, "@y"), "1&2"));
	assert_true(str_equal_z(xml_text(tree, "q"), "uv"));
	assert_true(str_equal_z(xml_text(tree, "r"), ""));
	assert_true(str_equal_z(xml_text(tree, "s"), "<Ab"));
	assert_true(str_equal_z(xml_text(tree, "t"), "<c>"));
	assert_false(conf_read_xml(&tree,
	    STR("<!DOCTYPE p [<!ENTITY a 'AAAA'>]>\n<p x='&a;'/>"), STR("f"),
	    arena, &err));
	assert_string_equal(err.message,
	    "expected XML, found an entity in an attribute, "
	    "which is not expanded");
	assert_false(conf_read_xml(&tree, STR_NONE, STR("f"), arena, &err));
	arena_free(arena);
}

/* What a file cannot be read for may be a secret: no message repeats it. */
static void quotes_nothing(void **state)
{
	(void)state;
	static const struct {
		bool (*read)(struct conf **, struct str, struct str,
		    struct arena *, struct error *);
		const char *text;
	} cases[] = {
		{ conf_read_xml, "<a><ZQ7></a>" },
		{ conf_read_xml, "<a>&ZQ7;</a>" },
		{ conf_read_xml, "<a ZQ7></a>" },
		{ conf_read_xml, "<a ZQ7='1' ZQ7='2'/>" },
		{ conf_read_xml, "<a b=ZQ7></a>" },
		{ conf_read_xml, "<a>\n<ZQ7" },
		{ conf_read_toml, "a = ZQ7" },
		{ conf_read_toml, "ZQ7 = 1\nZQ7 = 2" },
		{ conf_read_yaml, "a: *ZQ7\nb: [ZQ7" },
		{ conf_read_yaml, "a: ZQ7: ZQ7" },
	};
	struct arena *arena = arena_new();
	struct conf *tree;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		if (cases[i].read(
			&tree, str_from(cases[i].text), STR("f"), arena, &err))
			fail_msg("could be read: %s", cases[i].text);
		if (strstr(err.message, "ZQ7") || strstr(err.fix, "ZQ7"))
			fail_msg("%s: %s", cases[i].text, err.message);
	}
	assert_false(conf_read_json(
	    &tree, STR("{\"a\": ZQ7}"), STR("f"), true, arena, &err));
	assert_string_equal(
	    err.message, "expected a value, found text without quotes");
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_the_cases_of_toml_test),
		cmocka_unit_test(passes_over_comments_and_commas),
		cmocka_unit_test(keeps_what_is_wrong_in_relaxed_json),
		cmocka_unit_test(reads_yaml),
		cmocka_unit_test(copies_no_alias),
		cmocka_unit_test(bounds_the_depth),
		cmocka_unit_test(reads_xml),
		cmocka_unit_test(quotes_nothing),
	};
	return cmocka_run_group_tests_name("conf", tests, NULL, NULL);
}
