#include "remote/keyfile.h"

#include <QCoreApplication>
#include <QFile>
#include <QtEndian>

using namespace Qt::StringLiterals;

namespace Lifeboat {

namespace {

constexpr qint64 SizeLimit = 64 * 1024; // an RSA key of 16384 bits has 13 kB
// One round costs about 20 ms; ssh-keygen's own number is 16. Deriving cannot be interrupted.
constexpr quint32 RoundLimit = 1000;

Error unusable(const QString &path, const Text &hint, const QString &detail = {},
               Error::Kind kind = Error::Kind::Denied)
{
    return {
        kind, {QT_TRANSLATE_NOOP("Text", "The key file %1 cannot be used."), {path}}, hint, detail};
}

// Reads the length-prefixed fields of RFC 4251.
class Fields
{
public:
    explicit Fields(QByteArray data)
        : m_data(std::move(data))
    {
    }

    bool isBroken() const { return m_broken; }

    quint32 number()
    {
        if (m_data.size() - m_at < 4) {
            m_broken = true;
            return 0;
        }
        const quint32 value = qFromBigEndian<quint32>(m_data.constData() + m_at);
        m_at += 4;
        return value;
    }

    QByteArray string()
    {
        const qsizetype size = number();
        if (m_broken || size > m_data.size() - m_at) {
            m_broken = true;
            return {};
        }
        const QByteArray value = m_data.mid(m_at, size);
        m_at += size;
        return value;
    }

private:
    QByteArray m_data;
    qsizetype m_at = 0;
    bool m_broken = false;
};

const QByteArray OpenSshBegin = "-----BEGIN OPENSSH PRIVATE KEY-----";
const QByteArray OpenSshEnd = "-----END OPENSSH PRIVATE KEY-----";

Result<> inspectOpenSsh(KeyFile &key, const QByteArray &text)
{
    const Text damaged{
        QT_TRANSLATE_NOOP("Text", "The file is damaged: it begins like a key of OpenSSH."), {}};
    const qsizetype begin = text.indexOf(OpenSshBegin) + OpenSshBegin.size();
    const qsizetype end = text.indexOf(OpenSshEnd, begin);
    const QByteArray data = QByteArray::fromBase64(text.mid(begin, end < 0 ? 0 : end - begin));
    const QByteArray magic("openssh-key-v1\0", 15);
    if (!data.startsWith(magic))
        return unusable(key.path, damaged);

    Fields fields(data.mid(magic.size()));
    const QByteArray cipher = fields.string();
    const QByteArray derivation = fields.string();
    Fields options(fields.string());
    const quint32 count = fields.number();
    const QByteArray publicKey = fields.string();
    if (fields.isBroken() || count != 1)
        return unusable(key.path, damaged);

    key.publicKey = publicKey.toBase64();
    key.publicType = QString::fromLatin1(Fields(publicKey).string());
    key.encrypted = cipher != "none";
    if (!key.encrypted)
        return {};
    static const QList<QByteArray> known{"aes256-ctr", "aes192-ctr", "aes128-ctr",
                                         "aes256-cbc", "aes192-cbc", "aes128-cbc"};
    if (!known.contains(cipher))
        return unusable(key.path,
                        {QT_TRANSLATE_NOOP("Text", "It is encrypted with %1. Encrypt it anew with "
                                                   "aes256-ctr: ssh-keygen -p -Z aes256-ctr -f "
                                                   "FILE, or load it into an SSH agent."),
                         {QString::fromLatin1(cipher)}});
    options.string(); // the salt
    if (derivation != "bcrypt" || options.number() > RoundLimit || options.isBroken())
        return unusable(key.path,
                        {QT_TRANSLATE_NOOP("Text", "Its passphrase is derived in a way that would "
                                                   "take too long. Load it into an SSH agent."),
                         {}},
                        QString::fromLatin1(derivation));
    return {};
}

void readPublicHalf(KeyFile &key)
{
    QFile file(key.path + u".pub"_s);
    if (!file.open(QIODevice::ReadOnly))
        return;
    const QList<QByteArray> fields = file.read(SizeLimit).simplified().split(' ');
    if (fields.size() < 2 || QByteArray::fromBase64(fields.at(1)).isEmpty())
        return;
    key.publicType = QString::fromLatin1(fields.at(0));
    key.publicKey = fields.at(1);
}

Result<> inspectPem(KeyFile &key, const QByteArray &text)
{
    key.format = KeyFile::Format::Pem;
    key.encrypted =
        text.contains("BEGIN ENCRYPTED PRIVATE KEY") || text.contains("Proc-Type: 4,ENCRYPTED");
    readPublicHalf(key);
    return {};
}

} // namespace

Result<KeyFile> KeyFile::inspect(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return unusable(path, {QT_TRANSLATE_NOOP("Text", "The file does not exist."), {}}, {},
                        Error::Kind::NotFound);
    if (!file.open(QIODevice::ReadOnly))
        return unusable(path, {QT_TRANSLATE_NOOP("Text", "Make the file readable for you."), {}},
                        file.errorString());
    const QByteArray text = file.read(SizeLimit + 1);
    KeyFile key;
    key.path = path;
    Result<> inspected;
    if (text.startsWith("PuTTY-User-Key-File"))
        inspected =
            unusable(path, {QT_TRANSLATE_NOOP("Text", "It is a key of PuTTY. Export it as an "
                                                      "OpenSSH key with PuTTYgen."),
                            {}});
    else if (text.size() > SizeLimit)
        inspected = unusable(path, {QT_TRANSLATE_NOOP("Text", "It is no private key."), {}});
    else if (text.contains(OpenSshBegin))
        inspected = inspectOpenSsh(key, text);
    else if (text.contains("-----BEGIN ") && text.contains("PRIVATE KEY-----"))
        inspected = inspectPem(key, text);
    else if (text.startsWith("ssh-") || text.startsWith("ecdsa-"))
        inspected =
            unusable(path, {QT_TRANSLATE_NOOP("Text", "It is the public half. Name the file "
                                                      "without .pub."),
                            {}});
    else
        inspected = unusable(path, {QT_TRANSLATE_NOOP("Text", "It is no private key."), {}});
    if (!inspected)
        return inspected.error();
    return key;
}

} // namespace Lifeboat
