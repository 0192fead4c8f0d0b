-- Returns do not count as receipts: goods of a product that h sent to the consignor, at whom no process makes that
-- product. Listed for consignors that sent the product themselves. (What h's house sent: returned_to_house.sql.)
CREATE TABLE returned AS
SELECT DISTINCT t.consignor AS holder, t.consignee AS consignor, t.product
FROM trip AS t
WHERE EXISTS (SELECT 1 FROM trip AS s WHERE s.consignor = t.consignee AND s.product = t.product)
    AND NOT EXISTS (
        SELECT 1
        FROM work AS w
        JOIN process_output AS o ON o.claim = w.claim
        JOIN item AS i ON i.item = o.item
        WHERE w.holder = t.consignee AND i.product = t.product
    )
