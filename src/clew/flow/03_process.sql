-- Rule 3, process at h: (h, a) -> (h, b) for every input a and output b, with the basis of the claim.
-- First = first day of start, last = last day of end.
INSERT INTO flow_hop
SELECT a.stock, z.stock, 3, b.basis, p.claim, p.hop_first, p.hop_last, b.proven
FROM process AS p
JOIN standing AS b ON b.claim = p.claim
JOIN process_input AS i ON i.claim = p.claim
JOIN process_output AS o ON o.claim = p.claim
JOIN stock AS a ON a.holder = p.holder AND a.item = i.item
JOIN stock AS z ON z.holder = p.holder AND z.item = o.item
