-- title: Open problems on lines of traced commits
-- meaning: Findings that are open now and stand on a line that a traced commit
--    wrote with AI, or may have written, and that is still there. Secrets that
--    assay itself finds count among them; that there are no others is known
--    only where a scanner looked.
-- kind: count
-- basis: stock
-- interval: none
-- unit: findings
-- record: a finding
-- sources: git, trace, traced_scan
-- keys: severity, category, repository, team, tool, model, scanner

-- Case: f1 and f2 on c1, f11 on c4.
-- expect: n 3 value 3
-- expect: by severity=critical n 1
SELECT f.finding_id AS record, f.finding_id, 1 AS n, f.severity, f.category,
  f.scanner, f.rule, f.path, f.line, t.repository_id, t.team_id, t.tool_id,
  t.model_id, f.source_id, f.locator
FROM traced_finding x JOIN finding_fact f ON f.finding_id = x.finding_id
JOIN traced t ON t.commit_id = x.commit_id
WHERE x.alive
