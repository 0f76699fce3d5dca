#!/usr/bin/env python3
"""Writes or lists what BK-Lite keeps in NATS: the object bucket `bklite` (uploaded packages) and a key-value bucket.

usage: nats_data.py seed|digest PROJECT_DIR     in the host's network namespace; PROJECT_DIR holds .env and conf/certs
"""
import asyncio
import hashlib
import logging
import pathlib
import re
import ssl
import sys

import nats
from nats.js.api import AckPolicy, ConsumerConfig, StreamConfig


async def seed(js):
    store = await js.create_object_store("bklite")
    for i in range(1, 13):  # a few bytes up to 3 MB: one to many chunks
        await store.put(f"packages/collector-{i}.tar.gz", hashlib.shake_256(bytes([i])).digest(i * i * 20_000 + i))
    await store.delete("packages/collector-12.tar.gz")
    registry = await js.create_key_value(bucket="openapi_registry", history=3)
    for i in range(50):
        await registry.put(f"svc.{i}", f'{{"path":"/api/{i}","说明":"接口"}}'.encode())
    await js.add_consumer("KV_openapi_registry", ConsumerConfig(durable_name="portal", ack_policy=AckPolicy.EXPLICIT))
    await js.add_stream(StreamConfig(name="metrics", subjects=["metrics.>"], max_age=1200))


async def digest(js):
    lines = []
    buckets = set()
    for stream in await js.streams_info():
        name, state = stream.config.name, stream.state
        buckets.add(name)
        if name != "metrics":  # kept for 20 minutes only
            lines.append(f"stream {name} {state.messages} {state.bytes} {state.first_seq}-{state.last_seq}")
        lines += [f"consumer {name} {one.config.durable_name}" for one in await js.consumers_info(name) if one.config.durable_name]
    if "OBJ_bklite" in buckets:
        store = await js.object_store("bklite")
        for item in await store.list(ignore_deletes=True):
            got = await store.get(item.name)
            lines.append(f"object {item.name} {len(got.data)} {hashlib.sha256(got.data).hexdigest()}")
    if "KV_openapi_registry" in buckets:
        # Not by registry.keys(): it says "no keys" where the answer about its consumer overtakes the keys themselves.
        prefix = "$KV.openapi_registry."
        state = (await js.stream_info("KV_openapi_registry", subjects_filter=f"{prefix}>")).state
        for subject in state.subjects or {}:
            value = (await js.get_last_msg("KV_openapi_registry", subject)).data
            lines.append(f"key {subject.removeprefix(prefix)} {hashlib.sha256(value).hexdigest()}")
    body = "\n".join(sorted(lines))
    print(f"nats content = {len(lines)} {hashlib.md5(body.encode()).hexdigest()}")


async def main():
    mode, project = sys.argv[1], pathlib.Path(sys.argv[2])
    env = dict(re.findall(r"^(NATS_ADMIN_\w+)=(.*)$", (project / ".env").read_text(), re.M))
    tls = ssl.create_default_context(cafile=project / "conf/certs/ca.crt")
    connection = await nats.connect("tls://127.0.0.1:4222", user=env["NATS_ADMIN_USERNAME"],
                                    password=env["NATS_ADMIN_PASSWORD"], tls=tls, connect_timeout=5)
    await {"seed": seed, "digest": digest}[mode](connection.jetstream(domain="bklite"))
    await connection.close()


logging.getLogger("asyncio").setLevel(logging.ERROR)  # closing a TLS connection warns
asyncio.run(main())
