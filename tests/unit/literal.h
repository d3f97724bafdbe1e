/* A struct str in the initialiser of a table. */
#ifndef TESTS_UNIT_LITERAL_H
#define TESTS_UNIT_LITERAL_H

#define LITERAL(text)                                                          \
	{                                                                      \
		(text), sizeof(text) - 1                                       \
	}

#endif
