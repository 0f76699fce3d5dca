#pragma once

#include "app/operations.h"
#include "gui/overview.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QTranslator>

#include <memory>

// Values that look like those of a real host, and what the tests of pages share.
namespace Samples {

using namespace Lifeboat;
using namespace Qt::StringLiterals;

inline QDateTime now()
{
    return QDateTime::fromString(u"2026-11-22T14:00:00Z"_s, Qt::ISODate);
}

inline HostProfile host(const QString &name = u"sh-prod-01"_s)
{
    return {.id = name + u"-0badcafe"_s,
            .name = name,
            .ssh = {u"root"_s, u"10.20.0.11"_s, 22},
            .tags = {u"prod"_s}};
}

inline Manifest manifest(const HostProfile &of, const QString &pointId)
{
    Fingerprint fingerprint;
    fingerprint.entries.insert(u"bklite table public.auth_user rows"_s, u"20000"_s);
    fingerprint.entries.insert(u"bklite table public.auth_user content"_s, u"5e7f"_s);
    Manifest manifest{.pointId = pointId,
                      .hostId = of.id,
                      .hostName = of.name,
                      .machine = u"bk-1"_s,
                      .project = u"compose"_s,
                      .directory = u"/opt/bk-lite"_s};
    manifest.components << ManifestComponent{.id = u"postgres"_s,
                                             .artifacts = {{.file = u"postgres/bklite.dump"_s,
                                                            .bytes = 6200000000,
                                                            .sha256 = QString(64, u'a'),
                                                            .database = u"bklite"_s,
                                                            .format = u"custom"_s}},
                                             .fingerprint = fingerprint};
    return manifest;
}

inline VaultEntry vault()
{
    return {u"vault-1"_s, u"nas-01"_s, u"/mnt/nas/lifeboat"_s, true};
}

inline PlacedPoint point(const HostProfile &of, const QString &id, bool proven = true)
{
    StoredPoint stored{.hostId = of.id,
                       .folder = u"/mnt/nas/lifeboat/"_s + of.id + u'/' + id,
                       .manifest = manifest(of, id)};
    stored.proofs << Proof{
        .kind = Proof::Kind::Verify, .time = now().addSecs(-3600), .components = {u"postgres"_s}};
    if (proven)
        stored.proofs << Proof{.kind = Proof::Kind::Drill,
                               .time = now().addSecs(-1800),
                               .components = {u"postgres"_s}};
    return {stored, vault()};
}

inline RunReport run(const HostProfile &of, const QString &id, Verb verb = Verb::Backup)
{
    return {.run = id,
            .verb = verb,
            .hostId = of.id,
            .hostName = of.name,
            .point = of.id + u"/20261122T020000Z"_s,
            .status = Outcome::Ok,
            .bytes = 6200000000,
            .seconds = 62,
            .started = now().addSecs(-4000),
            .ended = now().addSecs(-3938)};
}

inline Overview overview()
{
    const HostProfile first = host();
    Overview overview{.looked = now(), .hosts = {first, host(u"上海-02"_s)}};
    overview.vaults << VaultLook{.entry = vault(), .freeBytes = 1800000000000};
    overview.points << point(first, u"20261122T020000Z"_s);
    overview.runs << run(first, u"20261122t020000-1a2b3c4d"_s);
    return overview;
}

inline HostFacts facts()
{
    HostFacts facts{.dockerVersion = u"20.10"_s,
                    .composeVersion = u"2.40"_s,
                    .project = u"compose"_s,
                    .directory = u"/opt/bk-lite"_s,
                    .dockerFreeBytes = 70000000000};
    facts.uncovered << Uncovered{
        u"volume"_s,
        u"compose_nats"_s,
        {"%1 of %2 is not backed up by this version.", {u"compose_nats"_s, u"nats"_s}}};
    return facts;
}

inline QList<Check> checks()
{
    return {{u"connect"_s, true, {"Signed in to %1.", {u"root@10.20.0.11:22"_s}}, {}},
            {u"postgres"_s,
             false,
             {"The server in %1 does not answer.", {u"postgres"_s}},
             {"Look at its log on the host: docker logs %1", {u"postgres"_s}},
             u"docker logs postgres"_s}};
}

inline Plan plan()
{
    Plan plan{.run = u"20261122t020000-1a2b3c4d"_s, .host = u"sh-prod-01"_s};
    plan.guardian.files << GuardianFile{
        u"do/10-hold"_s, {"Hold what uses the databases: %1", {u"web"_s}}, u"docker pause web\n"_s};
    Lane lane{"postgres.bklite", {}};
    lane.steps << Step{.id = "dump",
                       .title = {"Dump database “%1”", {u"bklite"_s}},
                       .action = CaptureOutput{ShellCommand("pg_dump -Fc"), {}},
                       .component = u"postgres"_s,
                       .expectedBytes = 1000};
    lane.steps << Step{.id = "hold",
                       .title = {"Hold what uses the databases: %1", {u"web"_s}},
                       .action = GuardianStep{u"do/10-hold"_s}};
    plan.stages << Stage{{lane}};
    plan.estimatedBytes = 1000;
    return plan;
}

// Every text that the widget shows or says, in a stable order; `seen`: not what is hidden now.
inline QStringList textsOf(const QWidget &widget, bool seen = false)
{
    QStringList texts;
    QList<const QWidget *> all{&widget};
    for (const QWidget *child : widget.findChildren<QWidget *>()) {
        if (!seen || child->isVisibleTo(&widget))
            all << child;
    }
    for (const QWidget *child : all) {
        texts << child->accessibleName() << child->toolTip();
        if (const auto *label = qobject_cast<const QLabel *>(child))
            texts << label->text();
        if (const auto *button = qobject_cast<const QAbstractButton *>(child))
            texts << button->text();
        if (const auto *edit = qobject_cast<const QLineEdit *>(child))
            texts << edit->placeholderText();
        if (const auto *box = qobject_cast<const QComboBox *>(child)) {
            for (int i = 0; i < box->count(); ++i)
                texts << box->itemText(i);
        }
        const auto *view = qobject_cast<const QAbstractItemView *>(child);
        if (!view || qobject_cast<const QHeaderView *>(child) || !view->model())
            continue;
        const QAbstractItemModel &model = *view->model();
        for (int column = 0; column < model.columnCount(); ++column) {
            texts << model.headerData(column, Qt::Horizontal).toString();
            for (int row = 0; row < model.rowCount(); ++row)
                texts << model.index(row, column).data().toString();
        }
    }
    return texts;
}

} // namespace Samples
