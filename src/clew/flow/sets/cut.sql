-- Proven segregations at h, or at its operator, cut the inferred hops from their input to their output (a lot, a
-- product with its lots, or blank = any). The signature of a target names the inputs that are cut from it; targets of
-- one signature share a hub, which the cut inputs do not enter.
CREATE TABLE kept_apart AS
WITH proven AS (
    SELECT s.holder, s.input, s.output
    FROM segregation AS s JOIN standing AS b ON b.claim = s.claim
    WHERE b.proven
)
SELECT holder, input, output FROM proven
UNION SELECT r.facility, p.input, p.output FROM proven AS p JOIN runs AS r ON r.operator = p.holder;

INSERT INTO cut
SELECT h.holder, h.item, string_agg(DISTINCT coalesce(CAST(k.input AS VARCHAR), '*'), ' ' ORDER BY coalesce(CAST(k.input AS VARCHAR), '*'))
FROM held AS h
JOIN kept_apart AS k ON k.holder = h.holder AND (k.output IS NULL OR k.output = h.item OR k.output = h.product)
WHERE h.made OR h.sent OR h.used
GROUP BY h.holder, h.item;

INSERT INTO cut_input
SELECT DISTINCT c.holder, c.signature, h.item
FROM cut AS c
JOIN kept_apart AS k ON k.holder = c.holder
    AND contains(' ' || c.signature || ' ', ' ' || coalesce(CAST(k.input AS VARCHAR), '*') || ' ')
JOIN held AS h ON h.holder = c.holder AND (k.input IS NULL OR k.input = h.item OR k.input = h.product)
WHERE h.have
