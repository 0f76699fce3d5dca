#include "gui/restore/restoredraft.h"

#include "gui/common/format.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static QString words(const char *text)
{
    return QCoreApplication::translate("Route", text);
}

RouteEnd routeFrom(const RestoreDraft &draft)
{
    const StoredPoint &point = draft.point.point;
    const Manifest &manifest = point.manifest;
    RouteEnd end{.icon = u"vaults"_s,
                 .caption =
                     words(QT_TRANSLATE_NOOP("Route", "From vault %1")).arg(draft.point.vault.name),
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

RouteEnd routeTo(const RestoreDraft &draft)
{
    RouteEnd end{.icon = u"host"_s,
                 .caption = words(QT_TRANSLATE_NOOP("Route", "To host")),
                 .name = draft.target.name};
    end.lines << draft.target.ssh.toString();
    if (!draft.target.directory.isEmpty())
        end.lines << draft.target.directory;
    if (draft.target.id == draft.point.point.hostId) {
        end.verdict = words(QT_TRANSLATE_NOOP("Route", "The host that the point came from"));
    } else {
        end.verdict = words(QT_TRANSLATE_NOOP("Route", "Another host than the point came from"));
        end.verdictStatus = Status::Warning;
    }
    return end;
}

} // namespace Lifeboat
