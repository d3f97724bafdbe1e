/* One model in memory for many inputs of a fuzz target: opening one costs more
 * than reading most inputs. It is made anew now and then, so that what earlier
 * inputs left stays small. */
#ifndef ASSAY_TESTS_FUZZ_MODEL_IN_MEMORY_H
#define ASSAY_TESTS_FUZZ_MODEL_IN_MEMORY_H

#include <stdlib.h>

#include "model/model.h"

/* The model to import into, the target's to use and not to close. Aborts when
 * none can be opened: that is no fault of an input. */
static struct model *model_in_memory(void)
{
	enum { INPUTS_MAX = 40 };
	static struct model *model;
	static int inputs;
	struct error err;
	if (model && ++inputs < INPUTS_MAX)
		return model;
	model_close(model);
	model = NULL;
	inputs = 0;
	if (!model_open(&model, STR(""), &err))
		abort();
	return model;
}

#endif
