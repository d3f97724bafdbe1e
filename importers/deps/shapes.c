/* Walks a tree along the paths of data/dependency-shapes.csv, and takes each
 * value it comes to as a package (shapes.h has the language). Variables are
 * gathered first, so that their place in the file does not matter. */
#include "importers/deps/shapes.h"

#include "base/buf.h"
#include "base/map.h"
#include "base/rules.h"
#include "importers/deps/scan.h"
#include "importers/deps/shape_form.h"

enum { EXPANSIONS_MAX = 8, REPEATS_MAX = CONF_DEPTH_MAX };

struct shape {
	struct str shape;
	struct str path; /* without "+" */
	bool repeats;
	struct str name;
	struct str version;
	const struct form *form; /* or NULL */
	struct str relation;
	struct str scope;
	struct str skip;
};

struct shapes {
	struct shape *items;
	size_t count;
};

/* ------------------------------------------------------------- the table -- */

static bool read_row(struct shape *shape, const struct rules *rules, size_t row,
    const size_t columns[8], struct error *err)
{
	struct str form = rules_cell(rules, row, columns[4]);
	*shape = (struct shape){
		.shape = rules_cell(rules, row, columns[0]),
		.path = rules_cell(rules, row, columns[1]),
		.name = rules_cell(rules, row, columns[2]),
		.version = rules_cell(rules, row, columns[3]),
		.form = form_find(form),
		.relation = rules_cell(rules, row, columns[5]),
		.scope = rules_cell(rules, row, columns[6]),
		.skip = rules_cell(rules, row, columns[7]),
	};
	shape->repeats = str_ends(shape->path, STR("+"));
	if (shape->repeats)
		shape->path.len--;
	struct place place = { rules->name, rules->lines[row], 0 };
	if (form.len && !shape->form)
		return error_at(err, place,
		    "expected a form, found \"" STR_FMT "\"", STR_ARG(form));
	if (!shape->path.len || !shape->name.len)
		return error_at(
		    err, place, "expected a path and a name, found none");
	return true;
}

bool shapes_load(struct shapes **out, const struct asset_folders *folders,
    struct arena *keep, struct error *err)
{
	static const char *const names[8] = { "shape", "path", "name",
		"version", "form", "relation", "scope", "skip" };
	size_t columns[8];
	struct rules rules;
	struct shapes *shapes = ARENA_NEW(keep, struct shapes);
	*out = shapes;
	if (!rules_read(&rules, folders, STR(SHAPES_TABLE), keep, err))
		return false;
	for (size_t i = 0; i < 8; i++)
		if (!rules_column(&rules, names[i], &columns[i], err))
			return false;
	shapes->items =
	    arena_array(keep, rules.row_count, sizeof *shapes->items);
	for (; shapes->count < rules.row_count; shapes->count++)
		if (!read_row(&shapes->items[shapes->count], &rules,
			shapes->count, columns, err))
			return false;
	return true;
}

bool shapes_have(const struct shapes *shapes, struct str shape)
{
	for (size_t i = 0; i < shapes->count; i++)
		if (str_equal(shapes->items[i].shape, shape))
			return true;
	return false;
}

/* ----------------------------------------------------------- expressions -- */

/* The value at PATH, members separated by '/'; NULL: none. */
static const struct conf *node_at(const struct conf *node, struct str path)
{
	struct str key;
	while (node && str_split(&path, '/', &key)) {
		const struct conf *found = NULL;
		if (node->kind == CONF_TABLE)
			found = node->first;
		while (found && !str_equal(found->key, key))
			found = found->next;
		node = found;
	}
	return node;
}

/* Its text; none when it is absent, null, or no scalar. */
static struct str node_text(const struct conf *node)
{
	return node && node->kind != CONF_NULL ? node->text : STR_NONE;
}

struct walk {
	const struct shape *shape;
	struct reading *reading;
	struct map *variables; /* name -> text, NUL-terminated */
	bool gathers;	       /* variables, not packages */
};

static struct str variable(const struct walk *walk, struct str name)
{
	const union map_value *value = map_get(walk->variables, name);
	return value ? str_from(value->pointer) : STR_NONE;
}

/* The first "${name}" or "$(name)" of TEXT put in; false when none is known. */
static bool expand_once(const struct walk *walk, struct str *text)
{
	for (size_t i = 0; i + 2 < text->len; i++) {
		char open = text->ptr[i + 1];
		if (text->ptr[i] != '$' || (open != '{' && open != '('))
			continue;
		struct str rest = str_skip(*text, i + 2);
		size_t end = str_find_byte(rest, open == '{' ? '}' : ')');
		struct str value = variable(walk, str_slice(rest, 0, end));
		if (!value.ptr || end == rest.len)
			continue;
		*text = arena_printf(walk->reading->scratch,
		    STR_FMT STR_FMT STR_FMT, STR_ARG(str_slice(*text, 0, i)),
		    STR_ARG(value), STR_ARG(str_skip(rest, end + 1)));
		return text->len <= 4 * PACKAGE_TEXT_MAX;
	}
	return false;
}

static struct str expanded(const struct walk *walk, struct str text)
{
	for (int i = 0; i < EXPANSIONS_MAX && expand_once(walk, &text); i++)
		;
	return text;
}

/* There, and not said to be false; a map or a list is there. */
static bool is_true(const struct conf *node)
{
	return node && node->kind != CONF_NULL &&
	       !str_equal_z(node->text, "false");
}

