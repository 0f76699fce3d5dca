#include "app/settings.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

class TestSettings : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void placesObeyTheXdgVariables();
    void aHostIsFoundByNameAndById();
    void namesOfHosts_data();
    void namesOfHosts();
    void aTakenNameIsRefused();
    void aChangedHostKeepsWhatANewerVersionStored();
    void aRemovedHostIsGone();
    void aBrokenDocumentIsNeverOverwritten_data();
    void aBrokenDocumentIsNeverOverwritten();
    void whoHoldsTheSettingsIsNamed();
    void twoWritersLoseNothing();
    void theFirstVaultIsTheDefault();
    void aVaultIsFoundByNameIdAndFolder();
    void preferencesAreKept();

private:
    HostProfile host(const QString &name) const
    {
        return {.id = HostProfile::newId(name), .name = name, .ssh = {{}, u"10.0.0.1"_s, 22}};
    }
    QByteArray content(const QString &name) const
    {
        QFile file(m_places.config + u'/' + name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void write(const QString &name, const QByteArray &data) const
    {
        QVERIFY(QDir().mkpath(m_places.config));
        QFile file(m_places.config + u'/' + name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(data);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    Places m_places;
};

void TestSettings::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_places = {m_folder->filePath(u"config"_s), m_folder->filePath(u"data"_s),
                m_folder->filePath(u"state"_s)};
}

void TestSettings::placesObeyTheXdgVariables()
{
    qputenv("XDG_CONFIG_HOME", "/tmp/xdg/c");
    qputenv("XDG_DATA_HOME", "/tmp/xdg/d");
    qputenv("XDG_STATE_HOME", "/tmp/xdg/s");
    const Places places = Places::standard();
    QCOMPARE(places.config, u"/tmp/xdg/c/lifeboat"_s);
    QCOMPARE(places.data, u"/tmp/xdg/d/lifeboat"_s);
    QCOMPARE(places.state, u"/tmp/xdg/s/lifeboat"_s);
    qputenv("XDG_STATE_HOME", "not/absolute");
    QCOMPARE(Places::standard().state, QDir::homePath() + u"/.local/state/lifeboat"_s);
}

void TestSettings::aHostIsFoundByNameAndById()
{
    Settings settings(m_places);
    const HostProfile added = host(u"生产 主机"_s);
    QVERIFY(settings.addHost(added));
    QCOMPARE(*settings.host(added.name), added);
    QCOMPARE(*settings.host(added.id), added);
    QCOMPARE(settings.host(u"other"_s).error().kind, Error::Kind::Usage);
}

void TestSettings::namesOfHosts_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("accepted");
    QTest::newRow("ascii") << u"h1"_s << true;
    QTest::newRow("chinese") << u"上海 生产-01"_s << true;
    QTest::newRow("quotes") << u"it's \"$(reboot)\" `x`"_s << true;
    QTest::newRow("emoji") << u"🚢🛟"_s << true;
    QTest::newRow("slash") << u"a/b"_s << true;
    QTest::newRow("empty") << u""_s << false;
    QTest::newRow("spaces") << u"  "_s << false;
    QTest::newRow("newline") << u"a\nb"_s << false;
    QTest::newRow("escape") << u"a\033[31mb"_s << false;
    QTest::newRow("nul") << QString(u'a' + QString(QChar(0)) + u'b') << false;
    QTest::newRow("c1") << QString(u"a"_s + QChar(0x9b)) << false;
    QTest::newRow("lone surrogate") << QString(u"a"_s + QChar(0xd800)) << false;
    QTest::newRow("trailing space") << u"a "_s << false;
    QTest::newRow("too long") << QString(300, u'a') << false;
}

void TestSettings::namesOfHosts()
{
    QFETCH(const QString, name);
    QFETCH(const bool, accepted);
    Settings settings(m_places);
    const Result<> added = settings.addHost(host(name));
    QCOMPARE(added.has_value(), accepted);
    if (accepted) {
        QCOMPARE(settings.host(name)->name, name);
    } else {
        QCOMPARE(added.error().kind, Error::Kind::Usage);
        QVERIFY(content(u"hosts.json"_s).isEmpty());
    }
}

void TestSettings::aTakenNameIsRefused()
{
    Settings settings(m_places);
    const HostProfile first = host(u"one"_s);
    QVERIFY(settings.addHost(first));
    QCOMPARE(settings.addHost(host(u"one"_s)).error().kind, Error::Kind::Usage);
    QCOMPARE(settings.addHost(host(first.id)).error().kind, Error::Kind::Usage);
    HostProfile second = host(u"two"_s);
    QVERIFY(settings.addHost(second));
    second.name = u"one"_s;
    QCOMPARE(settings.changeHost(second).error().kind, Error::Kind::Usage);
    QCOMPARE(settings.hosts()->size(), 2);
}

void TestSettings::aChangedHostKeepsWhatANewerVersionStored()
{
    Settings settings(m_places);
    HostProfile profile = host(u"one"_s);
    QVERIFY(settings.addHost(profile));
    QJsonObject json = QJsonDocument::fromJson(content(u"hosts.json"_s)).object();
    QJsonArray hosts = json.value("hosts"_L1).toArray();
    QJsonObject first = hosts.first().toObject();
    first.insert(u"colour"_s, u"red"_s);
    hosts[0] = first;
    json.insert(u"hosts"_s, hosts);
    write(u"hosts.json"_s, QJsonDocument(json).toJson());

    profile.name = u"renamed"_s;
    QVERIFY(settings.changeHost(profile));
    QCOMPARE(*settings.host(u"renamed"_s), profile);
    QVERIFY(content(u"hosts.json"_s).contains("\"colour\": \"red\""));
}

void TestSettings::aRemovedHostIsGone()
{
    Settings settings(m_places);
    const HostProfile profile = host(u"one"_s);
    QVERIFY(settings.addHost(profile));
    QVERIFY(settings.removeHost(profile.id));
    QVERIFY(settings.hosts()->isEmpty());
    QCOMPARE(settings.removeHost(profile.id).error().kind, Error::Kind::Usage);
}

void TestSettings::aBrokenDocumentIsNeverOverwritten_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("cut") << QByteArray("{\"formatVersion\":1,\"hosts\":[{\"id\":");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("no version") << QByteArray("{\"hosts\":[]}");
    QTest::newRow("newer") << QByteArray("{\"formatVersion\":2,\"hosts\":{\"a\":1}}");
    QTest::newRow("a host without an id")
        << QByteArray("{\"formatVersion\":1,\"hosts\":[{\"name\":\"x\",\"ssh\":\"a\"}]}");
}

