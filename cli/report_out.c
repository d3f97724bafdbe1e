/* Everything is made in memory first; files are then written beside the old
 * ones and renamed, so that a failure leaves those. */
#include "cli/report_out.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "analysis/engine.h"
#include "base/say.h"
#include "cli/mail_out.h"
#include "render/backend.h"
#include "render/brand.h"
#include "render/coverage.h"
#include "render/logo.h"
#include "render/report.h"
#include "render/text.h"

#define BACKEND_ROW(name) &backend_##name,
static const struct backend *const backends[] = { BACKENDS(BACKEND_ROW) };
enum { BACKEND_COUNT = sizeof backends / sizeof backends[0] };

/* The tables, for those who have the PDF alone; what else it holds comes as
 * it is written. */
static struct attachment *attach_tables(
    struct render *render, const struct report *report, struct arena *keep)
{
	struct attachment *files = arena_array(
	    keep, report->file_count + BACKEND_COUNT, sizeof *files);
	for (size_t i = 0; i < report->file_count; i++)
		files[i] = (struct attachment){
			.name = report->files[i].name,
			.description = report->files[i].title,
			.mime = STR("text/csv"),
			.content = report->files[i].content,
		};
	render->attachments = files;
	render->attachment_count = report->file_count;
	return files;
}

static uint32_t colour_of(const char *text, bool *given)
{
	uint32_t rgb = 0;
	*given = text && brand_read_colour(&rgb, str_from(text));
	return rgb;
}

/* The look that the configuration asks for. What was mended is told. */
static bool open_theme(struct theme *theme, struct audit *audit,
    const struct doc_meta *meta, struct error *err)
{
	struct arena *keep = audit->context->keep;
	const struct config_output *wanted = &audit->file->config->output;
	struct str_list notes = { 0 };
	struct brand brand = { .grey =
				   wanted->theme && wanted->theme[0] == 'g' };
	brand.colour = colour_of(wanted->colour, &brand.has_colour);
	brand.colour2 = colour_of(wanted->colour2, &brand.has_colour2);
	brand_theme(theme, &notes, &brand, keep);
	for (size_t i = 0; i < notes.count; i++)
		say(stderr, "note: " STR_FMT, STR_ARG(notes.items[i]));
	if (!wanted->logo)
		return true;
	struct str path =
	    path_join(keep, audit->file->folder, str_from(wanted->logo));
	if (!logo_read(&theme->logo, path, keep, err))
		return false;
	theme->logo.text = wanted->logo_text ? str_from(wanted->logo_text)
			   : meta->organisation.len ? meta->organisation
						    : STR("Logo");
	return true;
}

/* Once for each script that the fonts lack, here and in the report. */
static void tell_missing(
    const struct typeface *face, struct doc *root, struct arena *keep)
{
	struct missing_scripts missing;
	coverage_missing(&missing, face, root, keep);
	for (size_t i = 0; i < missing.count; i++)
		fprintf(stderr,
		    "warning: %zu character%s of " STR_FMT
		    " without glyph in the fonts of this report; "
		    "output.fonts names a folder of more\n",
		    missing.items[i].characters,
		    missing.items[i].characters == 1 ? "" : "s",
		    STR_ARG(missing.items[i].name));
	coverage_note(root, &missing, keep);
}

bool report_open_look(struct report_look *look, const struct report *report,
    struct audit *audit, struct error *err)
{
	struct arena *keep = audit->context->keep;
	const struct config_output *wanted = &audit->file->config->output;
	struct str fonts = STR_NONE;
	*look = (struct report_look){ .face = NULL };
	if (wanted->fonts)
		fonts = path_join(
		    keep, audit->file->folder, str_from(wanted->fonts));
	if (!open_theme(&look->theme, audit, &report->meta, err) ||
	    !typeface_open(&look->face, fonts, err))
		return false;
	typeface_set_theme(look->face, &look->theme);
	typeface_set_language(look->face, report->language);
	return true;
}

void report_close_look(struct report_look *look)
{
	typeface_close(look->face);
	look->face = NULL;
}

