#!/usr/bin/env python3
"""Writes a BK-Lite project folder in the form that BK-Lite's own installer leaves behind.

usage: make_project.py FOLDER --inside DIR --ip ADDRESS [variants; --help]

FOLDER is where it is written, DIR where the host will see it. docker-compose.yaml itself is made on the host, by
compose, with make-compose.sh, as the installer does.
"""
import argparse
import pathlib
import secrets
import shlex
import string
import subprocess

HERE = pathlib.Path(__file__).parent
CORE_INFRA = ["redis", "nats", "falkordb"]
LARGE_INFRA = ["victoria-metrics", "victoria-logs", "minio"]

NATS_CONF = """port: 4222
monitor_port: 8222
tls { cert_file: "/etc/nats/certs/server.crt"
  key_file: "/etc/nats/certs/server.key"
  ca_file: "/etc/nats/certs/ca.crt" }
jetstream { store_dir=/nats/storage
  domain=bklite }
server_name=nats-server
authorization { users = [
  { user: "admin", password: "%(NATS_ADMIN_PASSWORD)s", permissions: { publish = [">"], subscribe = [">"] } }
  { user: "monitor", password: "%(NATS_MONITOR_PASSWORD)s", permissions: { publish = ["metrics.>","vector"], subscribe = [] } } ] }
"""

IMAGES = {
    "TRAEFIK": "traefik:3.6.2",
    "REDIS": "redis:5.0.14",
    "NATS": "nats:2.10.25",
    "NATS_CLI": "natsio/nats-box:latest",
    "VICTORIA_METRICS": "victoriametrics/victoria-metrics:v1.106.1",
    "POSTGRES": "postgres:15",
    "SERVER": "bklite/server",
    "WEB": "bklite/web",
    "STARGAZER": "bklite/stargazer",
    "FUSION_COLLECTOR": "bklite/fusion-collector:latest",
    "MINIO": "minio/minio:RELEASE.2024-05-01T01-11-10Z-cpuv1",
    "METIS": "bklite/metis",
    "TELEGRAF": "bklite/telegraf:latest",
    "VICTORIALOGS": "victoriametrics/victoria-logs:v%(vlogs)s",
    "MLFLOW": "bklite/mlflow",
    "NATS_EXECUTOR": "bklite/nats-executor",
    "FALKORDB": "falkordb/falkordb:latest",
    "PGVECTOR": "pgvector/pgvector:pg15",
    "VECTOR": "timberio/vector:0.48.0-debian",
    "VLLM": "bklite/vllm:latest",
    "WEBHOOKD": "bklite/webhookd:latest",
}


def password(length=32):
    return "".join(secrets.choice(string.ascii_letters + string.digits) for _ in range(length))


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--inside", required=True)
    parser.add_argument("--ip", required=True)
    parser.add_argument("--all", action="store_true", help="MinIO, VictoriaMetrics and VictoriaLogs too")
    parser.add_argument("--full", action="store_true", help="the services that hold no data too")
    parser.add_argument("--interval", default="10s", help="between health checks that others wait for")
    parser.add_argument("--vlogs", default="1.25.0")
    parser.add_argument("--db-name", default="bklite")
    parser.add_argument("--db-user", default="postgres")
    parser.add_argument("--no-mlflow", action="store_true")
    parser.add_argument("--no-metis", action="store_true", help="pgvector without the database metis")
    parser.add_argument("--no-pgvector", action="store_true", help="no pgvector at all")
    parser.add_argument("--project", default="", help="COMPOSE_PROJECT_NAME, as the HA flavour sets it")
    parser.add_argument("--external-db", action="store_true", help="an edition on DM, with no postgres service")
    return parser.parse_args()


def openssl(*words, cwd, **kwargs):
    subprocess.run(["openssl", *words], cwd=cwd, check=True, stderr=subprocess.DEVNULL, umask=0o077, **kwargs)


def certificates(folder, ip):
    folder.mkdir(parents=True)
    openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", "ca.key", cwd=folder)
    openssl("req", "-x509", "-new", "-key", "ca.key", "-sha256", "-days", "3650", "-subj", "/CN=Blueking Lite",
            "-out", "ca.crt", cwd=folder)
    openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", "server.key", cwd=folder)
    openssl("req", "-new", "-key", "server.key", "-subj", "/CN=BluekingLite", "-out", "server.csr", cwd=folder)
    extensions = folder / "server.ext"
    extensions.write_text(f"subjectAltName=DNS:nats,DNS:localhost,IP:127.0.0.1,IP:{ip}\n"
                          "basicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth\n")
    openssl("x509", "-req", "-in", "server.csr", "-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial", "-days", "825",
            "-sha256", "-extfile", "server.ext", "-out", "server.crt", cwd=folder)
    extensions.unlink()
    (folder / "server.csr").unlink()


def environment(options):
    """The values of .env in the installer's order: bare, but for the last two, which write_env quotes as it does."""
    env = {
        "HOST_IP": options.ip,
        "TRAEFIK_WEB_PORT": "443",
        "POSTGRES_PASSWORD": password(),
        "REDIS_PASSWORD": password(),
        "SECRET_KEY": password(),
        "NEXTAUTH_SECRET": password(12),
        "NATS_ADMIN_USERNAME": "admin",
        "NATS_ADMIN_PASSWORD": password(),
        "NATS_MONITOR_USERNAME": "monitor",
        "NATS_MONITOR_PASSWORD": password(),
        "MINIO_ROOT_USER": "minio",
        "MINIO_ROOT_PASSWORD": password(),
        "FALKORDB_PASSWORD": password(),
    }
    for name, image in IMAGES.items():
        env[f"DOCKER_IMAGE_{name}"] = image % vars(options)
    env |= {
        "POSTGRES_USERNAME": options.db_user,
        "TRAEFIK_ENABLE_DASHBOARD": "false",
        "DEFAULT_REQUEST_TIMEOUT": "10",
        "DIST_ARCH": "amd64",
        "DOCKER_NETWORK": "prod",
    }
    if options.external_db:
        env |= {"ENTERPRISE_ENABLED": "true", "DB_ENGINE": "dameng", "DB_HOST": "10.20.30.40", "DB_PORT": "5236",
                "DB_NAME": "BKLITE", "DB_USER": "SYSDBA"}
    else:
        env |= {"DB_ENGINE": "postgresql", "DB_HOST": "postgres", "DB_PORT": "5432", "DB_NAME": options.db_name,
                "DB_USER": options.db_user}
    return env


