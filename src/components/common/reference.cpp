#include "components/common/reference.h"

#include "components/common/volume.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace Lifeboat {

QString referencePage(const QString &id, const QString &language)
{
    const QString folder = language == "zh_CN"_L1 ? language : u"en"_s;
    QFile file(u":/reference/%1/%2.md"_s.arg(folder, isVolume(id) ? u"volume"_s : id));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QString referenceCommands(const QString &page)
{
    static const QString indent(4, u' ');
    QString commands;
    for (const QString &line : page.split(u'\n')) {
        if (line.startsWith(indent))
            commands += line.sliced(indent.size()) + u'\n';
    }
    return commands;
}

} // namespace Lifeboat
