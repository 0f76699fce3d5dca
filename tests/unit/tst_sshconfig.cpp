#include "remote/sshconfig.h"
#include "remote/sshroute.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

class tst_SshConfig : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    QString path(const QString &name = u"config"_s) const { return m_folder->filePath(name); }

    void write(const QString &text, const QString &name = u"config"_s) const
    {
        QDir().mkpath(QFileInfo(path(name)).absolutePath());
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text.toUtf8());
    }

    SshConfigValues values(const QString &host, const QString &user = {}) const
    {
        const auto result = SshConfig::valuesFor(path(), host, user);
        return result ? *result : SshConfigValues{.hostName = u"ERROR"_s};
    }

    Result<QList<SshHop>> route(const SshAddress &address,
                                const QList<SshAddress> &jumps = {}) const
    {
        HostProfile profile{.id = u"x"_s, .name = u"x"_s, .ssh = address, .jumps = jumps};
        return sshRoute(profile, path());
    }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("USER", "desktop");
        qunsetenv("SSH_AUTH_SOCK");
    }

    void aMissingFileSaysNothing() { QVERIFY(values(u"box"_s) == SshConfigValues()); }

    void theFirstValueCounts()
    {
        write(u"Host box\n  User first\n  Port 2222\nHost *\n  User second\n  Port 1\n"_s
              u"  HostName %h.corp\n"_s);
        const SshConfigValues found = values(u"box"_s);
        QCOMPARE(found.user, u"first"_s);
        QCOMPARE(found.port, 2222);
        QCOMPARE(found.hostName, u"box.corp"_s);
        QCOMPARE(values(u"other"_s).user, u"second"_s);
    }

    void theSyntaxIsTakenAsSshTakesIt()
    {
        write(u"# comment\n\nHOST=box\n\tuser = \"a b\"   # why\n PORT=23\n"
              "IdentityFile \"/k/one two\"\nIdentityFile '/k/three'\n Unknown thing\n"
              "UserKnownHostsFile /a /b\nIdentitiesOnly yes\n"_s);
        const SshConfigValues found = values(u"box"_s);
        QCOMPARE(found.user, u"a b"_s);
        QCOMPARE(found.port, 23);
        QCOMPARE(found.identityFiles, (QStringList{u"/k/one two"_s, u"/k/three"_s}));
        QCOMPARE(found.knownHostsFiles, (QStringList{u"/a"_s, u"/b"_s}));
        QVERIFY(found.identitiesOnly);
    }

    void patternsChooseTheBlock_data()
    {
        QTest::addColumn<QString>("patterns");
        QTest::addColumn<bool>("applies");
        QTest::newRow("same") << u"db1.corp"_s << true;
        QTest::newRow("star") << u"*.corp"_s << true;
        QTest::newRow("question") << u"db?.corp"_s << true;
        QTest::newRow("one of several") << u"web db1.corp"_s << true;
        QTest::newRow("negated") << u"*.corp !db1.corp"_s << false;
        QTest::newRow("only negated") << u"!web"_s << false;
        QTest::newRow("dots are dots") << u"db1xcorp"_s << false;
        QTest::newRow("part") << u"db1"_s << false;
    }
    void patternsChooseTheBlock()
    {
        QFETCH(QString, patterns);
        write(u"Host "_s + patterns + u"\n User yes\n"_s);
        QTEST(values(u"db1.corp"_s).user == u"yes", "applies");
    }

    void matchUnderstandsWhatNeedsNoCommand()
    {
        write(u"Match originalhost box\n User a\nMatch exec \"touch /tmp/x\"\n Port 1\n"
              "Match host box user root\n Port 2\nMatch all\n HostName b\n"_s);
        const SshConfigValues found = values(u"box"_s);
        QCOMPARE(found.user, u"a"_s);
        QCOMPARE(found.port, 0);
        QCOMPARE(found.hostName, u"b"_s);
        QCOMPARE(values(u"box"_s, u"root"_s).port, 2);
    }

    void includedFilesAreReadInTheirPlace()
    {
        write(u"Include conf.d/*.conf\nHost *\n User last\n"_s);
        write(u"Host box\n User first\n"_s, u"conf.d/10.conf"_s);
        write(u"Host box\n User second\n Port 7\nHost other\n Port 8\n"_s, u"conf.d/20.conf"_s);
        const SshConfigValues found = values(u"box"_s);
        QCOMPARE(found.user, u"first"_s);
        QCOMPARE(found.port, 7);
        QCOMPARE(values(u"third"_s).user, u"last"_s); // a block of the file does not leak out
    }

    void anIncludeInsideABlockBelongsToIt()
    {
        write(u"Host box\n Include more\nHost *\n Port 9\n"_s);
        write(u"User inner\nHost *\n Port 5\n"_s, u"more"_s);
        QCOMPARE(values(u"box"_s).user, u"inner"_s);
        QCOMPARE(values(u"box"_s).port, 5);
        QCOMPARE(values(u"other"_s).user, QString());
        QCOMPARE(values(u"other"_s).port, 9);
    }

    void aFileThatIncludesItselfIsAnError()
    {
        write(u"Include config\n"_s);
        const auto result = SshConfig::valuesFor(path(), u"box"_s, {});
        QVERIFY(!result);
        QCOMPARE(result.error().kind, Error::Kind::Invalid);
    }

    void pathsAreExpanded()
    {
        write(u"Host box\n HostName real\n IdentityFile ~/.ssh/%h-%r-%n-%%\n IdentityAgent "
              "~/agent\n"_s);
        const SshConfigValues found = values(u"box"_s, u"ops"_s);
        QCOMPARE(found.identityFiles, QStringList{QDir::homePath() + u"/.ssh/real-ops-box-%"_s});
        QCOMPARE(found.identityAgent, QDir::homePath() + u"/agent"_s);
    }

    void theProfileWinsOverTheFile()
    {
        write(u"Host box\n HostName 10.0.0.1\n User filed\n Port 2222\n"_s);
        const auto plain = route({{}, u"box"_s, 0});
        QVERIFY(plain);
        QCOMPARE(plain->last().label(), u"filed@10.0.0.1:2222"_s);
        const auto own = route({u"mine"_s, u"box"_s, 22});
        QVERIFY(own);
        QCOMPARE(own->last().label(), u"mine@10.0.0.1"_s);
        const auto unknown = route({{}, u"elsewhere"_s, 0});
        QVERIFY(unknown);
        QCOMPARE(unknown->last().label(), u"desktop@elsewhere"_s);
        QVERIFY(!unknown->last().identitiesGiven);
        QVERIFY(!unknown->last().identityFiles.isEmpty());
    }

    void jumpsComeFromTheProfileOrElseFromTheFile()
    {
        write(u"Host box\n ProxyJump a,ops@b:23\nHost a\n ProxyJump door\nHost b\n ProxyJump "
              "never\nHost door\n HostName 10.9.9.9\n"_s);
        const auto labels = [](const Result<QList<SshHop>> &hops) {
            QStringList list;
            for (const SshHop &hop : *hops)
                list << hop.label() + (hop.isJump ? u" jump"_s : QString());
            return list;
        };
        const auto filed = route({{}, u"box"_s, 0});
        QVERIFY(filed);
        QCOMPARE(labels(filed), (QStringList{u"desktop@10.9.9.9 jump"_s, u"desktop@a jump"_s,
                                             u"ops@b:23 jump"_s, u"desktop@box"_s}));
        const auto own = route({{}, u"box"_s, 0}, {{u"x"_s, u"one"_s, 0}, {u"y"_s, u"a"_s, 0}});
        QVERIFY(own);
        QCOMPARE(labels(own), (QStringList{u"x@one jump"_s, u"y@a jump"_s, u"desktop@box"_s}));
    }

    void aCircleOfJumpsIsAnError()
    {
        write(u"Host a\n ProxyJump b\nHost b\n ProxyJump a\n"_s);
        const auto hops = route({{}, u"a"_s, 0});
        QVERIFY(!hops);
        QCOMPARE(hops.error().kind, Error::Kind::Invalid);
    }

    void aProxyCommandIsRefusedAndNeverRun()
    {
        write(u"Host box\n ProxyCommand touch %1\n"_s.arg(path(u"ran"_s)));
        const auto hops = route({{}, u"box"_s, 0});
        QVERIFY(!hops);
        QCOMPARE(hops.error().kind, Error::Kind::Invalid);
        QVERIFY(hops.error().detail.startsWith(u"touch "_s));
        QVERIFY(!QFile::exists(path(u"ran"_s)));
        write(u"Host box\n ProxyCommand none\nHost *\n ProxyCommand x\n"_s);
        QVERIFY(route({{}, u"box"_s, 0}));
    }
};

QTEST_GUILESS_MAIN(tst_SshConfig)
#include "tst_sshconfig.moc"
