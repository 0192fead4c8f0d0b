-- Listed party.
--
-- At each listed holder and at its facilities: every item sent or made, on any day; at most assumed (2) if the
-- listing names merchandise and no `good` of the item is in it. (-10000000: any day; -1: no claim.)
INSERT INTO source_found
WITH there AS (
    SELECT listing, holder, basis FROM listed
    UNION
    SELECT l.listing, r.facility, l.basis FROM listed l JOIN runs r ON r.operator = l.holder
),
goods AS (
    SELECT holder, item FROM made WHERE holder IN (SELECT holder FROM there)
    UNION
    SELECT holder, item FROM sent WHERE holder IN (SELECT holder FROM there)
),
named AS (
    SELECT DISTINCT g.listing, p.product FROM listing_good g JOIN product_good p ON p.good = g.good
)
SELECT l.label, s.stock, -1, l.listing,
       CASE WHEN l.goods_any OR n.product IS NOT NULL THEN t.basis ELSE least(t.basis, 2) END,
       -10000000, -10000000
FROM there t
JOIN listing l ON l.listing = t.listing
JOIN goods g ON g.holder = t.holder
JOIN item i ON i.item = g.item
JOIN stock s ON s.holder = g.holder AND s.item = g.item
LEFT JOIN named n ON n.listing = t.listing AND n.product = i.product;
