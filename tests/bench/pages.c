/* Writes a report of a hundred pages or so, with forty charts (four of them in
 * the sample document) and a table of 5,000 rows, as HTML and PDF: the document
 * tree is made here, so that only layout, drawing and writing are measured.
 *
 * pages FOLDER [html|pdf] writes FOLDER/report.html and FOLDER/report.pdf, or
 * the one that is named. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "tests/unit/pdf_sample.h"

enum { CHARTS = 36, ROWS = 5000, TEXTS = 2, KINDS = 4 };

static const struct {
	const struct chart_kind *kind;
	const void *data;
	const char *title;
} drawn[KINDS] = {
	{ &chart_forest, &sample_forest,
	    "Like for like, AI-assisted code has 1.31 times the problems" },
	{ &chart_control, &sample_control,
	    "One week stands out, and the last 8 lie below the average" },
	{ &chart_origin, &sample_origin,
	    "3 in 4 AI-assisted lines passed every step" },
	{ &chart_heat, &sample_heat,
	    "Checking what an AI returns is open in 14 of 34 repositories" },
};

/* A chapter with one chart and some text. */
static void add_chapter(struct arena *keep, struct doc *document, size_t at)
{
	const char *id = arena_z(keep, arena_printf(keep, "chapter-%zu", at));
	const char *title = drawn[at % KINDS].title;
	const char *const texts[] = { title,
		"Problems per 1,000 lines, AI-assisted against human-written; "
		"338,300 lines of known origin.",
		"Source: table T-20. Association, not proof of cause." };
	struct doc *section = add_section(keep, document, id, false);
	add_h(keep, section, 2, TEXT_HEADING, title);
	for (size_t i = 0; i < TEXTS; i++)
		add_p(keep, section, TEXT_BODY,
		    arena_z(keep,
			arena_printf(keep,
			    "In service %zu AI took part in %zu of %zu changes "
			    "of the quarter; reviewers who were trained in the "
			    "language approved %zu of them, and the rest waits "
			    "for the second approval that the policy asks for "
			    "since the spring.",
			    at, i * 17 + at, i * 40 + at * 2 + 50,
			    i * 11 + at)));
	add_figure(keep, section, drawn[at % KINDS].kind,
	    drawn[at % KINDS].data, texts);
}

static struct doc *make_document(struct arena *keep)
{
	struct doc *document = sample_document(keep, ROWS);
	for (size_t i = 0; i < CHARTS; i++)
		add_chapter(keep, document, i);
	return document;
}

static bool write_one(const struct backend *backend,
    const struct render *render, struct str folder, struct error *err)
{
	struct arena *scratch = arena_new();
	struct buf out = { 0 };
	struct str path = path_join(scratch, folder,
	    arena_printf(scratch, "report.%s", backend->suffix));
	bool done = backend->write(&out, render, scratch, err) &&
		    file_write(path, buf_str(&out), 0644, err);
	buf_free(&out);
	arena_free(scratch);
	return done;
}

int main(int argc, char **argv)
{
	const struct backend *const both[] = { &backend_html, &backend_pdf };
	struct arena *keep = arena_new();
	struct asset_folders folders = { 0 };
	struct doc_meta meta = sample_meta();
	struct typeface *face = NULL;
	struct error err = { 0 };
	bool done = argc > 1 && typeface_open(&face, STR_NONE, &err);
	struct render render = { .root = make_document(keep),
		.meta = &meta,
		.face = face,
		.folders = &folders,
		.paper = PAPER_A4 };
	done = done && doc_check(render.root, &err);
	for (size_t i = 0; i < 2 && done; i++)
		if (argc < 3 || strcmp(argv[2], both[i]->suffix) == 0)
			done = write_one(
			    both[i], &render, str_from(argv[1]), &err);
	if (!done)
		fprintf(stderr, "pages: %s\n",
		    argc > 1 ? err.message : "usage: pages FOLDER [html|pdf]");
	typeface_close(face);
	arena_free(keep);
	return !done;
}
