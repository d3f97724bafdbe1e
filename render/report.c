/* Builds a report: gathers the facts of the cover, asks for the indicators,
 * reads, resolves and expands the template, and turns tables into files. The
 * digest is of what the report was made from (sources with their content,
 * settings), so that two reports with one id were made from the same data. */
#include "render/report.h"

#include "base/buf.h"
#include "base/date.h"
#include "base/hash.h"
#include "base/vec.h"
#include "model/digest.h"
#include "model/model.h"
#include "model/query.h"
#include "render/expand.h"
#include "render/page_one.h"
#include "render/print.h"
#include "render/template.h"
#include "render/translate.h"

enum { ID_LETTERS = 8, ID_DIGITS = 4 };

static struct str text_setting(
    const struct model *model, const char *name, struct arena *keep)
{
	return model_setting(model, str_from(name), keep);
}

/* The configured name, else that of the only repository. */
static bool organisation(struct str *name, const struct model *model,
    int64_t repositories, struct arena *keep, struct error *err)
{
	struct query *query = NULL;
	*name = text_setting(model, "organisation.name", keep);
	if (name->len)
		return true;
	*name = STR("");
	if (!query_open(&query, model,
		"SELECT name FROM repository ORDER BY key LIMIT 1", err))
		return false;
	if (query_next(query) && repositories == 1 && query_text(query, 0).len)
		*name = arena_str(keep, query_text(query, 0));
	return query_close(query, err);
}

static struct str span_words(struct period period)
{
	switch (period.unit) {
	case PERIOD_QUARTER:
		return STR("quarter");
	case PERIOD_MONTH:
		return STR("month");
	case PERIOD_YEAR:
		return STR("year");
	case PERIOD_DATES:
		break;
	}
	return STR("period");
}

static struct str zone_words(int64_t seconds, struct arena *keep)
{
	int64_t minutes = seconds / 60;
	int64_t size = minutes < 0 ? -minutes : minutes;
	if (!minutes)
		return STR("UTC");
	return arena_printf(keep, "UTC%s%02lld:%02lld",
	    minutes < 0 ? "\xe2\x88\x92" : "+", (long long)(size / 60),
	    (long long)(size % 60));
}

static bool count_facts(
    struct facts *facts, const struct model *model, struct error *err)
{
	return query_number(&facts->repositories, model,
		   "SELECT count(*) FROM repository", err) &&
	       query_number(&facts->sources, model,
		   "SELECT count(*) FROM source WHERE importer <> 'config'",
		   err) &&
	       query_number(&facts->records_read, model,
		   "SELECT coalesce(sum(read), 0) FROM source"
		   " WHERE importer <> 'config'",
		   err) &&
	       query_number(&facts->records_rejected, model,
		   "SELECT coalesce(sum(rejected), 0) FROM source"
		   " WHERE importer <> 'config'",
		   err);
}

static bool gather_facts(struct facts *facts,
    const struct report_request *request, struct arena *keep, struct error *err)
{
	const struct model *model = engine_model(request->engine);
	struct period period = engine_period(request->engine);
	int64_t as_of =
	    request->as_of == UNKNOWN ? period.to - 1 : request->as_of;
	facts->minimum_group = 5;
	(void)str_to_int(text_setting(model, "privacy.minimum_group", keep),
	    &facts->minimum_group);
	facts->period = period_label(keep, period);
	facts->span = span_words(period);
	facts->dates = arena_printf(keep, STR_FMT ", " STR_FMT "%s",
	    STR_ARG(period_dates(keep, period)),
	    STR_ARG(zone_words(period.calendar.zone_seconds, keep)),
	    period.closed ? "" : ", still open");
	facts->as_of = print_date(keep, as_of);
	facts->addressee = text_setting(model, "output.addressee", keep);
	return count_facts(facts, model, err) &&
	       organisation(&facts->organisation, model, facts->repositories,
		   keep, err) &&
	       model_digest(&facts->digest, model, keep, err);
}

/* The digest of the inputs, with what was asked of them where that varies. */
static struct str number_digest(
    const struct expansion *expansion, const struct report_request *request)
{
	struct hash *hash = hash_new(expansion->keep);
	char *digits = arena_alloc(expansion->keep, HASH_HEX_SIZE);
	if (!request->asked.len)
		return expansion->facts.digest;
	hash_add_field(hash, expansion->facts.digest);
	hash_add_field(hash, request->asked);
	hash_end(hash, digits);
	return str_from(digits);
}

