-- Stocks that are open by their own records (section 5), each kind of gap once.
CREATE TABLE stock_open AS
WITH making AS (
    SELECT t.stock, p.claim, p.incomplete, c.complete_proven, t.applies,
        EXISTS (SELECT 1 FROM process_input AS i WHERE i.claim = p.claim) AS names_inputs
    FROM process AS p
    JOIN claim_status AS c ON c.claim = p.claim AND NOT c.rebutted
    JOIN process_output AS o ON o.claim = p.claim
    JOIN target AS t ON t.holder = p.holder AND t.item = o.item
    WHERE NOT p.extraction
),
proven_bill AS (
    SELECT DISTINCT m.product, m.maker
    FROM bom AS m JOIN claim_status AS c ON c.claim = m.claim AND NOT c.rebutted
    WHERE c.complete_proven
)
-- `*` sent from a holder without facilities, or from its operator
SELECT stock, 'unidentified' AS kind FROM target WHERE item = 0 AND sent AND NOT wide
UNION
-- the output of a process (not an extraction) that names no inputs while no bill applies
SELECT stock, 'inputs_unrecorded' FROM making WHERE NOT names_inputs AND NOT applies
UNION
-- or that says `inputs_complete = no`
SELECT stock, 'inputs_incomplete' FROM making WHERE incomplete
UNION
-- at unexcluded: made by a process (not an extraction), or by a bill, whose completeness is not proven
SELECT stock, 'unproven_complete' FROM making WHERE NOT complete_proven
UNION
SELECT s.stock, 'unproven_complete'
FROM bill_hop AS b
JOIN bom AS m ON m.claim = b.claim
JOIN stock AS s ON s.holder = b.holder AND s.item = b.item
WHERE NOT EXISTS (
    SELECT 1 FROM proven_bill AS p WHERE p.product = m.product AND p.maker IS NOT DISTINCT FROM m.maker
)
ORDER BY ALL
