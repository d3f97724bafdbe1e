-- Rules that a scanner calls differently from scan to scan, in series of
-- several scans: with another path of the rule file in front (Semgrep, whose
-- local rules are called after their folders), or with a sub-rule behind a
-- slash (SARIF 2.1.0, 3.52.4). temp.rule_name has the shorter name, which is a
-- rule of the scanner as well; or the name that a later scan says a rule has
-- now (deprecatedIds, 3.49.4), when it is one alone. :most is how many rules
-- are compared.

DROP TABLE IF EXISTS temp.rule_seen;
CREATE TEMP TABLE rule_seen (tool TEXT, rule TEXT, PRIMARY KEY (tool, rule))
  WITHOUT ROWID;
INSERT OR IGNORE INTO rule_seen
SELECT e.tool, r.rule FROM scan_event e JOIN result r ON r.scan_id = e.scan_id
WHERE e.series IN (SELECT series FROM scan_event GROUP BY series
  HAVING count(*) > 1);

DROP TABLE IF EXISTS temp.rule_name;
CREATE TEMP TABLE rule_name (tool TEXT, rule TEXT, name TEXT,
  length INTEGER, PRIMARY KEY (tool, rule)) WITHOUT ROWID;
INSERT INTO rule_name
SELECT a.tool, a.rule, b.rule, min(length(b.rule))
FROM rule_seen a JOIN rule_seen b ON b.tool = a.tool
  AND length(b.rule) BETWEEN 1 AND length(a.rule) - 2
WHERE (SELECT count(*) FROM rule_seen) <= :most
  AND (substr(a.rule, 1, length(b.rule) + 1) = b.rule || '/'
    OR a.tool IN ('semgrep', 'opengrep')
      AND substr(a.rule, -length(b.rule) - 1) = '.' || b.rule)
GROUP BY a.tool, a.rule;
INSERT OR REPLACE INTO rule_name
SELECT e.tool, x.former, min(x.rule), 0
FROM scan_former_rule x JOIN scan_event e ON e.scan_id = x.scan_id
WHERE EXISTS (SELECT 1 FROM rule_seen a
  WHERE a.tool = e.tool AND a.rule = x.former)
GROUP BY e.tool, x.former HAVING min(x.rule) = max(x.rule);
DROP TABLE rule_seen;
