/* Lays out the bag after RFC 8493: payload below data/, a manifest of it, and
 * outer files that have a manifest of their own, which is what gets signed. The
 * name holds the digest of that one, so it changes with any byte of the bag. */
#include "render/bag/bag.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/file.h"
#include "base/vec.h"
#include "render/bag/cover.h"
#include "render/bag/seal.h"
#include "render/bag/stage.h"

enum {
	SLUG_MAX = 40,
	ID_DIGITS = 8,
	MUCH = 1 << 16, /* bytes that are written at once */
};

bool bag_stage(struct bag_files *files, struct str folder, unsigned mode,
    struct arena *keep, struct error *err)
{
	return stage_open(&files->stage, folder, mode, keep, err);
}

void bag_discard(struct bag_files *files)
{
	stage_close(files->stage);
	files->stage = NULL;
}

void bag_add(struct bag_files *files, struct str path, struct str content,
    struct arena *keep)
{
	struct bag_file file = { .path = path };
	if (files->failed.kind != ERROR_NONE)
		return;
	if (!files->stage) {
		file.content = content;
		file.size_bytes = (int64_t)content.len;
		hash_bytes(content, file.digest);
	} else if (!stage_end(files->stage, &file, content, &files->failed)) {
		return;
	}
	if (!files->places.arena)
		files->places.arena = keep;
	map_put(&files->places, path, NULL)->number = (int64_t)files->count;
	VEC_PUSH(files, keep, file);
}

void bag_more(struct bag_files *files, struct str path, struct buf *content)
{
	if (!files->stage || content->len < MUCH ||
	    files->failed.kind != ERROR_NONE)
		return;
	if (stage_more(files->stage, path, buf_str(content), &files->failed))
		buf_clear(content);
}

const struct bag_file *bag_find(const struct bag_files *files, struct str path)
{
	const union map_value *place = map_get(&files->places, path);
	return place ? &files->items[place->number] : NULL;
}

bool bag_content(struct str *content, const struct bag_files *files,
    const struct bag_file *file, struct arena *keep, struct error *err)
{
	*content = file->content;
	return !files->stage || file->content.ptr ||
	       file_read(content, stage_path(files->stage, file->path, keep),
		   (size_t)file->size_bytes + 1, keep, err);
}

static bool is_name_char(char c)
{
	return ascii_is_alnum(c) || c == '.' || c == '-' || c == '_';
}

bool bag_path_is_fine(struct str path)
{
	bool at_start = true;
	if (!path.len || path.len > BAG_PATH_MAX)
		return false;
	for (size_t i = 0; i < path.len; i++) {
		char c = path.ptr[i];
		if (c == '/' ? at_start || i + 1 == path.len : !is_name_char(c))
			return false;
		if (at_start && (c == '.' || c == '-'))
			return false;
		at_start = c == '/';
	}
	return true;
}

static int compare_paths(const void *a, const void *b)
{
	const struct bag_file *one = a;
	const struct bag_file *two = b;
	return str_compare(one->path, two->path);
}

static bool sort_files(struct bag_files *files, struct error *err)
{
	if (files->count)
		qsort(files->items, files->count, sizeof *files->items,
		    compare_paths);
	for (size_t i = 0; i < files->count; i++) {
		struct str path = files->items[i].path;
		if (!bag_path_is_fine(path))
			return error_set(err, ERROR_SYSTEM,
			    "the bag cannot hold a file \"" STR_FMT "\"",
			    STR_ARG(path));
		if (i && str_equal(path, files->items[i - 1].path))
			return error_set(err, ERROR_SYSTEM,
			    "the bag has two files " STR_FMT, STR_ARG(path));
		map_put(&files->places, path, NULL)->number = (int64_t)i;
	}
	return true;
}

static void add_line(struct buf *out, const struct bag_file *file)
{
	buf_printf(out, "%s  " STR_FMT "\n", file->digest, STR_ARG(file->path));
}

