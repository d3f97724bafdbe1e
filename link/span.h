/* From when to when a file named a thing (an MCP server, a secret), from what
 * commits did to the file and what the audited revision has. */
#ifndef LINK_SPAN_H
#define LINK_SPAN_H

#include "base/error.h"
#include "model/model.h"

/* The facts of one kind. Both queries take a repository as ?1. */
struct span_facts {
	const char *what; /* as in unread_change */
	/* commit_id, file_id, a text that tells things of a file apart, change
	 * (added, changed, removed, present), id; none: only the times in
	 * which files cannot be read are wanted */
	const char *changes;
	/* file_id, the same text, id; by the audited revision */
	const char *head;
};

/* Fills the temporary table span anew, a row for each state of a thing, and
 * adds to unread:
 *   repository_id, file_id, thing
 *   since_time, since_commit_id   when the thing came; NULL: not known
 *   from_time       of this state; NULL: not known
 *   to_time, to_commit_id   until it ended or changed; NULL: it did not, or
 *                   nobody knows by which commit
 *   change_id       of the change that says how it was; NULL: only head does
 *   head_id         of the audited revision, when it has it
 *   is_last         1: no other state of the thing follows without a break
 *   known           0: the file cannot be read, so it may not be there */
bool link_spans(struct model *model, const struct span_facts *facts,
    struct error *err) MUST_USE;

#endif
