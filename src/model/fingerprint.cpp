#include "model/fingerprint.h"

using namespace Qt::StringLiterals;

namespace Lifeboat {

QJsonObject Difference::toJson() const
{
    return {{u"what"_s, what}, {u"expected"_s, expected}, {u"found"_s, found}};
}

Difference Difference::fromJson(const QJsonObject &json)
{
    return {json.value(u"what"_s).toString(), json.value(u"expected"_s).toString(),
            json.value(u"found"_s).toString()};
}

static bool isEqual(const QString &name, const QString &expected, const QString &found)
{
    // A table may have any name, but its entries do not end so.
    if (!name.contains(u" sequence "_s) || !name.endsWith(u"value"))
        return expected == found;
    bool expectedIsNumber = false;
    bool foundIsNumber = false;
    const qint64 least = expected.toLongLong(&expectedIsNumber);
    const qint64 value = found.toLongLong(&foundIsNumber);
    return expectedIsNumber && foundIsNumber ? value >= least : expected == found;
}

QList<Difference> Fingerprint::differencesFrom(const Fingerprint &found) const
{
    QList<Difference> differences;
    for (auto it = entries.cbegin(); it != entries.cend(); ++it) {
        const QString there = found.entries.value(it.key());
        if (!found.entries.contains(it.key()) || !isEqual(it.key(), it.value(), there))
            differences << Difference{it.key(), it.value(), there};
    }
    for (auto it = found.entries.cbegin(); it != found.entries.cend(); ++it) {
        if (!entries.contains(it.key()))
            differences << Difference{it.key(), {}, it.value()};
    }
    return differences;
}

QJsonObject Fingerprint::toJson() const
{
    QJsonObject json;
    for (auto it = entries.cbegin(); it != entries.cend(); ++it) {
        bool isNumber = false;
        const qint64 number = it.value().toLongLong(&isNumber);
        // JSON readers keep 53 bits, and "007" is not the number 7.
        constexpr qint64 limit = 1LL << 53;
        const bool fits =
            isNumber && number > -limit && number < limit && QString::number(number) == it.value();
        json.insert(it.key(), fits ? QJsonValue(number) : QJsonValue(it.value()));
    }
    return json;
}

Fingerprint Fingerprint::fromJson(const QJsonObject &json)
{
    Fingerprint fingerprint;
    for (auto it = json.begin(); it != json.end(); ++it) {
        fingerprint.entries.insert(it.key(), it->isDouble() ? QString::number(it->toInteger())
                                                            : it->toString());
    }
    return fingerprint;
}

void Comparison::add(const Comparison &other)
{
    expected.entries.insert(other.expected.entries);
    found.entries.insert(other.found.entries);
}

QJsonObject Comparison::toJson() const
{
    return {{u"expected"_s, expected.toJson()}, {u"found"_s, found.toJson()}};
}

Comparison Comparison::fromJson(const QJsonObject &json)
{
    return {Fingerprint::fromJson(json.value(u"expected"_s).toObject()),
            Fingerprint::fromJson(json.value(u"found"_s).toObject())};
}

} // namespace Lifeboat
