#include "model/plan.h"

#include <array>

using namespace Qt::StringLiterals;

namespace Lifeboat {

// In the order of Verb.
static constexpr std::array VerbNames{"backup",  "verify", "drill",  "prepare",
                                      "cutover", "undo",   "accept", "discard", "recover"};

QString verbName(Verb verb)
{
    return QString::fromLatin1(VerbNames.at(size_t(verb)));
}

std::optional<Verb> verbFromName(const QString &name)
{
    for (size_t i = 0; i < VerbNames.size(); ++i) {
        if (name == QLatin1StringView(VerbNames[i]))
            return Verb(i);
    }
    return std::nullopt;
}

const Step *Plan::step(const QByteArray &id) const
{
    for (const Stage &stage : stages) {
        for (const Lane &lane : stage.lanes) {
            for (const Step &candidate : lane.steps) {
                if (candidate.id == id)
                    return &candidate;
            }
        }
    }
    return nullptr;
}

} // namespace Lifeboat
