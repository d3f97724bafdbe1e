/* assay mail: the summary for an audience, written as a file, shown, handed to
 * a server, or to sendmail. Nothing is sent unless --smtp, --sendmail or --send
 * asks for it. */
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "base/near.h"
#include "base/utf8.h"
#include "cli/mail_out.h"
#include "cli/mail_send.h"

#define DEFAULT_AUDIENCE "board"
#define AUDIENCES "templates/mail-"
#define DEFAULT_SENDMAIL "/usr/sbin/sendmail"

enum { MODE_OF_MAIL = 0644, MODE_RESTRICTED = 0600 };

static const struct option options[] = {
	{ "audience", 0, "NAME",
	    "board (default), engineering, auditor, customer: the template "
	    "mail-NAME",
	    false },
	{ "file", 'o', "FILE", "write it to FILE; -: to standard output",
	    false },
	{ "to", 0, "ADDRESS",
	    "a recipient; default: those of mail.to for the audience", true },
	{ "from", 0, "ADDRESS", "the sender; default: mail.from", false },
	{ "smtp", 0, "URL",
	    "send it: smtps://HOST[:PORT], or smtp:// with STARTTLS", false },
	{ "send", 0, NULL, "send it to the server that mail.smtp names",
	    false },
	{ "sendmail", 0, "[=PATH]",
	    "hand it to PATH -t -oi; default: " DEFAULT_SENDMAIL, false },
	{ "login", 0, "FILE",
	    "a netrc file with the login; default: mail.login, else "
	    "$" MAIL_USER_VARIABLE " and $" MAIL_PASSWORD_VARIABLE,
	    false },
	{ "ca", 0, "FILE", "certificates to trust, as PEM; default: mail.ca",
	    false },
	{ "retries", 0, "N",
	    "tries after a temporary refusal, 0 to 5; default: 3", false },
	{ "dry-run", 0, NULL, "show envelope and head, send nothing", false },
	{ "attach", 0, "pdf|html", "the full report goes with it", false },
	{ "link", 0, "URL", "where the full report is; default: mail.link",
	    false },
	{ "restricted", 0, NULL,
	    "attach the restricted edition; let a person be named", false },
	{ "correction", 0, NULL, "it corrects the summary that was sent before",
	    false },
	{ "now", 0, NULL, "date it by the clock, not by the data", false },
	OPTION_CONFIG,
	OPTION_DB,
	OPTION_PERIOD,
	OPTION_AS_OF,
	OPTION_NO_CACHE,
	OPTION_JOBS,
	OPTION_MEASURES,
	OPTION_DATA,
	OPTION_TEMPLATES,
	{ NULL, 0, NULL, NULL, false },
};

struct mailing {
	struct context *context;
	struct audit audit;
	struct mail_wish wish;
	struct mail_server server; /* url: none, it is not to be sent so */
	struct str program;	   /* none: likewise */
	struct str file;	   /* none: likewise */
	bool shows;
};

/* ------------------------------------------------------------- question -- */

static bool read_attach(struct mailing *mailing, struct error *err)
{
	struct str attach = option_value(mailing->context, "attach");
	struct str link = option_value(mailing->context, "link");
	if (link.ptr && !str_starts(link, STR("https://")) &&
	    !str_starts(link, STR("http://")))
		return error_set(err, ERROR_USAGE,
		    "expected --link with https://, found \"" STR_FMT "\"",
		    STR_ARG(link));
	mailing->wish.attach = attach;
	mailing->wish.link = link;
	return true;
}

static bool read_recipients(struct mailing *mailing, struct error *err)
{
	struct context *context = mailing->context;
	struct mail_address unused;
	VEC(struct str) list = { 0 };
	struct str value;
	size_t at = 0;
	while (option_next(context, "to", &at, &value)) {
		if (!mail_address_read(&unused, value, context->keep, err))
			return false;
		VEC_PUSH(&list, context->keep, value);
	}
	mailing->wish.to = list.items;
	mailing->wish.to_count = list.count;
	mailing->wish.from = option_value(context, "from");
	return !mailing->wish.from.ptr ||
	       mail_address_read(
		   &unused, mailing->wish.from, context->keep, err);
}

