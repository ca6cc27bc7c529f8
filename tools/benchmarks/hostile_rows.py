"""What well-behaved readers feel while other clients do their worst: on loopback, bounded, for a few seconds at a time."""
import contextlib
import multiprocessing
import random
import socket
import statistics
import struct
import time

from benchmarks import goals, http_rows, peers, steady

P99_GOAL = 2
SLOW = 500  # heads that come by one byte a second
DEAF = 20  # ask for a large value again and again, and read nothing
GARBAGE_A_SECOND = 200  # what is no request, or a wrong one
FLOOD_A_SECOND = 500  # connections that are given up at once
TICK_SECONDS = 0.1
LARGE_BYTES = 1 << 20
DEAF_REQUESTS = b"GET /kv/large?raw HTTP/1.1\r\nHost: localhost\r\n\r\n" * 50
WRONG_HEADS = [b"GET / HTTP/9.9\r\n\r\n", b"BREW /kv HTTP/1.1\r\nHost: a\r\n\r\n", b"GET " + b"/" * 20_000, b"\x16\x03\x01\x02\x00\x01" + b"\0" * 64,
               b"POST /kv/a HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", b"\r\n" * 5_000]


class Hostile:
    """Does its worst in a process of its own throughout a with block, which begins once all of them are there."""

    def __init__(self, port):
        self.port = port
        # Connections: all of the slow and the deaf ones, of the others those since then.
        self.counts = {kind: multiprocessing.Value("i", 0) for kind in ("slow", "deaf", "garbage", "flood")}
        self.random = random.Random(port)
        self.slow, self.deaf = [], []
        self.settled, self.ending = multiprocessing.Event(), multiprocessing.Event()
        self.process = multiprocessing.Process(target=self.work, daemon=True)

    def __enter__(self):
        self.process.start()
        self.settled.wait(peers.START_SECONDS_MAX)
        return self

    def __exit__(self, *_):
        self.ending.set()
        self.process.join()

    def connect(self, kind, first=b""):
        """None: the server did not take it, or not so much of it."""
        connection = socket.socket()
        # Ended by a reset: thousands that wait for their ports to be free again would end the measuring, not the server.
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.settimeout(1)
        try:
            connection.connect(("127.0.0.1", self.port))
            self.counts[kind].value += 1
            connection.setblocking(False)
            connection.send(first)
            return connection
        except OSError:
            connection.close()
            return None

    def drip(self, connections):
        """One more byte on each of the slow ones; who was told to go comes again."""
        for connection in connections:
            try:
                connection.send(b"x")
            except BlockingIOError:
                continue
            except OSError:
                connection.close()
                self.slow.remove(connection)
        while len(self.slow) < SLOW and not self.ending.is_set():
            if connection := self.connect("slow", b"GET /kv/a HTTP/1.1\r\nHost: localhost\r\nX-Slow: "):
                self.slow.append(connection)

    def work(self):
        self.deaf = [one for one in (self.connect("deaf", DEAF_REQUESTS) for _ in range(DEAF)) if one]
        turn = 0
        while not self.ending.is_set():
            begin = time.monotonic()
            self.drip(self.slow[turn % 10::10])
            for _ in range(round(GARBAGE_A_SECOND * TICK_SECONDS)):
                garbage = self.random.choice(WRONG_HEADS + [self.random.randbytes(500)])
                if connection := self.connect("garbage", garbage):
                    connection.close()
            for _ in range(round(FLOOD_A_SECOND * TICK_SECONDS)):
                if connection := self.connect("flood"):
                    connection.close()
            turn += 1
            if turn == 10:
                self.counts["garbage"].value = self.counts["flood"].value = 0
                self.settled.set()
            self.ending.wait(max(0.0, begin + TICK_SECONDS - time.monotonic()))


def beside_others(options):
    """Readers alone and beside hostile clients, taking turns: tails vary much, so there are more rounds than for rates."""
    alone, beside = [], []
    with contextlib.ExitStack() as stack:
        server = peers.Keyglass(stack).start()
        for key in peers.KEYS:
            http_rows.send(server, server.write(key))
        http_rows.send(server, {"method": "PUT", "path": "/kv/large", "body": "v" * LARGE_BYTES, "type": "text/plain"})
        readers = steady.Readers(stack, server)
        for _ in range(3 * options.rounds):
            alone.append(readers.p99_ms(options.seconds))
            with Hostile(server.port) as hostile:
                beside.append(readers.p99_ms(options.seconds))
                counts = {kind: count.value for kind, count in hostile.counts.items()}
    compared = steady.Compared(alone, beside)
    rows = [["GET p99, alone", f"{statistics.median(alone):.2f} ms"], ["the same beside hostile clients", str(compared)],
            ["hostile clients of the last round", f"{counts['slow']} slow, {counts['deaf']} deaf; a second "
             f"{counts['garbage'] / options.seconds:,.0f} with garbage and {counts['flood'] / options.seconds:,.0f} that only connect"]]
    return {"title": f"Readers beside {SLOW} slow and {DEAF} deaf clients, garbage and floods", "head": ["", "keyglass"], "rows": rows,
            "goals": [goals.at_most("GET p99 beside hostile clients, against alone", compared.ratio, P99_GOAL)]}
