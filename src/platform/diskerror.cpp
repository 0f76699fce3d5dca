#include "platform/diskerror.h"

#include <QCoreApplication>

namespace Lifeboat {

namespace {

struct Words
{
    const char *message;
    const char *hint;
};

Words wordsFor(DiskTrouble trouble)
{
    switch (trouble) {
    case DiskTrouble::Full:
        return {QT_TRANSLATE_NOOP("Text", "The disk is full: \"%1\"."),
                QT_TRANSLATE_NOOP("Text", "Free space on it, or choose another vault.")};
    case DiskTrouble::Quota:
        return {QT_TRANSLATE_NOOP("Text", "Your quota on the disk is used up: \"%1\"."),
                QT_TRANSLATE_NOOP("Text", "Free space on it, or choose another vault.")};
    case DiskTrouble::TooLarge:
        return {QT_TRANSLATE_NOOP("Text", "\"%1\" is too large for this file system."),
                QT_TRANSLATE_NOOP("Text", "FAT32 takes files up to 4 GiB. Choose a vault on "
                                          "another file system.")};
    case DiskTrouble::ReadOnly:
        return {QT_TRANSLATE_NOOP("Text", "The disk is read-only: \"%1\"."),
                QT_TRANSLATE_NOOP("Text", "Mount it writable, or choose another vault.")};
    case DiskTrouble::Denied:
        return {QT_TRANSLATE_NOOP("Text", "No permission for \"%1\"."),
                QT_TRANSLATE_NOOP("Text", "Check owner and permissions of the folder.")};
    case DiskTrouble::Exists:
        return {QT_TRANSLATE_NOOP("Text", "\"%1\" exists already."), ""};
    case DiskTrouble::Gone:
        return {QT_TRANSLATE_NOOP("Text", "\"%1\" is not there, or not any more."),
                QT_TRANSLATE_NOOP("Text", "Is the drive or the network folder still there?")};
    case DiskTrouble::NoServer:
        return {QT_TRANSLATE_NOOP("Text", "The network folder does not answer: \"%1\"."),
                QT_TRANSLATE_NOOP("Text", "Check the network and the server, and mount it again.")};
    case DiskTrouble::Device:
        return {QT_TRANSLATE_NOOP("Text", "The drive reports an error at \"%1\"."),
                QT_TRANSLATE_NOOP("Text", "Check the drive and its cable before you trust any "
                                          "backup on it.")};
    case DiskTrouble::NameTooLong:
        return {QT_TRANSLATE_NOOP("Text", "The name is too long for this file system: \"%1\"."),
                ""};
    case DiskTrouble::NotEmpty:
        return {QT_TRANSLATE_NOOP("Text", "The folder is not empty: \"%1\"."), ""};
    case DiskTrouble::Other:
        break;
    }
    return {QT_TRANSLATE_NOOP("Text", "The file system refused \"%1\"."), ""};
}

} // namespace

Error diskError(DiskTrouble trouble, const QString &path, const QString &detail)
{
    const bool isSpace = trouble == DiskTrouble::Full || trouble == DiskTrouble::Quota;
    const Words words = wordsFor(trouble);
    return {isSpace ? Error::Kind::NoSpace : Error::Kind::Storage,
            {words.message, {path}},
            {words.hint, {}},
            detail};
}

} // namespace Lifeboat
