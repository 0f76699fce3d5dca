#include "support/raisedhost.h"

using namespace Qt::StringLiterals;

namespace Lifeboat {

static bool isDone(const TestHosts &hosts, const QStringList &words, int limitSeconds)
{
    return hosts.ask(words, limitSeconds).has_value();
}

RaisedHost::RaisedHost(const TestHosts &hosts, const QStringList &options, const QString &name)
    : m_hosts(hosts)
    , m_name(name)
{
    // One that an earlier test had to leave behind would be booted as it is.
    isDone(m_hosts, {u"down"_s, m_name}, 120);
    if (isDone(m_hosts, QStringList{u"up"_s, u"1"_s, u"--first"_s, m_name.sliced(1), u"--any"_s}
                   + options,
               900))
        m_facts = TestHosts().host(m_name);
}

RaisedHost::~RaisedHost()
{
    isDone(m_hosts, {u"down"_s, m_name}, 120);
}

bool RaisedHost::seed(const QStringList &options) const
{
    return isDone(m_hosts, QStringList{u"seed"_s, m_name} + options, 600);
}

bool RaisedHost::fault(const QString &what, const QStringList &arguments) const
{
    return isDone(m_hosts, QStringList{u"fault"_s, what, m_name} + arguments, 120);
}

QByteArray RaisedHost::digest(const QStringList &options) const
{
    return m_hosts.ask(QStringList{u"digest"_s, m_name} + options, 300).value_or(QByteArray());
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
