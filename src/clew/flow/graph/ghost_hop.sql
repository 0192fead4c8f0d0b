-- What exists in the credulous world only, or is surer there.
UNION ALL
    SELECT c.*, true
    FROM credulous.flow_hop AS c
    WHERE NOT EXISTS (
        SELECT 1 FROM real.flow_hop AS r
        WHERE r.tail = c.tail AND r.head = c.head AND r.kind = c.kind AND r.claim = c.claim
            AND r.basis >= c.basis
    )
