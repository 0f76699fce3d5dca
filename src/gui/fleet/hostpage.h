#pragma once

#include "app/operations.h"
#include "gui/fleet/hostrow.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace Lifeboat {

class ErrorBanner;
class IconLabel;
class PageHeader;

// One host: where it stands, what the checks say with the mend of each, what discovery found and
// what is not covered. Shows values; who asks for them answers with set…().
class HostPage : public QWidget
{
    Q_OBJECT

public:
    explicit HostPage(QWidget *parent = nullptr);

    void setHost(const HostProfile &host, const HostRow &row, const QDateTime &now);
    QString hostId() const { return m_host.id; }
    void setChecking(bool checking);
    void setChecks(const QList<Check> &checks);
    void setDiscovering(bool discovering);
    void setFacts(const HostFacts &facts);
    void clearFindings(); // of another host
    ErrorBanner *banner() const { return m_banner; }

signals:
    void backRequested();
    void checkRequested();
    void discoverRequested();
    void backupRequested();
    void pointsRequested();
    void removeRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *buildState();
    void retranslate();
    void fillChecks();
    void fillFacts();

    HostProfile m_host;
    HostRow m_row;
    QDateTime m_now;
    QList<Check> m_checkList;
    std::optional<HostFacts> m_facts;
    bool m_checking = false;
    bool m_discovering = false;

    PageHeader *m_header;
    ErrorBanner *m_banner;
    QPushButton *m_back;
    QPushButton *m_check;
    QPushButton *m_discover;
    QPushButton *m_points;
    QPushButton *m_remove;
    QPushButton *m_backup;
    IconLabel *m_stateIcon = nullptr;
    QLabel *m_state = nullptr;
    QLabel *m_newest = nullptr;
    QLabel *m_lost = nullptr;
    QLabel *m_checksTitle = nullptr;
    QLabel *m_checksHint = nullptr;
    QVBoxLayout *m_checks = nullptr;
    QLabel *m_factsTitle = nullptr;
    QLabel *m_factsHint = nullptr;
    QVBoxLayout *m_found = nullptr;
};

} // namespace Lifeboat
