-- How sure it is that the results of a finding are one problem: the least
-- certain pass that knew one of them again. Of several passes of that
-- certainty the one that knew most.

INSERT INTO finding_known (finding_id, matches, pass, certainty)
WITH known AS (
  SELECT m.finding_id, m.pass, p.certainty, count(*) AS matches,
    CASE p.certainty WHEN 'low' THEN 0 WHEN 'medium' THEN 1 WHEN 'high' THEN 2
      ELSE 3 END AS rank
  FROM finding_match m JOIN identity_pass p ON p.pass = m.pass
  GROUP BY m.finding_id, m.pass
), ordered AS (
  SELECT finding_id, pass, certainty,
    sum(matches) OVER (PARTITION BY finding_id) AS matches,
    row_number() OVER (PARTITION BY finding_id
      ORDER BY rank, matches DESC, pass) AS place
  FROM known)
SELECT finding_id, matches, pass, certainty FROM ordered WHERE place = 1;

-- What assay found in history alone it has followed itself.
INSERT OR IGNORE INTO finding_known (finding_id, matches, pass, certainty)
SELECT s.finding_id, 0, p.pass, p.certainty
FROM secret s CROSS JOIN finding f
  ON f.id = s.finding_id AND f.first_result_id = 0
JOIN identity_pass p ON p.pass = 'history';
