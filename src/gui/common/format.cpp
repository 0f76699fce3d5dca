#include "gui/common/format.h"

#include "base/text.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace Lifeboat {

QString Format::size(qint64 bytes)
{
    if (bytes < 0)
        return u"–"_s;
    return sizeText(bytes, QLocale()).replace(u' ', QChar::Nbsp);
}

QString Format::rate(double bytesPerSecond)
{
    return bytesPerSecond < 1 ? u"–"_s : size(qint64(bytesPerSecond)) + u"/s"_s;
}

QString Format::duration(int seconds)
{
    if (seconds < 0)
        return u"–"_s;
    if (seconds < 60)
        return tr("%1 s").arg(seconds);
    if (seconds < 3600)
        return seconds % 60 ? tr("%1 min %2 s").arg(seconds / 60).arg(seconds % 60)
                            : tr("%1 min").arg(seconds / 60);
    return tr("%1 h %2 min").arg(seconds / 3600).arg(seconds % 3600 / 60);
}

QString Format::age(const QDateTime &then, const QDateTime &now)
{
    if (!then.isValid())
        return tr("never");
    const qint64 seconds = then.secsTo(now);
    if (seconds < 60)
        return tr("just now");
    if (seconds < 3600)
        return tr("%1 min ago").arg(seconds / 60);
    if (seconds < 48 * 3600)
        return tr("%1 h ago").arg(seconds / 3600);
    return tr("%n day(s) ago", nullptr, int(seconds / 86400));
}

// Coarser the further away: a figure that jumps is not believed.
QString Format::eta(int seconds)
{
    if (seconds < 0)
        return tr("time left not known yet");
    if (seconds < 60)
        return tr("less than a minute left");
    if (seconds < 600)
        return tr("about %1 min left").arg((seconds + 59) / 60);
    if (seconds < 3600)
        return tr("about %1 min left").arg((seconds + 299) / 300 * 5);
    return tr("about %1 h %2 min left").arg(seconds / 3600).arg(seconds % 3600 / 600 * 10);
}

QString Format::dateTime(const QDateTime &when)
{
    return when.isValid() ? QLocale().toString(when.toLocalTime(), u"yyyy-MM-dd HH:mm"_s) : u"–"_s;
}

QString Format::exact(const QDateTime &when)
{
    if (!when.isValid())
        return u"–"_s;
    const QDateTime local = when.toLocalTime();
    return QLocale().toString(local, u"yyyy-MM-dd HH:mm:ss"_s) + u' '
           + local.timeZoneAbbreviation();
}

} // namespace Lifeboat
