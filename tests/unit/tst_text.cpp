#include "base/result.h"
#include "base/text.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QLocale>
#include <QTest>
#include <QTranslator>

using namespace Lifeboat;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// Stands for a language: swaps the order of the arguments and has one plural form of its own.
class Reversed : public QTranslator
{
public:
    bool isEmpty() const override { return false; }
    QString translate(const char *context, const char *source, const char *, int n) const override
    {
        if (qstrcmp(context, "Text") != 0)
            return {};
        if (qstrcmp(source, "%1 into %2") == 0)
            return u"%2 < %1"_s;
        if (qstrcmp(source, "%n databases") == 0)
            return n == 1 ? u"one database"_s : u"many (%n) databases"_s;
        return {};
    }
};

class tst_Text : public QObject
{
    Q_OBJECT

private slots:
    void init() { QLocale::setDefault(QLocale::c()); }

    void everyKindOfArgumentSurvivesJson()
    {
        const Text text{"%1 %2 %3 %4 %5",
                        {u"na\"me 中文 \n"_s, qint64(1) << 40, ByteCount{1500},
                         std::chrono::seconds(75), QDateTime({2026, 11, 22}, {2, 0}, Qt::UTC)}};
        const QByteArray bytes = QJsonDocument(text.toJson()).toJson();
        const Text back = Text::fromJson(QJsonDocument::fromJson(bytes).object());
        QCOMPARE(back, text);
        QCOMPARE(back.args.size(), 5);
        for (size_t i = 0; i < 5; ++i)
            QCOMPARE(back.args.at(qsizetype(i)).index(), i);
    }

    void argumentsAreFormattedAsWhatTheyAre()
    {
        const Text text{"%1|%2|%3|%4", {u"bklite"_s, qint64(3), ByteCount{1500000}, 75s}};
        QCOMPARE(text.toEnglish(), u"bklite|3|1.50 MB|1 min 15 s"_s);
    }

    void sizesHaveThreeDigitsAtMost_data()
    {
        QTest::addColumn<qint64>("bytes");
        QTest::addColumn<QString>("shown");
        QTest::newRow("none") << 0LL << u"0 B"_s;
        QTest::newRow("bytes") << 999LL << u"999 B"_s;
        QTest::newRow("first kB") << 1000LL << u"1.00 kB"_s;
        QTest::newRow("tens") << 12345LL << u"12.3 kB"_s;
        QTest::newRow("rounds up") << 999950LL << u"1.00 MB"_s;
        QTest::newRow("hundreds") << 123456789LL << u"123 MB"_s;
        QTest::newRow("GB") << 2147483648LL << u"2.15 GB"_s;
    }

    void sizesHaveThreeDigitsAtMost()
    {
        QFETCH(qint64, bytes);
        QTEST(sizeText(bytes, QLocale::c()), "shown");
    }

    void anArgumentIsNeverReplacedAgain()
    {
        const Text text{"%1 into %2", {u"%2"_s, u"%1"_s}};
        QCOMPARE(text.toEnglish(), u"%2 into %1"_s);
        QCOMPARE(text.toString(), u"%2 into %1"_s);
    }

    void aNumberWithoutAnArgumentStays()
    {
        QCOMPARE((Text{"100%9 of %1", {u"x"_s}}).toEnglish(), u"100%9 of x"_s);
        QCOMPARE((Text{"100%", {}}).toEnglish(), u"100%"_s);
    }

    void isTranslatedWhenItIsShownAndNotWhenItIsMade()
    {
        const Text order{"%1 into %2", {u"a"_s, u"b"_s}};
        const Text one{"%n databases", {qint64(1)}};
        const Text many{"%n databases", {u"name"_s, qint64(7)}};
        QCOMPARE(many.toString(), u"7 databases"_s);

        Reversed language;
        QVERIFY(QCoreApplication::installTranslator(&language));
        QCOMPARE(order.toString(), u"b < a"_s);
        QCOMPARE(one.toString(), u"one database"_s);
        QCOMPARE(many.toString(),
                 u"many (7) databases"_s); // the first count, not the first argument
        QCOMPARE(order.toEnglish(), u"a into b"_s);
        QCOMPARE(many.toEnglish(), u"7 databases"_s);
        QCoreApplication::removeTranslator(&language);
        QCOMPARE(order.toString(), u"a into b"_s);
    }

    void anEmptyTextShowsNothing()
    {
        QVERIFY(Text().isEmpty());
        QCOMPARE(Text().toString(), QString());
        QCOMPARE(Text::fromJson({}), Text());
    }

    void anErrorSurvivesAsARecord()
    {
        for (int kind = 0; kind <= int(Error::Kind::Interrupted); ++kind) {
            const Error error{Error::Kind(kind),
                              {"Cannot dump \"%1\".", {u"me\ntis"_s}},
                              {"Free %1.", {ByteCount{5}}},
                              u"pg_dump: …"_s};
            QCOMPARE(Error::fromRecord(error.toRecord()), error);
            QCOMPARE(error.toJson().value(u"message"_s).toString(), u"Cannot dump \"me\ntis\"."_s);
        }
    }
};

QTEST_GUILESS_MAIN(tst_Text)
#include "tst_text.moc"
