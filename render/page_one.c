/* The blocks of the first page: cover strip, verdict, how sure we are. Their
 * geometry is in the back ends (enum doc_block), their words in data/words.csv;
 * here is what they hold. Bad news first; what is not known stands in the same
 * size of type. */
#include "render/audit.h"
#include "render/page_one.h"

#include "base/utf8.h"
#include "model/query.h"
#include "render/print.h"

#define VERDICT_MAX 192 /* characters: three lines */

struct doc *add_paragraph(struct expansion *expansion, struct doc *parent,
    enum text_role role, struct str text)
{
	struct doc *paragraph = doc_add(expansion->keep, parent, DOC_PARAGRAPH);
	paragraph->role = role;
	if (text.len)
		doc_add_run(expansion->keep, paragraph, text);
	return paragraph;
}

struct doc *add_strong(
    struct expansion *expansion, struct doc *parent, struct str text)
{
	struct doc *run = doc_add_run(expansion->keep, parent, text);
	run->weight = 600;
	return run;
}

struct doc *add_cell(
    struct expansion *expansion, struct doc *row, double width_pt)
{
	struct doc *cell = doc_add(expansion->keep, row, DOC_CELL);
	cell->width_pt = row->header ? width_pt : 0;
	cell->header = row->header;
	return cell;
}

static void add_pair(struct expansion *expansion, struct doc *grid,
    const char *label, struct str value)
{
	struct doc *cell = doc_add(expansion->keep, grid, DOC_GRID_CELL);
	add_paragraph(expansion, cell, TEXT_SMALL, str_from(label));
	add_paragraph(expansion, cell, TEXT_SMALL, value)->first->colour =
	    COLOUR_INK;
}

static bool cover(
    struct expansion *expansion, struct doc *parent, struct error *err)
{
	const struct doc_meta *meta = expansion->meta;
	const struct facts *facts = &expansion->facts;
	struct doc *grid = doc_add(expansion->keep, parent, DOC_GRID);
	struct doc *cell = doc_add(expansion->keep, grid, DOC_GRID_CELL);
	struct doc *title = doc_add(expansion->keep, cell, DOC_HEADING);
	struct str edition = meta->edition;
	(void)err;
	grid->block = BLOCK_COVER;
	title->level = 1;
	title->role = TEXT_TITLE;
	doc_add_run(expansion->keep, title, meta->title);
	if (str_ends(edition, STR(" edition")))
		edition.len -= 8;
	add_pair(expansion, grid, "Period", facts->dates);
	add_pair(expansion, grid, "Edition", edition);
	add_pair(expansion, grid, "Classification", meta->classification);
	add_pair(expansion, grid, "Report", meta->report_id);
	add_pair(expansion, grid, "Made from",
	    arena_printf(expansion->keep, "sha256 %.4s %.4s, " STR_FMT,
		facts->digest.ptr, facts->digest.ptr + 4,
		STR_ARG(meta->program)));
	return true;
}

/* The short names of what became worse, or better: "known origin, training". */
static struct str moved_names(struct expansion *expansion, enum colour colour)
{
	struct arena *keep = expansion->keep;
	const struct indicators *all = &expansion->indicators;
	struct str names = STR("");
	for (size_t i = 0; i < all->count; i++) {
		const struct indicator *at = &all->items[i];
		if (indicator_colour(at) != colour)
			continue;
		names = arena_printf(keep, STR_FMT "%s" STR_FMT, STR_ARG(names),
		    names.len ? ", " : "",
		    STR_ARG(say_of(
			expansion, "short", at, at->answer.figure.class)));
	}
	return names;
}

/* What moved since the last period. Measures are of different kinds, so they
 * have no direction in common: each that moved is named. */
