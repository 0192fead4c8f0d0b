-- Each item made or sent at a site, with b (the weaker of claim and site) and how far it is narrowed.
--
-- Narrowing weakens, never removes. `item` names i exactly if it is i or its product. Given otherwise: i is at
-- most assumed (2) if it is `*` (item 0) or the product of that lot, else at most unexcluded (1). `process`
-- given: an i that is not its output is at most assumed if `*`, else unexcluded.
CREATE OR REPLACE TABLE site_goods AS
SELECT t.claim, i.stock, t.holder, i.item, i.is_lot,
       least(w.basis, t.basis) AS b,
       least(
           CASE WHEN w.item IS NULL OR w.item = i.item OR w.item = i.product THEN 4
                WHEN i.item = 0 OR i.item = named.product THEN 2
                ELSE 1 END,
           CASE WHEN w.process IS NULL OR o.item IS NOT NULL THEN 4
                WHEN i.item = 0 THEN 2
                ELSE 1 END
       ) AS narrowed,
       w.tasked OR coalesce(w.item = i.item OR w.item = i.product, FALSE) AS pointed,
       w.process, w.first_day, w.last_day, w.proven, w.proven_first,
       h.has_facilities, h.makes_no,
       i.made AS made_here,
       h.has_facilities OR i.receipt OR coalesce(n.received, FALSE) AS passes,
       n.lots, n.lowest, n.highest, l.first_left, l.last_left, c.first_came
FROM site t
JOIN held i ON i.holder = t.holder
JOIN worker w ON w.claim = t.claim
LEFT JOIN item named ON named.item = w.item AND named.is_lot
LEFT JOIN process_output o ON o.claim = w.process AND o.item = i.item
JOIN holder_fact h ON h.holder = t.holder
LEFT JOIN site_near n ON n.holder = t.holder AND n.product = i.product
LEFT JOIN site_left l ON l.holder = t.holder AND l.item = i.item
LEFT JOIN site_came c ON c.holder = t.holder AND c.product = i.product
WHERE i.made OR i.sent;

CREATE OR REPLACE TABLE labor_found
    (claim INTEGER, stock INTEGER, basis INTEGER, first_day INTEGER, first_proven INTEGER);
