"""What ten thousand idle connections and as many watchers cost a server, its readers, and a change on its way to all."""
import resource
import selectors
import socket
import statistics
import time

from benchmarks import http_rows, load, peers

EACH = 10_000
SECONDS_MAX = 120
GET = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
WATCH = b"GET /watch HTTP/1.1\r\nHost: localhost\r\n\r\n"


class Watched(peers.Keyglass):
    """With room for all of them, and patience with those that are idle meanwhile."""

    def launch(self):
        return self.run(peers.ROOT / "build/bin/keyglass", "api", "--listen", f"127.0.0.1:{self.port}", "--log-level", "warn",
                        "--store", f"rocksdb:{self.folder}/rocksdb", "--connections-max", str(3 * EACH))


def connected(port, request, until):
    """A connection whose first answer has come as far as `until`."""
    connection = socket.create_connection(("127.0.0.1", port), timeout=SECONDS_MAX)
    connection.sendall(request)
    answer = b""
    while until not in answer:
        answer += connection.recv(4096)
    return connection


def reach_all(server, watchers):
    """Seconds from the request that changes a key until every watcher has read the event."""
    with selectors.DefaultSelector() as selector:
        for watcher in watchers:
            selector.register(watcher, selectors.EVENT_READ)
        left, begin = len(watchers), time.monotonic()
        http_rows.send(server, server.write("watched"))
        while left > 0:
            if time.monotonic() - begin > SECONDS_MAX:
                raise TimeoutError(f"{left} watchers were told nothing")
            for key, _ in selector.select(1):
                if b"event: put" in key.fileobj.recv(65536):
                    left -= 1
                    selector.unregister(key.fileobj)
        return time.monotonic() - begin


def median_p99(server, options):
    requests = [server.read(key) for key in peers.KEYS]
    return statistics.median(load.run_wrk(server.url, requests, 64, options.seconds)["p99_ms"] for _ in range(options.rounds))


def idle_and_watching(options):
    """One server, first alone with its readers, then with everyone connected."""
    each = min(EACH, (resource.getrlimit(resource.RLIMIT_NOFILE)[0] - 500) // 2)
    with peers.contextlib.ExitStack() as stack:
        server = Watched(stack).start()
        for key in peers.KEYS:
            http_rows.send(server, server.write(key))
        alone = median_p99(server, options)
        watchers = [connected(server.port, WATCH, b"retry:") for _ in range(each)]
        with_watchers = median_p99(server, options)
        held = watchers + [connected(server.port, GET, b"}") for _ in range(each)]
        memory = http_rows.rss_kib(server.process) / 1024
        seconds = statistics.median(reach_all(server, watchers) for _ in range(options.rounds))
        for connection in held:
            connection.close()
    rows = [["RSS with all of them", f"{memory:.0f} MiB"], ["one change reaches all watchers", f"{1000 * seconds:.0f} ms"],
            ["GET p99 at 64 connections, alone", f"{alone:.2f} ms"],
            ["the same with the watchers", f"{with_watchers:.2f} ms, {with_watchers / alone:.2f} ×"]]
    return {"title": f"{each:,} idle keep-alive connections and {each:,} watchers", "head": ["", "keyglass"], "rows": rows}
