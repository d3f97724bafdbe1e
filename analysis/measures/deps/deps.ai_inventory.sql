-- title: Dependencies that came in with AI, one by one
-- meaning: Each package that came in with AI and that is there at the end of
--    the period: whether a manifest asks for it (direct) or another package
--    alone needs it (transitive, as far as lock files say), since which
--    commit, by which tool, whether it has an owner and an approval, and
--    whether its version is fixed. Owners, versions and lock files are those of
--    the audited revision; of what is gone by then they are not known. While what names it cannot be read, nobody
--    knows whether it is there. Direct ones come first, of these those with
--    something amiss, then the newest.
-- kind: table
-- basis: stock
-- unit: packages
-- record: a package of a repository
-- sources: git, manifest
-- needs: history
-- unread: dependency
-- keys: ecosystem, repository, tool, asked
-- columns: package text Package; ecosystem text Ecosystem;
--    repository text Repository; asked text Asked for; version text Version;
--    since time Since; until time Removed; commit commit Commit; tool text Tool;
--    owner text Owner;
--    review text Approved; state text State; path text File

-- Case: typo-squat lacks an owner and is in no lock file.
-- expect: n 4
-- expect: row 0 package=typo-squat owner=none state=unlocked
-- expect: row 1 package=x owner=unknown state=fixed since=2026-08-15
-- expect: row 2 package=left-pad owner=named state=locked
-- expect: row 3 package=debug asked=transitive
SELECT package, ecosystem, repository, asked, version, since, until,
  oid AS "commit", tool,
  owner, approval AS review, state, path, repository_id, tool_id, source_id,
  locator FROM (
  SELECT c.*, r.name AS repository, c.at AS since, k.oid,
    iif(c.direct, 'direct', 'transitive') AS asked,
    coalesce(t.label, t.name, 'not recorded') AS tool,
    CASE c.owned WHEN 1 THEN 'named' WHEN 0 THEN iif(c.direct, 'none', '')
      ELSE 'unknown' END AS owner,
    CASE c.review WHEN 'approved' THEN 'yes' WHEN 'not_approved' THEN 'no'
      ELSE 'unknown' END AS approval,
    CASE WHEN u.component_id IS NOT NULL THEN NULL
      WHEN c.lasting THEN '' ELSE c.to_time END AS until,
    CASE WHEN u.component_id IS NOT NULL
      THEN coalesce('not known since ' || date(u.from_time, 'unixepoch'),
        'not known')
      WHEN NOT c.lasting THEN 'removed'
      WHEN c.locked = 0 THEN 'unlocked' WHEN c.locked THEN 'locked'
      WHEN c.fixed THEN 'fixed' WHEN c.fixed = 0 THEN 'open'
      ELSE 'unknown' END AS state
  FROM component_fact c JOIN repository r ON r.id = c.repository_id
  LEFT JOIN "commit" k ON k.id = c.commit_id
  LEFT JOIN tool t ON t.id = c.tool_id
  LEFT JOIN component_unread u ON u.component_id = c.component_id
    AND coalesce(u.from_time, :at - 1) < :at
    AND (u.to_time IS NULL OR u.to_time >= :at)
  WHERE c.is_ai AND c.at < :at
    AND (c.to_time >= :at OR (c.to_time IS NULL AND c.lasting))) AS x
ORDER BY x.asked, (x.owner = 'none') + (x.approval = 'no')
    + (x.state IN ('unlocked', 'open')) DESC,
  x.since DESC, x.repository, x.ecosystem, x.package
