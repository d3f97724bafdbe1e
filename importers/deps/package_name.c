/* Names and requirements of packages.
 *
 * Sources: PEP 503 (names), PEP 440 (== and ===); npm's semver documentation;
 * the Cargo book ("Specifying Dependencies": a bare version is a caret
 * requirement); Maven POM reference (a bare version is taken unless another
 * overrides it, ranges are in brackets); NuGet "Package versioning" (a bare
 * version is the lowest that is accepted and the one taken); Bundler and
 * Composer documentation. */
#include "importers/deps/package_name.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "importers/secret/secret.h"

static bool is_one_of(struct str text, const char *const *words)
{
	for (; *words; words++)
		if (str_equal_z(text, *words))
			return true;
	return false;
}

/* ----------------------------------------------------------------- names -- */

static struct str pypi_name(struct arena *keep, struct str name)
{
	struct str lower = arena_lower(keep, name);
	char *out = arena_alloc(keep, lower.len + 1);
	size_t len = 0;
	for (size_t i = 0; i < lower.len; i++) {
		char c = lower.ptr[i];
		if (c == '_' || c == '.')
			c = '-';
		if (c != '-' || !len || out[len - 1] != '-')
			out[len++] = c;
	}
	return (struct str){ out, len };
}

struct str package_name(
    struct arena *keep, struct str ecosystem, struct str name)
{
	static const char *const lower[] = { "nuget", "composer", "vcpkg",
		"conan", NULL };
	name = str_trim(name);
	if (str_equal_z(ecosystem, "pypi"))
		return pypi_name(keep, name);
	if (is_one_of(ecosystem, lower))
		return arena_lower(keep, name);
	return arena_str(keep, name);
}

/* Composer's platform packages: PHP, its extensions and libraries. */
static bool is_composer_platform(struct str name)
{
	static const char *const names[] = { "php", "php-64bit", "php-ipv6",
		"php-zts", "php-debug", "hhvm", "composer",
		"composer-plugin-api", "composer-runtime-api", NULL };
	return is_one_of(name, names) ||
	       ((str_starts(name, STR("ext-")) ||
		    str_starts(name, STR("lib-"))) &&
		   str_find_byte(name, '/') == name.len);
}

bool package_is_foreign(struct str ecosystem, struct str name)
{
	if (!name.len || name.len > PACKAGE_TEXT_MAX || !utf8_is_valid(name))
		return true;
	for (size_t i = 0; i < name.len; i++)
		if ((unsigned char)name.ptr[i] <= ' ' || name.ptr[i] == '"' ||
		    name.ptr[i] == '\'' || name.ptr[i] == 0x7f)
			return true;
	if (str_equal_z(ecosystem, "composer"))
		return is_composer_platform(name);
	if (str_equal_z(ecosystem, "pypi"))
		return str_equal_z(name, "python");
	return false;
}

/* ---------------------------------------------------------- requirements -- */

/* What a query or a fragment may say: a revision, or a part of the package.
 * All else in it, a name without value too, may be a token. */
static bool is_told(struct str pair, bool is_fragment)
{
	static const char *const names[] = { "rev", "ref", "branch", "tag",
		"path", "subdirectory", "egg", "commit", NULL };
	size_t equals = str_find_byte(pair, '=');
	if (equals == pair.len)
		return is_fragment; /* #main, #semver:^1.0 */
	return is_one_of(str_slice(pair, 0, equals), names);
}

/* MARK and the pairs behind it, up to the end of the URL or its fragment. */
static struct str add_pairs(
    struct buf *out, struct str text, char mark, struct arena *scratch)
{
	size_t end = 1;
	struct str pair;
	while (end < text.len && text.ptr[end] != ' ' && text.ptr[end] != '#')
		end++;
	struct str pairs = str_slice(text, 1, end);
	while (str_split(&pairs, '&', &pair)) {
		buf_add_char(out, mark);
		buf_add(out, is_told(pair, mark == '#')
				 ? secret_mask(scratch, pair)
				 : STR("*"));
		if (mark != '&')
			mark = '&';
	}
	return str_skip(text, end);
}

