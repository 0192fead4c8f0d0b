-- All hops, in order, between numbered nodes. Entries stood as -1 - number until now.
CREATE TABLE hop AS
SELECT f.tail, CASE WHEN f.head < 0 THEN n.stocks + n.hubs - 1 - f.head ELSE f.head END AS head, f.kind, f.basis,
    f.claim, f.first_day, f.last_day, f.proven, f.ghost
FROM (
    SELECT *, false AS ghost FROM real.flow_hop{ghosts}
) AS f CROSS JOIN node_count AS n
ORDER BY tail, head, kind, basis, claim
