#!/usr/bin/env python3
"""Writes or lists what BK-Lite keeps in NATS: the object bucket `bklite` (uploaded packages) and a key-value bucket.
usage: nats_data.py seed|digest PROJECT_DIR     (run inside the host's network namespace; PROJECT_DIR holds .env and conf/certs)"""
import asyncio, hashlib, logging, re, ssl, sys
import nats
from nats.js.api import StreamConfig

mode, project = sys.argv[1:]
env = dict(re.findall(r"^(NATS_ADMIN_\w+)=(.*)$", open(f"{project}/.env").read(), re.M))
tls = ssl.create_default_context(cafile=f"{project}/conf/certs/ca.crt")

async def seed(js):
    store = await js.create_object_store("bklite")
    for i in range(1, 13):          # a few bytes up to 3 MB: one to many chunks
        await store.put(f"packages/collector-{i}.tar.gz", hashlib.shake_256(bytes([i])).digest(i * i * 20_000 + i))
    await store.delete("packages/collector-12.tar.gz")
    kv = await js.create_key_value(bucket="openapi_registry", history=3)
    for i in range(50):
        await kv.put(f"svc.{i}", f'{{"path":"/api/{i}","说明":"接口"}}'.encode())
    await js.add_stream(StreamConfig(name="metrics", subjects=["metrics.>"], max_age=1200))

async def digest(js):
    lines = []
    for s in await js.streams_info():
        if s.config.name != "metrics":   # kept for 20 minutes only
            lines.append(f"nats.stream {s.config.name} {s.state.messages} {s.state.bytes} {s.state.first_seq}-{s.state.last_seq}")
    store = await js.object_store("bklite")
    for o in await store.list(ignore_deletes=True):
        got = await store.get(o.name)
        lines.append(f"nats.object {o.name} {len(got.data)} {hashlib.sha256(got.data).hexdigest()}")
    kv = await js.key_value("openapi_registry")
    for k in sorted(await kv.keys()):
        lines.append(f"nats.kv {k} {hashlib.sha256((await kv.get(k)).value).hexdigest()}")
    body = "\n".join(sorted(lines))
    print(f"nats.content {len(lines)} {hashlib.md5(body.encode()).hexdigest()}")

async def main():
    nc = await nats.connect("tls://127.0.0.1:4222", user=env["NATS_ADMIN_USERNAME"], password=env["NATS_ADMIN_PASSWORD"], tls=tls, connect_timeout=5)
    await {"seed": seed, "digest": digest}[mode](nc.jetstream(domain="bklite"))
    await nc.close()

logging.getLogger("asyncio").setLevel(logging.ERROR)   # closing a TLS connection warns
asyncio.run(main())
