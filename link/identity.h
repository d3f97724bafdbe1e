/* Identity of the findings of one rule in one file, over a series of
 * scans: those of one tool and analysis on one repository, in order of time.
 * A rule that was renamed is one rule, a file that was renamed one file.
 *
 * Results of several scans of one event on one line are one result, told
 * twice. Then passes with falling certainty say which result is which earlier
 * finding (data/identity-passes.csv, docs/method.md, "Findings"); what is left
 * over is new. Equal results of one scan stay as many findings. What becomes
 * of each is told by link/finding_state.h. */
#ifndef LINK_IDENTITY_H
#define LINK_IDENTITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "link/finding_state.h"
#include "link/line_hash.h"

/* How a result was known again; first: it was not. */
enum identity_pass {
	PASS_FIRST,
	PASS_TWIN,	  /* another scan of the event has it */
	PASS_BORN,	  /* the same living line, as git knows it */
	PASS_FINGERPRINT, /* the tool's own */
	PASS_PACKAGE,	  /* the same package of one place, on no line */
	PASS_TEXT,	  /* hash of the text of its line in its file */
	PASS_CONTEXT,	  /* its lines and those around them */
	PASS_WORDS,	  /* the text of its line, in its file */
	PASS_ALIKE,	  /* much the same words, in its file */
	PASS_MOVED,	  /* the text of its line, in another file */
	PASS_EQUALS,	  /* one of several with an equal key, by order */
	PASS_PLACE,	  /* same file and line */
	PASS_NEAR,	  /* same file, the nearest line */
	PASS_BACK,	  /* same file and line as one that was fixed */
	IDENTITY_PASSES
};

/* The id in data/identity-passes.csv. */
struct str identity_pass_id(enum identity_pass pass);

/* What tells one finding from another; 0 and "" are not known. */
struct marks {
	/* "name:value", a line each, the best first: only values of the first
	 * name that two have in common are compared. */
	struct str fingerprint;
	uint64_t born;	  /* commit, path and line that brought the line */
	uint64_t text;	  /* GitHub's hash of the line, and its number */
	uint64_t context; /* hash of the lines and of those around */
	uint64_t words;	  /* hash of the line alone */
	struct line_sketch sketch;
	struct str package; /* that it is about */
	struct str version; /* of it */
};

/* Results about two packages are never one. */
bool marks_differ_in_package(const struct marks *a, const struct marks *b);

struct sighting { /* one result */
	struct marks marks;
	struct str rule;
	struct str path;
	uint64_t stream; /* one number for all names of a file */
	int64_t line;	 /* 0: none */
	int64_t end_line;
	int64_t result_id;
	int64_t scan_id;
	struct claim claim;
	int64_t cwe;   /* 0: none */
	int64_t about; /* the caller's own; of twins that of the least TRUST */
	int trust;
};

/* What a finding was until it was seen as something else. */
struct past {
	int64_t to_time;
	int64_t seen_time; /* of the last sighting as this */
	struct str rule;
	struct str path;
	int64_t line;
	int64_t result_id; /* of that sighting, as all here */
	int64_t cwe;
	int64_t about;
	int64_t tool_time;
	enum unseen unseen; /* why scans up to TO_TIME said nothing of it */
	int64_t unseen_time;
	bool same_lines; /* it stood on what it stood on after TO_TIME */
};

struct finding {
	struct marks marks;  /* each of the last sighting that had it */
	struct str key_text; /* of the first sighting: these stay */
	struct str key_rule;
	struct str key_path;
	int64_t ordinal; /* among those of equal keys, from 1 */
	struct str rule; /* at the last sighting, as all below "last" */
	struct str path; /* last */
	uint64_t stream; /* last */
	int64_t line;	 /* last */
	struct life life;
	int64_t first_result_id;
	int64_t last_result_id;
	int64_t cwe;   /* of the last sighting that had one */
	int64_t about; /* of the last sighting, as the next */
	int64_t lines; /* of its region, but for the first */
	struct {       /* in order of time */
		struct past *items;
		size_t count;
		size_t room;
	} pasts;
};

/* The finding that a result begins, before any event has seen it; texts are the
 * sighting's, but for the key's, which may be in KEEP. Its ordinal is the
 * caller's to set. */
struct finding finding_begin(
    const struct sighting *sighting, struct arena *keep);
/* Event NUMBER of SERIES sees it as SIGHTING says. */
void finding_see(struct finding *finding, const struct sighting *sighting,
    const struct series *series, size_t number, struct arena *keep);

/* A result that belongs to a finding, other than its first. */
struct known_again {
	size_t finding; /* its index */
	int64_t result_id;
	enum identity_pass pass;
};

struct tracker;

/* A tracker for one rule in one file after another; KEEP is reset with each. */
struct tracker *tracker_new(struct arena *keep);
void tracker_free(struct tracker *tracker); /* NULL is fine */

/* Begins with the next rule and file of SERIES, which is borrowed. */
void tracker_begin(struct tracker *tracker, const struct series *series);
/* Takes a result of EVENT (from 1); events come in order, lines ascending.
 * Texts are copied. */
void tracker_add(
    struct tracker *tracker, size_t event, struct sighting sighting);
/* After the last result; the findings, in the order first seen, are valid
 * until the next begin. */
void tracker_end(struct tracker *tracker);
size_t tracker_count(const struct tracker *tracker);
const struct finding *tracker_finding(const struct tracker *tracker, size_t i);
/* Results that were known again, in the order of events. */
size_t tracker_known_count(const struct tracker *tracker);
const struct known_again *tracker_known(
    const struct tracker *tracker, size_t i);

#endif
