#include "base/sealing.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

// What is sealed opens with its passphrase alone, here and by openssl itself.
class tst_Sealing : public QObject
{
    Q_OBJECT

    const QString m_passphrase = u"it's \"ein\" Pässwort 名"_s;

    static QByteArray content() { return QByteArray("SECRET_KEY=a\0b\n", 15).repeated(5000); }

    // openssl's exit status; what it wrote is in `opened`.
    static int byOpenSsl(const QByteArray &sealed, const QString &passphrase, QByteArray *opened)
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"sealed"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(sealed) != sealed.size())
            return -1;
        file.close();
        QProcess openssl;
        openssl.start(u"openssl"_s, {u"cms"_s, u"-decrypt"_s, u"-inform"_s, u"DER"_s, u"-binary"_s,
                                     u"-pwri_password"_s, passphrase, u"-in"_s, file.fileName()});
        if (!openssl.waitForStarted() || !openssl.waitForFinished())
            return -1;
        *opened = openssl.readAllStandardOutput();
        return openssl.exitCode();
    }

private slots:
    void opensslOpensIt()
    {
        const Result<QByteArray> sealed = seal(content(), m_passphrase);
        QVERIFY(sealed);
        QVERIFY(!sealed->contains("SECRET_KEY"));
        QByteArray opened;
        QCOMPARE(byOpenSsl(*sealed, m_passphrase, &opened), 0);
        QCOMPARE(opened, content());
        QVERIFY(byOpenSsl(*sealed, u"another"_s, &opened) != 0);
        const Result<QByteArray> here = unseal(*sealed, m_passphrase);
        QVERIFY(here);
        QCOMPARE(*here, content());
        // The same letters, as another system hands them over.
        QVERIFY(unseal(*sealed, m_passphrase.normalized(QString::NormalizationForm_D)));
    }

    void twoAreNeverAlike()
    {
        QVERIFY(*seal(content(), m_passphrase) != *seal(content(), m_passphrase));
    }

    void nothingIsSealedToo()
    {
        const Result<QByteArray> sealed = seal({}, m_passphrase);
        QVERIFY(sealed);
        const Result<QByteArray> opened = unseal(*sealed, m_passphrase);
        QVERIFY(opened);
        QVERIFY(opened->isEmpty());
    }

    void aWrongPassphraseOpensNothing()
    {
        const Result<QByteArray> sealed = seal(content(), m_passphrase);
        for (const QString &wrong : {QString(), u"it's"_s, m_passphrase + u' '}) {
            const Result<QByteArray> opened = unseal(*sealed, wrong);
            QVERIFY(!opened);
            QCOMPARE(opened.error().kind, Error::Kind::Denied);
        }
    }

    void aFlippedBitOrAMissingEndOpensNothing()
    {
        const QByteArray sealed = *seal(content(), m_passphrase);
        for (const qsizetype at :
             {qsizetype(3), qsizetype(150), sealed.size() / 2, sealed.size() - 3}) {
            QByteArray damaged = sealed;
            damaged[at] = char(damaged.at(at) ^ 1);
            QVERIFY2(!unseal(damaged, m_passphrase), QByteArray::number(at).constData());
        }
        QVERIFY(!unseal(sealed.chopped(1), m_passphrase));
        QVERIFY(!unseal({}, m_passphrase));
        QVERIFY(!unseal("no message at all", m_passphrase));
    }

    void theCheckKnowsThePassphraseAndDoesNotHoldIt()
    {
        const PassphraseCheck check = PassphraseCheck::of(m_passphrase);
        const std::optional<PassphraseCheck> read = PassphraseCheck::fromJson(check.toJson());
        QCOMPARE(read, check);
        QVERIFY(read->accepts(m_passphrase));
        QVERIFY(read->accepts(m_passphrase.normalized(QString::NormalizationForm_D)));
        QVERIFY(!read->accepts(m_passphrase.chopped(1)));
        QVERIFY(!read->accepts({}));
        QVERIFY(PassphraseCheck::of(m_passphrase) != check);
    }

    void aDamagedCheckIsNone()
    {
        const QJsonObject good = PassphraseCheck::of(m_passphrase).toJson();
        for (const auto &[name, value] :
             QList<std::pair<QString, QJsonValue>>{{u"kdf"_s, u"MD5"_s},
                                                   {u"salt"_s, u"00"_s},
                                                   {u"rounds"_s, 0},
                                                   {u"hash"_s, u""_s},
                                                   {u"rounds"_s, 2'000'000'000}}) {
            QJsonObject bad = good;
            bad.insert(name, value);
            QVERIFY2(!PassphraseCheck::fromJson(bad), qPrintable(name));
        }
        QVERIFY(!PassphraseCheck().accepts({}));
    }
};

QTEST_GUILESS_MAIN(tst_Sealing)
#include "tst_sealing.moc"
