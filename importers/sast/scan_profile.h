/* How the report of a scanner is read: a text file data/scans/NAME.scan, one
 * statement a line; docs/formats.md has the grammar. One that lies in the
 * folder scans/ of the user's data folder counts as well, and stands for the
 * built-in one of its name. */
#ifndef IMPORTERS_SAST_SCAN_PROFILE_H
#define IMPORTERS_SAST_SCAN_PROFILE_H

#include "base/asset.h"
#include "base/error.h"
#include "base/file.h"
#include "importers/sast/scan_path.h"

enum {
	SCAN_PROFILE_LIMIT = 1 << 16, /* bytes */
	SCAN_SECTIONS_MAX = 16,	      /* kinds of records in a format */
	SCAN_CUTS_MAX = 4,	      /* behind a path */
};

/* Fields of a record, and of the report; the order is that of the table in
 * scan_profile.c. */
enum scan_field {
	SCAN_PATH,
	SCAN_LINE, /* also "42-45" */
	SCAN_END_LINE,
	SCAN_COLUMN,
	SCAN_RULE,
	SCAN_FORMER, /* what other reports of the tool call the rule */
	SCAN_MESSAGE,
	SCAN_SCORE, /* 0 to 10, or a CVSS 3 vector */
	SCAN_WORD,
	SCAN_LEVEL,	 /* as in SARIF */
	SCAN_CONFIDENCE, /* decides when there is nothing else */
	SCAN_IMPACT,	 /* parts of Fortify\'s order of priority */
	SCAN_PROBABILITY,
	SCAN_ACCURACY,
	SCAN_ASSUMED, /* the same when the tool says nothing at all */
	SCAN_CWE,     /* all that are found */
	SCAN_TAG,     /* likewise */
	SCAN_PACKAGE,
	SCAN_PACKAGE_VERSION,
	SCAN_COMMIT, /* in which it was found, when not the scanned one */
	SCAN_FIRST_TIME,
	SCAN_FIXED_TIME,
	SCAN_SUPPRESSED,	/* set aside, and accepted as such */
	SCAN_SUPPRESSED_STATUS, /* accepted, underReview, rejected */
	SCAN_SUPPRESSED_KIND,	/* inSource, external */
	SCAN_SUPPRESSED_REASON, /* "-": none; "": there is one, not kept */
	SCAN_SUPPRESSED_WORD,	/* the tool's own for it */
	SCAN_SUPPRESSED_TIME,
	SCAN_SUPPRESSED_UNTIL,
	SCAN_SUPPRESSED_BY, /* who: a name, an address or a login */
	SCAN_BASELINE,
	SCAN_KIND,
	SCAN_CATEGORY,
	SCAN_DUPLICATE, /* the tool says that it repeats another record */
	SCAN_PROBLEM,	/* the record tells of the scan, not of the code */
	SCAN_TOOL,
	SCAN_TOOL_VERSION,
	SCAN_ANALYSIS,
	SCAN_REPOSITORY,
	SCAN_REF,
	SCAN_REVISION,
	SCAN_TIME,
	SCAN_ROOT,   /* folder that paths begin with */
	SCAN_ERRORS, /* of the scan itself: each value counts */
	SCAN_FAILED, /* the scan did not end well */
	SCAN_TOTAL,  /* records that there are, in this file or not */
	SCAN_HIDDEN, /* how many the source suppresses and the file lacks */
	SCAN_FIELDS
};

enum scan_format { SCAN_JSON, SCAN_XML, SCAN_CSV };

/* What is done with the text at a path. */
struct scan_cut {
	enum scan_cut_kind {
		CUT_AFTER,   /* behind the first TEXT; nothing without */
		CUT_BEHIND,  /* behind the last TEXT; nothing without */
		CUT_BEFORE,  /* in front of the first TEXT, if any */
		CUT_UNTIL,   /* in front of the last TEXT, when no slash is
			      * behind it */
		CUT_WITHOUT, /* without TEXT at the start */
		CUT_ADD,     /* a number more */
		CUT_IS,	     /* "true" when it is like TEXT; nothing else */
		CUT_IN,	     /* looked up in the table TEXT */
		CUT_AS,	     /* TEXT in its place */
		CUT_LIKE,    /* as it is when it is like TEXT; else nothing */
		CUT_UNLIKE,  /* as it is when it is not */
	} kind;
	struct str text;
	int64_t number; /* or index of the lookup */
};

/* A text, or a path with cuts. */
struct scan_part {
	bool is_text;
	struct str text;
	struct scan_path path;
	struct scan_cut cuts[SCAN_CUTS_MAX];
	int cut_count;
};

/* Parts put together; all of them must be there. */
struct scan_term {
	struct scan_part *items;
	size_t count;
	size_t room;
};

/* Alternatives, best first. */
struct scan_value {
	struct scan_term *items;
	size_t count;
	size_t room;
};

/* "value word 5 = very high"; FROM may have '*'. */
struct scan_word {
	enum scan_field field;
	struct str from;
	struct str to;
};

struct scan_fingerprint {
	struct str name;
	bool is_line; /* means a text of the file, not the finding */
	struct scan_value value;
};

/* What the records of a section are. */
enum scan_use {
	SCAN_RESULTS,
	SCAN_COVERS, /* each names a rule that ran, a file looked at, or both */
	SCAN_UNREAD, /* each an error of the scan, with the file if it has one
		      */
	SCAN_SCANS,  /* each a scan, and whose the records behind it are that
		      * name no analysis */
};

/* One kind of records: where they are, and what is said of them alone. */
struct scan_section {
	enum scan_use use;
	struct scan_path unit;	 /* what is read at a time */
	struct scan_path record; /* below it; count 0: the unit itself */
	struct scan_value fields[SCAN_FIELDS];
	struct scan_value key; /* records of one key are one */
	struct {
		struct scan_word *items;
		size_t count;
		size_t room;
	} words;
	struct {
		struct scan_fingerprint *items;
		size_t count;
		size_t room;
	} fingerprints;
};

/* "lookup files $.components key path" */
struct scan_lookup {
	struct str name;
	struct scan_path rows;
	struct scan_path key;
	struct scan_path value;
};

struct scan_profile {
	struct str name;
	struct str version;
	struct str title;
	struct str source;
	struct str file;
	struct str text; /* all of the file */
	enum scan_format format;
	struct str xml_namespace; /* pattern; none: any */
	struct {
		struct str_list *items; /* each: alternatives, one needed */
		size_t count;
		size_t room;
	} match;
	struct str_list unless;
	struct str_list only;	    /* and nothing else; none: anything */
	struct str_list omit;	    /* members never read */
	struct str_list pages;	    /* how many records a full one holds */
	struct scan_section shared; /* what holds for all sections */
	struct {
		struct scan_section *items;
		size_t count;
		size_t room;
	} sections;
	struct {
		struct scan_lookup *items;
		size_t count;
		size_t room;
	} lookups;
};

struct scan_profile_list {
	struct scan_profile *items;
	size_t count;
	size_t room;
};

/* Reads one profile from TEXT; FILE is for messages. */
bool scan_profile_read(struct scan_profile *profile, struct str text,
    struct str file, struct arena *keep, struct error *err) MUST_USE;

/* All profiles, sorted by name. FOLDERS may be NULL. */
bool scan_profile_load(struct scan_profile_list *list,
    const struct asset_folders *folders, struct arena *keep,
    struct error *err) MUST_USE;

/* The value of FIELD for records of SECTION: its own, else the shared one. */
const struct scan_value *scan_profile_value(const struct scan_profile *profile,
    const struct scan_section *section, enum scan_field field);

#endif
