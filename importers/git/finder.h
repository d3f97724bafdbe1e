/* For attribution*.c: what one commit is looked through with. */
#ifndef IMPORTERS_GIT_FINDER_H
#define IMPORTERS_GIT_FINDER_H

#include "importers/git/attribution.h"

enum { LINE_EVIDENCE_MAX = 8 };

struct finder {
	struct evidence_list *list;
	/* What the line or identity that is looked at says. */
	struct evidence found[LINE_EVIDENCE_MAX];
	size_t found_count;
	const struct signatures *signatures;
	const struct authorship *commit;
	struct arena *keep;
	int64_t line;
	bool is_bullet;
};

/* The lower of two confidences. */
static inline int finder_cap(int a, int b)
{
	return a < b ? a : b;
}

/* Adds what the line or identity at hand says. */
void finder_add(struct finder *finder, struct evidence evidence);
/* What a row of the signatures says that matched, found by SIGNAL. */
struct evidence finder_match(const struct match *match, const char *signal);

/* Lowers the confidence of EVIDENCE where NAME and EMAIL are a person's. */
void finder_weigh_person(const struct finder *finder, struct evidence *evidence,
    struct str name, struct str email);
/* TOOL, or the one that NAME begins with where the address is that of the maker
 * of its model. EMAIL is in lower case. */
struct tool *finder_tool_by_name(const struct finder *finder, struct tool *tool,
    struct str name, struct str email);
/* Adds what an author (or else committer) is known by. */
void finder_look_at_identity(
    struct finder *finder, struct str name, struct str email, bool is_author);

#endif
