-- Open at unexcluded: what is made by a bill (the lines of one product and one maker, or of any) none of whose lines
-- is proven complete.
INSERT INTO stock_open
SELECT DISTINCT s.stock, 'unproven_complete'
FROM bill_hop AS b
JOIN bom AS m ON m.claim = b.claim
JOIN stock AS s ON s.holder = b.holder AND s.item = b.item
WHERE NOT EXISTS (
    SELECT 1
    FROM bom AS x
    JOIN standing AS y ON y.claim = x.claim
    JOIN claim_status AS c ON c.claim = x.claim
    WHERE x.product = m.product AND x.maker IS NOT DISTINCT FROM m.maker AND c.complete_proven
)
AND NOT EXISTS (SELECT 1 FROM stock_open AS k WHERE k.stock = s.stock AND k.kind = 'unproven_complete')
