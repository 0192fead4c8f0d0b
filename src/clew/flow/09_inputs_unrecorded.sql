-- Rule 9, inputs_unrecorded: (h, j) -> (h, i) of another product, j in have(h), h without facilities, i in out(h) or
-- made(h) and not known. Assumed if i is sent from h and h is not `makes = no`; else unexcluded.
-- And at any h, for an output i of a process there (not an extraction) that names no inputs while no bill applies, or
-- says `inputs_complete = no`: from every j in have(h), of any product, that is not an input. Assumed, on the
-- process's days, with its claim.
-- (For i = `*` rule 11 has all of this, stronger or equal.)
INSERT INTO way
SELECT 9, false, holder, -1, signature, stock, item, product, CASE WHEN sent AND NOT idle THEN 2 ELSE 1 END, -1,
    ever(), always(), true
FROM target
WHERE NOT wide AND NOT known AND item > 0
UNION ALL
SELECT 9, false, t.holder, -1, t.signature, t.stock, t.item, t.product, 2, w.claim, w.first_day, w.last_day, w.proven
FROM work AS w
JOIN process_output AS o ON o.claim = w.claim
JOIN target AS t ON t.holder = w.holder AND t.item = o.item
WHERE NOT w.extraction AND (w.incomplete OR NOT w.named AND NOT t.applies)
