#include "gui/search/searchmodel.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static constexpr int NotFound = -1;

// Whether a word of the text begins with it; names are made of words too: sh-prod-01.
static bool beginsAWord(const QString &text, const QString &wanted)
{
    for (qsizetype at = text.indexOf(wanted, 1, Qt::CaseInsensitive); at > 0;
         at = text.indexOf(wanted, at + 1, Qt::CaseInsensitive)) {
        if (!text.at(at - 1).isLetterOrNumber())
            return true;
    }
    return false;
}

static int rankOf(const Found &found, const QString &wanted)
{
    if (found.title.contains(wanted, Qt::CaseInsensitive)) {
        if (found.title.startsWith(wanted, Qt::CaseInsensitive))
            return 0;
        return beginsAWord(found.title, wanted) ? 1 : 2;
    }
    return found.words.contains(wanted, Qt::CaseInsensitive) ? 3 : NotFound;
}

static int rankOf(const Found &found, const QStringList &words)
{
    int sum = 0;
    for (const QString &word : words) {
        const int rank = rankOf(found, word);
        if (rank == NotFound)
            return NotFound;
        sum += rank;
    }
    return sum;
}

void SearchModel::add(const QList<Found> &more)
{
    m_all << more;
    find();
}

void SearchModel::setText(const QString &text)
{
    m_words = text.split(u' ', Qt::SkipEmptyParts);
    find();
}

void SearchModel::find()
{
    struct Hit
    {
        int rank;
        int row;
    };
    QList<Hit> hits;
    for (int row = 0; row < m_all.size(); ++row) {
        const Found &found = m_all.at(row);
        const bool isListed = !m_words.isEmpty() || found.kind == Found::Kind::Host
                              || found.kind == Found::Kind::Action;
        if (const int rank = rankOf(found, m_words); isListed && rank != NotFound)
            hits << Hit{rank * 4 + int(found.kind), row};
    }
    if (m_words.isEmpty()) // what can be done, before where
        std::ranges::stable_partition(
            hits, [this](const Hit &hit) { return m_all.at(hit.row).kind == Found::Kind::Action; });
    else
        std::ranges::stable_sort(hits, {}, &Hit::rank);
    beginResetModel();
    m_rows.clear();
    for (const Hit &hit : hits.first(std::min(Most, hits.size())))
        m_rows << hit.row;
    endResetModel();
}

const Found *SearchModel::at(int row) const
{
    return row >= 0 && row < m_rows.size() ? &m_all.at(m_rows.at(row)) : nullptr;
}

int SearchModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant SearchModel::data(const QModelIndex &index, int role) const
{
    const Found *found = at(index.row());
    if (!found)
        return {};
    static constexpr const char *kinds[] = {QT_TR_NOOP("host"), QT_TR_NOOP("action"),
                                            QT_TR_NOOP("point"), QT_TR_NOOP("run")};
    const QString kind = tr(kinds[int(found->kind)]);
    switch (role) {
    case Qt::DisplayRole:
        return found->title;
    case DetailRole:
        return kind;
    case Qt::ToolTipRole:
        return found->words;
    case IconRole:
        return found->icon;
    case Qt::AccessibleTextRole:
        return found->title + u", "_s + kind;
    }
    return {};
}

} // namespace Lifeboat