/* Adds the text of OUT as a file, and empties OUT. */
static void take(struct bag_files *files, const char *path, struct buf *out,
    struct arena *keep)
{
	struct str text = buf_str(out);
	bag_add(files, str_from(path),
	    files->stage ? text : arena_str(keep, text), keep);
	buf_free(out);
	*out = (struct buf){ 0 };
}

/* A line of bag-info.txt; its value has one line, whatever was configured. */
static void tell(struct buf *out, const char *label, struct str value)
{
	if (!value.len)
		return;
	buf_printf(out, "%s: ", label);
	for (size_t i = 0; i < value.len; i++)
		buf_add_char(out,
		    (unsigned char)value.ptr[i] < ' ' ? ' ' : value.ptr[i]);
	buf_add_char(out, '\n');
}

static void write_info(struct buf *out, const struct bag_files *files,
    const struct bag_info *info, struct arena *keep)
{
	int64_t bytes = 0;
	for (size_t i = 0; i < files->count; i++)
		bytes += files->items[i].size_bytes;
	tell(out, "Source-Organization", info->organisation);
	tell(out, "External-Description",
	    STR("Evidence behind a report on AI-written code"));
	tell(out, "External-Identifier", info->identifier);
	tell(out, "Bagging-Date", date_iso(keep, info->as_of));
	if (info->keep_until)
		tell(out, "Retention-Until", date_iso(keep, info->keep_until));
	tell(out, "Bag-Software-Agent", info->program);
	tell(out, "Payload-Oxum",
	    arena_printf(keep, "%lld.%zu", (long long)bytes, files->count));
	tell(out, "Period", info->period);
	tell(out, "Scope", info->scope);
	tell(out, "Edition",
	    info->restricted ? STR("restricted") : STR("for all readers"));
	tell(out, "Seal",
	    info->signer.len ? arena_printf(keep, "SSH signature by " STR_FMT,
				   STR_ARG(info->signer))
			     : STR("none: this bag is not signed"));
	tell(out, "Previous-Tagmanifest-SHA256",
	    info->previous.len ? info->previous
			       : STR("none: the first of its chain"));
}

static void write_verify_seal(struct buf *out, const struct bag_info *info)
{
	if (info->signer.len)
		buf_printf(out,
		    "3. Who sealed it. It was sealed by the key\n"
		    "\n"
		    "    " STR_FMT "\n"
		    "\n"
		    "   Get the line of that key by another way than this bag, "
		    "write it\n"
		    "   into a file allowed_signers as\n"
		    "\n"
		    "    SIGNER namespaces=\"" SEAL_NAMESPACE
		    "\" ssh-ed25519 KEY\n"
		    "\n"
		    "   and ask (OpenSSH 8.1 and later):\n"
		    "\n"
		    "    ssh-keygen -Y verify -f allowed_signers -I SIGNER "
		    "-n " SEAL_NAMESPACE " \\\n"
		    "        -s " BAG_SIGNATURE " <" BAG_TAG_MANIFEST "\n"
		    "\n",
		    STR_ARG(info->signer));
	else
		buf_add_z(out,
		    "3. This bag is NOT SIGNED. Steps 1 and 2 show that it is "
		    "whole; they\n"
		    "   do not show who made it, nor that nobody made it "
		    "anew.\n"
		    "\n");
}

