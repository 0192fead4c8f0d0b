-- A facility's sent and used also hold its operators'; near(f) also what these received or made.
INSERT INTO mark
SELECT r.facility, m.item, (m.marks & 12) + CASE WHEN m.marks & 3 > 0 THEN 64 ELSE 0 END
FROM mark AS m JOIN runs AS r ON r.operator = m.holder
WHERE m.marks & 15 > 0
