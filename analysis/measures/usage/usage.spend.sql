-- title: Spend on AI tools
-- meaning: What invoices or budgets say that each AI tool costs in the period:
--    of what is paid for longer, as much as days fall into it. One row a tool
--    and currency; currencies are never added together. Beside it the people who
--    used the tool in the period by reports of use, what that is for each of
--    them, and seats that are paid, held and idle, by the list of seats. Fewer
--    people than the smallest group are few, and what each costs is not told
--    then. A tool without spend here is of unknown cost, not free.
-- kind: table
-- basis: stock
-- unit: tools and currencies
-- record: a tool in a currency
-- sources: spend
-- keys: tool
-- columns: tool text Tool; label text Name; currency text Currency;
--    amount money Spend; users text Active users; per_user money For each of them;
--    paid count Seats paid; held count Seats held; idle count Seats idle

-- Case: claude-code 30 EUR and 61 of 92 days of 920, 640 in all, for 4 users;
-- cursor 10 EUR and 5 USD.
-- expect: n 3
-- expect: row 0 tool=claude-code currency=EUR amount=640.00 users=4 per_user=160.00 held=5 idle=2 paid=6
-- expect: row 2 tool=cursor currency=USD amount=5.00 paid=2 held=
WITH least AS (
  SELECT iif(:small = 1, 1, coalesce((SELECT CAST(value AS INTEGER)
    FROM setting WHERE name = 'privacy.minimum_group'), 5)) AS people),
paid AS (
  SELECT tool_id, currency, sum(amount_e6
      * ((min(to_time, :at) - max(from_time, :from)) / 86400)
      / ((to_time - from_time) / 86400)) AS e6,
    sum(seats) AS seats,
    iif(min(source_id) = max(source_id), source_id, NULL) AS source_id,
    iif(min(source_id) = max(source_id), min(locator), NULL) AS locator
  FROM spend WHERE from_time < :at AND to_time > :from
  GROUP BY tool_id, currency),
used AS (
  SELECT u.tool_id, count(DISTINCT i.person_id) AS people
  FROM usage u JOIN identity i ON i.alias_id = u.alias_id
  WHERE u.day_time >= :from AND u.day_time < :at GROUP BY u.tool_id),
used_seat AS (
  SELECT DISTINCT i.person_id, u.tool_id
  FROM usage u JOIN identity i ON i.alias_id = u.alias_id
  WHERE u.day_time >= :from AND u.day_time < :at),
seats AS (
  SELECT s.tool_id, count(*) AS held,
    sum(coalesce(s.assigned_time, 0) < :at - 30 * 86400
      AND coalesce(s.active_time, 0) < :from AND x.person_id IS NULL) AS idle
  FROM seat_fact s LEFT JOIN used_seat x ON x.person_id = s.person_id
    AND x.tool_id = s.tool_id
  WHERE :newest AND (s.ends_time IS NULL OR s.ends_time >= :at)
    AND (s.assigned_time IS NULL OR s.assigned_time < :at)
  GROUP BY s.tool_id)
SELECT t.name AS tool, coalesce(t.label, t.name) AS label, p.currency,
  printf('%s%d.%02d', iif(p.e6 <= -5000, '-', ''), (abs(p.e6) + 5000) / 1000000,
    (abs(p.e6) + 5000) / 10000 % 100) AS amount,
  CASE WHEN u.people IS NULL THEN NULL WHEN u.people < l.people THEN 'few'
    ELSE CAST(u.people AS TEXT) END AS users,
  CASE WHEN u.people >= l.people AND p.e6 >= 0
    THEN printf('%d.%02d', (p.e6 / u.people + 5000) / 1000000,
      (p.e6 / u.people + 5000) / 10000 % 100) END AS per_user,
  p.seats AS paid, s.held, s.idle, p.source_id, p.locator
FROM paid p JOIN tool t ON t.id = p.tool_id CROSS JOIN least l
LEFT JOIN used u ON u.tool_id = p.tool_id
LEFT JOIN seats s ON s.tool_id = p.tool_id
ORDER BY t.name, p.currency
