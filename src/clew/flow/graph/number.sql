-- Stocks in order of holder and item, where there is one world only.
SELECT row_number() OVER (ORDER BY holder, item) - 1 AS stock, holder, item, bit_or(marks) AS marks
FROM mark
GROUP BY holder, item
