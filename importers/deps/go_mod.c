/* go.mod: require lines, alone or in a block; "// indirect" tells which ones
 * only another module needs. A replace by a folder makes a module local, one
 * by another module stands in its place; excluded versions are no packages.
 * Source: Go Modules Reference, "go.mod files". */
#include "importers/deps/reading.h"
#include "importers/deps/scan.h"

static bool is_indirect(struct str comment)
{
	comment = str_trim(comment);
	return str_equal_z(comment, "indirect") ||
	       str_starts(comment, STR("indirect;"));
}

static struct str unquoted(struct str word)
{
	if (word.len >= 2 && (word.ptr[0] == '"' || word.ptr[0] == '`'))
		return str_slice(word, 1, word.len - 1);
	return word;
}

static void add_require(struct reading *reading, struct str line,
    struct str comment, int64_t number)
{
	struct str path;
	struct str version;
	if (!scan_word(&line, &path) || !scan_word(&line, &version))
		return;
	reading_add(
	    reading, (struct package){
			 .name = unquoted(path),
			 .version = unquoted(version),
			 .relation = is_indirect(comment) ? RELATION_TRANSITIVE
							  : RELATION_DIRECT,
			 .line = number,
		     });
}

static bool is_folder(struct str path)
{
	return str_starts(path, STR("./")) || str_starts(path, STR("../")) ||
	       str_starts(path, STR("/"));
}

/* "old [version] => new [version]" */
static void apply_replace(struct reading *reading, struct str line)
{
	struct package_list *list = reading->list;
	struct str old;
	struct str new;
	struct str version = STR("");
	size_t arrow = scan_find(line, STR("=>"));
	struct str right = str_skip(line, arrow + 2);
	line = str_slice(line, 0, arrow);
	if (!scan_word(&line, &old) || !scan_word(&right, &new))
		return;
	(void)!scan_word(&right, &version);
	for (size_t i = list->count; i-- > 0;) {
		struct package *package = &list->items[i];
		if (!str_equal(package->name, unquoted(old)))
			continue;
		struct package other = *package;
		*package = list->items[--list->count];
		if (is_folder(unquoted(new)))
			continue;
		other.name = unquoted(new);
		other.version = unquoted(version);
		reading_add(reading, other);
	}
}

/* The lines of DIRECTIVE, in a block or alone. */
static void each_line(struct reading *reading, const char *directive)
{
	struct scan_lines lines = { .rest = reading->content };
	bool in_block = false;
	while (scan_line(&lines)) {
		size_t slashes = scan_find(lines.line, STR("//"));
		struct str comment = str_skip(lines.line, slashes + 2);
		struct str line = str_trim(str_slice(lines.line, 0, slashes));
		if (in_block && str_starts(line, STR(")"))) {
			in_block = false;
			continue;
		}
		if (!in_block) {
			if (!scan_keyword(&line, directive))
				continue;
			line = str_trim(line);
			if (str_starts(line, STR("("))) {
				in_block = true;
				continue;
			}
		}
		if (str_equal_z(str_from(directive), "replace"))
			apply_replace(reading, line);
		else
			add_require(reading, line, comment, lines.number);
	}
}

static bool read_go_mod(struct reading *reading, struct error *err)
{
	(void)err;
	each_line(reading, "require");
	if (str_contains(reading->content, STR("replace")))
		each_line(reading, "replace");
	return true;
}

const struct manifest_reader manifest_reader_go_mod = { "go-mod", read_go_mod };
