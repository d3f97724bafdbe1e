/* assay people: which identity of which input is whom, by what rule, and what
 * nobody can tell; and lines for the configuration that would settle it. The
 * rules are those of link/people.sql. People are named with --restricted alone:
 * else by pseudonym, or not at all. */
#include <stdio.h>

#include "base/json_out.h"
#include "base/vec.h"
#include "cli/audit.h"
#include "cli/table_out.h"
#include "model/query.h"

static const struct option options[] = {
	{ "unlinked", 0, NULL,
	    "only identities that no directory is known to "
	    "have",
	    false },
	{ "suggest", 0, NULL,
	    "print lines for assay.yaml that would link "
	    "them, to be confirmed; with --restricted",
	    false },
	{ "restricted", 0, NULL, "name people", false },
	OPTION_CONFIG,
	OPTION_DB,
	OPTION_OUTPUT,
	OPTION_FORMAT,
	OPTION_DATA,
	{ NULL, 0, NULL, NULL, false },
};

struct listing {
	struct context *context;
	struct audit audit;
	struct pseudonym_key key;
	bool all; /* people may be named */
	bool unlinked;
	bool suggest;
	enum table_format format;
	VEC(struct str) cells;
	struct buf out;
};

/* How often each identity stands in the inputs. */
#define SEEN                                                                   \
	"SELECT author_alias_id AS alias_id, 'commit' AS part FROM \"commit\"" \
	" UNION ALL SELECT alias_id, 'training' FROM training"                 \
	" UNION ALL SELECT alias_id, 'training' FROM assessment"               \
	" UNION ALL SELECT alias_id, 'usage' FROM usage WHERE alias_id > 0"    \
	" UNION ALL SELECT alias_id, 'seat' FROM seat"                         \
	" UNION ALL SELECT reviewer_alias_id, 'review' FROM review"            \
	" UNION ALL SELECT alias_id, 'review' FROM commit_approval"            \
	" UNION ALL SELECT assignee_alias_id, 'ticket' FROM work_item"         \
	" WHERE assignee_alias_id IS NOT NULL"

#define COUNTED                                                                \
	"SELECT alias_id,"                                                     \
	" count(*) FILTER (WHERE part = 'commit') AS commits,"                 \
	" count(*) FILTER (WHERE part = 'training') AS training,"              \
	" count(*) FILTER (WHERE part = 'usage') AS usage,"                    \
	" count(*) FILTER (WHERE part = 'seat') AS seats,"                     \
	" count(*) FILTER (WHERE part = 'review') AS reviews,"                 \
	" count(*) FILTER (WHERE part = 'ticket') AS tickets"                  \
	" FROM (" SEEN ") GROUP BY alias_id"

#define STATE                                                                  \
	"CASE WHEN p.known THEN 'linked'"                                      \
	" WHEN p.kind <> 'human' THEN p.kind"                                  \
	" WHEN EXISTS (SELECT 1 FROM identity_doubt d WHERE d.alias_id = a.id" \
	" AND d.state = 'ambiguous') THEN 'ambiguous'"                         \
	" ELSE 'unlinked' END"

enum { /* columns of the query */
	Q_KEY,
	Q_NAME,
	Q_EMAIL,
	Q_LOGIN,
	Q_STATE,
	Q_RULE,
	Q_EVIDENCE,
	Q_CONFIDENCE,
	Q_FIRST_COUNT,
	Q_ALIAS = Q_FIRST_COUNT + 6,
	Q_KNOWN
};

static const char listed[] =
    "SELECT p.key, a.name, a.email, a.login, " STATE ", i.rule, i.evidence,"
    " i.confidence_pct, coalesce(s.commits, 0), coalesce(s.training, 0),"
    " coalesce(s.usage, 0), coalesce(s.seats, 0), coalesce(s.reviews, 0),"
    " coalesce(s.tickets, 0), a.id, p.known"
    " FROM identity i JOIN alias a ON a.id = i.alias_id"
    " JOIN person p ON p.id = i.person_id"
    " LEFT JOIN (" COUNTED ") s ON s.alias_id = a.id"
    " ORDER BY p.known DESC, p.kind <> 'human', p.key, a.email, a.login,"
    " a.name";

static struct str identity_text(const struct query *row, struct arena *keep)
{
	struct str name = query_text(row, Q_NAME);
	struct str email = query_text(row, Q_EMAIL);
	struct str login = query_text(row, Q_LOGIN);
	struct str text = arena_str(keep, name);
	if (email.len)
		text = arena_printf(keep, STR_FMT "%s<" STR_FMT ">",
		    STR_ARG(text), text.len ? " " : "", STR_ARG(email));
	if (login.len)
		text = arena_printf(keep, STR_FMT "%s@" STR_FMT, STR_ARG(text),
		    text.len ? " " : "", STR_ARG(login));
	return text;
}

