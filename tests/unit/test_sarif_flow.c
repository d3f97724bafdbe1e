/* importers/sast/sarif_flow.c, sarif_package.c and sarif_place.c: what the code
 * flows, the message and a region without lines of a result tell. */
#include "tests/unit/sarif_world.h"

static const char *answer_to(
    struct arena *keep, const char *text, const char *sql)
{
	struct sarif_world world;
	sarif_open(&world);
	sarif_import(&world, text);
	const char *answer = ask_text(world.model, keep, sql);
	sarif_close(&world);
	return answer;
}

#define STEP(text) "{\"location\":{\"message\":{\"text\":\"" text "\"}}}"
#define SNIPPET(text)                                                          \
	"{\"location\":{\"physicalLocation\":{\"region\":{\"snippet\":{"       \
	"\"text\":\"" text "\"}}}}}"
#define THREAD(steps) "{\"locations\":[" steps "]}"
#define FLOW(threads) "{\"threadFlows\":[" threads "]}"
#define FLOWN(cwe, flows)                                                      \
	ONE("{\"id\":\"A\",\"properties\":{\"tags\":[\"CWE-" cwe "\"]}}",      \
	    "{\"ruleId\":\"A\",\"codeFlows\":[" flows "]}")

static void a_flow_from_a_models_answer_is_evidence(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		const char *named;
	} cases[] = {
		{ FLOWN("89", FLOW(THREAD(STEP("the LLM's answer")))), "1" },
		{ FLOWN("89",
		      FLOW(THREAD(SNIPPET("openai.chat(q)") "," STEP("sink")))),
		    "1" },
		{ FLOWN("89", FLOW(THREAD(STEP("form field")) "," THREAD(
				  STEP("llm_answer")))),
		    "1" },
		{ FLOWN("89", FLOW(THREAD(STEP("a"))) "," FLOW(
				  THREAD(STEP("the LLM")))),
		    "1" },
		/* what comes there is not what comes from there */
		{ FLOWN("89", FLOW(THREAD(STEP("form field") "," STEP("LLM")))),
		    "no" },
		{ FLOWN("89", FLOW(THREAD(STEP("fulfillment")))), "no" },
		/* no answer does harm there */
		{ FLOWN("400", FLOW(THREAD(STEP("the LLM's answer")))), "no" },
		{ FLOWN("89", ""), "no" },
		{ FLOWN("89", "{},null,{\"threadFlows\":[{\"locations\":[]}]}"),
		    "no" },
	};
	struct arena *keep = arena_new();
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(answer_to(keep, cases[i].text,
					"SELECT coalesce(names_model, 'no') "
					"FROM result"),
		    cases[i].named);
	arena_free(keep);
}

#define SAID(tool, message)                                                    \
	LOG("{\"tool\":{\"driver\":{\"name\":\"" tool "\"}},\"results\":[{"    \
	    "\"ruleId\":\"CVE-1\",\"message\":{\"text\":\"" message "\"}}]}")

static void packages_are_taken_from_messages(void **state)
{
	(void)state;
	static const char *const cases[][2] = {
		{ SAID("Trivy",
		      "Package: openssl\\nInstalled Version: 1.1.1 \\n"
		      "Vulnerability CVE-1"),
		    "openssl 1.1.1" },
		{ SAID("Trivy", "Artifact: a.tf\\nMessage: Package is public"),
		    "none" },
		{ SAID("osv-scanner", "Package 'py@1.4.26' is vulnerable to "
				      "'CVE-1' (also known as 'GHSA-1')."),
		    "py 1.4.26" },
		{ SAID("osv-scanner",
		      "Package '@babel/core@7.1.0' is vulnerable"),
		    "@babel/core 7.1.0" },
		{ SAID("osv-scanner", "Package '@babel/core' is vulnerable"),
		    "@babel/core -" },
		{ SAID("grype",
		      "A high vulnerability in apk package: busybox, version "
		      "1.36.1-r4 was found at: /lib/apk/db/installed"),
		    "busybox 1.36.1-r4" },
		{ SAID("Snyk Open Source",
		      "This file introduces a vulnerable lodash package with "
		      "a high severity vulnerability."),
		    "lodash -" },
		{ SAID("T", "Package 'py@1.4.26' is vulnerable"), "none" },
	};
	struct arena *keep = arena_new();
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(answer_to(keep, cases[i][0],
					"SELECT coalesce(package || ' ' || "
					"coalesce(package_version, '-'), "
					"'none') FROM result"),
		    cases[i][1]);
	arena_free(keep);
}

#define REGION(region)                                                         \
	"{\"ruleId\":\"A\",\"locations\":[{\"physicalLocation\":{"             \
	"\"artifactLocation\":{\"uri\":\"a.c\"},\"region\":{" region "}}}]}"

#define CHARACTERS REGION("\"charOffset\":4,\"charLength\":2")
#define BYTES REGION("\"byteOffset\":0")
#define NEITHER REGION("\"charOffset\":-1")
#define LINES REGION("\"startLine\":3,\"charOffset\":9")

static void regions_without_lines_are_counted(void **state)
{
	(void)state;
	static const char text[] = LOG(RUN(
	    "\"results\":[" CHARACTERS "," BYTES "," NEITHER "," LINES "]"));
	struct arena *keep = arena_new();
	assert_string_equal(
	    answer_to(keep, text,
		"SELECT group_concat(line) || ': ' || (SELECT text FROM "
		"diagnostic WHERE code = 'offset-region') FROM result"),
	    "0,0,0,3: regions by charOffset or byteOffset alone have lines "
	    "where the scanned revision can be read: 2 of the run's results");
	arena_free(keep);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_flow_from_a_models_answer_is_evidence),
		cmocka_unit_test(packages_are_taken_from_messages),
		cmocka_unit_test(regions_without_lines_are_counted),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