void TestSettings::aBrokenDocumentIsNeverOverwritten()
{
    QFETCH(const QByteArray, text);
    write(u"hosts.json"_s, text);
    Settings settings(m_places);
    const Result<QList<HostProfile>> hosts = settings.hosts();
    QVERIFY(!hosts);
    QCOMPARE(hosts.error().kind, Error::Kind::Corrupt);
    QVERIFY(hosts.error().message.toEnglish().contains(m_places.config + u"/hosts.json"_s));
    QVERIFY(!settings.addHost(host(u"one"_s)));
    QCOMPARE(content(u"hosts.json"_s), text);
}

void TestSettings::whoHoldsTheSettingsIsNamed()
{
    QVERIFY(QDir().mkpath(m_places.config));
    QLockFile other(m_places.config + u"/lock"_s);
    QVERIFY(other.tryLock(0));
    Settings settings(m_places);
    const Result<> added = settings.addHost(host(u"one"_s));
    QVERIFY(!added);
    QCOMPARE(added.error().kind, Error::Kind::Busy);
    const QString message = added.error().message.toEnglish();
    QVERIFY2(message.contains(QString::number(QCoreApplication::applicationPid())),
             qPrintable(message));
    QVERIFY2(message.contains(QSysInfo::machineHostName()), qPrintable(message));
    QVERIFY2(message.contains(u"tst_settings"_s), qPrintable(message));
    other.unlock();
    QVERIFY(settings.addHost(host(u"one"_s)));
}

void TestSettings::twoWritersLoseNothing()
{
    const auto addMany = [this](const QString &prefix) {
        Settings settings(m_places);
        for (int i = 0; i < 8; ++i)
            QVERIFY(settings.addHost(host(prefix + QString::number(i))));
    };
    std::thread other(addMany, u"a"_s);
    addMany(u"b"_s);
    other.join();
    QCOMPARE(Settings(m_places).hosts()->size(), 16);
}

void TestSettings::theFirstVaultIsTheDefault()
{
    Settings settings(m_places);
    QCOMPARE(settings.vault({}).error().kind, Error::Kind::Usage);
    QVERIFY(settings.addVault({u"id1"_s, u"first"_s, u"/v/1"_s}));
    QVERIFY(settings.addVault({u"id2"_s, u"second"_s, u"/v/2"_s}));
    QCOMPARE(settings.vault({})->name, u"first"_s);
    QCOMPARE(settings.addVault({u"id3"_s, u"first"_s, u"/v/3"_s}).error().kind, Error::Kind::Usage);
    QCOMPARE(settings.addVault({u"id2"_s, u"third"_s, u"/v/3"_s}).error().kind, Error::Kind::Usage);
    QVERIFY(settings.removeVault(u"id1"_s));
    QCOMPARE(settings.vault({})->name, u"second"_s);
    QCOMPARE(settings.removeVault(u"id1"_s).error().kind, Error::Kind::Usage);
}

void TestSettings::aVaultIsFoundByNameIdAndFolder()
{
    Settings settings(m_places);
    const QString folder = m_folder->filePath(u"my vault"_s);
    QVERIFY(QDir().mkpath(folder));
    QVERIFY(settings.addVault({u"id1"_s, u"first"_s, folder}));
    for (const QString &wanted : {u"first"_s, u"id1"_s, folder, folder + u"/../my vault/"_s})
        QCOMPARE(settings.vault(wanted)->id, u"id1"_s);
    QCOMPARE(settings.vault(u"nowhere"_s).error().kind, Error::Kind::Usage);

    const QString brought = m_folder->filePath(u"brought"_s);
    QVERIFY(QDir().mkpath(brought));
    QCOMPARE(settings.vault(brought).error().kind, Error::Kind::Usage);
    QFile marker(brought + u"/lifeboat-vault.json"_s);
    QVERIFY(marker.open(QIODevice::WriteOnly));
    QCOMPARE(settings.vault(brought)->folder, brought);
}

void TestSettings::preferencesAreKept()
{
    Settings settings(m_places);
    QCOMPARE(settings.preference(u"language"_s), QString());
    QVERIFY(settings.setPreference(u"language"_s, u"zh_CN"_s));
    QCOMPARE(Settings(m_places).preference(u"language"_s), u"zh_CN"_s);
}

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
