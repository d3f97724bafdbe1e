/* Checks every name in a template before anything is expanded: measures in
 * "of", their keys in "by", "key" and "where", sentences in "say", names bound
 * by <for-each>. One meaning for each attribute, whatever the element. */
#include "base/map.h"
#include "base/near.h"
#include "base/vec.h"
#include "render/expand.h"
#include "render/figure.h"

struct resolving {
	const struct engine *engine;
	const struct words *words;
	struct arena *scratch;
	struct error *err;
};

static bool unknown_name(const struct resolving *resolving, struct place place,
    const char *expected, struct str found, const struct str_list *known)
{
	struct str near = near_name(found, known->items, known->count);
	error_at(resolving->err, place, "expected %s, found \"" STR_FMT "\"",
	    expected, STR_ARG(found));
	if (near.ptr)
		return error_fix(resolving->err,
		    "did you mean \"" STR_FMT "\"?", STR_ARG(near));
	return false;
}

static bool resolve_measure(const struct resolving *resolving,
    const struct template_node *node, const char *attribute, struct str id)
{
	size_t count;
	struct str_list names = { 0 };
	if (engine_measure(resolving->engine, id))
		return true;
	const struct measure *all = engine_measures(resolving->engine, &count);
	for (size_t i = 0; i < count; i++)
		VEC_PUSH(&names, resolving->scratch, all[i].id);
	return unknown_name(resolving, template_place(node, attribute),
	    "the id of a measure", id, &names);
}

static bool keys_of(
    const struct resolving *resolving, struct str id, struct str_list *keys)
{
	const struct measure *measure = engine_measure(resolving->engine, id);
	struct str key;
	if (!measure)
		return false;
	struct str rest = measure->keys;
	while (str_split(&rest, ',', &key))
		if (str_trim(key).len)
			VEC_PUSH(keys, resolving->scratch, str_trim(key));
	return true;
}

static bool resolve_key(const struct resolving *resolving,
    const struct template_node *node, const char *attribute, struct str id,
    struct str key)
{
	struct str_list keys = { 0 };
	if (!keys_of(resolving, id, &keys))
		return true;
	for (size_t i = 0; i < keys.count; i++)
		if (str_equal(keys.items[i], key))
			return true;
	struct str expected = arena_printf(resolving->scratch,
	    "a key of " STR_FMT " (" STR_FMT ")", STR_ARG(id),
	    STR_ARG(engine_measure(resolving->engine, id)->keys));
	return unknown_name(resolving, template_place(node, attribute),
	    arena_z(resolving->scratch, expected), key, &keys);
}

static bool resolve_bound(const struct resolving *resolving,
    const struct template_node *node, const char *attribute, struct str name)
{
	struct str_list names = { 0 };
	for (const struct template_node *at = node->parent; at; at = at->parent)
		if (template_is(at, "for-each"))
			VEC_PUSH(
			    &names, resolving->scratch, template_get(at, "as"));
	for (size_t i = 0; i < names.count; i++)
		if (str_equal(names.items[i], name))
			return true;
	return unknown_name(resolving, template_place(node, attribute),
	    "a name bound by a <for-each> around", name, &names);
}

static bool resolve_where(const struct resolving *resolving,
    const struct template_node *node, struct str id)
{
	struct str rest = template_get(node, "where");
	struct str part;
	size_t count = 0;
	while (str_split(&rest, ';', &part)) {
		size_t equals = str_find_byte(part, '=');
		struct str value = str_trim(str_skip(part, equals + 1));
		if (equals == part.len || ++count > ASKED_KEYS_MAX) {
			error_at(resolving->err, template_place(node, "where"),
			    "expected at most %d of key=value, found "
			    "\"" STR_FMT "\"",
			    ASKED_KEYS_MAX, STR_ARG(part));
			return error_fix(
			    resolving->err, "several are parted by ';'");
		}
		if (!resolve_key(resolving, node, "where", id,
			str_trim(str_slice(part, 0, equals))))
			return false;
		if (str_starts(value, STR("$")) &&
		    !resolve_bound(
			resolving, node, "where", str_skip(value, 1)))
			return false;
	}
	return true;
}

static bool resolve_by(const struct resolving *resolving,
    const struct template_node *node, const char *attribute, struct str id)
{
	struct str rest = template_get(node, attribute);
	struct str key;
	while (str_split(&rest, ' ', &key))
		if (key.len &&
		    !resolve_key(resolving, node, attribute, id, key))
			return false;
	return true;
}

