#include "model/hostprofile.h"

#include <QRegularExpression>
#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

class tst_HostProfile : public QObject
{
    Q_OBJECT

private slots:
    void addressesAreRead_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("user");
        QTest::addColumn<QString>("address");
        QTest::addColumn<int>("port");
        QTest::newRow("name") << u"box"_s << QString() << u"box"_s << 0;
        QTest::newRow("user") << u"ops@box"_s << u"ops"_s << u"box"_s << 0;
        QTest::newRow("all") << u"ops@10.0.0.1:2222"_s << u"ops"_s << u"10.0.0.1"_s << 2222;
        QTest::newRow("bare IPv6") << u"ops@fe80::1"_s << u"ops"_s << u"fe80::1"_s << 0;
        QTest::newRow("IPv6 with port") << u"[::1]:22"_s << QString() << u"::1"_s << 22;
        QTest::newRow("IPv6 in brackets") << u"[::1]"_s << QString() << u"::1"_s << 0;
        QTest::newRow("zone") << u"[fe80::1%eth0]:22"_s << QString() << u"fe80::1%eth0"_s << 22;
        QTest::newRow("domain user") << u"ops@corp.cn@box"_s << u"ops@corp.cn"_s << u"box"_s << 0;
        QTest::newRow("service account") << u"svc$@box"_s << u"svc$"_s << u"box"_s << 0;
        QTest::newRow("chinese") << u"运维@主机.cn"_s << u"运维"_s << u"主机.cn"_s << 0;
    }
    void addressesAreRead()
    {
        QFETCH(QString, text);
        const auto address = SshAddress::parse(text);
        QVERIFY(address);
        QTEST(address->user, "user");
        QTEST(address->address, "address");
        QTEST(address->port, "port");
        // What is written is read again as the same.
        const auto again = SshAddress::parse(address->toString());
        QVERIFY(again);
        QCOMPARE(again->toString(), address->toString());
        QVERIFY(*again == *address);
    }

    void whatIsNoAddressIsAUsageError_data()
    {
        QTest::addColumn<QString>("text");
        for (const auto &text :
             {u""_s,         u"@box"_s,      u"ops@"_s,     u"box:"_s,
              u"box:0"_s,    u"box:65536"_s, u"box:ssh"_s,  u"-oProxyCommand=id"_s,
              u"-x@box"_s,   u"a b"_s,       u"box\n"_s,    u"[::1"_s,
              u"[::1]22"_s,  u"[]:22"_s,     u"ops@bo'x"_s, u"bo\"x"_s,
              u"box/../x"_s, u"ops@-box"_s,  u"b\tx"_s,     u"box:22:"_s + QChar(0)})
            QTest::newRow(qPrintable(u"<"_s + text + u">"_s)) << text;
    }
    void whatIsNoAddressIsAUsageError()
    {
        QFETCH(QString, text);
        const auto address = SshAddress::parse(text);
        QVERIFY(!address);
        QCOMPARE(address.error().kind, Error::Kind::Usage);
        QVERIFY(!address.error().detail.isEmpty());
    }

    void aProfileSurvivesItsJson()
    {
        const HostProfile profile{.id = u"box-00c0ffee"_s,
                                  .name = u"北京 \"box\" $()"_s,
                                  .ssh = {u"ops"_s, u"fe80::1"_s, 2222},
                                  .jumps = {{u"hop"_s, u"door"_s, 0}, {{}, u"10.0.0.9"_s, 22}},
                                  .identityFiles = {u"~/.ssh/a b"_s, u"/k"_s},
                                  .sudo = true,
                                  .directory = u"/opt/bk lite"_s,
                                  .tags = {u"prod"_s, u"生产"_s}};
        const auto again = HostProfile::fromJson(profile.toJson());
        QVERIFY(again);
        QVERIFY(*again == profile);
    }

    void aProfileWithoutANameIsRefused()
    {
        QJsonObject json =
            HostProfile{.id = u"x"_s, .name = u"n"_s, .ssh = {{}, u"h"_s, 0}}.toJson();
        QVERIFY(HostProfile::fromJson(json));
        json.remove(u"name"_s);
        QVERIFY(!HostProfile::fromJson(json));
        QVERIFY(!HostProfile::fromJson({}));
    }

    void idsAreSlugsThatDiffer_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("slug");
        QTest::newRow("plain") << u"box"_s << u"box"_s;
        QTest::newRow("mixed") << u"  My Box #2! "_s << u"my-box-2"_s;
        QTest::newRow("chinese") << u"北京主机"_s << u"host"_s;
        QTest::newRow("empty") << QString() << u"host"_s;
        QTest::newRow("path") << u"../../etc"_s << u"etc"_s;
    }
    void idsAreSlugsThatDiffer()
    {
        QFETCH(QString, name);
        QFETCH(QString, slug);
        const QString id = HostProfile::newId(name);
        const QRegularExpression shape(u"\\A"_s + slug + u"-[0-9a-f]{8}\\z"_s);
        QVERIFY2(shape.match(id).hasMatch(), qPrintable(id));
        QVERIFY(id != HostProfile::newId(name));
    }
};

QTEST_GUILESS_MAIN(tst_HostProfile)
#include "tst_hostprofile.moc"
