-- Declared origin: a shipment or entry that names a listed country.
--
-- As country of origin, where all of the country is listed (with the good): asserted (3). As country of export,
-- where it is listed for any goods: assumed (2). On the stock of the consignee (importer) from the claim's first
-- day (proven only; an entry's always holds), and on the entry.
INSERT INTO source_found
WITH whole AS (
    SELECT listing, label, country, goods_any FROM listed_place WHERE NOT regional
),
declared AS (
    SELECT x.claim, x.consignee AS holder, NULL AS entry, x.country_of_origin AS origin, x.country_of_export AS export
    FROM shipment x JOIN standing s ON s.claim = x.claim
    WHERE x.country_of_origin IN (SELECT country FROM whole)
       OR x.country_of_export IN (SELECT country FROM whole WHERE goods_any)
    UNION ALL
    SELECT e.claim, e.importer, e.claim, e.country_of_origin, e.country_of_export
    FROM entry e
    WHERE e.country_of_origin IN (SELECT country FROM whole)
       OR e.country_of_export IN (SELECT country FROM whole WHERE goods_any)
),
goods_of AS (
    SELECT w.country, w.label, w.listing, p.product, least(p.basis, 3) AS basis
    FROM whole w JOIN listing_product p ON p.listing = w.listing
),
found AS (
    SELECT d.claim, d.holder, d.entry, m.item, g.label, g.listing, g.basis
    FROM declared d
    JOIN moved m ON m.claim = d.claim
    JOIN item i ON i.item = m.item
    JOIN goods_of g ON g.country = d.origin AND g.product = i.product
    UNION ALL
    SELECT d.claim, d.holder, d.entry, m.item, w.label, w.listing, 3
    FROM declared d JOIN moved m ON m.claim = d.claim JOIN whole w ON w.country = d.origin
    WHERE w.goods_any
    UNION ALL
    SELECT d.claim, d.holder, d.entry, m.item, w.label, w.listing, 2
    FROM declared d JOIN moved m ON m.claim = d.claim JOIN whole w ON w.country = d.export
    WHERE w.goods_any
)
SELECT f.label, s.stock, f.claim, f.listing, f.basis, c.first_day,
       CASE WHEN f.entry IS NOT NULL OR p.proven THEN c.first_day ELSE -10000000 END
FROM found f
JOIN stock s ON s.holder = f.holder AND s.item = f.item
JOIN claim c ON c.claim = f.claim
LEFT JOIN standing p ON p.claim = f.claim
UNION ALL
SELECT f.label, n.node, f.claim, f.listing, f.basis, c.first_day, c.first_day
FROM found f
JOIN entry_node n ON n.claim = f.entry
JOIN claim c ON c.claim = f.claim;
