#include "remote/hostkeystore.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QMessageAuthenticationCode>
#include <QSaveFile>

#include <mutex>
#include <optional>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Lifeboat {

namespace {

// Two runs may learn a key at the same time: threads are kept apart by this, programs by a file.
std::mutex s_writing;

struct KnownLine
{
    bool revoked = false;
    QString hosts; // one hashed name, or patterns separated by commas
    HostKey key;
};

// nullopt: a comment, a certificate authority (which we do not act on) or nothing readable.
std::optional<KnownLine> parsed(const QByteArray &line)
{
    QList<QByteArray> fields = line.simplified().split(' ');
    if (fields.first().isEmpty() || fields.first().startsWith('#'))
        return {};
    KnownLine known;
    if (fields.first().startsWith('@')) {
        if (fields.takeFirst() != "@revoked")
            return {};
        known.revoked = true;
    }
    if (fields.size() < 3)
        return {};
    known.hosts = QString::fromUtf8(fields.at(0));
    known.key = {QString::fromLatin1(fields.at(1)), fields.at(2)};
    const auto blob =
        QByteArray::fromBase64Encoding(fields.at(2), QByteArray::AbortOnBase64DecodingErrors);
    if (!blob || (*blob).isEmpty())
        return {};
    return known;
}

// The name under which ssh records a host.
QString recordedName(const QString &address, int port)
{
    const QString name = address.toLower();
    return port == 22 ? name : u'[' + name + u"]:"_s + QString::number(port);
}

bool matchesHash(const QString &hashed, const QString &name)
{
    const QStringList parts = hashed.split(u'|'); // |1|salt|hash
    if (parts.size() != 4 || parts.at(1) != u"1")
        return false;
    QMessageAuthenticationCode code(QCryptographicHash::Sha1,
                                    QByteArray::fromBase64(parts.at(2).toLatin1()));
    code.addData(name.toUtf8());
    return code.result() == QByteArray::fromBase64(parts.at(3).toLatin1());
}

// ssh's own patterns: * and ? only, everything else is itself (also the brackets of a port).
bool matchesPattern(QStringView pattern, QStringView name)
{
    while (!pattern.isEmpty() && pattern.front() != u'*') {
        if (name.isEmpty() || (pattern.front() != u'?' && pattern.front() != name.front()))
            return false;
        pattern = pattern.mid(1);
        name = name.mid(1);
    }
    if (pattern.isEmpty())
        return name.isEmpty();
    for (qsizetype i = 0; i <= name.size(); ++i) {
        if (matchesPattern(pattern.mid(1), name.mid(i)))
            return true;
    }
    return false;
}

bool isFor(const KnownLine &line, const QString &name)
{
    if (line.hosts.startsWith(u"|1|"))
        return matchesHash(line.hosts, name);
    bool matches = false;
    for (const QString &entry : line.hosts.toLower().split(u',', Qt::SkipEmptyParts)) {
        const bool negated = entry.startsWith(u'!');
        if (!matchesPattern(negated ? QStringView(entry).mid(1) : QStringView(entry), name))
            continue;
        if (negated)
            return false;
        matches = true;
    }
    return matches;
}

Error unusable(const QString &path, const QString &why)
{
    return {Error::Kind::Storage,
            {QT_TRANSLATE_NOOP("Text", "The list of trusted host keys %1 cannot be used."), {path}},
            {QT_TRANSLATE_NOOP("Text", "Make the file readable and writable for you."), {}},
            why};
}

Result<QList<QByteArray>> linesOf(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return QList<QByteArray>();
    if (!file.open(QIODevice::ReadOnly))
        return unusable(path, file.errorString());
    QList<QByteArray> lines = file.readAll().split('\n');
    if (lines.last().isEmpty())
        lines.removeLast();
    return lines;
}

Result<QList<KnownLine>> linesFor(const QStringList &paths, const QString &name)
{
    QList<KnownLine> result;
    for (const QString &path : paths) {
        const auto lines = linesOf(path);
        if (!lines)
            return lines.error();
        for (const QByteArray &line : *lines) {
            const auto known = parsed(line);
            if (known && isFor(*known, name))
                result << *known;
        }
    }
    return result;
}

// The line without the host, empty when nothing remains of it. Lines that only say something
// about other hosts, patterns and revocations stay as they are: whoever wrote those by hand into
// our file takes them back by hand.
QByteArray without(const QByteArray &line, const QString &name)
{
    const auto known = parsed(line);
    if (!known || known->revoked || !isFor(*known, name))
        return line + '\n';
    QStringList rest;
    for (const QString &entry : known->hosts.split(u',', Qt::SkipEmptyParts)) {
        if (!entry.startsWith(u"|1|") && entry.toLower() != name)
            rest << entry;
    }
    if (rest.isEmpty())
        return {};
    return rest.join(u',').toUtf8() + ' ' + known->key.type.toLatin1() + ' ' + known->key.key
           + '\n';
}

// Our own file without what it says about the host, and with `added` at its end.
Result<> rewrite(const QString &path, const QString &name, const QByteArray &added)
{
    const std::lock_guard guard(s_writing);
    QDir().mkpath(QFileInfo(path).absolutePath());
    QLockFile lock(path + u".lock"_s);
    if (!lock.tryLock(5s))
        return unusable(path, u"locked by another program"_s);
    const auto lines = linesOf(path);
    if (!lines)
        return lines.error();

    QByteArray text;
    for (const QByteArray &line : *lines)
        text += without(line, name);
    text += added;

    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return unusable(path, file.errorString());
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    file.write(text);
    if (!file.commit())
        return unusable(path, file.errorString());
    return {};
}

} // namespace

