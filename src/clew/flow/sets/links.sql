-- What makes two ids one (rule 6): standing claims (`word` NULL; `a` and `b` are ids of holders or of items), and
-- words that holders of different houses share: an identifier (assumed), a name or alias (unexcluded). Of a word
-- each holder is listed with each of its heads, as `a` and `b`.
WITH shared AS (
    SELECT 2 AS basis, identifier AS word, holder FROM holder_identifier
    UNION ALL SELECT 1, name_norm, holder FROM holder_name
),
common AS (
    SELECT basis, word FROM shared GROUP BY basis, word HAVING count(*) > 1
),
named AS (
    SELECT s.basis, s.word, s.holder, h.head
    FROM common AS c
    JOIN shared AS s ON s.basis = c.basis AND s.word = c.word
    JOIN head AS h ON h.holder = s.holder
)
SELECT NULL AS word, s.a, s.b, s.is_item, s.different, b.basis, s.claim
FROM same_as AS s JOIN standing AS b ON b.claim = s.claim
WHERE s.a <> s.b
UNION ALL
SELECT n.word, n.holder, n.head, false, false, n.basis, -1
FROM named AS n
JOIN (SELECT basis, word FROM named GROUP BY basis, word HAVING min(head) < max(head)) AS w
    ON w.basis = n.basis AND w.word = n.word
