/* See cover.h. Paths that may stand in a bag need no escape in a link. */
#include "render/bag/cover.h"

#include "base/date.h"
#include "base/rules.h"
#include "render/html/escape.h"

#define MATRIX STR("data/controls/control-matrix.csv")

static const char head[] =
    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
    "'none'; "
    "style-src 'unsafe-inline'\">\n"
    "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
    "<meta name=\"color-scheme\" content=\"light dark\">\n<style>\n"
    "body{font:16px/1.5 Inter,\"Helvetica Neue\",Arial,sans-serif;"
    "max-width:60rem;margin:2rem auto;padding:0 1rem}\n"
    "h1{font-size:1.6rem;line-height:1.25}h2{font-size:1.15rem;margin-top:2rem}"
    "\n"
    "table{border-collapse:collapse;width:100%}\n"
    "th,td{text-align:left;vertical-align:top;padding:.3rem .8rem .3rem 0;"
    "border-top:1px solid #8886;font-weight:400;overflow-wrap:anywhere}\n"
    "thead th{border-top:0;opacity:.75}\n"
    ".seal{border-left:4px solid;padding:.3rem 1rem}\n"
    ".wide{overflow-x:auto}.wide table{font-size:.85rem;min-width:50rem}\n"
    ".wide th,.wide td{overflow-wrap:normal}\n"
    ".wide td:nth-child(1),.wide td:nth-child(4){white-space:nowrap}\n"
    ".wide td:nth-child(6){overflow-wrap:anywhere}\n"
    "</style>\n";

/* What lies where; a row whose files a bag has not is left out. */
static const struct {
	const char *prefix;
	const char *link; /* NULL: the prefix itself is a file */
	const char *text;
} places[] = {
	{ "data/report/report.html", NULL, "the report, for a browser" },
	{ "data/report/report.pdf", NULL, "the report, for paper" },
	{ "data/report/report.txt", NULL, "the report as text" },
	{ "data/report/report.json", NULL, "the report for programs" },
	{ "data/report/summary.eml", NULL, "the summary as a mail" },
	{ "data/tables/", "tables/",
	    "a table for each chart and table, and what each column means" },
	{ "data/controls/", "controls/",
	    "the control matrix, and OSCAL assessment results" },
	{ "data/findings/", "findings/",
	    "a file for each problem that is open, and what management "
	    "answered" },
	{ "data/sbom/ai-bom.cdx.json", NULL,
	    "the AI bill of materials: tools, models, servers (CycloneDX)" },
	{ "data/statement.intoto.json", NULL,
	    "the inputs by their digests, and the parameters (in-toto)" },
	{ "data/population/", "population/",
	    "what was read and what was not, totals, samples" },
	{ "data/inputs/", "inputs/",
	    "each input with its digest and its days" },
	{ "data/method/", "method/",
	    "definitions, limits, rules, settings, versions" },
	{ "data/trace/", "trace/",
	    "each printed number with its cell, and the records behind it" },
	{ "data/log/", "log/", "the run, step by step" },
};

static void add_row(struct buf *out, const char *name, struct str value)
{
	if (!value.len)
		return;
	buf_printf(out, "<tr><th>%s</th><td>", name);
	html_add_text(out, value);
	buf_add_z(out, "</td></tr>\n");
}

static void add_facts(
    struct buf *out, const struct bag_info *info, struct arena *keep)
{
	buf_add_z(out, "<table>\n");
	add_row(out, "Scope", info->scope);
	add_row(out, "Report", info->identifier);
	add_row(out, "As of", date_iso(keep, info->as_of));
	if (info->keep_until)
		add_row(out, "Keep until", date_iso(keep, info->keep_until));
	add_row(out, "Made by", info->program);
	add_row(out, "Edition",
	    info->restricted ? STR("restricted: not for all readers")
			     : STR("for all readers"));
	add_row(out, "Follows",
	    info->previous.len ? arena_printf(keep,
				     "the bag whose tagmanifest-sha256.txt has "
				     "SHA-256 " STR_FMT,
				     STR_ARG(info->previous))
			       : STR("none: the first of its chain"));
	buf_add_z(out, "</table>\n");
}

