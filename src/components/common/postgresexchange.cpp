#include "components/common/postgresexchange.h"

#include "components/component.h"
#include "components/common/postgressql.h"

using namespace Qt::StringLiterals;

namespace Lifeboat {

static QString nameArray(const QStringList &names)
{
    QStringList quoted;
    for (const QString &name : names)
        quoted << quotedText(name);
    return u"ARRAY["_s + quoted.join(u", "_s) + u"]::text[]"_s;
}

// A PL/pgSQL block over `old` and `new`, which are parallel. `done` is true when the exchange has
// been made: no name is left that is not also a new one.
static QString block(const QString &oldNames, const QString &newNames, const QString &statements)
{
    const QString body = u"DECLARE old text[] := "_s + oldNames + u"; new text[] := "_s + newNames
                         + u"; n text; c text; done boolean := NOT EXISTS (SELECT FROM pg_database "
                           "WHERE datname = ANY (old) AND datname <> ALL (new)); BEGIN "_s
                         + statements + u" END"_s;
    return u"DO "_s + quotedText(body);
}

static const auto s_close =
    u"IF done THEN RETURN; END IF; "
    "FOREACH n IN ARRAY old LOOP "
    "EXECUTE format('ALTER DATABASE %I ALLOW_CONNECTIONS false', n); END LOOP;"_s;

// Nobody can connect any more, so nobody comes back after this.
static const auto s_terminate =
    u"IF done THEN RETURN; END IF; "
    "PERFORM pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = ANY (old);"_s;

// A database that is ours becomes the user's and the other way round: its comment moves into our
// mark, or out of it.
static const auto s_rename = uR"(
IF NOT done THEN
  FOR i IN 1 .. array_length(old, 1) LOOP
    c := (SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = old[i]);
    EXECUTE format('ALTER DATABASE %I RENAME TO %I', old[i], new[i]);
    IF c LIKE 'lifeboat:%' THEN
      BEGIN c := substr(c, 10)::jsonb ->> 'comment'; EXCEPTION WHEN data_exception THEN c := NULL; END;
    ELSE
      c := 'lifeboat:'::text || jsonb_build_object('run', substring(new[i] from '.*_(?:before|restore)_(.*)$'),
        'role', substring(new[i] from '.*_(before|restore)_'), 'of', old[i],
        'time', to_char(now() AT TIME ZONE 'UTC', 'YYYYMMDD"T"HH24MISS"Z"'), 'comment', c);
    END IF;
    EXECUTE format('COMMENT ON DATABASE %I IS %L', new[i], c);
  END LOOP;
END IF;)"_s;

static const auto s_open =
    u"FOREACH n IN ARRAY old || new LOOP "
    "IF EXISTS (SELECT FROM pg_database WHERE datname = n) THEN "
    "EXECUTE format('ALTER DATABASE %I ALLOW_CONNECTIONS true', n); END IF; END LOOP;"_s;

QString exchangeDatabases(const DatabaseServer &server, const QList<Rename> &renames)
{
    QStringList from, to;
    for (const Rename &rename : renames) {
        from << rename.from;
        to << rename.to;
    }
    const QString oldNames = nameArray(from);
    const QString newNames = nameArray(to);
    // One connects to a database that is not renamed.
    const QString maintenance =
        from.contains(u"postgres"_s) || to.contains(u"postgres"_s) ? u"template1"_s : u"postgres"_s;
    const ShellCommand psql = ShellCommand("psql -X -q -v ON_ERROR_STOP=1 -U")
                              << server.user << u"-d"_s
                              << u"dbname=%1 client_encoding=UTF8"_s.arg(maintenance);
    ShellCommand exchange = psql;
    // Each is a transaction of its own; the renames of all databases and their opening are one.
    exchange << u"-c"_s << block(oldNames, newNames, s_close) << u"-c"_s
             << block(oldNames, newNames, s_terminate) << u"-c"_s
             << block(oldNames, newNames, s_rename + u' ' + s_open);
    ShellCommand open = psql;
    open << u"-c"_s << block(oldNames, newNames, s_open);
    return inContainer(server.container, exchange).toShell() + u" || {\n  "_s
           + inContainer(server.container, open).toShell() + u"\n  exit 1\n}\n"_s;
}

} // namespace Lifeboat
