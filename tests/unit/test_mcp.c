/* importers/mcp: what servers a configuration file names. The shapes are those
 * of the clients' documentation (data/mcp-containers.csv). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "importers/mcp/mcp.h"

static struct error err;

struct fixture {
	struct arena *arena;
	struct mcp_rules *rules;
	struct mcp_list list;
};

static void open_fixture(struct fixture *fixture)
{
	*fixture = (struct fixture){ .arena = arena_new() };
	if (!mcp_rules_read(&fixture->rules, NULL, fixture->arena, &err))
		fail_msg("%s", err.message);
}

static void read_file(struct fixture *fixture, const char *agent,
    const char *path, const char *text)
{
	fixture->list = (struct mcp_list){ 0 };
	if (!mcp_read(fixture->rules, str_from(agent), str_from(path),
		str_from(text), &fixture->list, fixture->arena, &err))
		fail_msg("%s:%lld: %s", path, (long long)err.line, err.message);
}

/* "kind identity transport version pinned" of one server. */
static const char *describe(
    struct fixture *fixture, const struct mcp_server *server)
{
	return arena_printf(fixture->arena,
	    "%s " STR_FMT " %s " STR_FMT " %s%s%s%s", server->kind,
	    STR_ARG(server->identity), server->transport,
	    STR_ARG(server->version.len ? server->version : STR("-")),
	    server->pinned == UNKNOWN ? "-"
	    : server->pinned	      ? "pinned"
				      : "unpinned",
	    server->disabled ? " disabled" : "",
	    server->trusted ? " trusted" : "",
	    server->insecure ? " insecure" : "")
	    .ptr;
}

static void expect(struct fixture *fixture, size_t at, const char *text)
{
	if (at >= fixture->list.count)
		fail_msg("no server %zu, expected %s", at, text);
	assert_string_equal(describe(fixture, &fixture->list.items[at]), text);
}

/* COMMAND is a JSON list: program and arguments. */
static void identifies_command_lines(void **state)
{
	(void)state;
	static const struct {
		const char *entry;
		const char *expected;
	} cases[] = {
		{ "'npx','-y','@scope/name@1.2.3','/dir'",
		    "npm @scope/name stdio 1.2.3 pinned" },
		{ "'npx','@scope/name'", "npm @scope/name stdio - unpinned" },
		{ "'npx','-y','name@latest'",
		    "npm name stdio latest unpinned" },
		{ "'npx','name@^1.2.3'", "npm name stdio ^1.2.3 unpinned" },
		{ "'npx','name@1'", "npm name stdio 1 unpinned" },
		{ "'npx.cmd','-p','@a/b@2.0.0','run-it'",
		    "npm @a/b stdio 2.0.0 pinned" },
		{ "'npx','--package=@a/b@2.0.0','x'",
		    "npm @a/b stdio 2.0.0 pinned" },
		{ "'cmd','/c','npx','-y','name@1.0.0'",
		    "npm name stdio 1.0.0 pinned" },
		{ "'bash','-c','npx -y name@1.0.0 --flag'",
		    "npm name stdio 1.0.0 pinned" },
		{ "'npx -y name'", "npm name stdio - unpinned" },
		{ "'env','A=b','npx','name'", "npm name stdio - unpinned" },
		{ "'bunx','name@3.1.0'", "npm name stdio 3.1.0 pinned" },
		{ "'pnpm','dlx','name'", "npm name stdio - unpinned" },
		{ "'npm','exec','--yes','--','name@1.0.0'",
		    "npm name stdio 1.0.0 pinned" },
		{ "'npx','github:owner/repo'",
		    "git github.com/owner/repo stdio - unpinned" },
		{ "'uvx','pkg'", "pypi pkg stdio - unpinned" },
		{ "'uvx','pkg@1.2'", "pypi pkg stdio 1.2 pinned" },
		{ "'uvx','--from','pkg[x]==2.0','tool'",
		    "pypi pkg stdio 2.0 pinned" },
		{ "'uvx','--python','3.12','pkg>=1'",
		    "pypi pkg stdio >=1 unpinned" },
		{ "'/usr/bin/uvx','--from',"
		  "'git+https://u:p@github.com/o/r.git@v1.2.3','tool'",
		    "git github.com/o/r stdio v1.2.3 pinned" },
		{ "'uv','tool','run','pkg@latest'",
		    "pypi pkg stdio latest unpinned" },
		{ "'pipx','run','--spec','pkg==1.0','x'",
		    "pypi pkg stdio 1.0 pinned" },
		{ "'go','run','example.org/m/cmd@latest'",
		    "go example.org/m/cmd stdio latest unpinned" },
		{ "'docker','run','-i','--rm','-e','TOKEN','ghcr.io/o/i'",
		    "image ghcr.io/o/i stdio - unpinned" },
		{ "'docker','run','-v','a:b','host:5000/i:1.2.0','arg'",
		    "image host:5000/i stdio 1.2.0 pinned" },
		{ "'podman','run','i@sha256:abc'",
		    "image i stdio sha256:abc pinned" },
		{ "'docker','run','i:latest'",
		    "image i stdio latest unpinned" },
		{ "'npx','-y','mcp-remote@latest','https://h.org/sse'",
		    "url h.org/sse sse - -" },
		{ "'mcp-remote','https://H.org:443/mcp/'",
		    "url h.org/mcp http - -" },
		{ "'node','/home/me/dist/index.js','--key','x'",
		    "command node index.js stdio - -" },
		{ "'python','-m','pkg.server'",
		    "command python pkg.server stdio - -" },
		{ "'uv','--directory','/home/me/x','run','server.py'",
		    "command uv server.py stdio - -" },
		{ "'C:\\\\tools\\\\srv.exe','x'", "command srv stdio - -" },
		{ "'npx'", "command npx stdio - -" },
	};
	struct fixture f;
	open_fixture(&f);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char text[512];
		snprintf(text, sizeof text,
		    "{\"mcp\":{\"s\":{\"type\":\"local\",\"command\":[%s]}}}",
		    cases[i].entry);
		for (char *c = text; *c; c++)
			if (*c == '\'')
				*c = '"';
		read_file(&f, "opencode", "opencode.json", text);
		expect(&f, 0, cases[i].expected);
	}
	arena_free(f.arena);
}

