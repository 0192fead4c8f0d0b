-- All hops, in order, between numbered nodes. Entries stood as -1 - claim until now.
CREATE TABLE hop AS
SELECT f.tail, coalesce(e.node, f.head) AS head, f.kind, f.basis, f.claim, f.first_day, f.last_day, f.proven, f.ghost
FROM (
    SELECT *, false AS ghost FROM real.flow_hop{ghosts}
) AS f
LEFT JOIN entry_node AS e ON e.claim = -1 - f.head
ORDER BY tail, head, kind, basis, claim
