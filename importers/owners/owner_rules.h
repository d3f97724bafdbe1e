/* Owner rules of a repository: the file CODEOWNERS, as GitHub and as GitLab
 * understand it, and whose a path is by them.
 *
 * GitHub: the last rule that matches a path decides; one without owners takes
 * them away. GitLab: rules stand in sections, of which each is matched by
 * itself (last rule wins) and all apply; a rule without owners has those of
 * its section; "!pattern" keeps paths out of a section for good. */
#ifndef IMPORTERS_OWNERS_OWNER_RULES_H
#define IMPORTERS_OWNERS_OWNER_RULES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/file.h"

enum {
	OWNER_FILE_MAX = 3 << 20, /* bytes; GitHub reads no larger one */
	OWNER_RULES_MAX = 100000,
};

enum owner_dialect { OWNERS_GITHUB, OWNERS_GITLAB };

struct owner_rule {
	int64_t line; /* from 1 */
	struct str pattern;
	struct str section; /* GitLab; "" before the first */
	bool is_optional;   /* approval of the section is optional */
	bool excludes;	    /* GitLab: "!pattern" */
	int64_t approvals;  /* that the section asks for; 0: not said */
	struct str_list owners;
};

struct owner_rules {
	enum owner_dialect dialect;
	struct owner_rule *items; /* in the order of the file */
	size_t count;
	size_t room;
	int64_t bad_lines; /* that the host would pass over */
	int64_t first_bad; /* the first of them */
};

/* Reads CONTENT; texts point into it or into KEEP. Lines that are no rule are
 * counted. A file above OWNER_FILE_MAX gives no rules and one bad line. */
void owner_rules_read(struct owner_rules *rules, struct str content,
    enum owner_dialect dialect, struct arena *keep);

/* Whether CONTENT has sections, which GitLab alone knows. */
bool owner_rules_have_sections(struct str content);

/* The places of the file in the order in which the host looks, ended by NULL.
 * Only the first that is there counts. */
const char *const *owner_places(enum owner_dialect dialect);

/* A set of rules made ready for matching. */
struct owner_matcher;
struct owner_matcher *owner_matcher_new(
    const struct owner_rules *rules, struct arena *keep);

/* The owners of PATH (bytes, no leading '/'), each once, in the order of the
 * rules; *RULES side by side are indexes of the rules that name them. */
void owner_match(const struct owner_matcher *matcher, struct str path,
    struct str_list *owners, size_t **rules, struct arena *keep);

/* Whether PATTERN takes in PATH. Linear in the length of both, times the
 * number of "**". */
bool owner_pattern_matches(
    enum owner_dialect dialect, struct str pattern, struct str path);

#endif