static struct str movement(struct expansion *expansion, struct tally sum)
{
	struct arena *keep = expansion->keep;
	const char *span = expansion->facts.span.ptr;
	struct str worse = moved_names(expansion, COLOUR_ALERT);
	struct str better = moved_names(expansion, COLOUR_BLUE);
	const char *way = sum.worse ? "worse" : "better";
	if (!sum.compared)
		return arena_printf(
		    keep, "No measure can be compared with last %s.", span);
	if (!sum.better && !sum.worse)
		return arena_printf(
		    keep, "No measure clearly moved since last %s.", span);
	if (sum.better + sum.worse == 1 && sum.assessed == 1)
		return arena_printf(keep, "It is %s than last %s.", way, span);
	if (sum.worse && sum.better)
		return arena_printf(keep,
		    "Worse than last %s: " STR_FMT "; better: " STR_FMT ".",
		    span, STR_ARG(worse), STR_ARG(better));
	return arena_printf(keep, "%s than last %s: " STR_FMT ".",
	    sum.worse ? "Worse" : "Better", span,
	    STR_ARG(worse.len ? worse : better));
}

/* "two of the six measures that could be assessed"; "both", "all", "none". */
static struct str some_of(
    struct expansion *expansion, size_t count, struct tally sum)
{
	struct arena *keep = expansion->keep;
	bool every = sum.assessed == expansion->indicators.count;
	struct str part = print_small(keep, (int64_t)count);
	struct str all = print_small(keep, (int64_t)sum.assessed);
	const char *could = every ? "" : " that could be assessed";
	if (sum.assessed == 1)
		return arena_printf(keep, "the one measure%s", could);
	if (count == sum.assessed)
		return count == 2
			   ? arena_printf(keep, "both measures%s", could)
			   : arena_printf(keep, "all " STR_FMT " measures%s",
				 STR_ARG(all), could);
	return arena_printf(keep, STR_FMT " of %s" STR_FMT " measures%s",
	    STR_ARG(part), every ? "" : "the ", STR_ARG(all), could);
}

/* "two of seven measures are outside their limits and two borderline" */
static struct str position(struct expansion *expansion, struct tally sum)
{
	struct arena *keep = expansion->keep;
	const struct indicators *all = &expansion->indicators;
	const char *kind = all->approved_by.len ? "" : "default ";
	size_t named = sum.outside	? sum.outside
		       : sum.borderline ? sum.borderline
					: sum.assessed;
	struct str who = some_of(expansion, named, sum);
	const char *be = named == 1 ? "is" : "are";
	const char *their = named == 1 ? "its" : "their";
	const char *limits = named == 1 ? "limit" : "limits";
	if (!sum.outside && !sum.borderline)
		return arena_printf(keep, STR_FMT " %s inside %s %s%s",
		    STR_ARG(who), be, their, kind, limits);
	if (!sum.outside)
		return arena_printf(keep,
		    STR_FMT " %s borderline, none outside", STR_ARG(who), be);
	struct str text = arena_printf(keep, STR_FMT " %s outside %s %s%s",
	    STR_ARG(who), be, their, kind, limits);
	if (!sum.borderline)
		return text;
	return arena_printf(keep, STR_FMT ", " STR_FMT " borderline",
	    STR_ARG(text), STR_ARG(print_small(keep, (int64_t)sum.borderline)));
}

