#pragma once

#include <QJsonObject>
#include <QStringList>

namespace Lifeboat {

// What the contract of the command line promises of an answer's JSON, held against an answer: each
// line of the result says what is missing or of another type. `arguments` as they were typed.
QStringList contractBreaks(const QStringList &arguments, const QJsonObject &answer);

// Of --json-lines: each line an event, the last one the result.
QStringList contractBreaks(const QStringList &arguments, const QByteArrayList &lines);

} // namespace Lifeboat
