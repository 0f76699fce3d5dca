#include "platform/processlock.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSysInfo>
#include <QThread>

using namespace Qt::StringLiterals;

namespace Lifeboat {

LockHolder LockHolder::self()
{
    return {.machine = QSysInfo::machineHostName(),
            .machineId = QString::fromLatin1(QSysInfo::machineUniqueId()),
            .program = QCoreApplication::applicationName(),
            .pid = QCoreApplication::applicationPid(),
            .since = QDateTime::currentDateTimeUtc()};
}

QByteArray LockHolder::toLine() const
{
    const QJsonObject json{{u"machine"_s, machine},
                           {u"machineId"_s, machineId},
                           {u"program"_s, program},
                           {u"pid"_s, pid},
                           {u"since"_s, since.toUTC().toString(Qt::ISODate)}};
    return QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n';
}

LockHolder LockHolder::fromLine(const QByteArray &line)
{
    const QJsonObject json = QJsonDocument::fromJson(line).object();
    return {.machine = json.value(u"machine"_s).toString(),
            .machineId = json.value(u"machineId"_s).toString(),
            .program = json.value(u"program"_s).toString(),
            .pid = json.value(u"pid"_s).toInteger(),
            .since = QDateTime::fromString(json.value(u"since"_s).toString(), Qt::ISODate)};
}

Error LockHolder::busy(const QString &path) const
{
    const bool isKnown = pid > 0;
    const Text who{QT_TRANSLATE_NOOP("Text", "\"%1\" is in use by %2, process %3 on %4, since %5."),
                   {path, program, QString::number(pid), machine, since}};
    const Text someone{QT_TRANSLATE_NOOP("Text", "\"%1\" is in use by another program."), {path}};
    return {Error::Kind::Busy,
            isKnown ? who : someone,
            {QT_TRANSLATE_NOOP("Text", "Wait until it is done, or end it there."), {}},
            {}};
}

Result<std::unique_ptr<ProcessLock>> ProcessLock::acquire(const QString &path,
                                                          std::chrono::milliseconds patience)
{
    const auto deadline = std::chrono::steady_clock::now() + patience;
    for (;;) {
        auto lock = tryOnce(path);
        if (lock || lock.error().kind != Error::Kind::Busy
            || std::chrono::steady_clock::now() >= deadline)
            return lock;
        QThread::msleep(50);
    }
}

ProcessLock::ProcessLock(const QString &path, qintptr handle)
    : m_path(path)
    , m_handle(handle)
{
}

} // namespace Lifeboat
