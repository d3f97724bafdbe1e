/* A text as the one report of a model. */
#ifndef ASSAY_TESTS_UNIT_IMPORT_TEXT_H
#define ASSAY_TESTS_UNIT_IMPORT_TEXT_H

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/inputs.h"
#include "importers/importer.h"
#include "model/model.h"

/* A new model that holds what TEXT says; the test fails when it cannot be
 * read. */
static inline struct model *import_text(const char *text, struct arena *keep)
{
	char path[] = "/tmp/assay-report-XXXXXX";
	struct model *model = NULL;
	struct input input;
	struct account account;
	struct error err;
	bool unchanged;
	int descriptor = mkstemp(path);
	assert_true(descriptor >= 0);
	assert_int_equal(write(descriptor, text, strlen(text)), strlen(text));
	close(descriptor);
	assert_true(model_open(&model, STR(""), &err));
	if (!input_open(
		&input, str_from(path), STR("report"), NULL, keep, &err) ||
	    !importer_run(model, &input, &account, &unchanged, &err))
		fail_msg("%s", err.message);
	unlink(path);
	return model;
}

#endif
