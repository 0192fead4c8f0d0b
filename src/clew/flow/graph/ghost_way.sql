-- Of the ways of the credulous world, those that the real world has too, as sure, say nothing new, unless there is
-- something new at the holder from which they lead.
DELETE FROM way AS w
WHERE EXISTS (
    SELECT 1 FROM real.way AS r
    WHERE r.kind = w.kind AND r.head = w.head AND r.claim = w.claim AND r.scope = w.scope AND r.signature = 0
        AND r.basis >= w.basis
)
AND NOT EXISTS (
    SELECT 1 FROM held AS h
    WHERE h.holder = w.holder AND h.have
        AND NOT EXISTS (SELECT 1 FROM real.held AS r WHERE r.stock = h.stock AND r.have)
)
