/* What a server is. A command line is taken apart by its launcher: runners of
 * packages (npx, uvx, go run) and of images (docker run) have options of
 * their own before the name; shells and env stand before the program. Whatever
 * looks like a secret in an identity becomes "*". */
#include "importers/mcp/mcp.h"

#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "importers/secret/secret.h"

enum { IDENTITY_MAX = 300 };

/* ------------------------------------------------------------------ URLs -- */

static bool is_url(struct str text)
{
	return str_starts(text, STR("http://")) ||
	       str_starts(text, STR("https://")) ||
	       str_starts(text, STR("ws://")) ||
	       str_starts(text, STR("wss://"));
}

bool mcp_is_local(struct str host)
{
	return str_starts(host, STR("localhost")) ||
	       str_starts(host, STR("127.")) ||
	       str_starts(host, STR("[::1]")) ||
	       str_starts(host, STR("0.0.0.0")) ||
	       str_starts(host, STR("host.docker.internal"));
}

struct str mcp_mask_path(struct str path, struct arena *keep)
{
	struct buf out = { 0 };
	struct str part;
	while (str_split(&path, '/', &part)) {
		if (out.len || part.len)
			buf_add_char(&out, '/');
		buf_add(&out, secret_is_random(part) ? STR("*") : part);
	}
	struct str masked = buf_str(&out);
	if (str_starts(masked, STR("//")))
		masked = str_skip(masked, 1);
	masked = arena_str(keep, masked.len ? masked : STR(""));
	buf_free(&out);
	return masked;
}

/* Host and path: no user, query or fragment, no standard port, no slash at the
 * end. */
static struct str url_identity(
    struct str url, bool *insecure, struct arena *keep)
{
	size_t scheme = str_find_byte(url, ':');
	bool plain = str_equal_z(str_slice(url, 0, scheme), "http") ||
		     str_equal_z(str_slice(url, 0, scheme), "ws");
	struct str rest = str_skip(url, scheme + 3);
	rest.len = str_find_byte(rest, '#');
	rest.len = str_find_byte(rest, '?');
	struct str host = str_slice(rest, 0, str_find_byte(rest, '/'));
	struct str path = str_skip(rest, host.len);
	size_t user = str_rfind_byte(host, '@');
	if (user < host.len)
		host = str_skip(host, user + 1);
	if (str_ends(host, plain ? STR(":80") : STR(":443")))
		host.len -= plain ? 3 : 4;
	while (str_ends(path, STR("/")))
		path.len--;
	*insecure = plain && !mcp_is_local(host);
	return arena_printf(keep, STR_FMT STR_FMT,
	    STR_ARG(arena_lower(keep, host)),
	    STR_ARG(mcp_mask_path(path, keep)));
}

static void set_url(
    struct mcp_server *server, struct str url, struct arena *keep)
{
	server->kind = "url";
	server->pinned = UNKNOWN;
	server->identity = url_identity(url, &server->insecure, keep);
	if (!server->transport || !strcmp(server->transport, "stdio"))
		server->transport = str_starts(url, STR("ws")) ? "ws" : "http";
}

/* -------------------------------------------------------------- versions -- */

static bool is_commit(struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		if (!ascii_is_digit(c) && !(c >= 'a' && c <= 'f'))
			return false;
	}
	return text.len == 40 || text.len == 64;
}

/* One version alone: digits with PARTS numbers at least, or a commit. */
static bool is_exact(struct str version, int parts)
{
	int dots = 0;
	if (is_commit(version))
		return true;
	if (str_starts(version, STR("v")))
		version = str_skip(version, 1);
	if (!version.len || !ascii_is_digit(version.ptr[0]))
		return false;
	for (size_t i = 0; i < version.len; i++) {
		if (strchr("*^~<>| ,$", version.ptr[i]))
			return false;
		dots += version.ptr[i] == '.';
	}
	return dots + 1 >= parts && !str_ends(version, STR(".x"));
}

static void set_package(struct mcp_server *server, const char *kind,
    struct str name, struct str version, bool pinned, struct arena *keep)
{
	server->kind = kind;
	server->identity = arena_str(keep, name);
	server->version = version.len ? arena_str(keep, version) : STR_NONE;
	server->pinned = pinned;
}

