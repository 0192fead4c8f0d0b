-- The sources of both worlds, the strongest only.
--
-- For one label, node, claim and listing several cases may apply: kept is what no other one dominates (a basis at
-- least as strong, and first days that are not later). `ghost`: found only where rebuttals, proven segregations
-- and the ends of rules 8 and 10 are ignored; what the real world has at least as strong is no ghost.
CREATE OR REPLACE TABLE main.source AS
WITH best AS (
    SELECT label, node, claim, listing, max(basis) AS basis, first_day, first_proven, ghost
    FROM source_both
    WHERE label IS NOT NULL
    GROUP BY label, node, claim, listing, first_day, first_proven, ghost
)
SELECT label, node, basis::UTINYINT AS basis, first_day, first_proven, claim, listing, ghost
FROM best b
WHERE NOT EXISTS (
    SELECT 1 FROM best o
    WHERE o.label = b.label AND o.node = b.node AND o.claim = b.claim AND o.listing = b.listing
      AND o.basis >= b.basis AND o.first_day <= b.first_day AND o.first_proven <= b.first_proven
      AND o.ghost <= b.ghost
      AND (o.basis, o.first_day, o.first_proven, o.ghost) <> (b.basis, b.first_day, b.first_proven, b.ghost)
)
ORDER BY label, node, claim, listing, basis, first_day, first_proven, ghost;
