/* Who is who: which rule links an identity to a person, which links nobody, and
 * what is only suggested. */
#include "tests/unit/measure_world.h"

#include "link/link.h"
#include "tests/unit/ask.h"

/* Ann Bell has two addresses and a login; Bo Cole and Bob Cole share one. */
#define GIVEN                                                                  \
	"INSERT INTO source (id, path, importer, sha256, bytes, version, "     \
	"options, why) VALUES (1, 'people.csv', 'table', '', 0, 1, '', ''), "  \
	"(2, 'assay.yaml', 'config', '', 0, 1, '', '');\n"                     \
	"INSERT INTO repository (id, source_id, locator, key, name, path, "    \
	"shallow) VALUES (1, 1, 1, 'r', 'r', '', 0);\n"                        \
	"INSERT INTO directory (source_id, locator, person, team, from_time, " \
	"name) VALUES (1, 1, 'E1', 'Web', 0, 'Ann Bell'), "                    \
	"(1, 2, 'E2', 'Web', 0, 'Bo Cole'), (1, 3, 'E3', 'Web', 0, 'Bob "      \
	"Cole'), (1, 4, 'E4', 'Web', 0, 'Kim Lee'), "                          \
	"(1, 5, 'E5', 'Web', 0, 'Kim Lee');\n"                                 \
	"INSERT INTO directory_alias (source_id, locator, person, kind, "      \
	"value) VALUES (1, 1, 'E1', 'email', 'ann.bell@x'), "                  \
	"(1, 1, 'E1', 'login', 'annb'), (1, 1, 'E1', 'name', 'Ann Bell'), "    \
	"(1, 2, 'E2', 'email', 'cole@x'), (1, 3, 'E3', 'email', 'cole@x'), "   \
	"(1, 2, 'E2', 'name', 'Bo Cole'), (1, 4, 'E4', 'name', 'Kim Lee'), "   \
	"(1, 5, 'E5', 'name', 'Kim Lee'), "                                    \
	"(2, 9, 'E2', 'name', 'Old Bo');\n"

#define ALIAS "INSERT INTO alias (id, name, email, login) VALUES "
#define COMMITS                                                                \
	";\nINSERT INTO \"commit\" (id, source_id, locator, oid, "             \
	"author_alias_id, committer_alias_id, author_time, commit_time, "      \
	"parents) SELECT id, 1, 1, 'c' || id, id, id, 1, 1, 0 FROM alias;\n"   \
	"INSERT INTO commit_repository SELECT id, 1 FROM \"commit\";\n"

#define LINKED                                                                 \
	"SELECT i.alias_id, p.key, i.rule, i.confidence_pct FROM identity i "  \
	"JOIN person p ON p.id = i.person_id ORDER BY 1"
#define DOUBTED                                                                \
	"SELECT d.alias_id, p.key, d.rule, d.state FROM identity_doubt d "     \
	"JOIN person p ON p.id = d.person_id ORDER BY 1, 2"

static void expect(const char *more, const char *linked, const char *doubted)
{
	struct world world;
	const struct link_options options = { .human_before = UNKNOWN };
	open_script(&world, STR(GIVEN));
	run_script(&world, str_from(more));
	if (!link_all(world.model, &options, &world.err))
		stop_at(&world.err);
	assert_string_equal(ask_rows(world.model, world.keep, LINKED), linked);
	assert_string_equal(
	    ask_rows(world.model, world.keep, DOUBTED), doubted);
	close_world(&world);
}

static void addresses_and_logins_link(void **state)
{
	(void)state;
	expect(ALIAS "(1, 'A', 'Ann.Bell@X ', ''), (2, '', '', 'AnnB'), "
		     "(3, 'A', '77+annb@users.noreply.github.com', ''), "
		     "(4, 'A', 'annb@users.noreply.github.com', ''), "
		     "(5, 'A', '77-annb@users.noreply.gitlab.com', ''), "
		     "(6, '', '', 'e1'), (7, 'Old Bo', '', '')" COMMITS,
	    "1|E1|directory address|100\n2|E1|directory login|100\n"
	    "3|E1|noreply login|90\n4|E1|noreply login|90\n"
	    "5|E1|noreply login|90\n6|E1|directory key|100\n"
	    "7|E2|name in the configuration|100\n",
	    "");
}

