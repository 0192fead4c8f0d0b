-- Where the origin of i at h is proven to be all, so that rules 8 and 10 end (`swap`), or rule 10 alone.
CREATE TABLE ended AS
WITH arrival AS (
    SELECT consignee AS holder, item, proven FROM trip WHERE item <> product
    UNION ALL
    SELECT r.facility, t.item, t.proven
    FROM trip AS t JOIN runs AS r ON r.operator = t.consignee
    WHERE t.item <> t.product
),
delivered AS (
    SELECT holder, item FROM arrival GROUP BY holder, item HAVING bool_and(proven)
),
bill_supply AS (
    SELECT b.holder, i.product
    FROM bill_hop AS b JOIN item AS i ON i.item = b.component
    WHERE b.supplier <> b.holder
),
supplied AS (
    SELECT holder, product FROM bill_supply
    UNION SELECT r.facility, s.product FROM bill_supply AS s JOIN runs AS r ON r.operator = s.holder
),
made_of_all AS (
    SELECT w.holder, o.item
    FROM work AS w
    JOIN claim_status AS c ON c.claim = w.claim
    JOIN process_output AS o ON o.claim = w.claim
    GROUP BY w.holder, o.item
    HAVING bool_and(w.named AND c.complete_proven)
),
complete_bill AS (
    SELECT DISTINCT m.product, m.maker
    FROM bom AS m
    JOIN standing AS b ON b.claim = m.claim
    JOIN claim_status AS c ON c.claim = m.claim
    WHERE c.complete_proven
)
-- i is in R(h), a lot, no process makes it there, it is shipped to h (or its operator), every such shipment (entry,
-- return) is proven, no bill supplies it, and no item that is the same is in R(h) or made(h) (R(h) holds it, if any)
SELECT h.stock, true AS swap
FROM held AS h JOIN delivered AS d ON d.holder = h.holder AND d.item = h.item
WHERE h.receipt AND h.is_lot AND NOT h.made
    AND NOT EXISTS (SELECT 1 FROM supplied AS s WHERE s.holder = h.holder AND s.product = h.product)
    AND NOT EXISTS (SELECT 1 FROM same_item AS s WHERE s.a = h.item)
UNION
-- i is a lot, not in R(h), that processes at h make, each naming inputs and proven complete
SELECT h.stock, true
FROM held AS h JOIN made_of_all AS m ON m.holder = h.holder AND m.item = h.item
WHERE h.is_lot AND NOT h.receipt
UNION
-- rule 10 only: i is not in R(h), no process makes it there, an applying bill is proven complete (on any of its lines)
SELECT h.stock, false
FROM held AS h
JOIN bill_hop AS b ON b.holder = h.holder AND b.item = h.item
JOIN bom AS m ON m.claim = b.claim
JOIN complete_bill AS c ON c.product = m.product AND c.maker IS NOT DISTINCT FROM m.maker
WHERE NOT h.receipt AND NOT h.made AND b.basis >= 2;

UPDATE target SET ended_inputs = true, ended_swap = e.swap
FROM (SELECT stock, bool_or(swap) AS swap FROM ended GROUP BY stock) AS e
WHERE e.stock = target.stock
