/* Numbers as text that does not depend on locale or machine. */
#ifndef BASE_NUMBER_H
#define BASE_NUMBER_H

#include <stddef.h>

#define NUMBER_SIZE 32

/* The shortest decimal that reads back as VALUE; "" when not finite. */
void number_shortest(char out[NUMBER_SIZE], double value);
/* The same of VALUE rounded to ten digits, for who reads and compares. */
void number_rounded(char out[NUMBER_SIZE], double value);

#endif
