#pragma once

#include "remote/sshprocess.h"
#include "remote/sshsecrets.h"

namespace Lifeboat {

// Gets a command past sudo: waits until sudo asks or the command begins, answers with the
// password, once for each time that sudo asks. The password is written only after the question:
// where sudo wants none it would become the command's input.
class SudoGate
{
public:
    SudoGate(SshSecrets &secrets, QString who, bool unattended);

    // Returns when the command has begun. Error::Denied: sudo refuses, with the reason.
    Result<> pass(SshProcess &process, const CancelToken &cancel) const;

private:
    std::optional<QString> password(int attempt) const;
    Error refusal(const SshProcess &process, int answered) const;

    SshSecrets &m_secrets;
    QString m_who; // ops@10.0.0.1
    bool m_unattended = false;
};

} // namespace Lifeboat
