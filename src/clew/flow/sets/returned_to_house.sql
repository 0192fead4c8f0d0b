-- What any holder of the house of h sent counts as sent by h: returns are judged with the house of the holder h whose
-- receipts they would be.
CREATE OR REPLACE TABLE returned AS
SELECT DISTINCT h.holder, s.consignor, s.product
FROM (SELECT DISTINCT k.head, r.consignor, r.product FROM returned AS r JOIN head AS k ON k.holder = r.holder) AS s
JOIN head AS h ON h.head = s.head
