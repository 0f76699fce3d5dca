#include "support/cliprogram.h"

#include <QDir>
#include <QFile>

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
    QProcessEnvironment environment;
    for (auto it = m_environment.begin(); it != m_environment.end(); ++it)
        environment.insert(it.key(), it.value());
    process->setProcessEnvironment(environment);
    process->setStandardInputFile(QProcess::nullDevice());
    process->setChildProcessModifier([] { ::setsid(); }); // no terminal to ask on
    process->start(u"/bin/sh"_s,
                   QStringList{u"-c"_s, u"exec \"$@\""_s + opening, u"sh"_s, program()}
                       + arguments);
    return process;
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
    return end(*process, limitSeconds);
}

} // namespace Lifeboat
