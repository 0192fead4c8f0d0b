-- Where a holder is, and how sure that is.
--
-- Where its country and region say (4). Without a country: its own region alone, if any, and where its operators
-- are, by their countries or, without, by the holders that are the same as they (with that basis); at most
-- assumed (2) if these places differ. And where the holders are (by this) that are the same, with that basis.
CREATE OR REPLACE TABLE holder_place AS
WITH own AS (
    SELECT h.holder, p.place, p.country
    FROM holder h
    JOIN place p ON p.country = coalesce(h.country, '') AND p.region = coalesce(lower(trim(h.region)), '')
),
run_by AS (
    SELECT h.holder, r.operator
    FROM holder h JOIN runs r ON r.facility = h.holder
    WHERE h.country IS NULL
),
vague AS (
    SELECT holder, place, 4 AS basis FROM own WHERE country = ''
    UNION ALL
    SELECT b.holder, o.place, 4 FROM run_by b JOIN own o ON o.holder = b.operator
    UNION ALL
    SELECT b.holder, o.place, e.basis
    FROM run_by b
    JOIN holder p ON p.holder = b.operator AND p.country IS NULL
    JOIN same_holder e ON e.a = b.operator
    JOIN own o ON o.holder = e.b
),
base AS (
    SELECT holder, place, 4 AS basis FROM own WHERE country <> ''
    UNION ALL
    SELECT v.holder, v.place, CASE WHEN d.holder IS NULL THEN v.basis ELSE least(v.basis, 2) END
    FROM vague v
    LEFT JOIN (SELECT holder FROM vague GROUP BY holder HAVING min(place) <> max(place)) d ON d.holder = v.holder
)
SELECT holder, place, max(basis) AS basis
FROM (
    SELECT holder, place, basis FROM base
    UNION ALL
    SELECT e.a, b.place, least(b.basis, e.basis) FROM same_holder e JOIN base b ON b.holder = e.b
)
GROUP BY holder, place;
