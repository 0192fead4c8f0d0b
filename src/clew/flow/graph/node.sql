-- Nodes: stocks first, then hubs, then entries in order of their ids.
CREATE TABLE node_count AS
SELECT n.stocks, {hubs} :: INTEGER AS hubs, (SELECT count(*) FROM entry_number) :: INTEGER AS entries
FROM stock_count AS n;

CREATE TABLE entry_node AS
SELECT e.claim, n.stocks + n.hubs + e.number AS node
FROM entry_number AS e CROSS JOIN node_count AS n
ORDER BY node
