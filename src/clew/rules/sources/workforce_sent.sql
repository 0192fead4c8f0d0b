-- Workforce, third case: the item is sent from the site, and nothing says where it came from.
--
-- No process at the site makes it, nor does it pass through: unexcluded (1) if it is a product and near(h) has
-- lots of it; assumed (2) if near(h) has other items of its product, if the holder is `makes = no`, or if it
-- first left the site or its operator after the workforce's last day (without a record, or supplied by bill:
-- on any day); else b. First = the workforce's first day.
INSERT INTO labor_found
SELECT g.claim, g.stock,
       least(g.b, g.narrowed,
             CASE WHEN NOT g.is_lot AND coalesce(g.lots, FALSE) THEN 1
                  WHEN coalesce(g.lowest <> g.item OR g.highest <> g.item, FALSE) THEN 2
                  WHEN g.makes_no THEN 2
                  WHEN coalesce(g.first_left > g.last_day, FALSE) THEN 2
                  ELSE 4 END),
       g.first_day, g.proven_first
FROM site_goods g
WHERE NOT g.made_here AND NOT g.passes;

-- Each label that the workforce brings lies on what was found, with at most the basis of the labor.
INSERT INTO source_found
SELECT l.label, f.stock, f.claim, l.listing, least(f.basis, l.basis), f.first_day, f.first_proven
FROM labor_found f
JOIN labor l ON l.claim = f.claim;
