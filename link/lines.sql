-- Whose lines are whose, from what the importer stored of the audited ref:
-- line_run of the revision, and temp.line_past of what came and went, month by
-- month, in the same shape, where somebody speaks of single lines. file_id and
-- start of the past only tell rows apart, also when link/line_origin.c has cut
-- them.

INSERT INTO line_run (repository_id, file_id, start, count, commit_id,
  birth_file_id, birth_line)
SELECT repository_id, file_id, start, count, commit_id, birth_file_id,
  birth_line
FROM revision_line;

DROP TABLE IF EXISTS temp.line_past;
CREATE TEMP TABLE line_past (
  repository_id INTEGER NOT NULL, file_id INTEGER NOT NULL,
  start INTEGER NOT NULL, count INTEGER NOT NULL, commit_id INTEGER,
  birth_file_id INTEGER, birth_line INTEGER,
  origin TEXT NOT NULL DEFAULT 'unknown', basis TEXT, tool_id INTEGER,
  model_id INTEGER, confidence_pct INTEGER, attribution_id INTEGER,
  override_id INTEGER, at_time INTEGER NOT NULL, change INTEGER NOT NULL,
  PRIMARY KEY (repository_id, file_id, start)) WITHOUT ROWID;
INSERT INTO line_past (repository_id, file_id, start, count, commit_id,
  birth_file_id, birth_line, at_time, change)
SELECT repository_id, 0,
  sum(count) OVER (ORDER BY repository_id, at_time, commit_id, file_id, line
    ROWS UNBOUNDED PRECEDING) - count + 1,
  count, commit_id, file_id, line, at_time, change
FROM line_change WHERE line > 0;
