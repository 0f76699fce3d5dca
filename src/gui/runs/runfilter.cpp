#include "gui/runs/runfilter.h"

#include <algorithm>

namespace Lifeboat {

void RunFilter::setText(const QString &text)
{
    m_words = text.simplified().split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

bool RunFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    if (m_words.isEmpty()) // ten thousand rows are not put into words for that
        return true;
    const QString said =
        sourceModel()->index(row, 0, parent).data(Qt::AccessibleTextRole).toString();
    return std::ranges::all_of(
        m_words, [&said](const QString &word) { return said.contains(word, Qt::CaseInsensitive); });
}

} // namespace Lifeboat
