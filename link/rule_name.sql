-- Rules that a scanner calls differently from scan to scan, in series of
-- several scans: with another path of the rule file in front (Semgrep, whose
-- local rules are called after their folders), or with a sub-rule behind a
-- slash (SARIF 2.1.0, 3.52.4). temp.rule_name has the shorter name, which is a
-- rule of the scanner as well; else the part that both have; or the name that a later scan says a rule has
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
-- Of local rules of Semgrep in folders of two machines the last part is the
-- name, where no scan has two of them.
DROP TABLE IF EXISTS temp.rule_part;
CREATE TEMP TABLE rule_part (tool TEXT, rule TEXT, part TEXT,
  PRIMARY KEY (tool, rule)) WITHOUT ROWID;
INSERT INTO rule_part
SELECT tool, rule, substr(rule, length(rtrim(rule, replace(rule, '.', ''))) + 1)
FROM rule_seen WHERE tool IN ('semgrep', 'opengrep')
  AND (SELECT count(*) FROM rule_seen) <= :most;
INSERT OR REPLACE INTO rule_name
SELECT tool, rule, part, length(part) FROM rule_part p
WHERE part <> '' AND EXISTS (SELECT 1 FROM rule_part o
    WHERE o.tool = p.tool AND o.part = p.part AND o.rule <> p.rule)
  AND (p.tool, p.part) NOT IN (SELECT e.tool, o.part
    FROM scan_event e JOIN result r ON r.scan_id = e.scan_id
    JOIN rule_part o ON o.tool = e.tool AND o.rule = r.rule
    GROUP BY e.series, e.event, e.tool, o.part
    HAVING count(DISTINCT r.rule) > 1);
DROP TABLE rule_part;

-- A chain of names ends at the one that no scan calls former.
DROP TABLE IF EXISTS temp.renamed_rule;
CREATE TEMP TABLE renamed_rule (tool TEXT, former TEXT, rule TEXT,
  PRIMARY KEY (tool, former, rule)) WITHOUT ROWID;
INSERT OR IGNORE INTO renamed_rule
SELECT e.tool, x.former, x.rule
FROM scan_former_rule x JOIN scan_event e ON e.scan_id = x.scan_id;
INSERT OR REPLACE INTO rule_name
WITH RECURSIVE later (tool, former, rule) AS (
  SELECT x.tool, x.former, x.rule FROM renamed_rule x
  WHERE EXISTS (SELECT 1 FROM rule_seen a
    WHERE a.tool = x.tool AND a.rule = x.former)
  UNION SELECT l.tool, l.former, x.rule
  FROM later l JOIN renamed_rule x ON x.tool = l.tool AND x.former = l.rule)
SELECT tool, former, min(rule), 0 FROM later l
WHERE NOT EXISTS (SELECT 1 FROM renamed_rule x
  WHERE x.tool = l.tool AND x.former = l.rule)
GROUP BY tool, former HAVING min(rule) = max(rule);
DROP TABLE renamed_rule;
DROP TABLE rule_seen;
