-- Into a target that stands alone in its group: straight from each j, and just the pairs of the contract.
INSERT INTO flow_hop
SELECT i.stock, i.head, i.kind, i.basis, i.claim, i.first_day, i.last_day, i.proven
FROM (
    SELECT g.*, h.stock, h.item AS from_item
    FROM way_group AS g
    JOIN held AS h ON h.holder = g.holder AND h.product = g.scope
    WHERE g.ways = 1 AND g.scope >= 0 AND h.have
    UNION ALL
    SELECT g.*, h.stock, h.item
    FROM way_group AS g
    JOIN held AS h ON h.holder = g.holder
    WHERE g.ways = 1 AND g.scope < 0 AND h.have AND (g.kind = 11 OR g.claim >= 0 OR h.product <> g.product)
) AS i
WHERE i.from_item <> i.item
    AND NOT EXISTS (SELECT 1 FROM process_input AS p WHERE p.claim = i.claim AND p.item = i.from_item)
    AND NOT EXISTS (
        SELECT 1 FROM cut_input AS c WHERE c.holder = i.holder AND c.signature = i.signature AND c.item = i.from_item
    )
