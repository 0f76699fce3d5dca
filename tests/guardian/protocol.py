#!/usr/bin/env python3
"""The answers of resources/host/guardian.sh that the product's own client never provokes, and its second form.

    protocol.py --hosts HOSTS.JSON [--host h1] [--login dev]

Goes through everything with the host's own /bin/sh, and once more with this machine's busybox as /bin/sh, which also brings
a grep, sync, timeout and base64 of its own. Needs root: it looks at the host from inside. tests/integration/tst_guardian.cpp has the rest.
"""
import argparse
import os
import random
import shutil
import sys
import time

sys.dont_write_bytecode = True  # the source tree stays as it is

from client import Client, Ended, Hosts

BUSYBOX = "/usr/local/bin/busybox"
SERVER = "compose-server-1"
PAUSE = {"do/10-a": "docker pause %s\n" % SERVER}


class Bench:
    def __init__(self, hosts, name, login):
        self.hosts, self.name, self.login, self.bad = hosts, name, login, 0
        self.image = self.inside("docker inspect -f '{{.Image}}' postgres").strip()

    def inside(self, script):
        return self.hosts.inside(self.name, script)

    def busybox(self):
        """A statically linked one of this machine, lent to the host."""
        here = shutil.which("busybox")
        if not here:
            print("SKIP with busybox: this machine has none")
            return []
        with open(here, "rb") as f:
            self.hosts.tool("exec", self.name, "sh", "-c", "cat >%s && chmod 755 %s" % (BUSYBOX, BUSYBOX), data=f.read())
        works = self.inside("%s true && echo works" % BUSYBOX).strip()
        if not works:
            print("SKIP with busybox: this machine's is not static")
        return [BUSYBOX] if works else []

    def client(self, run=None, form="container"):
        return Client(self.hosts, self.name, self.login, run or "p%08x" % random.randrange(2 ** 32), form)

    def begun(self, files, form="container"):
        """A client whose run is handed over and not locked yet."""
        client = self.client(form=form)
        assert client.call("new") == "ok"
        client.put("containers", "postgres first\n%s\n" % SERVER)
        client.put("touched", "postgres\n")
        for path, text in files.items():
            client.put(path, text)
        return client

    def hello(self):
        client = self.client()
        lines = client.hello()
        client.kill()
        return lines

    def state(self):
        return self.inside("docker inspect -f '{{.State.Status}}' " + SERVER).strip()

    def events(self, run):
        return self.inside("cat /var/lib/lifeboat/past-%s/events /home/*/.lifeboat/past-%s/events 2>/dev/null" % (run, run))

    def free(self, limit=90):
        end = time.time() + limit
        while time.time() < end:
            if not self.inside("docker inspect -f x lifeboat-guardian 2>/dev/null").strip():
                return True
            time.sleep(0.3)
        return False

    def check(self, what, got, wanted):
        good = wanted(got) if callable(wanted) else got == wanted
        self.bad += not good
        print("%s %s%s" % ("OK " if good else "BAD", what, "" if good else ": " + str(got)[:300]), flush=True)


def what_is_put_is_checked(bench):
    client = bench.begun({})
    bench.check("a path with .. is refused", client.call("put do/../../x 0 eA=="), "failed name")
    bench.check("a folder of no kind is refused", client.call("put etc/x 0 eA=="), "failed name")
    bench.check("a wrong sum is refused", client.call("put do/30-x 00 eA=="), "failed sum")
    bench.check("an unknown word is refused", client.call("dance"), "refused dance")
    client.kill()
    bench.check("a run that never got the lock leaves nothing",
                bench.inside("sleep 1; ls -d /var/lib/lifeboat/run-* /home/*/.lifeboat/run-* 2>/dev/null").strip(), "")
    client = bench.client()
    bench.check("a lock without a run is refused", client.lock(bench.image), "failed lock without a run")
    client.kill()


def an_absent_image_is_told(bench):
    client = bench.begun({})
    bench.check("an absent image is told", client.lock("sha256:" + "0" * 64), lambda l: l.startswith("failed lock ") and len(l) > 20)
    client.kill()
    bench.check("and the host is free", bench.hello(), lambda l: not any(x.startswith(("busy", "interrupted")) for x in l))


def what_cannot_go_forward_goes_back(bench):
    client = bench.begun({**PAUSE, "fin/20-b": "exit 1\n", "undo/10-a": "echo undo-a\n", "undo/20-b": "echo undo-b\n"})
    assert client.lock(bench.image) == "locked"
    client.go("do/10-a")
    client.point()
    start = time.time()
    client.kill()
    bench.check("forward impossible: the host is free", bench.free(), True)
    bench.check("... within the minute (%.0f s)" % (time.time() - start), time.time() - start < 60, True)
    bench.check("... and serves", bench.state(), "running")
    bench.check("... and says so", bench.events(client.run), lambda e: "failed fin/20-b" in e and "ended undone" in e)


