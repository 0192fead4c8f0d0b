-- Documents that count for a claim (section 2): of a kind that speaks to claims of its kind, and of a period that
-- overlaps the claim's days. `contains`: the period contains the claim's days; where one side of the claim has a
-- bound, the document states one too, and the other way about. `issuer`: the issuer's group, or, where the name is
-- no holder's, the name itself; NULL if blank.
CREATE TABLE counting AS
SELECT e.claim, c.kind AS claim_kind, e.supports, e.complete, d.kind, d.self_declared,
    (d.first_day > ever()) = (c.first_day > ever()) AND d.first_day <= c.first_day
        AND (d.last_day < always()) = (c.last_day < always()) AND d.last_day >= c.last_day AS contains,
    coalesce(k.grp, d.issuer_norm) AS issuer
FROM evidence AS e
JOIN claim AS c ON c.claim = e.claim
JOIN document AS d ON d.document = e.document
LEFT JOIN group_name AS k ON k.word = d.issuer_norm
WHERE d.first_day <= c.last_day AND d.last_day >= c.first_day
    AND EXISTS (SELECT 1 FROM requirement AS r WHERE r.claim_kind = c.kind AND r.document_kind = d.kind);

-- The groups of the holders that a claim names, for claims to which a document speaks: no outsider is of these.
CREATE TABLE named AS
WITH holder_of AS (
    SELECT claim, consignor AS holder FROM shipment UNION ALL SELECT claim, consignee FROM shipment
    UNION ALL SELECT claim, consignor FROM entry UNION ALL SELECT claim, importer FROM entry
    UNION ALL SELECT claim, holder FROM process
    UNION ALL SELECT claim, maker FROM bom UNION ALL SELECT claim, supplier FROM bom
    UNION ALL SELECT claim, holder FROM workforce
    UNION ALL SELECT claim, facility FROM operation UNION ALL SELECT claim, operator FROM operation
    UNION ALL SELECT claim, owner FROM ownership UNION ALL SELECT claim, owned FROM ownership
    UNION ALL SELECT claim, a FROM same_as WHERE NOT is_item UNION ALL SELECT claim, b FROM same_as WHERE NOT is_item
    UNION ALL SELECT claim, holder FROM segregation
),
word_of AS (
    SELECT claim, employer_norm AS word FROM workforce UNION ALL SELECT claim, recruiter_norm FROM workforce
)
SELECT DISTINCT claim, grp FROM (
    SELECT h.claim, g.word AS grp
    FROM holder_of AS h JOIN holder_group_word AS g ON g.holder = h.holder
    UNION ALL
    SELECT w.claim, coalesce(k.grp, w.word)
    FROM word_of AS w LEFT JOIN group_name AS k ON k.word = w.word
    WHERE w.word IS NOT NULL
) WHERE claim IN (SELECT claim FROM counting);
