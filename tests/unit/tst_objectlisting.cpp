#include "engine/objectlisting.h"
#include "platform/objectsignature.h"
#include "remote/objectprobe.h"
#include "storage/tarentry.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

// What a server of objects says it holds, and how that lies in an archive. The answers are recorded
// from MinIO RELEASE.2026-02-12T20-18-48Z.
class tst_ObjectListing : public QObject
{
    Q_OBJECT

    static QByteArray recorded(const QString &name)
    {
        QFile file(QStringLiteral(LIFEBOAT_SOURCE_DIR "/tests/data/answers/") + name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    static ObjectHistory history(const QByteArray &key, int versions = 1)
    {
        ObjectHistory made;
        for (int i = 0; i < versions; ++i)
            made << ObjectVersion{.key = key,
                                  .version = QByteArray::number(i),
                                  .bytes = 10 + i,
                                  .etag = "e" + QByteArray::number(i),
                                  .headers = {{"content-type", "text/plain"}}};
        return made;
    }

    static Fingerprint sums(const QList<ObjectHistory> &histories)
    {
        ObjectSums all;
        all.addBucket({.name = "b", .versioning = "Enabled"});
        for (const ObjectHistory &one : histories)
            all.add("b", one);
        return all.fingerprint();
    }

private slots:
    void aPageTellsWhereTheNextBegins()
    {
        const Result<ObjectPage> page = parseObjectPage(recorded(u"minio.versions.xml"_s));
        QVERIFY(page);
        QCOMPARE(page->histories.size(), 3);
        QCOMPARE(page->nextKey, "empty[minio_cache:v2,return:]");
        const ObjectVersion &first = page->histories.at(0).first();
        QCOMPARE(first.key, "a");
        QCOMPARE(first.etag, "8435ecef51530892621c1a6596d78c83-1");
        QCOMPARE(first.headers.value("content-type"), "application/octet-stream");
        QCOMPARE(first.headers.value("x-amz-tagging"), "k+ey=v&other=x+y");
        QCOMPARE(page->histories.at(1).first().key, "a@2");
    }

    void aHistoryIsOldestFirst()
    {
        const Result<ObjectPage> page = parseObjectPage(recorded(u"minio.history.xml"_s));
        QVERIFY(page);
        QCOMPARE(page->histories.size(), 1);
        QVERIFY(page->nextKey.isEmpty());
        const ObjectHistory &large = page->histories.first();
        QCOMPARE(large.size(), 4);
        QCOMPARE(large.at(0).bytes, 1'500'000);
        QCOMPARE(large.at(0).headers.value("content-language"), "zh");
        QCOMPARE(large.at(1).bytes, 6);
        QVERIFY(large.at(2).isMark);
        QVERIFY(!large.at(3).isMark);
    }

    void aCutOrForeignAnswerIsAnError_data()
    {
        QTest::addColumn<QByteArray>("xml");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("cut") << recorded(u"minio.versions.xml"_s).chopped(40);
        QTest::newRow("another") << "<Error><Code>NoSuchBucket</Code></Error>"_ba;
        QTest::newRow("more, but not where")
            << "<ListVersionsResult><IsTruncated>true</IsTruncated></ListVersionsResult>"_ba;
    }
    void aCutOrForeignAnswerIsAnError()
    {
        QFETCH(const QByteArray, xml);
        QVERIFY(!parseObjectPage(xml));
    }

    void aLineSaysAllOfAVersion()
    {
        ObjectVersion version = history("名 \n\"x\"").first();
        version.headers.insert("x-amz-meta-owner", "运维");
        version.parts = {5, 5};
        version.point = "20261122T020000Z";
        version.file = "b/x";
        version.offset = 5'000'000'000;
        version.modified = 1'795'734'739;
        QCOMPARE(ObjectVersion::fromJson(version.toJson()), version);
        const ObjectVersion mark{.key = "k", .isMark = true, .modified = 3};
        QCOMPARE(ObjectVersion::fromJson(mark.toJson()), mark);
        const ObjectBucket bucket{"b", "Suspended", true, "{}", "<x/>"};
        QCOMPARE(ObjectBucket::fromJson(bucket.toJson()), bucket);
    }

    void namesInTheArchiveDoNotCollide()
    {
        QSet<QByteArray> names;
        int count = 0;
        const QByteArray longest(200, 'x');
        for (const QByteArray &key :
             {"a"_ba, "a/b"_ba, "a%2Fb"_ba, "a@1"_ba, "a+"_ba, ".."_ba, "../x"_ba, "."_ba, "a/"_ba,
              longest, longest + "y", longest + "/y", longest + "+/y", longest + "+"}) {
            for (const int versions : {1, 2}) {
                const ObjectHistory all = history(key, versions);
                for (int i = 0; i < versions; ++i, ++count)
                    names << archiveName("b", all, i);
            }
        }
        QCOMPARE(names.size(), count);
        for (const QByteArray &name : names) {
            QVERIFY2(!names.contains(name.first(qMax(name.lastIndexOf('/'), qsizetype(1)))),
                     name.constData()); // a file is no folder
            for (const QByteArray &part : name.split('/')) {
                QVERIFY2(part.size() <= 255 && part != "." && part != ".." && !part.isEmpty(),
                         name.constData());
            }
        }
    }

    void theOrderOfKeysIsNoDifferenceAndThatOfVersionsIs()
    {
        const Fingerprint expected = sums({history("a", 2), history("b")});
        QCOMPARE(sums({history("b"), history("a", 2)}), expected);
        QCOMPARE(expected.entries.value(u"bucket b objects"_s), u"2"_s);
        QCOMPARE(expected.entries.value(u"bucket b versions"_s), u"3"_s);
        QCOMPARE(expected.entries.value(u"bucket b bytes"_s), u"31"_s);
        QCOMPARE(expected.entries.value(u"bucket b versioning"_s), u"Enabled"_s);
        ObjectHistory turned = history("a", 2);
        std::ranges::reverse(turned);
        QVERIFY(sums({turned, history("b")}) != expected);
        ObjectHistory other = history("a", 2);
        other[0].headers.insert("x-amz-meta-x", "1");
        QVERIFY(sums({other, history("b")}) != expected);
        ObjectHistory renumbered = history("a", 2);
        renumbered[0].version = "another id";
        QCOMPARE(sums({renumbered, history("b")}), expected);
    }

    void tarReadsTheArchive()
    {
        const QByteArray longName = "b/" + QByteArray(150, 'n') + "/名";
        QTemporaryDir folder;
        QFile file(folder.filePath(u"a.tar"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        for (const auto &[name, content] :
             {std::pair{"b/short"_ba, "12345"_ba}, std::pair{longName, QByteArray(512, 'x')},
              std::pair{"b/empty"_ba, ""_ba}})
            file.write(tarHeader(name, content.size(), 1'795'734'739) + content
                       + tarPadding(content.size()));
        file.write(tarEnd());
        file.close();
        QProcess tar;
        tar.start(u"tar"_s, {u"--quoting-style=literal"_s, u"-tf"_s, file.fileName()});
        QVERIFY(tar.waitForFinished());
        QVERIFY2(tar.exitCode() == 0, tar.readAllStandardError().constData());
        QCOMPARE(tar.readAllStandardOutput(), "b/short\n" + longName + "\nb/empty\n");
        tar.start(u"tar"_s, {u"-xOf"_s, file.fileName(), u"b/short"_s});
        QVERIFY(tar.waitForFinished());
        QCOMPARE(tar.readAllStandardOutput(), "12345");
    }

    void aHugeFilesSizeIsInItsHeader()
    {
        const QByteArray header = tarHeader("b/huge", 10'000'000'000, 0);
        QVERIFY(header.contains("20 size=10000000000\n"));
        QCOMPARE(header.size() % 512, 0);
    }

    // Computed by another implementation (Python's hmac), from the rules at docs.aws.amazon.com.
    void theSignatureIsThatOfTheRules()
    {
        const auto headers =
            signedHeaders({.method = "PUT",
                           .path = "/b/sp%20ace",
                           .query = "partNumber=1&uploadId=x",
                           .headers = {{"if-match", "\"abc\""}, {"x-amz-meta-owner", "运维  a"}}},
                          "127.0.0.1:9000", {"user", "secret"},
                          QDateTime(QDate(2026, 11, 26), QTime(12, 0), QTimeZone::utc()));
        QCOMPARE(headers.value("authorization"),
                 "AWS4-HMAC-SHA256 Credential=user/20261126/us-east-1/s3/aws4_request, "
                 "SignedHeaders=host;if-match;x-amz-content-sha256;x-amz-date;x-amz-meta-owner, "
                 "Signature=665666b57b5771b16883c339d963b12c7574fb274c3f153d23f093e80cf54d6a");
        QCOMPARE(headers.value("x-amz-meta-owner"), "运维  a");
    }
};

QTEST_GUILESS_MAIN(tst_ObjectListing)
#include "tst_objectlisting.moc"
