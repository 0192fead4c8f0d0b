-- Rule 8, lot_swap: (h, j) -> (h, i) of the same product, j in have(h), j not i, for the lots i that rule 7 leaves: in
-- R(h) or made(h). Unexcluded. Ends where the origin of i at h is proven to be all (sets/ended.sql).
INSERT INTO way
SELECT 8, false, holder, product, signature, stock, item, product, 1, -1, ever(), always(), true
FROM target
WHERE is_lot AND (receipt OR made) AND NOT ended_swap
