-- title: Large changes by an agent alone, against other AI changes
-- meaning: AI commits of at least 200 added lines whose author is an agent,
--    and whose committer is no person, against all other AI commits. 200 lines
--    are about what a reviewer reads well at once (Cohen, Best Kept Secrets of
--    Peer Code Review, 2006). Problems that scans had found by the end of the
--    period, fixed since or not, per thousand lines that the commits added,
--    with the behaviour over without it; those of which it is not known are on
--    neither side. Like for like within language, repository and age. Says
--    what goes with what, never why.
-- kind: rate
-- basis: stock
-- direction: down
-- unit: ratio
-- record: a problem, or what a commit added in a language
-- sources: git, placed_scan
-- needs: scan, all_history
-- dates: the first scan with it; whether it was fixed since does not matter
-- reading: behaviour
-- keys: repository, language, team, tool, model
-- hide: people
-- strata: language, repository, age
-- family: drivers

-- Case: an agent made c6 alone, 1 problem in 500 lines of code, of 1,000 in all;
-- c1 and c4 are people's, 10 in 5,000.
-- expect: hit 1 n 10 exposure 0.5 exposure_rest 5 class too_little
WITH scanned AS (
  SELECT repository_id, max(at) AS at, strftime('%Y', max(at), 'unixepoch') * 12
    + strftime('%m', max(at), 'unixepoch') - 1 AS month
  FROM (SELECT repository_id, coalesce(at, :at - 1) AS at FROM scan_fact
    WHERE repository_id IS NOT NULL AND audited
      AND (at < :at OR (at IS NULL AND :newest)))
  GROUP BY repository_id)
SELECT coalesce(w.finding_id, w.commit_id) AS record, w.finding_id, w.commit_id,
  w.events, w.exposure, w.large_agent_only AS origin,
  w.repository_id, w.language, a.age, w.cluster_id, w.person_id, w.team_id,
  w.tool_id, w.model_id, w.source_id, w.locator
FROM ai_work w
CROSS JOIN scanned s ON s.repository_id = w.repository_id AND w.at <= s.at
CROSS JOIN code_age a ON a.months = min(max(s.month - w.birth_month, 0), 13)
WHERE w.at < :at AND (w.finding_id IS NULL
  OR ((w.first_time < :at OR (w.first_time IS NULL AND :newest))
    AND w.known_from < :at AND w.known_to >= :at
    AND w.finding_id NOT IN (SELECT finding_id FROM finding_aside
      WHERE from_time < :at
        AND (to_time IS NULL OR to_time >= :at))))
