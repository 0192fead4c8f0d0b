-- Counted receipts R0(h): items shipped or entered to h that are no returns.
INSERT INTO mark
SELECT DISTINCT t.consignee, t.item, 16
FROM trip AS t
WHERE t.consignee IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM returned AS r
    WHERE r.holder = t.consignee AND r.consignor = t.consignor AND r.product = t.product
)
