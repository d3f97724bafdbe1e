-- title: Agents that commit under accounts of their own
-- meaning: By tool: the accounts under which its agent is the author of
--    commits, its commits of the period, and those of them of which it is
--    recorded who asked for them (a co-author, a record of who drove it, or a
--    committer whom the directory knows).
-- kind: table
-- basis: stock
-- unit: tools
-- record: a tool
-- sources: git
-- needs: history
-- keys: tool
-- columns: label text Name; accounts count Accounts;
--    commits count Commits of the period; asked count Asker recorded

-- Case: alias 10 is an agent's and wrote c6, which nobody asked for; c7 names
-- no tool.
-- expect: n 1
-- expect: row 0 accounts=1 commits=1 asked=0
SELECT label, tool_id, accounts, commits, asked, source_id, locator FROM (
  SELECT coalesce(t.label, t.name) AS label, t.id AS tool_id,
    count(DISTINCT c.author_alias_id) AS accounts,
    count(DISTINCT CASE WHEN c.commit_time >= :from THEN c.id END) AS commits,
    count(DISTINCT CASE WHEN c.commit_time >= :from AND p.kind = 'human'
      THEN c.id END) AS asked,
    min(c.oid) AS place, c.source_id, c.locator
  FROM "commit" c
  JOIN identity i ON i.alias_id = c.author_alias_id
  JOIN person w ON w.id = i.person_id AND w.kind = 'agent'
  JOIN commit_origin o ON o.commit_id = c.id
  JOIN tool t ON t.id = o.tool_id
  LEFT JOIN person p ON p.id = o.person_id
  WHERE c.commit_time < :at
  GROUP BY t.id)
ORDER BY commits DESC, label