static void takes_no_secret_of_a_url(void **state)
{
	(void)state;
	struct fixture f;
	open_fixture(&f);
	read_file(&f, "cursor", ".cursor/mcp.json",
	    "{\"mcpServers\": {"
	    "\"a\": {\"url\": \"https://me:pw@Mcp.Example.com/x/?key=1#f\"},"
	    "\"b\": {\"url\": \"http://h.org/s/ZmE4MTdhYTItYzQwOS00/mcp\"},"
	    "\"c\": {\"url\": \"http://localhost:3000/sse\", \"type\": "
	    "\"sse\"},\"d\": {\"url\": \"${URL}\"}}}");
	expect(&f, 0, "url mcp.example.com/x http - -");
	expect(&f, 1, "url h.org/s/*/mcp http - - insecure");
	expect(&f, 2, "url localhost:3000/sse sse - -");
	expect(&f, 3, "url (variable) http - -");
	assert_true(str_equal_z(f.list.items[3].env, "[\"URL\"]"));
	assert_true(str_equal_z(f.list.items[2].sources, "[]"));
	arena_free(f.arena);
}

/* A token in the place of a host, image, tag, program or path is none of what
 * it stands for. */
static void takes_no_token_for_a_name(void **state)
{
	(void)state;
#define TOKEN "ghp_aB3dE5gH7jK9mN1pQ3rS5tU7vW9xY1zA3bC5"
	static const char *const entries[] = {
		"'url':'https://" TOKEN ".example.com/mcp'",
		"'command':'docker','args':['run','reg/" TOKEN ":" TOKEN "']",
		"'command':'npx','args':['-y','name@" TOKEN "']",
		"'command':'/opt/" TOKEN "','args':['./" TOKEN "/x']",
		"'command':'uvx','args':['" TOKEN "']",
		"'command':'node','args':['x/" TOKEN "']",
		"'command':'docker','args':['run','-e','" TOKEN "','i']",
	};
	struct fixture f;
	open_fixture(&f);
	for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
		char text[512];
		snprintf(
		    text, sizeof text, "{'mcpServers':{'s':{%s}}}", entries[i]);
		for (char *c = text; *c; c++)
			if (*c == '\'')
				*c = '"';
		read_file(&f, "cursor", ".cursor/mcp.json", text);
		assert_int_equal(f.list.count, 1);
		const struct mcp_server *s = &f.list.items[0];
		const char *all = arena_printf(f.arena,
		    STR_FMT "|" STR_FMT "|" STR_FMT "|" STR_FMT "|" STR_FMT,
		    STR_ARG(s->identity), STR_ARG(s->version),
		    STR_ARG(s->target), STR_ARG(s->sources), STR_ARG(s->env))
				      .ptr;
		if (strstr(all, "ghp_") || strstr(all, "aB3dE5"))
			fail_msg("%s: %s", entries[i], all);
	}
	arena_free(f.arena);
}

