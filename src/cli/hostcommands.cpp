#include "cli/context.h"
#include "cli/results.h"
#include "cli/selection.h"
#include "cli/table.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static QString hostText(const HostProfile &host)
{
    const auto line = [](const char *label, const QString &value) {
        return value.isEmpty() ? QString() : Text{label, {}}.toString() + u": "_s + value + u'\n';
    };
    QStringList jumps;
    for (const SshAddress &jump : host.jumps)
        jumps << jump.toString();
    return host.name + u'\n' + line(QT_TRANSLATE_NOOP("Text", "  id"), host.id)
           + line(QT_TRANSLATE_NOOP("Text", "  address"), host.ssh.toString())
           + line(QT_TRANSLATE_NOOP("Text", "  by way of"), jumps.join(u", "_s))
           + line(QT_TRANSLATE_NOOP("Text", "  keys"), host.identityFiles.join(u", "_s))
           + line(QT_TRANSLATE_NOOP("Text", "  folder"), host.directory)
           + line(QT_TRANSLATE_NOOP("Text", "  tags"), host.tags.join(u", "_s))
           + (host.sudo ? Text{QT_TRANSLATE_NOOP("Text", "  with sudo"), {}}.toString() + u'\n'
                        : QString());
}

static CommandResult shown(const HostProfile &host)
{
    return {.json = {{u"host"_s, hostJson(host)}}, .text = hostText(host)};
}

static QStringList withoutEmpty(QStringList list)
{
    list.removeAll(QString());
    list.removeDuplicates();
    return list;
}

static Result<QStringList> identityFiles(const QStringList &typed)
{
    QStringList files;
    for (const QString &path : withoutEmpty(typed)) {
        const QFileInfo file(path);
        if (!file.isFile() || !file.isReadable())
            return usageError(
                {QT_TRANSLATE_NOOP("Text", "The key file “%1” cannot be read."), {path}});
        files << file.absoluteFilePath();
    }
    return files;
}

// The options that `add` and `edit` share.
static Result<> applyOptions(const Arguments &arguments, HostProfile &host)
{
    if (arguments.has(u"identity"_s)) {
        const Result<QStringList> files = identityFiles(arguments.values(u"identity"_s));
        if (!files)
            return files.error();
        host.identityFiles = *files;
    }
    if (arguments.has(u"jump"_s)) {
        host.jumps.clear();
        for (const QString &typed : withoutEmpty(arguments.values(u"jump"_s))) {
            const Result<SshAddress> jump = SshAddress::parse(typed);
            if (!jump)
                return jump.error();
            host.jumps << *jump;
        }
    }
    if (arguments.has(u"dir"_s))
        host.directory = arguments.value(u"dir"_s);
    if (!host.directory.isEmpty() && !host.directory.startsWith(u'/')) {
        return usageError(
            {QT_TRANSLATE_NOOP("Text", "The folder on the host has to begin with “/”: “%1”."),
             {host.directory}});
    }
    if (arguments.has(u"tag"_s))
        host.tags = withoutEmpty(arguments.values(u"tag"_s));
    if (arguments.has(u"sudo"_s) || arguments.has(u"no-sudo"_s))
        host.sudo = arguments.has(u"sudo"_s);
    return {};
}

static Result<> checkFingerprints(const QStringList &typed)
{
    static const QRegularExpression form(u"\\ASHA256:[A-Za-z0-9+/]{43}=?\\z"_s);
    for (const QString &fingerprint : typed) {
        if (!form.match(fingerprint).hasMatch())
            return usageError(
                {QT_TRANSLATE_NOOP("Text", "“%1” is no fingerprint of the form SHA256:…."),
                 {fingerprint}},
                {QT_TRANSLATE_NOOP("Text",
                                   "On the host: ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub"),
                 {}});
    }
    return {};
}

// Connects, and lets a human at a terminal decide about keys that are not known.
static Result<> reach(Context &context, const HostProfile &host, QStringList trust)
{
    static const QRegularExpression form(u"SHA256:[A-Za-z0-9+/]+"_s);
    for (;;) {
        const Result<> reached = context.operations().reach(host, context.access(host, trust));
        if (reached || reached.error().kind != Error::Kind::HostKeyUnknown)
            return reached;
        const QString fingerprint = form.match(reached.error().detail).captured();
        if (fingerprint.isEmpty() || trust.contains(fingerprint))
            return reached;
        const std::optional<QString> answer = context.ask(
            reached.error().message.toString() + u"\n  "_s + reached.error().detail + u'\n'
            + Text{QT_TRANSLATE_NOOP("Text", "Type “yes” if this is its fingerprint: "), {}}
                  .toString());
        if (answer != u"yes"_s)
            return context.isCancelled() ? Result<>(cancelled()) : reached;
        trust << fingerprint;
    }
}

