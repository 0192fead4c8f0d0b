-- Rule 4, operation, P operating f, on the claim's days.
INSERT INTO flow_hop
WITH act AS (
    SELECT o.claim, o.operator, o.facility, b.basis, b.proven, o.hop_first, o.hop_last,
        count(DISTINCT o.facility) OVER (PARTITION BY o.operator) = 1 AS only_one
    FROM operation AS o JOIN standing AS b ON b.claim = o.claim
),
made_product AS (
    SELECT DISTINCT holder, product FROM held WHERE made
),
made_in_house AS (
    SELECT DISTINCT h.head AS operator, m.product FROM made_product AS m JOIN head AS h ON h.holder = m.holder
),
received_product AS (
    SELECT DISTINCT holder, product FROM held WHERE recv
),
used_by_process AS (
    SELECT DISTINCT p.holder, i.item
    FROM process AS p JOIN standing AS b ON b.claim = p.claim JOIN process_input AS i ON i.claim = p.claim
),
got AS (
    SELECT stock, holder, item FROM held WHERE recv OR made
),
got_in_house AS (
    SELECT r.operator, g.item, count(*) AS facilities, min(g.holder) AS facility
    FROM runs AS r JOIN got AS g ON g.holder = r.facility
    GROUP BY r.operator, g.item
),
-- (f, i) -> (P, i) for i in P's own out: the claim's basis if f made the product of i; else unexcluded if P or another
-- of its facilities made it; else the claim's if f is P's only facility and P itself received no such product; else
-- assumed
out_of_plant AS (
    SELECT a.*, i.item, true AS up,
        CASE WHEN f.product IS NOT NULL THEN a.basis
            WHEN h.product IS NOT NULL THEN 1
            WHEN a.only_one AND r.product IS NULL THEN a.basis
            ELSE least(a.basis, 2) END AS hop_basis
    FROM act AS a
    JOIN held AS i ON i.holder = a.operator
    LEFT JOIN made_product AS f ON f.holder = a.facility AND f.product = i.product
    LEFT JOIN made_in_house AS h ON h.operator = a.operator AND h.product = i.product
    LEFT JOIN received_product AS r ON r.holder = a.operator AND r.product = i.product
    WHERE i.sent OR i.used
),
-- for other i received or made at f itself: unexcluded
other_out_of_plant AS (
    SELECT a.*, g.item, true AS up, 1 AS hop_basis
    FROM act AS a
    JOIN got AS g ON g.holder = a.facility
    WHERE NOT EXISTS (
        SELECT 1 FROM held AS h WHERE h.holder = a.operator AND h.item = g.item AND (h.sent OR h.used)
    )
),
-- (P, j) -> (f, j) for j received or made at P itself: the claim's basis if f is the only facility or a process at f
-- uses j; else assumed
into_plant AS (
    SELECT a.*, g.item, false AS up,
        CASE WHEN a.only_one OR u.item IS NOT NULL THEN a.basis ELSE least(a.basis, 2) END AS hop_basis
    FROM act AS a
    JOIN got AS g ON g.holder = a.operator
    LEFT JOIN used_by_process AS u ON u.holder = a.facility AND u.item = g.item
),
-- for j not so, but received or made at another facility of P: unexcluded
other_into_plant AS (
    SELECT a.*, g.item, false AS up, 1 AS hop_basis
    FROM act AS a
    JOIN got_in_house AS g ON g.operator = a.operator AND (g.facilities > 1 OR g.facility <> a.facility)
    WHERE NOT EXISTS (SELECT 1 FROM got AS p WHERE p.holder = a.operator AND p.item = g.item)
)
SELECT CASE WHEN w.up THEN f.stock ELSE p.stock END, CASE WHEN w.up THEN p.stock ELSE f.stock END, 4, w.hop_basis,
    w.claim, w.hop_first, w.hop_last, w.proven
FROM (
    FROM out_of_plant UNION ALL FROM other_out_of_plant UNION ALL FROM into_plant UNION ALL FROM other_into_plant
) AS w
JOIN stock AS f ON f.holder = w.facility AND f.item = w.item
JOIN stock AS p ON p.holder = w.operator AND p.item = w.item
