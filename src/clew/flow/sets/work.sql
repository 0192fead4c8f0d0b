-- Standing processes. `named`: it names inputs.
CREATE TABLE work AS
SELECT p.claim, p.holder, p.extraction, p.incomplete, p.hop_first AS first_day, p.hop_last AS last_day, b.basis,
    b.proven, i.claim IS NOT NULL AS named
FROM process AS p
JOIN standing AS b ON b.claim = p.claim
LEFT JOIN (SELECT DISTINCT claim FROM process_input) AS i ON i.claim = p.claim
