-- Goods on the move: one row for each item of each standing shipment, and of each entry (also a shipment to its
-- importer; `consignee` is NULL where no importer is named). `proven`: the claim is.
CREATE TABLE trip AS
SELECT s.claim, s.consignor, s.consignee, m.item, i.product, b.basis, b.proven,
    s.hop_first AS first_day, s.hop_last AS last_day, false AS is_entry
FROM shipment AS s
JOIN moved AS m ON m.claim = s.claim
JOIN item AS i ON i.item = m.item
JOIN standing AS b ON b.claim = s.claim
UNION ALL
SELECT e.claim, e.consignor, e.importer, m.item, i.product, b.basis, b.proven, e.first_day, e.last_day, true
FROM entry AS e
JOIN moved AS m ON m.claim = e.claim
JOIN item AS i ON i.item = m.item
JOIN standing AS b ON b.claim = e.claim
