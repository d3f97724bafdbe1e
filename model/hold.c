/* One run at a time fills a model: a lock on a byte that the file does not have
 * and SQLite does not use (its own lie from 0x40000000). It belongs to the open
 * file, not to the process, as SQLite's do: those are let go all at once. */
/* F_OFD_SETLK is of POSIX.1-2024.
 * NOLINTNEXTLINE(bugprone-reserved-identifier,cert-dcl*) */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>

#include "model/model.h"
#include "model/store.h"

static struct flock the_byte(short type)
{
	enum { LOCKED_BYTE = 0x50000000 };
	return (struct flock){ .l_type = type,
		.l_whence = SEEK_SET,
		.l_start = LOCKED_BYTE,
		.l_len = 1 };
}

bool hold_try(struct model *model)
{
	struct flock lock = the_byte(F_WRLCK);
	return model->file < 0 || fcntl(model->file, F_OFD_SETLK, &lock) == 0 ||
	       (errno != EACCES && errno != EAGAIN);
}

void hold_end(struct model *model)
{
	struct flock lock = the_byte(F_UNLCK);
	if (model->file >= 0)
		(void)fcntl(model->file, F_OFD_SETLK, &lock);
}

void model_hold(struct model *model, void (*tell)(struct str path))
{
	struct flock lock = the_byte(F_WRLCK);
	if (hold_try(model))
		return;
	tell(str_from(sqlite3_db_filename(model->db, "main")));
	while (fcntl(model->file, F_OFD_SETLKW, &lock) != 0 && errno == EINTR)
		;
}
