-- Rule 5, the bills that are followed: `component` goes into `item` at `holder` by the line `claim`. Basis: the
-- line's, at most that of the sameness of its maker; a line of any maker is unexcluded if i is in R0(h) or made(h).
INSERT INTO bill_hop
SELECT u.holder, u.item, u.component, u.claim, u.supplier,
    CASE WHEN u.maker IS NOT NULL THEN least(u.basis, u.cap) WHEN m.item IS NOT NULL THEN 1 ELSE u.basis END, u.proven
FROM bill_use AS u
LEFT JOIN (SELECT DISTINCT holder, item FROM mark WHERE marks & 18 > 0) AS m
    ON m.holder = u.holder AND m.item = u.item;

-- The component joins used(h); a supplier's joins sent(s) and recv(h), and R(h) at assumed or better. A bill applies
-- where it gives a hop of assumed or better.
INSERT INTO mark
SELECT holder, component, 8 FROM bill_hop
UNION ALL SELECT supplier, component, 4 FROM bill_hop WHERE supplier <> holder
UNION ALL SELECT holder, component, CASE WHEN basis >= 2 THEN 33 ELSE 1 END FROM bill_hop WHERE supplier <> holder
UNION ALL SELECT holder, item, 512 FROM bill_hop WHERE basis >= 2
