#include "cli/selection.h"

#include "cli/results.h"
#include "components/component.h"
#include "planning/recoveryaddress.h"
#include "platform/nativefilesystem.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static constexpr int DefaultParallel = 3;

static Result<QList<HostProfile>> namedHosts(Context &context)
{
    QList<HostProfile> hosts;
    for (const QString &name : context.arguments().words) {
        const Result<HostProfile> host = context.settings().host(name);
        if (!host)
            return host.error();
        if (!hosts.contains(*host))
            hosts << *host;
    }
    return hosts;
}

Result<QList<HostProfile>> selectedHosts(Context &context)
{
    const Arguments &arguments = context.arguments();
    const int ways = int(!arguments.words.isEmpty()) + int(arguments.has(u"all"_s))
                     + int(arguments.has(u"tag"_s));
    if (ways != 1)
        return usageError(
            {QT_TRANSLATE_NOOP("Text", "Say which hosts: names, --all, or --tag."), {}});
    if (!arguments.words.isEmpty())
        return namedHosts(context);
    Result<QList<HostProfile>> hosts = context.settings().hosts();
    if (!hosts)
        return hosts;
    if (arguments.has(u"tag"_s)) {
        const QStringList tags = arguments.values(u"tag"_s);
        hosts->removeIf([&](const HostProfile &host) {
            return std::ranges::none_of(host.tags,
                                        [&](const QString &tag) { return tags.contains(tag); });
        });
    }
    if (hosts->isEmpty())
        return usageError({QT_TRANSLATE_NOOP("Text", "No host is selected."), {}});
    return hosts;
}

Result<QStringList> selectedComponents(Context &context)
{
    QStringList chosen = context.arguments().values(u"component"_s);
    chosen.removeDuplicates();
    for (const QString &id : chosen) {
        if (component(id))
            continue;
        QStringList known;
        for (const Component &one : components())
            known << one.id;
        return usageError(
            {QT_TRANSLATE_NOOP("Text", "There is no component “%1”."), {id}},
            {QT_TRANSLATE_NOOP("Text", "The components are: %1."), {known.join(u", "_s)}});
    }
    return chosen;
}

Result<> checkComponents(const QStringList &components, const StoredPoint &point)
{
    if (const std::optional<Error> damage = point.manifestDamage())
        return *damage; // what it holds is not known
    for (const QString &id : components) {
        if (!point.manifest.component(id)) {
            return usageError({QT_TRANSLATE_NOOP("Text", "The backup point %1 holds no “%2”."),
                               {point.id(), id}});
        }
    }
    return {};
}

Result<int> selectedParallel(Context &context)
{
    if (!context.arguments().has(u"parallel"_s))
        return DefaultParallel;
    bool isNumber = false;
    const int parallel = context.arguments().value(u"parallel"_s).toInt(&isNumber);
    if (!isNumber || parallel < 1)
        return usageError(
            {QT_TRANSLATE_NOOP("Text", "“--parallel” takes a number from 1 on."), {}});
    return parallel;
}

Result<QString> selectedLanguage(Context &context)
{
    if (!context.arguments().has(u"lang"_s))
        return QLocale().name() == "zh_CN"_L1 ? u"zh_CN"_s : u"en"_s;
    const QString wanted = context.arguments().value(u"lang"_s);
    if (wanted != "en"_L1 && wanted != "zh_CN"_L1)
        return usageError({QT_TRANSLATE_NOOP("Text", "“--lang” takes zh_CN or en."), {}});
    return wanted;
}

static Result<QStringList> selectedCold(Context &context)
{
    const QStringList cold = context.arguments().values(u"cold"_s);
    QStringList able;
    for (const Component &one : components()) {
        if (one.canBeCold)
            able << one.id;
    }
    for (const QString &id : cold) {
        const Component *known = component(id);
        if (!known || !known->canBeCold)
            return usageError(
                {QT_TRANSLATE_NOOP("Text", "“%1” is not copied by stopping its service."), {id}},
                {QT_TRANSLATE_NOOP("Text", "“--cold” takes: %1, and the volumes that `discover` "
                                           "names."),
                 {able.join(u", "_s)}});
    }
    return cold;
}

Result<BackupOptions> selectedBackup(Context &context)
{
    const Arguments &arguments = context.arguments();
    const Result<QStringList> components = selectedComponents(context);
    if (!components)
        return components.error();
    const QString format = arguments.has(u"format"_s) ? arguments.value(u"format"_s) : u"custom"_s;
    if (format != "custom"_L1 && format != "plain"_L1)
        return usageError({QT_TRANSLATE_NOOP("Text", "“--format” takes custom or plain."), {}});
    const Result<VaultEntry> entry = context.settings().vault(arguments.value(u"vault"_s));
    if (!entry)
        return entry.error();
    const Result<Vault> vault = openVault(*entry);
    if (!vault)
        return vault.error();
    if (const Result<> writable = vault->checkWritable(); !writable)
        return writable.error();
    const Result<QStringList> cold = selectedCold(context);
    if (!cold)
        return cold.error();
    for (const QString &id : *cold) {
        if (!components->isEmpty() && !components->contains(id))
            return usageError(
                {QT_TRANSLATE_NOOP("Text", "“--cold %1” stops what “--component” leaves out."),
                 {id}},
                {QT_TRANSLATE_NOOP("Text", "Add --component %1."), {id}});
    }
    return BackupOptions{*components,
                         *cold,
                         vault->folder(),
                         format == "plain"_L1,
                         arguments.has(u"plain-config"_s),
                         arguments.has(u"full"_s)};
}

