#!/usr/bin/env python3
"""Prints the code of this half minute for a base32 secret (RFC 6238). usage: totp.py SECRET"""
import base64
import hashlib
import hmac
import struct
import sys
import time

digest = hmac.digest(base64.b32decode(sys.argv[1]), struct.pack(">Q", int(time.time()) // 30), hashlib.sha1)
offset = digest[-1] & 15
print(f"{(struct.unpack('>I', digest[offset:offset + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}")
