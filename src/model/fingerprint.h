#pragma once

#include <QJsonObject>
#include <QMap>
#include <QString>

namespace Lifeboat {

// One thing that differs between what a source said it holds and what was found.
struct Difference
{
    QString what;
    QString expected;
    QString found;

    QJsonObject toJson() const;
    static Difference fromJson(const QJsonObject &json);
    bool operator==(const Difference &) const = default;
};

// What a source says it holds at one moment: readable names with a number or a hash each, such as
// "bklite table public.auth_user rows". Ordered by name, so two of them can be read side by side.
struct Fingerprint
{
    QMap<QString, QString> entries;

    // What was expected here and is not so in `found`, and what is there in addition. A name that
    // contains " sequence " and ends with "value" is equal when it is not below: sequences are not
    // part of a snapshot.
    QList<Difference> differencesFrom(const Fingerprint &found) const;

    QJsonObject toJson() const; // numbers where the value is one
    static Fingerprint fromJson(const QJsonObject &json);
    bool operator==(const Fingerprint &) const = default;
};

// What was compared, equal or not.
struct Comparison
{
    Fingerprint expected;
    Fingerprint found;

    void add(const Comparison &other); // of the same names the later one counts

    QJsonObject toJson() const;
    static Comparison fromJson(const QJsonObject &json);
    bool operator==(const Comparison &) const = default;
};

} // namespace Lifeboat
