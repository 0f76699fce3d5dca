#include "support/sshdfixture.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <QThread>

#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

namespace {

QString tool(const QString &name)
{
    const QString found = QStandardPaths::findExecutable(name);
    return found.isEmpty() ? QStandardPaths::findExecutable(name, {u"/usr/sbin"_s, u"/sbin"_s})
                           : found;
}

int freePort()
{
    const int descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    ::bind(descriptor, reinterpret_cast<sockaddr *>(&address), size);
    ::getsockname(descriptor, reinterpret_cast<sockaddr *>(&address), &size);
    ::close(descriptor);
    return ntohs(address.sin_port);
}

void write(const QString &path, const QString &text, bool append = false)
{
    QFile file(path);
    if (file.open(append ? QIODevice::Append : QIODevice::WriteOnly))
        file.write(text.toUtf8());
}

// /etc becomes a copy on a memory disk, seen by this sshd and its children only.
constexpr auto Accounts = R"(set -e
mkdir -p "$1/etc" "$1/home"
mount -t tmpfs none "$1/etc"
cp -a /etc/. "$1/etc/"
mount --bind "$1/etc" /etc
for user in ops dev free; do
    userdel "$user" 2>/dev/null || true
    useradd -M -d "$1/home" -s /bin/sh "$user"
    printf '%s:%s\n' "$user" "$2" | chpasswd
done
chmod 755 "$1" "$1/home"
cp "$1/pam" /etc/pam.d/sshd
if [ -d /etc/sudoers.d ]; then
    echo 'ops ALL=(ALL:ALL) ALL' >/etc/sudoers.d/lifeboat-test
    echo 'free ALL=(ALL:ALL) NOPASSWD: ALL' >>/etc/sudoers.d/lifeboat-test
    chmod 440 /etc/sudoers.d/lifeboat-test
fi
shift 2
exec "$@"
)";

} // namespace

SshdFixture::SshdFixture(const SshdOptions &options)
{
    for (const QString &name : {u"sshd"_s, u"ssh-keygen"_s}) {
        if (tool(name).isEmpty())
            m_problem = name + u" is not installed"_s;
    }
    if (options.accounts && ::geteuid() != 0)
        m_problem = u"test accounts need root"_s;
    if (!m_problem.isEmpty())
        return;
    if (::geteuid() == 0)
        QDir().mkpath(u"/run/sshd"_s); // sshd wants its privilege separation folder
    m_port = freePort();
    for (const QString &type : options.hostKeys)
        makeKey(u"host_"_s + type, {u"-t"_s, type}, false);
    makeKey(u"user"_s, {u"-t"_s, u"ed25519"_s});
    writeConfig(options);
    m_keys = std::make_unique<HostKeyStore>(path(u"known_hosts"_s), QStringList());
    launch(options);
}

SshdFixture::~SshdFixture()
{
    if (m_listener > 0)
        ::kill(pid_t(m_listener), SIGCONT);
    m_process.terminate();
    if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(5000)) {
        m_process.kill();
        m_process.waitForFinished(2000);
    }
}

void SshdFixture::writeConfig(const SshdOptions &options)
{
    QStringList lines = options.config;
    for (const QString &type : options.hostKeys)
        lines << u"HostKey "_s + path(u"host_"_s + type);
    lines << u"ListenAddress 127.0.0.1"_s << u"Port "_s + QString::number(m_port)
          << u"PidFile "_s + path(u"pid"_s) << u"AuthorizedKeysFile "_s + path(u"authorized_keys"_s)
          << u"StrictModes no"_s << u"UseDNS no"_s << u"PermitRootLogin yes"_s << u"PrintMotd no"_s
          << u"LogLevel VERBOSE"_s << (options.accounts ? u"UsePAM yes"_s : u"UsePAM no"_s);
    if (lines.filter(u"MaxStartups "_s).isEmpty()) // of this one the last line counts
        lines << u"MaxStartups 100"_s;
    write(path(u"config"_s), lines.join(u'\n') + u'\n');
    QStringList pam = options.pam;
    if (pam.isEmpty())
        pam << u"auth required pam_unix.so"_s;
    pam << u"account required pam_permit.so"_s << u"session required pam_permit.so"_s;
    write(path(u"pam"_s), pam.join(u'\n') + u'\n');
}

void SshdFixture::launch(const SshdOptions &options)
{
    const QStringList server{tool(u"sshd"_s),   u"-D"_s, u"-f"_s,
                             path(u"config"_s), u"-E"_s, path(u"sshd.log"_s)};
    if (options.accounts)
        m_process.start(u"unshare"_s, QStringList{u"-m"_s, u"--propagation"_s, u"private"_s,
                                                  u"sh"_s, u"-c"_s, QString::fromLatin1(Accounts),
                                                  u"sh"_s, folder(), QString::fromUtf8(Password)}
                                          + server);
    else
        m_process.start(server.first(), server.mid(1));
    QElapsedTimer waited;
    waited.start();
    QFile pid(path(u"pid"_s));
    while (m_process.state() != QProcess::NotRunning && waited.elapsed() < 20000) {
        if (pid.open(QIODevice::ReadOnly)) {
            m_listener = pid.readAll().trimmed().toLongLong();
            pid.close();
            if (m_listener > 0)
                return;
        }
        m_process.waitForFinished(50);
    }
    m_problem =
        u"sshd does not start: "_s + QString::fromUtf8(m_process.readAllStandardError()) + log();
}

QString SshdFixture::userName()
{
    return QFileInfo(QDir::homePath()).owner();
}

QString SshdFixture::log() const
{
    QFile file(path(u"sshd.log"_s));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

HostKey SshdFixture::hostKey(const QString &type) const
{
    QFile file(path(u"host_"_s + type + u".pub"_s));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QList<QByteArray> fields = file.readAll().split(' ');
    return {QString::fromLatin1(fields.at(0)), fields.at(1)};
}

QString SshdFixture::makeKey(const QString &name, const QStringList &options, bool authorized)
{
    QStringList arguments = options;
    if (!arguments.contains(u"-N"_s))
        arguments << u"-N"_s << QString();
    const QString file = path(name);
    if (!run(u"ssh-keygen"_s, arguments + QStringList{u"-q"_s, u"-f"_s, file}))
        return {};
    QFile half(file + u".pub"_s);
    if (authorized && half.open(QIODevice::ReadOnly))
        write(path(u"authorized_keys"_s), QString::fromUtf8(half.readAll()), true);
    return file;
}

HostProfile SshdFixture::profile() const
{
    return {.id = u"test-00000000"_s,
            .name = u"test"_s,
            .ssh = {userName(), u"127.0.0.1"_s, m_port},
            .identityFiles = {userKey()}};
}

SshSettings SshdFixture::settings()
{
    return {.keys = m_keys.get(), .trust = {hostKey().fingerprint()}, .mark = u"run-1"_s};
}

bool SshdFixture::isAlive(qint64 pid)
{
    QFile file(u"/proc/%1/stat"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray text = file.readAll();
    return !text.mid(text.lastIndexOf(") ") + 2).startsWith('Z');
}

bool SshdFixture::run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    return process.waitForFinished(60000) && process.exitStatus() == QProcess::NormalExit
           && process.exitCode() == 0;
}
