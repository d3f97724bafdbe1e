-- title: Rules that keep files from AI tools
-- record: repositories with classified data
-- inputs: git
-- strength: design
-- limits: Rules kept by an administrator of the tool, outside of the
--    repository, are not seen; whether a tool heeds its file is not either.

SELECT r.id AS repository_id, r.key AS record,
  CASE WHEN r.data_class IS NULL OR NOT :newest THEN 'unknown'
    WHEN lower(r.data_class) IN ('public', 'open', 'none') THEN 'met'
    WHEN g.path IS NOT NULL THEN 'met' ELSE 'not met' END AS state,
  g.path, NULL AS line,
  CASE WHEN NOT :newest
      THEN 'the audited revision does not speak for this period'
    WHEN r.data_class IS NULL
      THEN 'the configuration does not say which data it touches'
    ELSE 'no file keeps anything from AI tools' END AS text
FROM repository r LEFT JOIN telling_file g ON g.repository_id = r.id
  AND g.topic = 'exclusion'