/* "https://user:token@host/...?sig=token" without user and token. */
static void add_without_secrets(
    struct buf *out, struct str text, struct arena *scratch)
{
	while (text.len) {
		size_t at = str_find(text, STR("://"));
		if (at == text.len)
			break;
		buf_add(out, str_slice(text, 0, at + 3));
		text = str_skip(text, at + 3);
		size_t end = 0;
		while (end < text.len && !strchr("/ #?", text.ptr[end]))
			end++;
		size_t user = str_rfind_byte(str_slice(text, 0, end), '@');
		if (user < end)
			text = str_skip(text, user + 1);
		end = 0;
		while (end < text.len && !strchr(" #?", text.ptr[end]))
			end++;
		buf_add(out, secret_mask(scratch, str_slice(text, 0, end)));
		text = str_skip(text, end);
		while (text.len && (text.ptr[0] == '?' || text.ptr[0] == '#'))
			text = add_pairs(out, text, text.ptr[0], scratch);
	}
	buf_add(out, text);
}

struct str requirement_text(struct arena *keep, struct str text)
{
	struct buf clean = { 0 };
	struct buf out = { 0 };
	text = str_trim(text);
	for (size_t i = 0; i < text.len; i++) {
		bool blank =
		    (unsigned char)text.ptr[i] <= ' ' || text.ptr[i] == 0x7f;
		if (!blank)
			buf_add_char(&clean, text.ptr[i]);
		else if (clean.len && clean.data[clean.len - 1] != ' ')
			buf_add_char(&clean, ' ');
	}
	add_without_secrets(&out, buf_str(&clean), keep);
	struct str kept =
	    utf8_clean(keep, str_slice(buf_str(&out), 0, PACKAGE_TEXT_MAX));
	kept = arena_str(keep, kept);
	buf_free(&clean);
	buf_free(&out);
	return kept;
}

bool requirement_is_local(struct str ecosystem, struct str text)
{
	static const char *const npm[] = { "file:", "link:", "portal:",
		"workspace:", "./", "../", "/", "~/" };
	if (str_equal_z(ecosystem, "npm"))
		for (size_t i = 0; i < sizeof npm / sizeof npm[0]; i++)
			if (str_starts(text, str_from(npm[i])))
				return true;
	return str_equal_z(ecosystem, "pypi") &&
	       (str_starts(text, STR("@ file:")) ||
		   str_starts(text, STR("@ .")));
}

/* Digits first, and nothing that would stand for several versions. */
static bool is_version(struct str text)
{
	static const char open[] = "*^~<>=!|,[]() ";
	size_t i = str_starts(text, STR("v")) ? 1 : 0;
	if (i >= text.len || !ascii_is_digit(text.ptr[i]))
		return false;
	for (; i < text.len; i++)
		for (const char *c = open; *c; c++)
			if (text.ptr[i] == *c)
				return false;
	return true;
}

static bool has_x_part(struct str text)
{
	struct str part;
	while (str_split(&text, '.', &part))
		if (str_equal_z(part, "x") || str_equal_z(part, "X"))
			return true;
	return false;
}

/* A commit id as the last part of a URL: "#0123..." or "@0123...". */
static bool names_commit(struct str text)
{
	size_t len = 0;
	while (len < text.len) {
		char c = text.ptr[text.len - 1 - len];
		if (!ascii_is_digit(c) && (c < 'a' || c > 'f'))
			break;
		len++;
	}
	return len >= 40;
}

static enum fixed yes_if(bool condition)
{
	return condition ? FIXED_YES : FIXED_NO;
}

static bool is_url(struct str text)
{
	return str_contains(text, STR("://")) ||
	       str_starts(text, STR("git@")) ||
	       str_starts(text, STR("github:"));
}

