/* What assay query and assay explain share: a measure, its keys and conditions
 * are checked against its header before anything is imported, so that a slip of
 * the pen costs no time. */
#include "cli/asking.h"

#include <stdio.h>

#include "analysis/measure.h"
#include "base/near.h"
#include "base/utf8.h"

static bool read_question(
    struct asking *asking, struct str id, struct error *err)
{
	struct context *context = asking->context;
	struct str value;
	size_t at = 0;
	asking->question.id = id;
	while (option_next(context, "by", &at, &value)) {
		struct str key;
		while (str_split(&value, ',', &key))
			VEC_PUSH(&asking->by, context->keep, str_trim(key));
	}
	at = 0;
	while (option_next(context, "where", &at, &value)) {
		size_t equals = str_find_byte(value, '=');
		struct key_value pair = { str_slice(value, 0, equals),
			str_skip(value, equals + 1) };
		if (equals == value.len)
			return error_set(err, ERROR_USAGE,
			    "expected --where KEY=VALUE, found \"" STR_FMT "\"",
			    STR_ARG(value));
		VEC_PUSH(&asking->where, context->keep, pair);
	}
	asking->question.by = asking->by.items;
	asking->question.by_count = asking->by.count;
	asking->question.where = asking->where.items;
	asking->question.where_count = asking->where.count;
	return true;
}

/* The measure asked for; it has to be known before anything is imported. */
static bool find_measure(struct asking *asking, struct error *err)
{
	struct context *context = asking->context;
	struct str id = asking->question.id;
	struct measure *all;
	size_t count;
	VEC(struct str) names = { 0 };
	if (!measures_load(&all, &count, &context->folders,
		option_value(context, "measures"), context->keep, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (str_equal(all[i].id, id))
			asking->measure = &all[i];
		VEC_PUSH(&names, context->keep, all[i].id);
	}
	if (asking->measure)
		return true;
	error_set(err, ERROR_USAGE, "there is no measure \"" STR_FMT "\"",
	    STR_ARG(id));
	error_fix(err, "assay explain lists the measures");
	return near_fix(err, id, names.items, names.count, context->keep);
}

static bool check_key(
    struct asking *asking, struct str key, bool month, struct error *err)
{
	const struct measure *m = asking->measure;
	struct str rest = m->keys;
	struct str name;
	VEC(struct str) names = { 0 };
	if (month)
		VEC_PUSH(&names, asking->context->keep, STR("month"));
	while (list_next(&rest, &name))
		VEC_PUSH(&names, asking->context->keep, name);
	for (size_t i = 0; i < names.count; i++)
		if (str_equal(names.items[i], key))
			return true;
	error_set(err, ERROR_USAGE, STR_FMT " has no key \"" STR_FMT "\"",
	    STR_ARG(m->id), STR_ARG(key));
	error_fix(err, "its keys are " STR_FMT "%s", STR_ARG(m->keys),
	    month ? ", month" : "");
	return near_fix(
	    err, key, names.items, names.count, asking->context->keep);
}

bool asking_read(struct asking *asking, struct context *context, struct str id,
    struct error *err)
{
	*asking = (struct asking){ .context = context };
	if (!read_question(asking, id, err))
		return false;
	if (!find_measure(asking, err))
		return false;
	for (size_t i = 0; i < asking->by.count; i++)
		if (!check_key(asking, asking->by.items[i], true, err))
			return false;
	for (size_t i = 0; i < asking->where.count; i++)
		if (!check_key(asking, asking->where.items[i].key, false, err))
			return false;
	return true;
}

static bool open_engine(struct asking *asking, struct error *err)
{
	struct context *context = asking->context;
	if (!engine_open(&asking->engine, asking->audit.model, asking->period,
		&context->folders, option_value(context, "measures"),
		context->keep, err))
		return false;
	if (!option_given(context, "restricted"))
		return true;
	engine_show_small(asking->engine, true);
	return audit_name_people(&asking->audit, err);
}

bool asking_open(struct asking *asking, struct error *err)
{
	struct period *period = &asking->period;
	struct context *context = asking->context;
	if (!audit_open(&asking->audit, context, err) ||
	    !audit_confine(&asking->audit, STR_NONE) ||
	    !audit_fill(&asking->audit, err) ||
	    !audit_settle(&asking->audit, period, err))
		return false;
	if (asking->measure && asking->measure->of_all &&
	    !option_given(context, "period"))
		*period = period_all(asking->audit.as_of, period->calendar);
	return open_engine(asking, err);
}

void asking_pause(struct asking *asking)
{
	engine_close(asking->engine);
	model_close(asking->audit.model);
	asking->engine = NULL;
	asking->audit.model = NULL;
}

bool asking_resume(struct asking *asking, struct error *err)
{
	return model_open(&asking->audit.model, asking->audit.database, err) &&
	       open_engine(asking, err);
}

void asking_close(struct asking *asking)
{
	engine_close(asking->engine);
	audit_close(&asking->audit);
}

bool asking_note_unknown(struct asking *asking, struct error *err)
{
	struct arena *keep = asking->context->keep;
	for (size_t i = 0; i < asking->where.count; i++) {
		struct key_value pair = asking->where.items[i];
		struct question question = { .id = asking->question.id,
			.by = &pair.key,
			.by_count = 1 };
		struct answer answer;
		VEC(struct str) names = { 0 };
		bool found = pair.value.len == 0;
		struct str near;
		if (!engine_ask(&answer, asking->engine, &question, keep, err))
			return false;
		for (size_t g = 0; g < answer.group_count; g++) {
			struct str value = answer.groups[g].keys[0].value;
			found = found || str_equal(value, pair.value);
			if (value.len)
				VEC_PUSH(&names, keep, value);
		}
		near = near_name(pair.value, names.items, names.count);
		if (found)
			continue;
		fprintf(stderr,
		    "note: nothing has the " STR_FMT " \"" STR_FMT "\"",
		    STR_ARG(pair.key),
		    STR_ARG(utf8_printable(keep, pair.value)));
		if (near.len)
			fprintf(stderr, "; did you mean \"" STR_FMT "\"?",
			    STR_ARG(utf8_printable(keep, near)));
		fputc('\n', stderr);
	}
	return true;
}
