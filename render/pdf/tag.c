/* Builds the structure tree that layout fills; see ISO 32000-1, 14.7. */
#include "render/pdf/tag.h"

static void add_kid(
    struct arena *keep, struct tag *parent, struct tag_kid content)
{
	struct tag_kid *kid = ARENA_NEW(keep, struct tag_kid);
	*kid = content;
	if (parent->last)
		parent->last->next = kid;
	else
		parent->first = kid;
	parent->last = kid;
}

struct tag *tag_add(struct arena *keep, struct tag *parent, const char *type)
{
	struct tag *tag = ARENA_NEW(keep, struct tag);
	tag->type = type;
	tag->parent = parent;
	if (parent)
		add_kid(keep, parent, (struct tag_kid){ .tag = tag });
	return tag;
}

struct tag_slot *tag_add_slot(struct arena *keep, struct tag *tag)
{
	struct tag_slot *slot = ARENA_NEW(keep, struct tag_slot);
	slot->tag = tag;
	add_kid(keep, tag, (struct tag_kid){ .slot = slot });
	return slot;
}

struct tag_slot *tag_add_leaf(
    struct arena *keep, struct tag *parent, const char *type)
{
	return tag_add_slot(keep, tag_add(keep, parent, type));
}