Result<> unlockFor(Context &context, const BackupOptions &options)
{
    Result<Vault> vault = Vault::open(NativeFileSystem::instance(), options.vault);
    if (!vault)
        return vault.error();
    return needsPassphrase(*vault, options.components, options.plainConfig)
               ? context.unlock(*vault, PassphraseUse::Seal)
               : Result<>();
}

Result<> unlockFor(Context &context, const FoundPoint &found, const QStringList &components)
{
    // What is damaged is said without it.
    if (found.point.manifestDamage() || !needsPassphrase(found.point.manifest, components))
        return {};
    Result<Vault> vault = openVault(found.vault);
    return vault ? context.unlock(*vault, PassphraseUse::Open) : Result<>(vault.error());
}

Result<FoundPoint> selectedPoint(Context &context, const QString &text)
{
    const Result<QList<HostProfile>> hosts = context.settings().hosts();
    if (!hosts)
        return hosts.error();
    const Result<PointLookup> lookup =
        PointLookup::open(context.settings(), context.arguments().value(u"vault"_s));
    return lookup ? lookup->find(text, *hosts) : Result<FoundPoint>(lookup.error());
}

Result<HostProfile> hostOfPoint(Context &context, const FoundPoint &found, const Text &hint)
{
    Result<HostProfile> host = context.settings().host(found.point.hostId);
    if (!host && host.error().kind == Error::Kind::Usage) {
        return usageError(
            {QT_TRANSLATE_NOOP("Text", "The host of this backup point, %1, is not known any more."),
             {found.point.manifest.hostName}},
            hint);
    }
    return host;
}

static Result<> checkRestoreWords(const Arguments &arguments)
{
    if (arguments.has(u"beside"_s) && arguments.has(u"confirm"_s))
        return usageError(
            {QT_TRANSLATE_NOOP("Text", "“--beside” and “--confirm” exclude each other."), {}});
    if (!arguments.has(u"to"_s))
        return usageError(
            {QT_TRANSLATE_NOOP("Text", "“--to NAME” says which host to restore to."), {}});
    return {};
}

// The point that is to be brought somewhere, once the host's name is agreed on where it was given.
static Result<FoundPoint> pointToBring(Context &context, const QStringList &components)
{
    const Arguments &arguments = context.arguments();
    Result<FoundPoint> found = selectedPoint(context, arguments.words.first());
    if (!found)
        return found;
    if (const Result<> checked = checkComponents(components, found->point); !checked)
        return checked.error();
    if (arguments.has(u"confirm"_s)) {
        if (const Result<> agreed = confirmed(context, arguments.value(u"to"_s)); !agreed)
            return agreed.error();
    }
    return found;
}

Result<RestoreChoice> selectedRestore(Context &context)
{
    const Arguments &arguments = context.arguments();
    if (const Result<> checked = checkRestoreWords(arguments); !checked)
        return checked.error();
    const QString target = arguments.value(u"to"_s);
    const Result<HostProfile> host = context.settings().host(target);
    if (!host)
        return host.error();
    const Result<QStringList> components = selectedComponents(context);
    if (!components)
        return components.error();
    const Result<FoundPoint> found = pointToBring(context, *components);
    if (!found)
        return found.error();
    return RestoreChoice{*host,
                         target,
                         *found,
                         {.components = *components,
                          .vault = found->vault.folder,
                          .createRoles = arguments.has(u"create-roles"_s)},
                         arguments.has(u"beside"_s)};
}

// keep, or the address that the host has from now on; empty when it keeps its own.
static Result<QString> selectedAddress(const Arguments &arguments)
{
    const QString address = arguments.value(u"address"_s);
    if (address.isEmpty() || address == "keep"_L1)
        return QString();
    if (!isHostAddress(address))
        return usageError(
            {QT_TRANSLATE_NOOP("Text", "“--address” takes keep, an IP address or a host name."),
             {}});
    return address;
}

// Where nobody names one, images may lie beside the points.
static QString selectedImages(const Arguments &arguments, const QString &vault)
{
    const QString beside = vault + u"/images"_s;
    if (arguments.has(u"images"_s))
        return arguments.value(u"images"_s);
    return QFileInfo(beside).isDir() ? beside : QString();
}

Result<RecoveryTask> selectedRecovery(Context &context)
{
    const Arguments &arguments = context.arguments();
    if (const Result<> checked = checkRestoreWords(arguments); !checked)
        return checked.error();
    const QString target = arguments.value(u"to"_s);
    const Result<HostProfile> host = context.settings().host(target);
    if (!host)
        return host.error();
    const Result<QString> address = selectedAddress(arguments);
    if (!address)
        return address.error();
    const Result<FoundPoint> found = pointToBring(context, {});
    if (!found)
        return found.error();
    return RecoveryTask{*host,
                        target,
                        *found,
                        {.vault = found->vault.folder,
                         .address = *address,
                         .images = selectedImages(arguments, found->vault.folder),
                         .setAside = arguments.has(u"set-aside"_s)}};
}

Result<> confirmed(Context &context, const QString &name)
{
    QString typed = context.arguments().value(u"confirm"_s);
    if (!context.arguments().has(u"confirm"_s)) {
        const std::optional<QString> answer = context.ask(Text{
            QT_TRANSLATE_NOOP("Text", "Type the host's name to cut over (%1): "),
            {name}}.toString());
        if (context.isCancelled())
            return cancelled();
        if (!answer) {
            return usageError(
                {QT_TRANSLATE_NOOP("Text",
                                   "Without a terminal the host's name has to follow --confirm."),
                 {}});
        }
        typed = *answer;
    }
    if (typed != name) {
        return usageError(
            {QT_TRANSLATE_NOOP("Text", "“%1” is not the host's name “%2”. Nothing was changed."),
             {typed, name}});
    }
    return {};
}

} // namespace Lifeboat
