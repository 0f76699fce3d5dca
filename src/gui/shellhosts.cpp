#include "gui/common/errorbanner.h"
#include "gui/common/question.h"
#include "gui/fleet/edithostdialog.h"
#include "gui/fleet/fleetpage.h"
#include "gui/fleet/hostpage.h"
#include "gui/mainwindow.h"
#include "gui/shell.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QLocale>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

// What is asked of one or of several hosts at once. Beside shell.cpp, which builds the window.
namespace Lifeboat {

static constexpr qsizetype MostNames = 12; // that a question lists

static QString listed(QStringList names)
{
    const qsizetype all = names.size();
    if (all <= MostNames)
        return names.join(u", "_s);
    names.resize(MostNames);
    return Text{QT_TRANSLATE_NOOP("Text", "%1 and %2 more"),
                {names.join(u", "_s), QString::number(all - MostNames)}}
        .toString();
}

QList<HostProfile> Shell::hostsOf(const QStringList &hostIds) const
{
    QList<HostProfile> hosts;
    for (const QString &id : hostIds) {
        if (const HostProfile *host = m_desk->overview().host(id))
            hosts << *host;
    }
    return hosts;
}

const PlacedPoint *Shell::newestPointOf(const QString &hostId) const
{
    const QList<PlacedPoint> &points = m_desk->overview().points; // newest first
    const auto it = std::ranges::find_if(points, [&hostId](const PlacedPoint &placed) {
        return placed.point.hostId == hostId && placed.point.isComplete();
    });
    return it == points.end() ? nullptr : &*it;
}

void Shell::showOnHostPage(const HostProfile &host)
{
    m_host->setHost(host, m_desk->rowOf(host), m_desk->overview().looked);
    m_host->setRuns(m_desk->overview().runs);
}

void Shell::backUpHosts(const QStringList &hostIds)
{
    const QList<HostProfile> hosts = hostsOf(hostIds);
    if (hosts.size() == 1)
        backUp(hosts.first().id);
    if (hosts.size() < 2)
        return;
    const QList<VaultLook> &vaults = m_desk->overview().vaults;
    const auto vault =
        std::ranges::find_if(vaults, [](const VaultLook &look) { return look.entry.isDefault; });
    if (vault == vaults.end()) {
        m_fleet->banner()->setError(
            {Error::Kind::NotFound,
             {QT_TRANSLATE_NOOP("Text", "There is no vault yet for their points."), {}},
             {QT_TRANSLATE_NOOP("Text", "Back up one host first: it asks for a folder."), {}},
             {}});
        return;
    }
    QStringList names;
    for (const HostProfile &host : hosts)
        names << host.name;
    auto *question = new Question(
        {.title = {QT_TRANSLATE_NOOP("Text", "Back up %1 hosts now?"),
                   {QString::number(hosts.size())}},
         .body = {QT_TRANSLATE_NOOP("Text", "%1. Each with all that is saved by default, into the "
                                            "vault %2, %3 at a time. Nothing on them changes that "
                                            "stays."),
                  {listed(names), vault->entry.name, QString::number(Desk::RunsAtOnce)}},
         .yes = {QT_TRANSLATE_NOOP("Text", "Start backups"), {}},
         .harmless = true},
        m_window.get());
    connect(question, &Question::confirmed, this, [this, hosts, folder = vault->entry.folder] {
        for (const HostProfile &host : hosts)
            m_desk->backup(host, {.vault = folder}, Desk::Turn::Waits);
        showRuns();
        m_window->showPage(m_runsIndex);
    });
    question->open();
}

void Shell::drillNewest(const QString &hostId)
{
    if (const PlacedPoint *point = newestPointOf(hostId))
        drill(*point);
}

void Shell::restoreNewest(const QString &hostId)
{
    if (const PlacedPoint *point = newestPointOf(hostId))
        restore(*point);
}

void Shell::verifyNewest(const QStringList &hostIds)
{
    QStringList without;
    int begun = 0;
    for (const HostProfile &host : hostsOf(hostIds)) {
        if (const PlacedPoint *point = newestPointOf(host.id)) {
            m_desk->verify(host, *point, Desk::Turn::Waits);
            ++begun;
        } else {
            without << host.name;
        }
    }
    if (!without.isEmpty())
        m_fleet->banner()->setError(
            {Error::Kind::NotFound,
             {QT_TRANSLATE_NOOP("Text", "No complete point to verify: %1."), {listed(without)}},
             {},
             {}});
    if (begun == 0)
        return;
    showRuns();
    if (without.isEmpty())
        m_window->showPage(m_runsIndex);
}

// One is shown on its page; of several only what is wrong is told.
void Shell::checkHosts(const QStringList &hostIds)
{
    const QList<HostProfile> hosts = hostsOf(hostIds);
    if (hosts.size() == 1) {
        openHost(hosts.first().id);
        checkHost();
        return;
    }
    struct Sum
    {
        qsizetype left = 0;
        qsizetype bad = 0;
        QList<Error> errors;
    };
    const auto sum = std::make_shared<Sum>(Sum{.left = hosts.size()});
    m_fleet->banner()->clear();
    m_fleet->setNote(tr("checking %1 hosts…").arg(hosts.size()));
    for (const HostProfile &host : hosts) {
        m_desk->query(
            host, {}, this,
            [host](Operations &operations, const Access &access) {
                return operations.check(host, access);
            },
            [this, sum, host, all = hosts.size()](const Result<QList<Check>> &checks) {
                const qsizetype before = sum->errors.size();
                if (!checks)
                    sum->errors << checks.error();
                for (const Check &check : checks ? *checks : QList<Check>()) {
                    if (!check.ok)
                        sum->errors << Error{Error::Kind::CommandFailed,
                                             {"%1: %2", {host.name, check.detail.toString()}},
                                             check.mend,
                                             {}};
                }
                sum->bad += sum->errors.size() > before;
                if (--sum->left > 0)
                    return;
                m_fleet->banner()->setErrors(sum->errors);
                const QString at = QLocale().toString(QTime::currentTime(), u"HH:mm"_s);
                m_fleet->setNote(
                    sum->bad == 0 ? tr("%1 hosts checked at %2, nothing is wrong").arg(all).arg(at)
                                  : tr("%1 hosts checked at %2, something is wrong with %3")
                                        .arg(all)
                                        .arg(at)
                                        .arg(sum->bad));
            });
    }
}

void Shell::openFolderOf(const QString &hostId)
{
    if (const PlacedPoint *point = newestPointOf(hostId))
        QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(point->point.folder).path()));
}

void Shell::editHost(const QString &hostId)
{
    const HostProfile *host = m_desk->overview().host(hostId);
    if (!host)
        return;
    auto *dialog = new EditHostDialog(*m_desk, *host, m_window.get());
    connect(dialog, &EditHostDialog::saved, m_desk.get(), &Desk::look);
    dialog->open();
}

} // namespace Lifeboat
