#pragma once

#include "gui/common/delegates.h"
#include "gui/points/calendarday.h"

#include <QAbstractTableModel>

namespace Lifeboat {

// One month, a row a week. A table, so that arrow keys and screen readers work without more code.
class CalendarModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role { DateRole = FirstFreeRole, ProvenRole, InMonthRole, TodayRole };

    using QAbstractTableModel::QAbstractTableModel;

    void setDays(const QHash<QDate, CalendarDay> &days, const QDate &today);
    void setMonth(const QDate &anyDay);
    QDate month() const { return m_month; } // its first day
    QDate today() const { return m_today; }
    QDate dateAt(const QModelIndex &index) const;
    QModelIndex indexOf(const QDate &date) const; // invalid: not on this sheet
    CalendarDay day(const QDate &date) const { return m_days.value(date); }
    QList<QDate> gaps() const; // of the month
    void retranslate();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString sentence(const QDate &date) const;

    QHash<QDate, CalendarDay> m_days;
    QDate m_month{2000, 1, 1};
    QDate m_today;
};

// The number of the day, below it the state; a gap is an empty, dashed field.
class CalendarDelegate : public CellDelegate
{
    Q_OBJECT

public:
    using CellDelegate::CellDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
};

} // namespace Lifeboat