static void add_seal(struct buf *out, const struct bag_info *info)
{
	buf_add_z(out, "<p class=\"seal\"><b>");
	if (info->signer.len) {
		buf_add_z(out, "Signed</b> by the key ");
		html_add_text(out, info->signer);
		buf_add_z(out, ". That this stands here proves nothing: "
			       "VERIFY.txt beside the folder data has the "
			       "commands that check it.</p>\n");
	} else {
		buf_add_z(out, "Not signed.</b> It can be shown that the bag "
			       "is whole, but not who made it, nor that "
			       "nobody made it anew. VERIFY.txt beside the "
			       "folder data has the commands.</p>\n");
	}
}

static size_t count_below(const struct bag_files *files, const char *prefix)
{
	size_t count = 0;
	for (size_t i = 0; i < files->count; i++)
		count += str_starts(files->items[i].path, str_from(prefix));
	return count;
}

static void add_places(struct buf *out, const struct bag_files *files)
{
	buf_add_z(out, "<h2>What lies where</h2>\n<table>\n");
	for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
		size_t count = count_below(files, places[i].prefix);
		const char *link = places[i].link
				       ? places[i].link
				       : places[i].prefix + sizeof "data";
		if (!count)
			continue;
		buf_printf(out,
		    "<tr><th><a href=\"%s\">%s</a></th><td>%s</td><td>", link,
		    link, places[i].text);
		if (places[i].link)
			buf_printf(
			    out, "%zu file%s", count, count == 1 ? "" : "s");
		buf_add_z(out, "</td></tr>\n");
	}
	buf_add_z(out, "</table>\n");
}

/* One line a control: what was found, how strong, by which records. */
static bool add_register(struct buf *out, const struct bag_files *files,
    struct arena *keep, struct error *err)
{
	static const char *const columns[] = { "list", "control", "requirement",
		"result", "strength", "evidence" };
	enum { COLUMNS = sizeof columns / sizeof columns[0] };
	const struct bag_file *matrix = bag_find(files, MATRIX);
	struct rules rules;
	size_t at[COLUMNS];
	if (!matrix)
		return true;
	struct str content;
	if (!bag_content(&content, files, matrix, keep, err) ||
	    !rules_parse(&rules, MATRIX, content, keep, err))
		return false;
	for (size_t i = 0; i < COLUMNS; i++)
		if (!rules_column(&rules, columns[i], &at[i], err))
			return false;
	buf_add_z(out, "<h2>Register of controls</h2>\n<p>What the evidence "
		       "says of each control, and which measures say it. It "
		       "says nothing of a law or standard as a "
		       "whole.</p>\n<div class=\"wide\"><table>\n<thead><tr>");
	for (size_t i = 0; i < COLUMNS; i++)
		buf_printf(out, "<th>%s</th>", columns[i]);
	buf_add_z(out, "</tr></thead>\n<tbody>\n");
	for (size_t row = 0; row < rules.row_count; row++) {
		buf_add_z(out, "<tr>");
		for (size_t i = 0; i < COLUMNS; i++) {
			buf_add_z(out, "<td>");
			html_add_text(out, rules_cell(&rules, row, at[i]));
			buf_add_z(out, "</td>");
		}
		buf_add_z(out, "</tr>\n");
	}
	buf_add_z(out, "</tbody></table></div>\n");
	return true;
}

bool bag_cover(struct buf *out, const struct bag_files *files,
    const struct bag_info *info, struct arena *keep, struct error *err)
{
	buf_add_z(out, head);
	buf_add_z(out, "<title>Evidence");
	html_add_text(
	    out, arena_printf(keep, ", " STR_FMT, STR_ARG(info->period)));
	buf_add_z(out, "</title>\n</head>\n<body>\n<h1>Evidence behind the "
		       "report on AI-written code<br>");
	if (info->organisation.len)
		html_add_text(out, arena_printf(keep, STR_FMT ", ",
				       STR_ARG(info->organisation)));
	html_add_text(out, info->period);
	buf_add_z(out, "</h1>\n");
	add_seal(out, info);
	add_facts(out, info, keep);
	add_places(out, files);
	bool done = add_register(out, files, keep, err);
	buf_add_z(out, "</body>\n</html>\n");
	return done;
}
