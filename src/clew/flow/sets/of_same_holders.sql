-- Rule 6 leads to (b, i) for every item received, made, sent or used at a holder that is the same as b.
INSERT INTO mark
SELECT t.holder, i.item, 0
FROM tied AS t
JOIN (
    SELECT DISTINCT k.unexcluded, m.item FROM mark AS m JOIN tied AS k ON k.holder = m.holder WHERE m.marks & 15 > 0
) AS i ON i.unexcluded = t.unexcluded