def a_lock_that_never_started_is_cleared(bench):
    bench.inside("docker create --name lifeboat-guardian --label 'lifeboat=run=zz owner=x login=root form=container "
                 "boot=x root=/nowhere' --entrypoint none " + bench.image)
    bench.check("a lock that was created and never started is cleared", bench.hello(),
                lambda l: not any(x.startswith(("busy", "interrupted")) for x in l))
    bench.check("... and gone", bench.free(1), True)


def a_removed_lock_is_told_and_repaired(bench):
    client = bench.begun(PAUSE)
    assert client.lock(bench.image) == "locked"
    client.go("do/10-a")
    bench.inside("docker rm -f -v lifeboat-guardian")
    client.kill()
    bench.check("somebody removed the lock: told", bench.hello(), lambda l: any(x.startswith("interrupted none run=" + client.run) for x in l))
    again = bench.client(client.run)
    again.send("repair %s someone@test" % bench.image)
    bench.check("... and repaired", again.ended(), lambda o: o.startswith("undone"))
    bench.check("... and serving", (bench.free(), bench.state()), (True, "running"))


def the_process_form_is_repaired_by_the_next_client(bench):
    client = bench.begun(PAUSE, "process")
    bench.check("process form: locked", client.lock(bench.image), "locked")
    client.go("do/10-a")
    bench.check("... others are told", bench.hello(), lambda l: any(x.startswith("busy created run=" + client.run) for x in l))
    bench.inside("for d in /proc/[0-9]*; do case $(tr '\\0' ' ' <$d/cmdline 2>/dev/null) in "
                 "*guardian-*'.sh guard %s '*) kill -9 ${d#/proc/} ;; esac; done" % client.run)
    time.sleep(1)
    bench.check("... killed, nobody acts", bench.state(), "paused")
    client.kill()
    time.sleep(1)
    bench.check("... the next client is told", bench.hello(), lambda l: any(x.startswith("interrupted created run=" + client.run) for x in l))
    again = bench.client(client.run)
    again.send("repair %s someone@test" % bench.image)
    bench.check("... and repairs", again.ended(), lambda o: o.startswith("undone"))
    bench.check("... and the host serves", (bench.free(), bench.state()), (True, "running"))


def past_runs_are_forgotten_when_told_so(bench):
    client = bench.client()
    for line in [l for l in client.hello() if l.startswith("past ")]:
        client.call("forget " + line.split()[1])
    bench.check("past runs are forgotten", [l for l in client.hello() if l.startswith("past ")], [])
    client.kill()


def silence_is_noticed(bench):
    client = bench.begun(PAUSE)
    assert client.lock(bench.image) == "locked"
    client.go("do/10-a")
    start = time.time()
    try:
        os.read(client.process.stdout.fileno(), 4096)  # no beat: it blocks until the guardian closes
        client.spoke = time.time() + 1000
        outcome = client.ended()
    except Ended:
        outcome = "lost"
    bench.check("silence is noticed after 20 s (%.0f s)" % (time.time() - start), outcome, "undone client silent")


TESTS = (what_is_put_is_checked, an_absent_image_is_told, what_cannot_go_forward_goes_back, a_lock_that_never_started_is_cleared,
         a_removed_lock_is_told_and_repaired, the_process_form_is_repaired_by_the_next_client, silence_is_noticed,
         past_runs_are_forgotten_when_told_so)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hosts", default=os.environ.get("LIFEBOAT_TEST_HOSTS"), help="hosts.json of tests/host (LIFEBOAT_TEST_HOSTS)")
    parser.add_argument("--host", default="h1")
    parser.add_argument("--login", default="dev")
    parser.add_argument("--only", help="part of a test's name")
    parser.add_argument("--shell", choices=("own", "busybox"), help="only with this one")
    chosen = parser.parse_args()
    if not chosen.hosts:
        print("SKIP: --hosts or LIFEBOAT_TEST_HOSTS must name the hosts.json of tests/host")
        sys.exit(77)
    bench = Bench(Hosts(chosen.hosts), chosen.host, chosen.login)
    shell = bench.inside("readlink /bin/sh").strip()
    try:
        shells = {"own": [shell], "busybox": bench.busybox(), None: [shell] + bench.busybox()}[chosen.shell]
        for one in shells:
            print("with %s as /bin/sh" % one, flush=True)
            bench.inside("ln -sfn %s /bin/sh" % one)
            for test in TESTS:
                if not chosen.only or chosen.only in test.__name__:
                    test(bench)
    finally:
        bench.inside("ln -sfn %s /bin/sh; rm -f %s" % (shell, BUSYBOX))
    sys.exit(1 if bench.bad else 0)


if __name__ == "__main__":
    main()
