-- Counted receipts R0(h): items shipped or entered to h, for a facility also to its operators; but not a return (the
-- house of h sent that product to the consignor, at whom no process makes it), nor, for a facility, what its operator
-- received within the house. Judged with the house of the holder whose receipt it is.
CREATE TABLE counted AS
WITH arrival AS (
    SELECT consignee AS holder, consignor, item, product FROM trip WHERE consignee IS NOT NULL
    UNION ALL
    SELECT r.facility, t.consignor, t.item, t.product
    FROM trip AS t JOIN runs AS r ON r.operator = t.consignee
    WHERE NOT EXISTS (SELECT 1 FROM house AS k WHERE k.holder = r.facility AND k.member = t.consignor)
),
made_there AS (
    SELECT DISTINCT p.holder, i.product
    FROM process AS p
    JOIN standing AS b ON b.claim = p.claim
    JOIN process_output AS o ON o.claim = p.claim
    JOIN item AS i ON i.item = o.item
),
sold AS (
    SELECT DISTINCT consignor, product FROM trip
),
dispatch AS (
    SELECT DISTINCT h.head, t.consignee, t.product
    FROM trip AS t
    JOIN sold AS s ON s.consignor = t.consignee AND s.product = t.product
    JOIN head AS h ON h.holder = t.consignor
),
returned AS (
    SELECT DISTINCT h.holder, d.consignee AS consignor, d.product
    FROM dispatch AS d
    JOIN head AS h ON h.head = d.head
    WHERE NOT EXISTS (SELECT 1 FROM made_there AS m WHERE m.holder = d.consignee AND m.product = d.product)
)
SELECT DISTINCT a.holder, a.item
FROM arrival AS a
WHERE NOT EXISTS (
    SELECT 1 FROM returned AS r
    WHERE r.holder = a.holder AND r.consignor = a.consignor AND r.product = a.product
)
