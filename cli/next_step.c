/* Looks at what lies in the current folder, changes nothing and opens no model.
 * One row of the table is true of it; its steps are commands that work as they
 * are typed. */
#include "cli/next_step.h"

#include <stdio.h>
#include <string.h>

#include "cli/audit.h"

enum { STEPS_MAX = 4 };

enum stand {
	STAND_REPORT_OF_CONFIG,
	STAND_REPORT,
	STAND_MODEL,
	STAND_CONFIG,
	STAND_EMPTY_CONFIG,
	STAND_REPOSITORY,
	STAND_INSIDE,
	STAND_REPOSITORIES,
	STAND_NOTHING,
	STANDS
};

struct step {
	const char *command;
	const char *what;
	bool takes_path; /* of a repository that was found */
};

#define STEP_REPORT "assay report"
#define STEP_REPORT_DOES "a first report of it, in " AUDIT_OUTPUT
#define STEP_INIT "assay init"
#define STEP_INIT_DOES "find repositories, scans, people; write " AUDIT_CONFIG

/* clang-format off */
static const struct {
	const char *here;
	struct step steps[STEPS_MAX]; /* the next one first; ended by NULL */
} stands[STANDS] = {
	[STAND_REPORT_OF_CONFIG] = {
	    "a configuration, and a report: " AUDIT_OUTPUT "/report.html",
	    { { "assay mail --audience board -o board.eml",
		"its summary as a mail" },
	      { "assay query --all", "every measure with its counts" },
	      { STEP_REPORT, "the report anew, when sources have changed" },
	      { STEP_REPORT " --bag", "with evidence for auditors" } } },
	[STAND_REPORT] = {
	    "a report: " AUDIT_OUTPUT "/report.html",
	    { { STEP_INIT, STEP_INIT_DOES },
	      { "assay query --all", "every measure with its counts" },
	      { "assay mail --audience board -o board.eml",
		"its summary as a mail" } } },
	[STAND_MODEL] = {
	    "a model, " AUDIT_DATABASE ", and no report of it",
	    { { STEP_REPORT, "read what is new, make the report" } } },
	[STAND_CONFIG] = {
	    "a configuration, " AUDIT_CONFIG,
	    { { STEP_REPORT, "read what it names, make the report" } } },
	[STAND_EMPTY_CONFIG] = {
	    AUDIT_CONFIG ", which names nothing to read: add repositories",
	    { { STEP_REPORT, "once it names some" },
	      { STEP_INIT " -o other.yaml DIR", "or find those below DIR" } } },
	[STAND_REPOSITORY] = {
	    "a git repository",
	    { { STEP_REPORT, STEP_REPORT_DOES },
	      { STEP_INIT, STEP_INIT_DOES } } },
	[STAND_INSIDE] = {
	    "a folder of a git repository",
	    { { STEP_REPORT, STEP_REPORT_DOES, true } } },
	[STAND_REPOSITORIES] = {
	    "a folder with git repositories below it",
	    { { STEP_INIT, STEP_INIT_DOES },
	      { STEP_REPORT, "a first report of one", true } } },
	[STAND_NOTHING] = {
	    "neither a git repository nor a configuration",
	    { { STEP_REPORT " REPOSITORY", STEP_REPORT_DOES },
	      { STEP_INIT " DIR", STEP_INIT_DOES } } },
};
/* clang-format on */

/* The repository that this folder lies in, seen from here; or none. */
static struct str repository_above(struct arena *keep)
{
	struct str here = path_absolute(keep, STR("."));
	struct str folder = here;
	while (folder.len > 1) {
		folder = path_folder(folder);
		if (is_repository(folder, keep))
			return path_relative(keep, folder, here);
	}
	return STR_NONE;
}

static enum stand without_config(struct str *path, struct arena *keep)
{
	struct str_list found;
	struct error ignored;
	if (file_exists(STR(AUDIT_OUTPUT "/report.html")))
		return STAND_REPORT;
	if (file_exists(STR(AUDIT_OUTPUT "/" AUDIT_DATABASE)))
		return STAND_MODEL;
	if (is_repository(STR("."), keep))
		return STAND_REPOSITORY;
	*path = repository_above(keep);
	if (path->ptr)
		return STAND_INSIDE;
	if (!find_repositories(&found, STR("."), keep, &ignored) ||
	    !found.count)
		return STAND_NOTHING;
	*path = path_relative(keep, found.items[0], STR("."));
	return STAND_REPOSITORIES;
}

static enum stand with_config(const struct config *config)
{
	if (!config->repositories_count && !config->inputs_count)
		return STAND_EMPTY_CONFIG;
	if (file_exists(STR(AUDIT_OUTPUT "/report.html")))
		return STAND_REPORT_OF_CONFIG;
	return file_exists(STR(AUDIT_DATABASE)) ? STAND_MODEL : STAND_CONFIG;
}

/* To the column of what a step does. */
static int padding(struct str command)
{
	enum { COMMAND_WIDTH = 42 };
	return command.len < COMMAND_WIDTH ? COMMAND_WIDTH - (int)command.len
					   : 0;
}

/* PATH, where a shell and a terminal take it as it is. */
static struct str shown(struct str path)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
				    "._/-";
	for (size_t i = 0; i < path.len; i++)
		if (!memchr(plain, path.ptr[i], sizeof plain - 1))
			return STR("REPOSITORY");
	return path;
}

static void print_stand(enum stand stand, struct str path, struct arena *keep)
{
	puts("assay makes the board report on AI-written code, offline.\n");
	printf("here: %s\n", stands[stand].here);
	for (size_t i = 0; i < STEPS_MAX && stands[stand].steps[i].what; i++) {
		const struct step *step = &stands[stand].steps[i];
		struct str command = str_from(step->command);
		if (step->takes_path)
			command = arena_printf(keep, STR_FMT " " STR_FMT,
			    STR_ARG(command), STR_ARG(shown(path)));
		printf("%s " STR_FMT "%*s  %s\n",
		    i ? "  or:" : "next:", STR_ARG(command), padding(command),
		    "", step->what);
	}
	puts("\nassay --help lists the commands.");
}

bool next_step_print(struct arena *keep, struct error *err)
{
	struct str path = STR_NONE;
	enum stand stand;
	if (file_exists(STR(AUDIT_CONFIG))) {
		struct config_file *file;
		if (!config_read(&file, STR(AUDIT_CONFIG), keep, err))
			return false;
		stand = with_config(file->config);
		config_close(file);
	} else {
		stand = without_config(&path, keep);
	}
	print_stand(stand, path, keep);
	return true;
}
