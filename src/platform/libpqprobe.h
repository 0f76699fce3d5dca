#pragma once

#include "remote/postgresprobe.h"

namespace Lifeboat {

// A PostgresProbe by libpq. Takes libpq's own variables (PGSERVICE, PGOPTIONS, …) out of this
// process's environment: they are meant for another server. So it is made before threads are.
std::unique_ptr<PostgresProbe> libpqProbe();

} // namespace Lifeboat
