-- What a process makes at its holder. `extracted`: by an extraction, first on `extract_first`; `processed`: by a
-- process that is no extraction.
INSERT INTO stock_made
SELECT s.stock, bool_or(w.extraction), min(CASE WHEN w.extraction THEN w.first_day ELSE always() END),
    bool_or(NOT w.extraction)
FROM work AS w
JOIN process_output AS o ON o.claim = w.claim
JOIN stock AS s ON s.holder = w.holder AND s.item = o.item
GROUP BY s.stock
ORDER BY s.stock;

-- Open: the output of a process (not an extraction) that names no inputs while no bill applies, or says
-- `inputs_complete = no`; at unexcluded also one whose completeness is not proven.
INSERT INTO stock_open
SELECT DISTINCT t.stock, g.kind
FROM work AS w
JOIN claim_status AS c ON c.claim = w.claim
JOIN process_output AS o ON o.claim = w.claim
JOIN target AS t ON t.holder = w.holder AND t.item = o.item
CROSS JOIN (VALUES ('inputs_unrecorded'), ('inputs_incomplete'), ('unproven_complete')) AS g(kind)
WHERE NOT w.extraction AND CASE g.kind
    WHEN 'inputs_unrecorded' THEN NOT w.named AND NOT t.applies
    WHEN 'inputs_incomplete' THEN w.incomplete
    ELSE NOT c.complete_proven END