/* @scope/name@1.2.3 */
static void set_npm(
    struct mcp_server *server, struct str package, struct arena *keep)
{
	size_t at = str_rfind_byte(package, '@');
	if (at == 0 || at == package.len)
		at = package.len;
	struct str version = str_skip(package, at + 1);
	set_package(server, "npm", str_slice(package, 0, at), version,
	    is_exact(version, 3), keep);
}

/* git+https://host/path@commit, of pip and npm. */
static bool set_git(
    struct mcp_server *server, struct str package, struct arena *keep)
{
	bool insecure;
	if (str_starts(package, STR("github:")))
		package = arena_printf(keep, "https://github.com/" STR_FMT,
		    STR_ARG(str_skip(package, 7)));
	else if (str_starts(package, STR("git+")))
		package = str_skip(package, 4);
	if (!is_url(package) && !str_starts(package, STR("ssh://")))
		return false;
	size_t slash = str_rfind_byte(package, '/');
	size_t at = str_rfind_byte(package, '@');
	size_t hash = str_find_byte(package, '#');
	struct str version = STR_NONE;
	if (hash < package.len)
		version = str_skip(package, hash + 1);
	else if (at < package.len && at > slash)
		version = str_skip(package, at + 1);
	if (hash == package.len && at > slash)
		package.len = at;
	struct str name = url_identity(package, &insecure, keep);
	if (str_ends(name, STR(".git")))
		name.len -= 4;
	set_package(server, "git", name, version, is_exact(version, 3), keep);
	return true;
}

/* name[extra]==1.2.3, name@1.2.3 */
static void set_pypi(
    struct mcp_server *server, struct str package, struct arena *keep)
{
	size_t end = 0;
	if (set_git(server, package, keep))
		return;
	while (end < package.len && !strchr("[=<>~!@ ;", package.ptr[end]))
		end++;
	struct str rest = str_skip(package, end);
	if (rest.len && rest.ptr[0] == '[')
		rest = str_skip(rest, str_find_byte(rest, ']') + 1);
	bool equals = str_starts(rest, STR("=="));
	bool at = str_starts(rest, STR("@"));
	struct str version = str_skip(rest, equals ? 2 : at ? 1 : 0);
	bool pinned = (equals || at) && is_exact(version, 1);
	set_package(
	    server, "pypi", str_slice(package, 0, end), version, pinned, keep);
}

/* registry/name:tag@sha256:... */
static void set_image(
    struct mcp_server *server, struct str image, struct arena *keep)
{
	size_t digest = str_find_byte(image, '@');
	struct str name = str_slice(image, 0, digest);
	struct str version = str_skip(image, digest + 1);
	size_t slash = str_rfind_byte(name, '/');
	size_t colon = str_rfind_byte(name, ':');
	bool pinned = digest < image.len;
	if (colon < name.len && (slash == name.len || colon > slash)) {
		struct str tag = str_skip(name, colon + 1);
		name.len = colon;
		if (!pinned) {
			version = tag;
			pinned = is_exact(tag, 2);
		}
	}
	set_package(server, "image", name, version, pinned, keep);
}

/* --------------------------------------------------------- command lines -- */

/* How a runner names what it runs. */
struct runner {
	const char *program; /* with sub-commands, separated by blanks */
	void (*set)(struct mcp_server *, struct str, struct arena *);
	const char *values;  /* options that take the next word */
	const char *package; /* options whose value is the package */
};

static void set_go(
    struct mcp_server *server, struct str package, struct arena *keep)
{
	size_t at = str_rfind_byte(package, '@');
	struct str version = str_skip(package, at + 1);
	set_package(server, "go", str_slice(package, 0, at), version,
	    is_exact(version, 3), keep);
}

static void set_npm_any(
    struct mcp_server *server, struct str package, struct arena *keep)
{
	if (!set_git(server, package, keep))
		set_npm(server, package, keep);
}

static void set_deno(
    struct mcp_server *server, struct str package, struct arena *keep)
{
	if (str_starts(package, STR("npm:")) ||
	    str_starts(package, STR("jsr:")))
		set_npm(server, str_skip(package, 4), keep);
	else if (is_url(package))
		(void)set_git(server, package, keep);
}

#define NPX_VALUES "--registry --userconfig --prefix -c --call"
#define UV_VALUES                                                              \
	"--with --python -p --index-url --extra-index-url --directory "        \
	"--project --index --refresh-package --env-file --with-editable"
