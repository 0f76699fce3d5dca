#pragma once

#include "base/canceltoken.h"
#include "base/result.h"

namespace Lifeboat {

// A place among the few connections of this program that may be at their sign-in at one machine at
// the same time. Held from before the connection is made until the machine has let it in.
//
// An OpenSSH server as it is installed begins to drop connections when ten have not signed in
// (MaxStartups), whoever they belong to. Counted across all runs, because the hosts behind a jump
// host all sign in there first.
class SignInPlace
{
public:
    // Waits for its turn. `machine` is its address and port.
    static Result<SignInPlace> take(const QString &machine, const CancelToken &cancel);

    SignInPlace(SignInPlace &&other) noexcept;
    SignInPlace &operator=(SignInPlace &&) = delete;
    ~SignInPlace();

private:
    explicit SignInPlace(QString machine);

    QString m_machine; // empty: moved from
};

} // namespace Lifeboat
