#pragma once

#include "app/runreport.h"

#include <QFileInfo>
#include <QHash>

#include <functional>

namespace Lifeboat {

// The reports of runs as lists show them, read again only where their file changed. Of a backup, a
// verify or a drill it keeps no artifacts and fingerprints: those of ten thousand runs do not fit
// into a program. RunLog::run() has them. Used by one thread at a time.
class RunList
{
public:
    using Read = std::function<Result<RunReport>(const QString &path)>;

    Result<RunReport> report(const QString &run, const QFileInfo &file, const Read &read);
    void forgetOthers(); // than those that were asked for since it was called before

private:
    struct Known
    {
        RunReport report;
        qint64 changed = 0;
        qint64 size = 0;
        int seen = 0; // in which round
    };
    RunReport abridged(RunReport report);

    QHash<QString, Known> m_known;                  // by the run
    QHash<QString, QList<ComponentReport>> m_plain; // what many runs say, by their components
    int m_round = 0;
};

} // namespace Lifeboat
