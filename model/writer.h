/* A thread that writes to the store while its caller goes on: rows that were
 * made are stored beside the reading of the next ones. SQLite's connection is
 * used by one thread at a time, so whoever uses it otherwise waits for the
 * writer first: store_wait, which model/query.h and model/import.h do in all of
 * their functions. What was given is done in that order. */
#ifndef MODEL_WRITER_H
#define MODEL_WRITER_H

#include <stdbool.h>
#include <stddef.h>

struct writer;

typedef void writer_job(void *user);

/* Does JOB for USER, now where there can be no thread. *WRITER is made with the
 * first. The number of the job, from 1. */
size_t writer_give(struct writer **writer, writer_job *job, void *user);
/* Until job NUMBER is done; NULL has none. */
void writer_wait_for(struct writer *writer, size_t number);
bool writer_is_busy(const struct writer *writer);
void writer_wait(struct writer *writer); /* until all are done */
void writer_end(struct writer *writer);	 /* likewise; NULL is fine */

#endif
