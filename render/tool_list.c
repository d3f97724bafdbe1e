/* The lead sentence on AI tools and models: what the rule recommends, by name,
 * and of how many too little is known. */
#include "analysis/recommend.h"
#include "render/expand.h"
#include "render/print.h"

enum { NAMES_MAX = 5 };

/* "Claude Code, Cursor and 3 more"; none: nobody. */
static struct str names_of(
    const struct answer *answer, enum decision decision, struct arena *keep)
{
	struct str names = STR("");
	int64_t count = 0;
	for (size_t i = 0; i < answer->row_count; i++) {
		if (!str_equal_z(answer_cell(answer, i, "decision"),
			decision_name(decision)) ||
		    count++ >= NAMES_MAX)
			continue;
		names = arena_printf(keep, STR_FMT "%s" STR_FMT, STR_ARG(names),
		    names.len ? ", " : "",
		    STR_ARG(answer_cell(answer, i, "name")));
	}
	if (count > NAMES_MAX)
		names = arena_printf(keep, STR_FMT " and " STR_FMT " more",
		    STR_ARG(names),
		    STR_ARG(print_small(keep, count - NAMES_MAX)));
	return names;
}

bool tools_say(struct str *text, struct expansion *expansion, struct error *err)
{
	static const struct {
		enum decision decision;
		const char *say;
	} parts[] = { { DECISION_HOLD, "tools_hold" },
		{ DECISION_CONDITIONS, "tools_conditions" },
		{ DECISION_KEEP, "tools_keep" } };
	const struct question question = { .id = STR("bench.recommendation") };
	struct arena *keep = expansion->keep;
	struct word_fields fields = { 0 };
	struct answer answer;
	*text = STR_NONE;
	if (!expand_ask(&answer, expansion, &question, err))
		return false;
	if (!answer.figure.known)
		return true;
	words_set(&fields, "n", print_count(keep, answer.figure.n));
	words_set(&fields, "hit", print_count(keep, answer.figure.hit));
	words_set(&fields, "rest",
	    print_count(keep, answer.figure.n - answer.figure.hit));
	*text = words_say(expansion->words,
	    answer.figure.hit ? STR("tools_some") : STR("tools_none"),
	    CLASS_NONE, false, &fields, keep);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		struct str names = names_of(&answer, parts[i].decision, keep);
		struct str more;
		if (!names.len)
			continue;
		words_set(&fields, "what", names);
		more = words_say(expansion->words, str_from(parts[i].say),
		    CLASS_NONE, false, &fields, keep);
		*text = arena_printf(
		    keep, STR_FMT " " STR_FMT, STR_ARG(*text), STR_ARG(more));
	}
	return true;
}
