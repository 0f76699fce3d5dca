#include "gui/common/secretdialog.h"
#include "gui/common/secretprompter.h"

#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QTest>
#include <QThread>

#include <future>

using namespace Lifeboat;
using namespace Qt::StringLiterals;

// A keychain in memory, or one that does not work.
class MapStore : public SecretStore
{
public:
    Result<std::optional<QString>> read(const QString &name) override
    {
        if (broken)
            return Error{Error::Kind::Storage, {}, {}, {}};
        const auto it = values.constFind(name);
        return it == values.constEnd() ? std::nullopt : std::optional<QString>(*it);
    }
    Result<> write(const QString &name, const QString &secret) override
    {
        if (broken)
            return Error{Error::Kind::Storage, {}, {}, {}};
        values.insert(name, secret);
        return {};
    }
    Result<> remove(const QString &name) override
    {
        values.remove(name);
        return {};
    }

    QHash<QString, QString> values;
    bool broken = false;
};

class tst_SecretPrompter : public QObject
{
    Q_OBJECT

    // Asks in a worker, as an operation does, while this thread shows the dialog.
    std::optional<QString> ask(const std::shared_ptr<SecretAnswers> &answers,
                               const SecretRequest &request, const QString &typed,
                               bool keep = false)
    {
        auto answer = std::async(std::launch::async, [&] { return answers->answer(request); });
        while (answer.wait_for(std::chrono::milliseconds(10)) != std::future_status::ready) {
            QCoreApplication::processEvents();
            const auto windows = QApplication::topLevelWidgets();
            for (QWidget *window : windows) {
                auto *dialog = qobject_cast<SecretDialog *>(window);
                if (!dialog || !dialog->isVisible())
                    continue;
                dialog->findChild<QLineEdit *>(u"secretEdit"_s)->setText(typed);
                auto *box = dialog->findChild<QCheckBox *>();
                box->setChecked(keep);
                m_offered = box->isVisible();
                m_said = dialog->findChild<QLabel *>(u"notKeptLabel"_s)->isVisible();
                dialog->accept();
            }
        }
        return answer.get();
    }

    bool m_offered = false; // the keychain, by the last dialog
    bool m_said = false;    // that there is none
    const SecretRequest m_password{.subject = u"ops@h"_s};

private slots:
    void whatIsTypedIsRememberedButNotKept()
    {
        MapStore keychain;
        QWidget window;
        SecretPrompter prompter(&keychain, &window);
        const auto answers = prompter.answersFor(u"h-1"_s, {});
        QCOMPARE(ask(answers, m_password, u"one"_s), u"one"_s);
        QVERIFY(m_offered && !m_said);
        QVERIFY(answers->keep());
        QVERIFY(keychain.values.isEmpty());
        // The next operation on this host is not asked again; another host's is.
        QCOMPARE(ask(prompter.answersFor(u"h-1"_s, {}), m_password, u"two"_s), u"one"_s);
        QCOMPARE(ask(prompter.answersFor(u"h-2"_s, {}), m_password, u"two"_s), u"two"_s);
    }

    void whatWasRefusedIsAskedAgainAndForgotten()
    {
        MapStore keychain;
        QWidget window;
        SecretPrompter prompter(&keychain, &window);
        const auto answers = prompter.answersFor(u"h-1"_s, {});
        QCOMPARE(ask(answers, m_password, u"wrong"_s, true), u"wrong"_s);
        SecretRequest again = m_password;
        again.attempt = 1;
        QCOMPARE(ask(answers, again, u"right"_s, true), u"right"_s);
        QVERIFY(answers->keep());
        QVERIFY(!keychain.values.values().contains(u"wrong"_s));
        QVERIFY(keychain.values.values().contains(u"right"_s));
    }

    void aSignInThatFailedKeepsNothing()
    {
        MapStore keychain;
        QWidget window;
        SecretPrompter prompter(&keychain, &window);
        const auto answers = prompter.answersFor(u"h-1"_s, {});
        ask(answers, m_password, u"wrong"_s, true);
        answers->forget();
        QVERIFY(keychain.values.isEmpty());
        QCOMPARE(ask(prompter.answersFor(u"h-1"_s, {}), m_password, u"right"_s), u"right"_s);
    }

    void withoutAKeychainItIsSaidAndNoneIsOffered()
    {
        MapStore keychain;
        keychain.broken = true;
        QWidget window;
        SecretPrompter prompter(&keychain, &window);
        const auto answers = prompter.answersFor(u"h-1"_s, {});
        QCOMPARE(ask(answers, m_password, u"one"_s, true), u"one"_s);
        QVERIFY(m_said && !m_offered);
        QVERIFY(answers->keep());
        QCOMPARE(ask(prompter.answersFor(u"h-1"_s, {}), m_password, u"two"_s), u"one"_s);
    }

    void aNewPassphraseThatTheVaultWouldRefuseIsNotTaken()
    {
        SecretDialog dialog({.kind = SecretRequest::Kind::VaultPassphrase, .isNew = true}, true,
                            nullptr);
        dialog.show();
        auto *first = dialog.findChild<QLineEdit *>(u"secretEdit"_s);
        auto *again = dialog.findChild<QLineEdit *>(u"repeatEdit"_s);
        QVERIFY(first->placeholderText().contains(u'8'));
        first->setText(u"1234567"_s);
        again->setText(u"1234567"_s);
        QTest::keyClick(again, Qt::Key_Return);
        QVERIFY(dialog.isVisible());
        first->setText(u"12345678"_s);
        again->setText(u"12345678"_s);
        QTest::keyClick(again, Qt::Key_Return);
        QVERIFY(!dialog.isVisible());
    }

    void oneAnswerServesAllWhoWait()
    {
        QWidget window;
        SecretPrompter prompter(nullptr, &window);
        const auto first = prompter.answersFor(u"h-1"_s, {});
        const auto second = prompter.answersFor(u"h-1"_s, {});
        auto other = std::async(std::launch::async, [&] { return second->answer(m_password); });
        QTRY_VERIFY(window.findChild<SecretDialog *>());
        QCOMPARE(ask(first, m_password, u"one"_s), u"one"_s);
        QTRY_VERIFY(other.wait_for(std::chrono::milliseconds(0)) == std::future_status::ready);
        QCOMPARE(other.get(), u"one"_s);
    }

    void aCancelEndsTheWaitingAndClosesTheDialog()
    {
        QWidget window;
        SecretPrompter prompter(nullptr, &window);
        const CancelToken cancel;
        const auto answers = prompter.answersFor(u"h-1"_s, cancel);
        auto answer = std::async(std::launch::async, [&] { return answers->answer(m_password); });
        QTRY_VERIFY(window.findChild<SecretDialog *>());
        cancel.cancel();
        QTRY_VERIFY(answer.wait_for(std::chrono::milliseconds(0)) == std::future_status::ready);
        QVERIFY(!answer.get());
        QTRY_VERIFY(!window.findChild<SecretDialog *>());
    }
};

QTEST_MAIN(tst_SecretPrompter)
#include "tst_secretprompter.moc"
