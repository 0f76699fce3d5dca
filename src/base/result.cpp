#include "base/result.h"

#include <QCoreApplication>

#include <array>

using namespace Qt::StringLiterals;

namespace Lifeboat {

// In the order of Error::Kind.
static constexpr std::array KindNames{
    "Cancelled", "TimedOut",      "Unreachable", "HostKeyUnknown", "HostKeyChanged",
    "Denied",    "CommandFailed", "Storage",     "NoSpace",        "Corrupt",
    "Invalid",   "NotFound",      "Usage",       "Busy",           "Interrupted"};
static_assert(KindNames.size() == size_t(Error::Kind::Interrupted) + 1);

QString kindName(Error::Kind kind)
{
    return QString::fromLatin1(KindNames.at(size_t(kind)));
}

QJsonObject Error::toJson() const
{
    return {{u"kind"_s, kindName(kind)},
            {u"message"_s, message.toEnglish()},
            {u"hint"_s, hint.toEnglish()},
            {u"detail"_s, detail}};
}

QJsonObject Error::toRecord() const
{
    return {{u"kind"_s, kindName(kind)},
            {u"message"_s, message.toJson()},
            {u"hint"_s, hint.toJson()},
            {u"detail"_s, detail}};
}

Error Error::fromRecord(const QJsonObject &json)
{
    Error error{Kind::Invalid, Text::fromJson(json.value(u"message"_s).toObject()),
                Text::fromJson(json.value(u"hint"_s).toObject()),
                json.value(u"detail"_s).toString()};
    const QByteArray name = json.value(u"kind"_s).toString().toLatin1();
    for (size_t i = 0; i < KindNames.size(); ++i) {
        if (name == KindNames[i])
            error.kind = Kind(i);
    }
    return error;
}

Error cancelled()
{
    return {Error::Kind::Cancelled, {QT_TRANSLATE_NOOP("Text", "Cancelled."), {}}, {}, {}};
}

} // namespace Lifeboat
