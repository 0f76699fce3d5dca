#include <QtGlobal>

#ifdef Q_OS_WIN

#include "platform/diskerror_windows.h"

#include <system_error>

#include <windows.h>

namespace Lifeboat {

static DiskTrouble troubleOf(DWORD code)
{
    switch (code) {
    case ERROR_DISK_FULL:
    case ERROR_HANDLE_DISK_FULL:
        return DiskTrouble::Full;
    case ERROR_DISK_QUOTA_EXCEEDED:
        return DiskTrouble::Quota;
    case ERROR_FILE_TOO_LARGE:
        return DiskTrouble::TooLarge;
    case ERROR_WRITE_PROTECT:
        return DiskTrouble::ReadOnly;
    case ERROR_ACCESS_DENIED:
    case ERROR_SHARING_VIOLATION:
        return DiskTrouble::Denied;
    case ERROR_FILE_EXISTS:
    case ERROR_ALREADY_EXISTS:
        return DiskTrouble::Exists;
    case ERROR_FILE_NOT_FOUND:
    case ERROR_PATH_NOT_FOUND:
    case ERROR_INVALID_DRIVE:
    case ERROR_NOT_READY:
        return DiskTrouble::Gone;
    case ERROR_BAD_NETPATH:
    case ERROR_BAD_NET_NAME:
    case ERROR_NETNAME_DELETED:
    case ERROR_NETWORK_UNREACHABLE:
    case ERROR_UNEXP_NET_ERR:
    case ERROR_SEM_TIMEOUT:
        return DiskTrouble::NoServer;
    case ERROR_CRC:
    case ERROR_IO_DEVICE:
    case ERROR_DEVICE_NOT_CONNECTED:
        return DiskTrouble::Device;
    case ERROR_FILENAME_EXCED_RANGE:
    case ERROR_INVALID_NAME:
        return DiskTrouble::NameTooLong;
    case ERROR_DIR_NOT_EMPTY:
        return DiskTrouble::NotEmpty;
    default:
        return DiskTrouble::Other;
    }
}

Error windowsError(unsigned long code, const QString &path)
{
    return diskError(troubleOf(code), path,
                     QString::fromLocal8Bit(std::system_category().message(int(code))));
}

} // namespace Lifeboat

#endif
