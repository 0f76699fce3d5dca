#include "components/common/postgressql.h"

#include "base/sha256.h"
#include "base/shellcommand.h"

using namespace Qt::StringLiterals;

namespace Lifeboat {

QString quotedIdentifier(const QString &name)
{
    return u'"' + QString(name).replace(u'"', u"\"\""_s) + u'"';
}

// With E'' the text means the same whatever standard_conforming_strings says.
QString quotedText(const QString &text)
{
    const QString doubled = QString(text).replace(u'\'', u"''"_s);
    if (!text.contains(u'\\'))
        return u'\'' + doubled + u'\'';
    return u" E'"_s + QString(doubled).replace(u'\\', u"\\\\"_s) + u'\'';
}

// A few statements rather than thousands: each costs a round trip. The order of the names is that
// of their ids, in which most applications' migrations lock too.
QString connectionString(const QString &database)
{
    const QString escaped = QString(database).replace(u'\\', u"\\\\"_s).replace(u'\'', u"\\'"_s);
    return u"dbname='"_s + escaped + u'\'';
}

QString lockQuery()
{
    return uR"(
SELECT concat('LOCK TABLE ', string_agg(format('ONLY %I.%I', nspname, relname), ', ' ORDER BY oid),
  ' IN ACCESS SHARE MODE')
FROM (SELECT c.oid, n.nspname, c.relname, (row_number() OVER (ORDER BY c.oid) - 1) / 100 AS part
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND n.nspname <> 'information_schema'
        AND n.nspname !~ '^pg_') t
GROUP BY part ORDER BY part)"_s;
}

QString beginSnapshot()
{
    return u"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"_s;
}

QString exportQuery()
{
    return u"SELECT pg_catalog.pg_export_snapshot()"_s;
}

// Of the statement only the first words: what follows may be somebody's data or a password.
QString blockers()
{
    return uR"(
SELECT l.relation::regclass::text, a.pid::text, a.usename, a.application_name, a.client_addr::text,
  a.xact_start::text, substring(a.query from '^\s*\w+(?:\s+[\w."]+){0,3}')
FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid JOIN pg_class c ON c.oid = l.relation
WHERE l.mode = 'AccessExclusiveLock' AND l.granted AND l.locktype = 'relation' AND c.relkind IN ('r', 'p')
  AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
ORDER BY a.xact_start, 1)"_s;
}

QString serverQuery()
{
    return uR"(
SELECT * FROM (VALUES
  ('version', current_setting('server_version_num')),
  ('versionText', split_part(current_setting('server_version'), ' ', 1)),
  ('recovery', CASE WHEN pg_is_in_recovery() THEN 't' ELSE 'f' END),
  ('vector', coalesce((SELECT default_version FROM pg_available_extensions WHERE name = 'vector'), '')),
  ('dataDirectory', current_setting('data_directory')),
  ('user', current_user::text)) v (name, value))"_s;
}

QString databasesQuery()
{
    return uR"(
SELECT d.datname, pg_get_userbyid(d.datdba), pg_database_size(d.oid), pg_encoding_to_char(d.encoding),
  d.datcollate, d.datctype, CASE WHEN c LIKE 'lifeboat:%' THEN c ELSE '' END,
  CASE WHEN d.datallowconn THEN 't' ELSE 'f' END
FROM pg_database d, shobj_description(d.oid, 'pg_database') c WHERE NOT d.datistemplate ORDER BY d.datname COLLATE "C")"_s;
}

QString tableCountQuery()
{
    return u"SELECT count(*) FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = "
           u"c.relnamespace "
           "WHERE c.relkind IN ('r', 'p', 'm', 'f') AND c.relpersistence <> 't' "
           "AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'"_s;
}

QString connectionsQuery()
{
    return u"SELECT datname, application_name, coalesce(host(client_addr), '') FROM "
           u"pg_catalog.pg_stat_activity "
           "WHERE datname IS NOT NULL AND backend_type = 'client backend' AND pid <> "
           "pg_backend_pid() "
           "AND application_name NOT LIKE 'lifeboat-%' ORDER BY 1, 2, 3"_s;
}

QString rolesQuery()
{
    return u"SELECT rolname FROM pg_catalog.pg_roles WHERE rolname !~ '^pg_' ORDER BY rolname COLLATE \"C\""_s;
}

