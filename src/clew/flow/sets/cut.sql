-- Proven segregations at h, or at h's operator, cut the inferred hops from their input to their output (a lot, a
-- product with its lots, or blank = any, `*` too).
CREATE TABLE kept_apart AS
WITH proven AS (
    SELECT s.holder, s.input, s.output
    FROM segregation AS s JOIN standing AS b ON b.claim = s.claim
    WHERE b.proven
)
SELECT holder, input, output FROM proven
UNION SELECT r.facility, p.input, p.output FROM proven AS p JOIN runs AS r ON r.operator = p.holder;

-- What is cut from a target, in numbers of items (`*` for any); targets at one holder from which the same is cut share
-- a hub. Signature 0: nothing is cut.
CREATE TABLE cut AS
SELECT c.stock, c.holder, c.inputs, dense_rank() OVER (ORDER BY c.inputs) AS signature
FROM (
    SELECT t.stock, t.holder,
        string_agg(DISTINCT coalesce(k.input :: VARCHAR, '*'), ' ' ORDER BY coalesce(k.input :: VARCHAR, '*')) AS inputs
    FROM target AS t
    JOIN kept_apart AS k ON k.holder = t.holder AND (k.output IS NULL OR k.output = t.item OR k.output = t.product)
    GROUP BY t.stock, t.holder
) AS c;

UPDATE target SET signature = c.signature FROM cut AS c WHERE c.stock = target.stock;

INSERT INTO cut_input
SELECT DISTINCT c.holder, c.signature, h.item
FROM (SELECT DISTINCT holder, signature, inputs FROM cut) AS c
JOIN kept_apart AS k ON k.holder = c.holder
    AND contains(' ' || c.inputs || ' ', ' ' || coalesce(k.input :: VARCHAR, '*') || ' ')
JOIN held AS h ON h.holder = c.holder AND (k.input IS NULL OR k.input = h.item OR k.input = h.product)
WHERE h.have
