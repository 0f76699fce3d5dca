#include "model/hostprofile.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace Lifeboat {

namespace {

Error malformed(const QString &text, const QString &why)
{
    return {Error::Kind::Usage,
            {QT_TRANSLATE_NOOP("Text", "“%1” is not an address."), {text}},
            {QT_TRANSLATE_NOOP("Text", "Write it as [USER@]ADDRESS[:PORT], an IPv6 address with a "
                                       "port as [ADDRESS]:PORT."),
             {}},
            why};
}

// What no name of a user or a host contains. Neither ever reaches a shell; this is for the eyes
// of whoever reads a message, and to find typing mistakes before a connection is tried.
bool isSane(const QString &part)
{
    if (part.startsWith(u'-'))
        return false;
    for (const QChar c : part) {
        if (c.isSpace() || c.category() == QChar::Other_Control || c == u'"' || c == u'\''
            || c == u'/' || c == u'@')
            return false;
    }
    return true;
}

struct HostAndPort
{
    QString host;
    QString port;
};

HostAndPort splitPort(const QString &text)
{
    if (text.startsWith(u'[')) {
        const qsizetype end = text.indexOf(u']');
        const QString rest = end < 0 ? QString() : text.mid(end + 1);
        if (end > 0 && (rest.isEmpty() || rest.startsWith(u':')))
            return {text.mid(1, end - 1), rest.isEmpty() ? QString() : rest};
        return {};
    }
    const qsizetype colon = text.indexOf(u':');
    if (colon < 0 || text.indexOf(u':', colon + 1) >= 0) // none, or a bare IPv6 address
        return {text, {}};
    return {text.left(colon), text.mid(colon)};
}

QJsonArray toArray(const QList<SshAddress> &addresses)
{
    QJsonArray array;
    for (const SshAddress &address : addresses)
        array << address.toString();
    return array;
}

QStringList toStrings(const QJsonValue &value)
{
    QStringList list;
    for (const QJsonValue &entry : value.toArray())
        list << entry.toString();
    return list;
}

} // namespace

QString SshAddress::toString() const
{
    QString text = user.isEmpty() ? QString() : user + u'@';
    if (port == 0)
        return text + address;
    text += address.contains(u':') ? u'[' + address + u']' : address;
    return text + u':' + QString::number(port);
}

Result<SshAddress> SshAddress::parse(const QString &text)
{
    SshAddress result;
    // The last one: a user of a directory service may be called name@domain.
    const qsizetype at = text.lastIndexOf(u'@');
    if (at == 0)
        return malformed(text, u"nothing before @"_s);
    result.user = at < 0 ? QString() : text.left(at);
    const HostAndPort parts = splitPort(text.mid(at + 1));
    result.address = parts.host;
    if (result.address.isEmpty())
        return malformed(text, u"no address"_s);
    QString user = result.user;
    if (!isSane(result.address) || !isSane(user.replace(u'@', u'.')))
        return malformed(text, u"a character that no address contains"_s);
    if (!parts.port.isEmpty()) {
        bool isNumber = false;
        result.port = parts.port.mid(1).toInt(&isNumber);
        if (!isNumber || result.port < 1 || result.port > 65535)
            return malformed(text, u"the port is a number from 1 to 65535"_s);
    }
    return result;
}

QJsonObject HostProfile::toJson() const
{
    return {{u"id"_s, id},
            {u"name"_s, name},
            {u"ssh"_s, ssh.toString()},
            {u"jumps"_s, toArray(jumps)},
            {u"identityFiles"_s, QJsonArray::fromStringList(identityFiles)},
            {u"sudo"_s, sudo},
            {u"directory"_s, directory},
            {u"tags"_s, QJsonArray::fromStringList(tags)}};
}

Result<HostProfile> HostProfile::fromJson(const QJsonObject &json)
{
    const auto ssh = SshAddress::parse(json.value(u"ssh"_s).toString());
    if (!ssh)
        return ssh.error();
    HostProfile profile{.id = json.value(u"id"_s).toString(),
                        .name = json.value(u"name"_s).toString(),
                        .ssh = *ssh,
                        .jumps = {},
                        .identityFiles = toStrings(json.value(u"identityFiles"_s)),
                        .sudo = json.value(u"sudo"_s).toBool(),
                        .directory = json.value(u"directory"_s).toString(),
                        .tags = toStrings(json.value(u"tags"_s))};
    if (profile.id.isEmpty() || profile.name.isEmpty())
        return Error{Error::Kind::Invalid,
                     {QT_TRANSLATE_NOOP("Text", "A stored host has no name or no id."), {}},
                     {},
                     {}};
    for (const QString &jump : toStrings(json.value(u"jumps"_s))) {
        const auto address = SshAddress::parse(jump);
        if (!address)
            return address.error();
        profile.jumps << *address;
    }
    return profile;
}

QString HostProfile::newId(const QString &name)
{
    QString slug;
    for (const QChar c : name.toLower()) {
        if ((c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9'))
            slug += c;
        else if (!slug.isEmpty() && !slug.endsWith(u'-'))
            slug += u'-';
    }
    slug.truncate(40);
    while (slug.endsWith(u'-'))
        slug.chop(1);
    if (slug.isEmpty())
        slug = u"host"_s;
    const quint32 random = QRandomGenerator::global()->generate();
    return slug + u'-' + QString::number(random, 16).rightJustified(8, u'0');
}

} // namespace Lifeboat
