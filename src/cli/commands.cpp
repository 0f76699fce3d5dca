#include "cli/commands.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Lifeboat {

// Those of every command that signs in.
static QStringList connecting(const QStringList &others = {})
{
    return others
           + QStringList{u"password-fd"_s, u"key-passphrase-fd"_s, u"jump-password-fd"_s,
                         u"sudo-password-fd"_s, u"vault-passphrase-fd"_s};
}

// Those that a verb and the plan of it have in common.
static QStringList backupOptions()
{
    return {u"all"_s,    u"tag"_s,  u"component"_s, u"vault"_s,       u"parallel"_s,
            u"format"_s, u"full"_s, u"cold"_s,      u"plain-config"_s};
}

static QStringList restoreOptions()
{
    return {u"to"_s, u"component"_s, u"vault"_s, u"confirm"_s, u"beside"_s, u"create-roles"_s};
}

static QStringList recoveryOptions()
{
    return {u"to"_s, u"vault"_s, u"confirm"_s, u"address"_s, u"images"_s, u"set-aside"_s};
}

const QList<Option> &options()
{
    static const QList<Option> list{
        {"json", nullptr, false, QT_TRANSLATE_NOOP("Text", "One JSON document on stdout.")},
        {"json-lines", nullptr, false,
         QT_TRANSLATE_NOOP("Text", "One JSON object a line, the result last.")},
        {"quiet", nullptr, false, QT_TRANSLATE_NOOP("Text", "Only errors on stderr.")},
        {"verbose", nullptr, false, QT_TRANSLATE_NOOP("Text", "Also every step on stderr.")},
        {"help", nullptr, false, QT_TRANSLATE_NOOP("Text", "Explains the command.")},
        {"version", nullptr, false, QT_TRANSLATE_NOOP("Text", "Shows the version.")},
        {"dir", "DIR", false,
         QT_TRANSLATE_NOOP("Text", "Folder of the compose project on the host.")},
        {"identity", "FILE", true, QT_TRANSLATE_NOOP("Text", "A private key to sign in with.")},
        {"jump", "[USER@]ADDRESS[:PORT]", true,
         QT_TRANSLATE_NOOP("Text", "A host on the way, in order.")},
        {"sudo", nullptr, false, QT_TRANSLATE_NOOP("Text", "Commands on the host need sudo.")},
        {"no-sudo", nullptr, false,
         QT_TRANSLATE_NOOP("Text", "Commands on the host need no sudo.")},
        {"tag", "TAG", true, QT_TRANSLATE_NOOP("Text", "A tag of hosts.")},
        {"trust", "SHA256:…", true,
         QT_TRANSLATE_NOOP("Text", "The fingerprint of a host key to accept.")},
        {"offline", nullptr, false, QT_TRANSLATE_NOOP("Text", "Saves without connecting.")},
        {"address", "[USER@]ADDRESS[:PORT]", false,
         QT_TRANSLATE_NOOP("Text", "The new address; of a recovered host: keep or ADDRESS.")},
        {"images", "DIR|FILE", false,
         QT_TRANSLATE_NOOP("Text", "Archives of docker save with the images of the services.")},
        {"set-aside", nullptr, false,
         QT_TRANSLATE_NOOP("Text", "Keeps what is there already under other names, instead of "
                                   "refusing.")},
        {"name", "NAME", false, QT_TRANSLATE_NOOP("Text", "The name to give.")},
        {"all", nullptr, false, QT_TRANSLATE_NOOP("Text", "All hosts.")},
        {"component", "ID", true, QT_TRANSLATE_NOOP("Text", "Only this component.")},
        {"cold", "ID", true,
         QT_TRANSLATE_NOOP("Text", "Stop this component's service for a copy of its files.")},
        {"vault", "NAME|DIR", false, QT_TRANSLATE_NOOP("Text", "The vault to use.")},
        {"parallel", "N", false, QT_TRANSLATE_NOOP("Text", "How many hosts at once.")},
        {"format", "custom|plain", false,
         QT_TRANSLATE_NOOP("Text", "The format of database dumps.")},
        {"on", "NAME", false, QT_TRANSLATE_NOOP("Text", "The host that lends its engine.")},
        {"to", "NAME", false, QT_TRANSLATE_NOOP("Text", "The host to restore to.")},
        {"confirm", "NAME", false,
         QT_TRANSLATE_NOOP("Text", "The host's name once more, to cut over.")},
        {"create-roles", nullptr, false,
         QT_TRANSLATE_NOOP("Text", "Creates roles that the target lacks, as they were.")},
        {"beside", nullptr, false, QT_TRANSLATE_NOOP("Text", "Prepares and compares only.")},
        {"lang", "zh_CN|en", false, QT_TRANSLATE_NOOP("Text", "The language of the text.")},
        {"password-fd", "N", false,
         QT_TRANSLATE_NOOP("Text", "Reads the password from this descriptor.")},
        {"key-passphrase-fd", "N", false,
         QT_TRANSLATE_NOOP("Text", "Reads the key's passphrase from this descriptor.")},
        {"jump-password-fd", "N", false,
         QT_TRANSLATE_NOOP("Text", "Reads the jump host's password from this descriptor.")},
        {"sudo-password-fd", "N", false,
         QT_TRANSLATE_NOOP("Text", "Reads the password for sudo from this descriptor.")},
        {"vault-passphrase-fd", "N", false,
         QT_TRANSLATE_NOOP("Text", "Reads the vault's passphrase from this descriptor.")},
        {"plain-config", nullptr, false,
         QT_TRANSLATE_NOOP("Text", "Saves keys and passwords of the host without sealing them.")},
        {"full", nullptr, false,
         QT_TRANSLATE_NOOP("Text", "Copies everything, also what an earlier point holds.")},
    };
    return list;
}

