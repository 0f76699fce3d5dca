#include "components/common/configfolder.h"

#include "base/sha256.h"
#include "components/common/answers.h"
#include "components/common/postgressql.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static const QString EntryPrefix = u"entry "_s;
static const QString TokenEntry = u"agent tokens that SECRET_KEY has signed"_s;

QString configNames()
{
    return uR"sh(ours() {
  if [ -L "$1" ]; then return 0; fi
  case $1 in conf | compose) [ ! -d "$1" ] || return 0 ;; esac
  [ -f "$1" ] && [ "$(stat -c %s "./$1")" -le 1048576 ]
}
eachTop() {
  for top in .* *; do
    case $top in . | ..) continue ;; esac
    { [ ! -e "$top" ] && [ ! -L "$top" ]; } || "$1" "$top" || return 1
  done
}
)sh"_s;
}

// secret(): the SECRET_KEY that compose takes. Never a word of a command: words are seen by all.
// The certificates are looked at as they are: an old point is not worse because they have expired.
static QString functions()
{
    return configNames() + uR"sh(
name() { ! ours "$1" || printf './%s\0' "$1"; }
names() { eachTop name; }
value() {
  [ ! -f "$1" ] || tr -d '\r' <"$1" |
    sed -n "s/^\(export  *\)\{0,1\}SECRET_KEY=//p" | sed "s/^\"\(.*\)\"\$/\1/; s/^'\(.*\)'\$/\1/" | tail -n 1
}
secret() {
  key=$(value .env)
  [ -n "$key" ] || key=$(value common.env)
  printf %s "$key"
}
certificates() {
  command -v openssl >/dev/null && [ -f conf/certs/ca.crt ] || return 0
  signed=no pair=no
  ! openssl verify -no_check_time -CAfile conf/certs/ca.crt conf/certs/server.crt >/dev/null 2>&1 </dev/null || signed=yes
  of_key=$(openssl pkey -in conf/certs/ca.key -passin pass: -pubout 2>/dev/null </dev/null) || of_key=none
  [ "$of_key" != "$(openssl x509 -in conf/certs/ca.crt -noout -pubkey 2>/dev/null </dev/null)" ] || pair=yes
  printf 'signed\0%s\0pair\0%s\0' "$signed" "$pair"
}
list() {
  printf 'entries\0'
  find . -maxdepth 0 -printf '%y\0%m %U:%G\0%p\0' || return 1
  names | LC_ALL=C sort -z | xargs -0 -r sh -c 'find "$@" ! -type s \( -type l -printf "%y\0%U:%G %l\0%p\0" -o -type f -printf "%y\0%m %U:%G %s\0%p\0" -o -printf "%y\0%m %U:%G\0%p\0" \)' sh || return 1
  printf 'hashes\0'
  names | LC_ALL=C sort -z | xargs -0 -r sh -c 'find "$@" -type f -print0' sh | xargs -0 -r sha256sum -z || return 1
  certificates
  key=$(secret)
  [ -z "$key" ] || printf 'key\0%s\0' "$(printf %s "$key" | sha256sum | cut -c1-4)"
  printf 'end\0'
}
)sh"_s;
}

static ShellCommand inFolder(const ShellCommand &prefix, const QString &folder,
                             const QString &script)
{
    return ShellCommand() << prefix << ShellCommand("sh -c")
                          << functions() + u"cd \"$1\" || exit 1; shift; "_s + script << u"config"_s
                          << folder;
}

static ShellCommand inFolder(const QString &container, const QString &folder, const QString &script,
                             Input input = Input::None)
{
    return inContainer(container, inFolder(ShellCommand(), folder, script), input);
}

ShellCommand listConfig(const QString &container, const QString &folder)
{
    return inFolder(container, folder, u"list"_s);
}

ShellCommand hashConfig(const QString &container, const QString &folder)
{
    return inFolder(container, folder,
                    u"list >/dev/null || exit 1; all=$(list | sha256sum); echo \"${all%% *}\""_s);
}

