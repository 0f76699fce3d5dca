#pragma once

#include "base/canceltoken.h"

#include <QString>

#include <optional>

namespace Lifeboat {

// The terminal that the program was started from, for questions to a human: /dev/tty, whatever
// stdin and stdout are. Blocking, for one thread at a time.
class Terminal
{
public:
    // False when there is none, and for a program in the background, which a read would stop.
    static bool isPresent();

    // A line that the human typed, without its end; nullopt when there is no terminal, at its end
    // of file, or after a cancel (noticed within 200 ms). Without `echo` nothing typed is shown,
    // and the terminal is as before in every one of these cases.
    static std::optional<QString> ask(const QString &question, bool echo,
                                      const CancelToken &cancel);

    static bool isStderrTerminal();
    static int stderrWidth(); // columns; 80 when that is not known

    // Whether the descriptor is open in this program.
    static bool isOpen(int descriptor);
};

} // namespace Lifeboat
