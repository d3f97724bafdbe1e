-- Pages of one listing, in a file each: those of one tool, repository, revision
-- and time that say alike how many findings the listing has are one scan when
-- they hold all of them (scan_whole). What two pages both have counts once.

DROP TABLE IF EXISTS temp.page;
CREATE TEMP TABLE page AS
SELECT min(s.id) AS scan_id, s.source_id, s.tool, s.repository, s.ref,
  s.revision, s.time, s.listing_total AS total, s.listing_size AS size
FROM scan s WHERE s.listing_total IS NOT NULL GROUP BY s.source_id;

DROP TABLE IF EXISTS temp.listing;
CREATE TEMP TABLE listing AS
SELECT tool, repository, ref, revision, time, total, count(*) AS pages,
  sum(size) - (
    SELECT count(*) - count(DISTINCT r.fingerprint)
    FROM page o CROSS JOIN scan s ON s.source_id = o.source_id
    CROSS JOIN result r ON r.scan_id = s.id
    WHERE r.fingerprint <> '' AND (o.tool, o.repository, o.ref, o.revision,
        o.time, o.total)
      = (p.tool, p.repository, p.ref, p.revision, p.time, p.total)) AS held,
  min((SELECT path FROM source WHERE id = p.source_id)) AS path
FROM page p GROUP BY tool, repository, ref, revision, time, total;

INSERT INTO scan_whole
SELECT s.id FROM listing l JOIN page p
  ON (p.tool, p.repository, p.ref, p.revision, p.time, p.total)
    = (l.tool, l.repository, l.ref, l.revision, l.time, l.total)
JOIN scan s ON s.source_id = p.source_id
WHERE l.held >= l.total;

-- Of each file when it was read; now that all are there, once.
DELETE FROM diagnostic WHERE code = 'part-of-more'
  AND source_id IN (SELECT source_id FROM page);
INSERT INTO diagnostic (source_id, severity, code, line, text)
SELECT (SELECT min(id) FROM source o WHERE o.path = l.path
    AND o.id IN (SELECT source_id FROM page)), 'warning', 'part-of-more', 1,
  iif(pages = 1, 'the report holds ', 'the ' || pages || ' pages hold ')
    || held || ' of ' || total || ' findings and close'
    || iif(pages = 1, 's', '') || ' none: give the other pages too, with '
    || 'the same time'
FROM listing l WHERE held < total ORDER BY path, total;
DROP TABLE page;
DROP TABLE listing;
