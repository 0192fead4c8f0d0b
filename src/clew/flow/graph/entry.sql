-- Entries by number, in order of their ids.
CREATE TABLE entry_number AS
SELECT claim, (row_number() OVER (ORDER BY claim) - 1) :: INTEGER AS number FROM entry;

CREATE TABLE stock_count AS SELECT (SELECT count(*) FROM stock) :: INTEGER AS stocks
