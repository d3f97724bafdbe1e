-- title: AI work that can be traced from ticket to scan
-- meaning: Commits that AI took part in of which all four are recorded, over all
--    such commits: a ticket, a person other than the author who approved it, a
--    later scan of the repository, and the tool, by a mark in the commit or a
--    note beside it. What is not recorded cannot be traced, whatever happened.
-- kind: share
-- basis: stock
-- direction: up
-- unit: commits
-- record: a commit that AI took part in
-- sources: git, ticket, review, placed_scan
-- needs: history
-- keys: repository, team, tool, model, missing
-- hide: people

-- Case: c1 has all; of the seven others no ticket, but for c4 and c6, which no
-- other person approved.
-- expect: hit 1 n 8 value 0.125
-- expect: by missing=ticket n 5
-- expect: by missing=review n 2
WITH last AS (
  SELECT repository_id, max(seen_to) AS at FROM scan_fact
  WHERE audited AND for_problems AND at < :at
  GROUP BY repository_id),
marked AS (
  SELECT DISTINCT commit_id FROM attribution
  WHERE origin IN ('ai', 'mixed') AND tool_id > 0 AND confidence_pct >= 85),
part AS (
  SELECT f.*, CASE
    WHEN t.commit_id IS NULL THEN 'ticket'
    WHEN coalesce(v.state, '') <> 'other' THEN 'review'
    WHEN coalesce(l.at < f.at, 1) THEN 'scan'
    WHEN m.commit_id IS NULL THEN 'tool' ELSE 'nothing' END AS missing
  FROM commit_fact f
  LEFT JOIN ticket_fact t ON t.commit_id = f.commit_id
  LEFT JOIN validation v ON v.commit_id = f.commit_id
  LEFT JOIN last l ON l.repository_id = f.repository_id
  LEFT JOIN marked m ON m.commit_id = f.commit_id
  WHERE f.is_ai AND f.at >= :from AND f.at < :at)
SELECT commit_id AS record, commit_id, at AS committed_at, 1 AS n,
  missing = 'nothing' AS hit, missing, repository_id, person_id, team_id,
  tool_id, model_id, source_id, locator
FROM part
