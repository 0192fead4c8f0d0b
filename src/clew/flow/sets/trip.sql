-- Goods on the move: one row for each item of each standing shipment, and of each entry (also a shipment to its
-- importer; `consignee` is NULL where no importer is named). `proven`: the claim is.
CREATE TABLE trip AS
SELECT t.claim, t.consignor, t.consignee, m.item, i.product, b.basis, b.proven, t.first_day, t.last_day, t.is_entry
FROM (
    SELECT claim, consignor, consignee, hop_first AS first_day, hop_last AS last_day, false AS is_entry FROM shipment
    UNION ALL SELECT claim, consignor, importer, first_day, last_day, true FROM entry
) AS t
JOIN moved AS m ON m.claim = t.claim
JOIN item AS i ON i.item = m.item
JOIN standing AS b ON b.claim = t.claim
