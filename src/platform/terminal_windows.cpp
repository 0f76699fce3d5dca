#include <QtGlobal>

#ifdef Q_OS_WIN

#include "platform/terminal.h"

#include <windows.h>

#include <io.h>

namespace Lifeboat {

namespace {

constexpr DWORD LookForCancelMs = 200;

struct Console
{
    explicit Console(const wchar_t *name)
        : handle(CreateFileW(name, GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE,
                             nullptr, OPEN_EXISTING, 0, nullptr))
    {
    }
    ~Console()
    {
        if (handle != INVALID_HANDLE_VALUE)
            CloseHandle(handle);
    }
    Console(const Console &) = delete;
    Console &operator=(const Console &) = delete;
    bool isThere() const { return handle != INVALID_HANDLE_VALUE; }

    HANDLE handle;
};

void say(const Console &console, const QString &text)
{
    DWORD written = 0;
    WriteConsoleW(console.handle, text.utf16(), DWORD(text.size()), &written, nullptr);
}

// Reads keys one by one, so that a cancel is noticed while nobody types.
std::optional<QString> readLine(const Console &in, const Console &out, bool echo,
                                const CancelToken &cancel)
{
    QString line;
    while (!cancel.isCancelled()) {
        if (WaitForSingleObject(in.handle, LookForCancelMs) != WAIT_OBJECT_0)
            continue;
        INPUT_RECORD record;
        DWORD count = 0;
        if (!ReadConsoleInputW(in.handle, &record, 1, &count))
            return std::nullopt;
        if (count == 0 || record.EventType != KEY_EVENT || !record.Event.KeyEvent.bKeyDown)
            continue;
        const QChar key(char16_t(record.Event.KeyEvent.uChar.UnicodeChar));
        if (key == u'\r')
            return line;
        if (key == QChar(0x03) || key == QChar(0x1a))
            return std::nullopt;
        if (key == u'\b')
            line.chop(1);
        else if (key >= u' ')
            line += key;
        if (echo && key >= u' ')
            say(out, key);
    }
    return std::nullopt;
}

} // namespace

bool Terminal::isPresent()
{
    return Console(L"CONIN$").isThere() && GetConsoleWindow() != nullptr;
}

std::optional<QString> Terminal::ask(const QString &question, bool echo, const CancelToken &cancel)
{
    const Console in(L"CONIN$");
    const Console out(L"CONOUT$");
    if (!in.isThere() || !out.isThere())
        return std::nullopt;
    say(out, question);
    const std::optional<QString> line = readLine(in, out, echo, cancel);
    say(out, QStringLiteral("\r\n"));
    return line;
}

bool Terminal::isStderrTerminal()
{
    return _isatty(2) != 0;
}

int Terminal::stderrWidth()
{
    CONSOLE_SCREEN_BUFFER_INFO info;
    return GetConsoleScreenBufferInfo(GetStdHandle(STD_ERROR_HANDLE), &info)
               ? info.srWindow.Right - info.srWindow.Left + 1
               : 80;
}

bool Terminal::isOpen(int descriptor)
{
    return descriptor >= 0 && _get_osfhandle(descriptor) != -1;
}

} // namespace Lifeboat

#endif
