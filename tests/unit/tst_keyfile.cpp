#include "remote/keyfile.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

class tst_KeyFile : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_number = 0;

    QString write(const QByteArray &text)
    {
        const QString path = m_folder.filePath(u"file-%1"_s.arg(++m_number));
        QFile file(path);
        if (file.open(QIODevice::WriteOnly))
            file.write(text);
        return path;
    }

    QString make(const QStringList &options)
    {
        const QString path = m_folder.filePath(u"key-%1"_s.arg(++m_number));
        return QProcess::execute(u"ssh-keygen"_s, options + QStringList{u"-q"_s, u"-f"_s, path})
                       == 0
                   ? path
                   : QString();
    }

    static QByteArray contents(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private slots:
    void initTestCase()
    {
        if (QStandardPaths::findExecutable(u"ssh-keygen"_s).isEmpty())
            QSKIP("ssh-keygen is not installed.");
    }

    void whatSshKeygenWritesIsUnderstood_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<bool>("encrypted");
        QTest::addColumn<QString>("type");
        const QStringList rsa{u"-t"_s, u"rsa"_s, u"-b"_s, u"2048"_s};
        const QStringList ed{u"-t"_s, u"ed25519"_s};
        const QStringList open{u"-N"_s, QString()};
        const QStringList locked{u"-N"_s, u"sesame"_s};
        QTest::newRow("ed25519") << ed + open << false << u"ssh-ed25519"_s;
        QTest::newRow("ed25519 locked") << ed + locked << true << u"ssh-ed25519"_s;
        QTest::newRow("cbc") << ed + locked + QStringList{u"-Z"_s, u"aes256-cbc"_s} << true
                             << u"ssh-ed25519"_s;
        QTest::newRow("ecdsa") << QStringList{u"-t"_s, u"ecdsa"_s} + open << false
                               << u"ecdsa-sha2-nistp256"_s;
        QTest::newRow("rsa") << rsa + open << false << u"ssh-rsa"_s;
        for (const auto &format : {u"PEM"_s, u"PKCS8"_s}) {
            QTest::newRow(qPrintable(format))
                << rsa + open + QStringList{u"-m"_s, format} << false << u"ssh-rsa"_s;
            QTest::newRow(qPrintable(format + u" locked"_s))
                << rsa + locked + QStringList{u"-m"_s, format} << true << u"ssh-rsa"_s;
        }
    }
    void whatSshKeygenWritesIsUnderstood()
    {
        QFETCH(QStringList, options);
        const QString path = make(options);
        QVERIFY(!path.isEmpty());
        const auto key = KeyFile::inspect(path);
        QVERIFY(key);
        QTEST(key->encrypted, "encrypted");
        QTEST(key->publicType, "type");
        QCOMPARE(key->publicKey, contents(path + u".pub"_s).split(' ').at(1));

        // With the line ends of Windows, and without the public half beside it.
        QByteArray text = contents(path);
        const auto again = KeyFile::inspect(write(text.replace("\n", "\r\n")));
        QVERIFY(again);
        QCOMPARE(again->encrypted, key->encrypted);
    }

    void whatTheLibraryCannotDoIsRefusedWithAdvice_data()
    {
        QTest::addColumn<QStringList>("options");
        const QStringList ed{u"-t"_s, u"ed25519"_s, u"-N"_s, u"sesame"_s};
        QTest::newRow("gcm") << ed + QStringList{u"-Z"_s, u"aes256-gcm@openssh.com"_s};
        QTest::newRow("gcm128") << ed + QStringList{u"-Z"_s, u"aes128-gcm@openssh.com"_s};
        QTest::newRow("chacha") << ed + QStringList{u"-Z"_s, u"chacha20-poly1305@openssh.com"_s};
    }
    void whatTheLibraryCannotDoIsRefusedWithAdvice()
    {
        QFETCH(QStringList, options);
        const auto key = KeyFile::inspect(make(options));
        QVERIFY(!key);
        QCOMPARE(key.error().kind, Error::Kind::Denied);
        QVERIFY(key.error().hint.toEnglish().contains(u"ssh-keygen -p"_s));
    }

    void tooManyRoundsAreRefusedBeforeTheyAreComputed()
    {
        QByteArray blob = "openssh-key-v1"_ba + '\0';
        const auto add = [&blob](const QByteArray &field) {
            blob += QByteArray("\0\0\0", 3) + char(field.size()) + field;
        };
        add("aes256-ctr");
        add("bcrypt");
        add(QByteArray("\0\0\0\4salt", 8) + QByteArray("\x7f\xff\xff\xff", 4));
        blob += QByteArray("\0\0\0\1", 4);
        add(QByteArray("\0\0\0\x0bssh-ed25519", 15));
        const auto key =
            KeyFile::inspect(write("-----BEGIN OPENSSH PRIVATE KEY-----\n" + blob.toBase64()
                                   + "\n-----END OPENSSH PRIVATE KEY-----\n"));
        QVERIFY(!key);
        QVERIFY(key.error().hint.toEnglish().contains(u"take too long"_s));
    }

    void whatIsNoKeyIsRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("hint");
        QTest::newRow("empty") << QByteArray() << u"no private key"_s;
        QTest::newRow("text") << QByteArray("hello\n") << u"no private key"_s;
        QTest::newRow("huge") << QByteArray(1'000'000, 'x') << u"no private key"_s;
        QTest::newRow("public") << QByteArray("ssh-ed25519 AAAA me\n") << u"public half"_s;
        QTest::newRow("putty") << QByteArray("PuTTY-User-Key-File-3: ssh-ed25519\n")
                               << u"PuTTYgen"_s;
        const QByteArray begin = "-----BEGIN OPENSSH PRIVATE KEY-----\n";
        QTest::newRow("cut") << begin + "b3BlbnNzaC1rZXktdjEAAAAABG5vbmU" << u"damaged"_s;
        QTest::newRow("garbage") << begin + "AAAA\n-----END OPENSSH PRIVATE KEY-----\n"
                                 << u"damaged"_s;
        QTest::newRow("lengths lie")
            << begin + ("openssh-key-v1"_ba + '\0' + "\xff\xff\xff\xffxx").toBase64()
                   + "\n-----END OPENSSH PRIVATE KEY-----\n"
            << u"damaged"_s;
    }
    void whatIsNoKeyIsRefused()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, hint);
        const auto key = KeyFile::inspect(write(text));
        QVERIFY(!key);
        QVERIFY2(key.error().hint.toEnglish().contains(hint),
                 qPrintable(key.error().hint.toEnglish()));
    }

    void aMissingFileIsNotFound()
    {
        const auto key = KeyFile::inspect(m_folder.filePath(u"none"_s));
        QVERIFY(!key);
        QCOMPARE(key.error().kind, Error::Kind::NotFound);
    }
};

QTEST_GUILESS_MAIN(tst_KeyFile)
#include "tst_keyfile.moc"
