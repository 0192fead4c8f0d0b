-- Workforces of production, in one world.
--
-- Handling tasks are exposure, never a source; every other task, and a blank one, is production. At unexcluded
-- only the days of proven claims hold (-10000000: any day).
CREATE OR REPLACE TABLE worker AS
SELECT w.claim, w.holder, w.nationality, w.condition, w.process, w.item, w.task IS NOT NULL AS tasked,
       c.first_day, c.last_day, s.basis, s.proven,
       CASE WHEN s.proven THEN c.first_day ELSE -10000000 END AS proven_first
FROM workforce w
JOIN claim c ON c.claim = w.claim
JOIN standing s ON s.claim = w.claim
WHERE w.task IS NULL OR w.task NOT IN (SELECT task FROM handling);