// pg_shdepend is the server's own list of who is needed by what, and has everything but pinned
// roles such as the first superuser, who owns most.
QString neededRolesQuery()
{
    return uR"(
SELECT r.rolname FROM pg_catalog.pg_roles r WHERE r.rolname !~ '^pg_' AND (
  EXISTS (SELECT FROM pg_catalog.pg_shdepend s, pg_catalog.pg_database d
          WHERE s.refclassid = 'pg_catalog.pg_authid'::regclass AND s.refobjid = r.oid
            AND d.datname = current_database()
            AND (s.dbid = d.oid OR s.classid = 'pg_catalog.pg_database'::regclass AND s.objid = d.oid))
  OR EXISTS (SELECT FROM pg_catalog.pg_database d WHERE d.datname = current_database() AND d.datdba = r.oid)
  OR EXISTS (SELECT FROM pg_catalog.pg_class c WHERE c.relowner = r.oid AND c.oid >= 16384)
  OR EXISTS (SELECT FROM pg_catalog.pg_db_role_setting s, pg_catalog.pg_database d
             WHERE s.setdatabase = d.oid AND s.setrole = r.oid AND d.datname = current_database()))
ORDER BY r.rolname COLLATE "C")"_s;
}

QString databaseSettingsQuery(const QString &database)
{
    // These lists of names (pg_dump knows the same ones) are kept as they were typed; quoted whole
    // they would be one name.
    return uR"(
WITH d AS (SELECT *, replace(quote_ident(pg_get_userbyid(datdba)), '%', '%%') AS owner
           FROM pg_catalog.pg_database WHERE datname = @database@),
grants AS (
  SELECT a.*, row_number() OVER () AS n FROM d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a),
settings AS (
  SELECT s.setrole, split_part(v, '=', 1) AS name, substr(v, strpos(v, '=') + 1) AS value,
    lower(split_part(v, '=', 1)) IN ('search_path', 'temp_tablespaces', 'session_preload_libraries',
      'local_preload_libraries', 'shared_preload_libraries', 'unix_socket_directories') AS list
  FROM d, pg_db_role_setting s, unnest(s.setconfig) v WHERE s.setdatabase = d.oid)
SELECT statement FROM (
  SELECT 1, format('ALTER DATABASE %%1 OWNER TO %s', owner) FROM d
  UNION ALL SELECT 2, format('ALTER DATABASE %%1 CONNECTION LIMIT %s', datconnlimit) FROM d
  UNION ALL SELECT 3, format('REVOKE ALL ON DATABASE %%1 FROM PUBLIC, %s', owner) FROM d
  UNION ALL SELECT 3 + n, format('GRANT %s ON DATABASE %%1 TO %s%s', privilege_type,
      CASE grantee WHEN 0 THEN 'PUBLIC' ELSE replace(quote_ident(pg_get_userbyid(grantee)), '%', '%%') END,
      CASE WHEN is_grantable THEN ' WITH GRANT OPTION' END) FROM grants
  UNION ALL SELECT 1000000, format('ALTER %s SET %I TO %s',
      CASE setrole WHEN 0 THEN 'DATABASE %1'
        ELSE format('ROLE %s IN DATABASE %%1', replace(quote_ident(pg_get_userbyid(setrole)), '%', '%%')) END,
      name, replace(CASE WHEN list AND value <> '' THEN value ELSE quote_literal(value) END, '%', '%%')) FROM settings
  UNION ALL SELECT 1000001, format($f$DO $lifeboat$
DECLARE db name := (parse_ident($lifeboat_db$%%1$lifeboat_db$))[1]; text text := %s;
  mark text := (SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = db);
BEGIN
  IF mark LIKE 'lifeboat:%%%%' THEN
    text := 'lifeboat:'::text || jsonb_set(substr(mark, 10)::jsonb, '{comment}', to_jsonb(text))::text;
  END IF;
  EXECUTE format('COMMENT ON DATABASE %%%%I IS %%%%L', db, text);
END $lifeboat$$f$, replace(quote_literal(CASE WHEN c LIKE 'lifeboat:%' THEN substr(c, 10)::jsonb ->> 'comment' ELSE c END), '%', '%%'))
    FROM d, shobj_description(d.oid, 'pg_database') c
    WHERE CASE WHEN c LIKE 'lifeboat:%' THEN substr(c, 10)::jsonb ->> 'comment' ELSE c END IS NOT NULL
) s (n, statement) ORDER BY n)"_s.replace(u"@database@"_s, quotedText(database));
}

