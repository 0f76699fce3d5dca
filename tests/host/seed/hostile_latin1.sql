-- A database in another encoding.
DROP TABLE IF EXISTS latin;
CREATE TABLE latin (t text);
INSERT INTO latin VALUES (U&'caf\00E9 \00FF \00A3'), ('plain');
