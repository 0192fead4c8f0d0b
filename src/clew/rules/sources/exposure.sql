-- Exposure: workforces of a nationality or condition that a rule names, whose task is handling.
--
-- Shown, never propagated.
CREATE OR REPLACE TABLE main.exposure AS
SELECT DISTINCT w.holder, w.claim
FROM workforce w
JOIN standing s ON s.claim = w.claim
JOIN rule_workforce r ON r.nationality = w.nationality OR r.condition = w.condition
WHERE w.task IN (SELECT task FROM handling)
ORDER BY w.holder, w.claim;