QString forDatabase(const QString &statement, const QString &name)
{
    QString text;
    for (qsizetype i = 0; i < statement.size(); ++i) {
        if (statement[i] == u'%' && i + 1 < statement.size())
            text += statement[++i] == u'1' ? quotedIdentifier(name) : QString(statement[i]);
        else
            text += statement[i];
    }
    return text;
}

// The server's limit is in bytes (NAMEDATALEN is 64 in every build that we know of), and it cuts a
// longer name without an error.
static QString cutName(const QString &database, const QString &tail)
{
    constexpr qsizetype limit = 63;
    const QByteArray name = database.toUtf8();
    const qsizetype room = limit - tail.toUtf8().size();
    if (name.size() <= room)
        return database + tail;
    const QString digits = u'_' + QString::fromLatin1(Sha256::ofData(name).first(8));
    qsizetype end = qMax<qsizetype>(0, room - digits.size());
    while (end > 0 && (uchar(name[end]) & 0xC0) == 0x80) // not within a character
        --end;
    return QString::fromUtf8(name.first(end)) + digits + tail;
}

QString besideName(const QString &database, const QString &run)
{
    return cutName(database, u"_restore_"_s + run);
}

QString safetyName(const QString &database, const QString &run)
{
    return cutName(database, u"_before_"_s + run);
}

QString createDatabaseSql(const QString &name, const DatabaseProfile &profile)
{
    // template1 may hold the site's own objects, or be of an older collation version, which makes
    // CREATE DATABASE fail.
    QString sql = u"CREATE DATABASE "_s + quotedIdentifier(name) + u" TEMPLATE template0"_s;
    if (!profile.encoding.isEmpty())
        sql += u" ENCODING "_s + quotedText(profile.encoding);
    if (!profile.collate.isEmpty())
        sql += u" LC_COLLATE "_s + quotedText(profile.collate);
    if (!profile.ctype.isEmpty())
        sql += u" LC_CTYPE "_s + quotedText(profile.ctype);
    if (!profile.owner.isEmpty())
        sql += u" OWNER "_s + quotedIdentifier(profile.owner);
    return sql;
}

QString markDatabaseSql(const QString &name, const QString &run, DatabaseRole role,
                        const QString &of)
{
    static const QString body = u"BEGIN EXECUTE format('COMMENT ON DATABASE %I IS %L', %1, "
                                u"'lifeboat:'::text || jsonb_build_object("
                                "'run', %2, 'role', %3, 'of', %4, 'time', to_char(now() AT TIME "
                                "ZONE 'UTC', 'YYYYMMDD\"T\"HH24MISS\"Z\"'), "
                                "'comment', NULL)); END"_s;
    const QString roleName = role == DatabaseRole::Restored ? u"restore"_s : u"before"_s;
    return u"DO "_s
           + quotedText(
               body.arg(quotedText(name), quotedText(run), quotedText(roleName), quotedText(of)));
}

QString dropMarkedScript(const QString &user, const QString &database)
{
    const QString psql = u"psql -X -q -v ON_ERROR_STOP=1 -U "_s + ShellCommand::quoted(user)
                         + u" -d 'dbname=postgres client_encoding=UTF8' "_s;
    const QString look =
        u"SELECT CASE WHEN c LIKE 'lifeboat:%' THEN 'ours' WHEN c IS NULL AND datname LIKE "
        u"'%\\_restore\\_' || :'run' "
        "THEN 'ours' ELSE 'not ours' END FROM pg_database, shobj_description(oid, 'pg_database') c "
        "WHERE datname = "_s
        + quotedText(database);
    return u"is=$(printf '%s\\n' "_s + ShellCommand::quoted(look) + u" | "_s + psql
           + u"-At -v run=\"${LIFEBOAT_RUN:-none}\") || exit 1\n"
             "case $is in\n'') exit 0;;\nours) ;;\n"
             "*) echo \"lifeboat: this database is not ours, it stays: \" "_s
           + ShellCommand::quoted(database) + u" >&2; exit 1;;\nesac\n"_s + psql + u"-c "_s
           + ShellCommand::quoted(u"DROP DATABASE IF EXISTS "_s + quotedIdentifier(database)
                                  + u" WITH (FORCE)"_s)
           + u'\n';
}

} // namespace Lifeboat
