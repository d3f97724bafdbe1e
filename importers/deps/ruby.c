/* Gemfile and gemspec: programs, of which the plain forms are read, a call a
 * line with its name and requirements in quotes:
 *
 *	gem "rails", "~> 7.0", ">= 7.0.2", group: :test
 *	spec.add_development_dependency "rspec", "~> 3.0"
 *
 * "group :test do" holds until its "end". What is computed is not seen.
 * Source: Bundler documentation, "Gemfile"; RubyGems "Specification". */
#include "importers/deps/reading.h"
#include "importers/deps/scan.h"

enum { BLOCKS_MAX = 64 };

/* The blocks that are open, and whether each is one of development. */
struct blocks {
	const char *scopes[BLOCKS_MAX];
	size_t depth;
};

static const char *scope_of(struct str text)
{
	if (str_contains(text, STR(":test")))
		return "test";
	if (str_contains(text, STR(":dev")))
		return "dev";
	return NULL;
}

static const char *open_scope(const struct blocks *blocks)
{
	for (size_t i = blocks->depth; i-- > 0;)
		if (i < BLOCKS_MAX && blocks->scopes[i])
			return blocks->scopes[i];
	return "runtime";
}

static void follow_blocks(struct blocks *blocks, struct str line)
{
	static const char *const openers[] = { "if", "unless", "case", "def",
		"begin", "while" };
	struct str rest = line;
	bool opens = str_ends(line, STR(" do")) ||
		     scan_find(line, STR(" do |")) < line.len;
	for (size_t i = 0; i < sizeof openers / sizeof openers[0]; i++)
		opens |= scan_keyword(&rest, openers[i]);
	rest = line;
	if (opens) {
		if (blocks->depth < BLOCKS_MAX)
			blocks->scopes[blocks->depth] =
			    str_starts(line, STR("group")) ? scope_of(line)
							   : NULL;
		blocks->depth++;
	} else if (scan_keyword(&rest, "end") && blocks->depth) {
		blocks->depth--;
	}
}

/* What stands in quotes before the first option ("group:", ":git =>"). */
static struct str requirements_of(struct str rest, struct arena *keep)
{
	struct str all = STR("");
	struct str one;
	for (;;) {
		rest = str_trim(rest);
		if (str_starts(rest, STR(",")))
			rest = str_trim(str_skip(rest, 1));
		if (str_starts(rest, STR("[")))
			rest = str_trim(str_skip(rest, 1));
		if (!str_starts(rest, STR("\"")) && !str_starts(rest, STR("'")))
			return all;
		if (!scan_quoted(&rest, &one) ||
		    str_starts(str_trim(rest), STR("=>")))
			return all;
		all = all.len ? arena_printf(keep, STR_FMT ", " STR_FMT,
				    STR_ARG(all), STR_ARG(one))
			      : one;
	}
}

/* The quoted value behind "KEY:" or ":KEY =>". */
static struct str option(struct str rest, const char *key)
{
	struct str value;
	for (size_t at = 0; at < rest.len; at++) {
		struct str tail = str_skip(rest, at);
		if ((at && scan_is_word_byte(rest.ptr[at - 1])) ||
		    !scan_keyword(&tail, key))
			continue;
		tail = str_trim(tail);
		if ((str_starts(tail, STR(":")) ||
			str_starts(tail, STR("=>"))) &&
		    scan_quoted(&tail, &value))
			return value;
	}
	return STR_NONE;
}

/* What a gem from a repository is asked for by: "git+URL@ref". */
static struct str repository_of(struct str rest, struct arena *keep)
{
	static const char *const marks[] = { "ref", "tag", "branch" };
	struct str url = option(rest, "git");
	struct str mark = STR_NONE;
	if (!url.ptr)
		url = option(rest, "github");
	for (size_t i = 0; url.ptr && i < 3 && !mark.ptr; i++)
		mark = option(rest, marks[i]);
	if (!url.ptr)
		return STR_NONE;
	return arena_printf(keep, "git+" STR_FMT "%s" STR_FMT, STR_ARG(url),
	    mark.ptr ? "@" : "", STR_ARG(mark));
}

static bool is_local(struct str rest)
{
	return str_contains(rest, STR("path:")) ||
	       str_contains(rest, STR(":path"));
}

static void add_call(
    struct reading *reading, struct str rest, const char *scope, int64_t number)
{
	struct str name;
	if (!scan_quoted(&rest, &name) || is_local(rest))
		return;
	const char *own = scope_of(rest);
	struct str repository = repository_of(rest, reading->scratch);
	reading_add(reading,
	    (struct package){ .name = name,
		.version = repository.ptr
			       ? repository
			       : requirements_of(rest, reading->scratch),
		.scope = str_from(own ? own : scope),
		.relation = RELATION_DIRECT,
		.line = number });
}

static bool read_ruby(struct reading *reading, struct error *err)
{
	struct scan_lines lines = { .rest = reading->content };
	struct blocks blocks = { 0 };
	(void)err;
	while (scan_line(&lines)) {
		struct str line =
		    str_trim(scan_without_comment(lines.line, STR("#")));
		struct str rest = line;
		size_t add = scan_find(line, STR(".add_"));
		if (add < line.len) {
			rest = str_skip(line, add + 5);
			if (scan_keyword(&rest, "dependency") ||
			    scan_keyword(&rest, "runtime_dependency"))
				add_call(
				    reading, rest, "runtime", lines.number);
			else if (scan_keyword(&rest, "development_dependency"))
				add_call(reading, rest, "dev", lines.number);
		} else if (scan_keyword(&rest, "gem")) {
			add_call(
			    reading, rest, open_scope(&blocks), lines.number);
		}
		follow_blocks(&blocks, line);
	}
	return true;
}

const struct manifest_reader manifest_reader_ruby = { "ruby", read_ruby };
