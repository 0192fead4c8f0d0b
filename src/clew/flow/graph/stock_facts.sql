-- What stocks are by their own records: made, and open (section 5), each kind of gap once.
CREATE TABLE stock_made (stock INTEGER, extracted BOOLEAN, extract_first INTEGER, processed BOOLEAN);
CREATE TABLE stock_open (stock INTEGER, kind VARCHAR)
