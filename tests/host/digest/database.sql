-- What a database holds: kind, name, what it is like; one row a thing. It only reads. With the variable verbose = 1
-- definitions are printed instead of their hashes. The table with the comment 'lifeboat-host: heartbeat' is left out with
-- what belongs to it; nothing else is.
--
-- A dump writes some expressions in other words than the catalogue (status IN ('a', 'b') over a varchar gets its casts
-- moved), so casts to text, brackets and white space are taken out of expressions before they are compared. Each record begins with the character 1E.
-- pg_attver, a mark with a log position that PostgreSQL 15.20 keeps among a column's options, is not content.

SELECT oid AS heartbeat_oid FROM pg_class
WHERE relkind = 'r' AND obj_description(oid, 'pg_class') = 'lifeboat-host: heartbeat'
UNION ALL SELECT 0 ORDER BY 1 DESC LIMIT 1 \gset

-- --- the database itself
SELECT E'\x1edatabase', '',
       concat_ws(' ', 'owner=' || quote_ident(pg_get_userbyid(datdba)), pg_encoding_to_char(encoding), datcollate, datctype,
                 'provider=' || datlocprovider::text, 'icu=' || daticulocale, 'limit=' || datconnlimit,
                 'acl=' || (SELECT string_agg(a::text, ',' ORDER BY a::text COLLATE "C")
                            FROM unnest(coalesce(datacl, acldefault('d', datdba))) a),
                 'settings=' || (SELECT string_agg(x, ', ' ORDER BY x COLLATE "C")
                                 FROM pg_db_role_setting s, unnest(setconfig) x WHERE setdatabase = d.oid AND setrole = 0),
                 'comment=' || shobj_description(oid, 'pg_database'))
FROM pg_database d WHERE datname = current_database();

