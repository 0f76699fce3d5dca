#include "gui/fleet/typedhost.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static QStringList listOf(const QString &typed)
{
    static const QRegularExpression separator(u"[,\\s]+"_s);
    QStringList list = typed.split(separator, Qt::SkipEmptyParts);
    list.removeDuplicates();
    return list;
}

TypedHost typedOf(const HostProfile &host)
{
    QStringList jumps;
    for (const SshAddress &jump : host.jumps)
        jumps << jump.toString();
    return {host.name, host.ssh.toString(), jumps.join(u", "_s), host.directory,
            host.tags.join(u", "_s)};
}

Result<HostProfile> profileOf(const TypedHost &typed, const HostProfile &base,
                              const QStringList &taken)
{
    HostProfile host = base;
    host.name = typed.name.trimmed();
    const auto usage = [](const char *text, const QString &value) {
        return Error{Error::Kind::Usage, {text, {value}}, {}, {}};
    };
    if (taken.contains(host.name))
        return usage(QT_TRANSLATE_NOOP("Text", "There is a host named “%1” already."), host.name);
    const Result<SshAddress> address = SshAddress::parse(typed.address.trimmed());
    if (!address)
        return address.error();
    host.ssh = *address;
    host.jumps.clear();
    for (const QString &one : listOf(typed.jumps)) {
        const Result<SshAddress> jump = SshAddress::parse(one);
        if (!jump)
            return jump.error();
        host.jumps << *jump;
    }
    host.directory = typed.directory.trimmed();
    if (!host.directory.isEmpty() && !host.directory.startsWith(u'/'))
        return usage(
            QT_TRANSLATE_NOOP("Text", "The folder on the host has to begin with “/”: “%1”."),
            host.directory);
    host.tags = listOf(typed.tags);
    return host;
}

} // namespace Lifeboat
