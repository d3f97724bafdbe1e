/* importers/sast/sarif_place: a run that names several repositories (SARIF
 * 2.1.0, 3.14.13 and 3.23), and where each is mapped to. */
#include "tests/unit/sarif_world.h"

#define CONTROL(name, base)                                                    \
	"{\"repositoryUri\":\"https://h/" name ".git\",\"revisionId\":\""      \
	"aa" name "\",\"mappedTo\":{" base "}}"
#define LOCATED(uri, base)                                                     \
	"{\"ruleId\":\"R\",\"locations\":[{\"physicalLocation\":{"             \
	"\"artifactLocation\":{\"uri\":\"" uri "\"" base                       \
	"},\"region\":{\"startLine\":3}}}]}"
#define BASE(id) ",\"uriBaseId\":\"" id "\""
#define BASES(list) "\"originalUriBaseIds\":{" list "},"
#define PLACES                                                                 \
	"SELECT group_concat(text, '; ') FROM (SELECT s.repository || ' ' || " \
	"s.revision || ' ' || r.path AS text FROM result r JOIN scan s ON "    \
	"s.id = r.scan_id ORDER BY r.ordinal)"

static void assert_places(const char *text, const char *expected)
{
	struct sarif_world world;
	sarif_open(&world);
	sarif_import(&world, text);
	assert_string_equal(sarif_ask(&world, PLACES), expected);
	sarif_close(&world);
}

static void each_result_is_of_its_repository(void **state)
{
	(void)state;
	assert_places(
	    LOG(RUN(BASES(
		"\"RA\":{\"uri\":\"file:///w/ra/\"},\"RB\":{\"uri\":"
		"\"file:///w/ra/sub/rb/\"}") "\"versionControlProvenance"
					     "\":[" CONTROL("ra",
						 "\"uriB"
						 "aseId"
						 "\":"
						 "\"RA"
						 "\"") "," CONTROL("rb",
						 "\"uri"
						 "BaseI"
						 "d\":"
						 "\"RB"
						 "\"") "],\"results\":"
						       "[" LOCATED("a.c",
							   BASE(
							       "RB")) "," LOCATED("b.c",
							   BASE(
							       "RA")) "," LOCATED("file:"
										  "///w/"
										  "ra/"
										  "sub/"
										  "rb/x/"
										  "c.c",
							   "") "," LOCATED("fil"
									   "e:/"
									   "/"
									   "/w/"
									   "ra/"
									   "d."
									   "c",
							   "") "," LOCATED("sub"
									   "/rb"
									   "/"
									   "e."
									   "c",
							   BASE(
							       "RA")) "," LOCATED("file:"
										  "///w/"
										  "other"
										  "/f.c",
							   "") "]")),
	    "h/rb aarb a.c; h/ra aara b.c; h/rb aarb x/c.c; h/ra aara d.c; "
	    "h/rb aarb e.c;   /w/other/f.c");
}

/* Also where nothing says where the bases are, and where one is mapped to
 * none. */
static void bases_alone_tell_repositories(void **state)
{
	(void)state;
	assert_places(
	    LOG(RUN("\"versionControlProvenance\":[" CONTROL(
		"ra", "\"uriBaseId\":\"RA\"") "," CONTROL("rb",
		"\"uri\":\"sub/rb\",\"uriBaseId\":\"RA\"") "],\"results\":"
							   "[" LOCATED("a.c",
							       BASE(
								   "RA")) "," LOCATED("sub/rb/b.c",
							       BASE(
								   "RA")) "," LOCATED("c.c",
							       "") "]")),
	    "h/ra aara a.c; h/rb aarb b.c;   c.c");
	assert_places(
	    LOG(RUN("\"versionControlProvenance\":[{\"repositoryUri\":"
		    "\"https://h/ra\",\"revisionId\":\"aara\"}," CONTROL("rb",
			"\"uri\":\"sub/rb\"") "],\"results\":[" LOCATED("a.c",
			"") "," LOCATED("sub/rb/b.c", "") "]")),
	    "h/ra aara a.c; h/rb aarb b.c");
}

/* One repository below the root of the scan. */
static void a_repository_may_be_mapped_to_a_folder(void **state)
{
	(void)state;
	assert_places(
	    LOG(RUN(BASES(
		"\"ROOT\":{\"uri\":\"file:///w/\"},\"SUB\":{\"uri\":"
		"\"mono/rb/\",\"uriBaseId\":\"ROOT\"}") "\"versionControlProven"
							"ance\":[" CONTROL("rb",
							    "\"uriBaseId\":"
							    "\"SUB\"") "],"
								       "\"resul"
								       "ts\":"
								       "[" LOCATED(
									   "mon"
									   "o/"
									   "rb/"
									   "a."
									   "c",
									   BASE(
									       "ROOT")) "]")),
	    "h/rb aarb a.c");
}

static void what_is_in_none_is_said(void **state)
{
	(void)state;
	struct sarif_world world;
	sarif_open(&world);
	sarif_import(
	    &world, LOG(RUN("\"versionControlProvenance\":[" CONTROL(
			"ra", "\"uriBaseId\":\"RA\"") "," CONTROL("rb",
			"\"uriBaseId\":\"RB\"") "],\"results\":[" LOCATED("c.c",
			"") "]")));
	assert_string_equal(
	    sarif_ask(&world, "SELECT text FROM diagnostic WHERE code = "
			      "'no-repository'"),
	    "results that lie in none of the 2 repositories of the run belong "
	    "to none: 1");
	assert_string_equal(
	    sarif_ask(&world, "SELECT count(*) FROM scan"), "3");
	sarif_close(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_result_is_of_its_repository),
		cmocka_unit_test(bases_alone_tell_repositories),
		cmocka_unit_test(a_repository_may_be_mapped_to_a_folder),
		cmocka_unit_test(what_is_in_none_is_said),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
