-- title: Commits by what is recorded of them
-- meaning: All commits but merges up to the end of the period (when none is
--    asked for: all that was read), by what a note of lines (git-ai,
--    agentblame, whogitit, Agent Trace) and the commit itself (a trailer, a
--    credit, an agent as author) say of AI; what git-ai kept before it had
--    notes is left out. Disagreeing: the commit names a
--    tool, the note no line of AI. Where both name tools, "tools" says whether
--    one of them is the same.
-- kind: count
-- basis: stock
-- period: all
-- direction: none
-- unit: commits
-- record: a commit
-- sources: git
-- keys: evidence, tools, repository
-- interval: none

-- Case: c1, c4, c11 and c12 say so themselves, of which notes confirm c1 and
-- deny c4; the notes of c2 and c3 name AI lines, that of c5 none.
-- expect: n 18
-- expect: by evidence=note_and_trailer n 1
-- expect: by evidence=note_only n 2
-- expect: by evidence=trailer_only n 2
-- expect: by evidence=disagreeing n 1
-- expect: by evidence=note_without_ai n 1
-- expect: by evidence=none n 11
SELECT k.id AS record, k.id AS commit_id, 1 AS n,
  CASE WHEN e.claimed > 0 AND e.marked THEN 'note_and_trailer'
    WHEN e.claimed > 0 THEN 'note_only'
    WHEN e.claimed = 0 AND e.marked THEN 'disagreeing'
    WHEN e.claimed = 0 THEN 'note_without_ai'
    WHEN e.marked THEN 'trailer_only'
    ELSE 'none' END AS evidence,
  (SELECT CASE max(a.tool_id = b.tool_id) WHEN 1 THEN 'same'
      WHEN 0 THEN 'different' END
    FROM attribution a JOIN attribution b ON b.commit_id = a.commit_id
    WHERE a.commit_id = k.id AND e.claimed > 0
      AND a.level = 'line' AND a.tool_id > 0 AND a.origin IN ('ai', 'mixed')
      AND b.tool_id > 0 AND b.origin IN ('ai', 'mixed')
      AND b.confidence_pct >= 50 AND b.signal IN ('author_email',
        'author_name_suffix', 'coauthor_email', 'coauthor_name', 'trailer')
  ) AS tools,
  o.repository_id, k.source_id, k.locator
FROM "commit" k JOIN commit_origin o ON o.commit_id = k.id
JOIN (SELECT c.id, (SELECT max(x.claimed_lines) FROM note x
      WHERE x.commit_id = c.id AND x.level = 'line'
        AND x.signal <> 'git-ai record') AS claimed,
    EXISTS (SELECT 1 FROM attribution a WHERE a.commit_id = c.id
      AND a.origin IN ('ai', 'mixed') AND a.confidence_pct >= 50
      AND a.signal IN ('author_email', 'author_name_suffix',
        'coauthor_email', 'coauthor_name', 'trailer')) AS marked
  FROM "commit" c) e ON e.id = k.id
WHERE k.parents < 2 AND k.commit_time < :at
