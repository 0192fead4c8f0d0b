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
named AS (
    SELECT DISTINCT g.listing, p.product FROM listing_good g JOIN product_good p ON p.good = g.good
)
SELECT l.label, g.stock, -1, l.listing,
       CASE WHEN l.goods_any OR n.product IS NOT NULL THEN t.basis ELSE least(t.basis, 2) END,
       -10000000, -10000000
FROM there t
JOIN listing l ON l.listing = t.listing
JOIN held g ON g.holder = t.holder
LEFT JOIN named n ON n.listing = t.listing AND n.product = g.product
WHERE g.made OR g.sent;
