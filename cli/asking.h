/* One question of the command line, and the model that it is asked of. */
#ifndef CLI_ASKING_H
#define CLI_ASKING_H

#include "analysis/engine.h"
#include "base/vec.h"
#include "cli/audit.h"

struct asking {
	struct context *context;
	struct audit audit;
	struct engine *engine;
	struct period period;
	const struct measure *measure; /* NULL: all of them */
	struct question question;
	VEC(struct str) by;
	VEC(struct key_value) where;
};

/* Options that ask; put into the tables of commands. */
/* clang-format off */
#define OPTION_BY                                                         \
	{ "by", 0, "KEY", "group by this key, or by month; may be repeated", \
	    true }
#define OPTION_WHERE                                                      \
	{ "where", 0, "KEY=VALUE",                                        \
	    "count only these; nothing after = is what is not known", true }
#define OPTION_SMALL                                                      \
	{ "restricted", 0, NULL,                                          \
	    "print small groups too, and what tells of people, under "    \
	    "pseudonyms",                                                 \
	    false }
/* clang-format on */

/* Reads the options; an unknown measure, key or condition is a usage error
 * with a suggestion. */
bool asking_read(struct asking *asking, struct context *context, struct str id,
    struct error *err) MUST_USE;
/* Opens the model, fills it when it is empty or paths are given, and the engine
 * for its period. */
bool asking_open(struct asking *asking, struct error *err) MUST_USE;
/* Without model and engine for a while, so that the process may be forked, and
 * with them again, here and in each that was. */
void asking_pause(struct asking *asking);
bool asking_resume(struct asking *asking, struct error *err) MUST_USE;
/* Also after asking_open failed. */
void asking_close(struct asking *asking);

/* Says on standard error when a condition names what the model has not. */
bool asking_note_unknown(struct asking *asking, struct error *err) MUST_USE;

#endif
