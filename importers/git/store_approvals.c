/* The rows of commit_approval, commit_request and commit_ticket. */
#include "importers/git/job.h"

#include "importers/git/approval.h"
#include "importers/git/ticket.h"

static bool store_approval(struct job *job, int64_t commit_id,
    const struct approval *approval, struct error *err)
{
	int64_t alias_id;
	struct ident ident = { .name = approval->name,
		.email = approval->email };
	ident.line = arena_printf(job->scratch, STR_FMT " <" STR_FMT ">",
	    STR_ARG(ident.name), STR_ARG(ident.email));
	bool done = approval->login.len
			? import_alias(job->import, STR(""), STR(""),
			      commit_utf8(job->scratch, approval->login),
			      &alias_id, err)
			: job_alias(job, &ident, &alias_id, err);
	return done &&
	       IMPORT_ADD(job->import, commit_approval, NULL, NULL, err,
		   .commit_id = commit_id, .alias_id = alias_id,
		   .how = str_from(approval->how), .line = approval->line);
}

static bool store_tickets(struct job *job, int64_t commit_id,
    const struct commit *commit, struct error *err)
{
	struct ticket_list list;
	ticket_find(&list, commit->message);
	for (size_t i = 0; i < list.count; i++)
		if (!IMPORT_ADD(job->import, commit_ticket, NULL, NULL, err,
			.commit_id = commit_id, .key = list.keys[i]))
			return false;
	return true;
}

bool store_approvals(struct job *job, int64_t commit_id,
    const struct commit *commit, struct error *err)
{
	struct approval_list list;
	approval_find(&list, commit, job->scratch);
	for (size_t i = 0; i < list.approval_count; i++)
		if (!store_approval(job, commit_id, &list.approvals[i], err))
			return false;
	for (size_t i = 0; i < list.request_count; i++) {
		const struct request *request = &list.requests[i].request;
		struct str repository =
		    request->repository.ptr ? request->repository : STR("");
		if (!IMPORT_ADD(job->import, commit_request, NULL, NULL, err,
			.commit_id = commit_id,
			.repository = commit_utf8(job->scratch, repository),
			.number = request->number,
			.how = str_from(list.requests[i].how)))
			return false;
	}
	return store_tickets(job, commit_id, commit, err);
}
