-- title: What people answer
-- meaning: Each question of the questionnaires of the period: how many answered
--    and the mean of their answers on the scale beside; and the means of the
--    lowest and highest team. Teams with fewer than five answers are taken
--    together, and left out where they are fewer than five even so. Of exports
--    that overlap in time the latest counts. Nothing is tested, as nobody drew
--    who answers.
-- kind: table
-- basis: stock
-- unit: questions
-- record: a question
-- sources: survey
-- columns: survey text Questionnaire; question text Question;
--    teams count Teams; answers count Answers; mean text Mean;
--    scale text Scale; lowest text Lowest team; highest text Highest team

-- Case: 6 of Web answered 20 in all, 5 of others 21: 41 by 11.
-- expect: n 1
-- expect: row 0 teams=1 answers=11 mean=3.7 scale=1-5 lowest=3.3 highest=3.3
-- given: INSERT INTO survey (source_id, locator, survey, item, team, from_time,
--    to_time, answers, sum_e6, low_e6, high_e6) VALUES (2, 1, 's', 'q', 'Tiny',
--    unixepoch('2026-09-11'), unixepoch('2026-09-13'), 5, 5000000, 1000000,
--    5000000);
-- expect: row 0 teams=1 answers=5 mean=1.0
-- given: INSERT INTO survey (source_id, locator, survey, item, team, from_time,
--    to_time, answers, sum_e6, low_e6, high_e6) VALUES (2, 1, 's', 'q', 'Tiny',
--    unixepoch('2026-09-12'), unixepoch('2026-09-14'), 5, 5000000, 1000000,
--    5000000);
-- expect: row 0 teams=2 answers=16 lowest=1.0 highest=3.3
WITH tenth AS (
  SELECT survey, item, team, sum(answers) AS answers, sum(sum_e6) AS sum_e6,
    min(low_e6) AS low_e6, max(high_e6) AS high_e6,
    (sum(sum_e6) * 10 / sum(answers) + 500000) / 1000000 AS mean,
    min(source_id) AS source_id, min(locator) AS locator
  FROM survey_fact WHERE from_time < :at AND to_time > :from
  GROUP BY survey, item, team)
SELECT survey, item AS question, count(*) FILTER (WHERE team <> '') AS teams, sum(answers) AS answers,
  printf('%d.%d', mean_all / 10, mean_all % 10) AS mean,
  printf('%d-%d', min(low_e6) / 1000000, max(high_e6) / 1000000) AS scale,
  printf('%d.%d', low_team / 10, low_team % 10) AS lowest,
  printf('%d.%d', high_team / 10, high_team % 10) AS highest,
  iif(min(source_id) = max(source_id), source_id, NULL)
    AS source_id,
  iif(min(source_id) = max(source_id), min(locator), NULL)
    AS locator
FROM (SELECT t.*, (sum(sum_e6) OVER w * 10 / sum(answers) OVER w + 500000)
    / 1000000 AS mean_all,
    min(iif(team <> '', mean, NULL)) OVER w AS low_team,
    max(iif(team <> '', mean, NULL)) OVER w AS high_team
  FROM tenth t WINDOW w AS (PARTITION BY survey, item))
GROUP BY survey, item ORDER BY survey, mean_all, item
