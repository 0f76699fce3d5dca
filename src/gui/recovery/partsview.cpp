#include "gui/recovery/partsview.h"

#include "gui/common/format.h"
#include "gui/common/look.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace Lifeboat {

void PartsView::setParts(const RecoveryParts &parts)
{
    m_parts = parts;
    QStringList words;
    for (int i = 0; i < RecoveryParts::PartCount; ++i) {
        const auto part = RecoveryParts::Part(i);
        words << RecoveryParts::title(part).toString() + u": "_s
                     + statusWord(m_parts.at(part).status);
    }
    setAccessibleName(words.join(u", "_s));
    update();
}

QSize PartsView::sizeHint() const
{
    return {620, 44};
}

void PartsView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QPalette pal = palette();
    const double each = double(width()) / int(RecoveryParts::PartCount);
    for (int i = 0; i < RecoveryParts::PartCount; ++i) {
        const auto part = RecoveryParts::Part(i);
        const RecoveryParts::State &state = m_parts.at(part);
        const bool waits = state.status == Status::Waiting;
        const QRectF box(i * each, 0, each, height());
        const QColor line = waits ? hairline(pal) : statusColor(state.status, pal);
        painter.fillRect(QRectF(box.left(), 0, box.width() - Space::Tight, 3), line);
        paintIcon(&painter, QRectF(box.left(), 8, 16, 16), statusIconName(state.status),
                  statusColor(state.status, pal));
        QFont words = font();
        words.setWeight(state.status == Status::Running ? QFont::DemiBold : QFont::Normal);
        painter.setFont(words);
        painter.setPen(waits ? quietText(pal) : pal.color(QPalette::WindowText));
        const double left = box.left() + 16 + Space::Small;
        const QRectF texts(left, 6, box.right() - left - Space::Small, 20);
        painter.drawText(texts, Qt::AlignVCenter | Qt::AlignLeft,
                         painter.fontMetrics().elidedText(RecoveryParts::title(part).toString(),
                                                          Qt::ElideRight, int(texts.width())));
        if (state.took.count() == 0 && state.status != Status::Running)
            continue;
        painter.setFont(smallFont());
        painter.setPen(quietText(pal));
        painter.drawText(texts.translated(0, 19), Qt::AlignVCenter | Qt::AlignLeft,
                         Format::duration(int(state.took.count())));
    }
}

} // namespace Lifeboat