static void write_verify(struct buf *out, const struct bag_info *info)
{
	buf_printf(out,
	    "How to verify this bag with tools that most systems have\n"
	    "\n"
	    "1. Every file is as it was (on macOS: shasum -a 256 -c):\n"
	    "\n"
	    "    sha256sum -c --quiet " BAG_TAG_MANIFEST " " BAG_MANIFEST "\n"
	    "\n"
	    "2. No file was added (nothing is printed; where the bag cannot "
	    "be\n"
	    "   written to, give the list another place):\n"
	    "\n"
	    "    cut -c 67- " BAG_MANIFEST " >../listed\n"
	    "    find data ! -type d | LC_ALL=C sort | diff ../listed -\n"
	    "\n");
	write_verify_seal(out, info);
	buf_add_z(out,
	    "4. When it was there. A time stamp (RFC 3161) may lie beside, as\n"
	    "   " BAG_STAMP ":\n"
	    "\n"
	    "    openssl ts -verify -data " BAG_TAG_MANIFEST " -in " BAG_STAMP
	    " \\\n"
	    "        -CAfile tsa.pem\n"
	    "\n"
	    "   To have it stamped, send what this writes to a time stamp "
	    "authority:\n"
	    "\n"
	    "    openssl ts -query -data " BAG_TAG_MANIFEST
	    " -sha256 -no_nonce -cert -out query.tsq\n"
	    "\n"
	    "5. Which bag came before. bag-info.txt has "
	    "Previous-Tagmanifest-SHA256: it is\n"
	    "   what this prints in the bag of the period before:\n"
	    "\n"
	    "    sha256sum " BAG_TAG_MANIFEST "\n"
	    "\n"
	    "assay verify does all of this, and recomputes every printed "
	    "number from the\n"
	    "tables of this bag.\n");
}

/* Lower-case letters and digits of TEXT, others as one dash. */
static struct str slug(struct str text, const char *none, struct arena *keep)
{
	char *out = arena_alloc(keep, SLUG_MAX);
	size_t len = 0;
	text = arena_lower(keep, text);
	for (size_t i = 0; i < text.len && len < SLUG_MAX; i++) {
		char c = text.ptr[i];
		bool plain = ascii_is_lower(c) || ascii_is_digit(c);
		if (plain)
			out[len++] = c;
		else if (len && out[len - 1] != '-')
			out[len++] = '-';
	}
	while (len && out[len - 1] == '-')
		len--;
	return len ? (struct str){ out, len } : str_from(none);
}

static struct str bag_name(
    const struct bag_info *info, struct str tag_manifest, struct arena *keep)
{
	char hex[HASH_HEX_SIZE];
	hash_bytes(tag_manifest, hex);
	return arena_printf(keep, "evidence-" STR_FMT "-" STR_FMT "-%.*s",
	    STR_ARG(slug(info->organisation, "repository", keep)),
	    STR_ARG(slug(info->period, "all", keep)), ID_DIGITS, hex);
}

bool bag_close(struct str *name, struct bag_files *files,
    const struct bag_info *info, struct arena *keep, struct error *err)
{
	static const char *const outer[] = { "VERIFY.txt", "bag-info.txt",
		"bagit.txt", BAG_MANIFEST };
	struct buf out = { 0 };
	struct buf tags = { 0 };
	bool covered = bag_cover(&out, files, info, keep, err);
	take(files, "data/index.html", &out, keep);
	if (!covered || !sort_files(files, err))
		return false;
	struct buf about = { 0 };
	write_info(&about, files, info, keep);
	for (size_t i = 0; i < files->count; i++)
		add_line(&out, &files->items[i]);
	take(files, BAG_MANIFEST, &out, keep);
	take(files, "bag-info.txt", &about, keep);
	buf_add_z(&out, "BagIt-Version: 1.0\n"
			"Tag-File-Character-Encoding: UTF-8\n");
	take(files, "bagit.txt", &out, keep);
	write_verify(&out, info);
	take(files, "VERIFY.txt", &out, keep);
	for (size_t i = 0; i < sizeof outer / sizeof outer[0]; i++)
		if (files->failed.kind == ERROR_NONE)
			add_line(&tags, bag_find(files, str_from(outer[i])));
	*name = bag_name(info, buf_str(&tags), keep);
	take(files, BAG_TAG_MANIFEST, &tags, keep);
	if (files->failed.kind != ERROR_NONE) {
		*err = files->failed;
		return false;
	}
	return sort_files(files, err);
}
