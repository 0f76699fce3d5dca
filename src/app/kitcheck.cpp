#include "app/kit.h"
#include "model/groundfacts.h"
#include "planning/recoverysteps.h"
#include "planning/runbook.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static Error unusable(const Text &message, const Text &hint)
{
    return {Error::Kind::Usage, message, hint, {}};
}

Result<> KitMaker::check(const StoredPoint &point, const QString &folder)
{
    if (const std::optional<Error> damage = point.damageOf({}))
        return *damage;
    if (const Result<QString> script = recoveryScript(point.manifest); !script)
        return script.error();
    for (const ImageFacts &image : recordedImages(point.manifest)) {
        if (image.id.isEmpty())
            return Error{Error::Kind::Invalid,
                         {QT_TRANSLATE_NOOP("Text", "The backup point %1 does not say which image "
                                                    "%2 was."),
                          {point.id(), image.name}},
                         {QT_TRANSLATE_NOOP("Text", "Make a new backup, and the kit of that."), {}},
                         {}};
    }
    const QFileInfo there(folder);
    const QFileInfo partial(folder + u".partial"_s);
    if (!there.dir().exists())
        return unusable(
            {QT_TRANSLATE_NOOP("Text", "The folder %1 does not exist."), {there.absolutePath()}},
            {QT_TRANSLATE_NOOP("Text", "Make it, or name another one."), {}});
    if ((there.exists() || there.isSymLink())
        && (!there.isDir() || there.isSymLink()
            || !QDir(folder).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System
                                     | QDir::NoDotAndDotDot)))
        return unusable({QT_TRANSLATE_NOOP("Text", "%1 is not an empty folder."), {folder}},
                        {QT_TRANSLATE_NOOP("Text", "Name a folder that does not exist yet."), {}});
    if (partial.exists() || partial.isSymLink())
        return unusable({QT_TRANSLATE_NOOP("Text", "%1 is there already."), {partial.filePath()}},
                        {QT_TRANSLATE_NOOP("Text", "A kit that was not finished left it, or one is "
                                                   "being made now. Remove it if there is none."),
                         {}});
    return {};
}

} // namespace Lifeboat
