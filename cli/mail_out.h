/* A summary as a finished mail: the template mail-AUDIENCE of a run's model,
 * with the addresses of the configuration or the command line, and the report
 * where it is to go with it. */
#ifndef CLI_MAIL_OUT_H
#define CLI_MAIL_OUT_H

#include "cli/report_out.h"
#include "render/mail/mail.h"

struct mail_wish {
	struct str audience; /* board, engineering, auditor, customer, ... */
	struct period period;
	struct engine *engine;		/* that shows no small groups */
	const struct report_look *look; /* NULL: its own */
	struct str attach;		/* pdf or html; none: nothing */
	struct str link;		/* none: there is none */
	bool beside;			/* the report lies in the same folder */
	bool restricted; /* what is attached may tell of people */
	bool correction; /* of a summary that was sent before */
	int64_t dated;	 /* UNKNOWN: as of the data */
	struct str from; /* none: the configuration's */
	const struct str *to;
	size_t to_count; /* 0: the configuration's of this audience */
};

struct made_mail {
	struct mail mail;
	struct report report; /* that it tells */
	struct str message;   /* whole, with CRLF */
};

/* An error of kind ERROR_LIMIT says that it would name a person, and where. */
bool mail_make(struct made_mail *made, const struct mail_wish *wish,
    struct audit *audit, struct error *err) MUST_USE;

/* Whether TEXT holds the full name or the address of a person that MODEL knows;
 * then an ERROR_LIMIT with the line. WHAT is what TEXT is of. */
bool mail_names_nobody(const struct model *model, struct str text,
    const char *what, struct error *err) MUST_USE;

#endif
