#include <QtGlobal>

#ifdef Q_OS_UNIX

#include "platform/terminal.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

namespace Lifeboat {

namespace {

constexpr int LookForCancelMs = 200;

class Tty
{
public:
    Tty()
        : m_descriptor(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY))
    {
    }
    ~Tty()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    Tty(const Tty &) = delete;
    Tty &operator=(const Tty &) = delete;

    int descriptor() const { return m_descriptor; }
    bool isOurs() const { return m_descriptor >= 0 && ::tcgetpgrp(m_descriptor) == ::getpgrp(); }

    void write(const QByteArray &text) const
    {
        for (qsizetype done = 0; done < text.size();) {
            const ssize_t count =
                ::write(m_descriptor, text.constData() + done, size_t(text.size() - done));
            if (count <= 0)
                return;
            done += count;
        }
    }

private:
    int m_descriptor;
};

// Switches the echo off for as long as it lives.
class SilentEcho
{
public:
    explicit SilentEcho(int descriptor)
        : m_descriptor(descriptor)
        , m_changed(::tcgetattr(descriptor, &m_before) == 0)
    {
        if (!m_changed)
            return;
        termios silent = m_before;
        silent.c_lflag &= ~tcflag_t(ECHO);
        silent.c_lflag |= ECHONL | ICANON;
        ::tcsetattr(descriptor, TCSAFLUSH, &silent);
    }
    ~SilentEcho()
    {
        // What was typed and not read, half a password after Ctrl+C, must not reach the shell.
        if (m_changed)
            ::tcsetattr(m_descriptor, TCSAFLUSH, &m_before);
    }
    SilentEcho(const SilentEcho &) = delete;
    SilentEcho &operator=(const SilentEcho &) = delete;

private:
    int m_descriptor;
    termios m_before = {};
    bool m_changed;
};

std::optional<QByteArray> readLine(int descriptor, const CancelToken &cancel)
{
    QByteArray line;
    while (!cancel.isCancelled()) {
        pollfd waiting{descriptor, POLLIN, 0};
        if (::poll(&waiting, 1, LookForCancelMs) <= 0)
            continue; // nothing yet, or a signal: the loop asks whether it was a cancel
        char buffer[1024];
        const ssize_t count = ::read(descriptor, buffer, sizeof buffer);
        if (count <= 0)
            return std::nullopt;
        line.append(buffer, count);
        if (line.endsWith('\n')) {
            line.chop(1);
            return line;
        }
    }
    return std::nullopt;
}

} // namespace

bool Terminal::isPresent()
{
    return Tty().isOurs();
}

std::optional<QString> Terminal::ask(const QString &question, bool echo, const CancelToken &cancel)
{
    const Tty tty;
    if (!tty.isOurs())
        return std::nullopt;
    std::optional<SilentEcho> silent;
    if (!echo)
        silent.emplace(tty.descriptor());
    tty.write(question.toUtf8());
    const std::optional<QByteArray> line = readLine(tty.descriptor(), cancel);
    if (!line) {
        tty.write("\n");
        return std::nullopt;
    }
    return QString::fromUtf8(*line);
}

bool Terminal::isStderrTerminal()
{
    return ::isatty(STDERR_FILENO) == 1;
}

int Terminal::stderrWidth()
{
    winsize size{};
    return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

bool Terminal::isOpen(int descriptor)
{
    return ::fcntl(descriptor, F_GETFD) >= 0;
}

} // namespace Lifeboat

#endif
