/* Time in a recall map: weeks put together until a bar can be seen, bars that
 * stand on one line, those with lines left below those without, and the months
 * that name them. */
#include <math.h>

#include "base/date.h"
#include "render/chart/recall.h"

#define BAR_GAP_PT 0.6
#define WEEK_SECONDS (7 * DAY_SECONDS)
#define WEEKS_MAX 100000 /* beyond, the clock of a commit is wrong */
#define COMMITS_MAX (INT64_C(1) << 40)

static bool is_placed(const struct recall_week *week)
{
	return week->week >= 0 && week->week < WEEKS_MAX && week->commits > 0 &&
	       week->commits < COMMITS_MAX;
}

int64_t recall_weeks(const struct recall_data *data)
{
	int64_t last = 0;
	for (size_t i = 0; i < data->count; i++)
		for (size_t k = 0; k < data->rows[i].week_count; k++)
			if (is_placed(&data->rows[i].weeks[k]) &&
			    data->rows[i].weeks[k].week > last)
				last = data->rows[i].weeks[k].week;
	return last + 1;
}

struct recall_sum *recall_sums(
    const struct recall *recall, size_t from, size_t to)
{
	struct recall_sum *sums =
	    arena_array(recall->canvas.keep, recall->slots + 1, sizeof *sums);
	for (size_t i = from; i < to; i++)
		for (size_t k = 0; k < recall->data->rows[i].week_count; k++) {
			const struct recall_week *week =
			    &recall->data->rows[i].weeks[k];
			if (!is_placed(week))
				continue;
			struct recall_sum *sum =
			    &sums[week->week / recall->each];
			int64_t living = week->living < 0 ? 0 : week->living;
			if (living > week->commits)
				living = week->commits;
			sum->living += living;
			sum->gone += week->commits - living;
		}
	return sums;
}

void recall_draw_bars(
    const struct recall *recall, const struct recall_sum *sums, double base)
{
	const struct canvas *canvas = &recall->canvas;
	double scale = recall->tall / (double)recall->most;
	double width = fmax(recall->slot - BAR_GAP_PT, 1);
	for (size_t i = 0; i < recall->slots; i++) {
		double x = recall->left + (double)i * recall->slot;
		double living = (double)sums[i].living * scale;
		double gone = (double)sums[i].gone * scale;
		if (living > 0)
			draw_rect(canvas->into, canvas->keep, x, base - living,
			    width, living, COLOUR_BLUE);
		if (gone <= 0)
			continue;
		/* pale, and outlined so that paper does not swallow it */
		double inset = fmin(0.25, width / 4);
		struct shape *shape = draw_rect(canvas->into, canvas->keep,
		    x + inset, base - living - gone + inset, width - 2 * inset,
		    fmax(gone - 2 * inset, 0.1), COLOUR_GRID);
		shape->stroke = COLOUR_HUMAN;
		shape->stroke_pt = STROKE_GRID;
	}
}

struct month {
	double x;
	struct str text;
	struct str year; /* none: that of the month before */
};

static double week_x(const struct recall *recall, int64_t time)
{
	double weeks = (double)(time - recall->data->first_time) / WEEK_SECONDS;
	return recall->left + weeks / (double)recall->each * recall->slot;
}

static struct month month_at(const struct recall *recall, int month)
{
	static const char names[12][4] = { "Jan", "Feb", "Mar", "Apr", "May",
		"Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	struct date date = {
		.year = month / 12, .month = month % 12 + 1, .day = 1
	};
	return (struct month){
		.x = week_x(recall, date_to_time(date)),
		.text = str_from(names[month % 12]),
		.year = arena_printf(recall->canvas.keep, "%d", month / 12),
	};
}

/* Months between labels: as many as 26 pt need, of those that parts of a year
 * can have. */
static int month_step(const struct recall *recall)
{
	static const int steps[] = { 1, 3, 6, 12, 24, 60, 120, 600 };
	double month = recall->slot * 52.2 / 12 / (double)recall->each;
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
		if (month * steps[i] >= 26)
			return steps[i];
	return 1200;
}

void recall_draw_time(const struct recall *recall, double y)
{
	const struct canvas *canvas = &recall->canvas;
	int64_t weeks = recall->each * (int64_t)recall->slots;
	struct date from = date_from_time(recall->data->first_time);
	struct date to =
	    date_from_time(recall->data->first_time + weeks * WEEK_SECONDS);
	int step = month_step(recall);
	int month = (from.year * 12 + from.month - 1) / step * step;
	double end = recall->left;
	bool first = true;
	for (; month < to.year * 12 + to.month; month += step) {
		struct month at = month_at(recall, month);
		struct str text = step >= 12 ? at.year : at.text;
		bool named = step < 12 && (first || month % 12 == 0);
		double width = canvas_measure(canvas, text, LOOK_QUIET);
		if (named)
			width = fmax(
			    width, canvas_measure(canvas, at.year, LOOK_QUIET));
		/* begun before the first week: it stands at the left edge */
		double x = fmax(at.x, recall->left);
		if ((!first && x < end) || x > recall->right ||
		    x + width > recall->right + (recall->narrow ? 0 : 2))
			continue;
		if (first && at.x < recall->left &&
		    week_x(recall,
			date_to_time((struct date){ .year = (month + step) / 12,
			    .month = (month + step) % 12 + 1,
			    .day = 1 })) < recall->left + width + 4)
			continue;
		canvas_line(
		    canvas, x, y, x, y + TICK_PT, COLOUR_INK2, STROKE_AXIS);
		canvas_text(canvas, x, y + 11, text, ANCHOR_START, LOOK_QUIET);
		if (named)
			canvas_text(canvas, x, y + 20, at.year, ANCHOR_START,
			    LOOK_QUIET);
		end = x + width + 4;
		first = false;
	}
}