/* A tarball has its version in its address; a repository needs a commit. */
static enum fixed url_fixed(struct str text)
{
	return yes_if(names_commit(text) || str_contains(text, STR(".tgz")) ||
		      str_contains(text, STR(".tar.")) ||
		      str_contains(text, STR(".zip")) ||
		      str_contains(text, STR(".whl")));
}

static enum fixed npm_fixed(struct str text)
{
	if (str_starts(text, STR("="))) /* =1.2.3 */
		text = str_trim(str_skip(text, 1));
	return yes_if(is_version(text) && !has_x_part(text) &&
		      str_count_byte(text, '.') >= 2);
}

static enum fixed pypi_fixed(struct str text)
{
	struct str version = text;
	if (str_starts(text, STR("===")))
		version = str_skip(text, 3);
	else if (str_starts(text, STR("==")))
		version = str_skip(text, 2);
	/* Poetry writes a bare version for one alone */
	return yes_if(is_version(str_trim(version)));
}

/* "=1.2.3" with all three parts (Cargo); "= 1.2" or "1.2" (RubyGems). */
static enum fixed equals_fixed(struct str text, size_t dots)
{
	if (!str_starts(text, STR("=")))
		return FIXED_NO;
	text = str_trim(str_skip(text, 1));
	return yes_if(is_version(text) && str_count_byte(text, '.') >= dots);
}

static enum fixed gem_fixed(struct str text)
{
	return yes_if(is_version(text) || equals_fixed(text, 0) == FIXED_YES);
}

/* A lone version, or "[1.2]"; snapshots and words (LATEST) move. */
static enum fixed maven_fixed(struct str text)
{
	if (str_contains(text, STR("${")) || str_contains(text, STR("$(")))
		return FIXED_UNKNOWN;
	if (str_starts(text, STR("[")) && str_ends(text, STR("]")))
		text = str_slice(text, 1, text.len - 1);
	return yes_if(is_version(text) && !str_ends(text, STR("-SNAPSHOT")) &&
		      !str_ends(text, STR("+")));
}

static enum fixed composer_fixed(struct str text)
{
	if (str_starts(text, STR("=")))
		text = str_trim(str_skip(text, 1));
	return yes_if(is_version(text) && !str_ends(text, STR("-dev")) &&
		      !str_ends(text, STR(".x")));
}

/* A tag counts as a version when it has digits, a commit always. */
static enum fixed tag_fixed(struct str text)
{
	if (names_commit(text) && text.len == 40)
		return FIXED_YES;
	for (size_t i = 0; i < text.len; i++)
		if (ascii_is_digit(text.ptr[i]))
			return FIXED_YES;
	return FIXED_NO;
}

enum fixed requirement_fixed(struct str ecosystem, struct str text)
{
	static const struct {
		const char *ecosystem;
		enum fixed (*decide)(struct str text);
	} rules[] = {
		{ "npm", npm_fixed },
		{ "pypi", pypi_fixed },
		{ "gem", gem_fixed },
		{ "maven", maven_fixed },
		{ "nuget", maven_fixed },
		{ "composer", composer_fixed },
		{ "cmake", tag_fixed },
	};
	if (!text.len) /* any will do, or another file says which */
		return str_equal_z(ecosystem, "pypi") ||
			       str_equal_z(ecosystem, "gem")
			   ? FIXED_NO
			   : FIXED_UNKNOWN;
	if (str_equal_z(ecosystem, "vcpkg"))
		return FIXED_UNKNOWN; /* the baseline decides */
	if (is_url(text))
		return url_fixed(text);
	if (str_equal_z(ecosystem, "cargo"))
		return equals_fixed(text, 2);
	for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
		if (str_equal_z(ecosystem, rules[i].ecosystem))
			return rules[i].decide(text);
	/* golang, conan: one version unless it is a range */
	return yes_if(
	    ascii_is_alnum(text.ptr[0]) && !str_contains(text, STR("*")));
}
