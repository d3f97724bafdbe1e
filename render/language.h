/* A language of reports other than English. Reports are made in English; a
 * language is a folder of data, data/lang/CODE, that says what stands for each
 * text, and how numbers, dates and plurals are written. A second one needs no
 * C, a third one folder. docs/languages.md teaches it.
 *
 *	language.csv  key,value: signs of numbers, forms of dates, months,
 *plural words.csv     say,class,text: the sentences of data/words.csv texts.csv
 *context,english,text: everything else */
#ifndef RENDER_LANGUAGE_H
#define RENDER_LANGUAGE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/asset.h"
#include "base/error.h"
#include "base/file.h"

struct language;
struct number_forms;

/* Opens data/lang/CODE. LANGUAGE is NULL, which is English, for "en" and for no
 * code. Unknown codes, sentences that data/words.csv does not have and holes
 * that the English text does not have are errors with their place. */
bool language_open(const struct language **language, struct str code,
    const struct asset_folders *folders, struct arena *keep,
    struct error *err) MUST_USE;
struct str language_code(const struct language *language); /* "en", "de" */

/* TEXT in LANGUAGE; TEXT itself where there is nothing for it, and *KNOWN (may
 * be NULL) is false. CONTEXT is none, or where the text stands: the English
 * head of a column, "chart", "decisions". Texts of a context come first; short
 * texts of a cell are taken from its own context alone, for they may be names
 * that somebody chose. */
struct str language_say(const struct language *language, struct str context,
    struct str text, bool *known, struct arena *keep);
/* Whether TEXT is long enough to be missed, and no name. */
bool language_is_prose(struct str text);
/* The same of one text of a template with {1}, {2} in place of its elements:
 * none when there is nothing for it. */
struct str language_template(
    const struct language *language, struct str english);
/* How it writes numbers; NULL without a language. */
const struct number_forms *language_forms(const struct language *language);

/* Sentences of data/words.csv that LANGUAGE lacks, as "say" or "say|class". */
const struct str_list *language_missing(const struct language *language);

#endif
