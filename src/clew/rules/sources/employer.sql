-- Listed employer or recruiter.
--
-- Every workforce whose employer or recruiter (by id or by name) is a listed holder, or a facility of one: as a
-- workforce, with at most the basis of the listed holder. Or bears the name of a listed party that no holder
-- bears: at most assumed (2). If the listing names merchandise: at most assumed.
CREATE OR REPLACE TABLE employed AS
WITH word AS (
    SELECT claim, employer AS word, employer_norm AS name FROM workforce WHERE employer IS NOT NULL
    UNION
    SELECT claim, recruiter, recruiter_norm FROM workforce WHERE recruiter IS NOT NULL
),
there AS (
    SELECT listing, holder, basis FROM listed
    UNION
    SELECT l.listing, r.facility, l.basis FROM listed l JOIN runs r ON r.operator = l.holder
),
borne AS (
    SELECT t.listing, t.basis, n.name_norm AS name, NULL AS id FROM there t JOIN holder_name n ON n.holder = t.holder
    UNION ALL
    SELECT t.listing, t.basis, NULL, h.id FROM there t JOIN holder h ON h.holder = t.holder
),
found AS (
    SELECT w.claim, b.listing, b.basis FROM word w JOIN borne b ON b.name = w.name
    UNION ALL
    SELECT w.claim, b.listing, b.basis FROM word w JOIN borne b ON b.id = w.word
    UNION ALL
    SELECT w.claim, n.listing, 2
    FROM word w
    JOIN listing_name n ON n.name_norm = w.name
    JOIN listing l ON l.listing = n.listing
    WHERE NOT l.is_place
      AND w.name NOT IN (SELECT name_norm FROM holder_name)
      AND w.word NOT IN (SELECT id FROM holder)
)
SELECT f.claim, f.listing, max(CASE WHEN l.goods_any THEN f.basis ELSE least(f.basis, 2) END) AS basis
FROM found f JOIN listing l ON l.listing = f.listing
GROUP BY f.claim, f.listing;
