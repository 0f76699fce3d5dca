#include "components/common/filelist.h"

#include "components/common/answers.h"

using namespace Qt::StringLiterals;

namespace Lifeboat {

QString stateOfFiles()
{
    // What could not be read to its end is never like what was there before.
    return u"{ find \"$1\" -printf '%P %i %y %m %U:%G %s %T@ %C@\\0' || date +%s%N; } | sha256sum "
           "| cut -c 1-64"_s;
}

ShellCommand listFiles(const QString &folder)
{
    static const QString script = uR"perl(
use strict; use warnings; use Digest::SHA qw(sha256_hex); use Fcntl qw(:mode);
my ($root) = @ARGV;
my (%entries, %bytes, %hash);
my ($read, $told) = (0, time);
sub note {
  my ($key, $line, $size) = @_;
  $entries{$key}++;
  $bytes{$key} += $size;
  ($hash{$key} //= Digest::SHA->new(256))->add($line);
}
sub kind {
  my ($path, $mode, $device) = @_;
  return ("d", "") if S_ISDIR($mode);
  return ("l", readlink($path) // die "$path: $!\n") if S_ISLNK($mode);
  return ("p", "") if S_ISFIFO($mode);
  return ((S_ISBLK($mode) ? "b" : "c"), $device) unless S_ISREG($mode);
  open(my $file, "<", $path) or die "$path: $!\n";
  binmode $file;
  my ($sha, $n, $part) = (Digest::SHA->new(256));
  while ($n = sysread($file, $part, 1 << 20)) {
    $sha->add($part);
    $read += $n;
    if (time - $told >= 5) { $told = time; print STDERR "$read bytes read\n" }
  }
  defined $n or die "$path: $!\n";
  return ("f", $sha->hexdigest);
}
sub names {
  opendir(my $handle, $_[0]) or die "$_[0]: $!\n";
  my @names = sort grep { $_ ne "." && $_ ne ".." } readdir $handle;
  return @names;
}
sub look {
  my ($path, $name, $key) = @_;
  my @facts = lstat $path or die "$path: $!\n";
  return if S_ISSOCK($facts[2]); # lives as long as its server
  my ($kind, $what) = kind($path, @facts[2, 6]);
  note($key, join("\0", $name, $kind, sprintf("%o %d:%d", S_IMODE($facts[2]), @facts[4, 5]), $what) . "\0",
    $kind eq "f" ? $facts[7] : 0);
  if ($kind eq "d") { look("$path/$_", "$name/$_", $key) for names($path) }
}
my @facts = stat $root or die "$root: $!\n";
note(".", sprintf("%o %d:%d", S_IMODE($facts[2]), @facts[4, 5]), 0);
my @top = names($root);
look("$root/$_", $_, @top > 300 ? "./" . substr(sha256_hex($_), 0, 2) : "/$_") for @top;
binmode STDOUT;
print "$_\0$entries{$_} $bytes{$_} " . $hash{$_}->hexdigest . "\0" for sort keys %hash;
print "end\0";
)perl"_s;
    return ShellCommand("perl -e") << script << folder;
}

Result<Fingerprint> readFiles(const QByteArray &printed, const QString &component,
                              const QString &prefix)
{
    const QByteArrayList fields = printed.split('\0');
    Fingerprint fingerprint;
    qsizetype i = 0;
    for (; i + 1 < fields.size() && fields.at(i) != "end"; i += 2) {
        const QByteArray &key = fields.at(i);
        const QByteArrayList values = fields.at(i + 1).split(' ');
        if (values.size() != 3)
            break;
        const QString hash = QString::fromLatin1(values.at(2));
        if (key == ".") // the folder itself
            fingerprint.entries.insert(prefix + u"."_s, hash);
        else
            fingerprint.entries.insert(
                prefix
                    + (key.startsWith('/') ? u"./"_s + shownName(key.sliced(1))
                                           : u"names whose SHA-256 begins with "_s
                                                 + QString::fromLatin1(key.sliced(2))),
                u"%1 entries, %2 bytes, %3"_s.arg(QString::fromLatin1(values.at(0)),
                                                  QString::fromLatin1(values.at(1)), hash));
    }
    if (fields.value(i) != "end" || i + 1 >= fields.size())
        return unexpectedAnswer(component, printed.last(qMin(printed.size(), 500)));
    return fingerprint;
}

} // namespace Lifeboat
