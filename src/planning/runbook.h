#pragma once

#include "model/manifest.h"

namespace Lifeboat {

// How a human brings this point back into a blank host without Lifeboat, as Markdown: every command
// with the point's names and hashes, and what is to be seen after it. In zh_CN or en; the commands
// are the same in both. Fails as recoverySteps() does.
Result<QString> runbook(const Manifest &manifest, const QString &language);

// The fenced blocks of a runbook, one after the other: what a human would type.
QString runbookCommands(const QString &markdown);

// The same steps as one script for sh, which asks before it begins, stops at the first failure and
// goes on from there when it is run again.
Result<QString> recoveryScript(const Manifest &manifest);

} // namespace Lifeboat
