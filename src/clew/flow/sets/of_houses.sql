-- have(h): what the houses of h and of the holders that are the same received, made or used. A pool is all holders
-- that share it: the holders of one head, or all holders that are the same; so each item is listed once a pool.
INSERT INTO mark
WITH pool_of AS (
    SELECT holder, -1 - unexcluded AS pool FROM tied
    UNION ALL
    SELECT h.holder, h.head FROM head AS h
    WHERE NOT EXISTS (SELECT 1 FROM tied AS t WHERE t.holder = h.holder)
        AND h.head IN (SELECT operator FROM runs)
),
pool_head AS (
    SELECT DISTINCT p.pool, h.head FROM pool_of AS p JOIN head AS h ON h.holder = p.holder WHERE p.pool < 0
    UNION ALL SELECT DISTINCT pool, pool FROM pool_of WHERE pool >= 0
),
pool_item AS (
    SELECT DISTINCT p.pool, m.item
    FROM pool_head AS p
    JOIN head AS h ON h.head = p.head
    JOIN mark AS m ON m.holder = h.holder
    WHERE m.marks & 11 > 0
)
SELECT p.holder, i.item, 128 FROM pool_of AS p JOIN pool_item AS i ON i.pool = p.pool
