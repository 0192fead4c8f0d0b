-- Labor on record: which stocks have such a workforce, and which one without a nationality.
--
-- Such a workforce: of a production task; not narrowed to something else (`item` blank, the item or its product;
-- `process` blank or one that makes it at h); at the holder, or at the operator whose only facility it is, or at
-- those that are the same as these at assumed (2) or better; its days overlap those of one of the processes at h
-- that make the item, if any does.
CREATE OR REPLACE TABLE worker_at AS
WITH place_of_work AS (
    SELECT claim, holder FROM worker
    UNION ALL
    SELECT w.claim, e.b FROM worker w JOIN same_holder e ON e.a = w.holder WHERE e.basis >= 2
),
only_facility AS (
    SELECT operator, min(facility) AS facility FROM runs GROUP BY operator HAVING min(facility) = max(facility)
),
here AS (
    SELECT claim, holder FROM place_of_work
    UNION ALL
    SELECT p.claim, f.facility FROM place_of_work p JOIN only_facility f ON f.operator = p.holder
)
SELECT h.holder, w.claim, w.item, w.process, w.nationality IS NOT NULL AS national, w.first_day, w.last_day
FROM here h JOIN worker w ON w.claim = h.claim;

-- Of goods that nothing makes there: workforces that are narrowed to nothing, once a holder.
CREATE OR REPLACE TABLE labor_at AS
SELECT holder, bool_or(national) AS known, bool_or(NOT national) AS unknown
FROM worker_at
WHERE item IS NULL AND process IS NULL
GROUP BY holder;

-- Of goods that a process there makes (`made`), and of goods that a workforce names, once a stock.
CREATE OR REPLACE TABLE labor_for AS
WITH speaks AS (
    SELECT m.stock, w.claim, w.national
    FROM making m JOIN worker_at w ON w.holder = m.holder
    WHERE w.item IS NULL OR w.item = m.item OR w.item = m.product
    GROUP BY m.stock, w.claim, w.national
    HAVING bool_or(m.hop_first <= w.last_day AND m.hop_last >= w.first_day)
       AND bool_or(w.process IS NULL OR w.process = m.claim)
)
SELECT stock, bool_or(made) AS made, bool_or(known) AS known, bool_or(unknown) AS unknown
FROM (
    SELECT stock, TRUE AS made, FALSE AS known, FALSE AS unknown FROM held WHERE made
    UNION ALL
    SELECT stock, TRUE, national, NOT national FROM speaks
    UNION ALL
    SELECT s.stock, FALSE, w.national, NOT w.national
    FROM worker_at w JOIN held s ON s.holder = w.holder
    WHERE w.process IS NULL AND (w.item = s.item OR w.item = s.product) AND NOT s.made
)
GROUP BY stock;
