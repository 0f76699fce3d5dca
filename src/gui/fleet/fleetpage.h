#pragma once

#include "gui/fleet/hostrow.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace Lifeboat {

class Chip;
class ErrorBanner;
class HostFilter;
class HostModel;
class PageHeader;

// One row a host, trouble first. Before there is one: how to begin.
class FleetPage : public QWidget
{
    Q_OBJECT

public:
    explicit FleetPage(QWidget *parent = nullptr);

    // `looked` null: nothing has been looked at yet.
    void setHosts(const QList<HostRow> &hosts, const QDateTime &looked);
    ErrorBanner *banner() const { return m_banner; }
    int troubleCount() const;

signals:
    void addRequested();
    void vaultRequested();
    void opened(const QString &hostId);
    void backupRequested(const QString &hostId);
    void checkRequested(const QString &hostId);
    void pointsRequested(const QString &hostId);
    void removeRequested(const QString &hostId);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *buildFilters();
    QWidget *buildTable();
    QWidget *buildBeginning();
    void showMenu(const QPoint &at);
    void updateButtons();
    QString currentHost() const;
    void retranslate();

    HostModel *m_model;
    HostFilter *m_filter;
    PageHeader *m_header;
    ErrorBanner *m_banner;
    QPushButton *m_add;
    QPushButton *m_backup;
    QStackedWidget *m_stack;
    QWidget *m_filters = nullptr;
    QLineEdit *m_search = nullptr;
    QList<Chip *> m_chips;
    QTableView *m_table = nullptr;
    QLabel *m_welcome = nullptr;
    QLabel *m_promise = nullptr;
    QPushButton *m_first = nullptr;
    QPushButton *m_vault = nullptr;
    QDateTime m_looked;
};

} // namespace Lifeboat
