-- What a world holds of each stock, in the words of the contract; facilities with what is their operators'.
CREATE TABLE held AS
SELECT m.stock :: INTEGER AS stock, m.holder, m.item, i.product, i.is_lot,
    m.marks & 1 > 0 AS recv, m.marks & 2 > 0 AS made, m.marks & 4 > 0 AS sent, m.marks & 8 > 0 AS used,
    m.marks & 67 > 0 AS near, m.marks & 139 > 0 AS have, m.marks & 16 > 0 AS counted, m.marks & 304 > 0 AS receipt,
    m.marks & 512 > 0 AS applies
FROM ({numbered}) AS m
JOIN item AS i ON i.item = m.item
