/* The folder that a bag is written into while it is made, hidden beside the
 * place where it will be. For bag.c and write.c. */
#ifndef RENDER_BAG_STAGE_H
#define RENDER_BAG_STAGE_H

#include "render/bag/bag.h"

/* Takes away what a killed run left in FOLDER; nobody else may be writing a bag
 * there. */
bool stage_open(struct bag_stage **stage, struct str folder, unsigned mode,
    struct arena *keep, struct error *err) MUST_USE;
/* Removes what was not put in its place. */
void stage_close(struct bag_stage *stage);

/* The next bytes of the file PATH, which begins with the first of them. */
bool stage_more(struct bag_stage *stage, struct str path, struct str bytes,
    struct error *err) MUST_USE;
/* Ends the file PATH with its last bytes; digest and size go into FILE. */
bool stage_end(struct bag_stage *stage, struct bag_file *file, struct str bytes,
    struct error *err) MUST_USE;
/* Where PATH lies on the disk. */
struct str stage_path(
    const struct bag_stage *stage, struct str path, struct arena *keep);

/* Where the tar is written. */
struct str stage_beside(const struct bag_stage *stage, struct arena *keep);

/* Makes all of it safe on the disk and renames it to NAME; one of that name is
 * replaced. */
bool stage_place(struct bag_stage *stage, const struct bag_files *files,
    struct str name, struct error *err) MUST_USE;

#endif
