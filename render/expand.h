/* The state of one expansion, shared by the files that turn a template into a
 * document: resolve.c checks names first, expand.c walks the blocks, inline.c
 * the text in them, asking.c puts the questions, page_one.c makes the blocks of
 * the first page, figure.c the charts, figure_table.c, row_table.c,
 * measure_table.c and listing.c the tables. */
#ifndef RENDER_EXPAND_H
#define RENDER_EXPAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "analysis/engine.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/file.h"
#include "base/map.h"
#include "render/doc.h"
#include "render/indicator.h"
#include "render/table.h"
#include "render/template.h"
#include "render/words.h"

enum { ASKED_KEYS_MAX = 4, BINDINGS_MAX = 8 };

/* What <for-each> has bound: $name in a where, <key name>. */
struct binding {
	struct str name;
	struct str value;
};

/* A section that had no input. */
struct unassessed {
	struct str title;
	struct str text;
};

/* What page two says of a section. */
struct message {
	struct str id;
	struct str title;
	struct doc *text; /* a paragraph of its own */
};

/* What page two and the appendix hold of what comes elsewhere: filled at the
 * end, or taken away; NULL where the template has none. */
struct places {
	struct doc *messages;	/* a table with its head */
	struct doc *unassessed; /* a section with its heading */
	struct doc *figures;	/* the same */
};

struct facts {
	struct str organisation;
	struct str period; /* "2026 Q3" */
	struct str dates;  /* "1 Jul to 30 Sep 2026, UTC" */
	struct str span;   /* "quarter", for "last quarter" */
	struct str as_of;
	struct str addressee; /* none: not stated */
	struct str digest;    /* 64 digits */
	int64_t repositories;
	int64_t sources;
	int64_t records_read;
	int64_t records_rejected;
	int64_t minimum_group;
};

struct audit;

struct expansion {
	struct engine *engine;
	const struct model *model;
	const struct asset_folders *folders;
	struct words *words;
	struct indicators indicators;
	struct facts facts;
	struct doc_meta *meta;
	struct tables tables;
	size_t figures;
	struct str_list used; /* ids of measures that were asked */
	struct map cited;     /* targets of links, for the definitions */
	struct {
		struct unassessed *items;
		size_t count;
		size_t room;
	} unassessed;
	struct {
		struct message *items;
		size_t count;
		size_t room;
	} messages;
	struct places places;
	bool is_mail;	    /* goes out without the files of its tables */
	struct str full;    /* <fact name="full-report"> */
	struct str warning; /* <fact name="warning"> */
	const struct audit *audit; /* what audit.h finds; NULL: not asked yet */
	struct table *telling;	   /* notes what is asked while it is filled */
	struct binding bindings[BINDINGS_MAX];
	size_t binding_count;
	struct map tools;   /* their names by id: key_words_read */
	struct map ids;	    /* of sections: how often each was opened */
	bool break_next;    /* the next section starts a page */
	struct str partial; /* what the last sentence or table said of files
			       that cannot be read */
	struct arena *keep;
};

/* The question that NODE asks: of (the id given, one of several), by, where,
 * period, with bound names put in. What it points to lives in EXPANSION. */
void expand_question(struct question *question, struct expansion *expansion,
    const struct template_node *node, struct str id);
/* Asks it and notes the measure as used. */
bool expand_ask(struct answer *answer, struct expansion *expansion,
    const struct question *question, struct error *err) MUST_USE;
/* Puts groups in the order that NODE asks for, and keeps its limit. */
void expand_order(struct answer *answer, const struct template_node *node,
    struct arena *keep);

/* Asks what NODE asks for; an error names its place. */
bool expand_ask_node(struct answer *answer, struct expansion *expansion,
    const struct template_node *node, struct error *err) MUST_USE;
/* It has a figure, or too little for one; a table measure has a row; or files
 * cannot be read that would tell it. */
bool expand_is_answered(const struct answer *answer);
/* Whether the condition of an <if> holds. */
bool expand_holds(bool *result, struct expansion *expansion,
    const struct template_node *node, struct error *err) MUST_USE;
/* "$name" as what is bound to it; other text as it is. */
struct str expand_bound(const struct expansion *expansion, struct str text);

/* Makes the document of TEMPLATE. */
bool expand_template(struct doc **root, struct expansion *expansion,
    const struct template_node *template, struct error *err) MUST_USE;
/* Adds the inline content of NODE as runs to PARENT. */
bool expand_inline(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err) MUST_USE;
/* The same as text alone, for titles of tables and alternative texts. */
bool expand_text(struct str *text, struct expansion *expansion,
    const struct template_node *node, struct error *err) MUST_USE;

/* All names in TEMPLATE: measures, keys, sentences, bound names. */
bool resolve_template(const struct template_node *template,
    const struct engine *engine, const struct words *words,
    struct error *err) MUST_USE;

