#include "model/filename.h"

#include "base/sha256.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Lifeboat {

// File systems take 255 bytes; "_20261122T020000Z.dump.sha256.part" and the like come behind.
static constexpr qsizetype LongestPart = 190;

static void appendEncoded(QByteArray &out, char byte)
{
    out += '%';
    out += QByteArray(1, byte).toHex().toUpper();
}

static bool isReserved(const QString &name)
{
    // learn.microsoft.com, "Naming Files, Paths, and Namespaces": also with an extension.
    static const QRegularExpression form(u"\\A(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\.|\\z)"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    return form.match(name).hasMatch();
}

QString fileNamePart(const QString &name)
{
    const QByteArray bytes = name.toUtf8();
    if (bytes.isEmpty())
        return u"%"_s; // no other name gives this
    QByteArray out;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const char byte = bytes.at(i);
        const bool isPlain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z')
                             || (byte >= '0' && byte <= '9') || byte == '_' || byte == '-'
                             || (byte == '.' && i > 0 && i + 1 < bytes.size());
        if (!isPlain || (i == 0 && isReserved(name)))
            appendEncoded(out, byte);
        else
            out += byte;
    }
    if (out.size() > LongestPart) {
        const QByteArray hash = Sha256::ofData(bytes).left(32);
        out.truncate(LongestPart - hash.size() - 1);
        // Not in the middle of an encoded byte.
        if (const qsizetype percent = out.lastIndexOf('%'); percent > out.size() - 3)
            out.truncate(percent);
        out += '-' + hash;
    }
    return QString::fromLatin1(out);
}

QByteArray checksumLine(const Artifact &artifact)
{
    QByteArray name = artifact.file.section(u'/', -1).toUtf8();
    // sha256sum marks a line whose name it had to escape with a backslash in front.
    const bool isEscaped = name.contains('\\') || name.contains('\n') || name.contains('\r');
    name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    return (isEscaped ? "\\" : "") + artifact.sha256.toLatin1() + "  " + name + '\n';
}

} // namespace Lifeboat
