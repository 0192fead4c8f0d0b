-- The stocks that inferred hops (rules 7 to 11) may lead into: i in out(h) or made(h), with what the rules ask.
--   wide     h has facilities
--   idle     h is makes = no
--   applies  a bill applies: rule 5 gives it a hop into (h, i) of assumed or better
--   known    i is in R(h) or made(h), or a bill applies, or near(h) holds another item of its product
--   ended_swap, ended_inputs   rule 8, rule 10 ends here; signature: what segregations cut from it (ended.sql, cut.sql)
CREATE TABLE target AS
SELECT h.stock, h.holder, h.item, h.product, h.is_lot, h.made, h.sent, h.receipt, h.applies,
    w.operator IS NOT NULL AS wide, coalesce(p.makes = 'no', false) AS idle,
    h.receipt OR h.made OR h.applies OR coalesce(n.items, 0) > CAST(h.near AS INTEGER) AS known,
    false AS ended_swap, false AS ended_inputs, 0 AS signature
FROM held AS h
JOIN holder AS p ON p.holder = h.holder
LEFT JOIN (SELECT DISTINCT operator FROM runs) AS w ON w.operator = h.holder
LEFT JOIN (
    SELECT holder, product, count(*) AS items
    FROM held
    WHERE near AND product IN (SELECT product FROM item WHERE is_lot)
    GROUP BY holder, product
) AS n ON n.holder = h.holder AND n.product = h.product
WHERE h.made OR h.sent OR h.used
