#include "components/common/http.h"

using namespace Qt::StringLiterals;

namespace Lifeboat {

// With nothing but perl-base. As the first process of a container it would ignore signals. To a
// client of HTTP/1.0 a server sends its answer in one piece. What is no success goes to stderr.
static const QString s_program =
    u"use IO::Socket::INET; $SIG{TERM} = $SIG{INT} = sub { exit 143 }; alarm 600; "
    "my ($method, $port, $path) = @ARGV; "
    "my $server = IO::Socket::INET->new(PeerAddr => \"127.0.0.1:$port\") or die \"$@\\n\"; "
    "print $server \"$method $path HTTP/1.0\\r\\nContent-Length: 0\\r\\n\\r\\n\"; local $/; "
    "my ($head, $body) = split /\\r\\n\\r\\n/, <$server>, 2; "
    "$head =~ m{^HTTP/\\S+ 2} or die \"$path: $head\\n$body\\n\"; print $body"_s;

static QString asker(const QString &helperImage, const QString &naming)
{
    return u"ask() { docker run --rm"_s + naming
           + u" --pull never --network \"container:$CONTAINER\" --log-driver none "
             "--entrypoint perl "_s
           + ShellCommand::quoted(helperImage) + u" -e "_s + ShellCommand::quoted(s_program)
           + u" \"$@\" </dev/null; }\n"_s;
}

QString askFunction(const QString &helperImage, const QString &name)
{
    return asker(helperImage,
                 name.isEmpty() ? QString() : u" --name "_s + ShellCommand::quoted(name));
}

ShellCommand asking(const QString &container, const QString &helperImage, const QString &script,
                    const ShellCommand &arguments, const QString &name)
{
    return ShellCommand("sh -c") << u"CONTAINER="_s + ShellCommand::quoted(container) + u'\n'
                                        + askFunction(helperImage, name) + script
                                 << u"sh"_s << arguments;
}

QString httpProbe(const QString &helperImage, const QString &port, const QString &path)
{
    // A client that is ended just then leaves a container that was made and never started.
    return u"docker rm -f -v \"$CONTAINER-probe\" >/dev/null 2>&1\n"_s
           + asker(helperImage, u" --name \"$CONTAINER-probe\""_s)
           + u"ask GET %1 %2 >/dev/null"_s.arg(port, path);
}

QString listeningPort(const QString &container, int usual)
{
    return u"port=$(docker inspect -f '{{range .Args}}{{println .}}{{end}}' %1 </dev/null | "
           "sed -n 's/^--*httpListenAddr=.*:\\([0-9]*\\)$/\\1/p' | tail -n 1)\n"
           "port=${port:-%2}\n"_s.arg(ShellCommand::quoted(container), QString::number(usual));
}

} // namespace Lifeboat