#define DOCKER_VALUES                                                          \
	"-e --env -v --volume --mount -p --publish --name --network --net "    \
	"-w --workdir -u --user --entrypoint --env-file -l --label "           \
	"--add-host --platform -m --memory --cpus --pull -h --hostname "       \
	"--gpus --cap-add --cap-drop --security-opt --dns --restart "          \
	"--tmpfs --device --shm-size --ulimit --log-driver --log-opt"

static const struct runner runners[] = {
	{ "npx", set_npm_any, NPX_VALUES, "-p --package" },
	{ "bunx", set_npm_any, "", "-p --package" },
	{ "pnpx", set_npm_any, "", "-p --package" },
	{ "npm exec", set_npm_any, NPX_VALUES, "-p --package" },
	{ "npm x", set_npm_any, NPX_VALUES, "-p --package" },
	{ "pnpm dlx", set_npm_any, "", "--package" },
	{ "yarn dlx", set_npm_any, "", "-p --package" },
	{ "bun x", set_npm_any, "", "-p --package" },
	{ "uvx", set_pypi, UV_VALUES, "--from" },
	{ "uv tool run", set_pypi, UV_VALUES, "--from" },
	{ "pipx run", set_pypi, "--python --index-url --pip-args", "--spec" },
	{ "go run", set_go, "", "" },
	{ "deno run", set_deno, "", "" },
	{ "docker run", set_image, DOCKER_VALUES, "" },
	{ "podman run", set_image, DOCKER_VALUES, "" },
	{ "nerdctl run", set_image, DOCKER_VALUES, "" },
	{ "docker container run", set_image, DOCKER_VALUES, "" },
};

static bool has_word(const char *list, struct str word)
{
	struct str rest = str_from(list);
	struct str item;
	while (str_split(&rest, ' ', &item))
		if (item.len && str_equal(item, word))
			return true;
	return false;
}

/* Base name without what Windows puts behind it. */
static struct str program_name(struct str word)
{
	size_t slash = str_rfind_byte(word, '\\');
	struct str name =
	    path_base(slash < word.len ? str_skip(word, slash + 1) : word);
	if (str_ends(name, STR(".cmd")) || str_ends(name, STR(".exe")))
		name.len -= 4;
	return name;
}

/* How many words at AT the runner's name is; 0: it is another. */
static size_t runner_words(
    const struct runner *runner, const struct words *words, size_t at)
{
	struct str rest = str_from(runner->program);
	struct str part;
	size_t count = 0;
	while (str_split(&rest, ' ', &part)) {
		if (at + count >= words->count)
			return 0;
		struct str word = words->items[at + count];
		if (!str_equal(count ? word : program_name(word), part))
			return 0;
		count++;
	}
	return count;
}

/* "--name=value": the value; none otherwise. */
static struct str joined_value(struct str word, const char *options)
{
	size_t equals = str_find_byte(word, '=');
	if (equals < word.len && has_word(options, str_slice(word, 0, equals)))
		return str_skip(word, equals + 1);
	return STR_NONE;
}

/* What the runner runs, from the word AT on; *AT is behind it then. */
static struct str find_package(
    const struct runner *runner, const struct words *words, size_t *at)
{
	struct str package = STR_NONE;
	for (; *at < words->count; (*at)++) {
		struct str word = words->items[*at];
		struct str value = joined_value(word, runner->package);
		if (value.ptr) {
			package = value;
		} else if (has_word(runner->package, word)) {
			if (++*at < words->count)
				package = words->items[*at];
		} else if (has_word(runner->values, word)) {
			++*at;
		} else if (!str_starts(word, STR("-"))) {
			++*at;
			return package.ptr ? package : word;
		}
	}
	return package;
}

/* Names in -e NAME and -e NAME=value. */
static void add_docker_env(
    const struct words *words, struct words *env, struct arena *keep)
{
	for (size_t i = 0; i + 1 < words->count; i++) {
		struct str word = words->items[i];
		if (!str_equal_z(word, "-e") && !str_equal_z(word, "--env"))
			continue;
		struct str name = words->items[i + 1];
		name.len = str_find_byte(name, '=');
		if (name.len)
			VEC_PUSH(env, keep, name);
	}
}