static bool verdict(
    struct expansion *expansion, struct doc *parent, struct error *err)
{
	struct arena *keep = expansion->keep;
	struct tally sum = tally_of(&expansion->indicators);
	const struct indicator *weak =
	    indicators_weakest(&expansion->indicators);
	struct str first;
	struct str moved = STR_NONE;
	struct str reason = STR_NONE;
	bool any;
	if (!listing_has(&any, expansion, STR("evidence"), err))
		return false;
	if (!any) {
		/* Neither better nor worse: nothing was there to look at. */
		first = STR("No AI use is recorded here; that is not proof of "
			    "none.");
		moved = expansion->full.len
			    ? STR("Nothing else can be judged yet: the full "
				  "report says what to add.")
			    : STR("Nothing else can be judged yet: page two "
				  "says what to add.");
		weak = NULL;
	} else if (!sum.assessed) {
		first = STR("Too little is known to judge: no measure could "
			    "be held against a limit.");
	} else {
		first = arena_printf(keep, STR_FMT ".",
		    STR_ARG(print_sentence(keep, position(expansion, sum))));
		moved = movement(expansion, sum);
	}
	if (weak)
		reason =
		    say_of(expansion, "weak", weak, weak->answer.figure.class);
	struct doc *paragraph =
	    add_paragraph(expansion, parent, TEXT_VERDICT, STR_NONE);
	add_strong(expansion, paragraph, first);
	size_t length = utf8_count(first);
	const struct str rest[] = { moved, reason };
	for (size_t i = 0; i < sizeof rest / sizeof *rest; i++) {
		size_t more = utf8_count(rest[i]);
		if (!rest[i].ptr || length + more >= VERDICT_MAX)
			continue;
		length += more;
		cite_add(expansion, paragraph,
		    arena_printf(keep, " " STR_FMT, STR_ARG(rest[i])),
		    weak ? weak->measure->id : STR(""),
		    weak ? weak->answer.figure.class : CLASS_NONE);
	}
	return true;
}

static void add_sure(struct expansion *expansion, struct doc *grid,
    struct str value, struct str text, struct str target)
{
	struct doc *cell = doc_add(expansion->keep, grid, DOC_GRID_CELL);
	cell->width_pt = 117;
	struct doc *said =
	    add_paragraph(expansion, cell, TEXT_CONFIDENCE, value);
	cite_link(expansion, said->first, target);
	add_paragraph(expansion, cell, TEXT_SMALL, text);
}

static bool add_origin(
    struct expansion *expansion, struct doc *grid, struct error *err)
{
	struct answer answer;
	struct question question = { .id = STR("ai.origin_coverage") };
	struct arena *keep = expansion->keep;
	if (!engine_measure(expansion->engine, question.id))
		return true;
	if (!expand_ask(&answer, expansion, &question, err))
		return false;
	const struct figure *figure = &answer.figure;
	if (!figure->known) {
		add_sure(expansion, grid, STR("Origin unknown"),
		    answer.unmet
			? arena_printf(keep, "it needs " STR_FMT,
			      STR_ARG(answer.missing))
			: STR("no changed lines were read in this period"),
		    cite_target(question.id, keep));
		return true;
	}
	add_sure(expansion, grid,
	    arena_printf(keep, STR_FMT " known",
		STR_ARG(print_share(keep, figure->value, 0))),
	    arena_printf(keep,
		STR_FMT " of " STR_FMT " new lines have no recorded origin",
		STR_ARG(print_count(keep, figure->n - figure->hit)),
		STR_ARG(print_count(keep, figure->n))),
	    cite_target(question.id, keep));
	return true;
}

/* Scanners whose version or number of rules is not that of the scan before the
 * period: what they find may differ for that alone. */
static bool changed_scanners(
    int64_t *changed, struct expansion *expansion, struct error *err)
{
	struct period period = engine_period(expansion->engine);
	struct query *query = NULL;
	*changed = 0;
	if (!query_open(&query, expansion->model,
		"SELECT count(DISTINCT a.tool) FROM scan a JOIN scan b"
		" ON b.tool = a.tool AND b.repository = a.repository"
		" AND b.analysis = a.analysis"
		" WHERE a.time >= ?1 AND a.time < ?2"
		" AND b.time < ?1 AND b.time > -9000000000000000000"
		" AND b.time = (SELECT max(c.time) FROM scan c"
		"  WHERE c.tool = a.tool AND c.repository = a.repository"
		"  AND c.analysis = a.analysis AND c.time < ?1)"
		" AND (a.tool_version IS NOT b.tool_version"
		"  OR a.rules IS NOT b.rules)",
		err))
		return false;
	query_bind_int(
	    query, 1, period.from == UNKNOWN ? INT64_MIN + 1 : period.from);
	query_bind_int(query, 2, period.to);
	if (query_next(query))
		*changed = query_int(query, 0);
	return query_close(query, err);
}

