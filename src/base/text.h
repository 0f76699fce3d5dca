#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <chrono>
#include <variant>

namespace Lifeboat {

struct ByteCount
{
    qint64 bytes = 0;
    bool operator==(const ByteCount &) const = default;
};

// A name, a count, a size, a duration or a time: kept as what it is and formatted when shown.
using TextArg = std::variant<QString, qint64, ByteCount, std::chrono::seconds, QDateTime>;

// A sentence for the operator that is translated when it is shown, not when it is made.
//
// Plans, errors and run journals keep the English source and its arguments, so a backup taken
// with a Chinese interface reads in English on the next machine. The first count among the
// arguments chooses the plural form and may be written as %n.
struct Text
{
    QByteArray source;   // marked at the place of writing with QT_TRANSLATE_NOOP("Text", "...")
    QList<TextArg> args; // replace %1, %2, ... after translation

    bool isEmpty() const { return source.isEmpty(); }
    QString toString() const;  // in the language and the QLocale of this moment
    QString toEnglish() const; // for journals, --json and logs

    QJsonObject toJson() const;
    static Text fromJson(const QJsonObject &json);

    bool operator==(const Text &) const = default;
};

// Shown as the window and the command line show it: units of 1000, at most three digits.
QString sizeText(qint64 bytes, const QLocale &locale);

} // namespace Lifeboat