static void shows(
    const struct fixture *f, size_t i, const char *target, bool exposed)
{
	if (!str_equal_z(f->list.items[i].target, target))
		fail_msg("expected %s, found " STR_FMT, target,
		    STR_ARG(f->list.items[i].target));
	assert_int_equal(f->list.items[i].exposed, exposed);
}

/* What runs is shown, and no value that might be a secret. */
static void shows_commands_without_values(void **state)
{
	(void)state;
	struct fixture f;
	open_fixture(&f);
	read_file(&f, "cursor", ".cursor/mcp.json",
	    "{\"mcpServers\": {"
	    "\"a\": {\"url\": \"https://me:Summer-26!@h.org/x/?k=v#f\"},"
	    "\"b\": {\"command\": \"/usr/bin/npx\", \"args\": [\"-y\", "
	    "\"@o/pg@1.2\", \"postgresql://admin:Summer-26!@db/prod\"]},"
	    "\"c\": {\"command\": \"/opt/srv83\", \"args\": [\"--token\", "
	    "\"abc\", \"--port\", \"8080\", \"--dir=/home/x\", "
	    "\"/home/ann/data\","
	    " \"hunter2hunter2\", \"${HOME}\"]},"
	    "\"d\": {\"command\": \"srv\", \"args\": [\"--password\", "
	    "\"hunter2hunter2\"]},"
	    "\"e\": {\"command\": \"docker run -e K=v -i o/i:1.0\"},"
	    "\"f\": {\"url\": \"${URL}\"}}}");
	shows(&f, 0, "https://*@h.org/x/?*", true);
	shows(&f, 1, "npx -y @o/pg@1.2 postgresql://*@db/prod", true);
	shows(&f, 2, "srv83 --token * --port 8080 --dir=* ~/data * ${HOME}",
	    false);
	shows(&f, 3, "srv --password *", true);
	shows(&f, 4, "docker run -e K=* -i o/i:1.0", false);
	shows(&f, 5, "${URL}", false);
	arena_free(f.arena);
}

static void heeds_lists_of_names(void **state)
{
	(void)state;
	struct fixture f;
	open_fixture(&f);
	read_file(&f, "gemini-cli", ".gemini/settings.json",
	    "{\"mcp\": {\"allowed\": [\"a\", \"b\"], \"excluded\": [\"b\"]},"
	    "\"mcpServers\": {\"a\": {\"httpUrl\": \"https://a.org/x\"},"
	    "\"b\": {\"httpUrl\": \"https://b.org/x\"},"
	    "\"c\": {\"httpUrl\": \"https://c.org/x\"}}}");
	expect(&f, 0, "url a.org/x http - -");
	expect(&f, 1, "url b.org/x http - - disabled");
	expect(&f, 2, "url c.org/x http - - disabled");
	arena_free(f.arena);
}

/* As the client's own tests have it (internal/shellconfig/load_test.go). */
static void reads_scripts_of_crush(void **state)
{
	(void)state;
	struct fixture f;
	open_fixture(&f);
	read_file(&f, "crush", ".crushrc",
	    "# mcp add no --url https://no.org\noption x\n"
	    "mcp add github --type stdio --command npx --args \"-y\" \\\n"
	    "  --args '@o/github@1.2.3' --env GITHUB_TOKEN \"x y\"\n"
	    "if true; then mcp add web --type http --url "
	    "\"https://d.org/mcp\" --disabled true; fi\n"
	    "mcp add gone --command x && mcp remove gone\n"
	    "mcp add \"open");
	assert_int_equal(f.list.count, 2);
	expect(&f, 1, "url d.org/mcp http - - disabled");
	expect(&f, 0, "npm @o/github stdio 1.2.3 pinned");
	assert_int_equal(f.list.items[0].line, 3);
	assert_true(str_equal_z(f.list.items[0].env, "[\"GITHUB_TOKEN\"]"));
	arena_free(f.arena);
}

