#include "app/runlogrecorder.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonDocument>
#include <QSaveFile>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Lifeboat {

static constexpr auto CancelLookInterval = 200ms;
static constexpr auto ProgressInterval = 1s;

QString RunLogRecorder::reportName()
{
    return u"run.json"_s;
}

QString RunLogRecorder::journalName()
{
    return u"journal.jsonl"_s;
}

QString RunLogRecorder::comparisonName()
{
    return u"comparison.json"_s;
}

QString RunLogRecorder::cancelName()
{
    return u"cancel"_s;
}

QString RunLogRecorder::lockName()
{
    return u"lock"_s;
}

static Error cannotWrite(const QString &path, const QString &detail)
{
    return {Error::Kind::Storage,
            {QT_TRANSLATE_NOOP("Text", "Cannot write “%1”."), {path}},
            {QT_TRANSLATE_NOOP("Text", "Look at the permissions and the free space of its folder."),
             {}},
            detail};
}

Result<> writeRunFile(const QString &path, const QJsonObject &json)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return cannotWrite(path, file.errorString());
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    file.write(QJsonDocument(json).toJson());
    if (!file.commit())
        return cannotWrite(path, file.errorString());
    return {};
}

RunLogRecorder::RunLogRecorder(const QString &folder, const CancelToken &cancel)
    : m_folder(folder)
    , m_cancel(cancel)
    , m_lock(folder + u'/' + lockName())
    , m_journal(folder + u'/' + journalName())
{
    m_lock.setStaleLockTime(0); // a run may last for days; only a dead process loses its lock
}

RunLogRecorder::~RunLogRecorder()
{
    if (!m_watcher.joinable())
        return;
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_wakeUp.notify_all();
    m_watcher.join();
}

Result<> RunLogRecorder::open()
{
    if (!QDir().mkpath(m_folder))
        return cannotWrite(m_folder, {});
    if (!m_lock.tryLock(0)) {
        if (m_lock.error() == QLockFile::PermissionError)
            return cannotWrite(m_lock.fileName(), {});
        qint64 pid = 0;
        QString machine;
        QString program;
        m_lock.getLockInfo(&pid, &machine, &program);
        return Error{Error::Kind::Busy,
                     {QT_TRANSLATE_NOOP("Text", "%1, process %2 on %3, works on this run now."),
                      {program, QString::number(pid), machine}},
                     {QT_TRANSLATE_NOOP("Text", "Wait until it is done, or cancel it there."), {}},
                     m_folder};
    }
    QFile::remove(m_folder + u'/' + cancelName()); // was meant for an earlier part of the run
    if (!m_journal.open(QIODevice::WriteOnly | QIODevice::Append))
        return cannotWrite(m_journal.fileName(), m_journal.errorString());
    m_journal.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    m_watcher = std::thread([this] { watch(); });
    return {};
}

void RunLogRecorder::watch()
{
    const QString request = m_folder + u'/' + cancelName();
    std::unique_lock lock(m_mutex);
    while (!m_wakeUp.wait_for(lock, CancelLookInterval, [this] { return m_ending; })) {
        if (QFile::exists(request))
            m_cancel.cancel();
    }
}

// A run begins before it has a plan; a later part of it must not replace the plan of the first.
// The titles once more in the form that can be translated when the record is shown.
static QJsonObject titlesOf(const Plan &plan)
{
    QJsonObject titles;
    for (const GuardianFile &file : plan.guardian.files)
        titles.insert(u"guardian."_s + file.path, file.title.toJson());
    for (const Stage &stage : plan.stages) {
        for (const Lane &lane : stage.lanes) {
            for (const Step &step : lane.steps)
                titles.insert(QString::fromUtf8(step.id), step.title.toJson());
        }
    }
    return titles;
}

Result<> RunLogRecorder::writePlan(const Plan &plan)
{
    if (plan.stages.isEmpty())
        return {};
    // A run may have several, and a later part of it, such as a cut-over, brings its own.
    QString file = m_folder + "/plan.json"_L1;
    for (int n = 1; QFile::exists(file); ++n)
        file = m_folder
               + u"/plan-%1%2.json"_s.arg(verbName(plan.verb), n > 1 ? u"-%1"_s.arg(n) : QString());
    QJsonObject record = planJson(plan);
    record.insert("titles"_L1, titlesOf(plan));
    return writeRunFile(file, record);
}

// What an earlier part of the run has compared stays, where this one compared nothing yet.
Result<> RunLogRecorder::writeComparisons(const RunReport &report)
{
    if (report.comparisons.isEmpty())
        return {};
    QJsonObject components;
    for (auto it = report.comparisons.cbegin(); it != report.comparisons.cend(); ++it)
        components.insert(it.key(), it->toJson());
    return writeRunFile(m_folder + u'/' + comparisonName(), {{u"components"_s, components}});
}

Result<> RunLogRecorder::begin(const Plan &plan, const RunReport &report)
{
    for (const Result<> &written : {writePlan(plan), writeComparisons(report)}) {
        if (!written)
            return written;
    }
    RunReport running = report;
    running.ended = {};
    running.pid = int(QCoreApplication::applicationPid());
    return writeRunFile(m_folder + u'/' + reportName(), running.toJson());
}

bool RunLogRecorder::isWorthALine(const RunEvent &event, const QDateTime &now)
{
    const auto *progress = std::get_if<StepProgress>(&event);
    if (!progress)
        return true;
    QDateTime &written = m_progressWritten[progress->step];
    if (written.isValid()
        && written.msecsTo(now) < std::chrono::milliseconds(ProgressInterval).count())
        return false;
    written = now;
    return true;
}

void RunLogRecorder::event(const RunEvent &event)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const std::lock_guard lock(m_mutex);
    if (!isWorthALine(event, now))
        return;
    m_journal.write(QJsonDocument(toJson(event, now)).toJson(QJsonDocument::Compact) + '\n');
    m_journal.flush();
}

Result<> RunLogRecorder::finish(const RunReport &report)
{
    RunReport ended = report;
    ended.pid = 0;
    if (!ended.ended.isValid())
        ended.ended = QDateTime::currentDateTimeUtc();
    const Result<> compared = writeComparisons(report);
    const Result<> written = writeRunFile(m_folder + u'/' + reportName(), ended.toJson());
    return written ? compared : written;
}

QString RunLogRecorder::journalFile() const
{
    return m_journal.fileName();
}

} // namespace Lifeboat
