-- Returns do not count as receipts: goods of a product that h sent to the consignor, at whom no process makes that
-- product. (What h's house sent: returned_to_house.sql.)
CREATE TABLE returned AS
SELECT DISTINCT t.consignor AS holder, t.consignee AS consignor, t.product
FROM trip AS t
WHERE t.consignee IS NOT NULL AND NOT EXISTS (
    SELECT 1
    FROM mark AS m JOIN item AS i ON i.item = m.item
    WHERE m.marks & 2 > 0 AND m.holder = t.consignee AND i.product = t.product
)
