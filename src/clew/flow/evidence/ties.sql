-- The ties by which holders are of one group, for counting issuers (section 2): operation, ownership, same_as
-- (not `different`), a common identifier, and a common id, name or alias; on record, rebutted or not.
-- A word that several share ties each of them to the first.
SELECT facility AS a, operator AS b FROM operation
UNION ALL SELECT owner, owned FROM ownership
UNION ALL SELECT a, b FROM same_as WHERE NOT is_item AND NOT different
UNION ALL SELECT holder, min(holder) OVER (PARTITION BY identifier) FROM holder_identifier
UNION ALL
SELECT holder, min(holder) OVER (PARTITION BY word)
FROM (SELECT holder, name_norm AS word FROM holder_name UNION SELECT holder, id_norm FROM holder)
