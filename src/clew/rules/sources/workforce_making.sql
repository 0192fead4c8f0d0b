-- Workforce, first case: a process at the site makes the item.
--
-- b if the days of workforce and process overlap (first = the later first day). If the workforce came after it:
-- assumed (2), from the workforce's first day, if the item can have left the site or its operator on or after
-- that day (without a record, or supplied by bill: it can). Otherwise unexcluded (1), from any day, or nothing
-- if workforce and process are both proven. If the workforce names another process: at most unexcluded.
INSERT INTO labor_found
WITH met AS (
    SELECT g.claim, g.stock, g.b, g.first_day, g.proven_first,
           p.hop_first, p.proven_first AS process_first,
           CASE WHEN g.process IS NULL OR g.process = p.claim THEN g.narrowed ELSE 1 END AS most,
           CASE WHEN p.hop_first <= g.last_day AND p.hop_last >= g.first_day THEN 'together'
                WHEN p.hop_last < g.first_day AND (g.last_left IS NULL OR g.last_left >= g.first_day) THEN 'after'
                WHEN NOT (g.proven AND p.proven) THEN 'apart' END AS case_of
    FROM site_goods g JOIN making p ON p.stock = g.stock
)
SELECT claim, stock,
       CASE case_of WHEN 'together' THEN least(b, most) WHEN 'after' THEN least(b, most, 2) ELSE 1 END,
       CASE case_of WHEN 'together' THEN greatest(first_day, hop_first) WHEN 'after' THEN first_day ELSE -10000000 END,
       CASE case_of WHEN 'together' THEN greatest(proven_first, process_first) WHEN 'after' THEN proven_first
                    ELSE -10000000 END
FROM met
WHERE case_of IS NOT NULL;
