-- How a group of holders is called while issuers are compared (no normal form begins with a space), and which names
-- lead to it: the id, name and aliases of each of its holders. Holders of one name are of one group.
CREATE TABLE holder_group_word AS SELECT holder, ' ' || grp AS word FROM holder_group;

CREATE TABLE group_name AS
SELECT DISTINCT n.word, g.word AS grp
FROM (SELECT holder, name_norm AS word FROM holder_name UNION ALL SELECT holder, id_norm FROM holder) AS n
JOIN holder_group_word AS g ON g.holder = n.holder;
