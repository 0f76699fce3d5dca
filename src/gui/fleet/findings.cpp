#include "gui/fleet/findings.h"

#include "components/component.h"
#include "gui/common/card.h"
#include "gui/common/format.h"
#include "gui/common/look.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QLabel>
#include <QLayoutItem>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static QString words(const char *text)
{
    return QCoreApplication::translate("Findings", text);
}

void clearList(QVBoxLayout *list)
{
    while (QLayoutItem *item = list->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

void addFinding(QVBoxLayout *list, Status status, const QString &text, const QString &below,
                const QString &command)
{
    auto *line = new QWidget;
    auto *icon = new IconLabel(16, line);
    icon->setIcon(statusIconName(status), status);
    auto *title = rankLabel(Rank::Body, line);
    title->setText(text);
    auto *column = new QVBoxLayout;
    column->setSpacing(1);
    column->addWidget(title);
    if (!below.isEmpty()) {
        auto *hint = rankLabel(Rank::Quiet, line);
        hint->setText(below);
        column->addWidget(hint);
    }
    for (QLabel *label : line->findChildren<QLabel *>()) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 3, 0, 3);
    row->setSpacing(Space::Medium);
    row->addWidget(icon, 0, Qt::AlignTop);
    row->addLayout(column, 1);
    if (!command.isEmpty()) {
        auto *copy = new QPushButton(lifeboatIcon(u"copy"_s, QPalette::ButtonText), {}, line);
        copy->setText(words(QT_TRANSLATE_NOOP("Findings", "Copy command")));
        copy->setToolTip(command);
        copy->setAutoDefault(false);
        QObject::connect(copy, &QPushButton::clicked, line,
                         [command] { QGuiApplication::clipboard()->setText(command); });
        row->addWidget(copy, 0, Qt::AlignTop);
    }
    line->setAccessibleName(statusWord(status) + u": "_s + text);
    list->addWidget(line);
}

// A check of a service is named after it; what the others look at is said by their words.
static bool isOfService(const Check &check)
{
    static const QStringList others{u"connect"_s,  u"docker"_s, u"compose"_s,    u"project"_s,
                                    u"space"_s,    u"lock"_s,   u"deployment"_s, u"artifacts"_s,
                                    u"plan"_s,     u"point"_s,  u"empty"_s,      u"clock"_s,
                                    u"archives"_s, u"images"_s};
    return !others.contains(check.id);
}

void showChecks(QVBoxLayout *list, const QList<Check> &checks)
{
    clearList(list);
    for (const Check &check : checks) {
        const QString detail = check.detail.toString();
        addFinding(list, check.ok ? Status::Ok : Status::Failed,
                   isOfService(check) ? check.id + u": "_s + detail : detail,
                   check.ok ? QString() : check.mend.toString(), check.command);
    }
}

void showWarnings(QVBoxLayout *list, const QList<Text> &warnings)
{
    for (const Text &warning : warnings)
        addFinding(list, Status::Warning, warning.toString(), {});
}

static void addServer(QVBoxLayout *list, const ServiceFacts &service, const Component &component)
{
    QStringList databases;
    for (const DatabaseFacts &database :
         service.postgres ? service.postgres->databases : QList<DatabaseFacts>()) {
        // What was made by Lifeboat is listed as not covered, with the reason.
        if (database.mark.isEmpty())
            databases << u"%1 (%2)"_s.arg(database.name.simplified(), Format::size(database.bytes));
    }
    addFinding(list, service.isRunning() ? Status::Ok : Status::Warning,
               words(QT_TRANSLATE_NOOP("Findings", "%1: %2 %3 in container %4, %5"))
                   .arg(component.id, component.title.toString(), service.versionText(),
                        service.container, Format::size(service.dataBytes())),
               databases.join(u", "_s));
}

void showFacts(QVBoxLayout *list, const HostFacts &facts)
{
    clearList(list);
    addFinding(
        list, Status::Ok,
        words(QT_TRANSLATE_NOOP("Findings", "BK-Lite in %1, project %2"))
            .arg(facts.directory, facts.project),
        words(QT_TRANSLATE_NOOP("Findings", "Docker %1, Compose %2, %3 free for it"))
            .arg(facts.dockerVersion, facts.composeVersion, Format::size(facts.dockerFreeBytes)));
    for (const Component &component : components()) {
        for (const ServiceFacts &service : facts.services) {
            if (component.matches(service) && service.answers())
                addServer(list, service, component);
        }
        if (component.matches(facts.deployment))
            addFinding(list, Status::Ok,
                       words(QT_TRANSLATE_NOOP("Findings", "%1: %2 in the folder %3, %4"))
                           .arg(component.id, component.title.toString(),
                                facts.deployment.dataDirectory(),
                                Format::size(facts.deployment.dataBytes())),
                       {});
    }
    showWarnings(list, facts.warnings);
    for (const Uncovered &uncovered : facts.uncovered)
        addFinding(list, Status::Warning,
                   words(QT_TRANSLATE_NOOP("Findings", "Not covered: %1"))
                       .arg(uncovered.name.simplified()),
                   uncovered.why.toString());
}

void showUncovered(QVBoxLayout *list, const QList<Uncovered> &uncovered)
{
    for (const Uncovered &one : uncovered) {
        const bool isAbsent = one.kind == "component"_L1 && one.component.isEmpty();
        if (!isAbsent)
            addFinding(list, Status::Warning, one.why.toString(), one.name.simplified());
    }
}

} // namespace Lifeboat
