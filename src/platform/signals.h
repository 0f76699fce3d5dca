#pragma once

#include <functional>
#include <memory>

namespace Lifeboat {

// The requests of the system to end: SIGINT, SIGTERM and SIGHUP, or Ctrl+C and the closing of the
// console. While it lives they do not end the program but call `requested`, each time, in a thread
// of its own. A broken pipe on stdout does not end the program either. One at a time in a program.
class Signals
{
public:
    explicit Signals(std::function<void()> requested);
    ~Signals();
    Signals(const Signals &) = delete;
    Signals &operator=(const Signals &) = delete;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Lifeboat
