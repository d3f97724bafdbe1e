/* link/identity with findings about packages, as Trivy and npm audit report
 * them: on no line, many of one rule and file. */
#include "tests/unit/finding_world.h"

#define DAY(day, type, results)                                                \
	"{\"SchemaVersion\":2,\"CreatedAt\":\"2026-01-" day "T00:00:00Z\","    \
	"\"ArtifactType\":\"" type "\",\"Results\":[" results "]}"
#define TARGET(name, packages)                                                 \
	"{\"Target\":\"" name "\",\"Class\":\"lang-pkgs\",\"Type\":\"npm\","   \
	"\"Vulnerabilities\":[" packages "]}"
#define HAS(rule, package, version)                                            \
	"{\"VulnerabilityID\":\"" rule "\",\"PkgName\":\"" package "\","       \
	"\"InstalledVersion\":\"" version "\",\"Severity\":\"HIGH\"}"
#define LOCK(day, packages)                                                    \
	DAY(day, "filesystem", TARGET("package-lock.json", packages))

/* "package version state first-fixed pass, ..." */
#define PACKAGES                                                               \
	"SELECT group_concat(text, '; ') FROM (SELECT a.package || "           \
	"iif(a.package = b.package, '', '>' || b.package) || ' ' || "          \
	"b.package_version || ' ' || f.state || ' ' || "                       \
	"coalesce(strftime('%d', f.first_time, 'unixepoch'), '?') || "         \
	"coalesce('-' || strftime('%d', f.fixed_time, 'unixepoch'), '') || "   \
	"coalesce(' ' || m.pass, '') AS text FROM finding f "                  \
	"JOIN result a ON a.id = f.first_result_id "                           \
	"JOIN result b ON b.id = f.last_result_id "                            \
	"LEFT JOIN finding_match m ON m.finding_id = f.id "                    \
	"ORDER BY a.package, b.package_version, f.path, m.result_id)"

/* The reports, NULL at the end, and what the findings are then. */
static void assert_packages(const char *const *reports, const char *expected)
{
	struct sarif_world world;
	finding_world_open(&world);
	for (int i = 0; reports[i]; i++) {
		char name[] = "0.json";
		name[0] = (char)('0' + i);
		finding_world_read(&world, name, reports[i]);
	}
	finding_world_link(&world);
	assert_string_equal(sarif_ask(&world, PACKAGES), expected);
	sarif_close(&world);
}
#define ASSERT_PACKAGES(expected, ...)                                         \
	assert_packages((const char *const[]){ __VA_ARGS__, NULL }, expected)

static void a_package_is_known_again_by_its_name(void **state)
{
	(void)state;
	ASSERT_PACKAGES("libssl 1 open 01 package; openssl 1 fixed 01-02",
	    LOCK("01",
		HAS("CVE-1", "openssl", "1") "," HAS("CVE-1", "libssl", "1")),
	    LOCK("02", HAS("CVE-1", "libssl", "1")));
	ASSERT_PACKAGES("libssl 1 fixed 01-02; openssl 1 open 01 package",
	    LOCK("01",
		HAS("CVE-1", "openssl", "1") "," HAS("CVE-1", "libssl", "1")),
	    LOCK("02", HAS("CVE-1", "openssl", "1")));
	ASSERT_PACKAGES("brandnew 1 open 02; openssl 1 fixed 01-02",
	    LOCK("01", HAS("CVE-1", "openssl", "1")),
	    LOCK("02", HAS("CVE-1", "brandnew", "1")));
}

/* Another version that is open to the same is the same problem; of several
 * versions each is its own. What was gone comes back as what it was. */
static void versions_tell_packages_of_one_name(void **state)
{
	(void)state;
	ASSERT_PACKAGES("ms 2 open 01 package",
	    LOCK("01", HAS("CVE-1", "ms", "1")),
	    LOCK("02", HAS("CVE-1", "ms", "2")));
	ASSERT_PACKAGES("ms 1 fixed 01-02; ms 2 open 01 package",
	    LOCK("01", HAS("CVE-1", "ms", "1") "," HAS("CVE-1", "ms", "2")),
	    LOCK("02", HAS("CVE-1", "ms", "2")));
	ASSERT_PACKAGES("ms 1 open 01 package",
	    LOCK("01", HAS("CVE-1", "ms", "1")), LOCK("02", ""),
	    LOCK("03", HAS("CVE-1", "ms", "1")));
}

