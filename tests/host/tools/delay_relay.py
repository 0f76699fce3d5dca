#!/usr/bin/env python3
"""A TCP relay that is some milliseconds of round trip away.

usage: delay_relay.py PORT TARGET_PORT MILLISECONDS [--window BYTES]     both on 127.0.0.1

Every byte arrives half the round trip after it was sent, whatever the rate; at most WINDOW bytes (default 4 MiB, what
Linux lets one connection have by default) are on the way in each direction, as a TCP window would allow. An end of
file is passed on as late as the bytes before it.
"""
import argparse
import collections
import selectors
import signal
import socket
import time

CHUNK = 256 * 1024


class Direction:
    """Bytes on their way from one socket to another: (when they are due, the bytes), b"" is the end."""

    def __init__(self, source, sink, delay, window):
        self.source, self.sink, self.delay, self.window = source, sink, delay, window
        self.queue = collections.deque()
        self.bytes = 0
        self.ended = False
        self.finished = False

    def wants_input(self):
        return not self.ended and self.bytes < self.window

    def due(self, now):
        return bool(self.queue) and self.queue[0][0] <= now

    def read(self):
        try:
            data = self.source.recv(CHUNK)
        except BlockingIOError:
            return
        self.ended = not data
        self.queue.append((time.monotonic() + self.delay, memoryview(data)))
        self.bytes += len(data)

    def write(self, now):
        while self.due(now):
            when, data = self.queue[0]
            if not data:
                self.sink.shutdown(socket.SHUT_WR)
                self.queue.popleft()
                self.finished = True
                return
            try:
                sent = self.sink.send(data)
            except BlockingIOError:
                return
            self.bytes -= sent
            if sent < len(data):
                self.queue[0] = (when, data[sent:])
                return
            self.queue.popleft()


class Relay:
    def __init__(self, options):
        self.options = options
        self.delay = options.milliseconds / 2000
        self.selector = selectors.DefaultSelector()
        self.connections = set()
        self.listener = socket.create_server(("127.0.0.1", options.port), backlog=50)
        self.selector.register(self.listener, selectors.EVENT_READ)

    def accept(self):
        client, _ = self.listener.accept()
        # the connection itself takes a round trip too: the other side is asked only when it would have heard
        self.connections.add(Connection(client, self.options.target, self.delay, self.options.window))

    def run(self):
        while True:
            now = time.monotonic()
            wait = None
            for connection in list(self.connections):
                if not connection.work(now):
                    connection.close(self.selector)
                    self.connections.discard(connection)
                    continue
                connection.watch(self.selector, now)
                wake = connection.next_due()
                if wake is not None and wake > now:
                    wait = wake - now if wait is None else min(wait, wake - now)
            for key, events in self.selector.select(wait):
                if key.fileobj is self.listener:
                    self.accept()
                else:
                    key.data.ready(key.fileobj, events)


class Connection:
    def __init__(self, client, target, delay, window):
        self.client, self.target, self.delay, self.window = client, target, delay, window
        client.setblocking(False)
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.server = None
        self.directions = []
        self.opens = time.monotonic() + delay
        self.watched = {}
        self.broken = False

    def work(self, now):
        """Sends what is due; False when both directions have ended or one side is gone."""
        if self.server is None:
            if now < self.opens:
                return True
            try:
                self.server = socket.create_connection(("127.0.0.1", self.target))
            except OSError:
                return False
            self.server.setblocking(False)
            self.server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.directions = [Direction(self.client, self.server, self.delay, self.window),
                               Direction(self.server, self.client, self.delay, self.window)]
        try:
            for direction in self.directions:
                direction.write(now)
        except OSError:
            return False
        return not self.broken and not all(direction.finished for direction in self.directions)

    def ready(self, sock, events):
        if events & selectors.EVENT_READ:
            for direction in self.directions:
                if direction.source is sock:
                    try:
                        direction.read()
                    except OSError:
                        self.broken = True

    def next_due(self):
        if self.server is None:
            return self.opens
        return min((direction.queue[0][0] for direction in self.directions if direction.queue), default=None)

    def watch(self, selector, now):
        for sock in (self.client, self.server):
            if sock is None or self.server is None:
                continue
            events = 0
            for direction in self.directions:
                if direction.source is sock and direction.wants_input():
                    events |= selectors.EVENT_READ
                if direction.sink is sock and direction.due(now):
                    events |= selectors.EVENT_WRITE
            if events == self.watched.get(sock, 0):
                continue
            if not events:
                selector.unregister(sock)
            elif self.watched.get(sock, 0):
                selector.modify(sock, events, self)
            else:
                selector.register(sock, events, self)
            self.watched[sock] = events

    def close(self, selector):
        for sock in (self.client, self.server):
            if sock is not None:
                if self.watched.get(sock, 0):
                    selector.unregister(sock)
                sock.close()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    parser.add_argument("target", type=int)
    parser.add_argument("milliseconds", type=float)
    parser.add_argument("--window", type=int, default=4 * 1024 * 1024)
    signal.signal(signal.SIGTERM, lambda *_: exit(0))
    Relay(parser.parse_args()).run()


main()
