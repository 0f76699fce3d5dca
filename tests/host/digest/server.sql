-- What a server holds beside its databases: kind, name, what it is like.
-- Lists and privileges are sorted, passwords hashed, so that two servers with the same content print the same.
SELECT E'\x1erole', quote_ident(rolname),
       concat_ws(' ', CASE WHEN rolsuper THEN 'superuser' END, CASE WHEN NOT rolinherit THEN 'noinherit' END,
                 CASE WHEN rolcreaterole THEN 'createrole' END, CASE WHEN rolcreatedb THEN 'createdb' END,
                 CASE WHEN rolcanlogin THEN 'login' END, CASE WHEN rolreplication THEN 'replication' END,
                 CASE WHEN rolbypassrls THEN 'bypassrls' END, 'limit=' || rolconnlimit, 'until=' || rolvaliduntil,
                 'password=' || coalesce(md5(rolpassword), 'none'))
FROM pg_authid WHERE rolname !~ '^pg_'
UNION ALL
SELECT E'\x1emember', quote_ident(r.rolname) || ' of ' || quote_ident(g.rolname), CASE WHEN admin_option THEN 'admin' ELSE '' END
FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member JOIN pg_roles g ON g.oid = m.roleid
WHERE r.rolname !~ '^pg_'
UNION ALL
SELECT E'\x1esetting', concat_ws(' in ', quote_ident(r.rolname), quote_ident(d.datname)),
       (SELECT string_agg(x, ', ' ORDER BY x COLLATE "C") FROM unnest(setconfig) x)
FROM pg_db_role_setting s LEFT JOIN pg_roles r ON r.oid = s.setrole LEFT JOIN pg_database d ON d.oid = s.setdatabase
WHERE s.setrole <> 0
UNION ALL
SELECT E'\x1etablespace', quote_ident(spcname), pg_get_userbyid(spcowner) FROM pg_tablespace WHERE spcname !~ '^pg_';
