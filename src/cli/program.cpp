#include "cli/program.h"

#include "cli/context.h"
#include "cli/results.h"
#include "platform/signals.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static Console::Volume volumeOf(const Arguments &arguments)
{
    if (arguments.has(u"quiet"_s))
        return Console::Volume::Quiet;
    return arguments.has(u"verbose"_s) ? Console::Volume::Verbose : Console::Volume::Normal;
}

static CommandResult execute(const Arguments &arguments, Console &console)
{
    Context context(arguments, console, Places::standard());
    const Signals signalsCancel([&] {
        if (!context.isCancelled())
            console.say(Text{
                QT_TRANSLATE_NOOP("Text", "Cancelling: the host is put back as it was."),
                {}}.toString());
        context.cancelAll();
    });
    if (const Result<> read = context.readSecrets(); !read)
        return failure(read.error());
    return arguments.command->run(context);
}

int runProgram(const QStringList &typed)
{
    const OutputMode mode = outputModeOf(typed);
    const Result<Arguments> arguments = parseArguments(typed);
    if (!arguments) {
        Console console(mode, Console::Volume::Normal);
        console.finish(failure(arguments.error()));
        return WrongUsage;
    }
    Console console(mode, volumeOf(*arguments));
    CommandResult result;
    if (arguments->help) {
        result.text = helpText(arguments->command);
        result.json = {{u"help"_s, result.text}};
    } else if (arguments->version && !arguments->command) {
        result.text = u"lifeboat-cli " LIFEBOAT_VERSION "\n"_s;
        result.json = {{u"version"_s, u"" LIFEBOAT_VERSION ""_s}};
    } else {
        result = execute(*arguments, console);
    }
    console.finish(result);
    return result.exitStatus;
}

} // namespace Lifeboat
