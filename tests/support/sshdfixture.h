#pragma once

#include "remote/sshhost.h"

#include <QProcess>
#include <QTemporaryDir>

#include <memory>

struct SshdOptions
{
    QStringList config; // lines before the fixture's own: the first one counts
    QStringList hostKeys{QStringLiteral("ed25519")};
    bool accounts = false;
    QStringList pam; // of the service sshd; empty: the password alone
};

// A real sshd of this machine on a port of its own, with keys and settings in a temporary folder.
//
// Works as root and as an ordinary user (who then is the only one to sign in). With `accounts`,
// which needs root, it runs in a mount namespace whose /etc is a copy: there are the users ops
// (password, sudo with password), dev (password, no sudo) and free (password, sudo without), and
// PAM asks what `pam` says; the machine itself does not change. Ends with the object.
class SshdFixture
{
public:
    static constexpr auto Password = "secret Pa55 'wörd'";

    explicit SshdFixture(const SshdOptions &options = {});
    ~SshdFixture();

    QString problem() const { return m_problem; } // why it does not run; for QSKIP

    int port() const { return m_port; }
    QString folder() const { return m_folder.path(); }
    QString path(const QString &name) const { return m_folder.filePath(name); }
    QString userKey() const { return path(QStringLiteral("user")); } // lets the user in
    static QString userName();
    qint64 listener() const { return m_listener; } // the pid of the sshd that accepts
    QString log() const;

    Lifeboat::HostKey hostKey(const QString &type = QStringLiteral("ed25519")) const;

    // A new key pair by ssh-keygen; its path. `authorized`: it lets the user in.
    QString makeKey(const QString &name, const QStringList &options = {}, bool authorized = true);

    // What a host needs to be reached: the profile, and settings that trust its key.
    Lifeboat::HostProfile profile() const;
    Lifeboat::SshSettings settings();
    Lifeboat::HostKeyStore &keys() { return *m_keys; }

    // False also for a dead process that nobody has collected yet.
    static bool isAlive(qint64 pid);

    static bool run(const QString &program, const QStringList &arguments);

private:
    void writeConfig(const SshdOptions &options);
    void launch(const SshdOptions &options);

    QTemporaryDir m_folder;
    QProcess m_process;
    QString m_problem;
    int m_port = 0;
    qint64 m_listener = 0;
    std::unique_ptr<Lifeboat::HostKeyStore> m_keys;
};

// Why a result is an error, for QVERIFY2; empty when it is none.
template <typename T>
QByteArray reason(const Lifeboat::Result<T> &result)
{
    if (result)
        return {};
    return (result.error().message.toEnglish() + QStringLiteral(" | ") + result.error().detail)
        .toUtf8();
}
