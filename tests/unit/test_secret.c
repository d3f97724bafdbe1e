/* importers/secret: what is a secret and what stands for one. Tokens are made
 * here from the issuers' prefixes, so that no file holds any. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/rules.h"
#include "importers/secret/secret.h"

static struct error err;

struct fixture {
	struct arena *arena;
	struct secret_rules *rules;
	struct secret_list list;
	uint32_t seed;
};

static void open_fixture(struct fixture *fixture)
{
	*fixture = (struct fixture){ .arena = arena_new(), .seed = 12345 };
	if (!secret_rules_read(&fixture->rules, NULL, fixture->arena, &err))
		fail_msg("%s", err.message);
}

static size_t find(
    struct fixture *fixture, enum secret_file kind, struct str text)
{
	fixture->list = (struct secret_list){ 0 };
	secret_find(fixture->rules, kind, text, &fixture->list, fixture->arena);
	return fixture->list.count;
}

/* LENGTH characters of ALPHABET by a linear congruential generator. */
static const char *made_up(
    struct fixture *fixture, const char *alphabet, size_t length)
{
	char *text = arena_alloc(fixture->arena, length + 1);
	for (size_t i = 0; i < length; i++) {
		fixture->seed = fixture->seed * 1664525u + 1013904223u;
		text[i] = alphabet[(fixture->seed >> 8) % strlen(alphabet)];
	}
	return text;
}

static const char *alphabet_of(struct str body)
{
	static const char alnum[] = "abcdefghijklmnopqrstuvwxyz"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
	if (str_equal_z(body, "hex"))
		return "0123456789abcdef";
	return str_equal_z(body, "upper") ? alnum + 26 : alnum;
}

/* Every rule of the table finds each of 20 tokens of its own, and no shorter
 * one. */
static void finds_what_issuers_make(void **state)
{
	(void)state;
	struct fixture f;
	struct rules table;
	size_t at[4];
	open_fixture(&f);
	static const char *const names[] = { "id", "prefix", "body", "min" };
	assert_true(
	    rules_read(&table, NULL, STR(SECRET_RULES_TABLE), f.arena, &err));
	for (int i = 0; i < 4; i++)
		assert_true(rules_column(&table, names[i], &at[i], &err));
	for (size_t row = 0; row < table.row_count; row++)
		for (int k = 0; k < 20; k++) {
			struct str id = rules_cell(&table, row, at[0]);
			int64_t length;
			assert_true(str_to_int(
			    rules_cell(&table, row, at[3]), &length));
			struct str line =
			    arena_printf(f.arena, "key: \"" STR_FMT "%s\"",
				STR_ARG(rules_cell(&table, row, at[1])),
				made_up(&f,
				    alphabet_of(rules_cell(&table, row, at[2])),
				    (size_t)length));
			if (find(&f, SECRET_CONFIG, line) != 1 ||
			    !str_equal(f.list.items[0].rule, id))
				fail_msg("not found: " STR_FMT, STR_ARG(id));
			assert_int_equal(f.list.items[0].line, 1);
			assert_int_equal(f.list.items[0].column, 7);
			struct str cut = str_slice(line, 0, line.len - 2);
			if (length)
				assert_int_equal(
				    find(&f, SECRET_SAMPLE, cut), 0);
		}
	arena_free(f.arena);
}

