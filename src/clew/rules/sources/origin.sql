-- Declared origin: a shipment or entry that names a listed country.
--
-- As country of origin, where all of the country is listed (with the good): asserted (3). As country of export,
-- where it is listed for any goods: assumed (2). On the stock of the consignee (importer) from the claim's first
-- day (proven only; an entry's always holds), and on the entry.
CREATE OR REPLACE TABLE declared AS
WITH whole AS (
    SELECT country, bool_or(goods_any) AS any_goods FROM listed_place WHERE NOT regional GROUP BY country
),
named AS (
    SELECT claim, country_of_origin AS country, 3 AS basis FROM shipment WHERE country_of_origin IS NOT NULL
    UNION ALL
    SELECT claim, country_of_export, 2 FROM shipment WHERE country_of_export IS NOT NULL
    UNION ALL
    SELECT claim, country_of_origin, 3 FROM entry WHERE country_of_origin IS NOT NULL
    UNION ALL
    SELECT claim, country_of_export, 2 FROM entry WHERE country_of_export IS NOT NULL
)
SELECT t.claim, t.consignee AS holder, t.item, t.product, t.is_entry, t.proven, n.country, n.basis
FROM named n
JOIN whole w ON w.country = n.country
JOIN trip t ON t.claim = n.claim
WHERE w.any_goods OR n.basis = 3;

INSERT INTO source_found
WITH found AS (
    SELECT d.claim, d.holder, d.item, d.is_entry, d.proven, l.label, l.listing, least(p.basis, 3) AS basis
    FROM declared d
    JOIN listed_place l ON l.country = d.country
    JOIN listing_product p ON p.listing = l.listing AND p.product = d.product
    WHERE d.basis = 3 AND NOT l.regional
    UNION ALL
    SELECT d.claim, d.holder, d.item, d.is_entry, d.proven, l.label, l.listing, d.basis
    FROM declared d JOIN listed_place l ON l.country = d.country
    WHERE l.goods_any AND NOT l.regional
)
SELECT f.label, s.stock, f.claim, f.listing, f.basis, c.first_day,
       CASE WHEN f.is_entry OR f.proven THEN c.first_day ELSE -10000000 END
FROM found f
JOIN stock s ON s.holder = f.holder AND s.item = f.item
JOIN claim c ON c.claim = f.claim
UNION ALL
SELECT f.label, n.node, f.claim, f.listing, f.basis, c.first_day, c.first_day
FROM found f
JOIN entry_node n ON n.claim = f.claim
JOIN claim c ON c.claim = f.claim;
