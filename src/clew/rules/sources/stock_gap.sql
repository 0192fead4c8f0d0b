-- Local facts: what is missing at each stock, whatever reaches it.
--
-- place: at a holder without facilities that may be anywhere: 1 in any country, 2 in any region of a country of
-- which a region is listed, for any goods or for one that the product may be (a listed good, or none given).
-- operator: at a facility whose operator nobody recorded. good: of a product without good and without HS code.
-- labor: no such workforce on record, or one whose nationality nobody recorded. wide: at a holder without
-- facilities that is not `makes = no`.
CREATE OR REPLACE TABLE main.stock_gap AS
WITH item_fact AS (
    SELECT i.item, i.product,
           i.product NOT IN (SELECT product FROM product_good) AS no_good,
           coalesce(p.hs, '') = '' AS no_hs
    FROM item i LEFT JOIN product p ON p.product = i.product
)
SELECT s.stock,
       CASE WHEN o.any_country THEN 1
            WHEN o.any_region AND (o.any_goods OR i.no_good) THEN 2
            WHEN g.product IS NOT NULL THEN 2
            ELSE 0 END::UTINYINT AS place,
       h.no_operator AS operator,
       i.no_good AND i.no_hs AS good,
       CASE WHEN f.made THEN f.unknown OR NOT f.known
            ELSE coalesce(a.unknown, FALSE) OR coalesce(f.unknown, FALSE)
                 OR NOT (coalesce(a.known, FALSE) OR coalesce(f.known, FALSE)) END AS labor,
       h.may_make AS wide
FROM stock s
JOIN holder_fact h ON h.holder = s.holder
JOIN item_fact i ON i.item = s.item
LEFT JOIN open_holder o ON o.holder = s.holder
LEFT JOIN open_good g ON g.holder = o.holder AND g.product = i.product
LEFT JOIN labor_at a ON a.holder = s.holder
LEFT JOIN labor_for f ON f.stock = s.stock
ORDER BY s.stock;
