#pragma once

#include "gui/fleet/hostrow.h"

#include <QWidget>

class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace Lifeboat {

class BeginningPage;
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
    QString currentHost() const; // its id; empty: none

signals:
    void addRequested();
    void vaultRequested();
    void opened(const QString &hostId);
    void backupRequested(const QString &hostId);
    void checkRequested(const QString &hostId);
    void pointsRequested(const QString &hostId);
    void removeRequested(const QString &hostId);
    void languageChosen(const QString &language);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *buildFilters();
    QWidget *buildTable();
    void showMenu(const QPoint &at);
    void updateButtons();
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
    BeginningPage *m_beginning = nullptr;
    QDateTime m_looked;
};

} // namespace Lifeboat
