/* Mails: which addresses are taken, ids of what they are made of, and a head
 * that no text from outside adds to. tests/e2e/mail.sh has the rest. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "cli/mail_send.h"
#include "render/mail/encoded.h"
#include "render/mail/mail.h"

static struct arena *arena;

static void takes_one_mailbox(void **state)
{
	static const struct {
		const char *text;
		const char *name;
		const char *address;
	} rows[] = {
		{ "board@example.org", "", "board@example.org" },
		{ "  board@example.org ", "", "board@example.org" },
		{ "The board <b.o+x@a-b.example>", "The board",
		    "b.o+x@a-b.example" },
		{ "\"Risk, and audit\" <r@example.org>", "Risk, and audit",
		    "r@example.org" },
		{ "Zo\xc3\xab <z@localhost>", "Zo\xc3\xab", "z@localhost" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct mail_address at;
		struct error err = { 0 };
		assert_true(mail_address_read(
		    &at, str_from(rows[i].text), arena, &err));
		assert_true(str_equal_z(at.address, rows[i].address));
		assert_true(str_equal_z(at.name, rows[i].name));
	}
}

static void refuses_all_else(void **state)
{
	static const char *const rows[] = { "", "board", "@example.org",
		"board@", "a@b..c", "a@-b.c", "a@b-.c", ".a@b.c", "a..b@c.d",
		"a.@b.c", "a b@c.d", "a@b c", "\"a b\"@c.d", "a@[10.0.0.1]",
		"a@b.c, d@e.f", "<a@b.c> d@e.f", "X <a@b.c", "X a@b.c>",
		"a@b.c\nBcc: d@e.f", "X\r\nBcc: d@e.f <a@b.c>",
		"X\x1b[1m <a@b.c>", "X\xe2\x80\xae <a@b.c>", "X\xff <a@b.c>",
		"X \"y\" z <a@b.c>", "a@b\xc3\xbc.c", "a@@b.c", "a@b@c.d",
		"g: a@b.c;", "(x)a@b.c" };
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct mail_address at;
		struct error err = { 0 };
		if (mail_address_read(&at, str_from(rows[i]), arena, &err))
			fail_msg("taken: %s", rows[i]);
		assert_int_equal(err.kind, ERROR_USAGE);
	}
}

static void takes_hosts_alone(void **state)
{
	static const char *const good[] = { "smtp://a", "smtps://a.b-c.d",
		"smtp://localhost:587" };
	static const char *const bad[] = { "", "a", "smtp:", "smtp://",
		"smtp://a:", "smtp://a:0", "smtp://a:65536", "smtp://a:x",
		"smtp://u:p@a", "smtp://u@a", "smtp://a/b", "smtp://a?b",
		"smtp://a#b", "smtp://[::1]", "https://a", "SMTP://a",
		"smtp://a\n" };
	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		assert_true(mail_server_is(str_from(good[i])));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (mail_server_is(str_from(bad[i])))
			fail_msg("taken: %s", bad[i]);
}

/* printf 'ab' | sha256sum would run parts together; these may not. */
static void ids_keep_parts_apart(void **state)
{
	const struct mail_address from = { STR_NONE, STR("r@example.org") };
	const struct str a[] = { STR("a"), STR("bc") };
	const struct str b[] = { STR("ab"), STR("c") };
	(void)state;
	struct str first = mail_id(from, a, 2, arena);
	assert_true(str_equal(first, mail_id(from, a, 2, arena)));
	assert_false(str_equal(first, mail_id(from, b, 2, arena)));
	assert_int_equal(first.len, 32 + strlen("@example.org"));
	assert_true(str_ends(first, STR("@example.org")));
}

/* A document of a title and TEXT. */
static struct doc *document(struct str text)
{
	struct doc *root = doc_add(arena, NULL, DOC_DOCUMENT);
	struct doc *heading = doc_add(arena, root, DOC_HEADING);
	heading->level = 1;
	heading->role = TEXT_TITLE;
	doc_add_run(arena, heading, STR("Title"));
	doc_add_run(arena, doc_add(arena, root, DOC_PARAGRAPH), text);
	return root;
}

static struct str write_mail(struct mail *mail, struct str text)
{
	const struct doc_meta meta = { .language = STR("en") };
	struct error err = { 0 };
	struct buf out = { 0 };
	size_t html_bytes = 0;
	const struct render render = { .root = document(text), .meta = &meta };
	assert_true(mail_write(&out, &html_bytes, mail, &render, arena, &err));
	assert_true(html_bytes > 0 && html_bytes < MAIL_HTML_BYTES_MAX);
	struct str message = arena_str(arena, buf_str(&out));
	buf_free(&out);
	return message;
}

static struct str head_of(struct str message)
{
	return str_slice(message, 0, str_find(message, STR("\r\n\r\n")) + 2);
}

