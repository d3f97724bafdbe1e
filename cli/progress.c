#include "cli/progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/utf8.h"

#define QUIET_SECONDS 1.0
#define REDRAW_SECONDS 0.1

struct progress {
	struct arena *keep;
	struct str what;
	bool on_terminal;
	bool shown;
	double started;
	double drawn;
	const char *unit;
	int64_t done;
};

static double now_seconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

struct progress *progress_new(struct arena *keep)
{
	struct progress *progress = ARENA_NEW(keep, struct progress);
	progress->keep = keep;
	progress->on_terminal = isatty(STDERR_FILENO) && !getenv("CI");
	return progress;
}

void progress_stage(struct progress *progress, struct str what)
{
	progress->what =
	    utf8_printable(progress->keep, arena_str(progress->keep, what));
	progress->shown = false;
	progress->unit = NULL;
	progress->done = 0;
	progress->started = now_seconds();
	progress->drawn = progress->started;
}

static void draw(struct progress *progress, int64_t total, double now)
{
	double rate = (double)progress->done / (now - progress->started);
	fprintf(stderr, "\r\033[K" STR_FMT ": %lld", STR_ARG(progress->what),
	    (long long)progress->done);
	if (total > 0)
		fprintf(stderr, " of %lld", (long long)total);
	fprintf(stderr, " %s, %.0f/s", progress->unit, rate);
	if (total > progress->done && rate > 0)
		fprintf(stderr, ", %.0f s left",
		    (double)(total - progress->done) / rate);
	fflush(stderr);
	progress->shown = true;
	progress->drawn = now;
}

void progress_tell(void *user, const char *unit, int64_t done, int64_t total)
{
	struct progress *progress = user;
	double now = now_seconds();
	progress->unit = unit;
	progress->done = done;
	if (progress->on_terminal && now - progress->started >= QUIET_SECONDS &&
	    now - progress->drawn >= REDRAW_SECONDS)
		draw(progress, total, now);
}

void progress_end(struct progress *progress)
{
	double seconds = now_seconds() - progress->started;
	if (progress->shown)
		fputs("\r\033[K", stderr);
	if (seconds < QUIET_SECONDS)
		return;
	fprintf(stderr, STR_FMT ": ", STR_ARG(progress->what));
	if (progress->unit && progress->done)
		fprintf(stderr, "%lld %s, ", (long long)progress->done,
		    progress->unit);
	fprintf(stderr, "%.1f s\n", seconds);
}
