#include "engine/guardianprotocol.h"

#include "base/sha256.h"

#include <QCoreApplication>
#include <QFile>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Lifeboat {

namespace {

const QByteArray &script()
{
    static const QByteArray text = [] {
        QFile file(u":/host/guardian.sh"_s);
        // It is part of the program: without it there is nothing sensible to do.
        if (!file.open(QIODevice::ReadOnly))
            qFatal("The guardian's script is missing from this program.");
        return file.readAll();
    }();
    return text;
}

// KEY=VALUE of a label; the value of the last key, root, may hold blanks.
QString labelValue(const QString &label, const QString &key)
{
    const QRegularExpression pattern(
        key == u"root"_s ? u" root=(.*)$"_s : u" %1=(\\S*)"_s.arg(QRegularExpression::escape(key)));
    return pattern.match(label).captured(1);
}

QByteArray putLine(const QString &path, const QByteArray &content)
{
    return "put " + path.toLatin1() + ' ' + Sha256::ofData(content) + ' ' + content.toBase64();
}

Error invalidName(const QString &what)
{
    return {
        Error::Kind::Invalid,
        {QT_TRANSLATE_NOOP("Text", "The plan names %1, which the host cannot be given."), {what}},
        {},
        {}};
}

GuardianReport stepReport(const QString &rest)
{
    const QStringList words = rest.split(u' ');
    GuardianReport report{.kind = GuardianReport::Kind::Step, .step = words.value(0)};
    bool isNumber = false;
    report.code = words.value(1).toInt(&isNumber);
    if (!isNumber)
        report.code = 127;
    report.output = QString::fromUtf8(QByteArray::fromBase64(words.value(2).toLatin1())).trimmed();
    return report;
}

} // namespace

QString GuardianReport::toText(const QByteArray &line) const
{
    if (kind != Kind::Step)
        return QString::fromUtf8(line);
    const QString text = QString::fromUtf8(line.split(' ').mid(0, 4).join(' '));
    return output.isEmpty() ? text : text + u": "_s + output;
}

GuardianReport guardianReport(const QByteArray &line)
{
    static const QRegularExpression pattern(
        u"^[0-9.]+ (ready|step|point|refused|failed|closing|ended)(?: (.*))?$"_s);
    const QRegularExpressionMatch match = pattern.match(QString::fromUtf8(line));
    if (!match.hasMatch())
        return {};
    const QString verb = match.captured(1);
    const QString rest = match.captured(2);
    if (verb == u"step"_s)
        return stepReport(rest);
    static const QHash<QString, GuardianReport::Kind> kinds{
        {u"ready"_s, GuardianReport::Kind::Ready},
        {u"point"_s, GuardianReport::Kind::Point},
        {u"refused"_s, GuardianReport::Kind::Refused},
        {u"closing"_s, GuardianReport::Kind::Closing},
        {u"ended"_s, GuardianReport::Kind::Ended},
    };
    return {.kind = kinds.value(verb), .words = rest};
}

HostLock lockOfHolder(HostLock::State state, const QByteArray &holder)
{
    const QString label = QString::fromUtf8(holder);
    return {.state = state,
            .run = labelValue(label, u"run"_s),
            .owner = labelValue(label, u"owner"_s),
            .login = labelValue(label, u"login"_s)};
}

HostLock lockOfHello(const QByteArrayList &lines)
{
    HostLock lock;
    QHash<QString, QString> past;
    for (const QByteArray &line : lines) {
        if (line.startsWith("busy "))
            lock = lockOfHolder(HostLock::State::Busy, line.mid(5));
        else if (line.startsWith("interrupted ") && lock.state == HostLock::State::Free)
            lock = lockOfHolder(HostLock::State::Interrupted, line.mid(12));
        if (!line.startsWith("past "))
            continue;
        const qsizetype end = line.indexOf(' ', 5);
        const GuardianReport report = guardianReport(line.mid(end + 1));
        past.insert(QString::fromUtf8(line.mid(5, end - 5)),
                    report.words.isEmpty() ? QString::fromUtf8(line.mid(end + 1)) : report.words);
    }
    lock.past = past;
    return lock;
}

Result<> checkedTask(const GuardianTask &task, const QString &run)
{
    static const QRegularExpression runName(u"\\A[a-zA-Z0-9-]+\\z"_s);
    static const QRegularExpression container(u"\\A[a-zA-Z0-9][a-zA-Z0-9_.-]*( first)?\\z"_s);
    static const QRegularExpression image(u"\\A[a-zA-Z0-9][a-zA-Z0-9_.:/@-]*\\z"_s);
    static const QRegularExpression file(u"\\A(do|fin|undo|clean)/[a-z0-9-]+\\z"_s);
    if (!runName.match(run).hasMatch())
        return invalidName(run);
    if (!image.match(task.image).hasMatch())
        return invalidName(task.image);
    for (const QString &name : task.containers + task.touched)
        if (!container.match(name).hasMatch())
            return invalidName(name);
    for (const GuardianFile &one : task.files)
        if (!file.match(one.path).hasMatch())
            return invalidName(one.path);
    return {};
}

QByteArrayList linesOfTask(const GuardianTask &task, const QByteArray &about)
{
    QByteArrayList lines{"new", putLine(u"info"_s, about)};
    if (!task.containers.isEmpty())
        lines << putLine(u"containers"_s, task.containers.join(u'\n').toUtf8() + '\n');
    if (!task.touched.isEmpty())
        lines << putLine(u"touched"_s, task.touched.join(u'\n').toUtf8() + '\n');
    for (const GuardianFile &file : task.files)
        lines << putLine(file.path, file.script.toUtf8());
    return lines;
}

QString ownerLabel(const QString &owner)
{
    QString label;
    for (const char32_t letter : owner.toUcs4()) {
        const bool isPlain = QChar::isLetterOrNumber(letter) || letter == U'.' || letter == U'-'
                             || letter == U'_' || letter == U'@';
        label += isPlain ? QString::fromUcs4(&letter, 1) : u"-"_s;
    }
    return label.isEmpty() ? u"unknown"_s : label.left(64);
}

ShellCommand linkCommand(const QString &run)
{
    // Without the run's mark, so that the guardian, which ends what carries it, spares the link.
    // The folder is the script's own choice, see there. A cut upload looks complete to `read`'s
    // reader, so it is compared before it gets its name.
    static const QString boot = QString::fromLatin1(
        "umask 077; IFS= read -r b || exit 1; d=/var/lib/lifeboat; "
        "[ \"$(id -u)\" = 0 ] || d=$HOME/.lifeboat; f=$d/guardian-$2.sh; "
        "mkdir -p \"$d\" && printf %s \"$b\" | base64 -d >\"$f.$$\" "
        "&& case $(sha256sum <\"$f.$$\") in \"$1 \"*) mv -f \"$f.$$\" \"$f\" ;; "
        "*) rm -f \"$f.$$\"; false ;; esac || { "
        "echo \"failed upload$(df -Pk \"$d\" | awk 'NR == 2 && $4 < 100 { print \" (no space left on "
        "device)\" }')\"; exit 1; }; "
        "exec env -u LIFEBOAT_RUN -u PGAPPNAME sh \"$f\" link \"$3\"");
    const QString sum = QString::fromLatin1(Sha256::ofData(script()));
    return ShellCommand("sh -c") << boot << u"sh"_s << sum << sum.left(12) << run;
}

QByteArray linkScript()
{
    return script().toBase64();
}

} // namespace Lifeboat
