#pragma once

#include "model/hostprofile.h"
#include "remote/sshhop.h"

#include <QList>

namespace Lifeboat {

// The machines to pass on the way to a host, the host last, with what ~/.ssh/config adds. The
// profile wins over the file. Error::Invalid when the file asks for what we do not do
// (ProxyCommand), Error::Usage when a user name is nowhere to be found.
Result<QList<SshHop>> sshRoute(const HostProfile &profile, const QString &configFile);

} // namespace Lifeboat