static struct str part_text(const struct walk *walk, const struct conf *node,
    struct str key, struct str part)
{
	if (str_equal_z(part, "@key"))
		return key;
	if (str_equal_z(part, "@value"))
		return node_text(node);
	if (str_starts(part, STR("=")))
		return str_skip(part, 1);
	if (str_starts(part, STR("?"))) {
		part = str_skip(part, 1);
		return is_true(node_at(node, part)) ? part : STR_NONE;
	}
	if (str_starts(part, STR("$")))
		return variable(
		    walk, node_text(node_at(node, str_skip(part, 1))));
	return node_text(node_at(node, part));
}

/* The parts joined by ":", behind an address by "@"; none when one is not
 * there. */
static struct str joined(const struct walk *walk, const struct conf *node,
    struct str key, struct str parts)
{
	struct str out = STR_NONE;
	struct str part;
	while (str_split(&parts, '+', &part)) {
		struct str text = part_text(walk, node, key, part);
		if (!text.ptr)
			return STR_NONE;
		if (!out.ptr) {
			out = text;
			continue;
		}
		char mark = str_contains(out, STR("://")) ? '@' : ':';
		out = arena_printf(walk->reading->scratch, STR_FMT "%c" STR_FMT,
		    STR_ARG(out), mark, STR_ARG(text));
	}
	return out;
}

static struct str evaluate(const struct walk *walk, const struct conf *node,
    struct str key, struct str expression)
{
	struct str alternative;
	while (expression.len && str_split(&expression, '|', &alternative)) {
		struct str text = joined(walk, node, key, alternative);
		if (text.len)
			return expanded(walk, text);
	}
	return STR("");
}

static bool is_skipped(const struct conf *node, struct str conditions)
{
	struct str one;
	while (conditions.len && str_split(&conditions, '|', &one)) {
		size_t equals = str_find_byte(one, '=');
		bool absent = str_starts(one, STR("!"));
		struct str path = str_slice(one, absent, equals);
		const struct conf *member = node_at(node, path);
		if (equals < one.len ? str_equal(node_text(member),
					   str_skip(one, equals + 1))
				     : is_true(member) != absent)
			return true;
	}
	return false;
}

/* -------------------------------------------------------------- the walk -- */

static struct str scope_word(struct str word)
{
	static const struct {
		const char *from;
		const char *to;
	} words[] = { { "compile", "runtime" }, { "provided", "build" },
		{ "system", "runtime" }, { "import", "managed" },
		{ "devOptional", "dev" }, { "host", "build" },
		{ "@developmentDependency", "dev" }, { "main", "runtime" } };
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (str_equal_z(word, words[i].from))
			return str_from(words[i].to);
	return word;
}

static enum relation relation_of(const struct conf *node, struct str text)
{
	struct str member = node_text(node_at(node, text));
	if (member.ptr)
		text = member;
	if (str_equal_nocase(text, STR("direct")))
		return RELATION_DIRECT;
	if (str_ends(text, STR("ransitive")))
		return RELATION_TRANSITIVE;
	return RELATION_UNKNOWN;
}

static void gather(
    const struct walk *walk, const struct conf *node, struct str key)
{
	struct str name = walk->shape->name;
	struct str text = node_text(node);
	size_t colon = str_find_byte(name, ':');
	if (colon < name.len)
		key = str_skip(name, colon + 1);
	if (!text.ptr)
		text = evaluate(walk, node, key, walk->shape->version);
	bool added;
	union map_value *value = map_put(walk->variables, key, &added);
	if (added)
		value->pointer = arena_z(walk->reading->scratch, text);
}

static void take(
    const struct walk *walk, const struct conf *node, struct str key)
{
	const struct shape *shape = walk->shape;
	if (walk->gathers) {
		gather(walk, node, key);
		return;
	}
	if (node->kind == CONF_LIST) {
		for (node = node->first; node; node = node->next)
			if (node->kind != CONF_LIST)
				take(walk, node, key);
		return;
	}
	if (is_skipped(node, shape->skip))
		return;
	struct package package = {
		.name = evaluate(walk, node, key, shape->name),
		.version = evaluate(walk, node, key, shape->version),
		.scope = scope_word(evaluate(walk, node, key, shape->scope)),
		.relation = relation_of(node, shape->relation),
		.line = node->line,
	};
	if (package.name.len &&
	    (!shape->form || shape->form->apply(&package.name, &package.version,
				 walk->reading->scratch)))
		reading_add(walk->reading, package);
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as the tree, which is limited. */
static void follow(const struct walk *walk, const struct conf *node,
    struct str key, struct str path, int repeats)
{
	struct str step;
	struct str rest = path;
	if (!str_split(&rest, '/', &step)) {
		take(walk, node, key);
		if (walk->shape->repeats && repeats < REPEATS_MAX)
			follow(walk, node, key, walk->shape->path, repeats + 1);
		return;
	}
	bool each = str_equal_z(step, "[]");
	bool any = str_equal_z(step, "*");
	if (node->kind != (each ? CONF_LIST : CONF_TABLE))
		return;
	for (const struct conf *child = node->first; child; child = child->next)
		if (each || any || str_equal(child->key, step))
			follow(walk, child, each ? key : child->key, rest,
			    repeats);
}

static bool is_variable(const struct shape *shape)
{
	return str_starts(shape->name, STR("@variable"));
}

void shapes_read(const struct shapes *shapes, struct str shape,
    const struct conf *root, struct reading *reading)
{
	struct map variables = { .arena = reading->scratch };
	struct walk walk = { .reading = reading, .variables = &variables };
	if (!root)
		return;
	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < shapes->count; i++) {
			walk.shape = &shapes->items[i];
			walk.gathers = pass == 0;
			if (str_equal(walk.shape->shape, shape) &&
			    is_variable(walk.shape) == walk.gathers)
				follow(
				    &walk, root, STR_NONE, walk.shape->path, 0);
		}
}
