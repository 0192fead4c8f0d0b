-- Rule 6, identity: (a, i) -> (b, i) and back, for holders a and b that are the same and every item in recv, made, sent
-- or used of either; (h, i) -> (h, j) and back for items i, j that are the same, wherever have, out or made holds
-- either. Basis: of the strongest chain its weakest link. The claim, if one says just this with just this basis.
-- (Which are the same: ties.py. Where very many are, all at once: 06_identity_hubs.sql.)
INSERT INTO flow_hop
WITH own AS (
    SELECT holder, item FROM held WHERE recv OR made OR sent OR used
),
moved_between AS (
    SELECT p.a, p.b, p.basis, p.claim, o.item FROM tied_pair AS p JOIN own AS o ON o.holder = p.a
    UNION
    SELECT p.a, p.b, p.basis, p.claim, o.item FROM tied_pair AS p JOIN own AS o ON o.holder = p.b
),
renamed AS (
    SELECT h.holder, s.a, s.b, s.basis, s.claim
    FROM same_item AS s JOIN held AS h ON h.item = s.a
    WHERE h.have OR h.sent OR h.used OR h.made
    UNION
    SELECT h.holder, s.a, s.b, s.basis, s.claim
    FROM same_item AS s JOIN held AS h ON h.item = s.b
    WHERE h.have OR h.sent OR h.used OR h.made
)
SELECT a.stock, b.stock, 6, m.basis, m.claim, ever(), always(), true
FROM moved_between AS m
JOIN stock AS a ON a.holder = m.a AND a.item = m.item
JOIN stock AS b ON b.holder = m.b AND b.item = m.item
UNION ALL
SELECT a.stock, b.stock, 6, r.basis, r.claim, ever(), always(), true
FROM renamed AS r
JOIN stock AS a ON a.holder = r.holder AND a.item = r.a
JOIN stock AS b ON b.holder = r.holder AND b.item = r.b
