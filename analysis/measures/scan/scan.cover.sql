-- title: What the scans looked at
-- meaning: For each repository and scanner its scans of the period, how many
--    did not run to their end, and what the newest of each analysis says of
--    itself: how many rules it lists, whether it lists all that it ran, at how
--    many files it looked and how many it could not read. What a scan does not
--    say is not known.
-- kind: table
-- basis: stock
-- unit: scanners of repositories
-- record: a scanner of a repository
-- sources: placed_scan
-- needs: scan
-- keys: repository
-- columns: repository text Repository; scanner text Scanner;
--    last time Newest; scans count Scans; failed count Not finished;
--    rules count Rules listed; whole text All it ran;
--    files count Files looked at; unread count Not readable

-- Case: Semgrep scanned bank once and shop twice, Checkstyle tools; in shop
-- Semgrep lists its two
-- rules and three files, of which it could not read one.
-- expect: n 3
-- expect: row 0 repository=bank scanner=Semgrep scans=1 failed=0 rules=100
-- expect: row 1 repository=shop scans=2 rules=2 whole=yes files=3 unread=1
-- expect: row 2 repository=tools scanner=Checkstyle scans=1
WITH run AS (
  SELECT s.id, s.tool, s.tool_label, s.analysis, s.state = 'done'
      OR s.id IN (SELECT scan_id FROM scan_whole) AS done,
    coalesce(h.repository_id, r.id) AS repository_id,
    coalesce(h.time, nullif(s.time, -9223372036854775808)) AS at,
    s.rules, s.digest, s.source_id, s.locator
  FROM scan s LEFT JOIN scan_home h ON h.scan_id = s.id
  LEFT JOIN repository r ON r.key = s.repository
  WHERE s.state <> 'not_run' AND coalesce(h.audited, 1)),
newest AS (
  SELECT *, row_number() OVER (
      PARTITION BY repository_id, tool, analysis, done
      ORDER BY at DESC, digest) AS place
  FROM run WHERE (at >= :from AND at < :at) OR (at IS NULL AND :newest)),
said AS (
  SELECT n.*, (SELECT set_id FROM scan_cover c
      WHERE c.scan_id = n.id AND c.kind = 'rules') AS rule_set,
    (SELECT set_id FROM scan_cover c
      WHERE c.scan_id = n.id AND c.kind = 'files') AS file_set,
    (SELECT count(*) FROM scan_unread u WHERE u.scan_id = n.id) AS unread
  FROM newest n WHERE place = 1 AND done),
last AS (
  SELECT repository_id, tool, sum(iif(rule_set IS NULL, rules, (SELECT count(*)
      FROM scan_set_rule x WHERE x.set_id = rule_set))) AS rules,
    count(rule_set) = count(*) AS whole,
    iif(count(file_set) = count(*), (SELECT count(DISTINCT x.file_id)
      FROM said y JOIN scan_set_file x ON x.set_id = y.file_set
      WHERE y.repository_id = said.repository_id AND y.tool = said.tool), NULL)
      AS files,
    iif(count(file_set) = count(*) OR sum(unread) > 0, sum(unread), NULL)
      AS unread
  FROM said GROUP BY repository_id, tool)
SELECT p.name AS repository, n.repository_id,
  coalesce(max(n.tool_label), n.tool) AS scanner,
  max(iif(n.done, n.at, NULL)) AS last, sum(n.done) AS scans,
  sum(NOT n.done) AS failed, l.rules, iif(l.whole, 'yes', NULL) AS whole,
  l.files, l.unread,
  iif(min(n.source_id) = max(n.source_id), n.source_id, NULL)
    AS source_id,
  iif(min(n.source_id) = max(n.source_id), min(n.locator), NULL)
    AS locator
FROM newest n JOIN repository p ON p.id = n.repository_id
LEFT JOIN last l ON l.repository_id = n.repository_id AND l.tool = n.tool
GROUP BY n.repository_id, n.tool ORDER BY p.name, p.key, scanner
