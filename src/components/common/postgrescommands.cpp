#include "components/common/postgrescommands.h"

#include "components/common/directory.h"
#include "components/common/postgressql.h"

using namespace Qt::StringLiterals;

namespace Lifeboat {

static ShellCommand psql(const QString &user, const QString &database)
{
    return ShellCommand("psql -X -q -v ON_ERROR_STOP=1 -U") << user << u"-d"_s << database;
}

ShellCommand dumpDatabase(const ServiceFacts &service, const QString &database,
                          const QString &snapshotVariable, bool plain)
{
    // Level 1 instead of 6: a third of the time for 3 % (random data) to 11 % (text) more bytes.
    ShellCommand dump = plain ? ShellCommand("pg_dump -Fp -U") : ShellCommand("pg_dump -Fc -Z1 -U");
    dump << service.postgres->user << Variable{snapshotVariable, u"--snapshot="_s}
         << ShellCommand("--lock-wait-timeout=60s -d") << connectionString(database);
    return inContainer(service.container, dump);
}

ShellCommand dumpGlobals(const ServiceFacts &service)
{
    return inContainer(service.container, ShellCommand("pg_dumpall --globals-only -U")
                                              << service.postgres->user);
}

ShellCommand readWholeDump(const QString &container)
{
    return inContainer(container, ShellCommand("pg_restore -f /dev/null"), Input::Piped);
}

ShellCommand restoreDump(const DatabaseAddress &target, const QString &format)
{
    // Not in one transaction: thousands of tables would exhaust the server's lock table. The
    // database is ours alone and is dropped whole when this fails.
    const ShellCommand restore =
        format == u"plain" ? psql(target.user, connectionString(target.database))
                           : ShellCommand("pg_restore --exit-on-error -U")
                                 << target.user << u"-d"_s << connectionString(target.database);
    return inContainer(target.container, restore, Input::Piped);
}

ShellCommand createDatabase(const DatabaseAddress &database, const DatabaseProfile &profile,
                            const QString &run)
{
    ShellCommand create = psql(database.user, u"postgres"_s);
    create << u"-c"_s << createDatabaseSql(database.database, profile) << u"-c"_s
           << markDatabaseSql(database.database, run, DatabaseRole::Restored, profile.name);
    return inContainer(database.container, create);
}

ShellCommand createInThrowAway(const DatabaseAddress &database, const DatabaseProfile &profile)
{
    // Its image makes one named as the superuser, and a site may have filled that one or "postgres":
    // what is there by itself gives way. From template1, because a connection's own cannot be
    // dropped.
    ShellCommand create = psql(database.user, u"template1"_s);
    create << u"-c"_s << u"DROP DATABASE IF EXISTS "_s + quotedIdentifier(database.database)
           << u"-c"_s << createDatabaseSql(database.database, profile);
    return inContainer(database.container, create);
}

ShellCommand applySettings(const DatabaseAddress &database, const QStringList &settings)
{
    ShellCommand apply = psql(database.user, u"postgres"_s);
    for (const QString &statement : settings)
        apply << u"-c"_s << forDatabase(statement, database.database);
    return inContainer(database.container, apply);
}

ShellCommand dropMarked(const DatabaseServer &server, const QString &database)
{
    return inContainer(server.container, ShellCommand("sh -c")
                                             << dropMarkedScript(server.user, database));
}

ShellCommand startThrowAway(const QString &container, const ManifestComponent &there,
                            const RecipeContext &context)
{
    // Over TCP, because the image's server listens only on its socket while it is set up. Asked
    // from inside, where it is bounded: each command in a container costs the host's docker work.
    static const QString script =
        u"name=$1 user=$2 image=$3; shift 3; "
        u"docker run -d --name \"$name\" --pull never --network none --label lifeboat=drill "
        u"--log-opt max-size=1m -e POSTGRES_HOST_AUTH_METHOD=trust -e POSTGRES_USER=\"$user\" "
        u"-e POSTGRES_INITDB_ARGS=--no-sync -e PGDATA=/var/lib/postgresql/data \"$@\" \"$image\" "
        u"postgres -c fsync=off -c full_page_writes=off "
        u"-c max_wal_size=1GB -c maintenance_work_mem=64MB >/dev/null || exit 1; "
        u"docker exec \"$name\" sh -c 'i=0; until psql -X -h 127.0.0.1 -U \"$1\" -d postgres -Atqc "
        u"\"select 1\" >/dev/null 2>&1; do i=$((i + 1)); [ $i -lt 300 ] || exit 1; sleep 0.5; "
        u"done' "
        u"sh \"$user\" || { docker logs --tail 20 \"$name\" >&2; exit 1; }"_s;
    ShellCommand start = ShellCommand("sh -c")
                         << script << u"sh"_s << container << there.user << there.imageId;
    for (const QString &option : boundsOf(context))
        start << option;
    return start;
}

ShellCommand watchingDisk(const ShellCommand &command, const DiskWatch &watch)
{
    // Again and again: what is to be ended may be between two connections when it is looked for.
    static const QString script =
        u"exec 3<&0; ( said=; while :; do "
        u"free=$(docker exec \"$1\" df -Pk \"$2\" 2>/dev/null | awk 'NR == 2 { print $4 }'); "
        u"[ \"${free:-$3}\" -ge \"$3\" ] || { "
        u"[ -n \"$said\" ] || echo \"lifeboat: no space: only $free KiB are free, $3 have to stay\" "
        u">&2; said=1; sh -c \"$4\" >/dev/null; }; sleep 1; done ) </dev/null 3<&- & "
        u"watch=$!; shift 4; \"$@\" <&3; code=$?; kill $watch 2>/dev/null; exit $code"_s;
    return ShellCommand("sh -c") << script << u"sh"_s << watch.container << watch.directory
                                 << QString::number(watch.floorBytes / 1024)
                                 << watch.end.toShell() << command;
}

ShellCommand endConnections(const DatabaseAddress &database)
{
    return inContainer(database.container,
                       psql(database.user, u"postgres"_s)
                           << u"-c"_s
                           << u"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = "_s
                                  + quotedText(database.database));
}

QString removeThrowAway(const QString &container)
{
    const QString name = ShellCommand::quoted(container);
    return u"docker rm -f -v "_s + name + u" >/dev/null 2>&1\n"_s + u"! docker inspect "_s + name
           + u" >/dev/null 2>&1\n"_s;
}

QString dropScript(const DatabaseServer &server, const QStringList &databases)
{
    QString script;
    for (const QString &database : databases)
        script += inContainer(server.container, ShellCommand("sh -c")
                                                    << dropMarkedScript(server.user, database))
                      .toShell()
                  + u" || exit 1\n"_s;
    return script;
}

QByteArray fileMagic(const Artifact &artifact)
{
    if (artifact.format == u"custom")
        return "PGDMP";
    return artifact.format == u"globals" ? "--\n-- PostgreSQL database cluster dump\n"
                                         : "--\n-- PostgreSQL database dump\n";
}

QByteArray fileTrailer(const Artifact &artifact)
{
    if (artifact.format == u"custom")
        return {}; // pg_restore reads it to its end instead
    return artifact.format == u"globals" ? "-- PostgreSQL database cluster dump complete\n"
                                         : "-- PostgreSQL database dump complete\n";
}

} // namespace Lifeboat
