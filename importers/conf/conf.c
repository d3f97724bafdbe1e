/* Looking things up in a configuration tree. */
#include "importers/conf/conf.h"

#include <string.h>

struct conf *conf_add(struct arena *keep, struct conf *parent,
    enum conf_kind kind, int64_t line, int64_t column)
{
	struct conf *node = ARENA_NEW(keep, struct conf);
	node->kind = kind;
	node->line = line;
	node->column = column;
	if (!parent)
		return node;
	if (parent->last)
		parent->last->next = node;
	else
		parent->first = node;
	parent->last = node;
	parent->count++;
	return node;
}

const struct conf *conf_get(const struct conf *table, const char *key)
{
	const struct conf *found = NULL;
	if (!table || table->kind != CONF_TABLE)
		return NULL;
	for (const struct conf *node = table->first; node; node = node->next)
		if (str_equal_z(node->key, key))
			found = node;
	return found;
}

struct str conf_text(const struct conf *table, const char *key)
{
	const struct conf *node = conf_get(table, key);
	return node && node->kind == CONF_TEXT ? node->text : STR_NONE;
}

static const struct conf *of_kind(
    const struct conf *table, const char *key, enum conf_kind kind)
{
	const struct conf *node = conf_get(table, key);
	return node && node->kind == kind ? node : NULL;
}

const struct conf *conf_table(const struct conf *table, const char *key)
{
	return of_kind(table, key, CONF_TABLE);
}

const struct conf *conf_list(const struct conf *table, const char *key)
{
	return of_kind(table, key, CONF_LIST);
}

bool conf_is_true(const struct conf *table, const char *key)
{
	const struct conf *node = of_kind(table, key, CONF_BOOL);
	return node && str_equal_z(node->text, "true");
}

bool conf_is_false(const struct conf *table, const char *key)
{
	const struct conf *node = of_kind(table, key, CONF_BOOL);
	return node && str_equal_z(node->text, "false");
}