-- --- the rows of each table (materialized views too; a partitioned table's are those of its partitions)
SELECT format('SELECT E''\x1erows'', %L, count(*) || '' '' || coalesce(sum((''x'' || left(m, 16))::bit(64)::bigint::numeric) || '' '' ||
                      sum((''x'' || right(m, 16))::bit(64)::bigint::numeric), ''-'')
               FROM (SELECT md5((x.*)::text) AS m FROM ONLY %s x) y', c.oid::regclass::text, c.oid::regclass)
FROM pg_class c
WHERE relkind IN ('r', 'm') AND relnamespace NOT IN (SELECT oid FROM pg_namespace WHERE nspname ~ '^pg_' OR nspname = 'information_schema')
  AND (relkind = 'r' OR relispopulated) AND c.oid <> :heartbeat_oid
  AND NOT (relpersistence = 'u' AND pg_is_in_recovery()) -- a standby has not got these rows
ORDER BY c.oid::regclass::text COLLATE "C"
\gexec

-- --- sequences
SELECT format('SELECT E''\x1esequence'', %L, last_value || '' '' || is_called || %L FROM %s', c.oid::regclass::text,
              format(' start=%s by=%s min=%s max=%s cache=%s cycle=%s type=%s owned=%s', seqstart, seqincrement, seqmin, seqmax,
                     seqcache, seqcycle, seqtypid::regtype,
                     (SELECT pg_describe_object(refclassid, refobjid, refobjsubid) FROM pg_depend d
                      WHERE classid = 'pg_class'::regclass AND d.objid = c.oid AND d.refobjsubid > 0 AND deptype IN ('a', 'i'))),
              c.oid::regclass)
FROM pg_class c JOIN pg_sequence s ON s.seqrelid = c.oid
WHERE c.oid NOT IN (SELECT objid FROM pg_depend WHERE classid = 'pg_class'::regclass AND refobjid = :heartbeat_oid)
  AND NOT (relpersistence = 'u' AND pg_is_in_recovery())
ORDER BY c.oid::regclass::text COLLATE "C"
\gexec

-- --- large objects
SELECT E'\x1elargeobject', oid::text,
       concat_ws(' ', length(lo_get(oid)), md5(lo_get(oid)), 'owner=' || quote_ident(pg_get_userbyid(lomowner)),
                 'acl=' || (SELECT string_agg(a::text, ',' ORDER BY a::text COLLATE "C")
                            FROM unnest(coalesce(lomacl, acldefault('L', lomowner))) a),
                 'comment=' || obj_description(oid, 'pg_largeobject'))
FROM pg_largeobject_metadata ORDER BY oid;

-- --- everything that has a definition
WITH
own_schemas AS (
    SELECT oid FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
),
extension_members AS (
    SELECT classid, objid FROM pg_depend WHERE deptype = 'e'
),
things (classid, objid, owner, acl, definition) AS (
    -- schemas
    SELECT 'pg_namespace'::regclass, oid, nspowner, coalesce(nspacl, acldefault('n', nspowner)), ''
    FROM pg_namespace WHERE oid IN (SELECT oid FROM own_schemas)
    UNION ALL
    -- tables, views, foreign tables, composite types, sequences, with their columns in order
    SELECT 'pg_class'::regclass, c.oid, relowner,
           coalesce(relacl, acldefault(CASE relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", relowner)),
           concat_ws(' ', relkind::text, relpersistence::text, relreplident::text, 'rls=' || relrowsecurity || relforcerowsecurity,
                     'options=' || reloptions::text, 'populated=' || relispopulated,
                     'inherits=' || (SELECT string_agg(inhparent::regclass::text, ',' ORDER BY inhseqno) FROM pg_inherits WHERE inhrelid = c.oid),
                     'bound=' || pg_get_expr(relpartbound, c.oid),
                     'key=' || CASE relkind WHEN 'p' THEN pg_get_partkeydef(c.oid) END,
                     'query=' || CASE WHEN relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END,
                     'columns=' || (SELECT string_agg(concat_ws(' ', quote_ident(attname), format_type(atttypid, atttypmod),
                                               CASE WHEN attnotnull THEN 'not null' END, 'identity=' || attidentity::text, 'generated=' || attgenerated::text,
                                               'storage=' || attstorage::text, 'compression=' || attcompression::text,
                                               'local=' || attislocal, 'collation=' || NULLIF(attcollation, 0)::regcollation,
                                               'target=' || attstattarget, 'options=' || (SELECT string_agg(x, ',' ORDER BY x) FROM unnest(attoptions) x WHERE x !~ '^pg_attver='),
                                               'default=' || pg_get_expr(adbin, adrelid),
                                               'acl=' || (SELECT string_agg(x::text, ',' ORDER BY x::text COLLATE "C") FROM unnest(attacl) x)),
                                         E'\n' ORDER BY attnum)
                                   FROM pg_attribute a LEFT JOIN pg_attrdef d ON adrelid = attrelid AND adnum = attnum
                                   WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped))
    FROM pg_class c WHERE relkind IN ('r', 'p', 'v', 'm', 'f', 'c', 'S') AND relnamespace IN (SELECT oid FROM own_schemas)
    UNION ALL
    SELECT 'pg_class'::regclass, indexrelid, NULL, NULL,
           pg_get_indexdef(indexrelid) || ' ' || indisvalid || indisclustered || indisreplident
    FROM pg_index JOIN pg_class c ON c.oid = indexrelid WHERE relnamespace IN (SELECT oid FROM own_schemas)
    UNION ALL
    SELECT 'pg_constraint'::regclass, oid, NULL, NULL, pg_get_constraintdef(oid) || ' ' || convalidated || conislocal
    FROM pg_constraint WHERE connamespace IN (SELECT oid FROM own_schemas)
    UNION ALL
    SELECT 'pg_trigger'::regclass, oid, NULL, NULL, pg_get_triggerdef(oid) || ' ' || tgenabled::text FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL
    SELECT 'pg_rewrite'::regclass, r.oid, NULL, NULL, pg_get_ruledef(r.oid) || ' ' || ev_enabled::text
    FROM pg_rewrite r JOIN pg_class c ON c.oid = ev_class WHERE rulename <> '_RETURN' AND relnamespace IN (SELECT oid FROM own_schemas)
    UNION ALL
    SELECT 'pg_policy'::regclass, oid, NULL, NULL,
           concat_ws(' ', polcmd, polpermissive, (SELECT string_agg(CASE r WHEN 0 THEN 'public' ELSE quote_ident(pg_get_userbyid(r)) END, ',')
                                                  FROM unnest(polroles) r),
                     pg_get_expr(polqual, polrelid), 'check=' || pg_get_expr(polwithcheck, polrelid))
    FROM pg_policy
    UNION ALL
    SELECT 'pg_proc'::regclass, p.oid, proowner, coalesce(proacl, acldefault('f', proowner)),
           CASE WHEN prokind <> 'a' THEN pg_get_functiondef(p.oid)
                ELSE (SELECT concat_ws(' ', aggtransfn, aggfinalfn, aggtranstype::regtype, agginitval, aggsortop::regoperator)
                      FROM pg_aggregate WHERE aggfnoid = p.oid) END
    FROM pg_proc p WHERE pronamespace IN (SELECT oid FROM own_schemas)
    UNION ALL
    -- types other than those of tables and of arrays
    SELECT 'pg_type'::regclass, t.oid, typowner, coalesce(typacl, acldefault('T', typowner)),
           concat_ws(' ', typtype, CASE WHEN typtype = 'd' THEN format_type(typbasetype, typtypmod) END, typdefault, typnotnull,
                     (SELECT string_agg(quote_literal(enumlabel), ',' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid),
                     (SELECT rngsubtype::regtype::text FROM pg_range WHERE rngtypid = t.oid))
    FROM pg_type t
    WHERE typnamespace IN (SELECT oid FROM own_schemas) AND typelem = 0
      AND (typrelid = 0 OR (SELECT relkind FROM pg_class c WHERE c.oid = typrelid) = 'c')
      AND NOT EXISTS (SELECT FROM pg_range WHERE rngmultitypid = t.oid)
    UNION ALL
    SELECT 'pg_extension'::regclass, oid, NULL, NULL, extversion || ' in ' || extnamespace::regnamespace FROM pg_extension
    UNION ALL
    SELECT 'pg_statistic_ext'::regclass, oid, stxowner, NULL, pg_get_statisticsobjdef(oid) FROM pg_statistic_ext
    UNION ALL
    SELECT 'pg_publication'::regclass, oid, pubowner, NULL,
           concat_ws(' ', puballtables, pubinsert, pubupdate, pubdelete, pubtruncate, pubviaroot,
                     (SELECT string_agg(concat_ws(' ', prrelid::regclass, prattrs, pg_get_expr(prqual, prrelid)), ','
                                        ORDER BY prrelid::regclass::text COLLATE "C")
                      FROM pg_publication_rel WHERE prpubid = p.oid))
    FROM pg_publication p
    UNION ALL
    SELECT 'pg_collation'::regclass, oid, collowner, NULL,
           concat_ws(' ', collprovider, collisdeterministic, collencoding, collcollate, collctype, colliculocale)
    FROM pg_collation WHERE collnamespace IN (SELECT oid FROM own_schemas)
    UNION ALL
    SELECT 'pg_cast'::regclass, oid, NULL, NULL,
           concat_ws(' ', castcontext, castmethod, NULLIF(castfunc, 0)::regprocedure) FROM pg_cast WHERE oid >= 16384
    UNION ALL
    SELECT 'pg_operator'::regclass, oid, oprowner, NULL, oprcode::text FROM pg_operator WHERE oprnamespace IN (SELECT oid FROM own_schemas)
    UNION ALL
    SELECT 'pg_opclass'::regclass, oid, opcowner, NULL, '' FROM pg_opclass WHERE opcnamespace IN (SELECT oid FROM own_schemas)
    UNION ALL
    SELECT 'pg_event_trigger'::regclass, oid, evtowner, NULL, concat_ws(' ', evtevent, evtfoid::regproc, evtenabled, evttags::text)
    FROM pg_event_trigger
    UNION ALL
    SELECT 'pg_foreign_server'::regclass, oid, srvowner, coalesce(srvacl, acldefault('S', srvowner)), srvoptions::text FROM pg_foreign_server
    UNION ALL
    SELECT 'pg_user_mapping'::regclass, oid, NULL, NULL, md5(umoptions::text) FROM pg_user_mapping
    UNION ALL
    SELECT 'pg_ts_config'::regclass, oid, cfgowner, NULL, '' FROM pg_ts_config WHERE cfgnamespace IN (SELECT oid FROM own_schemas)
    UNION ALL
    SELECT 'pg_ts_dict'::regclass, oid, dictowner, NULL, dictinitoption FROM pg_ts_dict WHERE dictnamespace IN (SELECT oid FROM own_schemas)
    UNION ALL
    SELECT 'pg_default_acl'::regclass, oid, NULL, defaclacl, '' FROM pg_default_acl
),
of_the_heartbeat AS (
    SELECT 'pg_class'::regclass AS classid, :heartbeat_oid::oid AS objid
    UNION ALL
    SELECT classid, objid FROM pg_depend WHERE refclassid = 'pg_class'::regclass AND refobjid = :heartbeat_oid
    UNION ALL
    SELECT 'pg_class'::regclass, indexrelid FROM pg_index WHERE indrelid = :heartbeat_oid
),
described AS (
    SELECT pg_describe_object(classid, objid, 0) AS name,
           concat_ws(' ', 'owner=' || quote_ident(pg_get_userbyid(owner)),
                     'acl=' || (SELECT string_agg(a::text, ',' ORDER BY a::text COLLATE "C") FROM unnest(acl) a),
                     'comment=' || obj_description(objid, classid::text),
                     'columns=' || (SELECT string_agg(quote_ident(attname) || ': ' || description, E'\n' ORDER BY objsubid)
                                    FROM pg_description d JOIN pg_attribute ON attrelid = d.objoid AND attnum = d.objsubid
                                    WHERE t.classid = 'pg_class'::regclass AND d.classoid = t.classid AND d.objoid = t.objid AND objsubid > 0)) AS about,
           regexp_replace(definition, '::(character varying|text)(\[\])?|[()\s]', '', 'g') AS definition
    FROM things t
    WHERE NOT EXISTS (SELECT FROM extension_members e WHERE e.classid = t.classid AND e.objid = t.objid)
      AND NOT EXISTS (SELECT FROM of_the_heartbeat h WHERE h.classid = t.classid AND h.objid = t.objid)
)
SELECT E'\x1eobject', name, CASE WHEN :verbose = 1 THEN about || ' ' || definition ELSE md5(about || ' ' || definition) END
FROM described ORDER BY name COLLATE "C", definition COLLATE "C";
