"""What ten thousand idle connections and as many watchers cost a server, its readers, and a change on its way to all."""
import resource
import selectors
import socket
import statistics
import time

from benchmarks import goals, http_rows, peers, steady

EACH = 10_000
MEMORY_GOAL_MIB = 300
REACH_GOAL_MS = 1_000
P99_GOAL = 1.2
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


def started(stack):
    server = Watched(stack).start()
    for key in peers.KEYS:
        http_rows.send(server, server.write(key))
    return server


def idle_and_watching(options):
    """Two servers, so that their readers can take turns: nobody watches the one, everybody is connected to the other."""
    each = min(EACH, (resource.getrlimit(resource.RLIMIT_NOFILE)[0] - 500) // 2)
    with peers.contextlib.ExitStack() as stack:
        alone, server = started(stack), started(stack)
        watchers = [connected(server.port, WATCH, b"retry:") for _ in range(each)]
        readers = [steady.Readers(stack, alone), steady.Readers(stack, server)]
        rounds = [[of_one.p99_ms(options.seconds) for of_one in readers] for _ in range(3 * options.rounds)]
        # Last, because a server does not wait for ever for who is idle.
        held = watchers + [connected(server.port, GET, b"}") for _ in range(each)]
        memory_mib = http_rows.rss_kib(server.process) / 1024
        seconds = statistics.median(reach_all(server, watchers) for _ in range(options.rounds))
        for connection in held:
            connection.close()
    unwatched, watched = zip(*rounds)
    compared = steady.Compared(unwatched, watched)
    rows = [["RSS with all of them", f"{memory_mib:.0f} MiB"], ["one change reaches all watchers", f"{1000 * seconds:.0f} ms"],
            ["GET p99, nobody watches", f"{statistics.median(unwatched):.2f} ms"], ["the same with the watchers", str(compared)]]
    who = f"{each:,} idle connections and {each:,} watchers"
    reached = [goals.below(f"{who}, resident set", memory_mib, MEMORY_GOAL_MIB, "MiB"),
               goals.below("one change reaches all of them", 1000 * seconds, REACH_GOAL_MS, "ms"),
               goals.at_most("GET p99 with the watchers, against nobody's", compared.ratio, P99_GOAL)]
    return {"title": who, "head": ["", "keyglass"], "rows": rows, "goals": reached}
