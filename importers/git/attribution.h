/* Who wrote a commit, as its identities and its message say: the evidence of
 * AI tools, and of bots that are none.
 *
 * All evidence is given, with a confidence in percent. What counts is decided
 * later, by link: from 85 on alone; from 50 on with a second signal of at
 * least 50 in the same commit; less is a hint. */
#ifndef IMPORTERS_GIT_ATTRIBUTION_H
#define IMPORTERS_GIT_ATTRIBUTION_H

#include "importers/git/signatures.h"

enum {
	/* Caps on what a row of the table claims. */
	CONFIDENCE_COMMITTER = 60, /* the committer need not have written it */
	CONFIDENCE_REPEATED = 45,  /* the committer's address beside the name */
	CONFIDENCE_BULLET = 60,	   /* a credit behind a list marker */
	CONFIDENCE_BRANCH = 60,	   /* names of branches are habits */
	CONFIDENCE_PERSON = 60, /* an agent's mailbox under a person's name */
	CONFIDENCE_UNKNOWN_AGENT = 60, /* AGENT:MODEL with an unknown agent */
	CONFIDENCE_HOISTED = 45,       /* credits in the commit of a bot */
	CONFIDENCE_EARLY = 10, /* before the first release of the tool */
	CONFIDENCE_FOUND = 0,  /* credit for finding is none for writing */
	CONFIDENCE_BOT = 95,
	EVIDENCE_MAX = 64, /* a commit */
	PEOPLE_MAX = 16,
};

/* One commit; all texts as the commit has them, never through .mailmap. */
struct authorship {
	struct str author_name;
	struct str author_email;
	struct str committer_name;
	struct str committer_email;
	struct str message;
	int64_t author_time;
	bool is_merge;
};

struct evidence {
	const char *origin; /* ai, mixed, bot; human: a stated denial */
	struct tool *tool;  /* NULL: not recorded */
	struct str model;   /* as written; none: not recorded */
	const char *signal;
	const char *table; /* "ai-signatures.csv" */
	int64_t row;	   /* line of the table */
	int64_t line;	   /* of the message, from 1; 0: an identity */
	int confidence_pct;
};

/* An address that a credit for writing names, and that is no machine's. */
struct credited_person {
	struct str name;
	struct str email;
};

struct evidence_list {
	struct evidence items[EVIDENCE_MAX];
	size_t count;
	struct credited_person people[PEOPLE_MAX];
	size_t people_count;
};

/* Whether an agent is the author, under an account of its own: who asked for
 * the commit is then credited in it. */
bool attribution_is_by_agent(const struct evidence_list *list);

/* What the commit says. Texts of the result point into COMMIT or KEEP. */
void attribution_find(struct evidence_list *list,
    const struct signatures *signatures, const struct authorship *commit,
    struct arena *keep);

#endif
