-- Rule 5, one round: the component of a bill that is followed at h is used at h, and sent from its supplier (and so
-- from the supplier's facilities); there its own bill may be followed. Repeated until nothing is added.
INSERT INTO bill_target
WITH latest AS (
    SELECT * FROM bill_use WHERE round = (SELECT max(round) FROM bill_target)
),
reached AS (
    SELECT holder, component AS item FROM latest
    UNION SELECT supplier, component FROM latest WHERE supplier <> holder
    UNION
    SELECT r.facility, l.component FROM latest AS l JOIN runs AS r ON r.operator = l.supplier
    WHERE l.supplier <> l.holder
)
SELECT n.holder, n.item, (SELECT max(round) + 1 FROM bill_target)
FROM reached AS n
JOIN item AS i ON i.item = n.item
WHERE i.product IN (SELECT product FROM bom)
    AND NOT EXISTS (SELECT 1 FROM runs AS r WHERE r.operator = n.holder)
    AND NOT EXISTS (SELECT 1 FROM bill_target AS t WHERE t.holder = n.holder AND t.item = n.item)
