-- The inferred hops (rules 7 to 11). A rule says which stocks it leads into (table way) and from where: at holder h,
-- from every j in have(h), of the product `scope` or, if that is -1, of any; less what segregations cut from targets of
-- that `signature`. Targets that are led into from the same stocks are a group: they share a hub (hub.sql), unless
-- there is only one (straight.sql); of that one the columns after `ways` speak.
CREATE TABLE way_group AS
SELECT kind, apart, holder, scope, signature, max(basis) AS basis, count(*) AS ways, min(head) AS head,
    min(item) AS item, min(product) AS product, min(claim) AS claim, min(first_day) AS first_day,
    min(last_day) AS last_day, bool_and(proven) AS proven
FROM way
GROUP BY kind, apart, holder, scope, signature;

CREATE TABLE hub AS
SELECT ({first_node} - 1 + row_number() OVER (ORDER BY kind, holder, scope, apart, signature)) :: INTEGER AS hub,
    kind, apart, holder, scope, signature, basis
FROM way_group
WHERE ways > 1 AND holder IN (SELECT holder FROM held WHERE have)
