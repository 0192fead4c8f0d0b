-- The stocks, numbered in order of holder and item: all that any rule of any world can lead to or from.
CREATE TABLE stock AS
SELECT (row_number() OVER (ORDER BY holder, item) - 1) :: INTEGER AS stock, holder, item
FROM ({marked})
GROUP BY holder, item