static void finds_random_values_of_secret_names(void **state)
{
	(void)state;
	static const char *const shapes[] = { "API_TOKEN=%s", "token: %s",
		"  client-secret: '%s'", "\"apiKey\": \"%s\",",
		"export DB_PASSWORD=\"%s\"", "- SECRET_KEY=%s # note",
		"\"Authorization\": \"Bearer %s\"", "password = \"%s\"",
		"\"env\": {\"A\": \"b\", \"X_TOKEN\": \"%s\"}",
		"\"args\": [\"--api-key=%s\"]",
		"\"env\": {\"API_KEY\": \"${API_KEY:-%s}\"}",
		"\"URL\": \"${ACCESS_TOKEN-%s}\"",
		"\"args\": [\"-c\", \"TOKEN=%s npx -y some-server\"]",
		"\"args\": [\"-c\", \"cd /x && API_KEY=%s node .\"]",
		"APP_KEY=base64:%s", "\"headers\": { \"X-Key\": \"%s\" },",
		"\"--header\", \"Authorization: Bearer %s\"",
		"run: curl -H \"Authorization: Bearer %s\" https://h.org/x",
		"\"run\": \"curl -H \\\"X-Api-Key: %s\\\" h\"" };
	struct fixture f;
	open_fixture(&f);
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
		struct buf {
			char text[256];
		} line;
		const char *value = made_up(&f, alphabet_of(STR("alnum")), 40);
		const char *mark = strstr(shapes[i], "%s");
		snprintf(line.text, sizeof line.text, "%.*s%s%s",
		    (int)(mark - shapes[i]), shapes[i], value, mark + 2);
		if (find(&f, SECRET_CONFIG, str_from(line.text)) != 1)
			fail_msg("not found: %s", shapes[i]);
		assert_string_equal(
		    arena_z(f.arena, f.list.items[0].rule), "secret-value");
		assert_int_equal(f.list.items[0].column, mark - shapes[i] + 1);
		/* a sample's values are made up */
		assert_int_equal(
		    find(&f, SECRET_SAMPLE, str_from(line.text)), 0);
	}
	arena_free(f.arena);
}

static void passes_over_what_stands_for_a_secret(void **state)
{
	(void)state;
	static const char *const lines[] = { "TOKEN=${{ secrets.TOKEN }}",
		"token: ${TOKEN}", "API_KEY=your-api-key-goes-here-0123456",
		"API_KEY=<your-key-from-the-portal-2026>", "SECRET=changeme1",
		"AWS_KEY=AKIAIOSFODNN7EXAMPLE", "PASSWORD=postgres",
		"\"password\": \"P@ssw0rd\",", "DB_PASSWORD=Passw0rd123!",
		"token: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx1a",
		"uses: "
		"actions/checkout@8f4b7f84864484a7bf31766abe9204da3cbe65b3",
		"key: v1-linux-4f6f1e0e6a5b4f3c9d8e7a6b5c4d3e2f",
		"TOKEN_URL=https://auth.host.org/8f4b7f84864484a7bf3/token",
		"secret_name: prod-4f6f1e0e6a5b4f3c9d8e7a6b5c4d3e2f",
		"NEXT_PUBLIC_TOKEN=4f6f1e0e6a5b4f3c9d8e7a6b5c4d3e2f",
		"max_tokens: 4096", "password: ",
		"DATABASE_URL=postgres://postgres:postgres@db.host.org/x",
		"URL=postgres://app:hunter-22@localhost:5432/x",
		"URL=postgres://app:postgres1@db:5432/x",
		"URL=postgres://app:hunter-22@db.example.com:5432/x",
		"DB_PASSWORD=${DB_PASSWORD}", "DB_PASSWORD=xxx",
		"DB_PASSWORD=password123", "DB_PASSWORD=changeme-2026",
		"DB_PASSWORD=secret", "DB_PASSWORD_FILE=/run/secrets/db1",
		"URL=https://x.host.org/?api_key=${KEY}",
		"URL=https://x.host.org/?page=4f6f1e0e6a5b4f3c9d8e7a6b5c4",
		"URL=https://USER:PASSWORD@host.org/x",
		"URL=https://oauth2:${TOKEN}@host.org/x",
		"# TOKEN=4f6f1e0e6a5b4f3c9d8e7a6b5c4d3e2f",
		"sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822c",
		"password-file: /run/secrets/4f6f1e0e6a5b4f3c9d8e7a6b" };
	struct fixture f;
	open_fixture(&f);
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		for (int kind = SECRET_ENV; kind <= SECRET_WORKFLOW; kind++)
			if (find(
				&f, (enum secret_file)kind, str_from(lines[i])))
				fail_msg("found " STR_FMT " in: %s",
				    STR_ARG(f.list.items[0].rule), lines[i]);
	arena_free(f.arena);
}

