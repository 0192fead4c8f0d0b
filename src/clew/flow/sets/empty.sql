-- The tables of a world that stay empty where the records give no reason to fill them.
CREATE TABLE bill_way (claim INTEGER, holder INTEGER, cap UTINYINT);
CREATE TABLE bill_hop (
    holder INTEGER, item INTEGER, component INTEGER, claim INTEGER, supplier INTEGER, basis UTINYINT, proven BOOLEAN);
CREATE TABLE cut_input (holder INTEGER, signature INTEGER, item INTEGER);
CREATE TABLE flow_hop (
    tail INTEGER, head INTEGER, kind UTINYINT, basis UTINYINT, claim INTEGER, first_day INTEGER, last_day INTEGER,
    proven BOOLEAN);
CREATE TABLE way (
    kind UTINYINT, apart BOOLEAN, holder INTEGER, scope INTEGER, signature INTEGER, head INTEGER, item INTEGER,
    product INTEGER, basis UTINYINT, claim INTEGER, first_day INTEGER, last_day INTEGER, proven BOOLEAN);