/* The names of variables from all places they can stand in, and no value. */
static void takes_names_of_variables_alone(void **state)
{
	(void)state;
	struct fixture f;
	open_fixture(&f);
	read_file(&f, "vscode", ".vscode/mcp.json",
	    "{ // comment\n \"inputs\": [], \"servers\": { \"db\": {\n"
	    "\"command\": \"docker\", \"args\": [\"run\", \"-e\", \"PGPASS=x\","
	    "\"--env\", \"USER\", \"i:1.0\", \"${env:DIR}\", "
	    "\"postgres://u:p@h/d\"],\n"
	    "\"env\": {\"TOKEN\": \"secret-value\", \"A\": \"${input:b}\","
	    "\"C\": \"${D:-default}\"},},},}");
	assert_int_equal(f.list.count, 1);
	assert_int_equal(f.list.items[0].line, 2);
	assert_true(str_equal_z(f.list.items[0].env,
	    "[\"A\",\"C\",\"D\",\"DIR\",\"PGPASS\",\"TOKEN\",\"USER\"]"));
	assert_true(str_equal_z(f.list.items[0].sources, "[\"postgres\"]"));
	arena_free(f.arena);
}

/* Each client's own container and switches. */
static void reads_what_each_client_writes(void **state)
{
	(void)state;
	struct fixture f;
	open_fixture(&f);
	read_file(&f, "codex", ".codex/config.toml",
	    "model = 'x'\n[mcp_servers.docs]\nurl = 'https://d.org/mcp'\n"
	    "bearer_token_env_var = 'DOCS_TOKEN'\nenabled = false\n"
	    "[mcp_servers.\"my files\"]\ncommand = 'npx'\n"
	    "args = ['@modelcontextprotocol/server-filesystem@2025.7.1', '.']\n"
	    "[mcp_servers.\"my files\".env]\nHOME = '/x'\n");
	expect(&f, 0, "url d.org/mcp http - - disabled");
	assert_true(str_equal_z(f.list.items[0].env, "[\"DOCS_TOKEN\"]"));
	expect(&f, 1,
	    "npm @modelcontextprotocol/server-filesystem stdio 2025.7.1 "
	    "pinned");
	assert_true(str_equal_z(f.list.items[1].name, "my files"));
	assert_true(str_equal_z(f.list.items[1].sources, "[\"filesystem\"]"));
	read_file(&f, "continue", ".continue/mcpServers/a.yaml",
	    "name: x\nmcpServers:\n  - name: s\n    type: streamable-http\n"
	    "    url: https://y.org\n");
	expect(&f, 0, "url y.org http - -");
	read_file(&f, "zed", ".zed/settings.json",
	    "{\"context_servers\": {\"s\": {\"command\": {\"path\": \"uvx\","
	    "\"args\": [\"pkg\"], \"env\": {\"K\": \"v\"}}}}}");
	expect(&f, 0, "pypi pkg stdio - unpinned");
	assert_true(str_equal_z(f.list.items[0].env, "[\"K\"]"));
	read_file(&f, "gemini-cli", ".gemini/settings.json",
	    "{\"mcpServers\": {\"s\": {\"url\": \"https://g.org\", \"trust\": "
	    "true}, \"t\": {\"httpUrl\": \"https://t.org\"}}}");
	expect(&f, 0, "url g.org sse - - trusted");
	expect(&f, 1, "url t.org http - -");
	read_file(&f, "devcontainer", "devcontainer.json",
	    "{\"customizations\": {\"vscode\": {\"mcp\": {\"servers\": "
	    "{\"s\": {\"command\": \"x\"}}}}}}");
	expect(&f, 0, "command x stdio - -");
	read_file(&f, "amp", ".amp/settings.json",
	    "{\"amp.mcpServers\": {\"s\": {\"command\": \"x\", "
	    "\"alwaysAllow\": [\"a\"], \"disabled\": true}}}");
	expect(&f, 0, "command x stdio - - disabled trusted");
	read_file(&f, "opencode", "opencode.json",
	    "{\"mcp\": {\"servers\": {\"type\": \"remote\", \"url\": "
	    "\"https://o.org\", \"enabled\": false}}}");
	expect(&f, 0, "url o.org http - - disabled");
	read_file(&f, "vscode", ".vscode/settings.json", "{\"a\": 1}");
	assert_int_equal(f.list.count, 0);
	read_file(&f, "claude-code", ".mcp.json", " \n");
	assert_int_equal(f.list.count, 0);
	arena_free(f.arena);
}

