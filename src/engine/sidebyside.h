#pragma once

#include "base/result.h"

#include <functional>

namespace Lifeboat {

// Calls work(index, worker) for each index below `count`, in as many threads as there are workers.
// After the first error no further index is begun; returns that error when all threads have ended.
Result<> sideBySide(qsizetype count, size_t workers,
                    const std::function<Result<>(qsizetype index, size_t worker)> &work);

} // namespace Lifeboat
