/* Labels beside their dots: in the panel, clear of each other and of dots,
 * largest first, and quick however many dots there are. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "render/chart/label.h"
#include "tests/unit/chart_fixture.h"

struct plate {
	struct drawing drawing;
	struct canvas canvas;
	struct label_panel panel;
};

static void lay(struct plate *plate, const struct fixture *fixture)
{
	*plate = (struct plate){ .drawing = { .width = 200, .height = 100 } };
	plate->canvas = (struct canvas){ &plate->drawing, fixture->arena,
		fixture->face, 200 };
	plate->panel.area = (struct box){ 0, 0, 196, 100 };
}

static struct label label_at(double x, double y, double gap, const char *text)
{
	return (struct label){ .text = str_from(text),
		.look = LOOK_PLAIN,
		.dot = { x, y },
		.gap = gap };
}

static const struct shape *placed(const struct plate *plate, const char *text)
{
	return find_text(&plate->drawing, text);
}

/* A free dot has its label at the right, level with it. */
static void a_label_stands_at_the_right(void **state)
{
	struct plate plate;
	lay(&plate, *state);
	struct label label = label_at(50, 50, 5, "Web");
	label_add_dot(&plate.panel, plate.canvas.keep, label.dot);
	assert_int_equal(
	    label_place_all(&plate.panel, &plate.canvas, &label, 1), 0);
	assert_true(fabs(placed(&plate, "Web")->x - 55) < 0.01);
}

/* Where only one of two has room, it is the larger dot, given last. */
static void the_largest_is_named_first(void **state)
{
	struct plate plate;
	lay(&plate, *state);
	plate.panel.area = (struct box){ 0, 45, 26, 10 };
	struct label labels[] = { label_at(2, 50, 3, "Sm"),
		label_at(8, 50, 6, "La") };
	for (int i = 0; i < 2; i++)
		label_add_disc(&plate.panel, plate.canvas.keep, labels[i].dot,
		    labels[i].gap - 2);
	assert_int_equal(
	    label_place_all(&plate.panel, &plate.canvas, labels, 2), 1);
	assert_non_null(placed(&plate, "La"));
	assert_null(placed(&plate, "Sm"));
}

/* The whole of a large dot stays free, not only its middle. */
static void a_large_dot_is_not_covered(void **state)
{
	struct plate plate;
	lay(&plate, *state);
	struct label label = label_at(50, 50, 5, "Gateway");
	label_add_dot(&plate.panel, plate.canvas.keep, label.dot);
	label_add_disc(
	    &plate.panel, plate.canvas.keep, (struct point){ 75, 50 }, 12);
	label_place_all(&plate.panel, &plate.canvas, &label, 1);
	const struct shape *text = placed(&plate, "Gateway");
	assert_non_null(text);
	struct box box =
	    shape_box(text, ((const struct fixture *)*state)->face);
	double x = fmax(fmax(box.x - 75, 75 - box.x - box.width), 0);
	double y = fmax(fmax(box.y - 50, 50 - box.y - box.height), 0);
	assert_true(sqrt(x * x + y * y) > 11);
}

/* A crowd: the labels that are written are apart, the rest is counted. */
static void a_crowd_is_counted(void **state)
{
	enum { COUNT = 10000 };
	struct plate plate;
	lay(&plate, *state);
	struct label *labels =
	    arena_array(plate.canvas.keep, COUNT, sizeof *labels);
	uint32_t seed = 7;
	for (size_t i = 0; i < COUNT; i++) {
		labels[i] = label_at(196 * draw_share(&seed),
		    100 * draw_share(&seed), 4, "payments-gateway");
		label_add_dot(&plate.panel, plate.canvas.keep, labels[i].dot);
	}
	size_t missing =
	    label_place_all(&plate.panel, &plate.canvas, labels, COUNT);
	size_t texts = count_kind(&plate.drawing, SHAPE_TEXT);
	assert_int_equal(missing + texts, COUNT);
	assert_true(texts <= LABELS_MAX);
	check_apart(*state, &plate.drawing, "crowd");
}

/* A name longer than the panel is cut, one from right to left is kept whole. */
static void long_and_foreign_names_stay_inside(void **state)
{
	struct plate plate;
	lay(&plate, *state);
	struct label labels[] = { label_at(100, 20, 5, LONG_NAME),
		label_at(100, 50, 5,
		    "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d \xd7\xa6\xd7\x95\xd7"
		    "\x95\xd7\xaa"),
		label_at(100, 80, 5, "\xe6\x94\xaf\xe4\xbb\x98") };
	for (int i = 0; i < 3; i++)
		label_add_dot(&plate.panel, plate.canvas.keep, labels[i].dot);
	assert_int_equal(
	    label_place_all(&plate.panel, &plate.canvas, labels, 3), 0);
	check_inside(*state, &plate.drawing, "names");
	check_apart(*state, &plate.drawing, "names");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_label_stands_at_the_right),
		cmocka_unit_test(the_largest_is_named_first),
		cmocka_unit_test(a_large_dot_is_not_covered),
		cmocka_unit_test(a_crowd_is_counted),
		cmocka_unit_test(long_and_foreign_names_stay_inside),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
