-- Rule 3, process at h: (h, a) -> (h, b) for every input a and output b, with the basis of the claim.
-- First = first day of start, last = last day of end.
INSERT INTO flow_hop
SELECT a.stock, z.stock, 3, w.basis, w.claim, w.first_day, w.last_day, w.proven
FROM work AS w
JOIN process_input AS i ON i.claim = w.claim
JOIN process_output AS o ON o.claim = w.claim
JOIN stock AS a ON a.holder = w.holder AND a.item = i.item
JOIN stock AS z ON z.holder = w.holder AND z.item = o.item
