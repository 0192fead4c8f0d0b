-- Claims, numbered in the order of their ids over all tables; then each kind of claim with numbers for ids.

-- needs shipments entries processes bom workforces operations facilities owners same_as segregations
INSERT INTO claim
SELECT row_number() OVER (ORDER BY id) - 1, id, kind, first_day, last_day, source, "row"
FROM (
    SELECT NULL AS id, '' AS kind, 0 AS first_day, 0 AS last_day, 0 AS source, 0 AS "row" WHERE false
    UNION ALL SELECT id, 'shipment', day_from(coalesce(departed, date, "start", arrived)), day_until(coalesce(arrived, date, "end", departed)), source, "row" FROM raw.shipments -- if shipments
    UNION ALL SELECT id, 'entry', day_from(date), day_until(date), source, "row" FROM raw.entries -- if entries
    UNION ALL SELECT id, 'process', day_from("start"), day_until("end"), source, "row" FROM raw.processes -- if processes
    UNION ALL SELECT id, 'component', -10000000, 10000000, source, "row" FROM raw.bom -- if bom
    UNION ALL SELECT id, 'workforce', day_from("start"), day_until("end"), source, "row" FROM raw.workforces -- if workforces
    UNION ALL SELECT id, 'operation', day_from("start"), day_until("end"), source, "row" FROM raw.operations -- if operations
    UNION ALL SELECT id, 'operation', -10000000, 10000000, source, "row" FROM raw.facilities WHERE operator IS NOT NULL -- if facilities
    UNION ALL SELECT id, 'ownership', day_from("start"), day_until("end"), source, "row" FROM raw.owners -- if owners
    UNION ALL SELECT id, 'identity', -10000000, 10000000, source, "row" FROM raw.same_as -- if same_as
    UNION ALL SELECT id, 'segregation', -10000000, 10000000, source, "row" FROM raw.segregations -- if segregations
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
SELECT claim, coalesce(i.item, 0)
FROM (
    SELECT 0 AS source, 0 AS "row", NULL AS item WHERE false
    UNION ALL SELECT source, "row", item FROM raw.shipments WHERE item IS NULL OR NOT contains(item, '|') -- if shipments
    UNION ALL SELECT source, "row", item FROM raw.entries WHERE item IS NULL OR NOT contains(item, '|') -- if entries
    UNION ALL SELECT DISTINCT source, "row", unnest(string_split(item, '|')) FROM raw.shipments WHERE contains(item, '|') -- if shipments
    UNION ALL SELECT DISTINCT source, "row", unnest(string_split(item, '|')) FROM raw.entries WHERE contains(item, '|') -- if entries
) AS r
JOIN claim AS c ON c.source = r.source AND c."row" = r."row"
LEFT JOIN item AS i ON i.id = r.item
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
FROM (SELECT id, unnest(string_split(inputs, '|')) AS item FROM raw.processes WHERE inputs IS NOT NULL) AS r
JOIN claim AS c ON c.id = r.id
JOIN item AS i ON i.id = r.item
ORDER BY 1, 2;

-- needs processes
INSERT INTO process_output
SELECT DISTINCT c.claim, i.item
FROM (SELECT id, unnest(string_split(outputs, '|')) AS item FROM raw.processes) AS r
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
