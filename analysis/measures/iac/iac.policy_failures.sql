-- title: Open problems in infrastructure files that AI changed
-- meaning: Findings open at the end of the period in infrastructure files
--    (Terraform, container, cluster and pipeline definitions) that a commit with
--    a record of AI has changed: what policy as code and other scanners report
--    there. Zero says that the tools which look for it reported none.
-- kind: count
-- basis: stock
-- direction: down
-- unit: findings
-- record: a finding
-- sources: git, scan
-- needs: infrastructure
-- dates: the first scan with it and the first comparable one without it
-- keys: severity, category, repository, team, origin, tool, scanner, gap, cwe

-- Case: 14 stands in main.tf of bank, which c4 changed.
-- expect: n 1
SELECT finding_id AS record, finding_id, 1 AS n, severity, category, origin,
  scanner, rule, path, line, first_time, tool_time, line_time, repository_id,
  team_id, tool_id, gap, iif(cwe > 0, 'CWE-' || cwe, NULL) AS cwe, source_id,
  locator
FROM finding_open
WHERE open_from < :at AND open_to >= :at AND (timed OR :newest)
  AND (repository_id, path) IN (SELECT repository_id, path
    FROM ai_infrastructure WHERE at < :at)
