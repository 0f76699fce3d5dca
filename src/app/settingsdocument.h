#pragma once

#include "base/result.h"

#include <QJsonObject>
#include <QString>

#include <functional>

namespace Lifeboat {

// One of the operator's JSON documents with a formatVersion.
//
// It is read as it is on disk at each call. A change reads, edits and writes it whole (temporary
// name, synced, renamed) under the lock of its folder, which all programs and threads share. A
// document that cannot be understood is an error and stays as it is. Thread-safe.
class SettingsDocument
{
public:
    static constexpr int FormatVersion = 1;

    SettingsDocument(const QString &folder, const QString &name);

    QString path() const { return m_path; }

    // Empty when there is no document yet. Errors: Corrupt, Storage.
    Result<QJsonObject> read() const;

    // Error::Busy when another program holds the lock for more than 5 s; the edit's own error
    // leaves the document as it was.
    Result<> change(const std::function<Result<>(QJsonObject &)> &edit) const;

private:
    Result<> write(QJsonObject document) const;

    QString m_folder;
    QString m_path;
};

} // namespace Lifeboat
