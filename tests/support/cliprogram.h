#pragma once

#include "app/runlog.h"
#include "app/settings.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QProcess>
#include <QTemporaryDir>

#include <memory>

namespace Lifeboat {

// lifeboat-cli as a script runs it: arguments in, exit status, stdout and stderr out; in folders of
// its own, without a terminal and without a keychain.
class CliProgram
{
public:
    struct Answer
    {
        int exitStatus = -1;
        QByteArray out;
        QByteArray err;

        // The one document on stdout; empty when it is not exactly one.
        QJsonObject json() const;
        QString errorKind() const;
        QByteArray both() const { return out + err; }
    };

    CliProgram();

    QString folder() const { return m_folder.path(); }
    Places places() const;
    QString file(const QString &name) const { return m_folder.filePath(name); }

    void setEnvironment(const QString &name, const QString &value);

    // `secrets`: what stands in which file descriptor.
    Answer run(const QStringList &arguments, const QMap<int, QString> &secrets = {},
               int limitSeconds = 60);

    // At a terminal, where a human types each reply when its question is seen. Both streams and the
    // terminal itself are in `out`.
    struct Reply
    {
        QByteArray question;
        QByteArray typed;
    };
    Answer runAtTerminal(const QStringList &arguments, const QList<Reply> &replies,
                         int limitSeconds = 60);

    // For those that are to be watched or ended while they run.
    std::unique_ptr<QProcess> start(const QStringList &arguments,
                                    const QMap<int, QString> &secrets = {});
    static Answer end(QProcess &process, int limitSeconds);

    static QString program();

private:
    QProcessEnvironment environment() const;

    QTemporaryDir m_folder;
    QMap<QString, QString> m_environment;
    int m_secretFiles = 0;
};

} // namespace Lifeboat
