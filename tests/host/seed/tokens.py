#!/usr/bin/env python3
"""Prints the SQL of the agents' tokens; the deployment's SECRET_KEY comes as a line on stdin."""
import base64
import hashlib
import hmac
import json
import sys

key = sys.stdin.readline().rstrip("\n").encode()
print("SET client_min_messages = warning; DROP TABLE IF EXISTS node_mgmt_sidecarapitoken;")
print("CREATE TABLE node_mgmt_sidecarapitoken (id bigserial PRIMARY KEY, created_at timestamptz NOT NULL, "
      "updated_at timestamptz NOT NULL, node_id varchar(100) NOT NULL, token varchar(250) NOT NULL);")
for number in range(1, 4):
    node = {"node_id": f"node{number}", "ip": f"10.1.2.{number}", "user": "admin"}
    content = json.dumps(node, sort_keys=True).encode()
    signature = hmac.new(key, content, hashlib.sha256).digest()
    token = base64.urlsafe_b64encode(signature + b"." + content).decode()
    print("INSERT INTO node_mgmt_sidecarapitoken (created_at, updated_at, node_id, token) "
          f"VALUES ('2026-03-01', '2026-03-01', 'node{number}', '{token}');")
