#include "app/secrets.h"

#include "platform/terminal.h"

#include <QCoreApplication>
#include <QFile>

using namespace Qt::StringLiterals;

namespace Lifeboat {

namespace {

constexpr SecretRequest::Kind StoredKinds[] = {
    SecretRequest::Kind::Password, SecretRequest::Kind::KeyPassphrase,
    SecretRequest::Kind::JumpPassword, SecretRequest::Kind::SudoPassword};

QString kindName(SecretRequest::Kind kind)
{
    switch (kind) {
    case SecretRequest::Kind::Password:
        return u"password"_s;
    case SecretRequest::Kind::KeyPassphrase:
        return u"key-passphrase"_s;
    case SecretRequest::Kind::JumpPassword:
        return u"jump-password"_s;
    case SecretRequest::Kind::SudoPassword:
        return u"sudo-password"_s;
    case SecretRequest::Kind::VaultPassphrase:
        return u"vault-passphrase"_s;
    case SecretRequest::Kind::Prompt:
        break; // a one-time code is worth nothing later
    }
    return {};
}

// A vault's passphrase is the same for all hosts, and stays when one of them is forgotten.
QString vaultEntry(const QString &vaultId)
{
    return "vault-passphrase/"_L1 + vaultId;
}

QString namesEntry(const QString &hostId)
{
    return hostId + "/names"_L1;
}

} // namespace

HostSecrets::HostSecrets(SecretStore &store, const QString &hostId)
    : m_store(store)
    , m_hostId(hostId)
{
}

Result<std::optional<QString>> HostSecrets::find(const SecretRequest &request)
{
    if (request.kind == SecretRequest::Kind::Prompt)
        return std::optional<QString>();
    if (request.kind == SecretRequest::Kind::VaultPassphrase)
        return m_store.read(vaultEntry(request.subject));
    const QString general = m_hostId + u'/' + kindName(request.kind);
    const auto found = m_store.read(general + u'/' + request.subject);
    return found && !*found ? m_store.read(general) : found;
}

// A keychain cannot be searched by a part of the name, so one entry lists the others.
Result<> HostSecrets::keepAs(const QString &name, const QString &secret)
{
    const auto list = m_store.read(namesEntry(m_hostId));
    if (!list)
        return list.error();
    QStringList names = list->value_or(QString()).split(u'\n', Qt::SkipEmptyParts);
    if (!names.contains(name)) {
        names << name;
        if (const Result<> listed = m_store.write(namesEntry(m_hostId), names.join(u'\n')); !listed)
            return listed;
    }
    return m_store.write(name, secret);
}

Result<> HostSecrets::keep(const SecretRequest &request, const QString &secret)
{
    if (request.kind == SecretRequest::Kind::Prompt)
        return {};
    if (request.kind == SecretRequest::Kind::VaultPassphrase)
        return m_store.write(vaultEntry(request.subject), secret);
    return keepAs(m_hostId + u'/' + kindName(request.kind) + u'/' + request.subject, secret);
}

Result<> HostSecrets::keepForAll(SecretRequest::Kind kind, const QString &secret)
{
    return keepAs(m_hostId + u'/' + kindName(kind), secret);
}

Result<> HostSecrets::forget()
{
    const auto list = m_store.read(namesEntry(m_hostId));
    if (!list)
        return list.error();
    const QStringList names = list->value_or(QString()).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &name : names) {
        if (const Result<> removed = m_store.remove(name); !removed)
            return removed;
    }
    return names.isEmpty() ? Result<>() : m_store.remove(namesEntry(m_hostId));
}

SecretChain::SecretChain(Given given, SecretStore *store, const QString &hostId, Prompt prompt,
                         std::function<void(const Error &)> complain)
    : m_given(std::move(given))
    , m_store(store)
    , m_hostId(hostId)
    , m_prompt(std::move(prompt))
    , m_complain(std::move(complain))
{
}

std::optional<QString> SecretChain::stored(const SecretRequest &request)
{
    if (!m_store)
        return std::nullopt;
    const auto found = HostSecrets(*m_store, m_hostId).find(request);
    if (found)
        return *found;
    if (m_complain)
        m_complain(found.error());
    m_store = nullptr; // it will not begin to work during one run
    return std::nullopt;
}

