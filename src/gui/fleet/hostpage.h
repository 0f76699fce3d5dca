#pragma once

#include "app/operations.h"
#include "gui/fleet/hostrow.h"

#include <QWidget>

#include <memory>

class QProgressBar;
class QStandardItemModel;

namespace Lifeboat {

namespace Ui {
class HostPage;
}
class DeployedModel;
class ErrorBanner;

// One host: where it stands and what its loss would cost, what discovery found and what is not
// covered, what the checks say with the mend of each, its runs, and how it is reached. Shows
// values; who asks for them answers with set…(). What was found of a host is kept until the window
// closes, with the time.
class HostPage : public QWidget
{
    Q_OBJECT

public:
    explicit HostPage(QWidget *parent = nullptr);
    ~HostPage() override;

    void setHost(const HostProfile &host, const HostRow &row, const QDateTime &now);
    void setRuns(const QList<RunReport> &runs); // of all hosts, newest first
    QString hostId() const { return m_host.id; }
    void setChecking(bool checking);
    void setChecks(const QList<Check> &checks);
    void setDiscovering(bool discovering);
    void setFacts(const HostFacts &facts);
    void showChecks(); // rather than what is deployed
    ErrorBanner *banner() const;

signals:
    void backRequested();
    void checkRequested();
    void discoverRequested();
    void backupRequested();
    void restoreRequested();
    void pointsRequested();
    void editRequested();
    void removeRequested();
    void runRequested(const QString &run);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    enum Pane { Deployed, Checks, History, Settings };
    struct Findings
    {
        QList<Check> checks;
        QDateTime checked;
        std::optional<HostFacts> facts;
    };
    void setUpPanes();
    void setUpTables();
    void showPane(int pane);
    Findings &findings() { return m_findings[m_host.id]; }
    void fillCards();
    void fillChecks();
    void fillFacts();
    void fillUncovered();
    void fillHistory();
    void fillSettings();
    void retranslate();

    HostProfile m_host;
    HostRow m_row;
    QDateTime m_now;
    QList<RunReport> m_runs; // of the host
    QHash<QString, Findings> m_findings;
    bool m_checking = false;
    bool m_discovering = false;
    DeployedModel *m_deployed;
    QStandardItemModel *m_history;
    QProgressBar *m_busy;
    std::unique_ptr<Ui::HostPage> m_ui;
};

} // namespace Lifeboat