/* The columns that a table measure declares: "name type Title; ...". */
static struct str_list columns_of(
    const struct resolving *resolving, struct str id)
{
	struct str_list names = { 0 };
	const struct measure *measure = engine_measure(resolving->engine, id);
	struct str rest = measure ? measure->columns : STR("");
	struct str part;
	while (str_split(&rest, ';', &part)) {
		part = str_trim(part);
		if (part.len)
			VEC_PUSH(&names, resolving->scratch,
			    str_slice(part, 0, str_find_byte(part, ' ')));
	}
	return names;
}

static bool resolve_columns(
    const struct resolving *resolving, const struct template_node *node)
{
	struct str rest = template_get(node, "columns");
	struct str name;
	struct str id = template_get(node, "of");
	if (!rest.ptr)
		return true;
	struct str_list names = columns_of(resolving, id);
	while (str_split(&rest, ' ', &name)) {
		bool known = !name.len;
		if (str_ends(name, STR("?"))) /* where its values differ */
			name.len--;
		for (size_t i = 0; i < names.count && !known; i++)
			known = str_equal(names.items[i], name);
		if (!known)
			return unknown_name(resolving,
			    template_place(node, "columns"),
			    "a column of the measure", name, &names);
	}
	return true;
}

/* The measures of a node, and all that hangs on them. */
static bool resolve_of(
    const struct resolving *resolving, const struct template_node *node)
{
	struct str rest = template_get(node, "of");
	struct str id;
	bool many = template_is(node, "section") ||
		    template_is(node, "appendix") ||
		    template_is(node, "table") || template_is(node, "if");
	if (!many)
		return !rest.ptr ||
		       (resolve_measure(resolving, node, "of", rest) &&
			   resolve_by(resolving, node, "by", rest) &&
			   resolve_by(resolving, node, "key", rest) &&
			   resolve_where(resolving, node, rest));
	while (str_split(&rest, ' ', &id))
		if (id.len && (!resolve_measure(resolving, node, "of", id) ||
				  !resolve_by(resolving, node, "by", id) ||
				  !resolve_where(resolving, node, id)))
			return false;
	return resolve_columns(resolving, node);
}

/* A heat map's rows are a key of each of its gaps. */
static bool resolve_gap(
    const struct resolving *resolving, const struct template_node *node)
{
	return !template_is(node, "gap") || !node->parent ||
	       resolve_key(resolving, node->parent, "by",
		   template_get(node, "of"), template_get(node->parent, "by"));
}

static void ids_of(const struct resolving *resolving,
    const struct template_node *node, struct str_list *ids)
{
	if (template_get(node, "id").len)
		VEC_PUSH(ids, resolving->scratch, template_get(node, "id"));
	for (const struct template_node *at = node->first; at; at = at->next)
		if (at->name.ptr)
			ids_of(resolving, at, ids);
}

/* A section that a link leads to may be left out, and the link is text then;
 * but the template has to have it. Tables and figures are numbered later. */
static bool resolve_link(
    const struct resolving *resolving, const struct template_node *node)
{
	struct str to = template_get(node, "to");
	struct str_list ids = { 0 };
	const struct template_node *root = node;
	if (!template_is(node, "link") || !str_starts(to, STR("#")) ||
	    str_starts(to, STR("#T-")) || str_starts(to, STR("#F-")))
		return true;
	while (root->parent)
		root = root->parent;
	ids_of(resolving, root, &ids);
	for (size_t i = 0; i < ids.count; i++)
		if (str_equal(ids.items[i], str_skip(to, 1)))
			return true;
	return unknown_name(resolving, template_place(node, "to"),
	    "the id of a section", str_skip(to, 1), &ids);
}

static bool unfit(const struct resolving *resolving,
    const struct template_node *node, const char *attribute,
    const char *expected, const char *fix)
{
	struct str found = template_get(node, attribute);
	const char *quote = found.len ? "\"" : "";
	error_at(resolving->err, template_place(node, attribute),
	    "expected %s in a chart of kind \"" STR_FMT "\", found %s" STR_FMT
	    "%s",
	    expected, STR_ARG(template_get(node, "kind")), quote,
	    STR_ARG(found.len ? found : STR("none")), quote);
	return error_fix(resolving->err, "%s", fix);
}

static bool is_plain_share(const struct measure *measure)
{
	return measure->kind == MEASURE_SHARE &&
	       measure->reading != READING_DIFFERENCE;
}

/* The measure across of a scatter: a share with the keys of the one up. */
static bool resolve_against(
    const struct resolving *resolving, const struct template_node *node)
{
	struct str against = template_get(node, "against");
	if (!str_equal_z(template_get(node, "kind"), "scatter"))
		return !against.ptr ||
		       unfit(resolving, node, "against", "no \"against\"",
			   "kind=\"scatter\" alone sets one measure against "
			   "another");
	if (!against.ptr)
		return unfit(resolving, node, "against", "an \"against\"",
		    "name the share that goes across, for instance "
		    "against=\"ai.line_share\"");
	if (!resolve_measure(resolving, node, "against", against) ||
	    !resolve_by(resolving, node, "by", against))
		return false;
	return is_plain_share(engine_measure(resolving->engine, against)) ||
	       unfit(resolving, node, "against", "a share",
		   "docs/measures.md lists the kind of each measure");
}

