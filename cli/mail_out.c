/* Puts a summary together. Its Message-ID is of organisation (else repository),
 * audience and period alone, so that the next one can refer to it without
 * having seen it; of a period that is still open, and of a correction, also of
 * the data. */
#include "cli/mail_out.h"

#include <stdio.h>

#include "base/buf.h"
#include "model/query.h"

/* A domain that is nobody's (RFC 2606): a draft has to have a sender. */
#define NO_SENDER "assay@assay.invalid"

static bool read_address(struct mail_address *address, struct str text,
    struct arena *keep, struct error *err)
{
	*address = (struct mail_address){ STR_NONE, STR_NONE };
	return !text.len || mail_address_read(address, text, keep, err);
}

static bool read_addresses(struct mail *mail, const struct mail_wish *wish,
    const struct audit *audit, struct error *err)
{
	struct arena *keep = audit->context->keep;
	const struct config_mail *given = &audit->file->config->mail;
	struct str from = wish->from.len ? wish->from : str_from(given->from);
	VEC(struct mail_address) list = { 0 };
	struct mail_address one;
	if (!read_address(
		&mail->from, from.len ? from : STR(NO_SENDER), keep, err) ||
	    !read_address(
		&mail->reply_to, str_from(given->reply_to), keep, err))
		return false;
	for (size_t i = 0; i < wish->to_count; i++) {
		if (!mail_address_read(&one, wish->to[i], keep, err))
			return false;
		VEC_PUSH(&list, keep, one);
	}
	for (unsigned i = 0; i < given->to_count && !wish->to_count; i++) {
		if (!str_equal_z(wish->audience, given->to[i].audience))
			continue;
		if (!mail_address_read(
			&one, str_from(given->to[i].address), keep, err))
			return false;
		VEC_PUSH(&list, keep, one);
	}
	mail->to = list.items;
	mail->to_count = list.count;
	return true;
}

/* Of whom all summaries of a series are: the organisation, else the first of
 * the repositories. */
static bool read_series(struct str *series, const struct model *model,
    struct arena *keep, struct error *err)
{
	struct query *query = NULL;
	*series = model_setting(model, STR("organisation.name"), keep);
	if (series->len)
		return true;
	if (!query_open(&query, model,
		"SELECT key FROM repository ORDER BY key LIMIT 1", err))
		return false;
	if (query_next(query))
		*series = arena_str(keep, query_text(query, 0));
	return query_close(query, err);
}

/* That of the summary of PERIOD for the same readers. */
static struct str id_of(const struct mail *mail, const struct mail_wish *wish,
    struct str series, struct period period, struct str besides,
    struct arena *keep)
{
	const struct str parts[] = { STR("assay mail"), series, wish->audience,
		period_id(keep, period), besides };
	return mail_id(mail->from, parts, sizeof parts / sizeof *parts, keep);
}

static bool set_ids(struct mail *mail, const struct mail_wish *wish,
    const struct report *report, const struct audit *audit, struct error *err)
{
	struct arena *keep = audit->context->keep;
	struct period period = wish->period;
	struct str none = STR("");
	struct str series;
	bool own = !period.closed || wish->correction;
	if (!read_series(&series, audit->model, keep, err))
		return false;
	mail->message_id = id_of(mail, wish, series, period,
	    own ? report->meta.report_id : none, keep);
	if (wish->correction)
		mail->reference = id_of(mail, wish, series, period, none, keep);
	else if (period.from != UNKNOWN)
		mail->reference = id_of(
		    mail, wish, series, period_shift(period, -1), none, keep);
	return true;
}

static struct str full_words(const struct mail_wish *wish, struct arena *keep)
{
	if (wish->attach.len)
		return arena_printf(keep, "report." STR_FMT ", attached",
		    STR_ARG(wish->attach));
	if (wish->link.len)
		return wish->link;
	return wish->beside ? STR("report.html and report.pdf, beside this "
				  "message")
			    : STR("ask whoever sent this message");
}

static bool build(struct report *report, const struct mail_wish *wish,
    const struct audit *audit, struct error *err)
{
	struct arena *keep = audit->context->keep;
	struct report_request request = report_asked(audit, wish->engine);
	request.template =
	    arena_printf(keep, "mail-" STR_FMT, STR_ARG(wish->audience));
	request.full = full_words(wish, keep);
	if (wish->attach.len && wish->restricted)
		request.warning =
		    STR("The report that is attached is the restricted "
			"edition: it shows small groups, and people under "
			"pseudonyms. Pass it on to nobody.");
	if (!report_build(report, &request, keep, err))
		return false;
	report_list_untranslated(report);
	return true;
}

/* The text of a tree, as it would be read. */
static bool check_names(const struct render *render, const struct model *model,
    const char *what, struct error *err)
{
	struct arena *scratch = arena_new();
	struct buf text = { 0 };
	bool done = backend_text.write(&text, render, scratch, err) &&
		    mail_names_nobody(model, buf_str(&text), what, err);
	buf_free(&text);
	arena_free(scratch);
	return done;
}

