#include "gui/common/errorbanner.h"

#include "gui/common/card.h"
#include "gui/common/look.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Lifeboat {

ErrorBanner::ErrorBanner(QWidget *parent)
    : QFrame(parent)
    , m_icon(new IconLabel(18, this))
    , m_message(rankLabel(Rank::Section, this))
    , m_hint(rankLabel(Rank::Body, this))
    , m_details(new QPushButton(this))
    , m_close(new QPushButton(lifeboatIcon(u"cancel"_s, QPalette::ButtonText), {}, this))
    , m_detail(new QPlainTextEdit(this))
{
    for (QLabel *label : {m_message, m_hint}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText); // a message holds names that we do not control
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    for (QPushButton *button : {m_details, m_close}) {
        setButtonKind(button, ButtonKind::Quiet);
        button->setAutoDefault(false);
    }
    m_details->setCheckable(true);
    m_close->setFixedWidth(Space::Control);
    m_detail->setReadOnly(true);
    m_detail->setFont(monoFont());
    m_detail->setMaximumHeight(120);
    m_detail->setTabChangesFocus(true);
    m_detail->hide();
    connect(m_details, &QPushButton::toggled, m_detail, &QWidget::setVisible);
    connect(m_close, &QPushButton::clicked, this, [this] { setErrors(m_errors.mid(1)); });

    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(m_message);
    texts->addWidget(m_hint);
    auto *row = new QHBoxLayout;
    row->setSpacing(Space::Medium);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addLayout(texts, 1);
    row->addWidget(m_details, 0, Qt::AlignTop);
    row->addWidget(m_close, 0, Qt::AlignTop);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(Space::Large, Space::Medium, Space::Small, Space::Medium);
    column->addLayout(row);
    column->addWidget(m_detail);
    hide();
    retranslate();
}

void ErrorBanner::setErrors(const QList<Error> &errors)
{
    if (errors == m_errors)
        return;
    m_errors = errors;
    m_details->setChecked(false);
    setVisible(!m_errors.isEmpty());
    retranslate();
}

void ErrorBanner::retranslate()
{
    m_details->setText(tr("Details"));
    m_detail->setAccessibleName(tr("The tool's own words"));
    m_close->setAccessibleName(tr("Close this message"));
    m_close->setToolTip(m_close->accessibleName());
    if (m_errors.isEmpty())
        return;
    const Error &error = m_errors.first();
    QString message = error.message.toString();
    if (m_errors.size() > 1)
        message += u"  "_s + tr("(and %n more)", nullptr, int(m_errors.size()) - 1);
    const bool wanted = error.kind == Error::Kind::Cancelled;
    m_icon->setIcon(statusIconName(wanted ? Status::Cancelled : Status::Failed),
                    wanted ? Status::Cancelled : Status::Failed);
    m_message->setText(message);
    m_hint->setText(error.hint.toString());
    m_hint->setHidden(error.hint.isEmpty());
    m_details->setHidden(error.detail.isEmpty());
    m_detail->setPlainText(error.detail);
    setAccessibleName(message);
    update();
}

void ErrorBanner::paintEvent(QPaintEvent *)
{
    const bool wanted = m_errors.isEmpty() || m_errors.first().kind == Error::Kind::Cancelled;
    const Status status = wanted ? Status::Cancelled : Status::Failed;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(.5, .5, -.5, -.5);
    painter.setPen(mixed(palette().color(QPalette::Base), statusColor(status, palette()), 0.5));
    painter.setBrush(palette().color(QPalette::Base)); // text stands on it, so no tint
    painter.drawRoundedRect(box, Space::CardRadius, Space::CardRadius);
    painter.setPen(Qt::NoPen);
    painter.setBrush(statusColor(status, palette()));
    painter.drawRoundedRect(QRectF(0, 6, 4, height() - 12), 2, 2);
}

void ErrorBanner::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

} // namespace Lifeboat