static bool resolve_say(
    const struct resolving *resolving, const struct template_node *node)
{
	struct str say = template_get(node, "say");
	const struct str_list *names = words_names(resolving->words);
	if (!say.ptr)
		return true;
	for (size_t i = 0; i < names->count; i++)
		if (str_equal(names->items[i], say))
			return true;
	return unknown_name(resolving, template_place(node, "say"),
	    "a sentence of data/words.csv", say, names);
}

static bool resolve_node(
    const struct resolving *resolving, const struct template_node *node)
{
	if (!resolve_of(resolving, node) || !resolve_gap(resolving, node) ||
	    (template_is(node, "chart") && !resolve_against(resolving, node)) ||
	    !resolve_say(resolving, node) || !resolve_link(resolving, node))
		return false;
	if (template_is(node, "chart") &&
	    !chart_resolve(node, resolving->engine, resolving->err))
		return false;
	if (template_is(node, "key") &&
	    !resolve_bound(resolving, node, "name", template_get(node, "name")))
		return false;
	for (const struct template_node *at = node->first; at; at = at->next)
		if (at->name.ptr && !resolve_node(resolving, at))
			return false;
	return true;
}

/* ----------------------------------------------------------- the whole -- */

struct ids {
	struct map places; /* id -> struct place */
	struct str_list names;
	const struct template_node *cover;
};

static bool has_id(const struct template_node *node)
{
	return template_is(node, "section") || template_is(node, "appendix") ||
	       template_is(node, "unassessed");
}

/* Each id once, so that links lead to one place; one cover, for its title is
 * that of the document. */
static bool collect_ids(const struct resolving *resolving, struct ids *ids,
    const struct template_node *node)
{
	bool added = true;
	if (has_id(node)) {
		struct str id = template_get(node, "id");
		map_put(&ids->places, id, &added);
		VEC_PUSH(&ids->names, resolving->scratch, id);
		if (!added) {
			error_at(resolving->err, template_place(node, "id"),
			    "expected each id once, found \"" STR_FMT
			    "\" again",
			    STR_ARG(id));
			return error_fix(
			    resolving->err, "give this one another id");
		}
	}
	if (template_is(node, "block") &&
	    str_equal_z(template_get(node, "name"), "cover")) {
		if (ids->cover)
			return error_at(resolving->err, node->place,
			    "expected <block name=\"cover\"/> once, found it "
			    "again");
		ids->cover = node;
	}
	for (const struct template_node *at = node->first; at; at = at->next)
		if (at->name.ptr && !collect_ids(resolving, ids, at))
			return false;
	return true;
}

static bool check_links(const struct resolving *resolving,
    const struct ids *ids, const struct template_node *node)
{
	struct str to = template_get(node, "to");
	bool inside = template_is(node, "link") && str_starts(to, STR("#"));
	if (inside && !map_get(&ids->places, str_skip(to, 1)))
		return unknown_name(resolving, template_place(node, "to"),
		    "the id of a section", str_skip(to, 1), &ids->names);
	if (template_is(node, "link") && !inside &&
	    !str_starts(to, STR("https://")) &&
	    !str_starts(to, STR("http://"))) {
		error_at(resolving->err, template_place(node, "to"),
		    "expected #id, https:// or http://, found \"" STR_FMT "\"",
		    STR_ARG(str_slice(to, 0, 80)));
		return error_fix(resolving->err,
		    "a section of this report is linked as #id");
	}
	for (const struct template_node *at = node->first; at; at = at->next)
		if (at->name.ptr && !check_links(resolving, ids, at))
			return false;
	return true;
}

static bool resolve_whole(
    const struct resolving *resolving, const struct template_node *template)
{
	struct ids ids = { .places = { .arena = resolving->scratch } };
	if (!collect_ids(resolving, &ids, template) ||
	    !check_links(resolving, &ids, template))
		return false;
	if (ids.cover || !template_is(template, "report"))
		return true;
	error_at(resolving->err, template->place,
	    "expected <block name=\"cover\"/> in the report, found none");
	return error_fix(
	    resolving->err, "put it first: it holds the title of the document");
}

bool resolve_template(const struct template_node *template,
    const struct engine *engine, const struct words *words, struct error *err)
{
	struct resolving resolving = { engine, words, arena_new(), err };
	bool ok = resolve_node(&resolving, template) &&
		  resolve_whole(&resolving, template);
	arena_free(resolving.scratch);
	return ok;
}