/* TEXT where people may be named; else a pseudonym of KIND, or none. */
static struct str told(
    const struct listing *listing, const char *kind, struct str text)
{
	struct arena *keep = listing->context->keep;
	return listing->all ? arena_str(keep, text)
			    : pseudonym(keep, &listing->key, kind, text);
}

/* Who an identity may be, with the rule that says so. */
static bool read_doubts(struct str *text, const struct listing *listing,
    struct query *doubts, int64_t alias_id)
{
	struct arena *keep = listing->context->keep;
	*text = STR_NONE;
	query_rewind(doubts);
	query_bind_int(doubts, 1, alias_id);
	while (query_next(doubts)) {
		struct str who = told(listing, "person", query_text(doubts, 0));
		*text = arena_printf(keep,
		    STR_FMT "%s" STR_FMT "%s(" STR_FMT ", %lld%%)",
		    STR_ARG(*text), text->ptr ? "; " : "", STR_ARG(who),
		    who.len ? " " : "", STR_ARG(query_text(doubts, 1)),
		    (long long)query_int(doubts, 2));
	}
	return text->ptr != NULL;
}

static const char doubted[] =
    "SELECT p.key, d.rule, d.confidence_pct, d.evidence, d.state"
    " FROM identity_doubt d JOIN person p ON p.id = d.person_id"
    " WHERE d.alias_id = ?1 ORDER BY d.confidence_pct DESC, p.key";

static const struct table_column columns[] = {
	{ { "person", 6 }, false },
	{ { "identity", 8 }, false },
	{ { "state", 5 }, false },
	{ { "rule", 4 }, false },
	{ { "evidence", 8 }, false },
	{ { "confidence", 10 }, true },
	{ { "commits", 7 }, true },
	{ { "training", 8 }, true },
	{ { "usage", 5 }, true },
	{ { "seats", 5 }, true },
	{ { "reviews", 7 }, true },
	{ { "tickets", 7 }, true },
	{ { "may_be", 6 }, false },
};
enum { COLUMNS = sizeof columns / sizeof *columns };

static void list_row(
    struct listing *listing, struct query *row, struct query *doubts)
{
	struct arena *keep = listing->context->keep;
	struct str doubt;
	struct str cells[COLUMNS] = {
		told(listing, "person", query_text(row, Q_KEY)),
		told(listing, "identity", identity_text(row, keep)),
		arena_str(keep, query_text(row, Q_STATE)),
		arena_str(keep, query_text(row, Q_RULE)),
		listing->all ? arena_str(keep, query_text(row, Q_EVIDENCE))
			     : STR_NONE,
	};
	for (int i = Q_CONFIDENCE; i < Q_ALIAS; i++)
		cells[5 + i - Q_CONFIDENCE] =
		    arena_printf(keep, "%lld", (long long)query_int(row, i));
	read_doubts(&doubt, listing, doubts, query_int(row, Q_ALIAS));
	cells[COLUMNS - 1] = doubt.ptr ? doubt : STR("");
	for (int i = 0; i < COLUMNS; i++)
		VEC_PUSH(&listing->cells, keep, cells[i]);
}

/* ------------------------------------------------------------- suggestions --
 */

static void yaml_line(
    struct buf *out, const char *start, const char *key, struct str value)
{
	buf_printf(out, "%s%s: ", start, key);
	json_quote(out, value);
	buf_add_char(out, '\n');
}

static void yaml_identity(
    struct buf *out, const char *start, const struct query *row)
{
	if (query_text(row, Q_EMAIL).len)
		yaml_line(out, start, "email", query_text(row, Q_EMAIL));
	else if (query_text(row, Q_LOGIN).len)
		yaml_line(out, start, "login", query_text(row, Q_LOGIN));
	else
		yaml_line(out, start, "name", query_text(row, Q_NAME));
}

/* The entry of an identity that somebody may be; of several, remarks. */
static void suggest_row(
    struct listing *listing, struct query *row, struct query *doubts)
{
	struct buf *out = &listing->out;
	int64_t people = 0;
	int64_t seen = 0;
	query_rewind(doubts);
	query_bind_int(doubts, 1, query_int(row, Q_ALIAS));
	while (query_next(doubts))
		people++;
	if (!people)
		return;
	query_rewind(doubts);
	query_bind_int(doubts, 1, query_int(row, Q_ALIAS));
	for (int i = Q_FIRST_COUNT; i < Q_ALIAS; i++)
		seen += query_int(row, i);
	buf_printf(out, "    # seen %lld time%s", (long long)seen,
	    seen == 1 ? "" : "s");
	if (people > 1)
		buf_printf(out, "; %lld people may be meant, choose one",
		    (long long)people);
	buf_add_char(out, '\n');
	while (query_next(doubts)) {
		buf_printf(out, "    # " STR_FMT " (%lld %%): ",
		    STR_ARG(query_text(doubts, 1)),
		    (long long)query_int(doubts, 2));
		json_quote(out, query_text(doubts, 3));
		buf_add_char(out, '\n');
		yaml_line(out, people > 1 ? "    # - " : "    - ", "person",
		    query_text(doubts, 0));
		yaml_identity(out, people > 1 ? "    #   " : "      ", row);
	}
}

