#include "app/runlog.h"

#include "app/runlist.h"
#include "app/runlogrecorder.h"
#include "storage/wholefile.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonDocument>
#include <QMutex>
#include <QRandomGenerator>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Lifeboat {

struct RunLog::Listed
{
    QMutex mutex;
    RunList runs;
};

RunLog::RunLog(QString folder)
    : m_folder(std::move(folder))
    , m_listed(std::make_shared<Listed>())
{
}

QString RunLog::newRunId(const QDateTime &now)
{
    const QString random = QString::number(QRandomGenerator::global()->generate(), 16);
    return now.toUTC().toString(u"yyyyMMdd't'HHmmss-"_s) + random.rightJustified(8, u'0');
}

static Error noSuchRun(const QString &run)
{
    return {Error::Kind::Usage,
            {QT_TRANSLATE_NOOP("Text", "There is no run “%1”."), {run}},
            {QT_TRANSLATE_NOOP("Text", "“lifeboat-cli runs” shows the runs."), {}},
            {}};
}

// What is no id must not become a path.
static bool isRunId(const QString &run)
{
    static const QRegularExpression id(u"\\A[a-z0-9][a-z0-9-]*\\z"_s);
    return id.match(run).hasMatch();
}

Result<std::unique_ptr<RunRecorder>> RunLog::open(const QString &run, const CancelToken &cancel)
{
    if (!isRunId(run))
        return noSuchRun(run);
    auto recorder = std::make_unique<RunLogRecorder>(m_folder + u'/' + run, cancel);
    if (const Result<> opened = recorder->open(); !opened)
        return opened.error();
    return std::unique_ptr<RunRecorder>(std::move(recorder));
}

static Result<RunReport> readReport(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return Error{Error::Kind::Storage,
                     {QT_TRANSLATE_NOOP("Text", "Cannot read “%1”."), {path}},
                     {},
                     file.errorString()};
    }
    QJsonParseError problem;
    const QJsonObject json = QJsonDocument::fromJson(file.readAll(), &problem).object();
    if (problem.error != QJsonParseError::NoError || !json.contains("run"_L1)) {
        return Error{Error::Kind::Corrupt,
                     {QT_TRANSLATE_NOOP("Text", "The record of a run is damaged: “%1”."), {path}},
                     {},
                     problem.errorString()};
    }
    return RunReport::fromJson(json);
}

// Whether the process `pid` still holds the run's lock. Trying the lock breaks it when its process
// is gone; the comparison with `pid` keeps two programs that look at once from seeing each other.
static bool isHeld(const QString &folder, qint64 pid)
{
    QLockFile lock(folder + u'/' + RunLogRecorder::lockName());
    lock.setStaleLockTime(0);
    qint64 holder = 0;
    QString machine;
    QString program;
    if (!lock.getLockInfo(&holder, &machine, &program) || holder != pid)
        return false;
    return !lock.tryLock(0);
}

static RunReport asItStands(RunReport report, const QString &folder)
{
    if (report.ended.isValid() || isHeld(folder, report.pid))
        return report;
    report.status = Outcome::Failed;
    report.error = Error{
        Error::Kind::Interrupted,
        {QT_TRANSLATE_NOOP("Text", "The program that ran it ended in the middle."), {}},
        {QT_TRANSLATE_NOOP("Text", "The next run on this host puts in order what is left."), {}},
        u"process %1"_s.arg(report.pid)};
    report.pid = 0;
    return report;
}

