-- title: Adoption, speed, stability and quality by team
-- meaning: Of each team and quarter, this one and the three before: the share of
--    its commits that AI took part in; commits for each of its people who made
--    any, and the median days to production; the share of deployments with its
--    work that failed and of its commits that were reverted within 30 days; and
--    problems that scans found new on its lines, by thousand lines that it added.
--    ai_of, failed_of and reverted_of have the counts of these shares ("2 of 33").
--    Speed is told only where stability is. What goes with what, never why.
-- kind: table
-- compute: outcome_teams
-- basis: stock
-- unit: teams and quarters
-- record: a commit, a deployment with work of the team, or a new problem
-- sources: git, directory
-- needs: history
-- dates: commits their own; lead times and failures that of the deployment;
--    problems that of the first scan with them
-- hide: people
-- columns: team text Team; quarter text Quarter; state text State;
--    people count People; commits count Commits; adoption share With AI;
--    ai_of text With AI; per_person rate Commits per person;
--    lead rate Days to production; deployments count Deployments;
--    failed share Failed; failed_of text Failed; judged count Commits judged;
--    reverted share Reverted; reverted_of text Reverted; lines count Lines added;
--    problems count New problems; density rate Per 1,000 lines;
--    density_of text Per 1,000 lines (problems)

-- Case: 13 commits of four people of Web in the quarter, seven with AI, and c8
-- before it; 13 / 4 x 30 / 92 a person in 30 days. Ten arrived after 1 to 10 days;
-- of their ten deployments four failed. c4 was reverted after five days. Tiny has
-- one commit, and no figure of stability.
-- expect: n 3
-- expect: row 0 team=Tiny quarter=2026-Q3 commits=1 adoption=0 people=1 state=no_stability
-- expect: row 1 team=Web quarter=2026-Q2 commits=1 lines=1000
-- expect: row 2 team=Web people=4 commits=13 adoption=0.5384615385
-- expect: row 2 per_person=1.059782609 lead=5 deployments=10 failed=0.4
-- expect: row 2 judged=13 reverted=0.07692307692 lines=7000
WITH back AS (
  SELECT DISTINCT o.id AS commit_id, c.commit_time AS time
  FROM "commit" c JOIN "commit" o ON c.reverts = o.oid
  WHERE c.reverts IS NOT NULL)
SELECT 'commit/' || c.commit_id AS record, 'commit' AS part, c.commit_id,
  NULL AS deployment_id, NULL AS finding_id, c.at, 1 AS n, c.is_ai AS hit,
  c.team_id, c.person_id, NULL AS language, c.source_id, c.locator
FROM commit_fact c
WHERE c.team_id IS NOT NULL AND c.parents < 2 AND c.origin <> 'bot'
  AND c.at >= :from AND c.at < :at
UNION ALL
SELECT 'line/' || l.commit_id || '/' || l.file_id, 'line', l.commit_id, NULL,
  NULL, l.at, l.added, 0, l.team_id, l.person_id, l.language,
  l.source_id, l.locator
FROM line_fact l JOIN scanned_language g ON g.repository_id = l.repository_id
  AND g.language = l.language
WHERE l.team_id IS NOT NULL AND l.kind IN ('source', 'infrastructure')
  AND l.added > 0 AND l.at >= :from AND l.at < :at
UNION ALL
SELECT 'lead/' || d.commit_id, 'lead', d.commit_id, d.deployment_id, NULL,
  d.time, max(0, d.time - k.commit_time), 0, o.team_id, o.person_id,
  NULL, k.source_id, k.locator
FROM commit_deployment d JOIN commit_origin o ON o.commit_id = d.commit_id
JOIN "commit" k ON k.id = d.commit_id
WHERE o.team_id IS NOT NULL AND o.copy_of IS NULL AND o.origin <> 'bot'
  AND k.parents < 2 AND d.time >= :from AND d.time < :at
UNION ALL
SELECT 'deployment/' || f.deployment_id || '/' || o.team_id, 'failure', NULL,
  f.deployment_id, NULL, f.at, 1, f.failed, o.team_id, NULL, NULL, f.source_id,
  f.locator
FROM change_fact f JOIN (
  SELECT DISTINCT d.deployment_id, x.team_id FROM commit_deployment d
  JOIN commit_origin x ON x.commit_id = d.commit_id
  WHERE x.team_id IS NOT NULL) o ON o.deployment_id = f.deployment_id
WHERE f.failed IS NOT NULL AND f.at >= :from AND f.at < :at
UNION ALL
SELECT 'revert/' || c.commit_id, 'revert', c.commit_id, NULL, NULL, c.at, 1,
  EXISTS (SELECT 1 FROM back b WHERE b.commit_id = c.commit_id
    AND b.time >= c.at AND b.time <= c.at + 30 * 86400),
  c.team_id, c.person_id, NULL, c.source_id, c.locator
FROM commit_fact c
WHERE c.team_id IS NOT NULL AND c.parents < 2 AND c.origin <> 'bot'
  AND c.at >= :from AND c.at < :at AND (c.at + 30 * 86400 < :at
    OR EXISTS (SELECT 1 FROM back b WHERE b.commit_id = c.commit_id
      AND b.time < :at))
UNION ALL
SELECT 'finding/' || p.finding_id, 'problem', p.commit_id, NULL, p.finding_id,
  p.first_time, 0, 1, p.team_id, NULL, NULL, p.source_id, p.locator
FROM code_problem p JOIN finding_new w ON w.finding_id = p.finding_id
WHERE p.team_id IS NOT NULL AND p.first_time >= :from AND p.first_time < :at
