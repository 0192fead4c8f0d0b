-- Rule 11, unidentified: i = `*` in out(h): from every j in have(h). Assumed.
INSERT INTO way
SELECT 11, false, holder, -1, signature, stock, item, product, 2, -1, ever(), always(), true
FROM target
WHERE item = 0
