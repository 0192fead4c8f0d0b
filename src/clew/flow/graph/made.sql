-- What a process makes at its holder. `extracted`: by an extraction, first on `extract_first`; `processed`: by a
-- process that is no extraction.
CREATE TABLE stock_made AS
SELECT s.stock, bool_or(p.extraction) AS extracted,
    min(CASE WHEN p.extraction THEN p.hop_first ELSE always() END) AS extract_first,
    bool_or(NOT p.extraction) AS processed
FROM process AS p
JOIN standing AS b ON b.claim = p.claim
JOIN process_output AS o ON o.claim = p.claim
JOIN stock AS s ON s.holder = p.holder AND s.item = o.item
GROUP BY s.stock
ORDER BY s.stock
