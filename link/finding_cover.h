/* What the events of a series say of the rule and the file of a finding that
 * they miss: whether the rule ran, whether the file was looked at, and whether
 * it still is in their revision. */
#ifndef LINK_FINDING_COVER_H
#define LINK_FINDING_COVER_H

#include "base/error.h"
#include "link/finding_state.h"
#include "link/link.h"

struct finding_cover;

/* On false there is none; KEEP outlives it. */
bool finding_cover_open(struct finding_cover **cover, struct model *model,
    const struct link_options *options, struct arena *keep,
    struct error *err) MUST_USE;
/* What is asked next is of this series (of temp.scan_event), whose events are
 * borrowed; repository 0 is none. */
void finding_cover_series(struct finding_cover *cover, int64_t series,
    int64_t repository_id, const struct event *events);
/* For struct series: USER is a struct finding_cover. */
struct cover finding_cover_ask(
    void *user, size_t number, const struct missed *missed);
/* Says what went wrong since it was opened; NULL is fine. */
bool finding_cover_close(
    struct finding_cover *cover, struct error *err) MUST_USE;

#endif
