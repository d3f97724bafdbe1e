/* yarn.lock, of Yarn 1 and of the later ones: blocks that begin with the
 * requirements they answer, then indented fields. Version 1 is a format of its
 * own, the later one is YAML in fixed form; the lines that matter are alike:
 *
 *	"@babel/core@^7.1.0", "@babel/core@^7.2.0":
 *	  version "7.2.2"
 *
 *	"@babel/core@npm:^7.1.0, @babel/core@npm:^7.2.0":
 *	  version: 7.2.2
 *	  resolution: "@babel/core@npm:7.2.2"
 *
 * Sources: Yarn documentation; yarnpkg/berry packages/yarnpkg-parsers. */
#include "importers/deps/reading.h"
#include "importers/deps/scan.h"

struct block {
	struct str name;
	struct str version;
	int64_t line;
	bool is_local; /* a part of the project */
};

static void add_block(struct reading *reading, struct block *block)
{
	if (block->name.len && block->version.len && !block->is_local)
		reading_add(reading, (struct package){ .name = block->name,
					 .version = block->version,
					 .line = block->line });
	*block = (struct block){ 0 };
}

static struct str unquoted(struct str text)
{
	text = str_trim(text);
	if (text.len >= 2 && text.ptr[0] == '"' && str_ends(text, STR("\"")))
		return str_slice(text, 1, text.len - 1);
	return text;
}

/* The name before the "@" of "@scope/name@range". */
static struct str name_of(struct str descriptor)
{
	size_t at = descriptor.len > 1
			? 1 + str_find_byte(str_skip(descriptor, 1), '@')
			: descriptor.len;
	return str_slice(descriptor, 0, at);
}

static bool is_local(struct str range)
{
	return str_starts(range, STR("workspace:")) ||
	       str_starts(range, STR("link:")) ||
	       str_starts(range, STR("portal:")) ||
	       str_starts(range, STR("file:"));
}

/* The first requirement of a block; an alias "a@npm:b@1" is the package b. */
static void begin_block(struct block *block, struct str line, int64_t number)
{
	line = str_trim(line);
	if (str_ends(line, STR(":")))
		line.len--;
	line = str_slice(line, 0, scan_find(line, STR(", ")));
	if (str_starts(line, STR("\"")))
		line = str_skip(line, 1);
	line = str_slice(line, 0, str_find_byte(line, '"'));
	struct str name = name_of(line);
	struct str range = str_skip(line, name.len + 1);
	if (str_starts(range, STR("npm:"))) {
		struct str target = str_skip(range, 4);
		struct str other = name_of(target);
		if (other.len < target.len)
			name = other;
	}
	*block = (struct block){ .name = name,
		.line = number,
		.is_local =
		    is_local(range) || str_equal_z(name, "__metadata") };
}

static void add_field(struct block *block, struct str line)
{
	line = str_trim(line);
	if (scan_keyword(&line, "version")) {
		line = str_trim(line);
		block->version =
		    unquoted(str_skip(line, str_starts(line, STR(":"))));
	} else if (scan_keyword(&line, "resolution")) {
		struct str locator = unquoted(str_skip(line, 1));
		struct str name = name_of(locator);
		block->name = name;
		block->is_local |= is_local(str_skip(locator, name.len + 1));
	}
}

static bool read_yarn_lock(struct reading *reading, struct error *err)
{
	struct scan_lines lines = { .rest = reading->content };
	struct block block = { 0 };
	while (scan_line(&lines)) {
		struct str line = lines.line;
		if (str_starts(line, STR("<<<<<<<")))
			return error_at(err,
			    (struct place){
				.file = reading->shown, .line = lines.number },
			    "expected a lock file, found an open merge "
			    "conflict");
		if (!str_trim(line).len || str_starts(line, STR("#")))
			continue;
		if (line.ptr[0] != ' ') {
			add_block(reading, &block);
			begin_block(&block, line, lines.number);
		} else if (line.len > 2 && line.ptr[2] != ' ') {
			add_field(&block, line);
		}
	}
	add_block(reading, &block);
	return true;
}

const struct manifest_reader manifest_reader_yarn_lock = { "yarn-lock",
	read_yarn_lock };
