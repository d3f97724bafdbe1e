/* importers/git/{reach,events,replay,lineage,past_lines} on small histories,
 * each drawn in a line of text: what is expected was worked out by hand from
 * the rules of docs/method.md, "Lines", and git blame is asked as well. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/date.h"
#include "importers/git/past_lines.h"
#include "tests/unit/git_world.h"

/* A history, commits separated by ";", the last one is asked:
 *
 *   NAME[<PARENTS] [FILE[@MODE]=LINES | -FILE]...
 *
 * Names are single letters; without PARENTS the commit before is the parent,
 * and "<" alone makes a root. Each letter of LINES is a line: of capital ones
 * the end is CRLF, "." is a blank one, "0" one of NUL bytes, and behind "!"
 * there is no newline. */
struct drawn {
	const char *what;
	const char *history;
	const char *path;
	const char *expected; /* the commit of each line; "-": no such file */
};

static const struct drawn drawings[] = {
	{ "added and replaced lines", "A f=abc;B f=axbc;C f=axby", "f",
	    "ABAC" },
	{ "what is not changed", "A f=abc g=x;B g=y", "f", "AAA" },
	{ "equal lines: the last is new", "A f=aaaa;B f=aaaaa", "f", "AAAAB" },
	{ "a block between blank lines", "A f=ab.;B f=ab.xy.", "f", "AAABBB" },
	{ "an empty file", "A f=;B g=a", "f", "" },
	{ "lines taken away", "A f=abcd;B f=ad", "f", "AA" },

	{ "both sides of a merge", "A f=abc;B<A f=xabc;C<A f=abcy;M<BC f=xabcy",
	    "f", "BAAAC" },
	{ "a merge that adds a line itself",
	    "A f=abc;B<A f=xabc;C<A f=abcy;M<BC f=xabzcy", "f", "BAAMAC" },
	{ "a merge that takes one side",
	    "A f=abc;B<A f=abx;C<A f=aby;M<BC f=aby", "f", "AAC" },
	{ "the same change on both sides: the first parent's",
	    "A f=ab;B<A f=abx;C<A f=abx;M<BC f=abx", "f", "AAB" },
	{ "both parents have the line, each from elsewhere",
	    "A f=a;B<A f=axb;C<A f=ayxb;M<BC f=ayxzb", "f", "ACBMB" },
	{ "an octopus",
	    "A f=abc;B<A f=xabc;C<A f=abcy;D<A f=abzc;M<BCD f=xabzcy", "f",
	    "BAADAC" },
	{ "an octopus that takes the third parent's file",
	    "A f=abc;B<A f=xabc;C<A f=abcy;D<A f=abzc;M<BCD f=abzc", "f",
	    "AADA" },
	{ "a parent twice", "A f=abc;B<A f=abx;M<BB f=abxy", "f", "AABM" },
	{ "merges across each other",
	    "A f=abc;B<A f=xabc;C<A f=abcy;D<BC f=xabcy;E<CB f=xabcy;"
	    "M<DE f=xabcyz",
	    "f", "BAAACM" },
	{ "two roots, of one file each", "A f=ab;B< g=cd;M<AB f=ab g=cd", "g",
	    "BB" },
	{ "two roots, of the same file", "A f=abc;B< f=abd;M<AB f=abcd", "f",
	    "AAAB" },
	{ "deleted on one side, changed on the other",
	    "A f=abc g=x;B<A -f;C<A f=abcx;M<BC f=abcx", "f", "AAAC" },

	{ "a rename", "A f=abc;B -f g=abc", "g", "AAA" },
	{ "a rename and an edit", "A f=abcdef;B -f g=abcxdef", "g", "AAABAAA" },
	{ "too little in common for a rename", "A f=abcd;B -f g=axyz", "g",
	    "BBBB" },
	{ "half in common is enough", "A f=abcd;B -f g=abxy", "g", "AABB" },
	{ "a copy is no rename", "A f=abc;B g=abc", "g", "BBB" },
	{ "one file becomes two", "A f=abcdef;B -f g=abcdef h=abcdefx", "h",
	    "AAAAAAB" },
	{ "the first in order among equal sources",
	    "A d/f=abc;B e/f=abc;C -d/f -e/f x/f=abc", "x/f", "AAA" },
	{ "a source of the same name before the first in order",
	    "A d/a=abc;B e/f=abc;C -d/a -e/f x/f=abc", "x/f", "BBB" },
	{ "renamed on one side, changed on the other",
	    "A f=abc;B<A -f g=abc;C<A f=abcx;M<BC -f g=abcx", "g", "AAAC" },
	{ "renamed to different names",
	    "A f=abcd;B<A -f g=abcd;C<A -f h=abcdx;M<BC g=abcdy -h", "g",
	    "AAAAM" },
	{ "a file becomes a folder", "A f=abc;B -f f/x=abc", "f/x", "AAA" },
	{ "a folder becomes a file", "A f/x=abc;B -f/x f=abc", "f", "AAA" },
	{ "two files change places",
	    "A f=abcdef;B g=uvwxyz;C f=uvwxyz g=abcdef", "f", "CCCCCC" },

	{ "a revert gives new lines", "A f=abc;B f=ac;C f=abc", "f", "ACA" },
	{ "a revert on one side of a merge",
	    "A f=abc;B<A f=ac;C<B f=abc;D<A g=x;M<CD f=abc", "f", "ACA" },
	{ "a line that a side branch kept comes back",
	    "A f=abc;B<A f=ac;D<A g=x;M<BD f=abc", "f", "AAA" },
	{ "deleted and added again", "A f=abc g=x;B -f;C f=abc", "f", "CCC" },
	{ "deleted on one side, kept on the other",
	    "A f=abc g=x;B<A -f;C<A g=y;M<BC f=abc g=y", "f", "AAA" },

	{ "another mode", "A f=abc;B f@100755=abc;C f=abcd", "f", "AAAC" },
	{ "a link in between", "A f=abc g=x;B f@120000=a;C f=abc", "f", "CCC" },
	{ "a submodule in between", "A f=abc g=x;B f@160000=;C f=abc", "f",
	    "CCC" },
	{ "a link is no file of lines", "A f=abc;B f@120000=a", "f", "-" },
	{ "a submodule is none either", "A f=abc;B f@160000=", "f", "-" },
	{ "a file beside a link of its old name", "A f=abc;B f@120000=q g=abc",
	    "g", "BBB" },

	{ "other ends of lines are other lines", "A f=abc;B f=aBc", "f",
	    "ABA" },
	{ "no newline at the end", "A f=abc!;B f=abc", "f", "AAB" },
	{ "the last newline goes", "A f=abc;B f=abc!", "f", "AAB" },
	{ "added behind a last line without newline", "A f=ab!;B f=abc!", "f",
	    "ABB" },
	{ "a binary file becomes text", "A f=0ab;B f=abc", "f", "AAB" },
	{ "a binary file in between", "A f=abc;B f=ab0c;C f=abc", "f", "AAA" },
};