/* ---------------------------------------------------------------- the whole --
 */

struct tally {
	int64_t identities;
	int64_t linked;
	int64_t unlinked;
	int64_t ambiguous;
	int64_t machines;
	int64_t suggested;
};

static void count_row(struct tally *tally, struct query *row,
    const struct listing *listing, struct query *doubts)
{
	struct str state = query_text(row, Q_STATE);
	struct str doubt;
	tally->identities++;
	if (str_equal_z(state, "linked"))
		tally->linked++;
	else if (str_equal_z(state, "unlinked"))
		tally->unlinked++;
	else if (str_equal_z(state, "ambiguous"))
		tally->ambiguous++;
	else
		tally->machines++;
	tally->suggested +=
	    str_equal_z(state, "unlinked") &&
	    read_doubts(&doubt, listing, doubts, query_int(row, Q_ALIAS));
}

static bool is_unlinked(const struct query *row)
{
	struct str state = query_text(row, Q_STATE);
	return str_equal_z(state, "unlinked") ||
	       str_equal_z(state, "ambiguous");
}

static bool read_rows(
    struct listing *listing, struct tally *tally, struct error *err)
{
	struct query *row = NULL;
	struct query *doubts = NULL;
	struct error ignored;
	const struct model *model = listing->audit.model;
	if (!query_open(&row, model, listed, err))
		return false;
	bool done = query_open(&doubts, model, doubted, err);
	while (done && query_next(row)) {
		count_row(tally, row, listing, doubts);
		if (listing->suggest && is_unlinked(row))
			suggest_row(listing, row, doubts);
		else if (!listing->suggest &&
			 (!listing->unlinked || is_unlinked(row)))
			list_row(listing, row, doubts);
	}
	if (doubts)
		done = query_close(doubts, done ? err : &ignored) && done;
	return query_close(row, done ? err : &ignored) && done;
}

static void print(struct listing *listing)
{
	struct table_out table = { columns, COLUMNS, listing->cells.items,
		listing->cells.count / COLUMNS };
	if (!listing->suggest)
		table_write(&listing->out, &table, listing->format,
		    listing->context->keep);
	else if (listing->out.len)
		fputs("# Confirm each; then it belongs into assay.yaml.\n"
		      "people:\n  aliases:\n",
		    stdout);
	buf_print(&listing->out);
	buf_free(&listing->out);
}

static void say_tally(const struct listing *listing, const struct tally *tally)
{
	fprintf(stderr,
	    "%lld identit%s: %lld of people in the directory, %lld of nobody "
	    "in it, %lld that may be several, %lld of agents and bots\n",
	    (long long)tally->identities, tally->identities == 1 ? "y" : "ies",
	    (long long)tally->linked, (long long)tally->unlinked,
	    (long long)tally->ambiguous, (long long)tally->machines);
	if (tally->suggested && !listing->suggest)
		fprintf(stderr,
		    "of %lld of them somebody may be known: assay people "
		    "--suggest --restricted prints lines for assay.yaml\n",
		    (long long)tally->suggested);
	if (!listing->all && !listing->key.known)
		fputs("people have no name here: privacy.key of assay.yaml "
		      "gives pseudonyms, --restricted names\n",
		    stderr);
}

static bool read_options(struct listing *listing, struct error *err)
{
	const struct context *context = listing->context;
	listing->all = option_given(context, "restricted");
	listing->unlinked = option_given(context, "unlinked");
	listing->suggest = option_given(context, "suggest");
	if (listing->suggest && !listing->all) {
		error_set(err, ERROR_USAGE,
		    "--suggest prints addresses and names of people");
		return error_fix(err, "add --restricted if you may see them");
	}
	listing->format = (enum table_format)option_choice(context, "format");
	return true;
}

static bool run(struct context *context, struct error *err)
{
	struct listing listing = { .context = context };
	struct tally tally = { 0 };
	if (!read_options(&listing, err))
		return false;
	bool done = audit_open(&listing.audit, context, err) &&
		    audit_confine(&listing.audit, STR_NONE) &&
		    audit_fill(&listing.audit, err) &&
		    audit_pseudonym_key(&listing.key, &listing.audit, err) &&
		    read_rows(&listing, &tally, err);
	if (done) {
		print(&listing);
		say_tally(&listing, &tally);
	} else {
		buf_free(&listing.out);
	}
	audit_close(&listing.audit);
	return done;
}

const struct command command_people = {
	.name = "people",
	.arguments = "[PATH...]",
	.summary = "who is who, and by what rule",
	.help = "Prints every identity that an input names (an author, a "
		"learner, the holder of a seat,\na reviewer), whose it is, the "
		"rule that says so with its evidence and confidence, and\nhow "
		"often it was seen. An identity that may be several people is "
		"linked to none.",
	.options = options,
	.run = run,
};
