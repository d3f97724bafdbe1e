/* A ring of jobs between two threads. The counts only grow: the caller's thread
 * alone counts what it gave, the writer what it did. */
#include "model/writer.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

enum { JOBS_MAX = 8 };

struct job {
	writer_job *run;
	void *user;
};

struct writer {
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t given_more;
	pthread_cond_t done_more;
	struct job jobs[JOBS_MAX];
	size_t given;	    /* written by the caller's thread alone */
	atomic_size_t done; /* jobs before this one are */
	bool has_thread;
	bool is_ending;
};

static void *write_all(void *user)
{
	struct writer *writer = user;
	pthread_mutex_lock(&writer->lock);
	for (;;) {
		size_t done = atomic_load(&writer->done);
		while (writer->given == done && !writer->is_ending)
			pthread_cond_wait(&writer->given_more, &writer->lock);
		if (writer->given == done)
			break;
		struct job job = writer->jobs[done % JOBS_MAX];
		pthread_mutex_unlock(&writer->lock);
		job.run(job.user);
		pthread_mutex_lock(&writer->lock);
		atomic_store(&writer->done, done + 1);
		pthread_cond_signal(&writer->done_more);
	}
	pthread_mutex_unlock(&writer->lock);
	return NULL;
}

static struct writer *start(void)
{
	struct writer *writer = calloc(1, sizeof *writer);
	if (!writer)
		return NULL;
	pthread_mutex_init(&writer->lock, NULL);
	pthread_cond_init(&writer->given_more, NULL);
	pthread_cond_init(&writer->done_more, NULL);
	writer->has_thread =
	    pthread_create(&writer->thread, NULL, write_all, writer) == 0;
	return writer;
}

size_t writer_give(struct writer **made, writer_job *job, void *user)
{
	struct writer *writer = *made ? *made : (*made = start());
	if (!writer || !writer->has_thread) {
		job(user);
		return 0;
	}
	if (writer->given >= JOBS_MAX)
		writer_wait_for(writer, writer->given - JOBS_MAX + 1);
	pthread_mutex_lock(&writer->lock);
	writer->jobs[writer->given % JOBS_MAX] = (struct job){ job, user };
	size_t number = ++writer->given;
	pthread_cond_signal(&writer->given_more);
	pthread_mutex_unlock(&writer->lock);
	return number;
}

void writer_wait_for(struct writer *writer, size_t number)
{
	if (!writer || atomic_load(&writer->done) >= number)
		return;
	pthread_mutex_lock(&writer->lock);
	while (atomic_load(&writer->done) < number)
		pthread_cond_wait(&writer->done_more, &writer->lock);
	pthread_mutex_unlock(&writer->lock);
}

bool writer_is_busy(const struct writer *writer)
{
	return atomic_load(&writer->done) < writer->given;
}

void writer_wait(struct writer *writer)
{
	if (writer)
		writer_wait_for(writer, writer->given);
}

void writer_end(struct writer *writer)
{
	if (!writer)
		return;
	if (writer->has_thread) {
		pthread_mutex_lock(&writer->lock);
		writer->is_ending = true;
		pthread_cond_signal(&writer->given_more);
		pthread_mutex_unlock(&writer->lock);
		pthread_join(writer->thread, NULL);
	}
	pthread_cond_destroy(&writer->done_more);
	pthread_cond_destroy(&writer->given_more);
	pthread_mutex_destroy(&writer->lock);
	free(writer);
}
