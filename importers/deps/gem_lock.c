/* Gemfile.lock: under "specs:" each gem that was chosen, "    name (version)",
 * and deeper what it needs; under DEPENDENCIES the names the Gemfile asks for.
 * The section PATH holds parts of the project itself.
 * Source: Bundler documentation, lib/bundler/lockfile_parser.rb. */
#include "importers/deps/reading.h"
#include "importers/deps/scan.h"

static size_t count_blanks(struct str line)
{
	size_t count = 0;
	while (count < line.len && line.ptr[count] == ' ')
		count++;
	return count;
}

static void add_spec(struct reading *reading, struct str line, int64_t number)
{
	struct str name;
	line = str_trim(line);
	if (!scan_word(&line, &name))
		return;
	line = str_trim(line);
	if (!str_starts(line, STR("(")) || !str_ends(line, STR(")")))
		return;
	/* "1.2.3-x86_64-linux" is a build of 1.2.3 */
	struct str version = str_slice(line, 1, line.len - 1);
	version = str_slice(version, 0, str_find_byte(version, '-'));
	reading_add(reading, (struct package){ .name = name,
				 .version = version,
				 .relation = RELATION_TRANSITIVE,
				 .line = number });
}

/* "name (~> 1.0)!": "!" tells that its source is not the registry. */
static void mark_direct(struct reading *reading, struct str line)
{
	struct str name;
	if (!scan_word(&line, &name))
		return;
	if (str_ends(name, STR("!")))
		name.len--;
	for (size_t i = 0; i < reading->list->count; i++)
		if (str_equal(reading->list->items[i].name, name))
			reading->list->items[i].relation = RELATION_DIRECT;
}

static bool read_gem_lock(struct reading *reading, struct error *err)
{
	struct scan_lines lines = { .rest = reading->content };
	struct str section = STR("");
	while (scan_line(&lines)) {
		size_t blanks = count_blanks(lines.line);
		if (str_starts(lines.line, STR("<<<<<<<")))
			return error_at(err,
			    (struct place){
				.file = reading->shown, .line = lines.number },
			    "expected a lock file, found an open merge "
			    "conflict");
		if (lines.line.len && blanks == 0)
			section = lines.line;
		else if (blanks == 4 && (str_equal_z(section, "GEM") ||
					    str_equal_z(section, "GIT")))
			add_spec(reading, lines.line, lines.number);
		else if (blanks == 2 && str_equal_z(section, "DEPENDENCIES"))
			mark_direct(reading, lines.line);
	}
	return true;
}

const struct manifest_reader manifest_reader_gem_lock = { "gem-lock",
	read_gem_lock };
