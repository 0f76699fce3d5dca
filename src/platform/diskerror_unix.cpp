#include <QtGlobal>

#ifdef Q_OS_UNIX

#include "platform/diskerror_unix.h"

#include <cerrno>
#include <system_error>

namespace Lifeboat {

static DiskTrouble troubleOf(int code)
{
    switch (code) {
    case ENOSPC:
        return DiskTrouble::Full;
    case EDQUOT:
        return DiskTrouble::Quota;
    case EFBIG:
        return DiskTrouble::TooLarge;
    case EROFS:
        return DiskTrouble::ReadOnly;
    case EACCES:
    case EPERM:
        return DiskTrouble::Denied;
    case EEXIST:
        return DiskTrouble::Exists;
    case ENOENT:
    case ENOTDIR:
    case ENODEV:
    case ENXIO:
        return DiskTrouble::Gone;
    case ESTALE:    // NFS
    case EHOSTDOWN: // SMB
    case EHOSTUNREACH:
    case ENETUNREACH:
    case ENOTCONN: // sshfs and other FUSE file systems
    case ECONNABORTED:
    case ETIMEDOUT:
        return DiskTrouble::NoServer;
    case EIO:
        return DiskTrouble::Device;
    case ENAMETOOLONG:
        return DiskTrouble::NameTooLong;
    case ENOTEMPTY:
        return DiskTrouble::NotEmpty;
    default:
        return DiskTrouble::Other;
    }
}

Error errnoError(int code, const QString &path)
{
    return diskError(troubleOf(code), path,
                     QString::fromLocal8Bit(std::generic_category().message(code)));
}

} // namespace Lifeboat

#endif
