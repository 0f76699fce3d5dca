#include "engine/sidebyside.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace Lifeboat {

Result<> sideBySide(qsizetype count, size_t workers,
                    const std::function<Result<>(qsizetype, size_t)> &work)
{
    std::atomic<qsizetype> next = 0;
    std::mutex mutex;
    std::optional<Error> error;
    const auto run = [&](size_t worker) {
        for (qsizetype index = next++; index < count; index = next++) {
            const Result<> done = work(index, worker);
            if (done)
                continue;
            next = count;
            const std::lock_guard lock(mutex);
            if (!error)
                error = done.error();
        }
    };
    std::vector<std::thread> threads;
    for (size_t worker = 1; worker < std::min(workers, size_t(count)); ++worker)
        threads.emplace_back(run, worker);
    run(0);
    for (std::thread &thread : threads)
        thread.join();
    return error ? Result<>(*error) : Result<>();
}

} // namespace Lifeboat
