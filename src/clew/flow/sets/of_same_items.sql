-- Items that are the same (rule 6): what is the same as a counted receipt, as what a bill supplies, or as what is
-- made at h is in R(h); and rule 6 leads to (h, j) wherever h has, sends or uses an item that is the same as j.
INSERT INTO mark
SELECT m.holder, s.b, CASE WHEN m.marks & 50 > 0 THEN 256 ELSE 0 END
FROM mark AS m JOIN same_item AS s ON s.a = m.item
WHERE m.marks & 191 > 0
