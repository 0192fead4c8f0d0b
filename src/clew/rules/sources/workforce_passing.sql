-- Workforce, second case: the item passes through the site.
--
-- The item, or one of its product in near(h), is in R(h), or the site has facilities: b if `task` is given or
-- `item` names it, else assumed (2); but unexcluded (1) if the site has no facilities and every receipt of
-- these, returns too, is after the workforce's last day (one without a day is not; nor is none).
-- First = the workforce's first day.
INSERT INTO labor_found
SELECT claim, stock,
       least(b, narrowed,
             CASE WHEN NOT has_facilities AND coalesce(first_came > last_day, FALSE) THEN 1
                  WHEN pointed THEN 4
                  ELSE 2 END),
       first_day, proven_first
FROM site_goods
WHERE passes;
