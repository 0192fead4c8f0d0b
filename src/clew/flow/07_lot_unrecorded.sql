-- Rule 7, lot_unrecorded: (h, j) -> (h, i) of the same product, j in have(h), j not i, i in out(h) or made(h), where i
-- is a product (which lot it was is not recorded) or a lot neither in R(h) nor made(h). Assumed.
-- A product is a target of its own (`apart`): rule 7 into products belongs to the recorded graph. It is led into
-- straight from each j, so nothing but the contract's pairs leads there.
INSERT INTO way
SELECT 7, NOT is_lot, holder, product, signature, stock, item, product, 2, -1, ever(), always(), true
FROM target
WHERE item > 0 AND (NOT is_lot OR NOT (receipt OR made)) AND product IN (SELECT product FROM item WHERE is_lot)
