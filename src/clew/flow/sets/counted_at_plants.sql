-- R0 of a facility holds what came to its operators too, but not what these received within the facility's house.
INSERT INTO mark
SELECT DISTINCT r.facility, t.item, 16
FROM trip AS t
JOIN runs AS r ON r.operator = t.consignee
WHERE NOT EXISTS (
    SELECT 1 FROM returned AS x
    WHERE x.holder = r.facility AND x.consignor = t.consignor AND x.product = t.product
)
AND NOT EXISTS (
    SELECT 1 FROM head AS mine JOIN head AS theirs ON theirs.head = mine.head
    WHERE mine.holder = r.facility AND theirs.holder = t.consignor
)
