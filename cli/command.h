/* A command of the program: one file cli/cmd_<name>.c ending in one const
 * struct command, and one line in the registry. */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/asset.h"
#include "base/error.h"

/* An option of a command. All options take the form --name VALUE or
 * --name=VALUE; a flag takes none. */
struct option {
	const char *name;  /* "output", without dashes */
	char letter;	   /* 'o', or 0 */
	const char *value; /* "DIR" in the help, or "this|that" for choices;
			      NULL: a flag; in brackets: only with "=", and
			      may be left out */
	const char *help;  /* one line */
	bool repeats;
};

struct context;

struct command {
	const char *name;
	const char *arguments;	      /* "[PATH...]" in the help */
	const char *summary;	      /* one line */
	const char *help;	      /* a paragraph */
	const struct option *options; /* ended by a NULL name */
	bool (*run)(struct context *context, struct error *err);
};

/* One run of the program. */
struct context {
	const struct command *command;
	struct arena *keep;    /* lives as long as the run */
	struct str *arguments; /* what is no option, in order */
	size_t argument_count;
	struct option_value {
		const struct option *option;
		struct str value;
	} * values;
	size_t value_count;
	struct asset_folders folders; /* --data, --templates */
	int status; /* exit status on success: 0, or 1 for a missed limit */
};

/* The last value given for NAME; none when it was not given. A flag gives "".*/
struct str option_value(const struct context *context, const char *name);
bool option_given(const struct context *context, const char *name);
/* Which of its choices ("table|csv|json", checked when options are read) NAME
 * was given, counted from 0; the first when it was not given. */
int option_choice(const struct context *context, const char *name);
/* The values of a repeated option, in order: call with *AT = 0 first. */
bool option_next(const struct context *context, const char *name, size_t *at,
    struct str *value);

/* The first second of the day (or the second) that option NAME gives, and the
 * last one of it; UNKNOWN when it was not given. A usage error when it is no
 * date. */
bool option_date(int64_t *time, const struct context *context, const char *name,
    struct error *err) MUST_USE;
bool option_date_end(int64_t *time, const struct context *context,
    const char *name, struct error *err) MUST_USE;

/* What a number may be, both ends within, and what it is when not given. */
struct option_range {
	int low;
	int high;
	int otherwise;
};

/* The number that option NAME gives; a usage error when it is none, or out of
 * RANGE. */
bool option_number(int *number, const struct context *context, const char *name,
    struct option_range range, struct error *err) MUST_USE;

enum { JOBS_MAX = 16 };

/* The number that --jobs asks for; 0 when it was not given. */
bool option_jobs(
    int *jobs, const struct context *context, struct error *err) MUST_USE;

/* clang-format off */
#define OPTION_JOBS                                                     \
	{ "jobs", 'j', "N", "processes that read new repositories, or " \
			    "threads for one, 1 to 16; default: 2 "     \
			    "threads",                                  \
	    false }
/* Of commands that read rule tables; that write reports. */
#define OPTION_DATA \
	{ "data", 0, "DIR", "take rule tables from DIR first", false }
#define OPTION_TEMPLATES                                                     \
	{ "templates", 0, "DIR", "take report templates from DIR first", false }
/* clang-format on */

/* One line each: X(name) for command_name. */
/* clang-format off */
#define COMMANDS(X) \
	X(report)   \
	X(init)     \
	X(import)   \
	X(merge)    \
	X(check)    \
	X(query)    \
	X(lines)    \
	X(trace)    \
	X(gate)     \
	X(verify)   \
	X(diff)     \
	X(people)   \
	X(mail)     \
	X(export)   \
	X(explain)
/* clang-format on */

#define COMMAND_EXTERN(name) extern const struct command command_##name;
COMMANDS(COMMAND_EXTERN)
#undef COMMAND_EXTERN

extern const struct command *const commands[]; /* ended by NULL */

#endif
