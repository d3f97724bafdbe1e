/* The five to seven measures of page one: data/indicators.csv says which, the
 * configuration which limits the board has agreed. */
#ifndef RENDER_INDICATOR_H
#define RENDER_INDICATOR_H

#include <stdbool.h>
#include <stddef.h>

#include "analysis/engine.h"
#include "base/arena.h"
#include "base/asset.h"
#include "base/error.h"
#include "render/words.h"

enum { INDICATORS_MAX = 7, TREND_MAX = 13 };

struct indicator {
	struct str key;	  /* origin_coverage, in the names of sentences */
	struct str name;  /* in plain words */
	struct str owner; /* a role */
	const struct measure *measure;
	struct answer answer;
	struct figure previous;
	struct figure change;
	double limit;
	bool at_least; /* else at most */
	double weight; /* in the score, above 0 */
	bool agreed;   /* the configuration has it, and says who approved */
	enum figure_status status;
	struct str limit_words; /* "at least 80%" */
	double trend[TREND_MAX];
	bool trend_known[TREND_MAX];
	size_t trend_count;
	struct word_fields fields; /* for its sentences */
};

struct indicators {
	struct indicator items[INDICATORS_MAX];
	size_t count;
	bool agreed;		/* all limits are */
	struct str approved_by; /* none: nobody */
	struct str approved_on;
};

/* Asks the engine for each. A row whose measure the engine does not have is
 * left out; one without input stays, as not assessed. */
bool indicators_open(struct indicators *indicators, struct engine *engine,
    const struct asset_folders *folders, struct arena *keep,
    struct error *err) MUST_USE;

/* Within how many days a problem is to be fixed; critical first. */
enum { FIX_TIMES_MAX = 4 };
struct fix_time {
	struct str severity;
	int64_t days;
	bool agreed; /* the configuration has it, and says who approved */
};
bool fix_times(struct fix_time *times, size_t *count, const struct model *model,
    struct arena *keep, struct error *err) MUST_USE;

/* How many have STATUS. */
size_t indicators_with(
    const struct indicators *indicators, enum figure_status status);
/* The one to name first: outside before borderline, in the table's order;
 * NULL when all are inside. */
const struct indicator *indicators_weakest(const struct indicators *indicators);

#endif
