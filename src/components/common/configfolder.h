#pragma once

#include "components/component.h"

namespace Lifeboat {

// What of a project's folder is configuration, and how it is listed; the scripts of the component
// config. At the top: links, and files of at most 1 MiB (env files, compose files, scripts);
// below it: compose/ and conf/ whole. The rest is large or comes with the images.

// A shell function ours(NAME) for a name at the top of the current folder, and eachTop(COMMAND),
// which calls COMMAND with every name there.
QString configNames();

// Prints what the folder holds; what readConfig() understands.
ShellCommand listConfig(const QString &container, const QString &folder);
// One hash of that list.
ShellCommand hashConfig(const QString &container, const QString &folder);
// The tar of it; fails when the list has not that hash any more at the end.
ShellCommand packConfig(const QString &container, const QString &folder,
                        const QStringList &required, const Variable &hash);
ShellCommand unpackConfig(const QString &container, const QString &folder);
// Reads a tar to its end and looks for the names and the number of entries (-1: any). `prefix` is
// what runs a shell where tar is.
ShellCommand checkConfig(const ShellCommand &prefix, const QStringList &required,
                         qsizetype entries);

// How many of the agents' tokens in the database the folder's SECRET_KEY has signed; prints nothing
// of them.
struct TokenTable
{
    QString container;
    QString user;
    QString database;
};
ShellCommand countTokens(const TokenTable &table, const QString &helper, const QString &folder);

// Names with a hash each that tells nothing about the file to whom has not the folder's own key.
Result<Fingerprint> readConfig(const QByteArray &printed);

// Of a fingerprint: what another listing of the same files has to repeat.
Fingerprint filesOf(const Fingerprint &fingerprint);
// The rest: what countTokens() has to repeat on the same key and database; empty when the database
// had no tokens.
Fingerprint keyProofOf(const Fingerprint &fingerprint);
qsizetype entriesOf(const Fingerprint &fingerprint);
QString tokensOf(const Fingerprint &fingerprint); // "3 of 3"; empty: there were none

} // namespace Lifeboat
