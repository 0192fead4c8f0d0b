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
),
place_fact AS (
    SELECT s.stock, min(CASE WHEN o.country = '' THEN 1 ELSE 2 END) AS place
    FROM open_place o
    JOIN stock s ON s.holder = o.holder
    JOIN item_fact i ON i.item = s.item
    LEFT JOIN region_product r ON r.country = o.country AND r.product = i.product
    WHERE o.country = '' OR o.any_goods OR i.no_good OR r.product IS NOT NULL
    GROUP BY s.stock
)
SELECT s.stock,
       coalesce(f.place, 0)::UTINYINT AS place,
       h.no_operator AS operator,
       i.no_good AND i.no_hs AS good,
       l.known IS NULL OR NOT l.known OR l.unknown AS labor,
       h.may_make AS wide
FROM stock s
JOIN holder_fact h ON h.holder = s.holder
JOIN item_fact i ON i.item = s.item
LEFT JOIN place_fact f ON f.stock = s.stock
LEFT JOIN labor_on_record l ON l.stock = s.stock
ORDER BY s.stock;
