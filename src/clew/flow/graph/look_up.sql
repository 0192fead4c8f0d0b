-- Stocks as they were numbered for all worlds together.
SELECT s.stock, m.holder, m.item, m.marks
FROM (SELECT holder, item, bit_or(marks) AS marks FROM mark GROUP BY holder, item) AS m
JOIN main.stock AS s ON s.holder = m.holder AND s.item = m.item
