/* The one tar form of a bag: ustar, a folder before what is in it, mode 0644
 * and 0755, owner 0 without a name, time 0, two empty blocks at the end.
 * Writing and checking share it: what is read must be what would be written. */
#ifndef RENDER_BAG_TAR_H
#define RENDER_BAG_TAR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"

/* Takes the next bytes of the tar; false ends it, with the reason in ERR. */
typedef bool (*tar_sink)(void *user, struct str bytes, struct error *err);

struct tar;

/* BAG is the name of the folder that all is in. */
bool tar_open(struct tar **tar, struct str bag, tar_sink sink, void *user,
    struct arena *keep, struct error *err) MUST_USE;
/* Starts the file PATH of SIZE bytes below the bag, and the folders before it;
 * paths come sorted. SIZE bytes follow by tar_bytes. */
bool tar_file(
    struct tar *tar, struct str path, int64_t size, struct error *err) MUST_USE;
bool tar_bytes(struct tar *tar, struct str bytes, struct error *err) MUST_USE;
/* Ends the file: all bytes that it pads. */
bool tar_file_end(struct tar *tar, struct error *err) MUST_USE;
/* Ends the tar. */
bool tar_end(struct tar *tar, struct error *err) MUST_USE;
/* Frees it, ended or not; NULL is fine. */
void tar_close(struct tar *tar);

#endif