template <typename Read>
QList<RunReport> RunLog::all(Read read) const
{
    QList<RunReport> reports;
    QStringList names = QDir(m_folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    std::ranges::reverse(names); // an id begins with its time
    reports.reserve(names.size());
    for (const QString &name : names) {
        const QString folder = m_folder + u'/' + name;
        const QFileInfo file(folder + u'/' + RunLogRecorder::reportName());
        if (!isRunId(name) || !file.exists())
            continue; // began a moment ago, or never did
        const Result<RunReport> report = read(name, file);
        if (report) {
            reports << asItStands(*report, folder);
        } else {
            RunReport damaged;
            damaged.run = name;
            damaged.status = Outcome::Failed;
            damaged.error = report.error();
            reports << damaged;
        }
    }
    return reports;
}

Result<QList<RunReport>> RunLog::runs() const
{
    return all([](const QString &, const QFileInfo &file) { return readReport(file.filePath()); });
}

Result<QList<RunReport>> RunLog::listed() const
{
    const QMutexLocker lock(&m_listed->mutex);
    const QList<RunReport> reports = all([this](const QString &run, const QFileInfo &file) {
        return m_listed->runs.report(run, file, readReport);
    });
    m_listed->runs.forgetOthers();
    return reports;
}

// Also a cut-over or undo that was interrupted: the host may have completed it.
static bool hasSafetyCopies(const RunReport &report)
{
    const bool isSwitch = report.verb == Verb::CutOver || report.verb == Verb::Undo;
    return (report.restore == RestoreState::InService || (isSwitch && !report.ended.isValid()))
           && (std::ranges::any_of(report.components,
                                   [](const auto &one) { return !one.safetyCopies.isEmpty(); })
               || std::ranges::any_of(report.places,
                                      [](const auto &one) { return !one.safety.isEmpty(); }));
}

Result<RunReport> RunLog::run(const QString &id) const
{
    if (id == "last"_L1) {
        const Result<QList<RunReport>> all = runs();
        if (!all)
            return all.error();
        const auto newest = std::ranges::find_if(*all, hasSafetyCopies);
        if (newest != all->end())
            return *newest;
        return Error{Error::Kind::Usage,
                     {QT_TRANSLATE_NOOP("Text", "No restore has safety copies now."), {}},
                     {QT_TRANSLATE_NOOP("Text", "“lifeboat-cli runs” shows the runs."), {}},
                     {}};
    }
    const QString folder = m_folder + u'/' + id;
    const QString file = folder + u'/' + RunLogRecorder::reportName();
    if (!isRunId(id) || !QFile::exists(file))
        return noSuchRun(id);
    const Result<RunReport> report = readReport(file);
    return report ? asItStands(*report, folder) : report;
}

Result<QList<RunEvent>> RunLog::events(const QString &run) const
{
    if (!isRunId(run))
        return noSuchRun(run);
    QFile file(m_folder + u'/' + run + u'/' + RunLogRecorder::journalName());
    if (!file.open(QIODevice::ReadOnly))
        return noSuchRun(run);
    QList<RunEvent> events;
    while (!file.atEnd()) {
        // The last line may be cut: a program was killed while it wrote.
        const QJsonObject json = QJsonDocument::fromJson(file.readLine()).object();
        if (const std::optional<RunEvent> event = runEventFromJson(json))
            events << *event;
    }
    return events;
}

Result<> RunLog::update(const RunReport &report)
{
    if (!isRunId(report.run))
        return noSuchRun(report.run);
    const QString folder = m_folder + u'/' + report.run;
    if (!QDir().mkpath(folder)) {
        return Error{
            Error::Kind::Storage,
            {QT_TRANSLATE_NOOP("Text", "Cannot write “%1”."), {folder}},
            {QT_TRANSLATE_NOOP("Text", "Look at the permissions and the free space of its folder."),
             {}},
            {}};
    }
    return writeRunFile(folder + u'/' + RunLogRecorder::reportName(), report.toJson());
}

Result<> RunLog::recordEnd(const QString &run, const QString &words)
{
    Result<RunReport> report = this->run(run);
    if (!report || report->ended.isValid() || report->isRunning())
        return {};
    if (!report->places.isEmpty() && report->verb != Verb::Prepare)
        return {};
    report->ended = QDateTime::currentDateTimeUtc();
    report->status = Outcome::Failed;
    report->error = Error{
        Error::Kind::Interrupted,
        {QT_TRANSLATE_NOOP("Text", "The run was interrupted; the host put itself in order: %1"),
         {words}},
        {},
        words};
    return update(*report);
}

Result<QMap<QString, Comparison>> RunLog::comparisons(const QString &run) const
{
    const Result<RunReport> known = this->run(run);
    if (!known)
        return known.error();
    const QString path = m_folder + u'/' + known->run + u'/' + RunLogRecorder::comparisonName();
    QMap<QString, Comparison> comparisons;
    if (!QFile::exists(path))
        return comparisons;
    const Result<QJsonObject> json = readJsonFile(path);
    if (!json)
        return json.error();
    const QJsonObject components = json->value("components"_L1).toObject();
    for (auto it = components.begin(); it != components.end(); ++it)
        comparisons.insert(it.key(), Comparison::fromJson(it->toObject()));
    return comparisons;
}

bool RunLog::isRunning(const QString &run) const
{
    if (!isRunId(run))
        return false;
    const QString folder = m_folder + u'/' + run;
    const Result<RunReport> report = readReport(folder + u'/' + RunLogRecorder::reportName());
    return report && !report->ended.isValid() && isHeld(folder, report->pid);
}

Result<> RunLog::requestCancel(const QString &run) const
{
    if (const Result<RunReport> known = this->run(run); !known)
        return known.error();
    if (!isRunning(run)) {
        return Error{Error::Kind::Usage,
                     {QT_TRANSLATE_NOOP("Text", "The run “%1” is not running."), {run}},
                     {},
                     {}};
    }
    return writeRunFile(m_folder + u'/' + run + u'/' + RunLogRecorder::cancelName(), {});
}

bool RunLog::cancelRequested(const QString &run) const
{
    return isRunId(run)
           && QFile::exists(m_folder + u'/' + run + u'/' + RunLogRecorder::cancelName());
}

} // namespace Lifeboat
