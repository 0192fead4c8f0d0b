-- Nodes: stocks first, then hubs, then entries in order of their ids.
CREATE TABLE node_count AS
SELECT {stocks} :: INTEGER AS stocks, {hubs} :: INTEGER AS hubs, (SELECT count(*) FROM entry) :: INTEGER AS entries;

CREATE TABLE entry_node AS
SELECT claim, ({stocks} + {hubs} - 1 + row_number() OVER (ORDER BY claim)) :: INTEGER AS node FROM entry
