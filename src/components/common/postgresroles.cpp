#include "components/common/postgrescommands.h"
#include "components/common/postgressql.h"

using namespace Qt::StringLiterals;

namespace Lifeboat {

ShellCommand restoreAllRoles(const QString &container, const QString &user)
{
    // The superuser is there already, so its CREATE ROLE fails: no stop at errors here. A role that
    // is missing after all shows in the comparison of owners and grants.
    return inContainer(container,
                       ShellCommand("psql -X -q -U") << user << ShellCommand("-d postgres"),
                       Input::Piped);
}

// Prints the statements of pg_dumpall that belong to the roles in the arguments: those that make
// and describe one, and the memberships in which it is the group or the member. A statement ends
// with a line that ends in a semicolon outside of quotes; names, passwords and settings may have
// more lines, and comments any quotes. Names are compared whole, as they are written.
static QString rolesFilter()
{
    return uR"(
function name(text, i) {
  if (substr(text, 1, 1) != "\"") { match(text, /^[^ ;]*/); return substr(text, 1, RLENGTH) }
  for (i = 2; i <= length(text); i++)
    if (substr(text, i, 1) == "\"") {
      if (substr(text, i + 1, 1) != "\"") return substr(text, 1, i)
      i++
    }
  return text
}
function wanted(text, group) {
  if (sub(/^CREATE ROLE /, "", text) || sub(/^ALTER ROLE /, "", text) || sub(/^COMMENT ON ROLE /, "", text))
    return name(text) in roles
  if (!sub(/^GRANT /, "", text)) return 0
  group = name(text)
  text = substr(text, length(group) + 1)
  return group in roles || (sub(/^ TO /, "", text) && name(text) in roles)
}
BEGIN { for (i = 1; i < ARGC; i++) roles[ARGV[i]]; ARGC = 1 }
statement == "" && (/^--/ || /^\\/ || /^$/) { next }
{
  statement = statement == "" ? $0 : statement "\n" $0
  for (i = 1; i <= length($0); i++) {
    c = substr($0, i, 1)
    if (quote == "" && (c == "\"" || c == "\047")) quote = c
    else if (c == quote) quote = ""
  }
  if (quote != "" || !/;$/) next
  if (wanted(statement)) print statement
  statement = ""
})"_s;
}

ShellCommand restoreRoles(const QString &container, const QString &user, const QStringList &roles)
{
    // psql gets it through a pipe, so that no password is on a command line.
    static const QString script =
        u"user=$1; shift; awk "_s + ShellCommand::quoted(rolesFilter())
        + u" \"$@\" | psql -X -q -v ON_ERROR_STOP=1 -U \"$user\" -d postgres"_s;
    ShellCommand restore = ShellCommand("sh -c") << script << u"sh"_s << user;
    for (const QString &role : roles) {
        // pg_dumpall writes a simple name bare unless it is a key word; both forms are looked for.
        restore << role << quotedIdentifier(role);
    }
    return inContainer(container, restore, Input::Piped);
}

} // namespace Lifeboat
