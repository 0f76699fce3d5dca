#!/usr/bin/env python3
"""Prints the SQL of the node manager's tables: agents with their tokens, and the addresses that agents are given.

tokens.py ADDRESS: the platform's address; the deployment's SECRET_KEY comes as a line on stdin.
"""
import base64
import hashlib
import hmac
import json
import sys

TIMES = "created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL"
WHEN = "'2026-03-01', '2026-03-01'"
VARIABLES = {
    "NODE_SERVER_URL": ("https://{address}:443", ""),
    "NATS_SERVERS": ("tls://{address}:4222", ""),
    "NATS_USERNAME": ("admin", ""),
    "NATS_PASSWORD": ("c2VhbGVk", "secret"),
    "NATS_PROTOCOL": ("tls", ""),
}

key = sys.stdin.readline().rstrip("\n").encode()
address = sys.argv[1]
print("SET client_min_messages = warning;")
for table in ("sidecarapitoken", "sidecarenv", "node", "cloudregion"):
    print(f"DROP TABLE IF EXISTS node_mgmt_{table};")
print(f"CREATE TABLE node_mgmt_sidecarapitoken (id bigserial PRIMARY KEY, {TIMES}, node_id varchar(100) NOT NULL, "
      "token varchar(250) NOT NULL);")
print(f"CREATE TABLE node_mgmt_cloudregion (id bigserial PRIMARY KEY, {TIMES}, name varchar(100) UNIQUE NOT NULL, "
      "introduction text NOT NULL);")
print(f"INSERT INTO node_mgmt_cloudregion (created_at, updated_at, name, introduction) VALUES ({WHEN}, 'default', '');")
print(f"CREATE TABLE node_mgmt_node ({TIMES}, id varchar(100) PRIMARY KEY, name varchar(100) NOT NULL, ip varchar(30) NOT NULL, "
      "operating_system varchar(50) NOT NULL, cloud_region_id bigint NOT NULL REFERENCES node_mgmt_cloudregion);")
print("CREATE TABLE node_mgmt_sidecarenv (id bigserial PRIMARY KEY, key varchar(100) NOT NULL, value varchar(200) NOT NULL, "
      "type varchar(20) NOT NULL, is_pre bool NOT NULL, cloud_region_id bigint NOT NULL REFERENCES node_mgmt_cloudregion);")
for name, (value, kind) in VARIABLES.items():
    print("INSERT INTO node_mgmt_sidecarenv (key, value, type, is_pre, cloud_region_id) "
          f"VALUES ('{name}', '{value.format(address=address)}', '{kind}', true, 1);")
for number in range(1, 4):
    node = {"node_id": f"node{number}", "ip": f"10.1.2.{number}", "user": "admin"}
    content = json.dumps(node, sort_keys=True).encode()
    signature = hmac.new(key, content, hashlib.sha256).digest()
    token = base64.urlsafe_b64encode(signature + b"." + content).decode()
    print(f"INSERT INTO node_mgmt_sidecarapitoken (created_at, updated_at, node_id, token) VALUES ({WHEN}, 'node{number}', '{token}');")
    if number < 3:  # the third one was installed and never reported
        print(f"INSERT INTO node_mgmt_node VALUES ({WHEN}, 'node{number}', 'web-{number}', '10.1.2.{number}', 'linux', 1);")