enum { DRAWINGS = sizeof drawings / sizeof drawings[0] };

/* --------------------------------------------------------------- drawing -- */

static void add_lines(struct buf *out, struct str text)
{
	struct buf lines = { 0 };
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		if (c == '0')
			buf_add(&lines, STR("\0\0\0"));
		else if (c != '.')
			for (int j = 0; j < 8; j++)
				buf_add_char(&lines, (char)(c | 0x20));
		if (c >= 'A' && c <= 'Z')
			buf_add_char(&lines, '\r');
		if (i + 1 < text.len && text.ptr[i + 1] == '!')
			break;
		buf_add_char(&lines, '\n');
	}
	buf_printf(out, "data %zu\n", lines.len);
	buf_add(out, buf_str(&lines));
	buf_add_char(out, '\n');
	buf_free(&lines);
}

static void add_file(struct buf *out, struct str word)
{
	struct str name;
	struct str mode = STR("100644");
	if (str_starts(word, STR("-"))) {
		buf_printf(out, "D " STR_FMT "\n", STR_ARG(str_skip(word, 1)));
		return;
	}
	assert_true(str_split(&word, '=', &name));
	struct str path = name;
	if (str_split(&name, '@', &path) && name.len)
		mode = name;
	if (str_equal_z(mode, "160000")) {
		buf_printf(
		    out, "M 160000 %040d " STR_FMT "\n", 7, STR_ARG(path));
		return;
	}
	buf_printf(out, "M " STR_FMT " inline " STR_FMT "\n", STR_ARG(mode),
	    STR_ARG(path));
	add_lines(out, word);
}

