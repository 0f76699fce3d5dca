#include "gui/recovery/configurationitems.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Lifeboat {

QList<ConfigurationItem> configurationItems(const HostProfile *source, const HostProfile &target,
                                            const QString &address)
{
    const bool keeps = address.isEmpty();
    const Text kept{QT_TRANSLATE_NOOP("Text", "kept"), {}};
    const Text rewritten{QT_TRANSLATE_NOOP("Text", "becomes %1"), {address}};
    const QString former = source ? source->ssh.address : QString();
    return {
        {{QT_TRANSLATE_NOOP("Text", "Keys and passwords (SECRET_KEY)"), {}},
         u"••••••••"_s,
         {},
         {QT_TRANSLATE_NOOP("Text", "kept: the data are readable with them only"), {}}},
        {{QT_TRANSLATE_NOOP("Text", "Address of the host (HOST_IP)"), {}},
         former,
         target.ssh.address,
         keeps ? kept : rewritten},
        {{QT_TRANSLATE_NOOP("Text", "Each place that names it (.env, compose, conf)"), {}},
         former,
         {},
         keeps ? kept : rewritten},
        {{QT_TRANSLATE_NOOP("Text", "Certificate authority (conf/certs/ca)"), {}}, {}, {}, kept},
        {{QT_TRANSLATE_NOOP("Text", "Certificates that it issued for the address"), {}},
         former,
         {},
         keeps ? kept
               : Text{QT_TRANSLATE_NOOP("Text", "issued anew for %1, with the same keys"),
                      {address}}},
        {{QT_TRANSLATE_NOOP("Text", "Agents, collectors and bookmarks elsewhere"), {}},
         former,
         {},
         keeps ? Text{QT_TRANSLATE_NOOP("Text", "find the host once its address leads here"), {}}
               : Text{QT_TRANSLATE_NOOP("Text", "by hand: they have to be told %1"), {address}}}};
}

} // namespace Lifeboat
