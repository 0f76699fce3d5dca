#include "base/text.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace Lifeboat {

namespace {

QString durationText(std::chrono::seconds duration)
{
    const qint64 seconds = duration.count();
    const auto unit = [](const char *source, qint64 count) {
        return QCoreApplication::translate("Text", source).arg(count);
    };
    if (seconds < 60)
        return unit(QT_TRANSLATE_NOOP("Text", "%1 s"), seconds);
    if (seconds < 3600)
        return unit(QT_TRANSLATE_NOOP("Text", "%1 min"), seconds / 60) + u' '
               + unit(QT_TRANSLATE_NOOP("Text", "%1 s"), seconds % 60);
    return unit(QT_TRANSLATE_NOOP("Text", "%1 h"), seconds / 3600) + u' '
           + unit(QT_TRANSLATE_NOOP("Text", "%1 min"), seconds / 60 % 60);
}

struct Formatter
{
    QLocale locale;

    QString operator()(const QString &name) const { return name; }
    QString operator()(qint64 count) const { return locale.toString(count); }
    QString operator()(ByteCount size) const { return sizeText(size.bytes, locale); }
    QString operator()(std::chrono::seconds duration) const { return durationText(duration); }
    QString operator()(const QDateTime &time) const
    {
        return time.toLocalTime().toString(u"yyyy-MM-dd HH:mm"_s);
    }
};

// One pass from the left: QString::arg() would also replace a "%2" that came in with %1,
// and arguments are paths and tool output that we do not control.
QString replaced(const QString &pattern, const QList<TextArg> &args, const QLocale &locale)
{
    QString out;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        const int number = i + 1 < pattern.size() ? pattern.at(i + 1).digitValue() : -1;
        if (pattern.at(i) == u'%' && number >= 1 && number <= args.size()) {
            out += std::visit(Formatter{locale}, args.at(number - 1));
            ++i;
        } else {
            out += pattern.at(i);
        }
    }
    return out;
}

int pluralCount(const QList<TextArg> &args)
{
    for (const TextArg &arg : args) {
        if (const auto *count = std::get_if<qint64>(&arg))
            return int(qMin<qint64>(*count, std::numeric_limits<int>::max()));
    }
    return -1;
}

} // namespace

QString sizeText(qint64 bytes, const QLocale &locale)
{
    static constexpr const char *units[] = {"B", "kB", "MB", "GB", "TB", "PB"};
    double value = double(bytes);
    int unit = 0;
    while (value >= 999.5 && unit < 5) {
        value /= 1000;
        ++unit;
    }
    const int decimals = unit == 0 ? 0 : unit == 4 ? 2 : value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
    return locale.toString(value, 'f', decimals) + u' ' + QLatin1StringView(units[unit]);
}

QString Text::toString() const
{
    if (source.isEmpty())
        return {};
    return replaced(
        QCoreApplication::translate("Text", source.constData(), nullptr, pluralCount(args)), args,
        QLocale());
}

QString Text::toEnglish() const
{
    QString pattern = QString::fromUtf8(source);
    if (const int count = pluralCount(args); count >= 0)
        pattern.replace(u"%n"_s, QString::number(count));
    return replaced(pattern, args, QLocale::c());
}

QJsonObject Text::toJson() const
{
    QJsonArray list;
    for (const TextArg &arg : args) {
        if (const auto *name = std::get_if<QString>(&arg))
            list << *name;
        else if (const auto *count = std::get_if<qint64>(&arg))
            list << *count;
        else if (const auto *size = std::get_if<ByteCount>(&arg))
            list << QJsonObject{{u"bytes"_s, size->bytes}};
        else if (const auto *duration = std::get_if<std::chrono::seconds>(&arg))
            list << QJsonObject{{u"seconds"_s, qint64(duration->count())}};
        else
            list << QJsonObject{{u"time"_s, std::get<QDateTime>(arg).toString(Qt::ISODate)}};
    }
    return {{u"text"_s, QString::fromUtf8(source)}, {u"args"_s, list}};
}

Text Text::fromJson(const QJsonObject &json)
{
    Text text{json.value(u"text"_s).toString().toUtf8(), {}};
    for (const QJsonValue &value : json.value(u"args"_s).toArray()) {
        const QJsonObject object = value.toObject();
        if (value.isString())
            text.args << value.toString();
        else if (value.isDouble())
            text.args << value.toInteger();
        else if (object.contains(u"bytes"_s))
            text.args << ByteCount{object.value(u"bytes"_s).toInteger()};
        else if (object.contains(u"seconds"_s))
            text.args << std::chrono::seconds(object.value(u"seconds"_s).toInteger());
        else
            text.args << QDateTime::fromString(object.value(u"time"_s).toString(), Qt::ISODate);
    }
    return text;
}

} // namespace Lifeboat