/* Marks are numbers of letters behind those of the drawings before; dates go
 * up and down, since nothing may depend on them. */
static void add_commit(struct buf *out, int drawing, int index, struct str text)
{
	struct str word;
	int mark = drawing * 256;
	assert_true(str_split(&text, ' ', &word));
	char name = word.ptr[0];
	struct str parents = str_skip(word, 2);
	if (word.len == 2)
		buf_printf(out, "reset refs/heads/%d\n", drawing);
	buf_printf(
	    out, "commit refs/heads/%d\nmark :%d\n", drawing, mark + name);
	buf_printf(out, "committer A <a@x> %d +0000\ndata 2\n%c\n",
	    1700000000 + index * 7919 % 13 * 60, name);
	for (size_t i = 0; i < parents.len; i++)
		buf_printf(out, "%s :%d\n", i ? "merge" : "from",
		    mark + parents.ptr[i]);
	while (str_split(&text, ' ', &word))
		add_file(out, word);
	buf_add_char(out, '\n');
}

static void add_drawing(struct buf *out, int drawing)
{
	struct str rest = str_from(drawings[drawing].history);
	struct str commit;
	for (int index = 0; str_split(&rest, ';', &commit); index++)
		add_commit(out, drawing, index, commit);
}

struct world {
	struct git_world git;
	struct repo *repo;
};

/* One for all tests: git is slow to start. */
static int open_world(void **state)
{
	static struct world world;
	struct buf stream = { 0 };
	struct error err;
	git_world_open(&world.git, "git config gc.auto 0");
	for (int i = 0; i < DRAWINGS; i++)
		add_drawing(&stream, i);
	struct str path =
	    arena_printf(world.git.arena, "%s/stream", world.git.folder);
	FILE *file = fopen(path.ptr, "wb");
	if (!file || fwrite(stream.data, 1, stream.len, file) != stream.len ||
	    fclose(file))
		return -1;
	buf_free(&stream);
	git_world_run(&world.git, "git fast-import --quiet <../stream");
	if (!repo_open(&world.repo, world.git.path, &err))
		return -1;
	*state = &world;
	return 0;
}

static int close_world(void **state)
{
	struct world *world = *state;
	repo_close(world->repo);
	git_world_close(&world->git);
	return 0;
}

/* --------------------------------------------------------------- reading -- */

static struct oid head_of(struct world *world, int drawing)
{
	struct oid oid;
	char name[32];
	snprintf(name, sizeof name, "refs/heads/%d", drawing);
	assert_true(repo_ref(world->repo, str_from(name), &oid));
	return oid;
}

/* The message of a commit is its letter. */
static char letter_of(struct world *world, const struct oid *oid)
{
	struct object object;
	assert_int_equal(
	    repo_read(world->repo, oid, OBJECT_COMMIT, &object), OBJECT_FOUND);
	assert_true(object.data.len > 2);
	char letter = object.data.ptr[object.data.len - 2];
	object_release(&object);
	return letter;
}

static struct str letters(struct world *world, const struct lineage *lineage,
    const struct line_array *lines)
{
	struct buf out = { 0 };
	if (!lines)
		return STR("-");
	for (uint32_t i = 0; i < lines->count; i++) {
		struct line_run run = lineage_run(lineage, lines, i);
		buf_add_char(
		    &out, run.commit == REACH_NONE
			      ? '?'
			      : letter_of(world,
				    &lineage->reach->items[run.commit].oid));
	}
	struct str text = arena_str(world->git.arena, buf_str(&out));
	buf_free(&out);
	return text;
}