static bool read_server(struct mailing *mailing, struct error *err)
{
	const struct context *context = mailing->context;
	struct str url = option_value(context, "smtp");
	const struct option_range tries = { 0, MAIL_RETRIES_MAX,
		MAIL_RETRIES_DEFAULT };
	int retries;
	if (url.ptr && !mail_server_is(url)) {
		error_set(err, ERROR_USAGE,
		    "expected --smtp smtps://HOST[:PORT] or "
		    "smtp://HOST[:PORT], found \"" STR_FMT "\"",
		    STR_ARG(str_find_byte(url, '@') < url.len
				? STR("an address with a login in it")
				: url));
		return error_fix(err,
		    "the login stands in " MAIL_USER_VARIABLE
		    " and " MAIL_PASSWORD_VARIABLE ", or in a file");
	}
	if (!option_number(&retries, context, "retries", tries, err))
		return false;
	mailing->server = (struct mail_server){ .url = url,
		.login = option_value(context, "login"),
		.ca = option_value(context, "ca"),
		.retries = retries };
	return true;
}

/* Its template may be the user's own. */
static bool check_audience(struct mailing *mailing, struct error *err)
{
	struct context *context = mailing->context;
	struct arena *keep = context->keep;
	struct str audience = mailing->wish.audience;
	struct str content;
	struct error unused;
	struct str_list names = { 0 };
	struct str name;
	size_t at = 0;
	if (asset_read(&content, &context->folders,
		arena_printf(keep, AUDIENCES STR_FMT ".xml", STR_ARG(audience)),
		keep, &unused))
		return true;
	while (asset_next(&at, STR(AUDIENCES), &name))
		VEC_PUSH(&names, keep,
		    str_slice(name, sizeof AUDIENCES - 1, name.len - 4));
	error_set(err, ERROR_USAGE, "there is no audience \"" STR_FMT "\"",
	    STR_ARG(utf8_printable(keep, audience)));
	error_fix(err, "board, engineering, auditor or customer; or one of "
		       "your own: mail-NAME.xml in the folder that --templates "
		       "names");
	return near_fix(err, audience, names.items, names.count, keep);
}

/* What needs no model, so that a typing error costs no import. */
static bool read_options(struct mailing *mailing, struct error *err)
{
	const struct context *context = mailing->context;
	struct str audience = option_value(context, "audience");
	struct str program = option_value(context, "sendmail");
	mailing->wish.audience =
	    audience.len ? audience : STR(DEFAULT_AUDIENCE);
	mailing->wish.restricted = option_given(context, "restricted");
	mailing->wish.correction = option_given(context, "correction");
	mailing->shows = option_given(context, "dry-run");
	mailing->file = option_value(context, "file");
	if (program.ptr)
		mailing->program =
		    program.len ? program : STR(DEFAULT_SENDMAIL);
	return check_audience(mailing, err) && read_attach(mailing, err) &&
	       read_recipients(mailing, err) && read_server(mailing, err);
}

static struct str of_config(const struct mailing *mailing, const char *path)
{
	return path ? path_join(mailing->context->keep,
			  mailing->audit.file->folder, str_from(path))
		    : STR_NONE;
}

/* What the command line leaves open. */
static bool read_config(struct mailing *mailing, struct error *err)
{
	const struct config_mail *given = &mailing->audit.file->config->mail;
	struct mail_wish *wish = &mailing->wish;
	struct mail_server *server = &mailing->server;
	bool customer = str_equal_z(wish->audience, "customer");
	if (!wish->attach.ptr && given->attach && !customer)
		wish->attach = str_from(given->attach);
	if (!wish->link.ptr)
		wish->link = str_from(given->link);
	if (!server->login.ptr)
		server->login = of_config(mailing, given->login);
	if (!server->ca.ptr)
		server->ca = of_config(mailing, given->ca);
	if (option_given(mailing->context, "send") && !server->url.ptr)
		server->url = str_from(given->smtp);
	if (option_given(mailing->context, "send") && !server->url.ptr) {
		error_set(err, ERROR_USAGE, "--send has no server");
		return error_fix(
		    err, "set mail.smtp in the configuration, or give --smtp");
	}
	return true;
}

static bool is_asked(const struct mailing *mailing, struct error *err)
{
	if (mailing->shows || mailing->file.ptr || mailing->server.url.ptr ||
	    mailing->program.ptr)
		return true;
	error_set(err, ERROR_USAGE, "nothing is asked for");
	return error_fix(err, "-o FILE writes it, --dry-run shows it, --smtp, "
			      "--send or --sendmail sends it");
}

/* ------------------------------------------------------------ what for -- */

static bool can_be_sent(const struct mailing *mailing,
    const struct made_mail *made, struct error *err)
{
	const struct config_mail *given = &mailing->audit.file->config->mail;
	if (!made->mail.to_count) {
		error_set(err, ERROR_USAGE,
		    "nobody is named to send it to for the audience " STR_FMT,
		    STR_ARG(mailing->wish.audience));
		return error_fix(err, "give --to ADDRESS, or set mail.to in "
				      "the configuration");
	}
	if (mailing->wish.from.len || given->from)
		return true;
	error_set(err, ERROR_USAGE, "no sender is named");
	return error_fix(
	    err, "give --from ADDRESS, or set mail.from in the configuration");
}