ShellCommand packConfig(const QString &container, const QString &folder,
                        const QStringList &required, const Variable &hash)
{
    ShellCommand command = inFolder(
        container, folder,
        u"before=$1; shift; for need; do [ -f \"$need\" ] || { echo \"$need is missing in the "
        "folder of the project\" >&2; exit 1; }; done; "
        "names | LC_ALL=C sort -z | tar -cf - --numeric-owner --warning=no-file-ignored "
        "--no-recursion ./ --recursion --null -T - || exit 1; now=$(list | sha256sum); "
        "[ \"${now%% *}\" = \"$before\" ] || { echo 'The folder changed while it was read.' "
        ">&2; exit 1; }"_s);
    command << hash;
    for (const QString &name : required)
        command << name;
    return command;
}

ShellCommand unpackConfig(const QString &container, const QString &folder)
{
    return inContainer(container, ShellCommand("tar -xpf - --numeric-owner -C") << folder,
                       Input::Piped);
}

ShellCommand checkConfig(const ShellCommand &prefix, const QStringList &required, qsizetype entries)
{
    ShellCommand command =
        ShellCommand()
        << prefix << ShellCommand("sh -c")
        << u"list=$(tar -tf -) || exit 1; wanted=$1; shift; for need; do "
           "printf '%s\\n' \"$list\" | grep -qxF \"./$need\" || { echo \"$need is "
           "missing in the archive\" >&2; exit 1; }; done; "
           "found=$(printf '%s\\n' \"$list\" | wc -l); "
           "[ \"$wanted\" = -1 ] || [ \"$found\" -eq \"$wanted\" ] || { echo \"$found "
           "entries instead of $wanted\" >&2; exit 1; }"_s
        << u"config"_s << QString::number(entries);
    for (const QString &name : required)
        command << name;
    return command;
}

ShellCommand countTokens(const TokenTable &table, const QString &helper, const QString &folder)
{
    // How BK-Lite makes them: base64url of HMAC-SHA256(SECRET_KEY, JSON), a point, the JSON.
    static const QString count =
        uR"sh({ secret; echo; cat; } | perl -MDigest::SHA=hmac_sha256 -MMIME::Base64 -e '
  my $key = <STDIN>; chomp $key; my ($good, $all) = (0, 0);
  while (<STDIN>) {
    chomp; next if $_ eq ""; $all++; tr{-_}{+/}; my $raw = decode_base64($_);
    $good++ if length($raw) > 33 && $key ne "" && substr($raw, 0, 32) eq hmac_sha256(substr($raw, 33), $key);
  }
  print "tokens\0$good of $all\0end\0" if $all; print "end\0" if !$all')sh"_s;
    static const QString script =
        u"read_rows() { docker exec -e LIFEBOAT_RUN -e PGAPPNAME \"$1\" psql -X -q -At -v "
        "ON_ERROR_STOP=1 -U \"$2\" -d \"$3\" -c \"$4\" </dev/null; }; "
        "has=$(read_rows \"$1\" \"$2\" \"$3\" \"$4\") || exit 1; rows=; "
        "[ \"$has\" = 0 ] || rows=$(read_rows \"$1\" \"$2\" \"$3\" \"$5\") || exit 1; "
        "shift 5; printf '%s\\n' \"$rows\" | \"$@\""_s;
    return ShellCommand("sh -c")
           << script << u"sh"_s << table.container << table.user << connectionString(table.database)
           << u"SELECT count(*) FROM information_schema.columns WHERE table_schema = 'public' AND "
              "table_name = 'node_mgmt_sidecarapitoken' AND column_name = 'token'"_s
           << u"SELECT token FROM public.node_mgmt_sidecarapitoken WHERE token <> '' ORDER BY "
              u"token "
              "LIMIT 1000"_s
           << inFolder(helper, folder, count, Input::Piped);
}

// --- What was printed

static Error notAList(const QByteArray &printed)
{
    // Not what was printed: that would be hashes of files that hold secrets.
    return {Error::Kind::CommandFailed,
            {QT_TRANSLATE_NOOP("Text", "The list of what %1 holds is incomplete."), {u"config"_s}},
            {},
            u"%1 bytes"_s.arg(printed.size())};
}

