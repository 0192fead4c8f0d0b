-- What the documents make of each claim (section 2).
--   documented       counting documents support every part of its kind of claim
--   contradicted     documented, with counting documents against it
--   proven           proof for it
--   rebutted         proof against it, and not documented; entries never
--   complete_proven  proof that what it names is all
-- Proof: counting documents that say it, with a known issuer, whose period contains the claim's days; of as many
-- issuers, kinds and outsiders (issuers that belong to the group of no holder that the claim names, the document
-- not self-declared) as the policy asks; and no counting document says the opposite.
CREATE TABLE claim_status AS
WITH needed AS (
    SELECT claim_kind, count(DISTINCT part) AS parts FROM requirement WHERE part IS NOT NULL GROUP BY claim_kind
),
documented AS (
    SELECT c.claim
    FROM counting AS c
    JOIN requirement AS r ON r.claim_kind = c.claim_kind AND r.document_kind = c.kind
    JOIN needed AS n ON n.claim_kind = c.claim_kind
    WHERE c.supports AND NOT c.complete AND r.part IS NOT NULL
    GROUP BY c.claim, n.parts
    HAVING count(DISTINCT r.part) = n.parts
),
proof AS (
    SELECT c.claim, c.supports, c.complete
    FROM counting AS c
    LEFT JOIN named AS n ON n.claim = c.claim AND n.grp = c.issuer
    WHERE c.contains AND c.issuer IS NOT NULL
    GROUP BY c.claim, c.supports, c.complete
    HAVING count(DISTINCT c.issuer) >= {issuers} AND count(DISTINCT c.kind) >= {kinds}
        AND count(DISTINCT c.issuer) FILTER (n.claim IS NULL AND NOT c.self_declared) >= {outsiders}
),
said AS (
    SELECT claim, claim_kind,
        bool_or(NOT supports AND NOT complete) AS against, bool_or(NOT supports AND complete) AS not_complete
    FROM counting GROUP BY claim, claim_kind
),
shown AS (
    SELECT claim, bool_or(supports AND NOT complete) AS is_so, bool_or(NOT supports AND NOT complete) AS is_not_so,
        bool_or(supports AND complete) AS is_complete
    FROM proof GROUP BY claim
),
judged AS (
    SELECT s.claim, s.claim_kind, s.against, s.not_complete, d.claim IS NOT NULL AS documented,
        coalesce(p.is_so, false) AS is_so, coalesce(p.is_not_so, false) AS is_not_so,
        coalesce(p.is_complete, false) AS is_complete
    FROM said AS s
    LEFT JOIN documented AS d ON d.claim = s.claim
    LEFT JOIN shown AS p ON p.claim = s.claim
)
SELECT c.claim,
    CASE WHEN j.documented THEN 4 ELSE 3 END :: UTINYINT AS basis,
    coalesce(j.documented, false) AS documented,
    coalesce(j.documented AND j.against, false) AS contradicted,
    coalesce(j.is_so AND NOT j.against, false) AS proven,
    coalesce(j.is_not_so AND NOT j.documented AND j.claim_kind <> 'entry', false) AS rebutted,
    coalesce(j.is_complete AND NOT j.not_complete, false) AS complete_proven
FROM claim AS c LEFT JOIN judged AS j ON j.claim = c.claim
ORDER BY c.claim