/* The envelope, and the head as it goes out. */
static void show(const struct mailing *mailing, const struct made_mail *made)
{
	struct arena *keep = mailing->context->keep;
	struct str rest = made->message;
	struct str line;
	printf("server: " STR_FMT "\nfrom: " STR_FMT "\n",
	    STR_ARG(mailing->server.url.ptr ? mailing->server.url
		    : mailing->program.ptr  ? mailing->program
					    : STR("none")),
	    STR_ARG(made->mail.from.address));
	for (size_t i = 0; i < made->mail.to_count; i++)
		printf("to: " STR_FMT "\n", STR_ARG(made->mail.to[i].address));
	printf("bytes: %zu\n\n", made->message.len);
	while (str_line(&rest, &line) && line.len)
		printf(STR_FMT "\n", STR_ARG(utf8_printable(keep, line)));
}

static bool write_file(const struct mailing *mailing,
    const struct made_mail *made, struct error *err)
{
	if (!mailing->file.ptr)
		return true;
	if (!str_equal_z(mailing->file, "-"))
		return file_write(mailing->file, made->message,
		    mailing->wish.restricted ? MODE_RESTRICTED : MODE_OF_MAIL,
		    err);
	fwrite(made->message.ptr, 1, made->message.len, stdout);
	return true;
}

static bool give_to_server(const struct mailing *mailing,
    const struct made_mail *made, struct error *err)
{
	struct mail_account account;
	if (!mail_send(&account, &mailing->server, &made->mail, made->message,
		mailing->context->keep, err)) {
		if (account.sent + account.refused)
			fprintf(stderr, "sent to %zu of %zu before it failed\n",
			    account.sent, made->mail.to_count);
		return false;
	}
	if (account.refused)
		mailing->context->status = 1;
	return true;
}

static bool deliver(const struct mailing *mailing, const struct made_mail *made,
    struct error *err)
{
	bool sends = mailing->server.url.ptr || mailing->program.ptr;
	if (sends && !can_be_sent(mailing, made, err))
		return false;
	if (mailing->shows) {
		show(mailing, made);
		return true;
	}
	return write_file(mailing, made, err) &&
	       (!mailing->server.url.ptr ||
		   give_to_server(mailing, made, err)) &&
	       (!mailing->program.ptr ||
		   mail_pipe(mailing->program, &made->mail, made->message,
		       mailing->context->keep, err));
}

/* Who sends needs a socket or a program. */
static bool confine(const struct mailing *mailing)
{
	struct str file = mailing->file;
	if (mailing->server.url.ptr || mailing->program.ptr)
		return true;
	return audit_confine(&mailing->audit,
	    file.len && !str_equal_z(file, "-") ? path_folder(file) : STR_NONE);
}

static bool make(struct mailing *mailing, struct error *err)
{
	struct audit *audit = &mailing->audit;
	struct mail_wish *wish = &mailing->wish;
	struct made_mail made;
	if (!read_config(mailing, err) || !is_asked(mailing, err) ||
	    !confine(mailing) || !audit_fill(audit, err) ||
	    !audit_settle(audit, &wish->period, err) ||
	    !engine_open(&wish->engine, audit->model, wish->period,
		&mailing->context->folders,
		option_value(mailing->context, "measures"),
		mailing->context->keep, err))
		return false;
	wish->dated = option_given(mailing->context, "now")
			  ? (int64_t)time(NULL)
			  : UNKNOWN;
	bool done =
	    mail_make(&made, wish, audit, err) && deliver(mailing, &made, err);
	engine_close(wish->engine);
	return done;
}

static bool run(struct context *context, struct error *err)
{
	struct mailing mailing = { .context = context };
	if (!read_options(&mailing, err) ||
	    !audit_open(&mailing.audit, context, err))
		return false;
	bool done = make(&mailing, err);
	audit_close(&mailing.audit);
	return done;
}

const struct command command_mail = {
	.name = "mail",
	.arguments = "[PATH...]",
	.summary = "write or send the summary as a mail",
	.help =
	    "Makes the summary for an audience from the model (filled first "
	    "from PATH or the\nconfiguration where it is empty): text, HTML "
	    "and pictures, threaded to the one of the\nperiod before. -o "
	    "writes it, --dry-run shows whom it would go to; --smtp, --send "
	    "and\n--sendmail send it, and nothing else does. Exit status: 0 "
	    "when all took it, 1 when the\nserver refused some, 4 when it "
	    "could not be reached or trusted.",
	.options = options,
	.run = run,
};
