-- Roles and databases that a careless tool trips over. Run in the database postgres; :home is where the application's
-- own data is.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'report 报表 "q"') THEN
        CREATE ROLE "report 报表 ""q""" LOGIN PASSWORD 'rep''ort "Pa55" $x 密' CONNECTION LIMIT 7 VALID UNTIL '2031-01-01';
        CREATE ROLE "group; DROP TABLE x" NOLOGIN;
        CREATE ROLE owner_only NOSUPERUSER NOCREATEDB LOGIN PASSWORD 'owner-Pa55';
        GRANT "group; DROP TABLE x" TO "report 报表 ""q""", owner_only WITH ADMIN OPTION;
        ALTER ROLE "report 报表 ""q""" SET statement_timeout = '33s';
        ALTER ROLE owner_only SET search_path = 'odd "schema', public;
    END IF;
END$$;

SELECT format('CREATE DATABASE %I OWNER owner_only', name)
FROM (VALUES ('x ''q" $(touch /tmp/pwned) 名'), (E'new\nline'), ('-dash'), ('dbname=postgres host=/nowhere'), ('UPPER.dot'),
             ('empty db'), ('100%s %d;{}')) names (name)
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = name)
\gexec
SELECT format('CREATE DATABASE %I OWNER owner_only TEMPLATE template0 ENCODING ''LATIN1'' LC_COLLATE ''C'' LC_CTYPE ''C''', 'latin one')
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'latin one')
\gexec

SELECT format('ALTER DATABASE %I SET %s', datname, setting)
FROM pg_database,
     (VALUES ('work_mem = ''9MB'''), ('search_path = "odd ""schema", public'), ('timezone = ''Asia/Shanghai'''),
             ('datestyle = ''German, DMY'''), ('bytea_output = ''escape''')) settings (setting)
WHERE datname LIKE 'x %'
\gexec
SELECT format('COMMENT ON DATABASE %I IS %L', datname, E'comment of\n''a'' "database" 注')
FROM pg_database WHERE datname LIKE 'x %'
\gexec
SELECT format('ALTER DATABASE %I CONNECTION LIMIT 11', datname) FROM pg_database WHERE datname = E'new\nline'
\gexec
SELECT format('GRANT CONNECT, TEMPORARY ON DATABASE %I TO "report 报表 ""q"""', datname) FROM pg_database WHERE datname LIKE 'x %'
\gexec
SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', datname) FROM pg_database WHERE datname = E'new\nline'
\gexec
SELECT format('ALTER ROLE owner_only IN DATABASE %I SET lock_timeout = ''44s''', datname) FROM pg_database WHERE datname LIKE 'x %'
\gexec
