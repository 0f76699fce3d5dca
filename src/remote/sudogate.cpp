#include "remote/sudogate.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

namespace Lifeboat {

namespace {

constexpr auto AnswerLimit = 30s;
constexpr auto CancelGrace = 3s;
constexpr int Attempts = 3;

} // namespace

SudoGate::SudoGate(SshSecrets &secrets, QString who, bool unattended)
    : m_secrets(secrets)
    , m_who(std::move(who))
    , m_unattended(unattended)
{
}

Result<> SudoGate::pass(SshProcess &process, const CancelToken &cancel) const
{
    std::optional<QString> given;
    int answered = 0;
    bool leaving = false;
    auto until = Clock::now() + AnswerLimit;
    while (!process.lead().hasBegun()) {
        // After a cancel sudo may just be letting the command pass. Once it has begun, its group
        // is known and it can be killed, so that is waited for.
        if (cancel.isCancelled() && !std::exchange(leaving, true))
            until = qMin(until, Clock::now() + CancelGrace);
        const Result<> pumped = process.pump(50ms);
        if (!pumped)
            return pumped;
        if (process.lead().hasBegun())
            break; // and perhaps ended as well: "true" does both at once
        const bool asks = process.lead().questions() > answered;
        if (leaving && (asks || process.isOver() || Clock::now() >= until))
            return cancelled();
        if (process.isOver() || Clock::now() >= until)
            return refusal(process, answered);
        if (!asks)
            continue;
        given = answered < Attempts ? password(answered) : std::nullopt;
        if (!given) {
            process.closeInput();
            return refusal(process, answered);
        }
        const Result<> written = process.write(given->toUtf8() + '\n');
        if (!written)
            return written;
        ++answered;
        until = Clock::now() + AnswerLimit; // a human may have typed
    }
    if (given)
        m_secrets.accept({SecretRequest::Kind::SudoPassword, m_who, {}, false, 0}, *given);
    return {};
}

std::optional<QString> SudoGate::password(int attempt) const
{
    const auto own = m_secrets.answer(
        {SecretRequest::Kind::SudoPassword, m_who, {}, false, attempt}, m_unattended);
    if (own || attempt > 0)
        return own;
    return m_secrets.answer({SecretRequest::Kind::Password, m_who, {}, false, 0}, m_unattended);
}

Error SudoGate::refusal(const SshProcess &process, int answered) const
{
    const QString words = process.diagnostics();
    const bool asksAgain = process.lead().questions() > answered;
    Text message{QT_TRANSLATE_NOOP("Text", "sudo refuses %1."), {m_who}};
    Text hint{QT_TRANSLATE_NOOP("Text", "Sign in as root, or as a user who may use sudo."), {}};
    if (words.contains(u"not in the sudoers"_s) || words.contains(u"not allowed to"_s)) {
        message.source = QT_TRANSLATE_NOOP("Text", "%1 may not use sudo.");
    } else if (asksAgain && answered > 0) {
        message.source = QT_TRANSLATE_NOOP("Text", "sudo does not accept the password of %1.");
        hint = {};
    } else if (asksAgain) {
        message.source = QT_TRANSLATE_NOOP("Text", "sudo asks for the password of %1.");
        hint = {};
    } else if (words.contains(u"sudo: not found"_s) || words.contains(u"‘sudo’"_s)
               || words.contains(u"'sudo'"_s)) {
        message.source = QT_TRANSLATE_NOOP("Text", "The host has no sudo for %1.");
    }
    return {Error::Kind::Denied, message, hint, words};
}

} // namespace Lifeboat
