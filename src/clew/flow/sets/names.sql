-- The sets of section 3 by their names in the contract.
CREATE VIEW recv AS SELECT holder, item FROM held WHERE recv;
CREATE VIEW made AS SELECT holder, item FROM held WHERE made;
CREATE VIEW sent AS SELECT holder, item FROM held WHERE sent;
CREATE VIEW used AS SELECT holder, item FROM held WHERE used;
CREATE VIEW out_of AS SELECT holder, item FROM held WHERE sent OR used;
CREATE VIEW near AS SELECT holder, item FROM held WHERE near;
CREATE VIEW have AS SELECT holder, item FROM held WHERE have;
CREATE VIEW receipt AS SELECT holder, item FROM held WHERE receipt;
CREATE VIEW house AS SELECT DISTINCT a.holder, b.holder AS member FROM head AS a JOIN head AS b ON b.head = a.head
