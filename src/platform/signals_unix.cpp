#include <QtGlobal>

#ifdef Q_OS_UNIX

#include "platform/signals.h"

#include <cerrno>
#include <thread>

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

namespace Lifeboat {

// A handler may do next to nothing, so it writes a byte into a pipe that an ordinary thread reads.
static int s_pipe[2] = {-1, -1};

static constexpr int Handled[] = {SIGINT, SIGTERM, SIGHUP};

// nohup asks to live on. An ignored SIGINT is handled all the same: shells set it for what they
// start in the background, where `kill -INT` still means a cancel.
static bool isToBeIgnored(int number)
{
    struct sigaction now = {};
    return number == SIGHUP && ::sigaction(number, nullptr, &now) == 0 && now.sa_handler == SIG_IGN;
}

static void writeByte(char byte)
{
    const int before = errno;
    [[maybe_unused]] const ssize_t written = ::write(s_pipe[1], &byte, 1);
    errno = before;
}

static void handle(int)
{
    writeByte('s');
}

class Signals::Private
{
public:
    std::function<void()> requested;
    std::thread reader;
};

Signals::Signals(std::function<void()> requested)
    : d(std::make_unique<Private>())
{
    d->requested = std::move(requested);
    if (::pipe(s_pipe) != 0)
        return; // no descriptors left: the signals keep their default, which ends the program
    for (const int end : s_pipe)
        ::fcntl(end, F_SETFD, FD_CLOEXEC);
    d->reader = std::thread([this] {
        char byte = 0;
        for (;;) {
            const ssize_t count = ::read(s_pipe[0], &byte, 1);
            if (count < 0 && errno == EINTR)
                continue;
            if (count <= 0 || byte == 'q')
                return;
            d->requested();
        }
    });
    struct sigaction action = {};
    action.sa_handler = handle;
    action.sa_flags = SA_RESTART;
    for (const int number : Handled) {
        if (!isToBeIgnored(number))
            ::sigaction(number, &action, nullptr);
    }
    action.sa_handler = SIG_IGN;
    ::sigaction(SIGPIPE, &action, nullptr);
}

Signals::~Signals()
{
    if (!d->reader.joinable())
        return;
    for (const int number : Handled) {
        if (!isToBeIgnored(number))
            ::signal(number, SIG_DFL);
    }
    writeByte('q');
    d->reader.join();
    for (int &end : s_pipe) {
        ::close(end);
        end = -1;
    }
}

} // namespace Lifeboat

#endif
