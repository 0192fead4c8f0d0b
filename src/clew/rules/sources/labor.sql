-- Which workforces bring which labels, and with what basis at most.
--
-- A workforce of a nationality or a condition that a rule names, and one whose employer or recruiter is listed.
-- Handling tasks are exposure, never a source; every other task, and a blank one, is production.
CREATE OR REPLACE TABLE labor AS
WITH brings AS (
    SELECT r.label, w.claim, -1 AS listing, 4 AS basis
    FROM workforce w JOIN rule_workforce r ON r.nationality = w.nationality
    UNION
    SELECT r.label, w.claim, -1, 4
    FROM workforce w JOIN rule_workforce r ON r.condition = w.condition
    UNION
    SELECT l.label, e.claim, e.listing, e.basis
    FROM employed e JOIN listing l ON l.listing = e.listing
)
SELECT b.label, b.claim, b.listing, b.basis
FROM brings b
JOIN standing s ON s.claim = b.claim
JOIN workforce w ON w.claim = b.claim
WHERE b.label IS NOT NULL
  AND (w.task IS NULL OR w.task NOT IN (SELECT task FROM handling));
