/* The registry of importers, and the way every input takes: who reads it,
 * what its bytes are, whether it is there already, then one transaction. */
#include "importers/importer.h"

#include <string.h>

#include "base/hash.h"
#include "base/near.h"
#include "base/shelf.h"
#include "base/vec.h"
#include "importers/json/json_in.h"
#include "importers/secret/secret.h"

#define IMPORTER_ROW(name) &importer_##name,
const struct importer *const importers[] = { IMPORTERS(IMPORTER_ROW) NULL };

static bool find_named(const struct importer **importer, const char **why,
    const struct input *input, struct arena *scratch, struct error *err)
{
	VEC(struct str) names = { 0 };
	for (size_t i = 0; importers[i]; i++) {
		if (str_equal_z(input->importer, importers[i]->name)) {
			*importer = importers[i];
			*why = "named in the configuration";
			return true;
		}
		VEC_PUSH(&names, scratch, str_from(importers[i]->name));
	}
	error_at(err, (struct place){ .file = input->shown },
	    "there is no importer \"" STR_FMT "\"", STR_ARG(input->importer));
	near_fix(err, input->importer, names.items, names.count, scratch);
	return false;
}

/* What a file without a reader is, by its first bytes. */
static const char *form_of(struct str head)
{
	struct str text = str_trim(head);
	if (str_find_byte(head, '\0') < head.len)
		return "binary data";
	if (str_starts(text, STR("<")))
		return "XML or a page of another form";
	return str_starts(text, STR("{")) || str_starts(text, STR("["))
		   ? "JSON of another form"
		   : "other text";
}

static bool none_fits(const struct input *input, struct error *err)
{
	struct place place = { .file = input->shown };
	if (input->is_folder) {
		error_at(err, place,
		    "expected a git repository, found a folder without one");
		return error_fix(err, "name a repository, or files; assay init "
				      "looks for both and writes a "
				      "configuration");
	}
	if (input->size_bytes == 0) {
		error_at(err, place, "the file is empty");
		return error_fix(err, "export it again");
	}
	error_at(err, place,
	    "expected a known format (repository, SARIF, another report of a "
	    "scanner, table of CSV, .xlsx or JSON), found %s",
	    form_of(input->head));
	return error_fix(err,
	    "let the scanner write SARIF 2.1.0; of a table draft a mapping "
	    "profile: assay check FILE --save-profile NAME; docs/formats.md "
	    "lists what is read");
}

/* What git leaves where the files of Git LFS were not fetched. */
static bool is_pointer(const struct input *input)
{
	return !input->is_folder &&
	       str_starts(input->head,
		   STR("version https://git-lfs.github.com/spec/"));
}

static bool refuse_pointer(const struct input *input, struct error *err)
{
	error_at(err,
	    (struct place){ .file = input->shown, .line = 1, .column = 1 },
	    "expected a report, found a Git LFS pointer: the file itself was "
	    "not fetched");
	return error_fix(err, "run git lfs pull where it came from");
}

static bool refuse_page(const struct input *input, struct error *err)
{
	error_at(err,
	    (struct place){ .file = input->shown, .line = 1, .column = 1 },
	    "expected a report or a table, found an HTML page: a login or "
	    "error page was saved in its place");
	return error_fix(err,
	    "fetch it again, with a token where the server asks for a login; "
	    "export tables as CSV or .xlsx");
}

/* No file that says so of itself is anything else; to look for records in all
 * of it would take longer than to read it. */
static bool is_settled(int best, const struct input *input)
{
	enum { SURE_BY_NAME = 95 };
	return best >= SURE_BY_NAME && !input->profile.len;
}

bool importer_find(const struct importer **importer, const char **why,
    const struct input *input, struct arena *scratch, struct error *err)
{
	int best = 0;
	*importer = NULL;
	if (input->importer.ptr)
		return find_named(importer, why, input, scratch, err);
	if (is_pointer(input))
		return refuse_pointer(input, err);
	if (!input->is_folder && json_in_is_page(input->head))
		return refuse_page(input, err);
	for (size_t i = 0; importers[i] && !is_settled(best, input); i++) {
		const char *reason = "";
		int sure = importers[i]->recognises(input, &reason, scratch);
		if (sure > best) {
			best = sure;
			*importer = importers[i];
			*why = reason;
		} else if (sure && sure == best) {
			error_at(err, (struct place){ .file = input->shown },
			    "this could be %s or %s", (*importer)->name,
			    importers[i]->name);
			return error_fix(err, "say which with kind: of the "
					      "input in the configuration");
		}
	}
	return *importer ? true : none_fits(input, err);
}

int importer_sureness(const struct input *input, struct arena *scratch)
{
	int best = 0;
	for (size_t i = 0; importers[i] && !is_settled(best, input); i++) {
		const char *why;
		int sure = importers[i]->recognises(input, &why, scratch);
		if (sure > best)
			best = sure;
	}
	return best;
}

