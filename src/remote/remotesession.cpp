#include "remote/remotesession.h"

#include <QCoreApplication>

namespace Lifeboat {

Result<QByteArray> RemoteSession::read(const ShellCommand &command, const CommandOptions &options,
                                       qsizetype limit)
{
    QByteArray all;
    CommandOptions capturing = options;
    capturing.output = [&all, limit](QByteArrayView data) -> Result<> {
        if (all.size() + data.size() > limit)
            return Error{Error::Kind::Invalid,
                         {QT_TRANSLATE_NOOP("Text", "The host answered with more than %1."),
                          {ByteCount{limit}}},
                         {}, {}};
        all += data;
        return {};
    };
    const Result<> done = run(command, capturing);
    if (!done)
        return done.error();
    return all;
}

} // namespace Lifeboat
