-- Labor on record: for each stock, whether such a workforce is on record, and one without a nationality.
--
-- Such a workforce: of a production task; not narrowed to something else (`item` blank, the item or its product;
-- `process` blank or one that makes it at h); at the holder, or at the operator whose only facility it is, or at
-- those that are the same as these at assumed (2) or better; its days overlap those of one of the processes at h
-- that make the item, if any does.
CREATE OR REPLACE TABLE labor_on_record AS
WITH worker AS (
    SELECT w.claim, w.holder, w.item, w.process, w.nationality IS NOT NULL AS national, c.first_day, c.last_day
    FROM workforce w
    JOIN standing s ON s.claim = w.claim
    JOIN claim c ON c.claim = w.claim
    WHERE w.task IS NULL OR w.task NOT IN (SELECT task FROM handling)
),
place_of_work AS (
    SELECT claim, holder FROM worker
    UNION
    SELECT w.claim, e.b FROM worker w JOIN same_holder e ON e.a = w.holder WHERE e.basis >= 2
),
only_facility AS (
    SELECT operator, min(facility) AS facility FROM runs GROUP BY operator HAVING min(facility) = max(facility)
),
here AS (
    SELECT claim, holder FROM place_of_work
    UNION
    SELECT p.claim, f.facility FROM place_of_work p JOIN only_facility f ON f.operator = p.holder
),
making AS (
    SELECT p.claim, p.holder, o.item, p.hop_first, p.hop_last
    FROM process p
    JOIN standing s ON s.claim = p.claim
    JOIN process_output o ON o.claim = p.claim
    WHERE p.holder IN (SELECT holder FROM here)
),
pair AS (
    SELECT s.stock, w.national,
           m.claim IS NULL AS nothing_makes,
           coalesce(m.hop_first <= w.last_day AND m.hop_last >= w.first_day, FALSE) AS meets,
           w.process IS NULL OR coalesce(w.process = m.claim, FALSE) AS for_this, w.claim
    FROM stock s
    JOIN here h ON h.holder = s.holder
    JOIN worker w ON w.claim = h.claim
    JOIN item i ON i.item = s.item
    LEFT JOIN making m ON m.holder = s.holder AND m.item = s.item
    WHERE w.item IS NULL OR w.item = i.item OR w.item = i.product
),
speaks AS (
    SELECT stock, claim, any_value(national) AS national
    FROM pair
    GROUP BY stock, claim
    HAVING bool_or(for_this) AND (bool_or(nothing_makes) OR bool_or(meets))
)
SELECT stock, bool_or(national) AS known, bool_or(NOT national) AS unknown FROM speaks GROUP BY stock;
