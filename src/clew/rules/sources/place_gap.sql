-- Where a holder without facilities may be anywhere: the holders, and the countries that leave a region open.
--
-- Without facilities, and no country, nor one by sameness, at assumed (2) or better: `place` (country '').
-- Or in a country of which a loaded listing lists a region, and no region there is on record at assumed or better:
-- `region`, for any goods or for those that the listing names (stock_gap.sql looks at the goods).
CREATE OR REPLACE TABLE open_place AS
WITH known AS (
    SELECT h.holder, p.country, max(p.region) AS region
    FROM holder_place h JOIN place p ON p.place = h.place
    WHERE h.basis >= 2 AND p.country <> ''
    GROUP BY h.holder, p.country
),
regional AS (
    SELECT country, bool_or(goods_any) AS any_goods FROM listed_place WHERE regional GROUP BY country
)
SELECT f.holder, coalesce(k.country, '') AS country, coalesce(g.any_goods, FALSE) AS any_goods
FROM holder_fact f
LEFT JOIN known k ON k.holder = f.holder
LEFT JOIN regional g ON g.country = k.country
WHERE NOT f.has_facilities AND (k.holder IS NULL OR (k.region = '' AND g.country IS NOT NULL));

-- Products for which a listing lists a region of the country: a listed good, by name or HS code too.
CREATE OR REPLACE TABLE region_product AS
SELECT DISTINCT l.country, p.product
FROM listed_place l JOIN listing_product p ON p.listing = l.listing
WHERE l.regional;
