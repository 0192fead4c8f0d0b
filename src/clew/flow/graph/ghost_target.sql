-- Where nothing is rebutted, the credulous world differs from the real one only in what segregations cut and ends of
-- rules 8 and 10 withhold: the same targets, without these.
CREATE TABLE target AS
SELECT * REPLACE (false AS ended_swap, false AS ended_inputs, 0 AS signature)
FROM real.target
WHERE ended_inputs OR signature <> 0
