#include "app/secrets.h"
#include "platform/keychainsecretstore.h"

#include <QElapsedTimer>
#include <QFile>
#include <QMap>
#include <QTemporaryFile>
#include <QTest>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

using Kind = SecretRequest::Kind;

namespace {

class MapStore : public SecretStore
{
public:
    Result<std::optional<QString>> read(const QString &name) override
    {
        if (broken)
            return *broken;
        return entries.contains(name) ? std::optional(entries.value(name)) : std::nullopt;
    }
    Result<> write(const QString &name, const QString &secret) override
    {
        if (broken)
            return *broken;
        entries.insert(name, secret);
        return {};
    }
    Result<> remove(const QString &name) override
    {
        if (broken)
            return *broken;
        entries.remove(name);
        return {};
    }

    QMap<QString, QString> entries;
    std::optional<Error> broken;
};

} // namespace

class TestCliSecrets : public QObject
{
    Q_OBJECT

private slots:
    void whatWasGivenComesBeforeTheKeychainAndTheHuman();
    void aRefusedAnswerIsFollowedByTheNext();
    void theLoginPasswordIsTriedForSudo();
    void oneTimeCodesAreOnlyAskedFor();
    void withoutAnybodyToAskThereIsNoAnswer();
    void aBrokenKeychainIsSaidOnceAndPassedOver();
    void whatWasTypedAndNotRefusedIsKept();
    void aHostsSecretsAreForgottenTogether();
    void aDescriptorGivesOneLineEachTime();
    void aDescriptorThatIsNotOpenIsWrongUsage();
    void withoutAKeychainTheAnswerIsAnErrorInTime();
};

void TestCliSecrets::whatWasGivenComesBeforeTheKeychainAndTheHuman()
{
    MapStore store;
    QVERIFY(HostSecrets(store, u"h"_s).keepForAll(Kind::Password, u"stored"_s));
    const auto typed = [](const SecretRequest &) { return std::optional(u"typed"_s); };
    SecretChain chain({{Kind::Password, u"given"_s}}, &store, u"h"_s, typed, nullptr);
    QCOMPARE(chain.answer({Kind::Password, u"ops@a"_s}), u"given"_s);
    QCOMPARE(chain.answer({Kind::KeyPassphrase, u"/k"_s}), u"typed"_s);
    SecretChain second({}, &store, u"h"_s, typed, nullptr);
    QCOMPARE(second.answer({Kind::Password, u"ops@a"_s}), u"stored"_s);
}

void TestCliSecrets::aRefusedAnswerIsFollowedByTheNext()
{
    MapStore store;
    QVERIFY(HostSecrets(store, u"h"_s).keepForAll(Kind::Password, u"stored"_s));
    SecretChain chain(
        {{Kind::Password, u"given"_s}}, &store, u"h"_s,
        [](const SecretRequest &request) {
            return std::optional(QString::number(request.attempt));
        },
        nullptr);
    SecretRequest request{Kind::Password, u"ops@a"_s};
    QCOMPARE(chain.answer(request), u"given"_s);
    request.attempt = 1;
    QCOMPARE(chain.answer(request), u"stored"_s);
    request.attempt = 2;
    QCOMPARE(chain.answer(request), u"2"_s);
}

void TestCliSecrets::theLoginPasswordIsTriedForSudo()
{
    SecretChain given({{Kind::Password, u"login"_s}}, nullptr, u"h"_s, {}, nullptr);
    QCOMPARE(given.answer({Kind::SudoPassword, u"ops@a"_s}), u"login"_s);
    SecretChain both({{Kind::Password, u"login"_s}, {Kind::SudoPassword, u"sudo"_s}}, nullptr,
                     u"h"_s, {}, nullptr);
    QCOMPARE(both.answer({Kind::SudoPassword, u"ops@a"_s}), u"sudo"_s);
    QCOMPARE(both.answer({Kind::SudoPassword, u"ops@a"_s, {}, false, 1}), u"login"_s);
    QCOMPARE(both.answer({Kind::SudoPassword, u"ops@a"_s, {}, false, 2}), std::nullopt);
}

void TestCliSecrets::oneTimeCodesAreOnlyAskedFor()
{
    SecretChain chain(
        {{Kind::Password, u"login"_s}}, nullptr, u"h"_s,
        [](const SecretRequest &) { return std::optional(u"123456"_s); }, nullptr);
    QCOMPARE(chain.answer({Kind::Prompt, u"ops@a"_s, u"Code:"_s}), u"123456"_s);
    MapStore store;
    HostSecrets secrets(store, u"h"_s);
    QVERIFY(chain.keepAll(secrets));
    QVERIFY(!store.entries.values().contains(u"123456"_s));
}

