#!/usr/bin/env python3
"""Proves resources/host/guardian.sh on hosts of tests/host by killing things at named boundaries and random instants.

After each kill it waits until the host's lock is free and compares with before: states and restart policies of all
containers, names of databases, marked processes and backends, files in /tmp, volumes, state folders; and `server` must
write its row each second. Allowed is the exactly former or the exactly finished state, within 60 s of the kill.

    chaos.py --hosts HOSTS.JSON [--host h1] [--seed N] [--long]      a sample (three minutes), or the whole matrix
    chaos.py --hosts HOSTS.JSON --kill KIND [--scenario S] [--login U] [--at ORDER] [--spread S] [--n N] [--form F] [--shell SH]

KIND: client (kill -9 of the ssh client), sshd (of the connection), link, guardian (kill -9 on the host), stop (SIGSTOP of the
client), cut (packets vanish), docker (restart), power (loss, boot), cancel, none. The instant is random within the run, or
just before ORDER (do/10-stop, point, end, ...), or with --spread within that many seconds after it was given.
Needs root: it enters the hosts' namespaces.
"""
import argparse
import os
import random
import signal
import subprocess
import sys
import threading
import time

sys.dont_write_bytecode = True  # the source tree stays as it is

from client import Client, Ended, Hosts
from scenarios import APPLICATION, SCENARIOS

PROMISE = 60  # seconds
LOGINS = ("root", "ops", "dev")
FIRST = ("postgres", "compose-pgvector-1", "compose-falkordb-1")  # what others need healthy

LOOK = r'''
echo "containers=$(docker inspect -f '{{.Name}}:{{.State.Status}}:{{.HostConfig.RestartPolicy.Name}}' $(docker ps -a --format '{{.Names}}' | grep -v lifeboat-guardian | sort) | tr '\n' ' ')"
docker exec postgres psql -X -U postgres -d bklite -At \
  -c "select 'databases=' || string_agg(datname, ',' order by datname) from pg_database" \
  -c "select 'which=' || v from lifeboat_which" -c "select 'rows=' || coalesce(max(id),0) from bed_heartbeat" \
  -c "select 'backends=' || count(*) from pg_stat_activity where application_name like 'lifeboat-%'" </dev/null 2>&1
echo "lock=$(docker inspect -f '{{.State.Status}}' lifeboat-guardian 2>/dev/null)"
echo "marked=$(grep -ls LIFEBOAT_RUN= /proc/[0-9]*/environ 2>/dev/null | wc -l)"
echo "ours=$(grep -lsaE 'guardian-[0-9a-f]+.sh.(link|guard)' /proc/[0-9]*/cmdline 2>/dev/null | wc -l)"
echo "tmp=$(ls -A /tmp | grep -v runc-process | tr '\n' ' ') $(docker exec postgres ls -A /tmp | tr '\n' ' ')"
echo "volumes=$(docker volume ls -q | wc -l)"
echo "runs=$(ls -d /var/lib/lifeboat/run-* /home/*/.lifeboat/run-* 2>/dev/null | wc -l)"
'''

# Kills the process of a role (link, guard) of a run, or the sshd that it lives under.
KILL = r'''
for d in /proc/[0-9]*; do
  case $(tr "\0" " " <$d/cmdline 2>/dev/null) in *guardian-*".sh %s %s "*)
    p=${d#/proc/}
    [ "%s" != sshd ] || while [ "${p:-0}" -gt 1 ] && ! grep -q sshd /proc/$p/comm; do p=$(awk "/^PPid/ {print \$2}" /proc/$p/status); done
    [ "${p:-0}" -le 1 ] || kill -9 $p
    break ;;
  esac
done'''


def uptime():
    """The hosts share the machine's kernel, so theirs is ours."""
    with open("/proc/uptime") as f:
        return float(f.read().split()[0])