struct render report_render(const struct report *report,
    const struct report_look *look, const struct audit *audit)
{
	const char *paper = audit->file->config->output.paper;
	return (struct render){
		.root = report->root,
		.meta = &report->meta,
		.face = look->face,
		.folders = &audit->context->folders,
		.language = report->language,
		.theme = &look->theme,
		.report = report,
		.paper = paper && paper[0] == 'L' ? PAPER_LETTER : PAPER_A4,
	};
}

/* Walks the tree through every back end. */
static bool render_all(struct bag_files *outputs, struct audit *audit,
    const struct report *report, const struct report_look *look,
    struct error *err)
{
	struct arena *keep = audit->context->keep;
	struct render render = report_render(report, look, audit);
	bool done = true;
	tell_missing(look->face, report->root, keep);
	struct attachment *attached = attach_tables(&render, report, keep);
	for (size_t i = 0; i < BACKEND_COUNT && done; i++) {
		const struct backend *backend = backends[i];
		struct arena *scratch = arena_new();
		struct buf out = { 0 };
		struct str name =
		    arena_printf(keep, "report.%s", backend->suffix);
		progress_stage(audit->progress,
		    arena_printf(keep, "writing %s", backend->name));
		done = backend->write(&out, &render, scratch, err);
		struct str content = arena_str(keep, buf_str(&out));
		if (done)
			bag_add(outputs, name, content, keep);
		else
			error_while(err, "writing %s", backend->name);
		if (done && backend->mime)
			attached[render.attachment_count++] =
			    (struct attachment){ name, str_from(backend->about),
				    str_from(backend->mime), content };
		progress_end(audit->progress);
		buf_free(&out);
		arena_free(scratch);
	}
	return done;
}

/* One that would name a person is not written, and the report is. */
static bool make_summary(struct bag_files *outputs,
    const struct report **summary, struct audit *audit,
    const struct mail_wish *wish, struct error *err)
{
	struct made_mail *made =
	    ARENA_NEW(audit->context->keep, struct made_mail);
	if (mail_make(made, wish, audit, err)) {
		bag_add(outputs, STR("summary.eml"), made->message,
		    audit->context->keep);
		*summary = &made->report;
		return true;
	}
	if (err->kind != ERROR_LIMIT)
		return false;
	error_print(err, stderr);
	*err = (struct error){ 0 };
	fputs("note: summary.eml is not written\n", stderr);
	/* nor may one of an earlier run pass for it */
	unlink(arena_z(
	    audit->context->keep, path_join(audit->context->keep, audit->output,
				      STR("summary.eml"))));
	return true;
}

/* The summary for the board, beside the report; also beside a restricted one
 * it shows no small group, so that it has an engine of its own then, OWN, which
 * the caller closes: the summary shows texts of it. */
static bool add_summary(struct bag_files *outputs,
    const struct report **summary, struct engine **own, struct audit *audit,
    const struct report_wish *wish, struct engine *engine,
    const struct report_look *look, struct error *err)
{
	struct mail_wish asked = {
		.audience = STR("board"),
		.period = wish->period,
		.engine = engine,
		.look = look,
		.link = str_from(audit->file->config->mail.link),
		.beside = true,
		.dated = UNKNOWN,
	};
	if (!engine_shows_small(engine))
		return make_summary(outputs, summary, audit, &asked, err);
	if (!engine_open(own, audit->model, wish->period,
		&audit->context->folders,
		option_value(audit->context, "measures"), audit->context->keep,
		err))
		return false;
	asked.engine = *own;
	return make_summary(outputs, summary, audit, &asked, err);
}

static bool is_listed(const struct report *report, struct str name)
{
	for (size_t i = 0; i < report->file_count; i++)
		if (str_equal(report->files[i].name, name))
			return true;
	return false;
}

/* Tables of an older report that this one no longer has. */
static bool remove_old_tables(
    struct audit *audit, const struct report *report, struct error *err)
{
	struct arena *keep = audit->context->keep;
	struct str folder = path_join(keep, audit->output, STR("tables"));
	struct str_list names;
	if (!file_list(&names, folder, keep, err))
		return false;
	for (size_t i = 0; i < names.count; i++) {
		struct str name = names.items[i];
		if (str_starts(name, STR("T-")) &&
		    str_ends(name, STR(".csv")) && !is_listed(report, name))
			unlink(arena_z(keep, path_join(keep, folder, name)));
	}
	return true;
}

