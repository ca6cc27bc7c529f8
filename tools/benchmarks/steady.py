"""Readers at a steady pace: their tail tells what a server's other clients cost them, not how fast a load generator is."""
import socket
import statistics
import time

from benchmarks import peers

CONNECTIONS = 64
REQUESTS_A_SECOND = 500  # of all: few enough that none waits for another, or for a processor


class Readers:
    """Send one request after the other, in turn from each of their connections to a server that knows peers.KEYS."""

    def __init__(self, stack, server):
        self.connections = [stack.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=30)) for _ in range(CONNECTIONS)]
        self.requests = [f"GET {server.read(key)['path']} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode() for key in peers.KEYS]

    def p99_ms(self, seconds):
        times = []
        begin = due = time.monotonic()
        while due < begin + seconds:
            time.sleep(max(0.0, due - time.monotonic()))
            due += 1 / REQUESTS_A_SECOND
            connection = self.connections[len(times) % len(self.connections)]
            sent = time.monotonic()
            connection.sendall(self.requests[len(times) % len(self.requests)])
            if not connection.recv(4096).startswith(b"HTTP/1.1 200 "):
                raise ValueError("a reader was not answered")
            times.append(1000 * (time.monotonic() - sent))
        return statistics.quantiles(times, n=100)[98]


class Compared:
    """Tails of rounds without and with others. They vary much, so what counts is the median of the rounds' ratios."""

    def __init__(self, alone, beside):
        self.ratios = sorted(worse / quiet for quiet, worse in zip(alone, beside))
        self.ratio = statistics.median(self.ratios)
        self.p99_ms = statistics.median(beside)

    def __str__(self):
        return f"{self.p99_ms:.2f} ms, {self.ratio:.2f} × ({self.ratios[0]:.2f} to {self.ratios[-1]:.2f})"