/* The list of seats has login and address of one account. */
static void a_list_with_both_links_either(void **state)
{
	(void)state;
	expect(ALIAS
	    "(1, '', 'ann.bell@x', 'ab-acme'), (2, '', '', 'ab-acme'), "
	    "(3, 'A', 'ab-acme@users.noreply.github.com', '')" COMMITS,
	    "1|E1|directory address|100\n2|E1|login beside an address|90\n"
	    "3|E1|login beside an address|90\n",
	    "");
}

static void what_names_two_people_links_nobody(void **state)
{
	(void)state;
	expect(ALIAS "(1, 'C', 'cole@x', '')" COMMITS,
	    "1|email:cole@x|same spelling|80\n",
	    "1|E2|directory address|ambiguous\n"
	    "1|E3|directory address|ambiguous\n");
}

/* The address of one person beside the login of another. */
static void an_address_does_not_outdo_a_login(void **state)
{
	(void)state;
	expect("INSERT INTO directory_alias (source_id, locator, person, kind, "
	       "value) VALUES (1, 4, 'E4', 'login', 'kim');\n" ALIAS
	       "(1, '', 'ann.bell@x', 'kim'), (2, '', 'ann.bell@x', "
	       "'annb')" COMMITS,
	    "1|email:ann.bell@x|same spelling|80\n"
	    "2|E1|directory address|100\n",
	    "1|E1|directory address|ambiguous\n"
	    "1|E4|directory login|ambiguous\n");
}

static void names_are_only_suggested(void **state)
{
	(void)state;
	expect(ALIAS
	    "(1, 'Ann Bell', 'ab@home', ''), "
	    "(2, 'Cole, Bo', 'bo@home', ''), "
	    "(3, 'Kim Lee', 'kim@home', ''), (4, 'Ann', 'a@home', ''), "
	    "(5, '', 'ann.bell@home', '')" COMMITS,
	    "1|email:ab@home|same spelling|80\n"
	    "2|email:bo@home|same spelling|80\n"
	    "3|email:kim@home|same spelling|80\n"
	    "4|email:a@home|same spelling|80\n"
	    "5|email:ann.bell@home|same spelling|80\n",
	    "1|E1|same name|suggested\n2|E2|same name|suggested\n"
	    "5|E1|same login or local part|suggested\n");
	/* two strangers of one name: it may be neither */
	expect(ALIAS "(1, 'Ann Bell', 'ab@home', ''), "
		     "(2, 'Ann Bell', 'ab@there', '')" COMMITS,
	    "1|email:ab@home|same spelling|80\n"
	    "2|email:ab@there|same spelling|80\n",
	    "");
}

static void machines_are_told_by_their_accounts(void **state)
{
	struct world world;
	const struct link_options options = { .human_before = UNKNOWN };
	(void)state;
	open_script(&world, STR(GIVEN));
	run_script(&world,
	    STR(ALIAS
		"(1, '', '', 'renovate[bot]'), (2, '', '', 'Copilot'), "
		"(3, '', '', 'project_12_bot_9f'), (4, '', '', 'claude'), "
		"(5, '', '', 'annb')" COMMITS
		"INSERT INTO directory_alias (source_id, locator, "
		"person, kind, value) VALUES "
		"(1, 1, 'E4', 'login', 'claude');\n"));
	if (!link_all(world.model, &options, &world.err))
		stop_at(&world.err);
	assert_string_equal(
	    ask_rows(world.model, world.keep,
		"SELECT i.alias_id, p.kind FROM identity i "
		"JOIN person p ON p.id = i.person_id ORDER BY 1"),
	    "1|bot\n2|agent\n3|bot\n4|human\n5|human\n");
	close_world(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses_and_logins_link),
		cmocka_unit_test(a_list_with_both_links_either),
		cmocka_unit_test(what_names_two_people_links_nobody),
		cmocka_unit_test(an_address_does_not_outdo_a_login),
		cmocka_unit_test(names_are_only_suggested),
		cmocka_unit_test(machines_are_told_by_their_accounts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