static void keeps_the_last_of_two(void **state)
{
	(void)state;
	struct fixture f;
	open_fixture(&f);
	read_file(&f, "cursor", ".cursor/mcp.json",
	    "{\"mcpServers\": {\"a\": {\"url\": \"https://x.org\"},\n"
	    "\"a\": {\"url\": \"https://x.org\", \"disabled\": true}}}");
	assert_int_equal(f.list.count, 1);
	assert_int_equal(f.list.items[0].line, 2);
	assert_true(f.list.items[0].disabled);
	arena_free(f.arena);
}

static void counts_what_it_leaves_out(void **state)
{
	(void)state;
	struct fixture f;
	struct buf text = { 0 };
	open_fixture(&f);
	buf_add_z(&text, "{\"mcpServers\": {");
	for (int i = 0; i < MCP_SERVERS_MAX + 2; i++)
		buf_printf(&text, "%s\"s%d\": {\"url\": \"https://x.org\"}",
		    i ? "," : "", i);
	buf_add_z(&text, "}}");
	buf_add_char(&text, '\0');
	read_file(&f, "cursor", ".cursor/mcp.json", text.data);
	assert_int_equal(f.list.count, MCP_SERVERS_MAX);
	assert_int_equal(f.list.left_out, 2);
	buf_free(&text);
	arena_free(f.arena);
}

static void says_where_a_file_is_wrong(void **state)
{
	(void)state;
	struct fixture f;
	open_fixture(&f);
	assert_false(mcp_read(f.rules, STR("cursor"), STR(".cursor/mcp.json"),
	    STR("{\"mcpServers\": {\n\"a\": }"), &f.list, f.arena, &err));
	assert_int_equal(err.line, 2);
	assert_int_equal(err.column, 6);
	assert_false(mcp_read(f.rules, STR("codex"), STR("config.toml"),
	    STR("mcp_servers = 1\nmcp_servers = 2"), &f.list, f.arena, &err));
	assert_int_equal(err.line, 2);
	assert_false(mcp_read(f.rules, STR("continue"), STR("x.yaml"),
	    STR("a: &a [x]\nmcpServers:\n  - name: e\n    command: npx\n"
		"    args: *a\n"),
	    &f.list, f.arena, &err));
	assert_int_equal(err.line, 5);
	assert_true(mcp_read(f.rules, STR("continue"), STR("x.yaml"),
	    STR("mcpServers:\n  - name: e\n    command: x\n"
		"    env: &b\n      A: *b\n"),
	    &f.list, f.arena, &err));
	assert_int_equal(f.list.count, 1);
	f.list.count = 0;
	/* no server can stand in a text without the word */
	assert_true(mcp_read(f.rules, STR("codex"), STR("config.toml"),
	    STR("a = 1\na = 2"), &f.list, f.arena, &err));
	assert_int_equal(f.list.count, 0);
	arena_free(f.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(identifies_command_lines),
		cmocka_unit_test(takes_no_secret_of_a_url),
		cmocka_unit_test(takes_no_token_for_a_name),
		cmocka_unit_test(heeds_lists_of_names),
		cmocka_unit_test(reads_scripts_of_crush),
		cmocka_unit_test(shows_commands_without_values),
		cmocka_unit_test(takes_names_of_variables_alone),
		cmocka_unit_test(reads_what_each_client_writes),
		cmocka_unit_test(keeps_the_last_of_two),
		cmocka_unit_test(counts_what_it_leaves_out),
		cmocka_unit_test(says_where_a_file_is_wrong),
	};
	return cmocka_run_group_tests_name("mcp", tests, NULL, NULL);
}
