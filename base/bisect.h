/* Looking things up in what is in order. */
#ifndef BASE_BISECT_H
#define BASE_BISECT_H

#include <stddef.h>

/* Sets AT, a size_t, to the first from 0 on of which IS_BEFORE, an expression
 * of AT, does not hold; to COUNT where it holds of all. Those of which it
 * holds come first. */
#define BISECT(at, count, is_before)                                           \
	do {                                                                   \
		size_t bisect_low = 0;                                         \
		size_t bisect_high = (count);                                  \
		while (bisect_low < bisect_high) {                             \
			(at) = bisect_low + (bisect_high - bisect_low) / 2;    \
			if (is_before)                                         \
				bisect_low = (at) + 1;                         \
			else                                                   \
				bisect_high = (at);                            \
		}                                                              \
		(at) = bisect_low;                                             \
	} while (0)

#endif
