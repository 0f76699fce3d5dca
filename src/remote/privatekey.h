#pragma once

#include "base/canceltoken.h"
#include "remote/keyfile.h"
#include "remote/sshsecrets.h"

#include <libssh/libssh.h>

#include <memory>

namespace Lifeboat {

struct SshKeyDeleter
{
    void operator()(ssh_key key) const { ssh_key_free(key); }
};
using SshKey = std::unique_ptr<ssh_key_struct, SshKeyDeleter>;

// Opens the private key in a file, asking for its passphrase where it needs one, up to three
// times. A certificate that lies beside the file is attached. Internal to this layer.
Result<SshKey> openPrivateKey(const KeyFile &file, SshSecrets &secrets, bool unattended,
                              const CancelToken &cancel);

} // namespace Lifeboat
