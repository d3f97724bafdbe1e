/* Finds the reader of a manifest by its path, and runs it: structured files
 * become a tree that the table of shapes reads, text formats have readers of
 * their own. */
#include "importers/deps/manifest.h"

#include "base/file.h"
#include "base/rules.h"
#include "importers/conf/conf.h"
#include "importers/deps/parts.h"
#include "importers/deps/reading.h"
#include "importers/deps/shapes.h"

struct manifests {
	struct manifest *items;
	size_t count;
	struct shapes *shapes;
};

static bool read_json(struct conf **root, struct str content, struct str shown,
    struct arena *keep, struct error *err)
{
	return conf_read_json(root, content, shown, false, keep, err);
}

static bool read_relaxed_json(struct conf **root, struct str content,
    struct str shown, struct arena *keep, struct error *err)
{
	return conf_read_json(root, content, shown, true, keep, err);
}

static const struct {
	const char *syntax;
	bool (*read)(struct conf **root, struct str content, struct str shown,
	    struct arena *keep, struct error *err);
} trees[] = {
	{ "json", read_json },
	{ "toml", conf_read_toml },
	{ "yaml", conf_read_yaml },
	{ "xml", conf_read_xml },
	{ "jsonc", read_relaxed_json },
};
enum { TREES = sizeof trees / sizeof trees[0] };

static const struct manifest_reader *const readers[] = {
#define MANIFEST_ENTRY(name) &manifest_reader_##name,
	MANIFEST_READERS(MANIFEST_ENTRY)
#undef MANIFEST_ENTRY
};
enum { READERS = sizeof readers / sizeof readers[0] };

static bool is_syntax(struct str syntax)
{
	for (size_t i = 0; i < TREES; i++)
		if (str_equal_z(syntax, trees[i].syntax))
			return true;
	for (size_t i = 0; i < READERS; i++)
		if (str_equal_z(syntax, readers[i]->name))
			return true;
	return !syntax.len;
}

bool manifests_load(struct manifests **out, const struct asset_folders *folders,
    struct arena *keep, struct error *err)
{
	static const char *const names[] = { "pattern", "syntax", "shape",
		"ecosystem", "kind" };
	size_t columns[5];
	struct rules rules;
	struct manifests *table = ARENA_NEW(keep, struct manifests);
	*out = table;
	if (!shapes_load(&table->shapes, folders, keep, err) ||
	    !rules_read(&rules, folders, STR(MANIFESTS_TABLE), keep, err))
		return false;
	for (size_t i = 0; i < 5; i++)
		if (!rules_column(&rules, names[i], &columns[i], err))
			return false;
	table->items = arena_array(keep, rules.row_count, sizeof *table->items);
	for (size_t i = 0; i < rules.row_count; i++) {
		struct manifest *item = &table->items[table->count++];
		*item = (struct manifest){
			.pattern = rules_cell(&rules, i, columns[0]),
			.syntax = rules_cell(&rules, i, columns[1]),
			.shape = rules_cell(&rules, i, columns[2]),
			.ecosystem = rules_cell(&rules, i, columns[3]),
			.is_lock = str_equal_z(
			    rules_cell(&rules, i, columns[4]), "lockfile"),
		};
		if (!is_syntax(item->syntax) ||
		    (item->shape.len &&
			!shapes_have(table->shapes, item->shape)))
			return error_at(err,
			    (struct place){ rules.name, rules.lines[i], 0 },
			    "expected a syntax and a shape that are known, "
			    "found \"" STR_FMT "\" and \"" STR_FMT "\"",
			    STR_ARG(item->syntax), STR_ARG(item->shape));
	}
	return true;
}

const struct manifest *manifest_of_path(
    const struct manifests *manifests, struct str path)
{
	struct str name = path_base(path);
	for (size_t i = 0; i < manifests->count; i++) {
		const struct manifest *item = &manifests->items[i];
		bool is_path =
		    str_find_byte(item->pattern, '/') < item->pattern.len;
		if (path_matches(is_path ? path : name, item->pattern))
			return item->syntax.len ? item : NULL;
	}
	return NULL;
}

void reading_add(struct reading *reading, struct package package)
{
	package_add(reading->list, reading->ecosystem, reading->is_lock,
	    package, reading->keep);
}

static bool read_content(const struct manifests *manifests,
    const struct manifest *manifest, struct reading *reading, struct error *err)
{
	struct conf *root;
	for (size_t i = 0; i < TREES; i++) {
		if (!str_equal_z(manifest->syntax, trees[i].syntax))
			continue;
		if (!trees[i].read(&root, reading->content, reading->shown,
			reading->scratch, err))
			return false;
		shapes_read(manifests->shapes, manifest->shape, root, reading);
		return true;
	}
	for (size_t i = 0; i < READERS; i++)
		if (str_equal_z(manifest->syntax, readers[i]->name))
			return readers[i]->read(reading, err);
	return true;
}

struct reader {
	const struct manifests *manifests;
	const struct manifest *manifest;
};

static bool read_part(void *user, struct reading *reading, struct error *err)
{
	const struct reader *reader = user;
	return !str_trim(reading->content).len ||
	       read_content(reader->manifests, reader->manifest, reading, err);
}

bool manifest_read(struct package_list *list, bool *is_lock,
    const struct manifests *manifests, const struct manifest *manifest,
    struct str content, struct str shown, struct manifest_parts *parts,
    struct arena *keep, struct error *err)
{
	struct reading reading = {
		.content = content,
		.shown = shown,
		.ecosystem = manifest->ecosystem,
		.is_lock = manifest->is_lock,
		.list = list,
		.keep = keep,
		.scratch = arena_new(),
	};
	struct reader reader = { manifests, manifest };
	const struct part_layout *layout =
	    parts ? part_layout_find(manifest->syntax, manifest->shape) : NULL;
	*list = (struct package_list){ 0 };
	bool done =
	    (layout && parts_read(&parts->cuts, parts->memo, layout, &reading,
			   parts->like, read_part, &reader)) ||
	    read_part(&reader, &reading, err);
	if (!done)
		*list = (struct package_list){ 0 };
	packages_settle(list, keep);
	arena_free(reading.scratch);
	*is_lock = reading.is_lock;
	return done;
}