static bool write_all(struct audit *audit, const struct bag_files *outputs,
    const struct report *report, struct error *err)
{
	struct arena *keep = audit->context->keep;
	/* Who may read the report may know what is in it: not everybody. */
	unsigned mode =
	    option_given(audit->context, "restricted") ? 0600 : 0644;
	if (!file_make_folders(
		path_join(keep, audit->output, STR("tables")), err))
		return false;
	file_sweep(audit->output);
	file_sweep(path_join(keep, audit->output, STR("tables")));
	for (size_t i = 0; i < outputs->count; i++)
		if (!file_write(
			path_join(keep, audit->output, outputs->items[i].path),
			outputs->items[i].content, mode, err))
			return false;
	return remove_old_tables(audit, report, err);
}

void report_list_untranslated(const struct report *report)
{
	if (!getenv("ASSAY_UNTRANSLATED"))
		return;
	for (size_t i = 0; i < report->untranslated.count; i++)
		say(stderr, "untranslated: " STR_FMT,
		    STR_ARG(report->untranslated.items[i]));
}

/* English stands where a language has nothing. */
static void tell_untranslated(const struct report *report)
{
	if (!report->language)
		return;
	size_t sentences = language_missing(report->language)->count;
	size_t texts = report->untranslated.count;
	report_list_untranslated(report);
	if (sentences + texts)
		fprintf(stderr,
		    "warning: output.language " STR_FMT
		    ": what has no translation stands in English, texts of "
		    "this report: %zu, sentences of others: %zu\n",
		    STR_ARG(language_code(report->language)), texts, sentences);
}

struct report_request report_asked(
    const struct audit *audit, struct engine *engine)
{
	const char *language = audit->file->config->output.language;
	return (struct report_request){
		.engine = engine,
		.folders = &audit->context->folders,
		.language = language ? str_from(language) : STR("en"),
		.program = STR("assay " ASSAY_VERSION),
		.as_of = audit->as_of,
	};
}

bool report_write(
    struct audit *audit, const struct report_wish *wish, struct error *err)
{
	struct arena *keep = audit->context->keep;
	struct bag_files outputs = { 0 };
	struct engine *engine = NULL;
	struct engine *of_summary = NULL;
	struct report report = { 0 };
	struct report_look look = { .face = NULL };
	if (!engine_open(&engine, audit->model, wish->period,
		&audit->context->folders,
		option_value(audit->context, "measures"), keep, err))
		return false;
	bool restricted = option_given(audit->context, "restricted");
	engine_show_small(engine, restricted);
	if (restricted && !audit_name_people(audit, err)) {
		engine_close(engine);
		return false;
	}
	struct report_request request = report_asked(audit, engine);
	request.template = wish->template;
	request.subject = wish->subject;
	request.first = wish->first;
	request.title = wish->title;
	request.asked = wish->asked;
	progress_stage(audit->progress, STR("measuring"));
	const struct report *summary = NULL;
	bool done = report_build(&report, &request, keep, err);
	progress_end(audit->progress);
	if (done) {
		tell_untranslated(&report);
		for (size_t i = 0; i < report.file_count; i++)
			bag_add(&outputs,
			    path_join(
				keep, STR("tables"), report.files[i].name),
			    report.files[i].content, keep);
		done = report_open_look(&look, &report, audit, err) &&
		       render_all(&outputs, audit, &report, &look, err) &&
		       (!wish->mails ||
			   add_summary(&outputs, &summary, &of_summary, audit,
			       wish, engine, &look, err)) &&
		       write_all(audit, &outputs, &report, err);
		report_close_look(&look);
	}
	if (done && wish->bag)
		done = bag_out_write(
		    wish->bag, audit, engine, &report, summary, &outputs, err);
	engine_close(of_summary);
	engine_close(engine);
	return done;
}
