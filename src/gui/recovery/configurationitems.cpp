#include "gui/recovery/configurationitems.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Lifeboat {

QList<ConfigurationItem> configurationItems(const HostProfile &target, const QString &address)
{
    const bool keeps = address.isEmpty();
    const Text kept{QT_TRANSLATE_NOOP("Text", "kept"), {}};
    const Text becomes = keeps ? kept : Text{QT_TRANSLATE_NOOP("Text", "becomes %1"), {address}};
    const Text saved{QT_TRANSLATE_NOOP("Text", "as saved"), {}};
    return {
        {{QT_TRANSLATE_NOOP("Text", "Keys and passwords (SECRET_KEY)"), {}},
         {"%1", {u"••••••••"_s}},
         {},
         {QT_TRANSLATE_NOOP("Text", "kept: the data need them"), {}}},
        {{QT_TRANSLATE_NOOP("Text", "Address of the host (HOST_IP)"), {}},
         saved,
         target.ssh.address,
         becomes},
        {{QT_TRANSLATE_NOOP("Text", "Where files name it (.env, compose, conf)"), {}},
         saved,
         {},
         becomes},
        {{QT_TRANSLATE_NOOP("Text", "Certificate authority (conf/certs/ca)"), {}}, saved, {}, kept},
        {{QT_TRANSLATE_NOOP("Text", "Certificates it issued for the address"), {}},
         saved,
         {},
         keeps ? kept : Text{QT_TRANSLATE_NOOP("Text", "issued anew, with the same keys"), {}}},
        {{QT_TRANSLATE_NOOP("Text", "Agents, collectors and links elsewhere"), {}},
         {"–", {}},
         {},
         keeps ? Text{QT_TRANSLATE_NOOP("Text", "find it at the kept address"), {}}
               : Text{QT_TRANSLATE_NOOP("Text", "by hand: tell them %1"), {address}}}};
}

} // namespace Lifeboat