static size_t count_lines(struct str text, const char *start)
{
	struct str line;
	size_t count = 0;
	while (str_line(&text, &line))
		count += str_starts(line, str_from(start));
	return count;
}

/* Whatever the texts are, the head has the lines that it should have. */
static void no_text_begins_a_header(void **state)
{
	static const char *const lures[] = { "x\r\nBcc: t@example.org",
		"x\nBcc: t@example.org", "x\rBcc: t@example.org",
		"x\r\n\r\nBcc: t@example.org", "x\x0b\x0c\x1e\nBcc: t@e.org",
		"x\xe2\x80\xa8"
		"Bcc: t@example.org",
		"=?UTF-8?Q?x=0D=0ABcc:_t=40example.org?=",
		"x\xff\xfe\nBcc: t@example.org" };
	(void)state;
	for (size_t i = 0; i < sizeof lures / sizeof *lures; i++) {
		struct str lure = str_from(lures[i]);
		const struct mail_address to = { lure, STR("b@example.org") };
		struct mail mail = { .from = { lure, STR("r@example.org") },
			.to = &to,
			.to_count = 1,
			.reply_to = { lure, STR("c@example.org") },
			.subject = lure,
			.preheader = lure,
			.message_id = STR("1@example.org"),
			.reference = STR("0@example.org") };
		struct str head = head_of(write_mail(&mail, lure));
		static const char *const known[] = { "From: ", "Reply-To: ",
			"To: ", "Subject: ", "Date: ", "Message-Id: ",
			"In-Reply-To: ", "References: ", "Auto-Submitted: ",
			"MIME-Version: ", "Content-Type: ", " ", "\t" };
		size_t lines = 0;
		for (size_t k = 0; k < sizeof known / sizeof *known; k++)
			lines += count_lines(head, known[k]);
		assert_int_equal(lines, count_lines(head, ""));
		for (size_t k = 0; k < 11; k++)
			assert_int_equal(count_lines(head, known[k]), 1);
		assert_true(utf8_skip_ascii(head).len == 0);
	}
}

/* Lines of at most 78 but for what has no blank, whatever the subject. */
static void long_subjects_are_folded(void **state)
{
	char words[1200];
	struct str line;
	(void)state;
	for (size_t i = 0; i < sizeof words; i++)
		words[i] = i % 7 == 6 ? ' ' : (char)('a' + i % 5);
	struct mail mail = { .from = { STR_NONE, STR("r@example.org") },
		.subject = { words, sizeof words },
		.message_id = STR("1@example.org") };
	struct str message = write_mail(&mail, STR("text"));
	struct str head = head_of(message);
	while (str_line(&head, &line))
		assert_true(line.len <= 78);
	assert_true(str_equal(message, write_mail(&mail, STR("text"))));
	assert_true(str_contains(message, STR("To: undisclosed-recipients")));
}

static struct str encoded(struct str text, size_t column)
{
	struct buf out = { 0 };
	encoded_add_text(&out, text, column, arena);
	struct str copy = arena_str(arena, buf_str(&out));
	buf_free(&out);
	return copy;
}

/* python3 -c "print(email.header.make_header(email.header.decode_header(...)))"
 * gives the texts back. */
static void encodes_what_is_not_plain(void **state)
{
	struct str word;
	struct str rest;
	char script[600];
	(void)state;
	assert_true(str_equal_z(encoded(STR("Acme, Inc."), 9), "Acme, Inc."));
	assert_true(
	    str_equal_z(encoded(STR("Zo\xc3\xab"), 9), "=?UTF-8?B?Wm/Dqw==?="));
	/* what looks encoded is, so that nobody decodes it */
	assert_true(
	    str_equal_z(encoded(STR("=?x?="), 9), "=?UTF-8?B?PT94Pz0=?="));
	/* a script without blanks: whole characters, words of at most 75 */
	for (size_t i = 0; i + 2 < sizeof script; i += 3)
		memcpy(script + i, "\xe6\xbc\xa2", 3);
	rest = encoded((struct str){ script, sizeof script }, 9);
	while (str_line(&rest, &word)) {
		word = str_trim(word);
		assert_true(word.len <= 75);
		assert_true(str_starts(word, STR("=?UTF-8?B?5ryi")));
		assert_true(str_ends(word, STR("?=")));
	}
}

static int open_all(void **state)
{
	(void)state;
	arena = arena_new();
	mail_set_up();
	return 0;
}

static int close_all(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(takes_one_mailbox),
		cmocka_unit_test(refuses_all_else),
		cmocka_unit_test(takes_hosts_alone),
		cmocka_unit_test(ids_keep_parts_apart),
		cmocka_unit_test(no_text_begins_a_header),
		cmocka_unit_test(long_subjects_are_folded),
		cmocka_unit_test(encodes_what_is_not_plain),
	};
	return cmocka_run_group_tests(tests, open_all, close_all);
}