void TestCliSecrets::withoutAnybodyToAskThereIsNoAnswer()
{
    SecretChain chain({}, nullptr, u"h"_s, {}, nullptr);
    QCOMPARE(chain.answer({Kind::Password, u"ops@a"_s}), std::nullopt);
}

void TestCliSecrets::aBrokenKeychainIsSaidOnceAndPassedOver()
{
    MapStore store;
    store.broken = Error{Error::Kind::Storage, {"No keychain.", {}}, {}, {}};
    int complaints = 0;
    SecretChain chain(
        {}, &store, u"h"_s, [](const SecretRequest &) { return std::optional(u"typed"_s); },
        [&](const Error &) { ++complaints; });
    QCOMPARE(chain.answer({Kind::Password, u"ops@a"_s}), u"typed"_s);
    QCOMPARE(chain.answer({Kind::SudoPassword, u"ops@a"_s}), u"typed"_s);
    QCOMPARE(complaints, 1);
}

void TestCliSecrets::whatWasTypedAndNotRefusedIsKept()
{
    MapStore store;
    SecretChain chain(
        {{Kind::SudoPassword, u"sudo"_s}}, &store, u"h"_s,
        [](const SecretRequest &request) {
            return std::optional(request.attempt == 0 ? u"wrong"_s : u"right"_s);
        },
        nullptr);
    SecretRequest request{Kind::Password, u"ops@a"_s};
    QCOMPARE(chain.answer(request), u"wrong"_s);
    request.attempt = 1;
    QCOMPARE(chain.answer(request), u"right"_s);
    HostSecrets secrets(store, u"h"_s);
    QVERIFY(chain.keepAll(secrets));
    QVERIFY(!store.entries.values().contains(u"wrong"_s));

    SecretChain later({}, &store, u"h"_s, {}, nullptr);
    QCOMPARE(later.answer({Kind::Password, u"ops@a"_s}), u"right"_s);
    QCOMPARE(later.answer({Kind::SudoPassword, u"ops@a"_s}), u"sudo"_s);
    QCOMPARE(later.answer({Kind::Password, u"ops@other"_s}), std::nullopt);
}

void TestCliSecrets::aHostsSecretsAreForgottenTogether()
{
    MapStore store;
    HostSecrets one(store, u"one"_s);
    HostSecrets two(store, u"two"_s);
    QVERIFY(one.keep({Kind::JumpPassword, u"hop@a"_s}, u"a"_s));
    QVERIFY(one.keepForAll(Kind::Password, u"b"_s));
    QVERIFY(two.keepForAll(Kind::Password, u"c"_s));
    QVERIFY(one.forget());
    QCOMPARE(*one.find({Kind::Password, {}}), std::nullopt);
    QCOMPARE(*two.find({Kind::Password, {}}), u"c"_s);
    QCOMPARE(store.entries.size(), 2);
    QVERIFY(one.forget());
}

void TestCliSecrets::aDescriptorGivesOneLineEachTime()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write("密码 one\r\n\nthree");
    QVERIFY(file.flush() && file.seek(0));
    QCOMPARE(*lineFromDescriptor(file.handle()), u"密码 one"_s);
    QCOMPARE(*lineFromDescriptor(file.handle()), u""_s);
    QCOMPARE(*lineFromDescriptor(file.handle()), u"three"_s);
    QCOMPARE(lineFromDescriptor(file.handle()).error().kind, Error::Kind::Usage);
}

void TestCliSecrets::aDescriptorThatIsNotOpenIsWrongUsage()
{
    QCOMPARE(lineFromDescriptor(987).error().kind, Error::Kind::Usage);
}

void TestCliSecrets::withoutAKeychainTheAnswerIsAnErrorInTime()
{
    // No bus to ask on: neither one that is named, nor one that could be started.
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/lifeboat-test");
    qunsetenv("DISPLAY");
    KeychainSecretStore store(u"lifeboat-test"_s);
    QElapsedTimer clock;
    clock.start();
    const auto read = store.read(u"h/password"_s);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, Error::Kind::Storage);
    QVERIFY2(clock.elapsed() < 4000, qPrintable(QString::number(clock.elapsed())));
    clock.restart();
    QVERIFY(!store.write(u"h/password"_s, u"x"_s));
    QVERIFY2(clock.elapsed() < 100, "a second call must not wait again");
}

QTEST_GUILESS_MAIN(TestCliSecrets)
#include "tst_clisecrets.moc"
