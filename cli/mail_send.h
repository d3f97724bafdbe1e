/* Hands a finished mail to a server (SMTP by libcurl) or to a program that
 * takes mails as sendmail does. This is the only use of a network. */
#ifndef CLI_MAIL_SEND_H
#define CLI_MAIL_SEND_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "render/mail/mail.h"

enum { MAIL_RETRIES_DEFAULT = 3, MAIL_RETRIES_MAX = 5 };

struct mail_server {
	struct str url;	  /* as mail_server_is has it */
	struct str login; /* a netrc file; none: the environment */
	struct str ca;	  /* certificates to trust; none: the system's */
	int retries;	  /* of what may pass, with longer and longer waits */
};

/* Variables of the environment that hold the login. */
#define MAIL_USER_VARIABLE "ASSAY_SMTP_USER"
#define MAIL_PASSWORD_VARIABLE "ASSAY_SMTP_PASSWORD"

/* Who took it; an error of one does not stop the others. */
struct mail_account {
	size_t sent;
	size_t refused; /* by the server, each told on standard error */
};

/* "smtps://HOST" (TLS from the start) or "smtp://HOST" (STARTTLS, required),
 * with a port or not; nothing else, and no login in it. */
bool mail_server_is(struct str url);

/* Sends MESSAGE to each of TO by itself. An error is what concerns all: no
 * connection, no trust, no login. */
bool mail_send(struct mail_account *account, const struct mail_server *server,
    const struct mail *mail, struct str message, struct arena *keep,
    struct error *err) MUST_USE;

/* Runs PROGRAM -t -oi -f FROM with MESSAGE on its standard input, by no shell;
 * it takes the recipients from the message. */
bool mail_pipe(struct str program, const struct mail *mail, struct str message,
    struct arena *keep, struct error *err) MUST_USE;

#endif
