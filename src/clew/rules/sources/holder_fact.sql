-- What each holder is, in this world: whether it has facilities, whether it is a facility whose operator nobody
-- recorded, whether it is a holder without facilities that is not `makes = no`.
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
