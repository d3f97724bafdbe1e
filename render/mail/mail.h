/* A report as a mail (RFC 5322, MIME): the text back end first, then HTML that
 * holds where Word draws it, pictures by Content-ID (RFC 2392), files behind.
 * All ids and boundaries are made of digests: the same report gives the same
 * bytes. */
#ifndef RENDER_MAIL_MAIL_H
#define RENDER_MAIL_MAIL_H

#include <stddef.h>
#include <stdint.h>

#include "render/backend.h"

/* Gmail cuts the HTML off at about 102 kB. */
enum { MAIL_HTML_BYTES_MAX = 80 << 10 };

struct mail_address {
	struct str name; /* none: the address alone */
	struct str address;
};

/* What the head says. Texts may be any bytes: what could end a line or turn
 * the direction of writing is gone from the message. */
struct mail {
	struct mail_address from;
	const struct mail_address *to; /* none: nobody is named */
	size_t to_count;
	struct mail_address reply_to; /* address none: From */
	struct str subject;
	struct str preheader;  /* what lists show behind the subject */
	struct str message_id; /* of mail_id */
	struct str reference;  /* that of the mail before; none: the first */
	int64_t date;
	const struct attachment *files;
	size_t file_count;
};

/* Libraries; once, at the start of a program that writes mails. */
void mail_set_up(void);

/* "32 digits@domain of FROM": of what PARTS are together, each of its own. */
struct str mail_id(struct mail_address from, const struct str *parts,
    size_t count, struct arena *keep);

/* One mailbox, "Name <address>" or an address: ASCII, with a domain, nothing
 * that could be a header or a second address. An error says what is wrong; FROM
 * WHERE is for it. */
bool mail_address_read(struct mail_address *address, struct str text,
    struct arena *keep, struct error *err) MUST_USE;

/* Writes MAIL with the tree of RENDER, lines ended by CRLF. *HTML_BYTES is how
 * large its HTML is. Errors are of the back ends and of the library. */
bool mail_write(struct buf *out, size_t *html_bytes, const struct mail *mail,
    const struct render *render, struct arena *scratch,
    struct error *err) MUST_USE;

#endif
