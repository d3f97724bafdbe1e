/* Panels in rows; see panels.h. */
#include "render/chart/panels.h"

#define WIDE_COLUMNS 4
#define NARROW_COLUMNS 2
#define GUTTER_PT 12.0

struct panels panels_open(
    const struct canvas *canvas, size_t count, double room, double margin)
{
	size_t most =
	    canvas->width < CHART_WIDE_PT ? NARROW_COLUMNS : WIDE_COLUMNS;
	struct panels panels = { .left = room, .gutter = GUTTER_PT + room };
	panels.columns = count < most ? count : most;
	if (panels.columns == 0)
		panels.columns = 1;
	panels.width = (canvas->width - margin - room -
			   panels.gutter * (double)(panels.columns - 1)) /
		       (double)panels.columns;
	return panels;
}

double panels_left(const struct panels *panels, size_t column)
{
	return panels->left + (double)column * (panels->width + panels->gutter);
}
