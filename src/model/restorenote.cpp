#include "model/restorenote.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace Lifeboat {

QByteArray RestoreNote::toRecord() const
{
    QJsonArray list;
    for (const Place &place : places)
        list << place.toJson();
    const QJsonObject json{{u"run"_s, run},
                           {u"point"_s, point},
                           {u"owner"_s, owner},
                           {u"started"_s, started.toUTC().toString(Qt::ISODate)},
                           {u"places"_s, list}};
    return qCompress(QJsonDocument(json).toJson(QJsonDocument::Compact), 9).toBase64();
}

Result<RestoreNote> RestoreNote::fromRecord(const QByteArray &record)
{
    static constexpr qsizetype Most = 1 << 17; // what one argument of a command can be
    const QByteArray packed = record.size() < Most ? QByteArray::fromBase64(record) : QByteArray();
    // The first four bytes say how large it is unpacked.
    const bool isSmall = packed.size() > 4 && packed.at(0) == 0 && packed.at(1) < 64;
    const QJsonObject json =
        QJsonDocument::fromJson(isSmall ? qUncompress(packed) : QByteArray()).object();
    RestoreNote note{.run = json.value("run"_L1).toString(),
                     .point = json.value("point"_L1).toString(),
                     .owner = json.value("owner"_L1).toString(),
                     .started =
                         QDateTime::fromString(json.value("started"_L1).toString(), Qt::ISODate)};
    for (const QJsonValue &place : json.value("places"_L1).toArray())
        note.places << Place::fromJson(place.toObject());
    if (!note.started.isValid() || note.places.isEmpty())
        return Error{
            Error::Kind::Corrupt,
            {QT_TRANSLATE_NOOP("Text", "The note of a restore on the host is damaged."), {}},
            {},
            {}};
    return note;
}

} // namespace Lifeboat