/* The ratio if all of unknown origin were AI, or none, each with its class. */
static struct str what_if(
    struct expansion *expansion, const struct indicator *indicator)
{
	struct word_fields *fields =
	    ARENA_NEW(expansion->keep, struct word_fields);
	const struct answer *answer = &indicator->answer;
	struct arena *keep = expansion->keep;
	*fields = indicator->fields;
	words_set(fields, "all_ai_class",
	    words_say(expansion->words, STR("class"), answer->all_ai.class,
		false, fields, keep));
	words_set(fields, "none_ai_class",
	    words_say(expansion->words, STR("class"), answer->none_ai.class,
		false, fields, keep));
	const char *say =
	    answer->all_ai.class == answer->none_ai.class ? "whatif_alike"
							  : "whatif";
	return words_say(expansion->words,
	    arena_printf(keep, "%s." STR_FMT, say, STR_ARG(indicator->key)),
	    answer->figure.class, false, fields, keep);
}

static bool confidence(
    struct expansion *expansion, struct doc *parent, struct error *err)
{
	struct arena *keep = expansion->keep;
	const struct facts *facts = &expansion->facts;
	int64_t changed;
	int64_t shallow;
	int64_t scans;
	add_paragraph(
	    expansion, parent, TEXT_BLOCK_TITLE, STR("How sure we are"));
	struct doc *grid = doc_add(keep, parent, DOC_GRID);
	grid->block = BLOCK_CONFIDENCE;
	if (!changed_scanners(&changed, expansion, err) ||
	    !query_number(&shallow, expansion->model,
		"SELECT count(*) FROM repository WHERE shallow = 1", err) ||
	    !query_number(
		&scans, expansion->model, "SELECT count(*) FROM scan", err) ||
	    !add_origin(expansion, grid, err))
		return false;
	add_sure(expansion, grid,
	    print_things(
		keep, facts->repositories, "repository", "repositories"),
	    shallow ? arena_printf(keep, "read; history is cut off in " STR_FMT,
			  STR_ARG(print_count(keep, shallow)))
	    : facts->repositories == 1 ? STR("read, with its whole history")
	    : facts->repositories ? STR("read, each with its whole history")
				  : STR("none was given"),
	    STR("#data"));
	add_sure(expansion, grid,
	    arena_printf(keep, STR_FMT " rejected",
		STR_ARG(print_count(keep, facts->records_rejected))),
	    arena_printf(keep, "of " STR_FMT " input records",
		STR_ARG(print_count(keep, facts->records_read))),
	    STR("#data"));
	add_sure(expansion, grid,
	    print_things(keep, changed, "method change", "method changes"),
	    changed  ? STR("a scanner's version or rules changed since the "
			    "period before")
	    : !scans ? STR("no scan was given whose method could change")
		     : STR("no scanner changed its version or rules since "
			   "the period before"),
	    STR("#data"));
	for (size_t i = 0; i < expansion->indicators.count; i++) {
		struct str text =
		    what_if(expansion, &expansion->indicators.items[i]);
		if (text.ptr)
			cite_add(expansion,
			    add_paragraph(
				expansion, parent, TEXT_CELL, STR_NONE),
			    text, expansion->indicators.items[i].measure->id,
			    CLASS_NONE);
	}
	return true;
}

bool expand_block(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err)
{
	static const struct {
		const char *name;
		bool (*add)(struct expansion *expansion, struct doc *parent,
		    struct error *err);
	} blocks[] = {
		{ "cover", cover },
		{ "verdict", verdict },
		{ "measures", block_measures },
		{ "decisions", block_decisions },
		{ "confidence", confidence },
		{ "measures-short", block_measures_short },
		{ "decisions-short", block_decisions_short },
		{ "findings", block_findings },
		{ "sign-off", block_sign_off },
	};
	struct str name = template_get(node, "name");
	for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++)
		if (str_equal_z(name, blocks[i].name))
			return blocks[i].add(expansion, parent, err);
	return true;
}
