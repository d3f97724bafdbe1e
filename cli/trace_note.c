/* What is said of a trace in sentences. */
#include "cli/trace_out.h"

#include <stdio.h>

#include "base/date.h"
#include "render/print.h"

static void add_problems(struct buf *out, const struct trace_commit *commit)
{
	if (commit->finding_count)
		buf_printf(out,
		    "%zu open problem%s on its lines, the worst " STR_FMT,
		    commit->finding_count,
		    commit->finding_count == 1 ? "" : "s",
		    STR_ARG(commit->findings[0].severity));
	else
		buf_add_z(out, commit->findings_known
				   ? "no open problem on its lines"
				   : "nobody has scanned it since");
	if (commit->alive != UNKNOWN)
		buf_printf(out, ", %lld line%s left", (long long)commit->alive,
		    commit->alive == 1 ? "" : "s");
}

struct str trace_first(const struct trace *trace, struct arena *keep)
{
	struct buf out = { 0 };
	if (!trace->count)
		return STR_NONE;
	const struct trace_commit *commit = &trace->commits[0];
	buf_printf(&out, "Look first at No. 1 (" STR_FMT ", " STR_FMT,
	    STR_ARG(commit->service.len ? commit->service : commit->repository),
	    STR_ARG(print_date(keep, commit->when)));
	for (size_t i = 0; i < commit->owner_count; i++)
		buf_printf(&out, "%s" STR_FMT, i ? " " : ", owned by ",
		    STR_ARG(commit->owners[i]));
	buf_add_z(&out, "): ");
	add_problems(&out, commit);
	if (commit->revert == REVERT_CLEAN)
		buf_add_z(&out, "; undoing it applies");
	else if (commit->revert == REVERT_CONFLICT)
		buf_add_z(&out, "; it can only be mended by hand, as later "
				"work changed the same lines");
	buf_add_char(&out, '.');
	struct str text = arena_str(keep, buf_str(&out));
	buf_free(&out);
	return text;
}

static void note_findings(int64_t count)
{
	if (count > 0)
		fprintf(stderr,
		    "note: %lld open finding%s stood on lines rewritten since "
		    "the scan: %s not\n  counted (findings_rewritten); scan "
		    "the audited revision to see what is left\n",
		    (long long)count, count == 1 ? "" : "s",
		    count == 1 ? "it is" : "they are");
}

static void note_lines(int64_t lines, const char *words)
{
	if (lines != UNKNOWN && lines > 0)
		fprintf(stderr, "note: %lld line%s %s\n", (long long)lines,
		    lines == 1 ? "" : "s", words);
}

void trace_note(const struct trace *trace)
{
	struct trace_totals totals = trace_sum(trace);
	for (size_t i = 0; i < trace->cut_off.count; i++)
		fprintf(stderr,
		    "note: the history of " STR_FMT
		    " is cut off: commits before are not known, nor whose "
		    "their lines are\n",
		    STR_ARG(trace->cut_off.items[i]));
	note_lines(totals.possible,
	    "may be of what is traced: their commits name it, but the record "
	    "of their\n  lines is another tool's and leaves these out "
	    "(possible_lines)");
	note_lines(totals.shared,
	    "stand in commits that another tool took part in, too; nobody "
	    "says which are\n  whose, so a trace of that one has them as well "
	    "(shared_lines)");
	note_lines(totals.corrected,
	    "count by a correction of the configuration (corrected_lines)");
	note_lines(totals.copies,
	    "stand in other clones or forks as well: counted once, to be "
	    "looked at in each\n  (copy_lines)");
	if (totals.repeats)
		fprintf(stderr,
		    "note: %lld commit%s the work of another, picked or "
		    "restored (repeats)\n",
		    (long long)totals.repeats,
		    totals.repeats == 1 ? " repeats" : "s repeat");
	if (totals.closing)
		fprintf(stderr,
		    "note: %lld commit%s ended findings, which undoing brings "
		    "back (closed_findings)\n",
		    (long long)totals.closing, totals.closing == 1 ? "" : "s");
	note_findings(totals.findings_gone);
}
