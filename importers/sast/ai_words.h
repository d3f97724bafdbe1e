/* Whether a text of a scanner names a language model: data/ai-words.csv. Where
 * a model's answer may do harm, injection say, is known from nothing else. */
#ifndef IMPORTERS_SAST_AI_WORDS_H
#define IMPORTERS_SAST_AI_WORDS_H

#include <stdbool.h>

#include "base/asset.h"

struct ai_word; /* a pattern */

struct ai_words {
	struct ai_word *items;
	size_t count;
	unsigned char pairs[(1 << 16) / 8]; /* bits: two bytes begin some, in
					     * either case */
};

/* Reads data/ai-words.csv, out of KEEP. An error names the row. */
bool ai_words_load(struct ai_words *words, const struct asset_folders *folders,
    struct arena *keep, struct error *err) MUST_USE;

/* By words, not letters: "fulfillment" names none, "LLM05:2025", "LLMChain" and
 * "llm_answer" do. */
bool ai_words_in(const struct ai_words *words, struct str text);

#endif
