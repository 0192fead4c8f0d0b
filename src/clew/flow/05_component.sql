-- Rule 5, component: a bill line of product(i), i in out(h) or made(h), h without facilities, whose maker is h, its
-- operator, the same as one of them, or blank: (h, component) -> (h, i). Its supplier s (not h): (s, component) ->
-- (h, component), with the strongest basis that the line has at h. (Which lines, with which basis: sets/bill_*.sql.)
INSERT INTO flow_hop
SELECT a.stock, z.stock, 5, b.basis, b.claim, ever(), always(), b.proven
FROM (
    SELECT holder AS source, component, holder, item, basis, claim, proven FROM bill_hop
    UNION ALL
    SELECT supplier, component, holder, component, max(basis), claim, proven
    FROM bill_hop WHERE supplier <> holder
    GROUP BY supplier, component, holder, claim, proven
) AS b
JOIN stock AS a ON a.holder = b.source AND a.item = b.component
JOIN stock AS z ON z.holder = b.holder AND z.item = b.item
