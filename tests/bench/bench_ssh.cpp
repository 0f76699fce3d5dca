// Measures the SSH layer against OpenSSH's own client and prints a table of ratios: the two run in
// turns, so that whatever else the machine does meets both. Not a test; run it by hand:
//
//   bench_ssh [--size MIB] [--rounds N] [--delay] [--tabbed]
//
// tests/bench/run.sh takes the tabbed rows into its own table.
// Each transfer ends on the disk: ours is hashed and synced like an artifact, ssh's is redirected.

#include "base/sha256.h"
#include "support/sshddelayrelay.h"
#include "support/sshdfixture.h"

#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QFile>
#include <QTextStream>

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

namespace {

struct Cost
{
    double seconds = 0;
    double processor = 0; // of the client alone
};

double processorSeconds(int who)
{
    rusage usage = {};
    ::getrusage(who, &usage);
    const auto sum = [](timeval a, timeval b) {
        return double(a.tv_sec + b.tv_sec) + double(a.tv_usec + b.tv_usec) / 1e6;
    };
    return sum(usage.ru_utime, usage.ru_stime);
}

double median(QList<double> values)
{
    std::sort(values.begin(), values.end());
    return values.at(values.size() / 2);
}

// Hashes, writes and syncs in a thread of its own, as the vault does.
class SyncedFile
{
public:
    explicit SyncedFile(const QString &path)
        : m_file(path)
        , m_good(m_file.open(QIODevice::WriteOnly | QIODevice::Truncate | QIODevice::Unbuffered))
        , m_thread([this] { drain(); })
    {
    }

    void add(QByteArrayView data)
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_waiting.size() < 16; });
        m_waiting.push_back(data.toByteArray());
        m_changed.notify_all();
    }

    bool finish(qint64 bytes)
    {
        add({});
        m_thread.join();
        return m_good && ::fsync(m_file.handle()) == 0 && m_file.size() == bytes
               && m_hash.hex().size() == 64;
    }

private:
    void drain()
    {
        for (;;) {
            std::unique_lock lock(m_mutex);
            m_changed.wait(lock, [this] { return !m_waiting.empty(); });
            const QByteArray data = std::move(m_waiting.front());
            m_waiting.pop_front();
            m_changed.notify_all();
            lock.unlock();
            if (data.isEmpty())
                return;
            m_hash.add(data);
            m_good = m_file.write(data) == data.size() && m_good;
        }
    }

    QFile m_file;
    Sha256 m_hash;
    bool m_good;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<QByteArray> m_waiting;
    std::thread m_thread;
};

class Bench
{
public:
    Bench(SshdFixture &sshd, int port, qint64 bytes)
        : m_sshd(sshd)
        , m_port(port)
        , m_bytes(bytes)
    {
        HostProfile profile = sshd.profile();
        profile.ssh.port = port;
        m_host = sshHost(profile, sshd.settings());
    }

    bool warmUp(int sessions)
    {
        // Signing in is not part of a transfer: a run keeps its sessions.
        for (int i = 0; i < sessions; ++i) {
            const auto session = m_host->session({});
            if (!session) {
                QTextStream(stderr) << reason(session) << '\n';
                return false;
            }
            m_sessions << *session;
        }
        return true;
    }

    // One stream a session, all at once, into files of their own.
    std::optional<Cost> ours(int streams)
    {
        const double before = processorSeconds(RUSAGE_SELF);
        QElapsedTimer time;
        time.start();
        std::atomic_int failed = 0;
        std::vector<std::thread> threads;
        for (int i = 0; i < streams; ++i)
            threads.emplace_back([&, i] { failed += !receive(i, m_bytes / streams); });
        for (std::thread &thread : threads)
            thread.join();
        if (failed > 0)
            return {};
        return Cost{double(time.nsecsElapsed()) / 1e9, processorSeconds(RUSAGE_SELF) - before};
    }

    // The same bytes by ssh, one after the other.
    std::optional<Cost> openSsh(int streams, const QString &cipher)
    {
        const double before = processorSeconds(RUSAGE_CHILDREN);
        QElapsedTimer time;
        time.start();
        for (int i = 0; i < streams; ++i) {
            QProcess ssh;
            ssh.setStandardOutputFile(m_sshd.path(u"ssh-out"_s));
            ssh.start(u"ssh"_s,
                      {u"-F"_s, u"/dev/null"_s, u"-i"_s, m_sshd.userKey(), u"-p"_s,
                       QString::number(m_port), u"-c"_s, cipher, u"-o"_s,
                       u"StrictHostKeyChecking=no"_s, u"-o"_s, u"LogLevel=ERROR"_s, u"-o"_s,
                       u"UserKnownHostsFile="_s + m_sshd.path(u"bench_hosts"_s),
                       SshdFixture::userName() + u"@127.0.0.1"_s, command(m_bytes / streams)});
            if (!ssh.waitForFinished(-1) || ssh.exitCode() != 0) {
                QTextStream(stderr) << ssh.readAllStandardError() << '\n';
                return {};
            }
        }
        return Cost{double(time.nsecsElapsed()) / 1e9, processorSeconds(RUSAGE_CHILDREN) - before};
    }

private:
    static QString command(qint64 bytes) { return u"head -c %1 /dev/zero"_s.arg(bytes); }