QString HostKey::fingerprint() const
{
    const QByteArray digest =
        QCryptographicHash::hash(QByteArray::fromBase64(key), QCryptographicHash::Sha256);
    return u"SHA256:"_s + QString::fromLatin1(digest.toBase64(QByteArray::OmitTrailingEquals));
}

HostKeyStore::HostKeyStore(QString ownFile, QStringList readOnlyFiles)
    : m_ownFile(std::move(ownFile))
    , m_readOnlyFiles(std::move(readOnlyFiles))
{
}

Result<HostKeyStore::Verdict> HostKeyStore::judge(const QString &address, int port,
                                                  const HostKey &key) const
{
    const auto lines =
        linesFor(QStringList(m_ownFile) + m_readOnlyFiles, recordedName(address, port));
    if (!lines)
        return lines.error();
    Verdict verdict = Verdict::Unknown;
    for (const KnownLine &line : *lines) {
        if (line.revoked && line.key.key == key.key)
            return Verdict::Revoked;
        if (line.revoked)
            continue;
        if (line.key == key)
            verdict = Verdict::Known;
        else if (verdict == Verdict::Unknown)
            verdict = Verdict::Changed;
    }
    return verdict;
}

QStringList HostKeyStore::knownTypes(const QString &address, int port) const
{
    QStringList types;
    for (const HostKey &key : knownKeys(address, port)) {
        if (!types.contains(key.type))
            types << key.type;
    }
    return types;
}

QList<HostKey> HostKeyStore::knownKeys(const QString &address, int port) const
{
    QList<HostKey> keys;
    const auto lines =
        linesFor(QStringList(m_ownFile) + m_readOnlyFiles, recordedName(address, port));
    if (!lines)
        return keys;
    for (const KnownLine &line : *lines) {
        if (!line.revoked && !keys.contains(line.key))
            keys << line.key;
    }
    return keys;
}

HostKeyStore HostKeyStore::withReadOnlyFiles(const QStringList &files) const
{
    return HostKeyStore(m_ownFile, m_readOnlyFiles + files);
}

Result<> HostKeyStore::trust(const QString &address, int port, const HostKey &key)
{
    const QString name = recordedName(address, port);
    return rewrite(m_ownFile, name,
                   name.toUtf8() + ' ' + key.type.toLatin1() + ' ' + key.key + '\n');
}

Result<> HostKeyStore::forget(const QString &address, int port)
{
    return rewrite(m_ownFile, recordedName(address, port), {});
}

} // namespace Lifeboat
