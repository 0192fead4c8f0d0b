-- Without evidence on record every claim is asserted, and nothing is proven.
CREATE TABLE holder_group (holder INTEGER, grp INTEGER);

CREATE TABLE claim_status AS
SELECT claim, 3 :: UTINYINT AS basis, false AS documented, false AS contradicted, false AS proven, false AS rebutted,
    false AS complete_proven
FROM claim
