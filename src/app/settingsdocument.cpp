#include "app/settingsdocument.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QLockFile>
#include <QSaveFile>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Lifeboat {

static constexpr auto LockPatience = 5s;

SettingsDocument::SettingsDocument(const QString &folder, const QString &name)
    : m_folder(folder)
    , m_path(folder + u'/' + name)
{
}

static Error cannotWrite(const QString &path, const QString &detail)
{
    return {Error::Kind::Storage,
            {QT_TRANSLATE_NOOP("Text", "Cannot write “%1”."), {path}},
            {QT_TRANSLATE_NOOP("Text", "Look at the permissions and the free space of its folder."),
             {}},
            detail};
}

static Error notUnderstood(const QString &path, const QString &detail)
{
    return {Error::Kind::Corrupt,
            {QT_TRANSLATE_NOOP("Text", "“%1” cannot be read. It was left as it is."), {path}},
            {QT_TRANSLATE_NOOP("Text", "Mend it, or move it away to begin anew."), {}},
            detail};
}

Result<QJsonObject> SettingsDocument::read() const
{
    QFile file(m_path);
    if (!file.exists())
        return QJsonObject();
    if (!file.open(QIODevice::ReadOnly)) {
        return Error{Error::Kind::Storage,
                     {QT_TRANSLATE_NOOP("Text", "Cannot read “%1”."), {m_path}},
                     {},
                     file.errorString()};
    }
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &problem);
    if (problem.error != QJsonParseError::NoError)
        return notUnderstood(m_path, problem.errorString());
    const QJsonValue version = document.object().value("formatVersion"_L1);
    if (!version.isDouble())
        return notUnderstood(m_path, u"formatVersion"_s);
    if (version.toInt() > FormatVersion) {
        return Error{Error::Kind::Corrupt,
                     {QT_TRANSLATE_NOOP(
                          "Text", "“%1” was written by a newer Lifeboat. It was left as it is."),
                      {m_path}},
                     {QT_TRANSLATE_NOOP("Text", "Use that version, or a newer one."), {}},
                     u"formatVersion %1"_s.arg(version.toInt())};
    }
    return document.object();
}

static Error lockedBy(const QLockFile &lock, const QString &path)
{
    if (lock.error() == QLockFile::PermissionError)
        return cannotWrite(path, {});
    qint64 pid = 0;
    QString machine;
    QString program;
    lock.getLockInfo(&pid, &machine, &program);
    return {Error::Kind::Busy,
            {QT_TRANSLATE_NOOP("Text", "The settings are in use by %1, process %2 on %3."),
             {program, QString::number(pid), machine}},
            {QT_TRANSLATE_NOOP("Text", "Wait until it is done, or end that program."), {}},
            path};
}

Result<> SettingsDocument::change(const std::function<Result<>(QJsonObject &)> &edit) const
{
    if (!QDir().mkpath(m_folder))
        return cannotWrite(m_folder, {});
    QLockFile lock(m_folder + "/lock"_L1);
    // Only the lock of a process that is gone may be broken, never one that is merely old.
    lock.setStaleLockTime(0);
    if (!lock.tryLock(int(std::chrono::milliseconds(LockPatience).count())))
        return lockedBy(lock, lock.fileName());

    const Result<QJsonObject> document = read();
    if (!document)
        return document.error();
    QJsonObject changed = *document;
    if (const Result<> done = edit(changed); !done)
        return done;
    return changed == *document ? Result<>() : write(changed);
}

Result<> SettingsDocument::write(QJsonObject document) const
{
    document.insert(u"formatVersion"_s, FormatVersion);
    QSaveFile file(m_path);
    if (!file.open(QIODevice::WriteOnly))
        return cannotWrite(m_path, file.errorString());
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    file.write(QJsonDocument(document).toJson());
    if (!file.commit())
        return cannotWrite(m_path, file.errorString());
    return {};
}

} // namespace Lifeboat