static void finds_passwords_within_urls(void **state)
{
	(void)state;
	struct fixture f;
	open_fixture(&f);
	assert_int_equal(
	    find(&f, SECRET_ENV,
		STR("A=1\nDATABASE_URL=postgres://app:hunter-22@db.host.org/"
		    "x\n")),
	    1);
	assert_true(str_equal_z(f.list.items[0].rule, "password-url"));
	assert_true(str_equal_z(f.list.items[0].name, "DATABASE_URL"));
	assert_int_equal(f.list.items[0].line, 2);
	static const char *const lines[] = {
		"DB=postgres://app:hunter2hunter2@db:5432/x",
		"DB=mysql://app:Tr%40vel-2026@10.0.0.7/x",
		"DB=redis://:%s@localhost:6379",
		"\"args\": [\"-y\", \"pg\", "
		"\"postgresql://admin:Summer2026!@db/prod\"]",
		"\"url\": \"https://me:Summer2026!@mcp.host.org/x\"",
		"\"url\": \"https://mcp.host.org/x?a=b&api_key=%s\"",
		"GIT=https://%s@git.host.org/x",
		"DB=postgres://app:%s@db.corp.example/x",
	};
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		char line[256];
		const char *value = made_up(&f, alphabet_of(STR("alnum")), 30);
		const char *mark = strstr(lines[i], "%s");
		snprintf(line, sizeof line, "%s", lines[i]);
		if (mark)
			snprintf(line, sizeof line, "%.*s%s%s",
			    (int)(mark - lines[i]), lines[i], value, mark + 2);
		if (find(&f, SECRET_CONFIG, str_from(line)) != 1)
			fail_msg("not found: %s", lines[i]);
	}
	arena_free(f.arena);
}

/* Passwords need not look random; in workflows they are those of services
 * that live as long as the run. */
static void finds_passwords_in_plain_text(void **state)
{
	(void)state;
	struct fixture f;
	open_fixture(&f);
	struct str line = STR("DB_PASSWORD=hunter2hunter2");
	assert_int_equal(find(&f, SECRET_ENV, line), 1);
	assert_true(str_equal_z(f.list.items[0].rule, "password"));
	assert_true(str_equal_z(f.list.items[0].name, "DB_PASSWORD"));
	assert_int_equal(f.list.items[0].column, 13);
	assert_int_equal(find(&f, SECRET_WORKFLOW, line), 0);
	assert_int_equal(find(&f, SECRET_SAMPLE, line), 0);
	assert_int_equal(find(&f, SECRET_CONFIG,
			     STR("\"args\": [\"x\", \"--password\",\n"
				 "  \"hunter2hunter2\", \"--port\", \"80\"]")),
	    1);
	assert_int_equal(f.list.items[0].line, 2);
	assert_true(str_equal_z(f.list.items[0].name, "password"));
	arena_free(f.arena);
}

/* Two of one name are told apart by their order. */
static void numbers_those_of_one_name(void **state)
{
	(void)state;
	struct fixture f;
	open_fixture(&f);
	struct str text =
	    arena_printf(f.arena, "a: {token: %s}\ntoken: %s\ntoken: %s\n",
		made_up(&f, alphabet_of(STR("hex")), 32),
		made_up(&f, alphabet_of(STR("hex")), 32),
		made_up(&f, alphabet_of(STR("hex")), 32));
	assert_int_equal(find(&f, SECRET_CONFIG, text), 3);
	assert_int_equal(f.list.items[0].ordinal, 1);
	assert_int_equal(f.list.items[1].ordinal, 2);
	arena_free(f.arena);
}

