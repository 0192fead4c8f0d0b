-- The typed tables that everybody reads. Ids are numbers, dense from 0, in binary order of the ids of the records.
-- Days are numbers of days since 1970-01-01; a bound that is missing is EVER or ALWAYS, never NULL.

CREATE TABLE holder (
    holder INTEGER, id VARCHAR, id_norm VARCHAR, name VARCHAR, name_norm VARCHAR, is_facility BOOLEAN, kind VARCHAR,
    country VARCHAR, region VARCHAR, region_norm VARCHAR, makes VARCHAR, has_operator_column BOOLEAN,
    source INTEGER, "row" INTEGER);
CREATE TABLE holder_name (holder INTEGER, name_norm VARCHAR);
CREATE TABLE holder_identifier (holder INTEGER, identifier VARCHAR);
CREATE TABLE item (item INTEGER, id VARCHAR, product INTEGER, is_lot BOOLEAN, source INTEGER, "row" INTEGER);
CREATE TABLE product (product INTEGER, id VARCHAR, name VARCHAR, name_norm VARCHAR, hs VARCHAR);
CREATE TABLE product_good (product INTEGER, good VARCHAR);
CREATE TABLE document (
    document INTEGER, id VARCHAR, kind VARCHAR, title VARCHAR, issuer VARCHAR, issuer_norm VARCHAR,
    self_declared BOOLEAN, first_day INTEGER, last_day INTEGER, issued VARCHAR, language VARCHAR, translated VARCHAR,
    redacted VARCHAR, file VARCHAR, sha256 VARCHAR, source INTEGER, "row" INTEGER);
CREATE TABLE claim (
    claim INTEGER, id VARCHAR, kind VARCHAR, first_day INTEGER, last_day INTEGER, source INTEGER, "row" INTEGER);
CREATE TABLE shipment (
    claim INTEGER, consignor INTEGER, consignee INTEGER, hop_first INTEGER, hop_last INTEGER, leave_first INTEGER,
    country_of_export VARCHAR, country_of_origin VARCHAR);
CREATE TABLE entry (
    claim INTEGER, consignor INTEGER, importer INTEGER, first_day INTEGER, last_day INTEGER,
    country_of_export VARCHAR, country_of_origin VARCHAR, value_usd DOUBLE, is_virtual BOOLEAN);
CREATE TABLE moved (claim INTEGER, item INTEGER);
CREATE TABLE process (
    claim INTEGER, holder INTEGER, extraction BOOLEAN, incomplete BOOLEAN, hop_first INTEGER, hop_last INTEGER);
CREATE TABLE process_input (claim INTEGER, item INTEGER);
CREATE TABLE process_output (claim INTEGER, item INTEGER);
CREATE TABLE bom (claim INTEGER, product INTEGER, component INTEGER, maker INTEGER, supplier INTEGER);
CREATE TABLE workforce (
    claim INTEGER, holder INTEGER, nationality VARCHAR, condition VARCHAR, task VARCHAR, process INTEGER,
    item INTEGER, employer VARCHAR, employer_norm VARCHAR, recruiter VARCHAR, recruiter_norm VARCHAR,
    headcount DOUBLE);
CREATE TABLE operation (claim INTEGER, facility INTEGER, operator INTEGER, hop_first INTEGER, hop_last INTEGER);
CREATE TABLE ownership (claim INTEGER, owner INTEGER, owned INTEGER, share DOUBLE);
CREATE TABLE same_as (claim INTEGER, a INTEGER, b INTEGER, is_item BOOLEAN, different BOOLEAN);
CREATE TABLE segregation (claim INTEGER, holder INTEGER, input INTEGER, output INTEGER);
CREATE TABLE "match" (
    holder INTEGER, listing VARCHAR, confirmed BOOLEAN, decided_by VARCHAR, reason VARCHAR, first_day INTEGER,
    last_day INTEGER);
CREATE TABLE evidence (document INTEGER, claim INTEGER, supports BOOLEAN, complete BOOLEAN);

CREATE VIEW located AS
SELECT 'claim' AS node_or_claim, c.claim AS number, s.table_name, s.file, c."row"
FROM claim AS c JOIN raw.source AS s ON s.source = c.source
UNION ALL SELECT 'node', h.holder, s.table_name, s.file, h."row"
FROM holder AS h JOIN raw.source AS s ON s.source = h.source
UNION ALL SELECT 'node', i.item, s.table_name, s.file, i."row"
FROM item AS i JOIN raw.source AS s ON s.source = i.source
UNION ALL SELECT 'node', d.document, s.table_name, s.file, d."row"
FROM document AS d JOIN raw.source AS s ON s.source = d.source;