namespace {

struct ListedEntry
{
    QByteArray type;
    QByteArray what;
};

struct Listing
{
    QMap<QByteArray, ListedEntry> entries; // by name
    QMap<QByteArray, QByteArray> hashes;   // of files
};

} // namespace

// Hashes of files are salted with that of the authority's key: nobody can try guesses of a short
// password on them without having the folder. Without that file with all hashes.
static QByteArray saltOf(const Listing &listing)
{
    const QByteArray key = listing.hashes.value("./conf/certs/ca.key");
    if (!key.isEmpty())
        return key;
    QByteArray all;
    for (auto it = listing.hashes.cbegin(); it != listing.hashes.cend(); ++it)
        all += it.key() + '\0' + it.value() + '\0';
    return Sha256::ofData(all);
}

static void addEntries(const Listing &listing, Fingerprint &fingerprint)
{
    static const QMap<QByteArray, QString> types{
        {"f", u"file"_s}, {"d", u"folder"_s}, {"l", u"link"_s}};
    const QByteArray salt = saltOf(listing);
    for (auto it = listing.entries.cbegin(); it != listing.entries.cend(); ++it) {
        QString what = types.value(it->type, u"special "_s + QString::fromUtf8(it->type)) + u' '
                       + shownName(it->what);
        if (it->type == "f")
            what += u' '
                    + QString::fromLatin1(
                        Sha256::ofData(salt + listing.hashes.value(it.key())).first(32));
        fingerprint.entries.insert(EntryPrefix + shownName(it.key()), what);
    }
}

Result<Fingerprint> readConfig(const QByteArray &printed)
{
    static const QHash<QByteArray, QString> single{{"signed", u"server.crt is signed by ca.crt"_s},
                                                   {"pair", u"ca.key belongs to ca.crt"_s},
                                                   {"key", u"SECRET_KEY begins to hash as"_s},
                                                   {"tokens", TokenEntry}};
    if (!printed.endsWith("end\0"_ba))
        return notAList(printed);
    Fingerprint fingerprint;
    Listing listing;
    const QList<QByteArray> words = printed.split('\0');
    qsizetype at = 0;
    if (words.value(at) == "entries") {
        for (++at; at + 3 < words.size() && words.at(at) != "hashes"; at += 3)
            listing.entries.insert(words.at(at + 2), {words.at(at), words.at(at + 1)});
        if (words.value(at) != "hashes")
            return notAList(printed);
        // "HASH  NAME": what follows them has no such form.
        for (++at; at < words.size() && words.at(at).size() > 66 && words.at(at).mid(64, 2) == "  ";
             ++at)
            listing.hashes.insert(words.at(at).mid(66), words.at(at).first(64));
        for (auto it = listing.entries.cbegin(); it != listing.entries.cend(); ++it) {
            if (it->type == "f" && !listing.hashes.contains(it.key()))
                return notAList(printed);
        }
        if (listing.entries.size() < 2) // the folder and nothing in it
            return notAList(printed);
        addEntries(listing, fingerprint);
    }
    for (; at + 1 < words.size() && single.contains(words.at(at)); at += 2)
        fingerprint.entries.insert(single.value(words.at(at)), QString::fromUtf8(words.at(at + 1)));
    return words.value(at) == "end" ? Result<Fingerprint>(fingerprint) : notAList(printed);
}

Fingerprint filesOf(const Fingerprint &fingerprint)
{
    Fingerprint files = fingerprint;
    files.entries.remove(TokenEntry);
    return files;
}

Fingerprint keyProofOf(const Fingerprint &fingerprint)
{
    Fingerprint tokens;
    if (fingerprint.entries.contains(TokenEntry))
        tokens.entries.insert(TokenEntry, fingerprint.entries.value(TokenEntry));
    return tokens;
}

QString tokensOf(const Fingerprint &fingerprint)
{
    return fingerprint.entries.value(TokenEntry);
}

qsizetype entriesOf(const Fingerprint &fingerprint)
{
    qsizetype count = 0;
    for (auto it = fingerprint.entries.cbegin(); it != fingerprint.entries.cend(); ++it)
        count += it.key().startsWith(EntryPrefix) ? 1 : 0;
    return count;
}

} // namespace Lifeboat
