"""The client's end of resources/host/guardian.sh in a few lines of Python, for tests that have to die in odd ways.

The product's own client is src/engine/guardian*; tests/integration/tst_guardian.cpp is its test. This one speaks the
same protocol through the system's ssh, so that a kill -9 hits nothing but one process.
"""
import base64
import hashlib
import json
import os
import select
import shlex
import subprocess
import time

SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SCRIPT = open(os.path.join(SOURCE, "resources/host/guardian.sh"), "rb").read()
OWNER = "chaos@test"


class Hosts:
    """What tests/host wrote about the hosts that it raised (its hosts.json)."""

    def __init__(self, path):
        with open(path) as f:
            self.facts = json.load(f)
        self.state = os.path.dirname(os.path.abspath(path))

    def host(self, name):
        return next(h for h in self.facts["hosts"] if h["name"] == name)

    def login(self, name, user):
        return next(u for u in self.host(name)["users"] if u["name"] == user)

    def ssh(self, name, user):
        """argv of an ssh to that host."""
        host = self.host(name)
        return ["ssh", "-F", "none", "-o", "BatchMode=yes", "-o", "LogLevel=ERROR", "-o", "IdentitiesOnly=yes",
                "-o", "UserKnownHostsFile=" + self.facts["knownHosts"], "-o", "StrictHostKeyChecking=yes",
                "-i", self.login(name, user)["key"], "-p", str(host["port"]), "%s@%s" % (user, host["address"])]

    def password(self, name, user):
        """What sudo asks for, or None where none is needed."""
        login = self.login(name, user)
        return login["password"] if login["way"] == "sudo" else None

    def tool(self, *words, timeout=180, data=b""):
        """tests/host/host.sh: enters a host without its network, and breaks things."""
        port0 = self.facts["hosts"][0]["port"] - int(self.facts["hosts"][0]["name"][1:])
        environment = dict(os.environ, LIFEBOAT_HOST_STATE=self.state, LIFEBOAT_HOST_PORT0=str(port0),
                           LIFEBOAT_HOST_LAN=self.facts["lan"])
        return subprocess.run([os.path.join(SOURCE, "tests/host/host.sh"), *words], env=environment, timeout=timeout,
                              input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout.decode()

    def inside(self, name, script):
        """What a script prints that root runs in the host, also when its line is cut."""
        return self.tool("exec", name, "sh", "-c", script)


class Ended(Exception):
    """The channel ended before the answer."""


class Client:
    """One channel, a beat every 5 s, one order at a time."""

    def __init__(self, hosts, name, user, run, form="container", shell="sh"):
        self.run, self.rest, self.lines, self.spoke = run, b"", [], 0.0
        # Marked as every command of the product is: the guardian must spare what its own link lives under.
        boot = ("umask 077; IFS= read -r b; d=/var/lib/lifeboat; [ $(id -u) = 0 ] || d=$HOME/.lifeboat; mkdir -p $d; "
                "f=$d/guardian-%s.sh; printf %%s \"$b\" | base64 -d >$f.$$ && mv $f.$$ $f; "
                "exec env -u LIFEBOAT_RUN -u PGAPPNAME LIFEBOAT_FORM=%s %s $f link %s"
                % (hashlib.sha256(SCRIPT).hexdigest()[:12], form, shell, run))
        command = "env LIFEBOAT_RUN=%s PGAPPNAME=lifeboat-%s setsid -w sh -c %s" % (run, run, shlex.quote(boot))
        password = hosts.password(name, user)
        if password:
            command = "sudo -k -S -p '' -- " + command
        self.process = subprocess.Popen(hosts.ssh(name, user) + [command], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        if password:
            self.send(password)
        self.send(base64.b64encode(SCRIPT).decode())

    def send(self, line):
        self.spoke = time.time()
        try:
            self.process.stdin.write(line.encode() + b"\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            pass

    def wait(self, wanted, limit=90):
        """Reads until a line that `wanted` accepts, and beats meanwhile."""
        end = time.time() + limit
        while time.time() < end:
            while b"\n" in self.rest:
                line, self.rest = self.rest.split(b"\n", 1)
                self.lines.append(line.decode())
                if wanted(self.lines[-1]):
                    return self.lines[-1]
            if select.select([self.process.stdout], [], [], 0.5)[0]:
                data = os.read(self.process.stdout.fileno(), 65536)
                if not data:
                    raise Ended
                self.rest += data
            if time.time() - self.spoke > 5:
                self.send("beat")
        raise TimeoutError(str(self.lines[-3:]))

    def call(self, line):
        self.send(line)
        return self.wait(lambda l: l.split()[0] in ("ok", "free", "locked", "busy", "failed", "refused"))

    def put(self, path, text):
        data = text.encode()
        answer = self.call("put %s %s %s" % (path, hashlib.sha256(data).hexdigest(), base64.b64encode(data).decode()))
        assert answer == "ok", answer

    def lock(self, image):
        return self.call("lock %s %s" % (image, OWNER))

    def hello(self):
        """All that the host says of itself, without the closing ok."""
        start = len(self.lines)
        self.send("hello")
        self.wait(lambda l: l == "ok", 60)
        return self.lines[start:-1]

    def step(self, name, limit=60):
        """(code, output) of a step, or None when the guardian closed instead."""
        self.send("go %s %d" % (name, limit))
        words = self.wait(lambda l: " step %s " % name in l or " closing " in l).split()
        if words[1] == "closing":
            return None
        return int(words[3]), base64.b64decode(words[4]).decode() if len(words) > 4 else ""

    def go(self, name):
        done = self.step(name)
        assert done is None or done[0] == 0, (name, done)
        return done is not None

    def point(self):
        self.send("point")
        return " closing " not in self.wait(lambda l: l.endswith(" point") or " closing " in l)

    def ended(self, limit=90):
        """The outcome, once the host is free; of an unfinished one as soon as it says so."""
        line = self.wait(lambda l: " ended " in l, limit)
        if " ended unfinished" not in line:
            self.wait(lambda l: l == "free", 30)
        return line.split(" ended ", 1)[1]

    def kill(self):
        self.process.kill()
        self.process.wait()