/* ACME-2026Q3-7F3A: letters of the name, the period, the digest. */
static struct str report_id(
    const struct expansion *expansion, const struct report_request *request)
{
	struct arena *keep = expansion->keep;
	struct str digest_text = number_digest(expansion, request);
	struct str name = expansion->facts.organisation.len
			      ? expansion->facts.organisation
			      : STR("report");
	struct str period = period_id(keep, engine_period(expansion->engine));
	char *id = arena_alloc(keep, ID_LETTERS + period.len + ID_DIGITS + 4);
	size_t length = 0;
	for (size_t i = 0; i < name.len && length < ID_LETTERS; i++) {
		char c = name.ptr[i];
		if (ascii_is_lower(c))
			c = (char)(c - 'a' + 'A');
		if (ascii_is_upper(c) || ascii_is_digit(c))
			id[length++] = c;
		else if (length)
			break;
	}
	if (!length)
		id[length++] = 'R';
	id[length++] = '-';
	for (size_t i = 0; i < period.len; i++)
		if (ascii_is_digit(period.ptr[i]) ||
		    ascii_is_upper(period.ptr[i]))
			id[length++] = period.ptr[i];
	id[length++] = '-';
	for (size_t i = 0; i < ID_DIGITS; i++) {
		char c = digest_text.ptr[i];
		if (c >= 'a' && c <= 'f')
			c = (char)(c - 'a' + 'A');
		id[length++] = c;
	}
	return (struct str){ id, length };
}

static void fill_meta(struct doc_meta *meta, const struct expansion *expansion,
    const struct report_request *request, const struct template_node *template,
    const struct language *language)
{
	struct arena *keep = expansion->keep;
	const struct facts *facts = &expansion->facts;
	struct str edition = template_get(template, "edition");
	struct str title = request->title.len ? request->title
					      : template_get(template, "title");
	struct str class = request->classification;
	if (!class.len)
		class = text_setting(
		    expansion->model, "output.classification", keep);
	*meta = (struct doc_meta){
		.organisation = facts->organisation,
		.title = arena_printf(keep, STR_FMT "%s" STR_FMT ", " STR_FMT,
		    STR_ARG(facts->organisation),
		    facts->organisation.len ? ": " : "",
		    STR_ARG(language_say(language, STR(""), title, NULL, keep)),
		    STR_ARG(language_say(
			language, STR(""), facts->period, NULL, keep))),
		.first = request->first,
		.subject = request->subject.ptr
			       ? request->subject
			       : arena_printf(keep, "%s" STR_FMT,
				     "AI in software development, ",
				     STR_ARG(facts->dates)),
		.language = language_code(language),
		.edition = arena_printf(keep, STR_FMT " edition",
		    STR_ARG(engine_shows_small(request->engine)
				? STR("Restricted")
			    : edition.len ? edition
					  : STR("Board"))),
		.classification = class.len ? class : STR("Confidential"),
		.report_id = report_id(expansion, request),
		.program = request->program,
		.as_of = request->as_of == UNKNOWN
			     ? engine_period(request->engine).to - 1
			     : request->as_of,
	};
}

/* What head and foot of the pages say. */
static void translate_meta(
    struct doc_meta *meta, struct translation *translation)
{
	meta->subject = translate_text(translation, meta->subject);
	meta->first = translate_text(translation, meta->first);
	meta->edition = translate_text(translation, meta->edition);
	meta->classification = language_say(translation->language, STR("meta"),
	    meta->classification, NULL, translation->keep);
}

static void write_files(struct report *report,
    const struct expansion *expansion, struct translation *translation)
{
	struct arena *keep = expansion->keep;
	report->file_count = expansion->tables.count;
	report->files =
	    arena_array(keep, expansion->tables.count, sizeof *report->files);
	for (size_t i = 0; i < expansion->tables.count; i++) {
		const struct table *table = expansion->tables.items[i];
		report->files[i] = (struct report_file){
			.id = table->id,
			.name = arena_printf(keep, STR_FMT "-" STR_FMT ".csv",
			    STR_ARG(table->id), STR_ARG(table->slug)),
			.title = translate_text(translation, table->title),
			.content = table_csv(table, keep),
		};
	}
}

static bool is_used(const struct expansion *expansion, struct str id)
{
	for (size_t i = 0; i < expansion->used.count; i++)
		if (str_equal(expansion->used.items[i], id))
			return true;
	return false;
}