CommandResult hostAdd(Context &context)
{
    const Arguments &arguments = context.arguments();
    HostProfile host{.id = HostProfile::newId(arguments.words.at(0)),
                     .name = arguments.words.at(0)};
    const Result<SshAddress> address = SshAddress::parse(arguments.words.at(1));
    if (!address)
        return failure(address.error());
    host.ssh = *address;
    if (const Result<> applied = applyOptions(arguments, host); !applied)
        return failure(applied.error());
    const QStringList trust = arguments.values(u"trust"_s);
    if (const Result<> checked = checkFingerprints(trust); !checked)
        return failure(checked.error());
    if (arguments.has(u"offline"_s) && !trust.isEmpty())
        return failure(usageError(
            {QT_TRANSLATE_NOOP("Text", "“--trust” needs a connection: leave “--offline” out."),
             {}}));
    if (const Result<> free = context.settings().checkNewHost(host); !free)
        return failure(free.error());
    if (const Result<> kept = context.keepPassphrase(); !kept)
        return failure(kept.error());
    if (!arguments.has(u"offline"_s)) {
        if (const Result<> reached = reach(context, host, trust); !reached)
            return failure(reached.error());
    }
    if (const Result<> added = context.settings().addHost(host); !added)
        return failure(added.error());
    context.keepSecrets(host);
    return shown(host);
}

CommandResult hostList(Context &context)
{
    const Result<QList<HostProfile>> hosts = context.settings().hosts();
    if (!hosts)
        return failure(hosts.error());
    QJsonArray array;
    QList<QStringList> rows;
    for (const HostProfile &host : *hosts) {
        array << hostJson(host);
        rows << QStringList{host.name, host.ssh.toString(), host.tags.join(u", "_s)};
    }
    const QStringList heading{Text{QT_TRANSLATE_NOOP("Text", "HOST"), {}}.toString(),
                              Text{QT_TRANSLATE_NOOP("Text", "ADDRESS"), {}}.toString(),
                              Text{QT_TRANSLATE_NOOP("Text", "TAGS"), {}}.toString()};
    return {.json = {{u"hosts"_s, array}}, .text = tableText(heading, rows)};
}

static Result<HostProfile> namedHost(Context &context)
{
    return context.settings().host(context.arguments().words.first());
}

CommandResult hostShow(Context &context)
{
    const Result<HostProfile> host = namedHost(context);
    return host ? shown(*host) : failure(host.error());
}

CommandResult hostEdit(Context &context)
{
    const Arguments &arguments = context.arguments();
    Result<HostProfile> host = namedHost(context);
    if (!host)
        return failure(host.error());
    if (arguments.has(u"sudo"_s) && arguments.has(u"no-sudo"_s))
        return failure(usageError(
            {QT_TRANSLATE_NOOP("Text", "“--sudo” and “--no-sudo” exclude each other."), {}}));
    if (arguments.has(u"name"_s))
        host->name = arguments.value(u"name"_s);
    if (arguments.has(u"address"_s)) {
        const Result<SshAddress> address = SshAddress::parse(arguments.value(u"address"_s));
        if (!address)
            return failure(address.error());
        host->ssh = *address;
    }
    if (const Result<> applied = applyOptions(arguments, *host); !applied)
        return failure(applied.error());
    const Result<> changed = context.settings().changeHost(*host);
    return changed ? shown(*host) : failure(changed.error());
}

CommandResult hostTrust(Context &context)
{
    const Result<HostProfile> host = namedHost(context);
    if (!host)
        return failure(host.error());
    const QStringList fingerprint = context.arguments().words.mid(1);
    if (const Result<> checked = checkFingerprints(fingerprint); !checked)
        return failure(checked.error());
    const Result<> reached = context.operations().reach(*host, context.access(*host, fingerprint));
    return reached ? shown(*host) : failure(reached.error());
}

CommandResult hostRemove(Context &context)
{
    const Result<HostProfile> host = namedHost(context);
    if (!host)
        return failure(host.error());
    if (const Result<> removed = context.settings().removeHost(host->id); !removed)
        return failure(removed.error());
    context.forgetSecrets(*host);
    return shown(*host);
}

CommandResult hostCheck(Context &context)
{
    const Result<HostProfile> host = namedHost(context);
    if (!host)
        return failure(host.error());
    const QJsonObject json{{u"host"_s, host->name}, {u"checks"_s, QJsonArray()}};
    const Result<QList<Check>> checks = context.operations().check(*host, context.access(*host));
    if (!checks)
        return failure(checks.error(), json);
    CommandResult result{.json = json};
    QJsonArray array;
    for (const Check &check : *checks) {
        array << QJsonObject{{u"id"_s, check.id},
                             {u"ok"_s, check.ok},
                             {u"detail"_s, check.detail.toEnglish()},
                             {u"mend"_s, check.mend.toEnglish()}};
        result.text +=
            (check.ok ? u"✓ "_s : u"✗ "_s) + check.id + u": "_s + check.detail.toString() + u'\n';
        if (!check.mend.isEmpty())
            result.text += u"    "_s + check.mend.toString() + u'\n';
        if (!check.ok && !result.error) {
            result.exitStatus = HasFailed;
            result.error = Error{Error::Kind::Invalid, check.detail, check.mend, {}};
        }
    }
    result.json.insert(u"checks"_s, array);
    return result;
}

} // namespace Lifeboat
