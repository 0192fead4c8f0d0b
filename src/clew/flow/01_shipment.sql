-- Rule 1, shipment: (consignor, i) -> (consignee, i), with the basis of the claim.
-- First = first day of arrived, else departed, date, start; last = last day of departed, else arrived, date, end.
-- Goods travel: last may be before first.
INSERT INTO flow_hop
SELECT a.stock, b.stock, 1, t.basis, t.claim, t.first_day, t.last_day, t.proven
FROM trip AS t
JOIN stock AS a ON a.holder = t.consignor AND a.item = t.item
JOIN stock AS b ON b.holder = t.consignee AND b.item = t.item
WHERE NOT t.is_entry
