-- What the rules of sources speak of, in one world.
--
-- Holders: whether one has facilities, is a facility whose operator nobody recorded, may make goods (has no
-- facilities and is not `makes = no`).
CREATE OR REPLACE TABLE holder_fact AS
SELECT holder, country, has_facilities, makes_no,
       is_facility AND NOT is_run AS no_operator,
       NOT has_facilities AND NOT makes_no AS may_make
FROM (
    SELECT holder, country, is_facility, coalesce(makes = 'no', FALSE) AS makes_no,
           holder IN (SELECT operator FROM runs) AS has_facilities,
           holder IN (SELECT facility FROM runs) AS is_run
    FROM holder
);

-- Processes: what each makes, and when. At unexcluded only the days of proven claims hold (-10000000: any day).
CREATE OR REPLACE TABLE making AS
SELECT p.claim, h.stock, h.holder, h.item, h.product, p.hop_first, p.hop_last, s.proven,
       CASE WHEN s.proven THEN p.hop_first ELSE -10000000 END AS proven_first
FROM process p
JOIN standing s ON s.claim = p.claim
JOIN process_output o ON o.claim = p.claim
JOIN held h ON h.holder = p.holder AND h.item = o.item;