/* Bridges that make a remote server look like a local one. */
static bool bridged_url(struct mcp_server *server, const struct words *words,
    size_t at, struct arena *keep)
{
	static const char *const bridges[] = { "mcp-remote", "supergateway",
		"@modelcontextprotocol/client-sse", "mcp-proxy", "fastmcp" };
	bool known = false;
	for (size_t i = 0; i < sizeof bridges / sizeof *bridges; i++)
		known |= str_equal_z(server->identity, bridges[i]);
	for (; known && at < words->count; at++)
		if (is_url(words->items[at])) {
			bool sse = str_ends(words->items[at], STR("/sse"));
			server->version = STR_NONE;
			server->transport = NULL;
			set_url(server, words->items[at], keep);
			if (sse)
				server->transport = "sse";
			return true;
		}
	return false;
}

/* A program and, for an interpreter, what it runs. */
static void set_command(struct mcp_server *server, const struct words *words,
    size_t at, struct arena *keep)
{
	static const char *const interpreters =
	    "node python python3 uv ruby java deno bun php dotnet cargo go sh "
	    "bash npm pnpm yarn make tsx docker podman ts-node poetry";
	struct str program = program_name(words->items[at]);
	struct str script = STR_NONE;
	bool is_module = false;
	for (size_t i = at + 1;
	     i < words->count && has_word(interpreters, program); i++) {
		struct str word = words->items[i];
		if (str_equal_z(word, "-m") || str_equal_z(word, "-jar")) {
			is_module = true;
		} else if (has_word("--directory --project -r --require "
				    "--import --python -C --dir",
			       word)) {
			i++;
		} else if (str_equal_z(word, "run") ||
			   str_equal_z(word, "exec")) {
			continue;
		} else if (word.len && word.ptr[0] != '-') {
			script = is_module ? word : path_base(word);
			break;
		}
	}
	if (secret_is_random(script) || is_url(script))
		script = STR_NONE;
	server->kind = "command";
	server->pinned = UNKNOWN;
	server->identity = arena_printf(keep, STR_FMT "%s" STR_FMT,
	    STR_ARG(program), script.len ? " " : "", STR_ARG(script));
}

/* Shells, env and sudo, and settings of variables before the program. */
static size_t skip_wrappers(const struct words *words)
{
	size_t at = 0;
	while (at + 1 < words->count) {
		struct str name = program_name(words->items[at]);
		struct str next = words->items[at + 1];
		if ((str_equal_nocase(name, STR("cmd")) &&
			str_equal_nocase(next, STR("/c"))) ||
		    ((str_equal_z(name, "sh") || str_equal_z(name, "bash") ||
			 str_equal_z(name, "zsh")) &&
			(str_equal_z(next, "-c") || str_equal_z(next, "-lc"))))
			at += 2;
		else if (has_word("env sudo exec wsl", name) ||
			 (str_find_byte(words->items[at], '=') <
				 words->items[at].len &&
			     words->items[at].ptr[0] != '-'))
			at++;
		else
			break;
	}
	return at;
}

static void identify_words(struct mcp_server *server, const struct words *words,
    struct words *env, struct arena *keep)
{
	size_t start = skip_wrappers(words);
	server->identity = program_name(words->items[start]);
	if (bridged_url(server, words, start + 1, keep))
		return;
	for (size_t i = 0; i < sizeof runners / sizeof *runners; i++) {
		const struct runner *runner = &runners[i];
		size_t used = runner_words(runner, words, start);
		if (!used)
			continue;
		size_t at = start + used;
		struct str package = find_package(runner, words, &at);
		if (!package.len || package.ptr[0] == '.' ||
		    package.ptr[0] == '/')
			break;
		runner->set(server, package, keep);
		if (runner->set == set_image)
			add_docker_env(words, env, keep);
		if (server->kind) {
			(void)bridged_url(server, words, at, keep);
			return;
		}
	}
	set_command(server, words, start, keep);
}

void mcp_identify(struct mcp_server *server, struct str url,
    const struct words *words, struct words *env, struct arena *keep)
{
	if (is_url(url))
		set_url(server, url, keep);
	else if (words->count)
		identify_words(server, words, env, keep);
	else if (url.len) {
		/* made of variables alone: nothing to know it by */
		server->kind = "url";
		server->pinned = UNKNOWN;
		server->identity = STR("(variable)");
		if (!server->transport)
			server->transport = "http";
	}
	if (!server->transport)
		server->transport = "stdio";
	server->identity =
	    secret_mask(keep, str_slice(server->identity, 0, IDENTITY_MAX));
	if (server->version.len)
		server->version = secret_mask(keep, server->version);
}