static bool digest_of(const struct importer *importer,
    const struct input *input, char hex[HASH_HEX_SIZE], struct arena *scratch,
    struct error *err)
{
	int64_t size_bytes;
	hex[0] = '\0';
	if (input->preview)
		return true;
	if (importer->digest)
		return importer->digest(input, hex, scratch, err);
	return hash_file(input->path, hex, &size_bytes, err);
}

static bool hash_tables(const struct importer *importer,
    const struct input *input, char hex[HASH_HEX_SIZE], struct arena *scratch,
    struct error *err)
{
	struct hash *hash = hash_new(scratch);
	for (size_t i = 0; importer->tables && importer->tables[i]; i++) {
		struct str content;
		if (!asset_read(&content, input->folders,
			str_from(importer->tables[i]), scratch, err))
			return false;
		hash_add_field(hash, content);
	}
	if (importer->add_rules &&
	    !importer->add_rules(hash, input, scratch, err))
		return false;
	hash_end(hash, hex);
	return true;
}

/* One digest of the rule tables, overridden ones included; "" for none. A
 * profile that the input names is one of them. */
static bool digest_rules(const struct importer *importer,
    const struct input *input, char hex[HASH_HEX_SIZE], struct arena *scratch,
    struct error *err)
{
	struct str name = arena_printf(scratch, "digest for %s " STR_FMT,
	    importer->name, STR_ARG(input->profile));
	const char *kept = shelf_find(input->folders, name);
	hex[0] = '\0';
	if (input->preview || (!importer->tables && !importer->add_rules))
		return true;
	if (kept)
		memcpy(hex, kept, HASH_HEX_SIZE);
	else if (hash_tables(importer, input, hex, scratch, err))
		shelf_put(input->folders, name, hex, HASH_HEX_SIZE);
	else
		return false;
	return true;
}

/* ---------------------------------------------------------------- words -- */

struct kept_secrets { /* on the shelf */
	struct secret_rules *rules;
};

/* What is said of an input quotes it, and an input may hold secrets. NULL with
 * the reason in ERR when the table of their forms cannot be read. */
static const struct secret_rules *find_secrets(
    const struct input *input, struct arena *scratch, struct error *err)
{
	static const char name[] = "secrets in remarks";
	const struct kept_secrets *kept =
	    shelf_find(input->folders, str_from(name));
	struct kept_secrets made;
	if (kept)
		return kept->rules;
	if (!secret_rules_read(&made.rules, input->folders,
		shelf_keep(input->folders, scratch), err))
		return NULL;
	shelf_put(input->folders, str_from(name), &made, sizeof made);
	return made.rules;
}

static struct str hide(const void *secrets, struct arena *keep, struct str text)
{
	return secret_hide(secrets, keep, text);
}

static void hide_in(
    char text[512], const struct secret_rules *secrets, struct arena *scratch)
{
	struct str shown = secret_hide(secrets, scratch, str_from(text));
	if (shown.ptr == text)
		return;
	memcpy(text, shown.ptr, shown.len);
	text[shown.len] = '\0';
}

static void hide_in_error(
    struct error *err, const struct input *input, struct arena *scratch)
{
	struct error ignored;
	const struct secret_rules *secrets =
	    find_secrets(input, scratch, &ignored);
	if (!secrets)
		return;
	hide_in(err->message, secrets, scratch);
	hide_in(err->fix, secrets, scratch);
}

/* ------------------------------------------------------------------ run -- */

bool importer_run(struct model *model, const struct input *input,
    struct account *account, bool *unchanged, struct error *err)
{
	struct arena *scratch = arena_new();
	const struct importer *importer;
	struct import_origin origin = { 0 };
	struct import *import = NULL;
	char hex[HASH_HEX_SIZE];
	char rules[HASH_HEX_SIZE];
	bool done = false;
	*unchanged = false;
	if (input->unread) {
		*err = *input->unread;
		goto out;
	}
	if (!importer_find(&importer, &origin.why, input, scratch, err) ||
	    !digest_of(importer, input, hex, scratch, err) ||
	    !digest_rules(importer, input, rules, scratch, err))
		goto out;
	origin.hide = hide;
	origin.hider = find_secrets(input, scratch, err);
	if (!origin.hider)
		goto out;
	origin.rules = rules;
	origin.importer = importer->name;
	origin.version = importer->version;
	origin.sha256 = hex;
	origin.incremental = importer->incremental;
	if (!import_begin(
		&import, unchanged, model, input, &origin, account, err))
		goto out;
	if (*unchanged) {
		done = true;
		goto out;
	}
	if (importer->run(import, scratch, err))
		done = import_end(import, account, err);
	else
		import_abandon(import);
out:
	if (!done) {
		hide_in_error(err, input, scratch);
		error_while(err, "importing " STR_FMT, STR_ARG(input->shown));
	}
	arena_free(scratch);
	return done;
}
