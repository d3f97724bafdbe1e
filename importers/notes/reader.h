/* A format of records in git notes: one file ending in one const struct
 * note_reader, and one line in the registry below. */
#ifndef IMPORTERS_NOTES_READER_H
#define IMPORTERS_NOTES_READER_H

#include "importers/notes/claims.h"

struct note_reader {
	const char *recorder; /* in data/ai-recorders.csv */
	const char *signal;   /* attribution.signal */
	const char *refs;     /* "refs/notes/ai": in order of trust, blank-
				 separated; "*" stands for the rest */
	/* Reads the note CONTENT; claims are not settled. On false nothing of
	 * it counts, with the line in the note in ERR. */
	bool (*read)(
	    struct claims *claims, struct str content, struct error *err);
	bool shares_ids; /* an id that one note does not explain another may */
	bool is_by_ref;	 /* REFS is the start of a ref for each commit, which is
			    the record itself */
};

/* One line each: X(name) for note_reader_name. */
#define NOTE_READERS(X)                                                        \
	X(agentblame)                                                          \
	X(git_ai)                                                              \
	X(git_ai_ref)                                                          \
	X(whogitit)

#define NOTE_READER_EXTERN(name)                                               \
	extern const struct note_reader note_reader_##name;
NOTE_READERS(NOTE_READER_EXTERN)
#undef NOTE_READER_EXTERN

/* All of them in the registry's order, ended by NULL. */
extern const struct note_reader *const note_readers[];

#endif
