#include "cli/context.h"

#include "platform/keychainsecretstore.h"
#include "platform/nativefilesystem.h"
#include "platform/terminal.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Lifeboat {

Context::Context(Arguments arguments, Console &console, const Places &places)
    : m_arguments(std::move(arguments))
    , m_console(console)
    , m_settings(places)
    , m_log(places.state + "/runs"_L1)
    , m_operations(m_settings, m_log)
{
}

Context::~Context() = default;

Result<> Context::readSecrets()
{
    static constexpr std::pair<const char *, SecretRequest::Kind> sources[] = {
        {"password-fd", SecretRequest::Kind::Password},
        {"key-passphrase-fd", SecretRequest::Kind::KeyPassphrase},
        {"jump-password-fd", SecretRequest::Kind::JumpPassword},
        {"sudo-password-fd", SecretRequest::Kind::SudoPassword},
        {"vault-passphrase-fd", SecretRequest::Kind::VaultPassphrase}};
    for (const auto &[name, kind] : sources) {
        const QString option = QString::fromLatin1(name);
        if (!m_arguments.has(option))
            continue;
        bool isNumber = false;
        const int descriptor = m_arguments.value(option).toInt(&isNumber);
        if (!isNumber || descriptor < 0) {
            return Error{
                Error::Kind::Usage,
                {QT_TRANSLATE_NOOP("Text", "“--%1” takes the number of a file descriptor."),
                 {option}},
                {},
                {}};
        }
        const Result<QString> line = lineFromDescriptor(descriptor);
        if (!line)
            return line.error();
        m_given.insert(kind, *line);
    }
    return {};
}

SecretStore *Context::keychain()
{
    if (!m_keychain)
        m_keychain = std::make_unique<KeychainSecretStore>();
    return m_keychain.get();
}

void Context::complainOnce(const Error &error)
{
    {
        const std::lock_guard lock(m_mutex);
        if (std::exchange(m_hasComplained, true))
            return;
    }
    m_console.say(error.message.toString());
}

std::optional<QString> Context::prompt(const SecretRequest &request, const CancelToken &cancel)
{
    const std::lock_guard oneAtATime(m_asking);
    m_console.progress({});
    if (request.attempt > 0)
        m_console.say(Text{QT_TRANSLATE_NOOP("Text", "That was refused."), {}}.toString());
    m_console.flush();
    const auto once = [&](const QString &question) {
        return Terminal::ask(question + u": "_s, request.echo, cancel);
    };
    while (true) {
        const std::optional<QString> typed = once(secretQuestion(request).toString());
        if (!typed || !request.isNew)
            return typed;
        const std::optional<QString> again =
            once(Text{QT_TRANSLATE_NOOP("Text", "Once more"), {}}.toString());
        if (!again || *again == *typed)
            return again;
        m_console.say(
            Text{QT_TRANSLATE_NOOP("Text", "These were two different ones."), {}}.toString());
        m_console.flush();
    }
}

Result<> Context::unlock(Vault &vault, PassphraseUse use, bool keepsAnyway)
{
    if (m_passphrases.contains(vault.folder()))
        return {};
    const CancelToken cancel;
    {
        const std::lock_guard lock(m_mutex);
        m_tokens << cancel;
        if (m_isCancelled)
            cancel.cancel();
    }
    const bool isNew = !vault.passphraseCheck();
    bool wasTyped = false;
    SecretRequest asked;
    SecretChain::Prompt ask;
    if (Terminal::isPresent())
        ask = [&](const SecretRequest &request) {
            wasTyped = true;
            return prompt(request, cancel);
        };
    SecretChain chain(m_given, keychain(), {}, ask,
                      [this](const Error &error) { complainOnce(error); });
    const Result<QString> passphrase =
        vaultPassphrase(vault, use, [&](const SecretRequest &request) {
            asked = request;
            return chain.answer(request);
        });
    if (!passphrase)
        return isCancelled() ? cancelled() : passphrase.error();
    m_passphrases.insert(vault.folder(), *passphrase);
    if (wasTyped || isNew || keepsAnyway) {
        if (const Result<> kept = HostSecrets(*keychain(), {}).keep(asked, *passphrase); !kept)
            complainOnce(kept.error());
    }
    return {};
}

Access Context::access(const HostProfile &host, const QStringList &trust)
{
    const std::lock_guard lock(m_mutex);
    const CancelToken cancel;
    m_tokens << cancel;
    if (m_isCancelled)
        cancel.cancel();
    // A second connection to the same host answers with what was typed for the first.
    std::shared_ptr<SecretChain> &chain = m_chains[host.id];
    if (!chain) {
        SecretChain::Prompt ask;
        if (Terminal::isPresent())
            ask = [this, cancel](const SecretRequest &request) { return prompt(request, cancel); };
        chain = std::make_shared<SecretChain>(m_given, keychain(), host.id, ask,
                                              [this](const Error &error) { complainOnce(error); });
    }
    return {[chain = chain](const SecretRequest &request) { return chain->answer(request); }, trust,
            cancel, m_passphrases};
}

void Context::keepSecrets(const HostProfile &host)
{
    HostSecrets secrets(*keychain(), host.id);
    // Without a connection nobody was asked; what was given is kept all the same.
    const auto chain = m_chains.contains(host.id)
                           ? m_chains.value(host.id)
                           : std::make_shared<SecretChain>(m_given, nullptr, host.id,
                                                           SecretChain::Prompt(), nullptr);
    if (const Result<> kept = chain->keepAll(secrets); !kept)
        complainOnce(kept.error());
}

Result<> Context::keepPassphrase()
{
    const auto given = m_given.constFind(SecretRequest::Kind::VaultPassphrase);
    if (given == m_given.cend())
        return {};
    const Result<VaultEntry> entry = m_settings.vault({});
    if (!entry)
        return entry.error();
    Result<Vault> vault = Vault::open(NativeFileSystem::instance(), entry->folder);
    return vault ? unlock(*vault, PassphraseUse::Seal, true) : Result<>(vault.error());
}

void Context::forgetSecrets(const HostProfile &host)
{
    // Without a keychain nothing was ever stored in it.
    if (const Result<> forgotten = HostSecrets(*keychain(), host.id).forget(); !forgotten)
        m_console.explain(forgotten.error().message.toString());
}

void Context::cancelAll()
{
    const std::lock_guard lock(m_mutex);
    m_isCancelled = true;
    for (const CancelToken &token : m_tokens)
        token.cancel();
}

std::optional<QString> Context::ask(const QString &question)
{
    const CancelToken cancel;
    {
        const std::lock_guard lock(m_mutex);
        m_tokens << cancel;
        if (m_isCancelled)
            cancel.cancel();
    }
    const std::lock_guard oneAtATime(m_asking);
    m_console.flush();
    return Terminal::ask(question, true, cancel);
}

HostNames Context::hostNames()
{
    QHash<QString, QString> names;
    if (const Result<QList<HostProfile>> hosts = m_settings.hosts()) {
        for (const HostProfile &host : *hosts)
            names.insert(host.id, host.name);
    }
    return [names](const QString &id) { return names.value(id, id); };
}

} // namespace Lifeboat
