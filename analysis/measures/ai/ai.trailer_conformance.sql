-- title: AI work that names its tool
-- meaning: Commits that AI took part in with a mark that names the tool, over
--    all such commits: a trailer, a co-author or another mark in the commit, or
--    a note beside it (key marked). The policy of the configuration names no
--    form, so that any counts. AI's work without any mark is not known to be
--    AI's: the share is of what is known at all, and no more than an upper
--    bound.
-- kind: share
-- basis: flow
-- direction: up
-- unit: commits
-- record: a commit that AI took part in
-- sources: git
-- needs: history
-- keys: repository, team, tool, model, marked
-- hide: people

-- Case: of 8 c1, c4, c11 and c12 credit a tool.
-- expect: hit 4 n 8 value 0.5
-- expect: by marked=commit hit 4 n 4
SELECT c.commit_id AS record, c.commit_id, c.at, 1 AS n,
  coalesce(m.marked, 'no') <> 'no' AS hit, coalesce(m.marked, 'no') AS marked,
  c.repository_id, c.person_id, c.team_id, c.tool_id, c.model_id, c.source_id,
  c.locator
FROM commit_fact c LEFT JOIN (
  SELECT a.commit_id, min(iif(n.id IS NULL, 'commit', 'note')) AS marked
  FROM attribution a LEFT JOIN note n ON n.commit_id = a.commit_id
    AND n.signal = a.signal
  WHERE a.origin IN ('ai', 'mixed') AND a.tool_id > 0
    AND a.confidence_pct >= 85
  GROUP BY a.commit_id) m ON m.commit_id = c.commit_id
WHERE c.is_ai
