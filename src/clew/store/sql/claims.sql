-- Claims, numbered in the order of their ids over all tables; then each kind of claim with numbers for ids.

-- needs shipments entries processes bom workforces operations facilities owners same_as segregations
INSERT INTO claim
SELECT row_number() OVER (ORDER BY id) - 1, id, kind, first_day, last_day, source, "row"
FROM (
    SELECT id, 'shipment' AS kind, day_from(coalesce(departed, date, "start", arrived)) AS first_day,
        day_until(coalesce(arrived, date, "end", departed)) AS last_day, source, "row" FROM raw.shipments
    UNION ALL SELECT id, 'entry', day_from(date), day_until(date), source, "row" FROM raw.entries
    UNION ALL SELECT id, 'process', day_from("start"), day_until("end"), source, "row" FROM raw.processes
    UNION ALL SELECT id, 'component', day_from(NULL), day_until(NULL), source, "row" FROM raw.bom
    UNION ALL SELECT id, 'workforce', day_from("start"), day_until("end"), source, "row" FROM raw.workforces
    UNION ALL SELECT id, 'operation', day_from("start"), day_until("end"), source, "row" FROM raw.operations
    UNION ALL SELECT id, 'operation', day_from(NULL), day_until(NULL), source, "row" FROM raw.facilities
        WHERE operator IS NOT NULL
    UNION ALL SELECT id, 'ownership', day_from("start"), day_until("end"), source, "row" FROM raw.owners
    UNION ALL SELECT id, 'identity', day_from(NULL), day_until(NULL), source, "row" FROM raw.same_as
    UNION ALL SELECT id, 'segregation', day_from(NULL), day_until(NULL), source, "row" FROM raw.segregations
);

-- needs shipments
INSERT INTO shipment
SELECT c.claim, a.holder, b.holder, day_from(coalesce(r.arrived, r.departed, r.date, r."start")),
    day_until(coalesce(r.departed, r.arrived, r.date, r."end")),
    day_from(coalesce(r.departed, r.date, r."start")), r.country_of_export, r.country_of_origin
FROM raw.shipments AS r
JOIN claim AS c ON c.source = r.source AND c."row" = r."row"
JOIN holder AS a ON a.id = r.consignor
JOIN holder AS b ON b.id = r.consignee
ORDER BY 1;

-- needs entries
INSERT INTO entry
SELECT c.claim, a.holder, b.holder, c.first_day, c.last_day, r.country_of_export, r.country_of_origin,
    CAST(r.value_usd AS DOUBLE), false
FROM raw.entries AS r
JOIN claim AS c ON c.source = r.source AND c."row" = r."row"
JOIN holder AS a ON a.id = r.consignor
LEFT JOIN holder AS b ON b.id = r.importer
ORDER BY 1;

-- needs shipments entries
INSERT INTO moved
SELECT DISTINCT c.claim, coalesce(i.item, 0)
FROM (
    SELECT source, "row", item FROM raw.shipments WHERE item IS NULL OR NOT contains(item, '|')
    UNION ALL SELECT source, "row", trim(unnest(string_split(item, '|'))) FROM raw.shipments WHERE contains(item, '|')
    UNION ALL SELECT source, "row", item FROM raw.entries WHERE item IS NULL OR NOT contains(item, '|')
    UNION ALL SELECT source, "row", trim(unnest(string_split(item, '|'))) FROM raw.entries WHERE contains(item, '|')
) AS r
JOIN claim AS c ON c.source = r.source AND c."row" = r."row"
LEFT JOIN item AS i ON i.id = r.item
WHERE r.item IS NULL OR i.item IS NOT NULL
ORDER BY 1, 2;

-- needs processes
INSERT INTO process
SELECT c.claim, h.holder, coalesce(lower(r.kind) = 'extraction', false),
    coalesce(lower(r.inputs_complete) = 'no', false), c.first_day, c.last_day
FROM raw.processes AS r
JOIN claim AS c ON c.source = r.source AND c."row" = r."row"
JOIN holder AS h ON h.id = r.at
ORDER BY 1;

-- needs processes
INSERT INTO process_input
SELECT DISTINCT c.claim, i.item
FROM (SELECT id, trim(unnest(string_split(inputs, '|'))) AS item FROM raw.processes WHERE inputs IS NOT NULL) AS r
JOIN claim AS c ON c.id = r.id
JOIN item AS i ON i.id = r.item
ORDER BY 1, 2;

-- needs processes
INSERT INTO process_output
SELECT DISTINCT c.claim, i.item
FROM (SELECT id, trim(unnest(string_split(outputs, '|'))) AS item FROM raw.processes) AS r
JOIN claim AS c ON c.id = r.id
JOIN item AS i ON i.id = r.item
ORDER BY 1, 2;

-- needs bom
INSERT INTO bom
SELECT c.claim, p.item, i.item, m.holder, s.holder
FROM raw.bom AS r
JOIN claim AS c ON c.id = r.id
JOIN item AS p ON p.id = r.product
JOIN item AS i ON i.id = r.component
LEFT JOIN holder AS m ON m.id = r.maker
LEFT JOIN holder AS s ON s.id = r.supplier
ORDER BY 1;

-- needs workforces
INSERT INTO workforce
SELECT c.claim, h.holder, r.nationality, lower(r.condition), lower(r.task), p.claim, i.item, r.employer, e.norm,
    r.recruiter, t.norm, CAST(r.headcount AS DOUBLE)
FROM raw.workforces AS r
JOIN claim AS c ON c.id = r.id
JOIN holder AS h ON h.id = r.at
LEFT JOIN claim AS p ON p.id = r.process
LEFT JOIN item AS i ON i.id = r.item
LEFT JOIN raw.norm AS e ON e.text = r.employer
LEFT JOIN raw.norm AS t ON t.text = r.recruiter
ORDER BY 1;