class Bench:
    """One host, and what is known of it before anything is broken."""

    def __init__(self, hosts, name):
        self.hosts, self.name = hosts, name
        self.image = self.inside("docker inspect -f '{{.Image}}' postgres").strip()
        names = self.inside("docker ps --format '{{.Names}}'").split()
        rest = sorted(set(names) - set(FIRST) - set(APPLICATION.split()))
        self.services = [n + " first" for n in FIRST if n in names] + rest + APPLICATION.split()[::-1]
        self.inside("rm -rf /var/lib/lifeboat/past-* /home/*/.lifeboat/past-*")
        self.psql("bklite", "create table if not exists lifeboat_which(v text)", "delete from lifeboat_which",
                  "insert into lifeboat_which values('old')")

    def inside(self, script):
        return self.hosts.inside(self.name, script)

    def psql(self, database, *statements):
        words = " ".join("-c '%s'" % s.replace("'", "'\\''") for s in statements)
        return self.inside("docker exec postgres psql -X -q -U postgres -d %s %s </dev/null" % (database, words))

    def look(self):
        """Everything about the host that a run may change."""
        return dict(line.split("=", 1) for line in self.inside(LOOK).splitlines() if "=" in line)

    def answers(self):
        """The host is up, and nobody holds it."""
        script = "docker inspect -f x lifeboat-guardian 2>/dev/null; docker version -f ok 2>&1 | tail -n 1"
        return self.inside(script).strip() == "ok"

    def prepare(self, scenario):
        if scenario.name == "switch":  # a restored database beside the live one, as small as the test can tell them apart
            self.psql("postgres", 'create database "%s" template template0' % scenario.new)
            self.psql(scenario.new, "create table lifeboat_which(v text)", "insert into lifeboat_which values('new')")

    def tidy(self, scenario):
        """One database called bklite that says 'old' again."""
        self.inside("rm -rf /var/lib/lifeboat/past-* /home/*/.lifeboat/past-*")
        if scenario.name == "hold":
            self.psql("postgres", 'drop database if exists "%s" with (force)' % scenario.database)
        if scenario.name != "switch":
            return
        if scenario.former in self.look().get("databases", ""):
            self.inside("docker stop " + APPLICATION)
            self.psql("postgres", "drop database bklite with (force)", 'alter database "%s" rename to bklite' % scenario.former)
            self.inside("docker start compose-mlflow-1 compose-server-1 compose-web-1")
        else:
            self.psql("postgres", 'drop database if exists "%s" with (force)' % scenario.new)


class Strike:
    """Does the damage, once, and knows when it did."""

    def __init__(self, bench, kind, client):
        self.bench, self.kind, self.client, self.time, self.uptime = bench, kind, client, None, None

    def __call__(self):
        self.uptime, self.time = uptime(), time.time()
        hosts, name, run = self.bench.hosts, self.bench.name, self.client.run
        if self.kind == "client":
            self.client.process.send_signal(signal.SIGKILL)
        elif self.kind == "stop":
            self.client.process.send_signal(signal.SIGSTOP)
        elif self.kind == "cancel":
            self.client.send("abort")
        elif self.kind == "cut":
            hosts.tool("fault", "cut", name)
        elif self.kind == "docker":
            hosts.tool("fault", "docker-restart", name)
        elif self.kind == "power":
            hosts.tool("fault", "power", name)
            self.uptime, self.time = uptime(), time.time()  # the promise begins with the boot
            hosts.tool("fault", "boot", name)
        elif self.kind in ("link", "guardian", "sshd"):
            role = "guard" if self.kind == "guardian" else "link"
            self.bench.inside(KILL % (role, run, self.kind))

    def mend(self):
        if self.kind == "stop" and self.time:
            self.client.process.send_signal(signal.SIGCONT)
        if self.kind == "cut":
            self.bench.hosts.tool("fault", "mend", self.bench.name)


def hand_over(client, bench, scenario):
    assert client.call("new") == "ok"
    client.put("info", "title=" + scenario.name + "\n")
    if scenario.containers:
        client.put("containers", "\n".join(bench.services) + "\n")
    client.put("touched", "postgres\ncompose-pgvector-1\n")
    for path, text in scenario.files().items():
        client.put(path, text)
    answer = client.lock(bench.image)
    assert answer == "locked", answer


def go_through(client, scenario, strike, at, spread):
    """Gives the orders in turn until the run is over for this client."""
    for order in scenario.orders:
        if at == order and strike.kind != "none":
            if spread is not None:
                client.send("go %s 60" % order if "/" in order else order)
                time.sleep(spread)
            strike()
        if strike.time and strike.kind in ("client", "stop", "cut"):
            return
        if order == "end":
            client.send("end")
            client.ended()
            return
        if not (client.point() if order == "point" else client.go(order)):
            return


