-- Listed places and listed goods, before any holder or stock is looked at.
--
-- `place`: every country and region that a holder records ('' = not recorded).
CREATE OR REPLACE TABLE main.place AS
SELECT row_number() OVER (ORDER BY country, region) - 1 AS place, country, region, region_norm
FROM (
    SELECT coalesce(country, '') AS country, coalesce(lower(trim(region)), '') AS region,
           min(coalesce(region_norm, '')) AS region_norm
    FROM holder
    WHERE country IS NOT NULL OR region IS NOT NULL
    GROUP BY 1, 2
);

-- Listings of places: `regional` where they list a region, not the whole country.
CREATE OR REPLACE TABLE main.listed_place AS
SELECT listing, label, country, goods_any, NOT region_any AS regional
FROM listing
WHERE is_place;

-- A whole country is where the holder's country is; a region matches by ISO 3166-2 code or by a name of it,
-- the country being equal or blank.
CREATE OR REPLACE TABLE main.place_listing AS
SELECT p.place, l.listing, l.label, l.goods_any
FROM place p JOIN listed_place l ON l.country = p.country
WHERE NOT l.regional
UNION
SELECT p.place, l.listing, l.label, l.goods_any
FROM place p
JOIN listing_region r ON r.code_or_name_norm = p.region OR r.code_or_name_norm = p.region_norm
JOIN listed_place l ON l.listing = r.listing
WHERE p.region <> '' AND (p.country = '' OR l.country IS NULL OR l.country = p.country);

-- Which products are a listed good: `good` matches exactly (4: as strong as the rest); a product name that is
-- equal, or a candidate HS code that is a prefix of the product's or (of two digits or more) has it as its
-- prefix, is at most assumed (2), also where `good` says otherwise. `*` is no good.
CREATE OR REPLACE TABLE main.listing_product AS
WITH code AS (
    SELECT p.hs, h.hs AS candidate
    FROM (SELECT DISTINCT hs FROM product WHERE hs <> '') p
    JOIN (SELECT DISTINCT hs FROM listing_hs) h
      ON starts_with(p.hs, h.hs) OR (length(p.hs) >= 2 AND starts_with(h.hs, p.hs))
),
found AS (
    SELECT g.listing, p.product, 4 AS basis FROM listing_good g JOIN product_good p ON p.good = g.good
    UNION ALL
    SELECT g.listing, p.product, 2 FROM listing_good g JOIN product p ON p.name_norm = g.good_norm
    UNION ALL
    SELECT h.listing, p.product, 2
    FROM code c
    JOIN product p ON p.hs = c.hs
    JOIN listing_hs h ON h.hs = c.candidate
)
SELECT listing, product, max(basis) AS basis
FROM found
WHERE listing IN (SELECT listing FROM listed_place WHERE NOT goods_any)
GROUP BY listing, product;
