"""What is measured over HTTP: each function returns one table of the report."""
import json
import statistics
import time
import urllib.request

from benchmarks import goals, load, peers

# Connections -> what the rate of reads must be beside each peer's.
READ_GOALS = {64: {"webdis": 1.5, "etcd": 8, "nginx": 0.75}, 1000: {"webdis": 1.5, "nginx": 0.85},
              5000: {"webdis": 1.5, "nginx": 0.85}}
WRITE_GOALS = {"webdis": 1.3, "etcd": 4}
BATCH_GOAL = 10
GROWTH_GOAL_MIB = 32
LISTED_KEYS_MAX = 1_000_000
START_GOAL_MS = 100


def rss_kib(process):
    with open(f"/proc/{process.pid}/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))


def rows_of(label, results):
    own = results["keyglass"]
    for name, result in results.items():
        ratio = "" if name == "keyglass" else f"{own['ratios'][name]:.2f} ×"
        yield [label, name, f"{result['rate']:,.0f}", ratio, f"{result['p99_ms']:.1f}", str(result["errors"])]


def read_and_write(options):
    """Reads at several numbers of connections, durable writes at 64."""
    rows, reached = [], []
    with peers.started() as running:
        for peer in running:
            for key in peers.KEYS if peer.write("") else ():
                send(peer, peer.write(key))
        for connections, bounds in READ_GOALS.items():
            results = load.compare(running, lambda peer: [peer.read(key) for key in peers.KEYS], connections, options)
            label = f"GET, {connections:,} connections"
            rows += rows_of(label, results)
            reached += goals.against(label, results, bounds)
            if connections > 64:
                reached += [goals.tail(label, results), goals.no_errors(label, results["keyglass"])]
        writes = load.compare(running, lambda peer: [peer.write(key) for key in peers.KEYS] if peer.write("") else None, 64, options)
        label = "durable PUT, 64 connections"
        rows += rows_of(label, writes)
        reached += [*goals.against(label, writes, WRITE_GOALS), goals.no_errors(label, writes["keyglass"])]
        batches = load.compare(running[:1], lambda peer: [batch(number) for number in range(20)], 8, options)["keyglass"]
        label, gain = "/batch of 100 durable puts, keys/s", 100 * batches["rate"] / writes["keyglass"]["rate"]
        rows.append([label, "keyglass", f"{100 * batches['rate']:,.0f}", f"{gain:.1f} × single", f"{batches['p99_ms']:.1f}",
                     str(batches["errors"])])
        reached.append(goals.at_least(label + ", against single puts", gain, BATCH_GOAL))
    return {"title": "Over HTTP, side by side", "head": ["", "server", "per second", "keyglass is", "p99 ms", "errors"], "rows": rows,
            "goals": reached}


def send(peer, request):
    body = request.get("body")
    headers = {"Content-Type": request["type"]} if "type" in request else {}
    urllib.request.urlopen(urllib.request.Request(peer.url + request["path"], method=request["method"], headers=headers,
                                                  data=body.encode() if body else None), timeout=30).read()


def batch(number, keys=100):
    ops = [{"op": "put", "key": f"batch:{number:06}:{op:03}", "value": peers.VALUE} for op in range(keys)]
    return {"method": "POST", "path": "/batch", "body": json.dumps({"ops": ops}, separators=(",", ":")), "type": "application/json"}


def drain(url):
    """Bytes of the answer, read as they come."""
    total = 0
    with urllib.request.urlopen(url, timeout=600) as answer:
        while chunk := answer.read(1 << 20):
            total += len(chunk)
    return total


def large_listing(options):
    """What many keys cost a server that lists and exports them all."""
    rows, reached = [], []
    keys = min(options.keys, LISTED_KEYS_MAX)
    with peers.contextlib.ExitStack() as stack:
        server = peers.Keyglass(stack).start()
        for number in range(keys // 5000):
            send(server, batch(number, 5000))
        for path in ("/kv", "/export", "/keys?limit=100"):
            before, begin = rss_kib(server.process), time.monotonic()
            drained = drain(server.url + path)
            growth_mib = max(0, rss_kib(server.process) - before) / 1024
            rows.append([f"GET {path}", f"{drained / 1e6:,.1f}", f"{1000 * (time.monotonic() - begin):,.1f}", f"{growth_mib:.1f}"])
            if "limit" not in path:
                reached.append(goals.below(f"GET {path} of {keys:,} keys, growth of the resident set", growth_mib, GROWTH_GOAL_MIB, "MiB"))
    return {"title": f"A store of {keys:,} keys, over HTTP", "head": ["", "MB", "ms", "RSS growth MiB"], "rows": rows,
            "goals": reached}


def start_ms(store=None):
    """From the start of the process to its first answer."""
    with peers.contextlib.ExitStack() as stack:
        begin = time.monotonic()
        peers.Keyglass(stack, store).start()
        return 1000 * (time.monotonic() - begin)


def cold_start(options):
    """From the start of the process to the first answer, an empty store."""
    median_ms = statistics.median(start_ms() for _ in range(max(5, options.rounds)))
    return {"title": "Cold start, empty store", "head": ["", "ms"], "rows": [["first answer", f"{median_ms:.0f}"]],
            "goals": [goals.below("cold start, empty store", median_ms, START_GOAL_MS, "ms")]}
