-- Operation, ownership, sameness, segregation, decisions and evidence with numbers for ids.

-- needs operations facilities
INSERT INTO operation
SELECT c.claim, f.holder, p.holder, c.first_day, c.last_day
FROM (
    SELECT id, facility, operator FROM raw.operations
    UNION ALL SELECT id, id, operator FROM raw.facilities WHERE operator IS NOT NULL
) AS r
JOIN claim AS c ON c.id = r.id
JOIN holder AS f ON f.id = r.facility
JOIN holder AS p ON p.id = r.operator
ORDER BY 1;

-- needs owners
INSERT INTO ownership
SELECT c.claim, a.holder, b.holder, CAST(r.share AS DOUBLE)
FROM raw.owners AS r
JOIN claim AS c ON c.id = r.id
JOIN holder AS a ON a.id = r.owner
JOIN holder AS b ON b.id = r.owned
ORDER BY 1;

-- needs same_as
INSERT INTO same_as
SELECT c.claim, coalesce(ha.holder, ia.item), coalesce(hb.holder, ib.item), ia.item IS NOT NULL,
    coalesce(lower(r.decision) = 'different', false)
FROM raw.same_as AS r
JOIN claim AS c ON c.id = r.id
LEFT JOIN holder AS ha ON ha.id = r.a
LEFT JOIN holder AS hb ON hb.id = r.b
LEFT JOIN item AS ia ON ia.id = r.a
LEFT JOIN item AS ib ON ib.id = r.b
ORDER BY 1;

-- needs segregations
INSERT INTO segregation
SELECT c.claim, h.holder, i.item, o.item
FROM raw.segregations AS r
JOIN claim AS c ON c.id = r.id
JOIN holder AS h ON h.id = r.at
LEFT JOIN item AS i ON i.id = r.input
LEFT JOIN item AS o ON o.id = r.output
ORDER BY 1;

-- needs matches
INSERT INTO "match"
SELECT h.holder, r.listing, lower(r.decision) = 'confirmed', r."by", r.reason, day_from(r.date), day_until(r.date)
FROM raw.matches AS r JOIN holder AS h ON h.id = r.holder
ORDER BY ALL;

-- needs documents
INSERT INTO evidence
SELECT DISTINCT d.document, c.claim, r.supports, r.complete
FROM (
    SELECT document, claim, lower(stance) = 'supports' AS supports, about IS NOT NULL AS complete FROM raw.evidence
    UNION ALL
    SELECT unnest(string_split(evidence, '|')), id, true, false
    FROM (
        SELECT NULL AS id, NULL AS evidence WHERE false
        UNION ALL SELECT id, evidence FROM raw.shipments -- if shipments
        UNION ALL SELECT id, evidence FROM raw.entries -- if entries
        UNION ALL SELECT id, evidence FROM raw.processes -- if processes
        UNION ALL SELECT id, evidence FROM raw.bom -- if bom
        UNION ALL SELECT id, evidence FROM raw.workforces -- if workforces
        UNION ALL SELECT id, evidence FROM raw.operations -- if operations
        UNION ALL SELECT id, evidence FROM raw.facilities WHERE operator IS NOT NULL -- if facilities
        UNION ALL SELECT id, evidence FROM raw.owners -- if owners
        UNION ALL SELECT id, evidence FROM raw.same_as -- if same_as
        UNION ALL SELECT id, evidence FROM raw.segregations -- if segregations
    ) WHERE evidence IS NOT NULL
) AS r
JOIN document AS d ON d.id = r.document
JOIN claim AS c ON c.id = r.claim
ORDER BY ALL;
