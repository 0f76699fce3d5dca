#include <QtGlobal>

#ifdef Q_OS_WIN

#include "platform/signals.h"

#include <mutex>

#include <windows.h>

namespace Lifeboat {

static std::mutex s_mutex;
static std::function<void()> s_requested;

// The system calls it in a thread of its own.
static BOOL WINAPI handle(DWORD)
{
    const std::lock_guard lock(s_mutex);
    if (!s_requested)
        return FALSE;
    s_requested();
    return TRUE;
}

class Signals::Private
{
};

Signals::Signals(std::function<void()> requested)
    : d(std::make_unique<Private>())
{
    {
        const std::lock_guard lock(s_mutex);
        s_requested = std::move(requested);
    }
    SetConsoleCtrlHandler(handle, TRUE);
}

Signals::~Signals()
{
    SetConsoleCtrlHandler(handle, FALSE);
    const std::lock_guard lock(s_mutex);
    s_requested = nullptr;
}

} // namespace Lifeboat

#endif
