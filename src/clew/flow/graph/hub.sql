-- The inferred hops (rules 7 to 11). A rule says which stocks it leads into (table way) and from where: at holder h,
-- from every j in have(h), of the product `scope` or, if that is -1, of any; less what segregations cut from targets of
-- that `signature`. Targets that are led into from the same stocks share a hub: all j -> hub -> all i. A target that
-- stands alone is led into straight.
--
-- A hub joins each j with each i, and so some pairs that the rule leaves out. They change no answer:
--   i with itself: goods that are at i from day t come back to i on day t or later.
--   rules 9 and 10, j of the product of i: at h, i being out(h) or made(h), rules 7 and 8 lead from j to i wherever the
--     pair is not cut: i not known is not in R(h) or made(h), so rule 7 (assumed) has the pair; i known has rule 7, or
--     rule 8 (unexcluded, like rule 10) unless that ended, and then rule 10 ended too. All without days.
--   rule 9, an input j of the process: rule 3 has the hop, stronger, by the same claim, on the same days.
-- Basis: each hop out has its own; a hop in has the strongest of its hub, so the weaker of the two is that of the pair.
-- Days and claim stand on the hop out. None of these hops belongs to the recorded graph (rule 7 into products is
-- always straight), so a hub never makes a stock look fed.
CREATE TABLE way_group AS
SELECT kind, apart, holder, scope, signature, ways, basis,
    CASE WHEN ways > 1 THEN {first_hub} - 1 + row_number() OVER (
        PARTITION BY ways > 1 ORDER BY kind, holder, scope, signature) END AS hub
FROM (
    SELECT kind, apart, holder, scope, signature, count(*) AS ways, max(basis) AS basis
    FROM way GROUP BY kind, apart, holder, scope, signature
);

-- from every stock that may be led from, to the hub or to the target that stands alone
CREATE TABLE way_in AS
SELECT g.kind, g.apart, g.holder, g.scope, g.signature, g.hub, g.basis, h.stock, h.item, h.product
FROM way_group AS g
JOIN held AS h ON h.holder = g.holder AND h.product = g.scope AND h.have
WHERE g.scope >= 0
UNION ALL
SELECT g.kind, g.apart, g.holder, g.scope, g.signature, g.hub, g.basis, h.stock, h.item, h.product
FROM way_group AS g
JOIN held AS h ON h.holder = g.holder AND h.have
WHERE g.scope < 0;

DELETE FROM way_in AS w
WHERE w.signature <> '' AND EXISTS (
    SELECT 1 FROM cut_input AS c WHERE c.holder = w.holder AND c.signature = w.signature AND c.item = w.item
);

INSERT INTO flow_hop
SELECT i.stock, n.stocks + i.hub, i.kind, i.basis, -1, ever(), always(), true
FROM way_in AS i CROSS JOIN stock_count AS n
WHERE i.hub IS NOT NULL
UNION ALL
-- out of a hub, unless nothing but the target itself leads into it
SELECT n.stocks + g.hub, w.head, w.kind, w.basis, w.claim, w.first_day, w.last_day, w.proven
FROM way AS w
JOIN way_group AS g ON g.kind = w.kind AND g.apart = w.apart AND g.holder = w.holder AND g.scope = w.scope
    AND g.signature = w.signature
JOIN (SELECT hub, count(*) AS stocks, min(stock) AS stock FROM way_in GROUP BY hub) AS i ON i.hub = g.hub
CROSS JOIN stock_count AS n
WHERE i.stocks > 1 OR i.stock <> w.head
UNION ALL
SELECT i.stock, w.head, w.kind, w.basis, w.claim, w.first_day, w.last_day, w.proven
FROM way AS w
JOIN way_in AS i ON i.kind = w.kind AND i.apart = w.apart AND i.holder = w.holder AND i.scope = w.scope
    AND i.signature = w.signature
WHERE i.hub IS NULL AND i.item <> w.item
    AND (w.kind NOT IN (9, 10) OR i.product <> w.product OR w.claim >= 0)
    AND (w.claim < 0 OR NOT EXISTS (SELECT 1 FROM process_input AS p WHERE p.claim = w.claim AND p.item = i.item))