// The whole command line. A command of a later version stands here too, so that it says so.
const QList<Command> &commands()
{
    static const QList<Command> list{
        {"host add", "NAME [USER@]ADDRESS[:PORT]", 2, 2,
         connecting(
             {u"dir"_s, u"identity"_s, u"jump"_s, u"sudo"_s, u"tag"_s, u"trust"_s, u"offline"_s}),
         QT_TRANSLATE_NOOP("Text", "Connects to a host and saves it."), hostAdd},
        {"host list", "", 0, 0, {}, QT_TRANSLATE_NOOP("Text", "Lists the hosts."), hostList},
        {"host show",
         "NAME",
         1,
         1,
         {},
         QT_TRANSLATE_NOOP("Text", "Shows what is saved of a host."),
         hostShow},
        {"host edit",
         "NAME",
         1,
         1,
         {u"name"_s, u"address"_s, u"dir"_s, u"identity"_s, u"jump"_s, u"sudo"_s, u"no-sudo"_s,
          u"tag"_s},
         QT_TRANSLATE_NOOP("Text",
                           "Changes what is saved of a host; an empty value clears a list."),
         hostEdit},
        {"host trust", "NAME SHA256:…", 2, 2, connecting(),
         QT_TRANSLATE_NOOP("Text", "Accepts the host's key if it has this fingerprint."),
         hostTrust},
        {"host remove",
         "NAME",
         1,
         1,
         {},
         QT_TRANSLATE_NOOP("Text", "Forgets a host and its secrets; its points stay."),
         hostRemove},
        {"host check", "NAME", 1, 1, connecting(),
         QT_TRANSLATE_NOOP("Text", "Checks what a backup needs."), hostCheck},
        {"discover", "NAME", 1, 1, connecting(),
         QT_TRANSLATE_NOOP("Text", "Shows what is deployed on a host."), discoverHost},
        {"vault add",
         "DIR",
         1,
         1,
         {u"name"_s, u"plain-config"_s},
         QT_TRANSLATE_NOOP("Text", "Makes or adds a vault."),
         vaultAdd},
        {"vault list", "", 0, 0, {}, QT_TRANSLATE_NOOP("Text", "Lists the vaults."), vaultList},
        {"vault remove",
         "NAME",
         1,
         1,
         {},
         QT_TRANSLATE_NOOP("Text", "Forgets a vault; its folder stays."),
         vaultRemove},
        {"plan backup", "NAME…|--all|--tag TAG", 0, -1, connecting(backupOptions()),
         QT_TRANSLATE_NOOP("Text", "Shows the exact steps of a backup."), planBackupOf},
        {"plan restore", "POINT --to NAME", 1, 1, connecting(restoreOptions()),
         QT_TRANSLATE_NOOP("Text", "Shows the exact steps of a restore."), planRestoreOf},
        {"plan recover", "POINT --to NAME", 1, 1, connecting(recoveryOptions()),
         QT_TRANSLATE_NOOP("Text", "Shows the first steps of a recovery, and what is in its way."),
         planRecoveryOf},
        {"backup", "NAME…|--all|--tag TAG", 0, -1, connecting(backupOptions()),
         QT_TRANSLATE_NOOP("Text", "Backs hosts up."), backupHosts},
        {"points",
         "[NAME]",
         0,
         1,
         {u"vault"_s},
         QT_TRANSLATE_NOOP("Text", "Lists the backup points."),
         listPoints},
        {"point show",
         "POINT",
         1,
         1,
         {u"vault"_s},
         QT_TRANSLATE_NOOP("Text", "Shows a point."),
         pointShow},
        {"point pin",
         "POINT",
         1,
         1,
         {u"vault"_s},
         QT_TRANSLATE_NOOP("Text", "Keeps a point from being deleted."),
         pointPin},
        {"point unpin",
         "POINT",
         1,
         1,
         {u"vault"_s},
         QT_TRANSLATE_NOOP("Text", "Lets a point be deleted again."),
         pointUnpin},
        {"point delete",
         "POINT",
         1,
         1,
         {u"vault"_s},
         QT_TRANSLATE_NOOP("Text", "Deletes a point."),
         pointDelete},
        {"verify", "POINT…", 1, -1, connecting({u"vault"_s}),
         QT_TRANSLATE_NOOP("Text", "Reads points again: hash, format, completeness."),
         verifyPoints},
        {"drill", "POINT", 1, 1, connecting({u"on"_s, u"component"_s, u"vault"_s}),
         QT_TRANSLATE_NOOP("Text", "Restores a point into a throw-away place and compares."),
         drillPoint},
        {"restore", "POINT --to NAME", 1, 1, connecting(restoreOptions()),
         QT_TRANSLATE_NOOP("Text", "Prepares beside, compares, and cuts over when equal."),
         restorePoint},
        {"cutover", "RUN --confirm NAME", 1, 1, connecting({u"confirm"_s}),
         QT_TRANSLATE_NOOP("Text", "Brings what was prepared into service."), cutOverRun},
        {"discard", "RUN", 1, 1, connecting(),
         QT_TRANSLATE_NOOP("Text", "Drops what was prepared or undone."), discardRun},
        {"undo", "RUN", 1, 1, connecting({u"confirm"_s}),
         QT_TRANSLATE_NOOP("Text", "Brings back what was there before."), undoRun},
        {"accept", "RUN", 1, 1, connecting(), QT_TRANSLATE_NOOP("Text", "Drops the safety copies."),
         acceptRun},
        {"recover", "POINT --to NAME", 1, 1, connecting(recoveryOptions()),
         QT_TRANSLATE_NOOP("Text", "Brings a whole host back, into one that has nothing."),
         recoverPoint},
        {"runs", "[NAME]", 0, 1, {}, QT_TRANSLATE_NOOP("Text", "Lists the runs."), listRuns},
        {"run show",
         "RUN",
         1,
         1,
         {},
         QT_TRANSLATE_NOOP("Text", "Shows a run and its steps."),
         runShow},
        {"run cancel",
         "RUN",
         1,
         1,
         {},
         QT_TRANSLATE_NOOP("Text", "Cancels a run of another program."),
         runCancel},
        {"rescan",
         "",
         0,
         0,
         {},
         QT_TRANSLATE_NOOP("Text", "Reads all vaults anew and counts what they hold."),
         rescanVaults},
        {"describe",
         "COMPONENT",
         1,
         1,
         {u"lang"_s},
         QT_TRANSLATE_NOOP(
             "Text", "Shows the page of a component, and what a backup of it does, on an example."),
         describeComponent},
        {"export-runbook",
         "POINT FILE",
         2,
         2,
         {u"lang"_s, u"vault"_s},
         QT_TRANSLATE_NOOP("Text", "Writes how a human recovers a blank host from a point by hand: "
                                   ".md or .pdf."),
         exportRunbook},
        {"export-report",
         "RUN|POINT FILE",
         2,
         2,
         {u"lang"_s, u"vault"_s},
         QT_TRANSLATE_NOOP("Text",
                           "Writes what a run, or a point's newest drill, has compared, for "
                           "an auditor: .html or .pdf."),
         exportReport},
        {"kit", "POINT DIR", 2, 2, connecting({u"vault"_s}),
         QT_TRANSLATE_NOOP("Text", "Makes a folder that recovers a blank host without Lifeboat and "
                                   "without a network."),
         makeKit},
        {"prune", "", 0, -1, {}, "", nullptr},
        {"schedule", "", 0, -1, {}, "", nullptr},
        {"run-due", "", 0, -1, {}, "", nullptr},
        {"host-script", "", 0, -1, {}, "", nullptr},
        {"audit", "", 0, -1, {}, "", nullptr},
    };
    return list;
}

const Command *commandNamed(const QString &name)
{
    const auto it = std::ranges::find_if(commands(), [&](const Command &command) {
        return name == QLatin1StringView(command.name);
    });
    return it == commands().end() ? nullptr : &*it;
}

const Option *optionNamed(const QString &name)
{
    const auto it = std::ranges::find_if(
        options(), [&](const Option &option) { return name == QLatin1StringView(option.name); });
    return it == options().end() ? nullptr : &*it;
}

} // namespace Lifeboat
