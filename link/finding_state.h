/* What became of one finding over a series of scans: those of one tool and
 * analysis on one repository, in order of time. Which result is which finding
 * is the matter of link/identity.h; here it is seen by an event, or missed.
 *
 * An event that misses a finding shows that it is fixed only when the two can
 * be compared (docs/method.md, "Findings"); else the finding stays as it was,
 * and the reason is kept. */
#ifndef LINK_FINDING_STATE_H
#define LINK_FINDING_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/* The order is that of what wins where two series say otherwise. */
enum finding_state { FINDING_OPEN, FINDING_SUPPRESSED, FINDING_FIXED };

/* How one was fixed. */
enum fixed_how {
	FIXED_GONE,    /* not known whether its file is still there */
	FIXED_CHANGED, /* the file is there, without it */
	FIXED_DELETED, /* with its file */
	FIXED_HOWS
};

/* Why an event that misses a finding says nothing of it. */
enum unseen {
	UNSEEN_NOT, /* it does */
	UNSEEN_FAILED,
	UNSEEN_REVISION, /* the same one, whatever changed was not the code */
	UNSEEN_VERSION,	 /* another major version of the tool */
	UNSEEN_RULE,	 /* was not run */
	UNSEEN_UNREAD,	 /* the tool could not read the file */
	UNSEEN_FILE,	 /* was not looked at */
	UNSEEN_REASONS
};

struct event {		     /* scans that count as one */
	int64_t time;	     /* UNKNOWN: in no trend */
	bool done;	     /* all of them ran to their end */
	struct str revision; /* "": not known, or several */
	struct str version;  /* major one of the tool, likewise */
};

/* What an event says of the rule and the file of a finding that it misses. */
enum said { SAID_NOTHING, SAID_YES, SAID_NO };
struct cover {
	enum said ran;	  /* the rule */
	enum said looked; /* at the file */
	enum said exists; /* the file, in the event's revision */
	bool unread;	  /* the tool says that it could not read it */
	bool gone;	  /* the file has no line of that text any more */
};

/* A finding that an event misses, as at its last sighting. */
struct missed {
	struct str rule;
	struct str path;
	int64_t line; /* 0: none */
	size_t seen;  /* the event of that */
};

struct series {
	const struct event *events; /* by number, from 1 */
	size_t count;
	/* What event NUMBER says. NULL: they say nothing. */
	struct cover (*cover)(
	    void *user, size_t number, const struct missed *missed);
	void *user;
};

/* What a result says of the state of its finding. */
struct claim {
	bool suppressed;
	int64_t until_time; /* exclusive end of that; 0: none */
	int64_t first_time; /* the tool's own first sighting; UNKNOWN */
	bool absent;	    /* it was not found; the tool tells of its end */
	bool fixed;	    /* says the tool */
	int64_t fixed_time; /* when it is */
};

/* Whether a claim that no scan saw tells of a whole life. */
bool claim_tells(const struct claim *claim);

/* What two scans of one event say of one result, together. */
void claim_join(struct claim *claim, const struct claim *other);

/* From a time on, until the next turn. */
struct turn {
	int64_t time;
	enum finding_state state;
	enum fixed_how how; /* when fixed */
};

struct life {
	enum finding_state state;
	int64_t first_time; /* first scan with it; UNKNOWN: none has a time */
	int64_t last_time;
	int64_t fixed_time;  /* UNKNOWN unless fixed */
	int64_t tool_time;   /* the earliest that the tool says; UNKNOWN */
	size_t seen;	     /* event of the last sighting, from 1; 0: none */
	enum unseen unseen;  /* since then, by the newest that did not fail */
	int64_t unseen_time; /* of the first event since then; UNKNOWN */
	int64_t told_time;   /* the end that the tool tells; UNKNOWN */
	int64_t until_time; /* until when it is set aside; 0: no end is known */
	int64_t reopened;   /* times that it came back */
	int64_t reopened_time;
	struct { /* from first_time on; open until the first one */
		struct turn *items;
		size_t count;
		size_t room;
	} turns;
};

/* A finding that no event has seen yet. */
struct life life_begin(void);

/* Event NUMBER sees it. False when the event has no time and an earlier one
 * has: it shows that the finding is there, and is no newer sighting of it. */
bool life_see(struct life *life, const struct series *series, size_t number,
    const struct claim *claim, struct arena *keep);

/* The tool says in event NUMBER that it is fixed. */
void life_tell(struct life *life, const struct series *series, size_t number,
    const struct claim *claim);
/* After the last event: what the tool told of its end, or of the end of its
 * being set aside, holds. */
void life_end(struct life *life, struct arena *keep);

/* At the end of event NUMBER: one that has not seen it may have fixed it. It is
 * of RULE, in the file PATH, at LINE. */
void life_end_event(struct life *life, const struct series *series,
    size_t number, struct str rule, struct str path, int64_t line,
    struct arena *keep);

/* Adds what another series says of the same finding: it is open while one of
 * them has it, and set aside while one has it so. */
void life_merge(
    struct life *life, const struct life *other, struct arena *keep);

/* A time in which it did not count as open. */
struct closed {
	int64_t from_time;
	int64_t to_time; /* UNKNOWN: still */
	enum finding_state state;
	enum fixed_how how;
};
/* The one at INDEX, in order of time; false when there are no more. */
bool life_closed(const struct life *life, size_t index, struct closed *closed);

/* For the tables: 'gone', 'changed', 'deleted'; 'rule', 'file', ... */
struct str fixed_how_name(enum fixed_how how);
struct str unseen_name(enum unseen unseen); /* none for UNSEEN_NOT */

#endif
