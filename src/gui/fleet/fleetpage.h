#pragma once

#include "gui/fleet/hostrow.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace Lifeboat {

class BeginningPage;
class Chip;
class ErrorBanner;
class GrowthCard;
class HeatCard;
class HostFilter;
class HostModel;
class PageHeader;
struct Growth;

// One row a host, trouble first; below it their components and how all of it grows. Before there
// is a host: how to begin.
class FleetPage : public QWidget
{
    Q_OBJECT

public:
    explicit FleetPage(QWidget *parent = nullptr);

    // `looked` null: nothing has been looked at yet.
    void setHosts(const QList<HostRow> &hosts, const QDateTime &looked);
    void setGrowth(const Growth &growth);
    // Said in the header: what became of something that was asked of several hosts.
    void setNote(const QString &note);
    ErrorBanner *banner() const { return m_banner; }
    int troubleCount() const;
    QString currentHost() const; // its id; empty: none

signals:
    void addRequested();
    void vaultRequested();
    void opened(const QString &hostId);
    void backupRequested(const QStringList &hostIds);
    void verifyRequested(const QStringList &hostIds); // the newest point of each
    void checkRequested(const QStringList &hostIds);
    void drillRequested(const QString &hostId); // the newest point
    void restoreRequested(const QString &hostId);
    void folderRequested(const QString &hostId);
    void editRequested(const QString &hostId);
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
    void addSingleActions(QMenu *menu, const QString &host);
    void chooseHost(const QString &hostId);
    void fillTags();
    QStringList chosenHosts() const; // all that are shown when none is selected
    QString summary() const;
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
    QComboBox *m_tags = nullptr;
    HeatCard *m_heat = nullptr;
    GrowthCard *m_growth = nullptr;
    QTableView *m_table = nullptr;
    QLabel *m_none = nullptr; // in its place when nothing fits the filter
    BeginningPage *m_beginning = nullptr;
    QDateTime m_looked;
    QString m_note;
};

} // namespace Lifeboat