QStringList SecretChain::knownAnswers(const SecretRequest &request)
{
    QStringList answers;
    const auto add = [&](const std::optional<QString> &answer) {
        if (answer && !answers.contains(*answer))
            answers << *answer;
    };
    if (request.kind == SecretRequest::Kind::Prompt)
        return answers;
    if (m_given.contains(request.kind))
        add(m_given.value(request.kind));
    // Not asked for what is answered already: a keychain may want to be unlocked by a human.
    if (answers.size() <= request.attempt)
        add(stored(request));
    if (request.kind == SecretRequest::Kind::SudoPassword && answers.size() <= request.attempt) {
        if (m_given.contains(SecretRequest::Kind::Password))
            add(m_given.value(SecretRequest::Kind::Password));
        if (!m_loginPassword.isEmpty())
            add(m_loginPassword);
        // The login may have been by key while its password lies in the keychain.
        if (answers.size() <= request.attempt)
            add(stored({SecretRequest::Kind::Password, request.subject}));
    }
    return answers;
}

std::optional<QString> SecretChain::answer(const SecretRequest &request)
{
    const std::lock_guard oneAtATime(m_mutex);
    const auto isSame = [&](const Typed &typed) {
        return typed.request.kind == request.kind && typed.request.subject == request.subject;
    };
    if (request.attempt > 0)
        m_typed.removeIf(isSame); // was refused

    const QStringList known = knownAnswers(request);
    std::optional<QString> answer;
    if (request.attempt < known.size())
        answer = known.at(request.attempt);
    else if (m_prompt)
        answer = m_prompt(request);
    if (!answer)
        return answer;
    if (request.attempt >= known.size())
        m_typed << Typed{request, *answer};
    if (request.kind == SecretRequest::Kind::Password)
        m_loginPassword = *answer;
    return answer;
}

Result<> SecretChain::keepAll(HostSecrets &secrets) const
{
    const std::lock_guard lock(m_mutex);
    for (const SecretRequest::Kind kind : StoredKinds) {
        if (!m_given.contains(kind))
            continue;
        if (const Result<> kept = secrets.keepForAll(kind, m_given.value(kind)); !kept)
            return kept;
    }
    for (const Typed &typed : m_typed) {
        if (const Result<> kept = secrets.keep(typed.request, typed.secret); !kept)
            return kept;
    }
    return {};
}

Text secretQuestion(const SecretRequest &request)
{
    switch (request.kind) {
    case SecretRequest::Kind::Password:
        return {QT_TRANSLATE_NOOP("Text", "Password of %1"), {request.subject}};
    case SecretRequest::Kind::KeyPassphrase:
        return {QT_TRANSLATE_NOOP("Text", "Passphrase of the key %1"), {request.subject}};
    case SecretRequest::Kind::JumpPassword:
        return {QT_TRANSLATE_NOOP("Text", "Password of the jump host %1"), {request.subject}};
    case SecretRequest::Kind::SudoPassword:
        return {QT_TRANSLATE_NOOP("Text", "Password for sudo of %1"), {request.subject}};
    case SecretRequest::Kind::VaultPassphrase:
        return request.isNew
                   ? Text{QT_TRANSLATE_NOOP(
                              "Text",
                              "A passphrase for the configurations in the vault %1. Keep it "
                              "where it outlives this computer: without it nobody can open "
                              "them, also not with Lifeboat"),
                          {request.prompt}}
                   : Text{QT_TRANSLATE_NOOP("Text", "Passphrase of the vault %1"),
                          {request.prompt}};
    case SecretRequest::Kind::Prompt:
        break;
    }
    return {QT_TRANSLATE_NOOP("Text", "%1 asks: %2"), {request.subject, request.prompt}};
}

Result<QString> lineFromDescriptor(int descriptor)
{
    const QString number = QString::number(descriptor);
    const Error notOpen{
        Error::Kind::Usage,
        {QT_TRANSLATE_NOOP("Text", "The file descriptor %1 cannot be read."), {number}},
        {QT_TRANSLATE_NOOP("Text", "Open it in the shell, as in --password-fd 3 3<FILE."), {}},
        {}};
    QFile file;
    // Byte by byte: what follows the line belongs to whoever reads the descriptor next.
    if (!Terminal::isOpen(descriptor)
        || !file.open(descriptor, QIODevice::ReadOnly | QIODevice::Unbuffered))
        return notOpen;
    QByteArray line;
    char byte = 0;
    qint64 count = 0;
    while ((count = file.read(&byte, 1)) == 1 && byte != '\n')
        line += byte;
    if (count < 0 || (count == 0 && line.isEmpty())) {
        return Error{
            Error::Kind::Usage,
            {QT_TRANSLATE_NOOP("Text", "The file descriptor %1 ended before a line."), {number}},
            {},
            file.errorString()};
    }
    if (line.endsWith('\r'))
        line.chop(1);
    return QString::fromUtf8(line);
}

} // namespace Lifeboat
