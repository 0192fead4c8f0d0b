-- Rule 4, operation, P operating f, on the claim's days.
--   (f, i) -> (P, i) for i in P's own out: the claim's basis if f made the product of i; else unexcluded if P or another
--     of its facilities made it; else the claim's if f is P's only facility and P itself received no such product; else
--     assumed. For other i received or made at f itself: unexcluded.
--   (P, j) -> (f, j) for j received or made at P itself: the claim's basis if f is the only facility or a process at f
--     uses j; else assumed. For j not so, but received or made at another facility of P: unexcluded.
-- (held has a row at f and at P for each of these, since their house has it or P sends or uses it.)
INSERT INTO flow_hop
WITH act AS (
    SELECT o.claim, o.operator, o.facility, b.basis, b.proven, o.hop_first AS first_day, o.hop_last AS last_day,
        r.facilities = 1 AS only_one
    FROM operation AS o
    JOIN standing AS b ON b.claim = o.claim
    JOIN (SELECT operator, count(*) AS facilities FROM runs GROUP BY operator) AS r ON r.operator = o.operator
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
    SELECT DISTINCT w.holder, i.item FROM work AS w JOIN process_input AS i ON i.claim = w.claim
),
at_plants AS (
    SELECT r.operator, g.item, count(*) AS facilities
    FROM runs AS r JOIN held AS g ON g.holder = r.facility
    WHERE g.recv OR g.made
    GROUP BY r.operator, g.item
),
between AS (
    SELECT a.*, f.stock AS plant_stock, p.stock AS party_stock,
        CASE WHEN p.sent OR p.used THEN
            CASE WHEN mf.product IS NOT NULL THEN a.basis
                WHEN mh.product IS NOT NULL THEN 1
                WHEN a.only_one AND rp.product IS NULL THEN a.basis
                ELSE least(a.basis, 2) END
            WHEN f.recv OR f.made THEN 1 END AS basis_up,
        CASE WHEN p.recv OR p.made THEN
            CASE WHEN a.only_one OR u.item IS NOT NULL THEN a.basis ELSE least(a.basis, 2) END
            WHEN e.facilities > CASE WHEN f.recv OR f.made THEN 1 ELSE 0 END THEN 1 END AS basis_down
    FROM act AS a
    JOIN held AS f ON f.holder = a.facility
    JOIN held AS p ON p.holder = a.operator AND p.item = f.item
    LEFT JOIN made_product AS mf ON mf.holder = a.facility AND mf.product = f.product
    LEFT JOIN made_in_house AS mh ON mh.operator = a.operator AND mh.product = f.product
    LEFT JOIN received_product AS rp ON rp.holder = a.operator AND rp.product = f.product
    LEFT JOIN used_by_process AS u ON u.holder = a.facility AND u.item = f.item
    LEFT JOIN at_plants AS e ON e.operator = a.operator AND e.item = f.item
)
SELECT plant_stock, party_stock, 4, basis_up, claim, first_day, last_day, proven FROM between WHERE basis_up IS NOT NULL
UNION ALL
SELECT party_stock, plant_stock, 4, basis_down, claim, first_day, last_day, proven
FROM between WHERE basis_down IS NOT NULL
