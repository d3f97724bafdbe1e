-- title: AI changes by authors untrained in the language, against the others
-- meaning: AI commits whose author had, when they were made, neither a course
--    of their language in date nor passed an assessment of it in the two years
--    before, against those whose author had. Not known for authors whom the
--    directory does not know, and for languages that no course or assessment
--    on record is about. Problems that scans had found by the end of the
--    period, fixed since or not, per thousand lines that the commits added,
--    with the behaviour over without it; those of which it is not known are on
--    neither side. Like for like within language, repository and age. Says
--    what goes with what, never why.
-- kind: rate
-- basis: stock
-- direction: down
-- unit: ratio
-- record: a problem, or what a commit added in a language
-- sources: git, placed_scan, directory, training
-- needs: scan, all_history
-- dates: the first scan with it; whether it was fixed since does not matter
-- reading: behaviour
-- keys: repository, language, team, tool, model
-- hide: people
-- strata: language, repository, age
-- family: drivers

-- Case: no course on record is about a language.
-- expect: hit 0 n 0 exposure 0 exposure_rest 0 unknown 11 class too_little
WITH scanned AS (
  SELECT repository_id, max(at) AS at, strftime('%Y', max(at), 'unixepoch') * 12
    + strftime('%m', max(at), 'unixepoch') - 1 AS month
  FROM (SELECT repository_id, coalesce(at, :at - 1) AS at FROM scan_fact
    WHERE repository_id IS NOT NULL AND audited
      AND (at < :at OR (at IS NULL AND :newest)))
  GROUP BY repository_id), taught AS (
  SELECT lower(language) AS name FROM training WHERE language IS NOT NULL
  UNION SELECT lower(language) FROM assessment WHERE language IS NOT NULL
), held AS (
  SELECT person_id, lower(language) AS name, from_time, to_time
  FROM training_fact WHERE language IS NOT NULL
  UNION ALL SELECT i.person_id, lower(x.language), x.time,
    x.time + 730 * 86400
  FROM assessment x JOIN identity i ON i.alias_id = x.alias_id
  WHERE x.passed AND x.language IS NOT NULL
), trained AS (
  SELECT DISTINCT o.commit_id, h.name
  FROM commit_origin o JOIN "commit" k ON k.id = o.commit_id
  JOIN held h ON h.person_id = o.person_id
    AND h.from_time <= k.commit_time AND k.commit_time < h.to_time
  WHERE o.origin IN ('ai', 'mixed'))
SELECT coalesce(w.finding_id, w.commit_id) AS record, w.finding_id, w.commit_id,
  w.events, w.exposure,
  CASE WHEN p.id IS NULL OR lower(w.language) NOT IN (SELECT name FROM taught)
      THEN 'unknown'
    WHEN (w.commit_id, lower(w.language)) IN (SELECT commit_id, name
      FROM trained) THEN 'without' ELSE 'with' END AS origin,
  w.repository_id, w.language, a.age, w.cluster_id, w.person_id, w.team_id,
  w.tool_id, w.model_id, w.source_id, w.locator
FROM ai_work w
CROSS JOIN scanned s ON s.repository_id = w.repository_id AND w.at <= s.at
CROSS JOIN code_age a ON a.months = min(max(s.month - w.birth_month, 0), 13)
LEFT JOIN person p ON p.id = w.person_id AND p.known AND p.kind = 'human'
WHERE w.at < :at AND (w.finding_id IS NULL
  OR ((w.first_time < :at OR (w.first_time IS NULL AND :newest))
    AND w.known_from < :at AND w.known_to >= :at
    AND w.finding_id NOT IN (SELECT finding_id FROM finding_aside
      WHERE from_time < :at
        AND (to_time IS NULL OR to_time >= :at))))
