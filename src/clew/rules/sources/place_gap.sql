-- Where a holder without facilities may be anywhere.
--
-- Without facilities, and no country, nor one by sameness, at assumed (2) or better: in any country. Or in a country
-- of which a loaded listing lists a region, and no region there is on record at assumed or better: in any region,
-- for any goods or for those that the listing names.
CREATE OR REPLACE TABLE open_region AS
WITH known AS (
    SELECT h.holder, p.country, max(p.region) AS region
    FROM holder_place h JOIN place p ON p.place = h.place
    WHERE h.basis >= 2 AND p.country <> ''
    GROUP BY h.holder, p.country
),
regional AS (
    SELECT country, bool_or(goods_any) AS any_goods FROM listed_place WHERE regional GROUP BY country
)
SELECT k.holder, k.country, k.region = '' AND g.country IS NOT NULL AS open,
       k.region = '' AND coalesce(g.any_goods, FALSE) AS any_goods
FROM known k LEFT JOIN regional g ON g.country = k.country;

CREATE OR REPLACE TABLE open_holder AS
SELECT f.holder, o.holder IS NULL AS any_country, coalesce(o.open, FALSE) AS any_region,
       coalesce(o.any_goods, FALSE) AS any_goods
FROM holder_fact f
LEFT JOIN (
    SELECT holder, bool_or(open) AS open, bool_or(any_goods) AS any_goods FROM open_region GROUP BY holder
) o ON o.holder = f.holder
WHERE NOT f.has_facilities;

-- Products for which a region is listed: a listed good, by name or HS code too.
CREATE OR REPLACE TABLE open_good AS
SELECT DISTINCT o.holder, p.product
FROM open_region o
JOIN listed_place l ON l.country = o.country
JOIN listing_product p ON p.listing = l.listing
WHERE o.open AND NOT o.any_goods AND l.regional;
