-- The stocks that inferred hops (rules 7 to 11) may lead into: i in out(h) or made(h), with what the rules ask.
--   wide     h has facilities
--   idle     h is makes = no
--   applies  a bill applies: rule 5 gives it a hop into (h, i) of assumed or better
--   known    i is in R(h) or made(h), or a bill applies, or near(h) holds another item of its product
--   ended_swap, ended_inputs   rule 8, rule 10 ends here; signature: what segregations cut from it
CREATE TABLE target AS
WITH neighbours AS (
    SELECT holder, product, count(*) AS items FROM held WHERE near GROUP BY holder, product
)
SELECT h.stock, h.holder, h.item, h.product, h.is_lot, h.made, h.sent, h.receipt,
    w.operator IS NOT NULL AS wide, coalesce(p.makes = 'no', false) AS idle, a.item IS NOT NULL AS applies,
    h.receipt OR h.made OR a.item IS NOT NULL OR coalesce(n.items, 0) > CAST(h.near AS INTEGER) AS known,
    coalesce(e.swap, false) AS ended_swap, e.item IS NOT NULL AS ended_inputs, coalesce(c.signature, '') AS signature
FROM held AS h
JOIN holder AS p ON p.holder = h.holder
LEFT JOIN (SELECT DISTINCT operator FROM runs) AS w ON w.operator = h.holder
LEFT JOIN neighbours AS n ON n.holder = h.holder AND n.product = h.product
LEFT JOIN (SELECT DISTINCT holder, item FROM bill_hop WHERE basis >= 2) AS a
    ON a.holder = h.holder AND a.item = h.item
LEFT JOIN (SELECT holder, item, bool_or(swap) AS swap FROM ended GROUP BY holder, item) AS e
    ON e.holder = h.holder AND e.item = h.item
LEFT JOIN cut AS c ON c.holder = h.holder AND c.item = h.item
WHERE h.made OR h.sent OR h.used
