-- Who operates what: `runs` holds each pair of operator and facility once.
CREATE TABLE runs AS
SELECT DISTINCT o.operator, o.facility FROM operation AS o JOIN standing AS b ON b.claim = o.claim;

-- The heads of a holder: a facility's operators, else the holder itself. The house of h is every holder that shares
-- a head with h: of a party itself and its facilities; of a facility its operators and all facilities of these.
CREATE TABLE head AS
SELECT h.holder, coalesce(r.operator, h.holder) AS head
FROM holder AS h LEFT JOIN runs AS r ON r.facility = h.holder
