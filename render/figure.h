/* Charts filled from answers: shared by figure.c and a file for each kind. */
#ifndef RENDER_FIGURE_H
#define RENDER_FIGURE_H

#include "render/chart/chart.h"
#include "render/expand.h"

/* What a chart function gives. */
struct drawn {
	const struct chart_kind *kind;
	const void *data;	   /* NULL: nothing to draw */
	struct str alt;		   /* behind the title */
	struct str source;	   /* more for the source line */
	struct word_fields fields; /* for the title */
	enum word_class class;
	bool unstable;
};

struct chart_request {
	struct expansion *expansion;
	const struct template_node *node;
	struct table *table;
	struct arena *keep;
};

/* Whether the measure of the chart NODE is one that its kind can draw, and
 * what else the kind needs is there; what is not is told with its place. */
bool chart_resolve(const struct template_node *node,
    const struct engine *engine, struct error *err) MUST_USE;

/* Asks the measure of the chart's node, by month when MONTHS. */
bool figure_ask(struct answer *answer, const struct chart_request *request,
    bool months, struct error *err) MUST_USE;

/* Each fills DRAWN and the request's table; DRAWN has no data when there is
 * nothing to draw. */
bool figure_origin(struct drawn *drawn, const struct chart_request *request,
    struct error *err) MUST_USE;
bool figure_tests(struct drawn *drawn, const struct chart_request *request,
    struct error *err) MUST_USE;
bool figure_forest(struct drawn *drawn, const struct chart_request *request,
    struct error *err) MUST_USE;
bool figure_control(struct drawn *drawn, const struct chart_request *request,
    struct error *err) MUST_USE;
bool figure_heat(struct drawn *drawn, const struct chart_request *request,
    struct error *err) MUST_USE;
bool figure_matrix(struct drawn *drawn, const struct chart_request *request,
    struct error *err) MUST_USE;
bool figure_recall(struct drawn *drawn, const struct chart_request *request,
    struct error *err) MUST_USE;
bool figure_survival(struct drawn *drawn, const struct chart_request *request,
    struct error *err) MUST_USE;
bool figure_waterfall(struct drawn *drawn, const struct chart_request *request,
    struct error *err) MUST_USE;
bool figure_funnel(struct drawn *drawn, const struct chart_request *request,
    struct error *err) MUST_USE;
bool figure_dumbbell(struct drawn *drawn, const struct chart_request *request,
    struct error *err) MUST_USE;
bool figure_slope(struct drawn *drawn, const struct chart_request *request,
    struct error *err) MUST_USE;
bool figure_scatter(struct drawn *drawn, const struct chart_request *request,
    struct error *err) MUST_USE;
bool figure_multiples(struct drawn *drawn, const struct chart_request *request,
    struct error *err) MUST_USE;

#endif
