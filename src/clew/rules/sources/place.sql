-- Listed place: whether goods of a holder in it were made there.
--
-- Asserted (3) if made(h) holds the item (assumed, 2, if h has facilities), or if h without facilities, or its
-- operator, is the maker named in its bill. Else, for what is in out(h): unexcluded (1) if h has facilities; assumed
-- if neither in R(h) nor another item of its product in near(h); if the listing is for any goods, assumed if sent
-- from h; if it names goods, nothing for a lot with a proven shipment to h or its operator; else unexcluded.
INSERT INTO source_found
WITH spot AS (
    SELECT * FROM held WHERE stock IN (SELECT stock FROM place_stock)
),
named_maker AS (
    SELECT b.maker AS holder, b.product FROM bom b JOIN standing s ON s.claim = b.claim WHERE b.maker IS NOT NULL
    UNION
    SELECT r.facility, b.product
    FROM bom b JOIN standing s ON s.claim = b.claim JOIN runs r ON r.operator = b.maker
),
proven_receipt AS (
    SELECT consignee AS holder, item FROM trip WHERE proven AND NOT is_entry
),
proven_here AS (
    SELECT holder, item FROM proven_receipt
    UNION
    SELECT r.facility, p.item FROM proven_receipt p JOIN runs r ON r.operator = p.holder
),
near_product AS (
    SELECT holder, product, min(item) AS lowest, max(item) AS highest
    FROM held
    WHERE near AND holder IN (SELECT holder FROM spot)
    GROUP BY holder, product
),
facts AS (
    SELECT s.stock, s.is_lot, h.has_facilities, s.made AS made_here, s.sent AS is_sent, s.sent OR s.used AS goes_out,
           s.receipt AS received,
           b.product IS NOT NULL AS billed,
           p.item IS NOT NULL AS proven_in,
           coalesce(n.lowest <> s.item OR n.highest <> s.item, FALSE) AS others_near
    FROM spot s
    JOIN holder_fact h ON h.holder = s.holder
    LEFT JOIN named_maker b ON b.holder = s.holder AND b.product = s.product
    LEFT JOIN proven_here p ON p.holder = s.holder AND p.item = s.item
    LEFT JOIN near_product n ON n.holder = s.holder AND n.product = s.product
),
judged AS (
    SELECT p.label, p.listing, p.stock, p.basis,
           CASE WHEN f.made_here AND NOT f.has_facilities THEN 3
                WHEN f.billed AND NOT f.has_facilities THEN 3
                WHEN f.made_here THEN 2
                WHEN NOT f.goes_out THEN 0
                WHEN f.has_facilities THEN 1
                WHEN NOT f.received AND NOT f.others_near THEN 2
                WHEN p.any_goods AND f.is_sent THEN 2
                WHEN NOT p.any_goods AND f.is_lot AND f.proven_in THEN 0
                ELSE 1 END AS case_basis
    FROM place_stock p JOIN facts f ON f.stock = p.stock
)
SELECT label, stock, -1, listing, least(basis, case_basis), -10000000, -10000000
FROM judged
WHERE case_basis > 0;