/* <message>, <messages>, <unassessed>, <figures>: what stands in one place and
 * tells of others, and brief_settle, which fills it at the end. */
bool brief_message(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err) MUST_USE;
bool brief_messages(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err) MUST_USE;
bool brief_unassessed(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err) MUST_USE;
bool brief_figures(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err) MUST_USE;
void brief_settle(struct expansion *expansion);

/* Adds TEXT, which tells of the measure ID in words of CLASS; cite_tree links
 * it. */
void cite_add(struct expansion *expansion, struct doc *parent, struct str text,
    struct str id, enum word_class class);
/* Makes RUN, the last child of its parent, a link to TARGET ("#T-01"). */
void cite_link(struct expansion *expansion, struct doc *run, struct str target);
/* Whether any text links to TARGET, or tells of the measure that has it. */
bool cite_has(const struct expansion *expansion, struct str target);
/* In each sentence that tells of a measure, the words from the first number to
 * the last become a link to its definition; links whose target is not in the
 * tree become text. To be called once, on the tree in its language. */
void cite_tree(struct doc *root, struct arena *keep);
/* "#m-ai-commit-share": where the definition of a measure stands. */
struct str cite_target(struct str id, struct arena *keep);

/* <block>, <chart>, <table name>, <table of>. */
bool expand_block(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err) MUST_USE;
bool expand_chart(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err) MUST_USE;
bool expand_table(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err) MUST_USE;
/* The table NAME ("sources") in TABLE; without columns when it is no listing.
 * Counting its rows answers <if has>. */
bool listing_fill(struct table *table, struct expansion *expansion,
    struct str name, struct error *err) MUST_USE;
bool listing_has(bool *has, struct expansion *expansion, struct str name,
    struct error *err) MUST_USE;
/* What the listing "readings" holds: the ratio of problems, read in every way;
 * no row where there is none. */
bool readings_fill(struct table *table, struct expansion *expansion,
    struct error *err) MUST_USE;
/* FIGURE, a ratio, with the counts of what lies in strata that both sides are
 * in, from which its value is computed. */
struct figure reading_like(const struct figure *figure);
/* Whether that is less than all. */
bool reading_is_part(const struct figure *figure);
/* What the listing "drivers" holds: all candidates and what the rule says. */
bool drivers_fill(struct table *table, struct expansion *expansion,
    struct error *err) MUST_USE;
/* How many candidates the rule admits, and these in words; of the one with most
 * problems beyond those of the others a sentence for page one. None is
 * admitted: ADMITTED and MATTERS are none. MEASURE is what the first of them is
 * told by. */
struct drivers_said {
	struct str lead;
	struct str admitted;
	struct str named; /* the same, shorter */
	struct str matters;
	struct str measure;
};
/* False, with ERR, only where the model cannot be read. */
bool drivers_say(struct drivers_said *said, struct expansion *expansion,
    struct error *err) MUST_USE;
/* What is recommended of AI tools and models, by name; none where there are no
 * tools. */
bool tools_say(
    struct str *text, struct expansion *expansion, struct error *err) MUST_USE;
/* The groups of ANSWER, or the rows of a table measure. */
void table_fill(struct table *table, struct expansion *expansion,
    const struct answer *answer);
/* "34 in 3.1": problems in thousand lines; nothing where not TOLD. */
void table_side(struct table *table, struct arena *keep, int64_t problems,
    double thousand, bool told);
void table_rows_fill(struct table *table, struct expansion *expansion,
    const struct answer *answer);

/* Kind and unit of the columns that a figure of MEASURE fills. */
void table_kinds(struct table *table, const struct measure *measure);

/* A key's value as a reader sees it: "ai" of origin is "AI-assisted", a tool
 * goes by its name. */
struct str key_words(
    const struct expansion *expansion, struct str key, struct str value);
/* Reads the names of tools, for key_words. */
bool key_words_read(struct expansion *expansion, struct error *err) MUST_USE;
/* The head of a column of KEY: "Team". */
struct str key_title(struct str key, struct arena *keep);

/* <summary part>: none when there is nothing to say. ABOUT is the measure that
 * it tells of, or none. */
bool summary_text(struct str *text, struct str *about,
    struct expansion *expansion, struct str part, struct error *err) MUST_USE;

/* Small builders. */
void doc_drop_last(struct doc *parent); /* takes the last child off */
/* The text of PARAGRAPH without its links and marks. */
struct str doc_line(const struct doc *paragraph, struct arena *keep);
struct doc *open_section(struct expansion *expansion, struct doc *parent,
    struct str id, struct str title);
struct doc *add_paragraph(struct expansion *expansion, struct doc *parent,
    enum text_role role, struct str text);
struct doc *add_strong(
    struct expansion *expansion, struct doc *parent, struct str text);

#endif