static bool write_file(struct attachment *file, struct render *render,
    const struct mail_wish *wish, struct arena *keep, struct error *err)
{
	bool is_pdf = str_equal_z(wish->attach, "pdf");
	const struct backend *backend = is_pdf ? &backend_pdf : &backend_html;
	struct arena *scratch = arena_new();
	struct buf out = { 0 };
	bool done = backend->write(&out, render, scratch, err);
	*file = (struct attachment){
		.name = arena_printf(keep, "report.%s", backend->suffix),
		.mime = is_pdf ? STR("application/pdf") : STR("text/html"),
		.content = arena_str(keep, buf_str(&out)),
	};
	buf_free(&out);
	arena_free(scratch);
	return done;
}

/* The board report, with an engine of its own: it may show what the summary
 * must not. */
static bool attach(struct mail *mail, const struct mail_wish *wish,
    struct audit *audit, const struct report_look *look, struct error *err)
{
	struct arena *keep = audit->context->keep;
	struct attachment *file = ARENA_NEW(keep, struct attachment);
	struct engine *engine = NULL;
	struct report report;
	if (!engine_open(&engine, audit->model, wish->period,
		&audit->context->folders,
		option_value(audit->context, "measures"), keep, err))
		return false;
	engine_show_small(engine, wish->restricted);
	const struct report_request request = report_asked(audit, engine);
	bool done = (!wish->restricted || audit_name_people(audit, err)) &&
		    report_build(&report, &request, keep, err);
	if (done) {
		struct render render = report_render(&report, look, audit);
		done = (wish->restricted ||
			   check_names(&render, audit->model,
			       "the report that is attached", err)) &&
		       write_file(file, &render, wish, keep, err);
	}
	engine_close(engine);
	mail->files = file;
	mail->file_count = 1;
	return done;
}

static bool write_mail(struct made_mail *made, const struct render *render,
    struct arena *keep, struct error *err)
{
	struct arena *scratch = arena_new();
	struct buf out = { 0 };
	size_t html_bytes = 0;
	bool done =
	    mail_write(&out, &html_bytes, &made->mail, render, scratch, err);
	made->message = arena_str(keep, buf_str(&out));
	buf_free(&out);
	arena_free(scratch);
	if (done && html_bytes > MAIL_HTML_BYTES_MAX)
		fprintf(stderr,
		    "note: the HTML of the mail has %zu kB; some readers cut "
		    "it at 102 kB\n",
		    html_bytes / 1000);
	return done;
}

static bool finish(struct made_mail *made, const struct report *report,
    const struct mail_wish *wish, struct audit *audit,
    const struct report_look *look, struct error *err)
{
	struct arena *keep = audit->context->keep;
	struct mail *mail = &made->mail;
	struct render render = report_render(report, look, audit);
	struct str subject =
	    report->subject.len ? report->subject : report->meta.title;
	const char *mark = wish->attach.len && wish->restricted ? "Restricted"
			   : wish->correction			? "Corrected"
								: NULL;
	mail->preheader = report->preheader;
	mail->date = wish->dated == UNKNOWN ? report->meta.as_of : wish->dated;
	mail->subject = subject;
	if (mark)
		mail->subject = arena_printf(keep, STR_FMT ": " STR_FMT,
		    STR_ARG(language_say(report->language, STR("mail"),
			str_from(mark), NULL, keep)),
		    STR_ARG(subject));
	if (!set_ids(mail, wish, report, audit, err))
		return false;
	if (!wish->restricted &&
	    (!mail_names_nobody(
		 audit->model, mail->subject, "the subject of the mail", err) ||
		!check_names(&render, audit->model, "the mail", err)))
		return false;
	if (wish->attach.len && !attach(mail, wish, audit, look, err))
		return false;
	return write_mail(made, &render, keep, err);
}

bool mail_make(struct made_mail *made, const struct mail_wish *wish,
    struct audit *audit, struct error *err)
{
	struct report_look own = { .face = NULL };
	const struct report_look *look = wish->look ? wish->look : &own;
	*made = (struct made_mail){ 0 };
	struct report *report = &made->report;
	if (!read_addresses(&made->mail, wish, audit, err) ||
	    !build(report, wish, audit, err))
		return false;
	if (report->alone && wish->attach.len) {
		error_set(err, ERROR_USAGE,
		    "the full report is not for the audience " STR_FMT,
		    STR_ARG(wish->audience));
		return error_fix(err, "leave --attach and mail.attach out");
	}
	bool done =
	    (wish->look || report_open_look(&own, report, audit, err)) &&
	    finish(made, report, wish, audit, look, err);
	report_close_look(&own);
	return done || error_while(err, "making the mail");
}
