/* UUIDs of names (RFC 9562, version 5): the same name has the same one. */
#ifndef BASE_UUID_H
#define BASE_UUID_H

#include "base/arena.h"

#define UUID_TEXT_SIZE 37 /* 36 characters and a NUL */

/* The UUID of NAME in the namespace of this project, lower case. Two names
 * give two UUIDs, as far as SHA-1 can tell them apart. */
void uuid_of(struct str name, char text[UUID_TEXT_SIZE]);

/* The same in the namespace SPACE of 16 bytes. */
void uuid_in(
    const unsigned char space[16], struct str name, char text[UUID_TEXT_SIZE]);

#endif
