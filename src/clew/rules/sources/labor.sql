-- Which workforces of production bring which labels, and with what basis at most.
--
-- A workforce of a nationality or a condition that a rule names, and one whose employer or recruiter is listed.
CREATE OR REPLACE TABLE labor AS
SELECT r.label, w.claim, -1 AS listing, 4 AS basis FROM worker w JOIN rule_workforce r ON r.nationality = w.nationality
UNION ALL
SELECT r.label, w.claim, -1, 4 FROM worker w JOIN rule_workforce r ON r.condition = w.condition
UNION ALL
SELECT l.label, w.claim, l.listing, e.basis
FROM employed e
JOIN listing l ON l.listing = e.listing
JOIN worker w ON w.claim = e.claim;
