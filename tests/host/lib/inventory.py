#!/usr/bin/env python3
"""Writes STATE/hosts.json and STATE/known_hosts, or prints how the hosts are reached.

usage: inventory.py write STATE PORT0 LAN NAMESPACE TOTP_SECRET
       inventory.py list STATE
"""
import json
import os
import pathlib
import subprocess
import sys

PASSWORDS = {"ops": "ops-Pa55 word", "dev": "dev-Pa55", "otp": "otp-Pa55", "mfa": "mfa-Pa55", "hop": "hop-Pa55"}
WAYS = {"root": "root", "sudo": "ops", "docker": "dev"}


def settings(conf):
    """The values of a file of shell assignments, as bash reads them."""
    out = subprocess.run(["bash", "-c", 'set -a; . "$1"; env -0', "bash", conf], env={"PATH": os.environ["PATH"]},
                         capture_output=True, text=True, check=True).stdout
    return dict(entry.split("=", 1) for entry in out.split("\0") if "=" in entry)


def fingerprint(public_key):
    return subprocess.run(["ssh-keygen", "-lf", public_key], capture_output=True, text=True, check=True).stdout.split()[1]


def user(state, name, way, **more):
    return {"name": name, "way": way, "key": str(state / "id_ed25519"), "password": PASSWORDS.get(name)} | more


def users(state, conf, secret):
    ways = list(WAYS) if conf.get("ANY") else [conf["WAY"]]
    found = [user(state, WAYS[way], way) for way in ways]
    if conf.get("TWO_FACTOR"):
        found.append(user(state, "otp", "docker", key=None, signIn="keyboard-interactive: password, then code",
                          totpSecret=secret))
        found.append(user(state, "mfa", "docker", signIn="key, then password"))
    return found


def describe(state, folder, port0, lan, secret):
    conf = settings(folder / "conf")
    name = folder.name
    number = 90 if name == "jump" else int(name[1:])
    host = {
        "name": name,
        "address": "127.0.0.1",
        "port": port0 + number,
        "lanAddress": f"{lan}.10" if name == "jump" else f"{lan}.{10 + number}",
        "lanPort": 22,
        "fingerprint": fingerprint(folder / "ssh_host_ed25519_key.pub"),
    }
    if name == "jump":
        return host | user(state, "hop", "jump") | {"name": name, "user": "hop"}
    accounts = users(state, conf, secret)
    main = next(account for account in accounts if account["way"] == conf["WAY"])
    return host | {
        "user": main["name"],
        "way": main["way"],
        "key": main["key"],
        "password": main["password"],
        "users": accounts,
        "project": None if conf.get("EMPTY") else conf["PROJECT"],
        "empty": bool(conf.get("EMPTY")),
        "compose": conf["COMPOSE"],
        "engine": conf["ENGINE"],
        "allComponents": bool(conf.get("ALL")),
        "standby": conf.get("STANDBY", ""),
        "disk": conf.get("DISK", ""),
        "variant": conf.get("ARGUMENTS", ""),
    }


def write(state, port0, lan, namespace, secret):
    folders = sorted((f for f in state.iterdir() if (f / "conf").exists()), key=lambda f: (len(f.name), f.name))
    described = [describe(state, folder, port0, lan, secret) for folder in folders]
    inventory = {
        "format": 1,
        "state": str(state),
        "namespace": namespace,
        "lan": lan,
        "knownHosts": str(state / "known_hosts"),
        "keys": {
            "plain": str(state / "id_ed25519"),
            "passphrase": str(state / "id_passphrase"),
            "passphraseText": "key-Pa55 word",
            "agent": str(state / "id_agent"),
            "refused": str(state / "id_refused"),
        },
        "hosts": [host for host in described if host["name"] != "jump"],
        "jump": next((host for host in described if host["name"] == "jump"), None),
    }
    lines = []
    for host in described:
        key = " ".join((state / host["name"] / "ssh_host_ed25519_key.pub").read_text().split()[:2])
        lines += [f"[127.0.0.1]:{host['port']} {key}", f"{host['lanAddress']} {key}"]
    replace(state / "known_hosts", "\n".join(lines) + "\n")
    replace(state / "hosts.json", json.dumps(inventory, indent=1, ensure_ascii=False) + "\n")


def replace(path, text):
    new = path.with_name(f".{path.name}.{os.getpid()}")
    new.write_text(text)
    new.rename(path)


def running(state, name):
    try:
        pid = (state / name / "pid").read_text().strip()
        return f" {name}\0" in pathlib.Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ", 3)
    except OSError:
        return False


def show(state):
    inventory = json.loads((state / "hosts.json").read_text())
    for host in inventory["hosts"] + [inventory["jump"]] * bool(inventory["jump"]):
        up = "" if running(state, host["name"]) else "   (not running)"
        print(f"{host['name']}: 127.0.0.1:{host['port']}, on the LAN {host['lanAddress']}:22{up}")
        for account in host.get("users") or [host | {"name": host["user"]}]:
            ways = [f"key {account['key']}"] if account["key"] else []
            if account["password"]:
                ways.append(f"password \"{account['password']}\"")
            extra = f", {account['signIn']}" if "signIn" in account else ""
            print(f"    {account['name']} ({account['way']}{extra}): {' or '.join(ways)}")
        print(f"    {host['fingerprint']}" + (f", project {host['project']}" if host.get("project") else ""))
    print(f"all of it for programs: {state / 'hosts.json'}")


def main():
    state = pathlib.Path(sys.argv[2])
    if sys.argv[1] == "write":
        write(state, int(sys.argv[3]), *sys.argv[4:])
    else:
        show(state)


main()
