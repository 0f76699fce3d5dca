#include "support/raisedhost.h"

using namespace Qt::StringLiterals;

namespace Lifeboat {

// Beyond those that a bed for tests has.
static const QString Name = u"h5"_s;

static bool isDone(const TestHosts &hosts, const QStringList &words, int limitSeconds)
{
    return hosts.ask(words, limitSeconds).has_value();
}

RaisedHost::RaisedHost(const TestHosts &hosts, const QStringList &options)
    : m_hosts(hosts)
{
    // One that an earlier test had to leave behind would be booted as it is.
    isDone(m_hosts, {u"down"_s, Name}, 120);
    if (isDone(m_hosts, QStringList{u"up"_s, u"1"_s, u"--first"_s, u"5"_s, u"--any"_s} + options,
               900))
        m_facts = TestHosts().host(Name);
}

RaisedHost::~RaisedHost()
{
    isDone(m_hosts, {u"down"_s, Name}, 120);
}

bool RaisedHost::seed(const QStringList &options) const
{
    return isDone(m_hosts, QStringList{u"seed"_s, Name} + options, 600);
}

bool RaisedHost::fault(const QString &what, const QStringList &arguments) const
{
    return isDone(m_hosts, QStringList{u"fault"_s, what, Name} + arguments, 120);
}

QByteArray RaisedHost::digest(const QStringList &options) const
{
    return m_hosts.ask(QStringList{u"digest"_s, Name} + options, 300).value_or(QByteArray());
}

QByteArray RaisedHost::leftovers() const
{
    return inside(
        u"for s in postgres pgvector; do "
        "c=$(docker ps -q --filter label=com.docker.compose.service=$s); [ -z \"$c\" ] || docker exec $c "
        "sh -c 'psql -U \"$POSTGRES_USER\" -d postgres -XAtc \"select datname from pg_database where "
        "datname ~ \\$\\$_(restore|before)_20\\$\\$\"'; done; "
        "docker ps -a --format '{{.Names}}' --filter name=lifeboat; docker volume ls -q --filter name=lifeboat; "
        "ps -eo args | grep -E '[p]g_dump|[p]g_restore' || true; "
        "for f in /tmp/pwned; do [ ! -e $f ] || echo $f; done"_s);
}

} // namespace Lifeboat