/* A manifest is a place of its own, as is what is installed in an image; that
 * keeps its findings under another tag. */
static void manifests_and_images_are_places(void **state)
{
	(void)state;
	ASSERT_PACKAGES("ms 1 open 01 package; ms 1 fixed 01-02",
	    DAY("01", "filesystem",
		TARGET("a/package-lock.json",
		    HAS("CVE-1", "ms", "1")) "," TARGET("b/package-lock.json",
		    HAS("CVE-1", "ms", "1"))),
	    DAY("02", "filesystem",
		TARGET("a/package-lock.json", HAS("CVE-1", "ms", "1"))));
	ASSERT_PACKAGES("ms 1 open 01 package; ms 1 open 01 package",
	    DAY("01", "container_image",
		TARGET("h:5000/shop:1.0 (alpine 3.9.2)",
		    HAS("CVE-1", "ms", "1")) "," TARGET("web:1 (alpine 3.9.2)",
		    HAS("CVE-1", "ms", "1"))),
	    DAY("02", "container_image",
		TARGET("h:5000/shop:1.1 (alpine 3.10.0)",
		    HAS("CVE-1", "ms",
			"1")) "," TARGET("web@sha256:0a (alpine 3.9.2)",
		    HAS("CVE-1", "ms", "1"))));
}

/* One scan as JSON and as SARIF, which has no package of its own there. */
static void formats_that_name_no_package_are_twins(void **state)
{
	(void)state;
	struct sarif_world world;
	finding_world_open(&world);
	finding_world_read(&world, "a.json",
	    LOCK("01",
		HAS("CVE-1", "openssl", "1") "," HAS("CVE-1", "libssl", "1")));
	world.input.importer = STR("sarif");
#define IN_LOCK                                                                \
	"{\"ruleId\":\"CVE-1\",\"locations\":[{\"physicalLocation\":{"         \
	"\"artifactLocation\":{\"uri\":\"package-lock.json\"}}}]}"
	finding_world_read(&world, "a.sarif",
	    LOG("{\"tool\":{\"driver\":{\"name\":\"Trivy\"}},\"invocations\":[{"
		"\"executionSuccessful\":true,\"endTimeUtc\":"
		"\"2026-01-01T00:00:00Z\"}],\"results\":[" IN_LOCK "," IN_LOCK
		"]}"));
	world.input.importer = STR("scan");
	finding_world_read(
	    &world, "b.json", LOCK("02", HAS("CVE-1", "libssl", "1")));
	finding_world_link(&world);
	assert_string_equal(sarif_ask(&world, PACKAGES),
	    "libssl 1 open 01 twin; libssl 1 open 01 package; "
	    "openssl 1 fixed 01-02 twin");
	sarif_close(&world);
}

/* Reports that name no file at all. */
static void packages_without_manifest(void **state)
{
	(void)state;
#define AUDIT(package)                                                         \
	"\"" package "\":{\"name\":\"" package "\",\"severity\":\"high\","     \
	"\"range\":\"1\",\"via\":[{\"source\":1,\"name\":\"" package           \
	"\",\"title\":\"t\",\"severity\":\"high\",\"range\":\"1\"}]}"
	struct sarif_world world;
	finding_world_open(&world);
	world.input.time = 86400;
	finding_world_read(&world, "a.json",
	    "{\"auditReportVersion\":2,\"vulnerabilities\":{" AUDIT(
		"aa") "," AUDIT("bb") "}}");
	world.input.time = 2 * 86400;
	finding_world_read(&world, "b.json",
	    "{\"auditReportVersion\":2,\"vulnerabilities\":{" AUDIT("bb") "}}");
	finding_world_link(&world);
	assert_string_equal(
	    sarif_ask(&world, "SELECT group_concat(text, ' ') FROM (SELECT "
			      "r.package || ':' || f.state AS text FROM "
			      "finding f JOIN result r ON r.id = "
			      "f.last_result_id ORDER BY 1)"),
	    "aa:fixed bb:open");
	sarif_close(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_package_is_known_again_by_its_name),
		cmocka_unit_test(versions_tell_packages_of_one_name),
		cmocka_unit_test(manifests_and_images_are_places),
		cmocka_unit_test(formats_that_name_no_package_are_twins),
		cmocka_unit_test(packages_without_manifest),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
