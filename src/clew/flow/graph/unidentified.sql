-- Open: `*` sent from a holder without facilities, or from its operator.
INSERT INTO stock_open
SELECT stock, 'unidentified' FROM target WHERE item = 0 AND sent AND NOT wide
