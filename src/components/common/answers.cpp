#include "components/common/answers.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Lifeboat {

QMap<QString, QString> namedLines(const QByteArray &printed)
{
    QMap<QString, QString> values;
    for (const QByteArray &line : printed.split('\n')) {
        const qsizetype at = line.indexOf('=');
        if (at > 0)
            values.insert(QString::fromUtf8(line.first(at)),
                          QString::fromUtf8(line.sliced(at + 1)));
    }
    return values;
}

QString shownName(const QByteArray &bytes)
{
    const QString text = QString::fromUtf8(bytes);
    return text.toUtf8() == bytes ? text
                                  : u"bytes "_s + QString::fromLatin1(bytes.toPercentEncoding("/"));
}

Error unexpectedAnswer(const QString &component, const QByteArray &printed)
{
    return {Error::Kind::CommandFailed,
            {QT_TRANSLATE_NOOP("Text", "%1 did not answer a question as expected."), {component}},
            {},
            QString::fromUtf8(printed.left(500))};
}

qint64 memoryOf(const ManifestComponent &there, qint64 said)
{
    static constexpr qint64 OfItself = 100'000'000;
    static constexpr qint64 Unpacked = 4; // bytes in memory for one in a file
    qint64 saved = 0;
    for (const Artifact &artifact : there.artifacts)
        saved += artifact.bytes;
    return OfItself + 2 * qMax(said, Unpacked / 2 * saved);
}

Step checkRdb(const QString &component, const QString &container, const Artifact &artifact)
{
    return {.id = component.toUtf8() + ".check",
            .title = {QT_TRANSLATE_NOOP("Text", "Read %1 to its end with redis-check-rdb"),
                      {artifact.file}},
            .action = FeedArtifact{artifact, inContainer(container,
                                                         ShellCommand("redis-check-rdb /dev/stdin"),
                                                         Input::Piped)},
            .component = component,
            .quietLimit = 10min};
}

} // namespace Lifeboat