def write_env(folder, env, project):
    ca = (folder / "conf/certs/ca.crt").read_text().rstrip("\n")
    lines = [f"COMPOSE_PROJECT_NAME={project}"] if project else []
    lines += [f"{name}={value}" for name, value in env.items()]
    lines.append('INSTALL_APPS="system_mgmt,cmdb,monitor,node_mgmt,console_mgmt,alerts,log,mlops,operation_analysis"')
    # a quoted value over several lines
    lines.append(f'NATS_TLS_CA="{ca}"')
    lines += [f"SIDECAR_NODE_ID={password(20)}", f"SIDECAR_INIT_TOKEN={password(40)}"]
    (folder / ".env").write_text("\n".join(lines) + "\n")

    secret = ("PASSWORD", "USERNAME", "SECRET", "SECRET_KEY", "ROOT_USER")
    exports = [f"export {name}={value}" for name, value in env.items() if name.endswith(secret)]
    (folder / "common.env").write_text("\n".join(["# generated environment", *exports, "export OFFLINE=true"]) + "\n")
    (folder / "port.env").write_text(f"export HOST_IP={env['HOST_IP']}\nexport TRAEFIK_WEB_PORT=443\n")


def waits_for(service, names):
    conditions = ", ".join(f"{name}: {{condition: service_healthy}}" for name in names)
    return f"  {service}:\n    depends_on: {{{conditions}}}\n" if names else ""


def write_compose(folder, options):
    """The installer's set of files; returns their names in the order it gives them."""
    # each check is an exec in its container: on a small machine with some hosts they are most of the load, and half of all
    # that tests have docker do; upstream's own intervals are 10 and 30 seconds
    substitutes = {"@INTERVAL@": options.interval, "@SLOW_INTERVAL@": "30s", "@VECTOR_DATABASE@": "postgres" if options.no_metis else "metis"}

    def services(names):
        text = "".join((HERE / "services" / f"{name}.yaml").read_text() for name in names)
        for placeholder, value in substitutes.items():
            text = text.replace(placeholder, value)
        return "services:\n" + text

    def write(name, head, names, tail=""):
        (folder / "compose" / f"{name}.yaml").write_text(head + services(names) + tail)

    network = "networks:\n  prod: {driver: bridge, name: bklite-prod}\n"
    mlflow = [] if options.no_mlflow or options.external_db else ["mlflow"]
    pgvector = [] if options.no_pgvector else ["pgvector"]
    large = LARGE_INFRA if options.all else []
    volumes = ["redis", "nats", "neo4j", "falkordb", *large]
    if not options.external_db:
        volumes.append("postgres")
    volume_lines = "volumes: {" + ", ".join(f"{name}: " for name in volumes) + "}\n"

    write("infra", network + volume_lines, CORE_INFRA + large + pgvector + mlflow,
          waits_for("mlflow", ["minio"] if options.all and mlflow else []).replace("  mlflow:\n", ""))
    files = ["infra"]
    if not options.external_db:
        # a file of its own since databases elsewhere are supported; it adds what waits for it
        tail = waits_for("server", ["postgres"]) + (waits_for("mlflow", ["postgres"]) if mlflow else "")
        write("postgres", network, ["postgres"], tail)
        files.append("postgres")
    if options.full:
        write("monitor", network, ["monitor"])
        files.append("monitor")
    write("server", network, ["server"])
    with (folder / "compose/server.yaml").open("a") as server:
        server.write(waits_for("server", ["falkordb", *pgvector]).replace("  server:\n", ""))
    write("web", network, ["web"])
    return [*files, "server", "web"]


def main():
    options = arguments()
    folder = options.folder
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("compose", "conf/nats", "conf/postgres", "conf/traefik/certs", "bin", "pkgs"):
        (folder / name).mkdir(parents=True)
    certificates(folder / "conf/certs", options.ip)
    for name in ("server.crt", "server.key"):
        (folder / "conf/traefik/certs" / name).write_bytes((folder / "conf/certs" / name).read_bytes())
    env = environment(options)
    databases = [options.db_name] + ([] if options.no_mlflow else ["mlflow"])
    quoted = ['"' + name.replace('"', '""') + '"' for name in databases]
    (folder / "conf/postgres/initdb.sql").write_text("".join(f"CREATE DATABASE {name};\n" for name in quoted))
    (folder / "conf/nats/nats.conf").write_text(NATS_CONF % env)
    write_env(folder, env, options.project)

    files = " ".join(f"-f compose/{name}.yaml" for name in write_compose(folder, options))
    script = folder / "make-compose.sh"
    script.write_text("#!/bin/sh\n# makes docker-compose.yaml as the installer does: make-compose.sh docker compose\n"
                      f"cd {shlex.quote(options.inside)} && exec \"$@\" {files} config --no-interpolate >docker-compose.yaml\n")
    script.chmod(0o755)


if __name__ == "__main__":
    main()
