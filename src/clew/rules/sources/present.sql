-- Which kinds of facts are there at all; what is absent is not looked for.
SELECT EXISTS (SELECT 1 FROM holder_match) AS matched,
       EXISTS (SELECT 1 FROM workforce) AS workforces,
       EXISTS (SELECT 1 FROM workforce WHERE employer IS NOT NULL OR recruiter IS NOT NULL) AS employers,
       EXISTS (
           SELECT 1 FROM shipment WHERE country_of_origin IS NOT NULL OR country_of_export IS NOT NULL
           UNION ALL
           SELECT 1 FROM entry WHERE country_of_origin IS NOT NULL OR country_of_export IS NOT NULL
       ) AS declared,
       (SELECT count(*) FROM stock) < 20000 AS small;
