-- Where a workforce worked, and what is made or sent there.
--
-- Sites: `at`; the holders that are the same, with the basis of the sameness; and the facilities of these:
-- assumed (2) if several, unexcluded (1) if operated on other days than the workforce's.
CREATE OR REPLACE TABLE site AS
WITH place_of_work AS (
    SELECT claim, holder, 4 AS basis, first_day, last_day FROM worker WHERE claim IN (SELECT claim FROM labor)
    UNION ALL
    SELECT w.claim, e.b, e.basis, w.first_day, w.last_day
    FROM worker w JOIN same_holder e ON e.a = w.holder
    WHERE w.claim IN (SELECT claim FROM labor)
),
several AS (
    SELECT operator FROM runs GROUP BY operator HAVING min(facility) <> max(facility)
),
facility_of AS (
    SELECT w.claim, r.facility AS holder,
           CASE WHEN NOT EXISTS (
                    SELECT 1 FROM operation o JOIN standing s ON s.claim = o.claim
                    WHERE o.operator = r.operator AND o.facility = r.facility
                      AND o.hop_first <= w.last_day AND o.hop_last >= w.first_day
                ) THEN 1
                WHEN n.operator IS NOT NULL THEN least(w.basis, 2)
                ELSE w.basis END AS basis
    FROM place_of_work w
    JOIN runs r ON r.operator = w.holder
    LEFT JOIN several n ON n.operator = w.holder
)
SELECT claim, holder, max(basis) AS basis
FROM (SELECT claim, holder, basis FROM place_of_work UNION ALL SELECT claim, holder, basis FROM facility_of)
GROUP BY claim, holder;

-- The site and its operators: what left or came there counts for the site.
CREATE OR REPLACE TABLE site_house AS
SELECT DISTINCT holder, holder AS member FROM site
UNION
SELECT t.holder, r.operator FROM site t JOIN runs r ON r.facility = t.holder;

-- First and last day on which exactly this item left (supplied by bill: any day); no row: no record.
CREATE OR REPLACE TABLE site_left AS
WITH departure AS (
    SELECT t.consignor AS holder, t.item, coalesce(s.leave_first, t.first_day) AS first_left, t.last_day AS last_left
    FROM (SELECT * FROM trip WHERE consignor IN (SELECT member FROM site_house)) t
    LEFT JOIN shipment s ON s.claim = t.claim
    UNION ALL
    SELECT supplier, component, -10000000, 10000000 FROM bill_hop WHERE supplier IS NOT NULL AND supplier <> holder
)
SELECT h.holder, d.item, min(d.first_left) AS first_left, max(d.last_left) AS last_left
FROM site_house h JOIN departure d ON d.holder = h.member
GROUP BY h.holder, d.item;

-- First day on which an item of this product came in (supplied by bill: any day); no row: no record.
CREATE OR REPLACE TABLE site_came AS
WITH arrival AS (
    SELECT consignee AS holder, product, first_day AS first_came FROM trip
    UNION ALL
    SELECT b.holder, i.product, -10000000
    FROM bill_hop b JOIN item i ON i.item = b.component
    WHERE b.supplier IS NOT NULL AND b.supplier <> b.holder
)
SELECT h.holder, a.product, min(a.first_came) AS first_came
FROM site_house h JOIN arrival a ON a.holder = h.member
GROUP BY h.holder, a.product;

-- Items of a product in near(h): the lowest and the highest (another item is there if one of them is another),
-- whether lots are among them, whether one of them is in R(h).
CREATE OR REPLACE TABLE site_near AS
SELECT holder, product, min(item) AS lowest, max(item) AS highest, bool_or(is_lot) AS lots, bool_or(receipt) AS received
FROM held
WHERE near AND holder IN (SELECT holder FROM site)
GROUP BY holder, product;
