/* The registry of readers of notes. */
#include "importers/notes/reader.h"

#define NOTE_READER_ROW(name) &note_reader_##name,
const struct note_reader *const note_readers[] = { NOTE_READERS(NOTE_READER_ROW)
	    NULL };
