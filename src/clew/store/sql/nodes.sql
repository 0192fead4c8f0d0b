-- Holders, items, products and documents, numbered in the order of their ids.

-- needs parties facilities
INSERT INTO holder
SELECT row_number() OVER (ORDER BY r.id) - 1, r.id, d.norm, r.name, n.norm, r.is_facility, lower(r.kind), r.country,
    r.region, g.norm, lower(r.makes), r.operator IS NOT NULL, r.source, r."row"
FROM (
    SELECT id, name, false AS is_facility, NULL AS kind, country, region, makes, NULL AS operator, source, "row"
    FROM raw.parties
    UNION ALL
    SELECT id, name, true, kind, country, region, NULL, operator, source, "row" FROM raw.facilities
) AS r
LEFT JOIN raw.norm AS n ON n.text = r.name
LEFT JOIN raw.norm AS g ON g.text = r.region
LEFT JOIN raw.norm AS d ON d.text = r.id;

-- needs parties facilities
INSERT INTO holder_name
SELECT DISTINCT h.holder, n.norm
FROM (
    SELECT NULL AS id, NULL AS text WHERE false
    UNION ALL SELECT id, name FROM raw.parties -- if parties
    UNION ALL SELECT id, name FROM raw.facilities -- if facilities
    UNION ALL SELECT id, unnest(string_split(aliases, '|')) FROM raw.parties WHERE aliases IS NOT NULL -- if parties
    UNION ALL SELECT id, unnest(string_split(aliases, '|')) FROM raw.facilities WHERE aliases IS NOT NULL -- if facilities
) AS r
JOIN holder AS h ON h.id = r.id
JOIN raw.norm AS n ON n.text = r.text
ORDER BY 1, 2;

-- needs parties facilities
INSERT INTO holder_identifier
SELECT DISTINCT h.holder, lower(r.text)
FROM (
    SELECT NULL AS id, NULL AS text WHERE false
    UNION ALL SELECT id, unnest(string_split(identifiers, '|')) FROM raw.parties WHERE identifiers IS NOT NULL -- if parties
    UNION ALL SELECT id, unnest(string_split(identifiers, '|')) FROM raw.facilities WHERE identifiers IS NOT NULL -- if facilities
) AS r
JOIN holder AS h ON h.id = r.id
ORDER BY 1, 2;

-- needs products lots
INSERT INTO item
WITH numbered AS (
    SELECT row_number() OVER (ORDER BY id) AS item, id, product, source, "row"
    FROM (
        SELECT id, NULL AS product, source, "row" FROM raw.products
        UNION ALL SELECT id, product, source, "row" FROM raw.lots
    )
)
SELECT n.item, n.id, coalesce(p.item, n.item), n.product IS NOT NULL, n.source, n."row"
FROM numbered AS n LEFT JOIN numbered AS p ON p.id = n.product
ORDER BY 1;

-- needs products
INSERT INTO product
SELECT i.item, r.id, r.name, n.norm, nullif(replace(replace(r.hs, '.', ''), ' ', ''), '')
FROM raw.products AS r
JOIN item AS i ON i.id = r.id
LEFT JOIN raw.norm AS n ON n.text = r.name
ORDER BY 1;

-- needs products
INSERT INTO product_good
SELECT DISTINCT i.item, lower(r.good)
FROM (SELECT id, unnest(string_split(good, '|')) AS good FROM raw.products WHERE good IS NOT NULL) AS r
JOIN item AS i ON i.id = r.id
ORDER BY 1, 2;

-- needs documents
INSERT INTO document
SELECT row_number() OVER (ORDER BY r.id) - 1, r.id, lower(r.kind), r.title, r.issuer, n.norm,
    coalesce(lower(r.self_declared) = 'yes', false), day_from(r.period_start), day_until(r.period_end), r.issued,
    r.language, lower(r.translated), lower(r.redacted), r.file, r.sha256, r.source, r."row"
FROM raw.documents AS r LEFT JOIN raw.norm AS n ON n.text = r.issuer;