    bool receive(int index, qint64 bytes)
    {
        SyncedFile file(m_sshd.path(u"out-%1"_s.arg(index)));
        CommandOptions options;
        options.output = [&](QByteArrayView part) -> Result<> {
            file.add(part);
            return {};
        };
        const auto done =
            m_sessions.at(index)->run(ShellCommand("sh -c") << command(bytes), options);
        if (!done)
            QTextStream(stderr) << reason(done) << '\n';
        return file.finish(bytes) && done;
    }

    SshdFixture &m_sshd;
    int m_port;
    qint64 m_bytes;
    std::unique_ptr<RemoteHost> m_host;
    QList<std::shared_ptr<RemoteSession>> m_sessions;
};

// What is compared, and what is aimed at.
struct Comparison
{
    QString title;
    int streams = 1;
    int sshStreams = 1; // the same bytes, one after the other
    QString cipher;
    double aim = 1;
};

class Table
{
public:
    Table(bool isTabbed, int rounds)
        : m_out(stdout)
        , m_isTabbed(isTabbed)
        , m_rounds(rounds)
    {
        if (!isTabbed)
            m_out << u"ratio above 1: faster than ssh; median of %1\n"_s.arg(rounds);
    }

    bool row(const Comparison &compared, Bench &bench, qint64 bytes)
    {
        QList<double> ratios;
        QList<double> speeds;
        QList<double> theirs;
        QList<double> processor;
        for (int i = 0; i < m_rounds; ++i) {
            const auto own = bench.ours(compared.streams);
            const auto ssh = bench.openSsh(compared.sshStreams, compared.cipher);
            if (!own || !ssh)
                return false;
            ratios << ssh->seconds / own->seconds;
            speeds << double(bytes) / 1e6 / own->seconds;
            theirs << double(bytes) / 1e6 / ssh->seconds;
            processor << own->processor / ssh->processor;
        }
        if (m_isTabbed)
            m_out << u"ssh: %1\t%2 MB/s\t%3 MB/s\t%4\t>= %5\n"_s.arg(compared.title)
                         .arg(median(speeds), 0, 'f', 1)
                         .arg(median(theirs), 0, 'f', 1)
                         .arg(median(ratios), 0, 'f', 2)
                         .arg(compared.aim, 0, 'f', 1);
        else
            m_out << compared.title.leftJustified(44)
                  << u"%1x  best %2x  ours %3 MB/s  ssh %4 MB/s  processor %5x\n"_s
                         .arg(median(ratios), 5, 'f', 2)
                         .arg(*std::max_element(ratios.begin(), ratios.end()), 5, 'f', 2)
                         .arg(median(speeds), 6, 'f', 1)
                         .arg(median(theirs), 6, 'f', 1)
                         .arg(median(processor), 5, 'f', 2);
        m_out.flush();
        return true;
    }

private:
    QTextStream m_out;
    bool m_isTabbed;
    int m_rounds;
};

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{u"size"_s, u"MiB of a transfer"_s, u"MIB"_s, u"1024"_s},
                       {u"rounds"_s, u"runs of each"_s, u"N"_s, u"3"_s},
                       {u"delay"_s, u"also behind a round trip of 50 ms"_s},
                       {u"tabbed"_s, u"rows of: what, ours, ssh's, ratio, aim"_s}});
    parser.process(application);
    const qint64 bytes = qMax(1LL, parser.value(u"size"_s).toLongLong()) * 1024 * 1024;
    Table table(parser.isSet(u"tabbed"_s), qMax(1, parser.value(u"rounds"_s).toInt()));

    for (const QString &cipher :
         {u"aes128-gcm@openssh.com"_s, u"chacha20-poly1305@openssh.com"_s}) {
        SshdFixture sshd({.config = {u"Ciphers "_s + cipher}});
        if (!sshd.problem().isEmpty()) {
            QTextStream(stderr) << sshd.problem() << '\n';
            return 1;
        }
        const QString name = cipher.section(u'@', 0, 0);
        const double aimOfTwo = name.startsWith(u"chacha20") ? 1.2 : 1.0;
        Bench bench(sshd, sshd.port(), bytes);
        if (!bench.warmUp(2)
            || !table.row({name + u", one stream"_s, 1, 1, cipher, 0.9}, bench, bytes)
            || !table.row({name + u", two at once, ssh one by one"_s, 2, 2, cipher, aimOfTwo},
                          bench, bytes))
            return 1;
    }
    if (parser.isSet(u"delay"_s)) {
        const QString cipher = u"aes128-gcm@openssh.com"_s;
        SshdFixture sshd({.config = {u"Ciphers "_s + cipher}});
        const SshdDelayRelay relay(sshd.port(), std::chrono::milliseconds(25));
        const qint64 part = qMin<qint64>(bytes, 256 * 1024 * 1024);
        Bench bench(sshd, relay.port(), part);
        if (!sshd.keys().trust(u"127.0.0.1"_s, relay.port(), sshd.hostKey()) || !bench.warmUp(4)
            || !table.row({u"50 ms, one stream"_s, 1, 1, cipher, 1.0}, bench, part)
            || !table.row({u"50 ms, four at once, ssh once"_s, 4, 1, cipher, 1.0}, bench, part))
            return 1;
    }
    return 0;
}
