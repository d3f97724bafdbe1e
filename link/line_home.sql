-- A line that several repositories have is one line: clones and forks share the
-- commits that wrote it. What a commit wrote counts in the repository that has
-- most of its living lines, of equals in the first by key. Of lines whose
-- commit is not known, clones at the same revision have the same.
INSERT INTO line_home (commit_id, repository_id)
SELECT commit_id, repository_id FROM (
  SELECT x.commit_id, x.repository_id, row_number() OVER (
    PARTITION BY x.commit_id ORDER BY coalesce(l.lines, 0) DESC, r.key) AS n
  FROM commit_repository x JOIN repository r ON r.id = x.repository_id
  LEFT JOIN (SELECT commit_id, repository_id, sum(count) AS lines
    FROM revision_line WHERE commit_id IN (
      SELECT commit_id FROM commit_repository
      GROUP BY commit_id HAVING count(*) > 1)
    GROUP BY 1, 2) l ON l.commit_id = x.commit_id
      AND l.repository_id = x.repository_id
  WHERE x.commit_id IN (SELECT commit_id FROM commit_repository
    GROUP BY commit_id HAVING count(*) > 1)) WHERE n = 1;

INSERT INTO twin_repository (repository_id)
SELECT r.id FROM repository r WHERE EXISTS (
  SELECT 1 FROM repository f
  WHERE f.head_oid = r.head_oid AND f.key < r.key);
