/* One walk for the repositories (cli/inputs.c) and one for other files, each of
 * which is shown to the importers. Nothing is guessed: the owner of the
 * repositories is one that all of their remotes name. */
#include "cli/look_around.h"

#include "cli/inputs.h"
#include "importers/git/glance.h"
#include "importers/git/repo.h"
#include "importers/importer.h"
#include "importers/table/table.h"

enum { DEEPEST = 3, SURE = 50 };

const struct source_kind source_kinds[] = {
	{ "results of scanners", "sarif scan fpr",
	    "where risk is found: let a scanner write SARIF, such as semgrep "
	    "scan --sarif --output results.sarif" },
	{ "who is who", "directory",
	    "teams, and whose training it is: a table of people "
	    "(people.directory)" },
	{ "training and tests of skills", "training assessment",
	    "skills: an export of the training system" },
	{ "use of AI tools", "usage seat telemetry spend sighting",
	    "AI that commits do not record: an export of the tool's console" },
	{ "deployments and incidents", "deployment incident",
	    "what reached production and failed there: exports of both" },
	{ "tickets, pull requests, tests",
	    "work_item change review coverage junit", NULL },
	{ "other records", NULL, NULL },
	{ NULL, NULL, NULL },
};
_Static_assert(sizeof source_kinds / sizeof *source_kinds == SOURCE_KINDS + 1,
    "a count for each kind");

/* ---------------------------------------------------------------- files -- */

struct walk {
	struct around *around;
	const struct asset_folders *folders;
	struct repo *repo; /* that the folder is in; NULL: none */
	struct str root;   /* of its work tree */
	struct arena *keep;
};

static bool has_word(const char *words, struct str word)
{
	struct str rest = str_from(words);
	struct str part;
	while (str_split(&rest, ' ', &part))
		if (str_equal(part, word))
			return true;
	return false;
}

/* The target of a table, else the importer. */
static struct str reader_of(const struct importer *importer,
    const struct input *input, struct arena *keep)
{
	struct table table;
	struct error ignored;
	if (importer == &importer_table &&
	    table_find(&table, input, STR_NONE, keep, &ignored))
		return str_from(table.match.profile->target->name);
	return str_from(importer->name);
}

static size_t kind_of(struct str reader)
{
	size_t kind = 0;
	while (source_kinds[kind].readers &&
	       !has_word(source_kinds[kind].readers, reader))
		kind++;
	return kind;
}

static void look_at_file(const struct walk *walk, struct str path)
{
	struct around *around = walk->around;
	struct input input;
	struct error ignored;
	const struct importer *importer;
	const char *why;
	if (!input_open(
		&input, path, path, walk->folders, walk->keep, &ignored) ||
	    importer_sureness(&input, walk->keep) < SURE ||
	    !importer_find(&importer, &why, &input, walk->keep, &ignored))
		return;
	struct str reader = reader_of(importer, &input, walk->keep);
	around->of_kind[kind_of(reader)]++;
	if (!around->directory.ptr && str_equal_z(reader, "directory"))
		around->directory = path;
	else
		VEC_PUSH(&around->files, walk->keep, path);
}

/* A report or an evidence bag that assay wrote. */
static bool is_ours(struct str folder, struct arena *keep)
{
	return file_exists(path_join(keep, folder, STR("bagit.txt"))) ||
	       (file_exists(path_join(keep, folder, STR("report.html"))) &&
		   file_exists(path_join(keep, folder, STR("report.json"))));
}

static bool is_passed_over(
    const struct walk *walk, struct str path, bool is_folder)
{
	struct str inside;
	if (str_starts(path_base(path), STR(".")))
		return true;
	if (is_folder && is_ours(path, walk->keep))
		return true;
	if (!walk->repo)
		return false;
	inside = path_relative(walk->keep, path, walk->root);
	return is_folder ? repo_ignores(walk->repo, inside)
			 : repo_tracks(walk->repo, inside);
}

static void look_into(const struct walk *walk, struct str folder, int depth);

static void look_into_repository(
    const struct walk *above, struct str folder, int depth)
{
	struct walk walk = *above;
	struct error ignored;
	walk.root = folder;
	if (!repo_open(&walk.repo, folder, &ignored))
		return;
	if (!repo_is_bare(walk.repo))
		look_into(&walk, folder, depth);
	repo_close(walk.repo);
}

static void look_into(const struct walk *walk, struct str folder, int depth)
{
	struct str_list names;
	struct error ignored;
	if (!file_list(&names, folder, walk->keep, &ignored))
		return;
	for (size_t i = 0; i < names.count; i++) {
		struct str path = path_join(walk->keep, folder, names.items[i]);
		bool is_folder = file_is_folder(path);
		if (is_passed_over(walk, path, is_folder))
			continue;
		if (!is_folder)
			look_at_file(walk, path);
		else if (depth == DEEPEST)
			continue;
		else if (is_repository(path, walk->keep))
			look_into_repository(walk, path, depth + 1);
		else
			look_into(walk, path, depth + 1);
	}
}

/* --------------------------------------------------------- repositories -- */

/* Folders of servers that are nobody's name. */
#define NO_OWNERS "git p r repos scm srv"

/* "github.com" and "acme" of "github.com/acme/shop", and of
 * "gitlab.com/acme/web/shop" where the host is one that has groups in groups;
 * other paths of a server do not say who owns what. */
static bool split_remote(struct str remote, struct str *host, struct str *owner)
{
	struct str rest = remote;
	struct str name;
	if (!str_split(&rest, '/', host) || !str_split(&rest, '/', owner) ||
	    !str_split(&rest, '/', &name))
		return false;
	return host->len && owner->len && name.len &&
	       str_find_byte(*host, '.') < host->len &&
	       str_find_byte(*owner, '~') == owner->len &&
	       !has_word(NO_OWNERS, *owner) &&
	       (!rest.len || str_contains(*host, STR("gitlab")));
}

/* Those without a remote have no say. */
static void agree(struct around *around, struct str remote, bool *differ)
{
	struct str host;
	struct str owner;
	if (!remote.len || *differ)
		return;
	if (!split_remote(remote, &host, &owner) ||
	    (around->owner.ptr && (!str_equal_nocase(around->owner, owner) ||
				      !str_equal(around->host, host)))) {
		*differ = true;
		around->owner = around->host = STR_NONE;
	} else if (!around->owner.ptr) {
		around->owner = owner;
		around->host = host;
	}
}

static void look_at_repositories(struct around *around, struct arena *keep)
{
	bool differ = false;
	for (size_t i = 0; i < around->repositories.count; i++) {
		struct glance seen;
		struct error ignored;
		if (!glance(
			&seen, around->repositories.items[i], keep, &ignored))
			continue;
		around->owned += seen.has_owners;
		agree(around, seen.remote, &differ);
	}
}

bool look_around(struct around *around, struct str folder,
    const struct asset_folders *folders, struct arena *keep, struct error *err)
{
	struct walk walk = {
		.around = around, .folders = folders, .keep = keep
	};
	*around = (struct around){ 0 };
	if (!find_repositories(&around->repositories, folder, keep, err))
		return false;
	look_at_repositories(around, keep);
	if (is_repository(folder, keep))
		look_into_repository(&walk, folder, 0);
	else
		look_into(&walk, folder, 0);
	return true;
}
