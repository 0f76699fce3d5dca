#include "support/cliprogram.h"

#include "base/shellcommand.h"
#include "support/clicontract.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Lifeboat {

QJsonObject CliProgram::Answer::json() const
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(out, &problem);
    return problem.error == QJsonParseError::NoError ? document.object() : QJsonObject();
}

QString CliProgram::Answer::errorKind() const
{
    return json().value("error"_L1).toObject().value("kind"_L1).toString();
}

QString CliProgram::program()
{
    return QStringLiteral(LIFEBOAT_BIN_DIR "/lifeboat-cli");
}

CliProgram::CliProgram()
{
    for (const QString &name : {u"config"_s, u"data"_s, u"state"_s, u"home"_s})
        QDir(m_folder.path()).mkdir(name);
    m_environment = {{u"XDG_CONFIG_HOME"_s, file(u"config"_s)},
                     {u"XDG_DATA_HOME"_s, file(u"data"_s)},
                     {u"XDG_STATE_HOME"_s, file(u"state"_s)},
                     {u"HOME"_s, file(u"home"_s)},
                     {u"PATH"_s, qEnvironmentVariable("PATH")},
                     {u"LC_ALL"_s, u"C.UTF-8"_s},
                     {u"USER"_s, u"tester"_s},
                     {u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nonexistent/lifeboat-test"_s}};
}

Places CliProgram::places() const
{
    return {m_folder.filePath(u"config/lifeboat"_s), m_folder.filePath(u"data/lifeboat"_s),
            m_folder.filePath(u"state/lifeboat"_s)};
}

void CliProgram::setEnvironment(const QString &name, const QString &value)
{
    m_environment.insert(name, value);
}

QProcessEnvironment CliProgram::environment() const
{
    QProcessEnvironment environment;
    for (auto it = m_environment.begin(); it != m_environment.end(); ++it)
        environment.insert(it.key(), it.value());
    return environment;
}

std::unique_ptr<QProcess> CliProgram::start(const QStringList &arguments,
                                            const QMap<int, QString> &secrets)
{
    // The shell opens the descriptors and is replaced by the program: no secret in an argument.
    QString opening;
    for (auto it = secrets.begin(); it != secrets.end(); ++it) {
        const QString path = file(u"secret-%1"_s.arg(++m_secretFiles));
        QFile secret(path);
        if (secret.open(QIODevice::WriteOnly))
            secret.write(it.value().toUtf8() + '\n');
        opening += u" %1<'%2'"_s.arg(it.key()).arg(path);
    }
    auto process = std::make_unique<QProcess>();
    process->setProcessEnvironment(environment());
    process->setStandardInputFile(QProcess::nullDevice());
    process->setChildProcessModifier([] { ::setsid(); }); // no terminal to ask on
    process->start(u"/bin/sh"_s,
                   QStringList{u"-c"_s, u"exec \"$@\""_s + opening, u"sh"_s, program()}
                       + arguments);
    return process;
}

// Every answer that is JSON is held against the contract, whatever its test looks at.
static void checkContract(const QStringList &arguments, const CliProgram::Answer &answer)
{
    QStringList breaks;
    if (answer.exitStatus < 0)
        return;
    if (arguments.contains(u"--json"_s))
        breaks = contractBreaks(arguments, answer.json());
    else if (arguments.contains(u"--json-lines"_s) && !answer.out.isEmpty())
        breaks = contractBreaks(arguments, answer.out.trimmed().split('\n'));
    if (!breaks.isEmpty())
        QTest::qFail(qPrintable(arguments.join(u' ') + u": "_s + breaks.join(u"; "_s) + u'\n'
                                + QString::fromUtf8(answer.out)),
                     __FILE__, __LINE__);
}

CliProgram::Answer CliProgram::end(QProcess &process, int limitSeconds)
{
    Answer answer;
    if (process.state() != QProcess::NotRunning && !process.waitForFinished(limitSeconds * 1000)) {
        process.kill();
        process.waitForFinished();
        answer.err = "the program did not end in time; ";
    } else if (process.exitStatus() == QProcess::NormalExit) {
        answer.exitStatus = process.exitCode();
    } else {
        answer.err = "the program crashed; ";
    }
    answer.out = process.readAllStandardOutput();
    answer.err += process.readAllStandardError();
    return answer;
}

CliProgram::Answer CliProgram::run(const QStringList &arguments, const QMap<int, QString> &secrets,
                                   int limitSeconds)
{
    const std::unique_ptr<QProcess> process = start(arguments, secrets);
    const Answer answer = end(*process, limitSeconds);
    checkContract(arguments, answer);
    return answer;
}

CliProgram::Answer CliProgram::runAtTerminal(const QStringList &arguments,
                                             const QList<Reply> &replies, int limitSeconds)
{
    QStringList words{ShellCommand::quoted(program())};
    for (const QString &argument : arguments)
        words << ShellCommand::quoted(argument);
    QProcess script; // gives the program a terminal of its own
    script.setProcessEnvironment(environment());
    script.setProcessChannelMode(QProcess::MergedChannels);
    script.start(u"script"_s, {u"-qec"_s, words.join(u' '), u"/dev/null"_s});
    QByteArray said;
    qsizetype from = 0;
    for (const Reply &reply : replies) {
        qsizetype at = -1;
        while ((at = said.indexOf(reply.question, from)) < 0
               && script.waitForReadyRead(limitSeconds * 1000))
            said += script.readAll();
        if (at < 0)
            break;
        from = at + reply.question.size();
        script.write(reply.typed + '\n');
    }
    Answer answer = end(script, limitSeconds);
    answer.out.prepend(said);
    return answer;
}

} // namespace Lifeboat
