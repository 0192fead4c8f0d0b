-- Partial dates as days since 1970-01-01: the first and the last that they cover; unbounded where blank.

CREATE MACRO day_from(t) AS CASE length(t)
    WHEN 10 THEN CAST(t AS DATE) - DATE '1970-01-01'
    WHEN 7 THEN CAST(t || '-01' AS DATE) - DATE '1970-01-01'
    WHEN 4 THEN CAST(t || '-01-01' AS DATE) - DATE '1970-01-01'
    ELSE -10000000 END;

CREATE MACRO day_until(t) AS CASE length(t)
    WHEN 10 THEN CAST(t AS DATE) - DATE '1970-01-01'
    WHEN 7 THEN last_day(CAST(t || '-01' AS DATE)) - DATE '1970-01-01'
    WHEN 4 THEN CAST(t || '-12-31' AS DATE) - DATE '1970-01-01'
    ELSE 10000000 END;
