#include "gui/restore/restoredraft.h"

#include "gui/common/format.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static QString words(const char *text)
{
    return QCoreApplication::translate("Route", text);
}

RouteEnd routeFrom(const PlacedPoint &placed)
{
    const StoredPoint &point = placed.point;
    const Manifest &manifest = point.manifest;
    RouteEnd end{.icon = u"vaults"_s,
                 .caption =
                     words(QT_TRANSLATE_NOOP("Route", "From vault %1")).arg(placed.vault.name),
                 .name = manifest.hostName};
    end.lines << words(QT_TRANSLATE_NOOP("Route", "Point %1")).arg(Format::dateTime(point.time()))
                     + u" · "_s + Format::size(manifest.bytes());
    end.lines << words(QT_TRANSLATE_NOOP("Route", "Taken on %1, project %2"))
                     .arg(manifest.machine, manifest.project);
    if (const Proof *drill = point.newest(Proof::Kind::Drill)) {
        end.verdict =
            words(QT_TRANSLATE_NOOP("Route", "Proven on %1")).arg(Format::dateTime(drill->time));
    } else {
        end.verdict = words(QT_TRANSLATE_NOOP("Route", "Not proven yet"));
        end.verdictStatus = Status::Warning;
    }
    return end;
}

static RouteEnd onHost(const HostProfile &host, const QString &caption)
{
    RouteEnd end{.icon = u"host"_s, .caption = caption, .name = host.name};
    if (!host.id.isEmpty())
        end.lines << host.ssh.toString();
    if (!host.directory.isEmpty())
        end.lines << host.directory;
    return end;
}

RouteEnd routeTo(const HostProfile &target, const PlacedPoint &point)
{
    RouteEnd end = onHost(target, words(QT_TRANSLATE_NOOP("Route", "To host")));
    if (target.id == point.point.hostId) {
        end.verdict = words(QT_TRANSLATE_NOOP("Route", "The host that the point came from"));
    } else {
        end.verdict = words(QT_TRANSLATE_NOOP("Route", "Another host than the point came from"));
        end.verdictStatus = Status::Warning;
    }
    return end;
}

RouteEnd routeToNowhere(const HostProfile &on)
{
    RouteEnd end = onHost(on, words(QT_TRANSLATE_NOOP("Route", "To a throw-away place on")));
    end.icon = u"drill"_s;
    end.verdict = words(QT_TRANSLATE_NOOP("Route", "Removed again; nothing in service is touched"));
    return end;
}

RouteEnd routeToEmpty(const HostProfile &target)
{
    if (target.id.isEmpty())
        return {.icon = u"host"_s,
                .caption = words(QT_TRANSLATE_NOOP("Route", "To an empty host")),
                .name = u"–"_s};
    RouteEnd end = onHost(target, words(QT_TRANSLATE_NOOP("Route", "To an empty host")));
    end.verdict = words(QT_TRANSLATE_NOOP("Route", "Refused when it holds a deployment"));
    end.verdictStatus = Status::Unknown;
    return end;
}

} // namespace Lifeboat
