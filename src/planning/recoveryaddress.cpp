#include "planning/recoveryaddress.h"

#include "components/common/directory.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Lifeboat {

bool isHostAddress(const QString &address)
{
    static const QRegularExpression name(
        u"\\A[A-Za-z0-9]([A-Za-z0-9.-]{0,252}[A-Za-z0-9])?\\z|\\A[0-9a-fA-F:]+:[0-9a-fA-F:.]*\\z"_s);
    return name.match(address).hasMatch();
}

// .env comes last, because the former address is read from it: killed before, all is done again.
static const QString &inFolder()
{
    static const QString text = uR"sh(
set -e
cd /project
new=$1
old=$(sed -n 's/^HOST_IP=//p' .env | tail -n 1 | tr -d "\"'\r")
[ -n "$old" ] || { echo "there is no HOST_IP in .env" >&2; exit 1; }
[ "$old" != "$new" ] || { echo "the address is $new already"; exit 0; }
replace() {
  perl -e '
    my ($file, $old, $new) = @ARGV;
    open(my $in, "<:raw", $file) or die "$file: $!\n";
    my $text = do { local $/; <$in> };
    exit 0 if $text =~ /\0/;
    my $count = $text =~ s/(?<![\w.-])\Q$old\E(?![\w-]|\.\w)/$new/g or exit 0;
    my @stat = stat $in;
    open(my $out, ">:raw", "$file.lifeboat") or die "$file: $!\n";
    chmod($stat[2] & 07777, $out) and chown($stat[4], $stat[5], $out) or die "$file: $!\n";
    print $out $text and $out->sync // 1 and close $out and rename("$file.lifeboat", $file) or die "$file: $!\n";
    print "$file: $count\n"' -MIO::Handle -- "$1" "$old" "$new"
}
find . -maxdepth 1 -type f -size -2048 ! -name .env ! -name '*.lifeboat' >/tmp/files
for folder in compose conf; do
  [ ! -d $folder ] || find $folder -type f -size -2048 ! -name '*.crt' ! -name '*.key' ! -name '*.pem' ! -name '*.lifeboat' >>/tmp/files
done
while IFS= read -r file; do replace "$file"; done </tmp/files
ca=conf/certs/ca
issue() {
  key=${1%.crt}.key
  names=$(openssl x509 -in "$1" -noout -ext subjectAltName 2>/dev/null | sed -n '2s/^ *//p' | sed 's/IP Address:/IP:/g; s/, /,/g')
  case ,$names, in *",IP:$old,"* | *",DNS:$old,"*) ;; *) return 0 ;; esac
  openssl verify -CAfile $ca.crt "$1" >/dev/null 2>&1 || { echo "$1: not issued by $ca.crt; it keeps the former address"; return 0; }
  case $new in *:* | *[0-9].[0-9]*.[0-9]*.[0-9]*) kind=IP ;; *) kind=DNS ;; esac
  names=$(printf '%s\n' "$names" | tr , '\n' | while IFS= read -r name; do
    case $name in "IP:$old" | "DNS:$old") echo "$kind:$new" ;; *) echo "$name" ;; esac
  done | paste -sd, -)
  { echo "subjectAltName=$names"; echo "basicConstraints=CA:FALSE"; echo "extendedKeyUsage=serverAuth"; } >/tmp/extensions
  openssl req -new -key "$key" -subj "$(openssl x509 -in "$1" -noout -subject -nameopt compat | sed 's/^subject=//')" -out /tmp/request
  openssl x509 -req -in /tmp/request -CA $ca.crt -CAkey $ca.key -CAserial /tmp/serial -CAcreateserial -days 825 -sha256 \
    -extfile /tmp/extensions -out "$1.lifeboat" 2>/dev/null
  openssl verify -CAfile $ca.crt "$1.lifeboat" >/dev/null
  chown --reference="$1" "$1.lifeboat" && chmod --reference="$1" "$1.lifeboat" && mv -f "$1.lifeboat" "$1"
  echo "$1: issued anew"
}
if [ -f $ca.crt ] && [ -f $ca.key ]; then
  command -v openssl >/dev/null || { echo "there is no openssl in this image to issue certificates with" >&2; exit 1; }
  find conf -type f -name '*.crt' ! -path "$ca.crt" >/tmp/certificates
  while IFS= read -r certificate; do [ ! -f "${certificate%.crt}.key" ] || issue "$certificate"; done </tmp/certificates
fi
replace ./.env
sync .
)sh"_s;
    return text;
}

Step changeAddress(const RecordedProject &project, const QString &address)
{
    return {
        .id = "address",
        .title = {QT_TRANSLATE_NOOP("Text", "Put the address %1 in the place of the former one"),
                  {address}},
        .action = RunCommand{ShellCommand("docker run --rm --pull never --network none "
                                          "--log-driver none --label lifeboat=helper --userns "
                                          "host --security-opt label=disable --user 0:0 --mount")
                                 << bindMount(project.directory, u"/project"_s, false)
                                 << u"--entrypoint"_s << u"sh"_s << project.helperImage << u"-c"_s
                                 << inFolder() << u"sh"_s << address,
                             {}},
        .changesHost = true};
}

} // namespace Lifeboat
