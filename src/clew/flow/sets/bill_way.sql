-- Rule 5, who may follow a bill line that names a maker: a holder h without facilities, if the maker is h or its
-- operator (the line's basis), or the same as one of them (at most that basis).
INSERT INTO bill_way
WITH kin AS (
    SELECT holder, holder AS self FROM holder UNION ALL SELECT facility, operator FROM runs
),
made_for AS (
    SELECT holder, self AS maker, 4 :: UTINYINT AS cap FROM kin
    UNION ALL
    SELECT k.holder, s.b, s.basis FROM kin AS k JOIN same_holder AS s ON s.a = k.self
)
SELECT m.claim, f.holder, max(f.cap)
FROM bom AS m
JOIN standing AS b ON b.claim = m.claim
JOIN made_for AS f ON f.maker = m.maker
WHERE NOT EXISTS (SELECT 1 FROM runs AS r WHERE r.operator = f.holder)
GROUP BY m.claim, f.holder;

-- Where a bill may be followed: the stocks (h, i) with i sent from h, used or made there, h without facilities, of a
-- product that has a bill. Rounds add what the bills themselves send and use.
CREATE TABLE bill_target AS
SELECT DISTINCT s.holder, s.item, 0 AS round
FROM (
    SELECT holder, item FROM mark WHERE marks & 14 > 0
    UNION ALL
    SELECT r.facility, m.item FROM mark AS m JOIN runs AS r ON r.operator = m.holder WHERE m.marks & 12 > 0
) AS s
JOIN item AS i ON i.item = s.item
WHERE i.product IN (SELECT product FROM bom)
    AND NOT EXISTS (SELECT 1 FROM runs AS r WHERE r.operator = s.holder);

CREATE VIEW bill_use AS
SELECT t.holder, t.item, t.round, m.claim, m.component, m.maker, m.supplier, b.basis, b.proven, w.cap
FROM bill_target AS t
JOIN item AS i ON i.item = t.item
JOIN bom AS m ON m.product = i.product
JOIN standing AS b ON b.claim = m.claim
LEFT JOIN bill_way AS w ON w.claim = m.claim AND w.holder = t.holder
WHERE m.maker IS NULL OR w.claim IS NOT NULL