static bool gather_measures(
    struct report *report, const struct expansion *expansion, struct error *err)
{
	size_t count;
	struct arena *keep = expansion->keep;
	const struct measure *all = engine_measures(expansion->engine, &count);
	report->measures = arena_array(keep, count, sizeof *report->measures);
	for (size_t i = 0; i < count; i++) {
		struct answer answer;
		struct question question = { .id = all[i].id };
		if (!is_used(expansion, all[i].id))
			continue;
		if (!engine_ask(
			&answer, expansion->engine, &question, keep, err))
			return false;
		report->measures[report->measure_count++] =
		    (struct report_measure){ .measure = &all[i],
			    .figure = answer.figure,
			    .rows = answer.row_count,
			    .missing = answer.missing };
	}
	return true;
}

/* What was decided before stands behind what is to be decided. */
static bool gather_decisions(
    struct report *report, struct expansion *expansion, struct error *err)
{
	struct arena *keep = expansion->keep;
	struct options earlier;
	struct options *all = ARENA_NEW(keep, struct options);
	if (!decisions_read(all, expansion, true, err) ||
	    !decisions_read(&earlier, expansion, false, err))
		return false;
	for (size_t i = 0; i < earlier.count; i++)
		VEC_PUSH(all, keep, earlier.items[i]);
	report->decisions = all;
	return true;
}

/* What stands behind the tree, for back ends that tell it in full. */
static bool gather_behind(
    struct report *report, struct expansion *expansion, struct error *err)
{
	report->tables = &expansion->tables;
	report->facts = &expansion->facts;
	report->indicators = &expansion->indicators;
	report->period = engine_period(expansion->engine);
	return gather_measures(report, expansion, err) &&
	       gather_decisions(report, expansion, err);
}

/* A line that stands outside the tree: <subject>, <preheader>; none where the
 * template has none. */
static bool say_line(struct str *line, struct expansion *expansion,
    const struct template_node *template, const char *name,
    struct translation *translation, struct error *err)
{
	*line = STR_NONE;
	for (const struct template_node *at = template->first; at;
	     at = at->next) {
		if (!template_is(at, name))
			continue;
		struct doc *paragraph =
		    doc_add(expansion->keep, NULL, DOC_PARAGRAPH);
		if (!expand_inline(expansion, paragraph, at, err))
			return false;
		translate_doc(translation, paragraph);
		*line = doc_line(paragraph, expansion->keep);
	}
	return true;
}

static bool has_child(const struct template_node *node, const char *name)
{
	for (const struct template_node *at = node->first; at; at = at->next)
		if (template_is(at, name))
			return true;
	return false;
}

bool report_build(struct report *report, const struct report_request *request,
    struct arena *keep, struct error *err)
{
	struct template_node *template;
	struct translation translation;
	struct expansion *expansion = ARENA_NEW(keep, struct expansion);
	*report = (struct report){ 0 };
	expansion->engine = request->engine;
	expansion->model = engine_model(request->engine);
	expansion->meta = &report->meta;
	expansion->full = request->full;
	expansion->warning = request->warning;
	expansion->folders = request->folders;
	expansion->keep = keep;
	if (!words_open(&expansion->words, request->folders, keep, err) ||
	    !template_read(&template,
		request->template.len ? request->template : STR("board"),
		request->folders, keep, err) ||
	    !resolve_template(
		template, request->engine, expansion->words, err) ||
	    !language_open(&report->language, request->language,
		request->folders, keep, err) ||
	    !gather_facts(&expansion->facts, request, keep, err) ||
	    !indicators_open(&expansion->indicators, request->engine,
		request->folders, keep, err))
		return error_while(err, "building the report");
	translation_start(&translation, report->language, keep);
	translate_template(&translation, template);
	fill_meta(
	    &report->meta, expansion, request, template, report->language);
	map_put(&translation.own, report->meta.title, NULL);
	expansion->is_mail = has_child(template, "subject");
	report->alone = str_equal_z(template_get(template, "alone"), "yes");
	if (!expand_template(&report->root, expansion, template, err) ||
	    !say_line(&report->subject, expansion, template, "subject",
		&translation, err) ||
	    !say_line(&report->preheader, expansion, template, "preheader",
		&translation, err))
		return error_while(err, "building the report");
	translate_doc(&translation, report->root);
	cite_tree(report->root, keep);
	translate_meta(&report->meta, &translation);
	write_files(report, expansion, &translation);
	report->used = &expansion->used;
	report->untranslated = translation.missing;
	return gather_behind(report, expansion, err) &&
	       doc_check(report->root, err);
}
