-- Listed place: the stocks of holders in it that are of a listed good (of any item where the listing names none).
--
-- With at most the basis of the holder being there, and of the match of the good.
CREATE OR REPLACE TABLE place_stock AS
WITH goods_at AS (
    SELECT c.place, p.product, p.listing, c.label, p.basis
    FROM place_listing c JOIN listing_product p ON p.listing = c.listing
),
anything_at AS (
    SELECT h.holder, c.listing, c.label, h.basis
    FROM place_listing c JOIN holder_place h ON h.place = c.place
    WHERE c.goods_any
)
SELECT s.stock, g.listing, g.label, FALSE AS any_goods,
       least(g.basis, h.basis) AS basis
FROM held s
JOIN holder_place h ON h.holder = s.holder
JOIN goods_at g ON g.place = h.place AND g.product = s.product
WHERE s.recv OR s.made OR s.sent OR s.used
UNION ALL
SELECT s.stock, a.listing, a.label, TRUE, a.basis
FROM held s
JOIN anything_at a ON a.holder = s.holder
WHERE s.recv OR s.made OR s.sent OR s.used;