/* What a line holds depends on the kind of file and on the line before. */
static void lines_that_held_nothing_may_hold_something(void **state)
{
	(void)state;
	struct fixture f;
	struct str line = STR("DB_PASSWORD=hunter2hunter2\n");
	struct str value = STR("  \"hunter2hunter2\", \"--port\",\n");
	open_fixture(&f);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(find(&f, SECRET_WORKFLOW, line), 0);
		assert_int_equal(find(&f, SECRET_ENV, line), 1);
		assert_int_equal(find(&f, SECRET_CONFIG, value), 0);
		assert_int_equal(
		    find(&f, SECRET_CONFIG,
			arena_printf(f.arena, "\"--password\",\n" STR_FMT,
			    STR_ARG(value))),
		    1);
	}
	arena_free(f.arena);
}

static void tells_files_by_their_paths(void **state)
{
	(void)state;
	struct fixture f;
	open_fixture(&f);
	assert_int_equal(secret_file_kind(f.rules, STR(".env")), SECRET_ENV);
	assert_int_equal(
	    secret_file_kind(f.rules, STR("a/b/.env.production")), SECRET_ENV);
	assert_int_equal(
	    secret_file_kind(f.rules, STR("a/.env.example")), SECRET_SAMPLE);
	assert_int_equal(
	    secret_file_kind(f.rules, STR(".github/workflows/ci.yml")),
	    SECRET_WORKFLOW);
	assert_int_equal(
	    secret_file_kind(f.rules, STR("src/env.c")), SECRET_NO_FILE);
	arena_free(f.arena);
}

/* What others wrote is kept without tokens and credentials of URLs. */
static void hides_what_is_in_a_text(void **state)
{
	struct fixture f;
	struct str text;
	const char *token;
	(void)state;
	open_fixture(&f);
	token = made_up(&f, alphabet_of(STR("alnum")), 36);
	text = secret_hide(f.rules, f.arena,
	    arena_printf(f.arena, "Token ghp_%s in code, and ghp_%s.", token,
		made_up(&f, alphabet_of(STR("alnum")), 36)));
	assert_true(str_equal_z(text, "Token * in code, and *."));
	text = secret_hide(f.rules, f.arena,
	    arena_printf(
		f.arena, "see https://ann:%s@db.corp.example/x?a=1", token));
	assert_true(
	    str_equal_z(text, "see https://ann:*@db.corp.example/x?a=1"));
	text = secret_hide(f.rules, f.arena,
	    arena_printf(
		f.arena, "key -----BEGIN RSA PRIVATE KEY-----%s", token));
	assert_true(str_equal_z(text, "key *"));
	/* made up, and cut short */
	text = secret_hide(f.rules, f.arena,
	    STR("see ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx or ghp_12345"));
	assert_true(str_equal_z(text, "see * or *"));
	text = STR("pip install sk-learn; npm_config_registry of SG.a");
	assert_ptr_equal(secret_hide(f.rules, f.arena, text).ptr, text.ptr);
	text = STR("Do not use eval of user input; see https://cwe.mitre.org");
	assert_ptr_equal(secret_hide(f.rules, f.arena, text).ptr, text.ptr);
	text = secret_hide(f.rules, f.arena, STR_NONE);
	assert_null(text.ptr);
	arena_free(f.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_what_issuers_make),
		cmocka_unit_test(hides_what_is_in_a_text),
		cmocka_unit_test(finds_random_values_of_secret_names),
		cmocka_unit_test(passes_over_what_stands_for_a_secret),
		cmocka_unit_test(finds_passwords_within_urls),
		cmocka_unit_test(finds_passwords_in_plain_text),
		cmocka_unit_test(numbers_those_of_one_name),
		cmocka_unit_test(lines_that_held_nothing_may_hold_something),
		cmocka_unit_test(tells_files_by_their_paths),
	};
	return cmocka_run_group_tests_name("secret", tests, NULL, NULL);
}
