/* Numbers in a printed text, one after another: "12,344", "-4", "94%". */
#ifndef RENDER_NUMBER_TOKEN_H
#define RENDER_NUMBER_TOKEN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "render/number.h"
#include "render/numbers.h"

struct number_token {
	struct str printed; /* with its sign and percent */
	enum number_kind kind;
	double reads;
	int decimals;
	bool percent;
};

/* The next digits of TEXT from *END on, with the separators among them that
 * have a digit behind them: from *AT to *END. False, with both at its end, when
 * there are none. */
bool number_digits_next(struct str text, size_t *at, size_t *end);

/* The next number of TEXT from *AT on, as FORMS (NULL: English) writes them;
 * *AT moves behind it. False at the end. */
bool number_token_next(struct number_token *token, struct str text, size_t *at,
    const struct number_forms *forms);

#endif