static struct str who_wrote(struct world *world, int drawing)
{
	struct arena *keep = world->git.arena;
	struct oid_list heads = { 0 };
	struct oid_list none = { 0 };
	struct reach reach;
	struct lineage lineage;
	struct error err;
	struct oid head = head_of(world, drawing);
	VEC_PUSH(&heads, keep, head);
	assert_true(
	    reach_from(&reach, world->repo, &heads, &none, keep, NULL, &err));
	assert_true(lineage_open(&lineage, world->repo, &reach,
	    reach_find(&reach, &head), NULL, keep, &err));
	struct str text = letters(world, &lineage,
	    lineage_find(
		&lineage, &lineage.lines, str_from(drawings[drawing].path)));
	lineage_close(&lineage);
	return text;
}

static void assert_letters(int drawing, const char *who, struct str text)
{
	const struct drawn *drawn = &drawings[drawing];
	if (!str_equal_z(text, drawn->expected))
		fail_msg("%s (%s): expected %s, %s says " STR_FMT, drawn->what,
		    drawn->history, drawn->expected, who, STR_ARG(text));
}

/* ----------------------------------------------------------------- tests -- */

static void lines_are_whose_the_rules_say(void **state)
{
	for (int i = 0; i < DRAWINGS; i++)
		assert_letters(i, "the replay", who_wrote(*state, i));
}

/* git blame --line-porcelain BRANCH -- PATH, its summaries */
static void git_blame_says_the_same(void **state)
{
	struct world *world = *state;
	struct buf script = { 0 };
	buf_add_z(&script, "w() { ");
	buf_add_z(&script,
	    "git blame --line-porcelain \"$1\" -- \"$2\" 2>/dev/null | "
	    "sed -n 's/^summary //p' | tr -d '\\n'; echo; }; { ");
	for (int i = 0; i < DRAWINGS; i++)
		buf_printf(&script, "w %d %s; ", i, drawings[i].path);
	buf_add_z(&script, "} >../blamed");
	buf_add_char(&script, '\0');
	git_world_run(&world->git, script.data);
	buf_free(&script);
	struct str content;
	struct str line;
	struct error err;
	assert_true(file_read(&content,
	    arena_printf(world->git.arena, "%s/blamed", world->git.folder), 0,
	    world->git.arena, &err));
	for (int i = 0; i < DRAWINGS; i++) {
		assert_true(str_line(&content, &line));
		if (drawings[i].expected[0] != '-')
			assert_letters(i, "git blame", line);
	}
}

struct heard {
	struct world *world;
	int count;
};

static void hear(void *user, size_t file, enum past_state state,
    const struct lineage *lineage, const struct line_array *lines)
{
	struct heard *heard = user;
	const char *expected = drawings[file].expected;
	heard->count++;
	if (expected[0] == '-') {
		assert_int_equal(state, PAST_NO_TEXT);
		return;
	}
	if (strchr(drawings[file].history, '0') && state == PAST_NO_TEXT)
		fail_msg("%s: text is taken for binary", drawings[file].what);
	assert_int_equal(state, PAST_FOUND);
	assert_letters(
	    (int)file, "past_lines", letters(heard->world, lineage, lines));
}

/* All histories in one replay, which follows no other files. */
static void one_replay_tells_of_all_revisions(void **state)
{
	struct world *world = *state;
	struct heard heard = { .world = world };
	struct past_file files[DRAWINGS];
	struct error err;
	char hex[DRAWINGS][OID_HEX_SIZE];
	for (int i = 0; i < DRAWINGS; i++) {
		struct oid head = head_of(world, i);
		oid_hex(&head, hex[i]);
		files[i] = (struct past_file){
			.revision = str_from(hex[i]),
			.time = UNKNOWN,
			.path = str_from(drawings[i].path),
		};
	}
	const struct past_question question = { .folder = world->git.path,
		.head = STR(""),
		.files = files,
		.count = DRAWINGS,
		.tell = hear,
		.user = &heard };
	assert_true(past_lines(&question, &err));
	assert_int_equal(heard.count, DRAWINGS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_are_whose_the_rules_say),
		cmocka_unit_test(git_blame_says_the_same),
		cmocka_unit_test(one_replay_tells_of_all_revisions),
	};
	return cmocka_run_group_tests(tests, open_world, close_world);
}
