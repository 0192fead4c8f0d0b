-- Hubs: all j -> hub -> all i, instead of each j -> each i.
--
-- A hub joins some pairs that the rule leaves out. They change no answer:
--   i with itself: goods that are at i from day t come back to i on day t or later.
--   rules 9 and 10, j of the product of i: at h, i being in out(h) or made(h), rules 7 and 8 lead from j to i wherever
--     the pair is not cut: i not known is not in R(h) or made(h), so rule 7 (assumed) has the pair; i known has rule 7,
--     or rule 8 (unexcluded, as rule 10) unless that ended, and then rule 10 ended too. All without days.
--   rule 9, an input j of the process: rule 3 has the hop, stronger, by the same claim, on the same days.
-- Basis: each hop out has its own; a hop in has the strongest of its hub, so the weaker of the two is that of the pair.
-- Days and claim stand on the hop out. None of these hops belongs to the recorded graph (rule 7 into products is
-- always straight), so a hub never makes a stock look fed.
INSERT INTO flow_hop
SELECT i.stock, i.hub, i.kind, i.basis, -1, ever(), always(), true
FROM (
    SELECT g.hub, g.kind, g.basis, g.holder, g.signature, h.stock, h.item
    FROM hub AS g
    JOIN held AS h ON h.holder = g.holder AND h.product = g.scope
    WHERE g.scope >= 0 AND h.have
    UNION ALL
    SELECT g.hub, g.kind, g.basis, g.holder, g.signature, h.stock, h.item
    FROM hub AS g
    JOIN held AS h ON h.holder = g.holder
    WHERE g.scope < 0 AND h.have
) AS i
WHERE NOT EXISTS (
    SELECT 1 FROM cut_input AS c WHERE c.holder = i.holder AND c.signature = i.signature AND c.item = i.item
);

-- out of a hub, unless nothing but the target itself leads into it
INSERT INTO flow_hop
SELECT g.hub, w.head, w.kind, w.basis, w.claim, w.first_day, w.last_day, w.proven
FROM way AS w
JOIN hub AS g ON g.kind = w.kind AND g.apart = w.apart AND g.holder = w.holder AND g.scope = w.scope
    AND g.signature = w.signature
JOIN (
    SELECT head AS hub, count(*) AS stocks, min(tail) AS stock FROM flow_hop WHERE head >= {first_node} GROUP BY head
) AS i ON i.hub = g.hub
WHERE i.stocks > 1 OR i.stock <> w.head
