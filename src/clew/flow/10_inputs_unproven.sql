-- Rule 10, inputs_unproven: (h, j) -> (h, i) of another product, j in have(h), h without facilities, i in out(h) or
-- made(h) and known. Unexcluded. Ends where the origin of i at h is proven to be all (sets/ended.sql).
-- (For i = `*` rule 11 has all of this, stronger.)
INSERT INTO way
SELECT 10, false, holder, -1, signature, stock, item, product, 1, -1, ever(), always(), true
FROM target
WHERE NOT wide AND known AND NOT ended_inputs AND item > 0
