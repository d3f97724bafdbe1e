-- What of reports of test coverage could not be brought to lines.
DELETE FROM diagnostic WHERE code IN ('coverage-not-placed',
  'coverage-files-unknown');

INSERT INTO diagnostic (source_id, severity, code, line, text)
SELECT p.source_id, 'note', 'coverage-not-placed', p.locator,
  iif(p.repository = '', 'the report names no repository',
    'the report is of "' || p.repository || '", which is none of the '
    || 'repositories, or several')
  || ': its lines are nobody''s; give repository: of this input in the '
  || 'configuration'
FROM coverage_report p
WHERE p.id NOT IN (SELECT report_id FROM coverage_home)
  AND EXISTS (SELECT 1 FROM repository)
ORDER BY p.source_id, p.locator;

INSERT INTO diagnostic (source_id, severity, code, line, text)
SELECT p.source_id, 'note', 'coverage-files-unknown', min(f.locator),
  'files of the report whose lines are not known: ' || count(*) || ' of '
  || (SELECT count(*) FROM coverage_file a WHERE a.report_id = p.id)
  || ' (' || x.reason || '), such as "' || min(f.path) || '"'
FROM coverage_place x
JOIN coverage_report p ON p.id = x.report_id
JOIN coverage_file f ON f.id = x.coverage_file_id
WHERE x.reason IS NOT NULL
GROUP BY p.id, x.reason
ORDER BY p.source_id, p.locator, x.reason;
