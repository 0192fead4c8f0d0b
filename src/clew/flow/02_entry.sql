-- Rule 2, entry: (consignor, i) -> the entry; last = last day of its date. And like a shipment on that date:
-- (consignor, i) -> (importer, i). The date of an entry always holds.
-- (The entry of claim n stands as -1 - n until all nodes have their numbers.)
INSERT INTO flow_hop
SELECT a.stock, -1 - t.claim, 2, t.basis, t.claim, ever(), t.last_day, true
FROM trip AS t
JOIN stock AS a ON a.holder = t.consignor AND a.item = t.item
WHERE t.is_entry
UNION ALL
SELECT a.stock, b.stock, 2, t.basis, t.claim, t.first_day, t.last_day, true
FROM trip AS t
JOIN stock AS a ON a.holder = t.consignor AND a.item = t.item
JOIN stock AS b ON b.holder = t.consignee AND b.item = t.item
WHERE t.is_entry