def beside(bench, login, scenario, client):
    """The client's other channel, with commands that go on for ever: dies with the client, as it is in one process with it."""
    script = scenario.beside()
    if not script:
        return None
    command = "env LIFEBOAT_RUN=%s PGAPPNAME=lifeboat-%s sh -c '%s'" % (client.run, client.run, script.replace("'", "'\\''"))
    password = bench.hosts.password(bench.name, login)
    if password:
        command = "sudo -k -S -p '' -- " + command
    process = subprocess.Popen(bench.hosts.ssh(bench.name, login) + [command], stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    if password:
        process.stdin.write(password.encode() + b"\n")
        process.stdin.flush()
    process.stdout.readline()  # they have begun: what begins only after a run has ended belongs to no run
    return process


def until_healed(bench, before, since):
    """Seconds until the host was as before and free, or None; and what was seen last."""
    seen = {}
    while time.time() - since < 150:
        if bench.answers():
            seen = bench.look()
            same = all(seen.get(k) == before[k] for k in ("containers", "volumes", "tmp", "runs"))
            if same and [seen.get(k) for k in ("lock", "marked", "ours", "backends")] == ["", "0", "0", "0"]:
                return time.time() - since, seen
        time.sleep(0.3)
    return None, seen


def judge(bench, scenario, before, seen, story):
    """(serving, data as it must be, finished, all that is seen) a little later."""
    time.sleep(2.5)
    later = bench.look()
    rows = [r.get("rows", "") for r in (seen, later)]
    serving = all(r.isdigit() for r in rows) and int(rows[1]) > int(rows[0])
    names = later.get("databases", "").split(",")
    finished, new_names = scenario.finished(names)
    wanted = before["databases"].split(",")
    if finished:
        wanted = new_names(wanted)
    data = sorted(names) == sorted(wanted)
    data = data and later.get("which") == ("new" if finished and scenario.name == "switch" else "old")
    data = data and (not finished or "ended done" in story or "ended finished" in story)
    return serving, data, finished, later


def record(bench, run):
    """By the host's own record: uptimes at which it noticed and at which it had ended, and how."""
    lines = bench.inside("cat /var/lib/lifeboat/past-%s/events /home/*/.lifeboat/past-%s/events 2>/dev/null" % (run, run)).splitlines()
    times = {word: float(line.split()[0]) for line in reversed(lines) for word in ("closing", "ended") if " %s " % word in line}
    return times, " | ".join(line.split(" ", 1)[1] for line in lines if " closing " in line or " ended " in line)


def one(bench, rnd, kind, scenario="pause", login="root", at=None, spread=None, form="container", shell="sh"):
    """One run with one fault. Returns (good, seconds until healed, finished)."""
    word = "t%06d" % rnd.randrange(10 ** 6)
    scenario = SCENARIOS[scenario](word)
    bench.prepare(scenario)
    before = bench.look()
    assert before.get("which") == "old" and before["lock"] == "", before
    moment = rnd.uniform(0, scenario.seconds) if at is None else None
    spread = rnd.uniform(0, spread) if spread else None

    client = Client(bench.hosts, bench.name, login, "r" + word, form, shell)
    strike, over, other, locked = Strike(bench, kind, client), threading.Event(), None, threading.Event()

    def later():
        if kind in ("sshd", "link", "guardian", "cancel"):  # what is to be killed has to be there; a client always is
            locked.wait(60)
        if moment is not None and kind != "none" and not over.wait(moment):
            strike()
    timer = threading.Thread(target=later)
    timer.start()
    try:
        hand_over(client, bench, scenario)
        if not strike.time:
            other = beside(bench, login, scenario, client)
        locked.set()
        go_through(client, scenario, strike, at, spread)
        if strike.time and kind not in ("client", "stop", "cut"):
            client.ended(5)
    except (Ended, TimeoutError, AssertionError):
        if kind == "none":
            raise
    if kind == "none":
        over.set()
    timer.join()
    if kind in ("docker", "power") and not scenario.containers:
        # server has no restart policy, and a run that holds nothing has nothing to do with that: its operator starts it
        bench.inside("docker start " + APPLICATION)
    if other:
        other.kill()
    healed, seen = until_healed(bench, before, strike.time or time.time())
    strike.mend()
    client.kill()
    times, story = record(bench, client.run)
    serving, data, finished, after = judge(bench, scenario, before, seen, story)
    acted, ended = ["%.1f" % (times[w] - strike.uptime) if w in times and strike.uptime else "-" for w in ("closing", "ended")]
    good = healed is not None and healed < PROMISE and serving and data
    print("%s %-6s %-8s %-4s %s at=%s acted=%s ended=%s healed=%s %s | %s" % (
        "OK " if good else "BAD", scenario.name, kind, login, form, at or "%.1f" % moment, acted, ended,
        "never" if healed is None else "%.1f" % healed, "finished" if finished else "former", story), flush=True)
    if not good:
        print("    serving %s, data %s\n    before %s\n    seen %s\n    later %s\n    client %s"
              % (serving, data, before, seen, after, client.lines[-6:]), flush=True)
    bench.tidy(scenario)
    return good, healed, finished


def sample(rnd):
    """Three minutes: what happens most at random instants, and one of each rarer kind."""
    cases = [dict(kind="client", scenario=s, login=l) for s, l in zip(
        ["hold", "pause", "switch"] * 2, rnd.sample(LOGINS, 3) + rnd.sample(LOGINS, 3))]
    for kind in ("sshd", "link", "guardian", "cancel"):
        cases.append(dict(kind=kind, scenario=rnd.choice(sorted(SCENARIOS)), login=rnd.choice(LOGINS)))
    cases.append(dict(kind=rnd.choice(["cut", "stop"]), scenario="pause", login=rnd.choice(LOGINS), at="do/20-export"))
    return cases


def whole(rnd):
    """The matrix: random instants, every boundary, every kind of fault."""
    cases = [dict(kind="client", scenario=s, login=l) for s in sorted(SCENARIOS) for l in LOGINS for _ in range(6)]
    cases += [dict(kind="client", scenario=s, login=rnd.choice(LOGINS), at=o) for s in sorted(SCENARIOS) for o in SCENARIOS[s].orders]
    cases += [dict(kind="client", scenario="switch", login=rnd.choice(LOGINS), at="fin/20-switch", spread=4) for _ in range(3)]
    for kind in ("sshd", "link", "guardian", "cancel"):
        cases += [dict(kind=kind, scenario=s, login=rnd.choice(LOGINS)) for s in sorted(SCENARIOS) for _ in range(2)]
    for kind in ("cut", "stop"):
        cases += [dict(kind=kind, scenario=s, login=rnd.choice(LOGINS), at=o) for s, o in
                  (("hold", "do/30-dump"), ("pause", "do/20-export"), ("switch", "do/10-stop"), ("switch", "fin/20-switch"))]
    for kind in ("docker", "power"):
        cases += [dict(kind=kind, scenario=s, login=rnd.choice(LOGINS), at=o, spread=1.0) for s, o in
                  (("hold", "do/30-dump"), ("pause", "do/20-export"), ("switch", "do/10-stop"), ("switch", "fin/20-switch"))]
    cases += [dict(kind="client", scenario=s, login=l, form="process") for s in ("pause", "switch") for l in ("root", "dev")]
    return cases


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hosts", default=os.environ.get("LIFEBOAT_TEST_HOSTS"), help="hosts.json of tests/host (LIFEBOAT_TEST_HOSTS)")
    parser.add_argument("--host", default="h1")
    parser.add_argument("--seed", type=int, default=int(os.environ.get("LIFEBOAT_TEST_SEED") or random.randrange(10 ** 6)))
    parser.add_argument("--long", action="store_true", default=bool(os.environ.get("LIFEBOAT_TEST_LONG")))
    parser.add_argument("--kill")
    parser.add_argument("--scenario", default="pause", choices=sorted(SCENARIOS))
    parser.add_argument("--login", default="root", choices=LOGINS)
    parser.add_argument("--at")
    parser.add_argument("--spread", type=float)
    parser.add_argument("--n", type=int, default=1)
    parser.add_argument("--form", default="container", choices=("container", "process"))
    parser.add_argument("--shell", default="sh", help="the host's shell that link and guardian run in")
    return parser.parse_args()


def main():
    chosen = options()
    if not chosen.hosts:
        print("SKIP: --hosts or LIFEBOAT_TEST_HOSTS must name the hosts.json of tests/host")
        sys.exit(77)
    rnd = random.Random(chosen.seed)
    print("seed %d" % chosen.seed, flush=True)
    if chosen.kill:
        case = {k: getattr(chosen, k) for k in ("kill", "scenario", "login", "at", "spread", "form", "shell")}
        case["kind"] = case.pop("kill")
        cases = [case] * chosen.n
    else:
        cases = whole(rnd) if chosen.long else sample(rnd)
    bench = Bench(Hosts(chosen.hosts), chosen.host)
    results = [one(bench, rnd, **case) for case in cases]
    times = sorted(h for _, h, _ in results if h is not None)
    good = sum(g for g, _, _ in results)
    print("kills %d, as promised %d, finished %d; healed median %.1f s, longest %.1f s" % (
        len(results), good, sum(f for _, _, f in results), times[len(times) // 2] if times else 0, times[-1] if times else 0))
    sys.exit(0 if good == len(results) else 1)


if __name__ == "__main__":
    main()
