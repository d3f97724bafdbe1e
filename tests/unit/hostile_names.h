/* Names as hostile data have them, for the tests of charts. */
#ifndef TESTS_UNIT_HOSTILE_NAMES_H
#define TESTS_UNIT_HOSTILE_NAMES_H

#include "tests/unit/literal.h"

/* Markup, an override of direction, no UTF-8, NUL and a control character. */
#define HOSTILE_NAME                                                           \
	"A name that is <script>alert(1)</script> longer than any chart is "   \
	"wide, and then some more of it, \xe2\x80\xae"                         \
	"backwards\xe2\x80\xac, \xff, a \x01 character and \0 one"

/* "payments service, main branch" in Hebrew, with Arabic behind it. */
#define RIGHT_TO_LEFT_NAME                                                     \
	"\xd7\xa9\xd7\x99\xd7\xa8\xd7\x95\xd7\xaa "                            \
	"\xd7\xaa\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9e\xd7\x99\xd7\x9d, "           \
	"\xd7\xa2\xd7\xa0\xd7\xa3 \xd7\xa8\xd7\x90\xd7\xa9\xd7\x99 "           \
	"\xd8\xa7\xd9\x84\xd9\x85\xd8\xaf\xd9\x81\xd9\x88\xd8\xb9\xd8\xa7"     \
	"\xd8\xaa \xd8\xa7\xd9\x84\xd8\xb1\xd8\xa6\xd9\x8a\xd8\xb3\xd9\x8a"

/* "payment settlement service for merchants" in Chinese and Japanese. */
#define CJK_NAME                                                               \
	"\xe9\x9d\xa2\xe5\x90\x91\xe5\x95\x86\xe6\x88\xb7\xe7\x9a\x84"         \
	"\xe6\x94\xaf\xe4\xbb\x98\xe7\xbb\x93\xe7\xae\x97\xe6\x9c\x8d"         \
	"\xe5\x8a\xa1\xe6\xb1\xba\xe6\xb8\x88\xe3\x82\xb5\xe3\x83\xbc"         \
	"\xe3\x83\x93\xe3\x82\xb9\xe6\x94\xaf\xe6\x89\x95\xe3\x81\x84"         \
	"\xe5\x8a\xa0\xe7\x9b\x9f\xe5\xba\x97\xe5\x90\x91\xe3\x81\x91"

#endif
