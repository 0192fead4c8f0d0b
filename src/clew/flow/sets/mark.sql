-- What is on record of a stock, as the sum of marks:
--   1 received   2 made   4 sent   8 used   16 counted receipt (R0)   32 supplied by bill, assumed or better
--   64 near, by the operator   128 in what the house (and those of the same holders) has   256 the same as a receipt
--   512 a bill applies
-- A stock may have several rows until all are gathered. These are the holder's own, before bills; what was shipped or
-- entered to h is a counted receipt unless it is a return; a product of which a maker has a bill is used by it.
CREATE TABLE mark AS
SELECT holder, item, bit_or(mark) :: USMALLINT AS marks
FROM (
    SELECT t.consignee AS holder, t.item, CASE WHEN r.holder IS NULL THEN 17 ELSE 1 END AS mark
    FROM trip AS t
    LEFT JOIN returned AS r ON r.holder = t.consignee AND r.consignor = t.consignor AND r.product = t.product
    WHERE t.consignee IS NOT NULL
    UNION ALL SELECT consignor, item, 4 FROM trip
    UNION ALL SELECT w.holder, o.item, 2 FROM work AS w JOIN process_output AS o ON o.claim = w.claim
    UNION ALL SELECT w.holder, i.item, 8 FROM work AS w JOIN process_input AS i ON i.claim = w.claim
    UNION ALL
    SELECT m.maker, m.product, 8 FROM bom AS m JOIN standing AS b ON b.claim = m.claim WHERE m.maker IS NOT NULL
)
GROUP BY holder, item
