#pragma once

#include <QDate>
#include <QWidget>

#include <functional>

namespace Lifeboat {

// One value a day as an area or as bars, the axis from zero. Values are read out by pointing at
// them and with Left, Right, Home and End, by eye and by screen reader; else the newest is written
// at its place.
class TrendChart : public QWidget
{
    Q_OBJECT

public:
    enum Kind { Area, Bars };
    using Formatter = std::function<QString(double)>;

    explicit TrendChart(QWidget *parent = nullptr);

    // `last` is the day of the last value. Fewer than two values say that they are too few.
    void setSeries(Kind kind, const QList<double> &values, const QDate &last,
                   const Formatter &format);
    QString words() const; // of the value that is read out: its day and itself
    QSize sizeHint() const override { return {320, 150}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QRectF plot() const;
    double xAt(qsizetype index) const;
    double yAt(double value) const;
    QDate dayAt(qsizetype index) const;
    void point(qsizetype index);
    void paintAxes(QPainter *painter) const;
    void paintBars(QPainter *painter) const;
    void paintArea(QPainter *painter) const;
    void paintValue(QPainter *painter) const;

    Kind m_kind = Area;
    QList<double> m_values;
    QDate m_last;
    Formatter m_format;
    double m_step = 1;
    double m_high = 1;
    qsizetype m_pointed = -1;
};

} // namespace Lifeboat
