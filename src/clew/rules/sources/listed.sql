-- Who counts as listed.
--
-- A holder that matches a listing of a party: with the basis of the match. With it the holders that are the
-- same (but sameness does not bring back a holder whose match a person rejected) and, where the listing covers
-- subsidiaries, what these own (share blank or above the policy's share). In chains as strong as their weakest link.
CREATE OR REPLACE TABLE listed AS
WITH RECURSIVE link AS (
    SELECT a AS source, b AS target, basis, FALSE AS owned FROM same_holder
    UNION ALL
    SELECT o.owner, o.owned, s.basis, TRUE
    FROM ownership o JOIN standing s ON s.claim = o.claim
    WHERE o.share IS NULL OR o.share > $share
),
chain AS (
    SELECT listing, holder, basis FROM holder_match
    UNION
    SELECT c.listing, k.target, least(c.basis, k.basis)
    FROM chain c
    JOIN link k ON k.source = c.holder
    JOIN listing l ON l.listing = c.listing
    WHERE (k.owned AND l.subsidiaries)
       OR (NOT k.owned
           AND NOT EXISTS (SELECT 1 FROM holder_rejected r WHERE r.listing = c.listing AND r.holder = k.target))
)
SELECT listing, holder, max(basis) AS basis FROM chain GROUP BY listing, holder;
