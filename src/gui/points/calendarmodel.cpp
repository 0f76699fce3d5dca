#include "gui/points/calendarmodel.h"

#include "gui/common/look.h"

#include <QAbstractItemView>
#include <QLocale>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace Lifeboat {

void CalendarModel::setDays(const QHash<QDate, CalendarDay> &days, const QDate &today)
{
    m_days = days;
    m_today = today;
    retranslate();
}

void CalendarModel::setMonth(const QDate &anyDay)
{
    m_month = QDate(anyDay.year(), anyDay.month(), 1);
    retranslate();
}

void CalendarModel::retranslate()
{
    emit dataChanged(index(0, 0), index(5, 6));
    emit headerDataChanged(Qt::Horizontal, 0, 6);
}

// Weeks begin on Monday in both languages: operators plan in working weeks.
QDate CalendarModel::dateAt(const QModelIndex &index) const
{
    return m_month.addDays(index.row() * 7 + index.column() - (m_month.dayOfWeek() - 1));
}

QModelIndex CalendarModel::indexOf(const QDate &date) const
{
    const int cell = int(m_month.daysTo(date)) + m_month.dayOfWeek() - 1;
    return cell < 0 || cell > 41 ? QModelIndex() : index(cell / 7, cell % 7);
}

QList<QDate> CalendarModel::gaps() const
{
    QList<QDate> dates;
    for (QDate date = m_month; date.month() == m_month.month(); date = date.addDays(1)) {
        if (!m_days.value(date).reason.isEmpty())
            dates << date;
    }
    return dates;
}

int CalendarModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 6;
}

int CalendarModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 7;
}

QString CalendarModel::sentence(const QDate &date) const
{
    const CalendarDay day = m_days.value(date);
    const QString text = QLocale().toString(date, u"yyyy-MM-dd"_s) + u": "_s;
    if (day.status == Status::Absent)
        return text + tr("nothing");
    const QString word = day.isGap()  ? tr("Gap")
                         : day.proven ? tr("Proven")
                                      : statusWord(day.status);
    return text + (day.reason.isEmpty() ? word : word + u", "_s + day.reason.toString());
}

QVariant CalendarModel::data(const QModelIndex &index, int role) const
{
    const QDate date = dateAt(index);
    switch (role) {
    case Qt::DisplayRole:
        return date.day();
    case DateRole:
        return date;
    case StatusRole:
        return int(m_days.value(date).status);
    case ProvenRole:
        return m_days.value(date).proven;
    case InMonthRole:
        return date.month() == m_month.month();
    case TodayRole:
        return date == m_today;
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return sentence(date);
    }
    return {};
}

QVariant CalendarModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return QLocale().dayName(section + 1, QLocale::NarrowFormat);
}

void CalendarDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    const QPalette &pal = option.palette;
    const auto status = Status(index.data(StatusRole).toInt());
    const bool empty = status == Status::Absent, gap = status == Status::Skipped;
    const QRectF cell = QRectF(option.rect).adjusted(2, 2, -2, -2);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setOpacity(index.data(CalendarModel::InMonthRole).toBool() ? 1 : 0.38);
    painter->setPen(Qt::NoPen);
    painter->setBrush(Qt::NoBrush);
    const QColor gapInk = statusColor(Status::Interrupted, pal);
    if (gap) {
        QPen dashes(mixed(pal.color(QPalette::Base), gapInk, 0.8), 1.2);
        dashes.setDashPattern({3, 2.4});
        painter->setPen(dashes);
    } else if (!empty) {
        painter->setBrush(statusTint(status, pal));
    }
    painter->drawRoundedRect(cell.adjusted(.6, .6, -.6, -.6), Space::Radius, Space::Radius);
    if (view && view->currentIndex() == index) {
        painter->setPen(QPen(accent(pal), 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(cell.adjusted(-.5, -.5, .5, .5), Space::Radius + 1,
                                 Space::Radius + 1);
    }
    QFont font = option.font;
    font.setWeight(index.data(CalendarModel::TodayRole).toBool() ? QFont::Bold : QFont::Normal);
    painter->setFont(font);
    painter->setPen(empty || gap ? quietText(pal) : pal.color(QPalette::Text));
    painter->drawText(cell.adjusted(7, 4, 0, 0), Qt::AlignLeft | Qt::AlignTop,
                      index.data().toString());
    const double side = cell.height() < 36 ? 13 : 16;
    const QRectF mark(cell.right() - side - 4, cell.bottom() - side - 3, side, side);
    if (index.data(CalendarModel::ProvenRole).toBool())
        paintIcon(painter, mark, u"proven"_s, statusColor(Status::Ok, pal));
    else if (status == Status::Ok)
        painter->fillRect(QRectF(mark.center() - QPointF(3, 1), QSizeF(8, 2)),
                          mixed(statusTint(status, pal), statusColor(status, pal), 0.55));
    else if (!empty)
        paintIcon(painter, mark, statusIconName(status), gap ? gapInk : statusColor(status, pal));
    painter->restore();
}

} // namespace Lifeboat
