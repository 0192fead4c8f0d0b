-- Rule 6 where very many holders are the same (say, all of one name): a hub for each circle of holders and item.
-- A pair (a, b) has a hop if a or b itself received, made, sent or used the item, so there are two hubs (`apart`): from
-- those that did to all, and from the others to those that did. Together they hold just the pairs of the contract,
-- and each holder with itself, which adds nothing: these hops have no days.
-- Circles (tied_circle) are such that no pair in them has a hop of its own, stronger or by a claim.
CREATE TEMP TABLE circle_item AS
SELECT c.circle, c.basis, c.holder, c.enters, c.leaves, i.item, o.holder IS NOT NULL AS own
FROM tied_circle AS c
JOIN (
    SELECT DISTINCT c.circle, h.item
    FROM tied_circle AS c JOIN held AS h ON h.holder = c.holder
    WHERE h.recv OR h.made OR h.sent OR h.used
) AS i ON i.circle = c.circle
LEFT JOIN (SELECT holder, item FROM held WHERE recv OR made OR sent OR used) AS o
    ON o.holder = c.holder AND o.item = i.item;

CREATE TEMP TABLE circle_hub AS
SELECT k.circle, k.item, k.apart, {first_node} + row_number() OVER (ORDER BY k.circle, k.item, k.apart) - 1 AS hub
FROM (SELECT DISTINCT circle, item, NOT own AS apart FROM circle_item WHERE enters) AS k;

INSERT INTO flow_hop
SELECT s.stock, k.hub, 6, c.basis, -1, ever(), always(), true
FROM circle_item AS c
JOIN circle_hub AS k ON k.circle = c.circle AND k.item = c.item AND k.apart = NOT c.own
JOIN stock AS s ON s.holder = c.holder AND s.item = c.item
WHERE c.enters
UNION ALL
SELECT k.hub, s.stock, 6, c.basis, -1, ever(), always(), true
FROM circle_item AS c
JOIN circle_hub AS k ON k.circle = c.circle AND k.item = c.item AND (c.own OR NOT k.apart)
JOIN stock AS s ON s.holder = c.holder AND s.item = c.item
WHERE c.leaves
