#pragma once

#include "app/operations.h"
#include "gui/common/secretprompter.h"
#include "gui/fleet/hostrows.h"
#include "gui/runs/runboard.h"
#include "gui/worker.h"

#include <QSemaphore>
#include <QTimer>

namespace Lifeboat {

// A run as it was recorded.
struct Record
{
    QList<PlannedStep> steps;
    QList<RunEvent> events;
};

// What the window works with: the settings, the operations, the runs of this window, and the
// newest look around. Nothing here blocks; answers come back in the GUI's thread.
class Desk : public QObject
{
    Q_OBJECT

public:
    struct Parts // not owned; outlive the desk
    {
        Settings &settings;
        RunLog &log;
        Operations &operations;
        const FileSystem &fileSystem;
        SecretStore *secrets = nullptr; // null: no keychain
    };

    Desk(const Parts &parts, QWidget *window);
    ~Desk() override; // cancels and waits for what still goes on

    Settings &settings() { return m_parts.settings; }
    RunLog &log() { return m_parts.log; }
    const FileSystem &fileSystem() const { return m_parts.fileSystem; }
    RunBoard &board() { return m_board; }
    const Overview &overview() const { return m_overview; }
    HostRow rowOf(const HostProfile &host) const; // with what runs now

    void look();     // again; emits looked(), the first time hostsKnown() before it
    void lookAnew(); // the same, and believes nothing that it knew

    // Reads the points of a host with all that is in them, then `then(points)` here unless
    // `context` is gone.
    template <typename Then>
    void readPoints(const QString &hostId, QObject *context, Then then)
    {
        work(
            context,
            [hostId, parts = m_parts] {
                return wholePoints(parts.settings, parts.fileSystem, hostId);
            },
            std::move(then));
    }

    // Asks something of a host: `ask(operations, access)` in a worker, then `then(answer)` here
    // unless `context` is gone. The token ends it early.
    template <typename Ask, typename Then>
    CancelToken query(const HostProfile &host, const QStringList &trust, QObject *context, Ask ask,
                      Then then)
    {
        const auto [access, answers] = accessTo(host, trust);
        later(
            *m_pool, context,
            [this, ask = std::move(ask), access = access, answers = answers] {
                auto answer = ask(m_parts.operations, access);
                if (answer)
                    noteKeychain(answers->keep());
                else if (answer.error().kind == Error::Kind::Denied)
                    answers->forget();
                return answer;
            },
            std::move(then));
        return access.cancel;
    }

    // Any blocking work that is not a host's.
    template <typename Work, typename Then>
    void work(QObject *context, Work work, Then then)
    {
        later(*m_pool, context, std::move(work), std::move(then));
    }

    // Blocking; for work().
    Result<> forgetHost(const QString &hostId); // and its secrets
    Record readRecord(const QString &run) const;
    QString folderOfRun(const QString &run) const;

    // Begins a run; it is on the board at once. Of those that are asked for together each waits
    // for its turn: RunsAtOnce of them go on side by side.
    enum class Turn { Now, Waits };
    static constexpr int RunsAtOnce = 4;
    LiveRun *backup(const HostProfile &host, const BackupOptions &options, Turn turn = Turn::Now);
    LiveRun *verify(const HostProfile &host, const PlacedPoint &point, Turn turn = Turn::Now);
    LiveRun *drill(const HostProfile &host, const PlacedPoint &point,
                   const QStringList &components);
    LiveRun *prepare(const HostProfile &target, const PlacedPoint &point,
                     const RestoreOptions &options);
    // Begins the cut-over when that preparation ends and everything is equal; else nothing.
    void cutOverWhenEqual(LiveRun *preparation);
    LiveRun *recover(const HostProfile &target, const PlacedPoint &point,
                     const RecoveryOptions &options);
    LiveRun *cutOver(const HostProfile &host, const RunReport &restore);
    LiveRun *undo(const HostProfile &host, const RunReport &restore);
    LiveRun *accept(const HostProfile &host, const RunReport &restore);
    LiveRun *discard(const HostProfile &host, const RunReport &restore);

signals:
    void hostsKnown(const QList<Lifeboat::HostProfile> &hosts); // before vaults have been read
    void looked(const Lifeboat::Overview &overview);
    void cutOverBegan(Lifeboat::LiveRun *preparation, Lifeboat::LiveRun *cutOver); // by itself
    void keychainRefused(const Lifeboat::Error &error);                            // once

private:
    using Verbs = RunReport (Operations::*)(const HostProfile &, const Access &, const RunReport &,
                                            const RunObserver &);
    std::pair<Access, std::shared_ptr<SecretAnswers>> accessTo(const HostProfile &host,
                                                               const QStringList &trust);
    LiveRun *start(const HostProfile &host, Verb verb, RunController::Work work,
                   Turn turn = Turn::Now);
    bool takeTurn(const CancelToken &cancel, const RunObserver &observer); // false: cancelled
    LiveRun *onRestore(const HostProfile &host, Verb verb, const RunReport &restore, Verbs verbs);
    void noteKeychain(const Result<> &kept); // from workers

    Parts m_parts;
    QThreadPool *m_pool; // a child; its threads run blocking calls
    // A child too, with the one thread that looks: what it frees is where it allocates again, while
    // each other thread would have a heap of its own.
    QThreadPool *m_lookers;
    SecretPrompter *m_prompter;
    QSemaphore m_turns{RunsAtOnce}; // outlives the runs
    RunBoard m_board;
    struct Look
    {
        Overview overview;
        QList<HostRow> rows;
    };
    void handleLook(const Look &look, std::chrono::milliseconds took);

    Overview m_overview;
    QHash<QString, HostRow> m_rows;
    std::shared_ptr<PointList> m_points; // used by one look at a time
    QTimer m_clock;
    bool m_looking = false;
    bool m_lookAgain = false;
    bool m_anew = false;
    bool m_keychainTold = false;
    QList<CancelToken> m_tokens;
};

} // namespace Lifeboat
