-- title: Kinds of evidence for the whole period
-- meaning: Kinds of inputs that a full report asks for and that are there for the
--    whole period, over all eight: history that no clone cuts off, a scan for
--    problems and one for secrets of every repository, change requests with
--    reviews from start to end, a directory, training records, a policy of
--    tools, and statements that still hold. That one is there is not that it is
--    right.
-- kind: share
-- basis: stock
-- direction: up
-- unit: kinds of evidence
-- record: a kind of evidence
-- sources: git
-- keys: kind, lacks
-- interval: none

-- Case: history, directory, training, policy and statements; tools is scanned
-- for style alone, requests are of August.
-- expect: hit 5 n 8
-- expect: by kind=history hit 1 n 1
-- expect: by lacks=in_part n 3
WITH repo AS (SELECT count(*) AS n FROM repository),
scanned AS (
  SELECT count(DISTINCT CASE WHEN for_problems THEN repository_id END)
      AS problems,
    count(DISTINCT CASE WHEN for_secrets THEN repository_id END) AS secrets
  FROM scan_fact WHERE audited AND repository_id IS NOT NULL
    AND ((at >= :from AND at < :at) OR (at IS NULL AND :newest))),
evidence (kind, there, whole) AS (
  SELECT 'history', 1, NOT EXISTS (SELECT 1 FROM cut_repository x
    JOIN commit_repository h ON h.repository_id = x.repository_id
    JOIN "commit" c ON c.id = h.commit_id AND c.commit_time >= :from
    JOIN commit_parent p ON p.commit_id = c.id
    WHERE NOT EXISTS (SELECT 1 FROM "commit" o WHERE o.oid = p.parent_oid))
  UNION ALL SELECT 'scan for problems', problems > 0, problems = n
  FROM scanned, repo
  UNION ALL SELECT 'scan for secrets', secrets > 0, secrets = n
  FROM scanned, repo
  UNION ALL SELECT 'change requests', EXISTS (SELECT 1 FROM request_cover
      WHERE from_time < :at AND to_time >= :from),
    (SELECT count(*) FROM request_cover
      WHERE from_time <= :from AND to_time >= :at - 14 * 86400) = n
  FROM repo
  UNION ALL SELECT 'directory', count(*) > 0, count(*) > 0 FROM directory
  UNION ALL SELECT 'training', count(*) > 0, count(*) > 0 FROM training
  UNION ALL SELECT 'policy of tools', count(*) > 0, count(*) > 0 FROM policy
  WHERE kind = 'tool'
  UNION ALL SELECT 'statements', count(*) > 0, coalesce(max(to_time >= :at), 0)
  FROM attestation_fact WHERE at < :at)
SELECT e.kind AS record, e.kind, 1 AS n, e.there AND e.whole AS hit,
  CASE WHEN e.there AND e.whole THEN 'nothing' WHEN e.there THEN 'in_part'
    ELSE 'all' END AS lacks, NULL AS source_id, NULL AS locator
FROM evidence e WHERE EXISTS (SELECT 1 FROM repository)
