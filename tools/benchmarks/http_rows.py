"""What is measured over HTTP: each function returns one table of the report."""
import json
import statistics
import time
import urllib.request

from benchmarks import load, peers

CONNECTIONS = (64, 1000, 5000)


def rss_kib(process):
    with open(f"/proc/{process.pid}/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))


def rows_of(label, results):
    own = results["keyglass"]
    for name, result in results.items():
        ratio = "" if name == "keyglass" else f"{own['rate'] / result['rate']:.2f} ×"
        yield [label, name, f"{result['rate']:,.0f}", ratio, f"{result['p99_ms']:.1f}", str(result["errors"])]


def read_and_write(options):
    """Reads at several numbers of connections, durable writes at 64."""
    rows = []
    with peers.started() as running:
        for peer in running:
            for key in peers.KEYS if peer.write("") else ():
                send(peer, peer.write(key))
        for connections in CONNECTIONS:
            results = load.compare(running, lambda peer: [peer.read(key) for key in peers.KEYS], connections, options)
            rows += rows_of(f"GET, {connections:,} connections", results)
        writes = load.compare(running, lambda peer: [peer.write(key) for key in peers.KEYS] if peer.write("") else None, 64, options)
        rows += rows_of("durable PUT, 64 connections", writes)
        batches = load.compare(running[:1], lambda peer: [batch(number) for number in range(20)], 8, options)["keyglass"]
        single = writes["keyglass"]["rate"]
        rows.append(["/batch of 100 durable puts, keys/s", "keyglass", f"{100 * batches['rate']:,.0f}",
                     f"{100 * batches['rate'] / single:.1f} × single", f"{batches['p99_ms']:.1f}", str(batches["errors"])])
    return {"title": "Over HTTP, side by side", "head": ["", "server", "per second", "keyglass is", "p99 ms", "errors"], "rows": rows}


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
    """What a million keys cost a server that lists and exports them all."""
    rows = []
    with peers.contextlib.ExitStack() as stack:
        server = peers.Keyglass(stack).start()
        for number in range(options.keys // 5000):
            send(server, batch(number, 5000))
        for path in ("/kv", "/export", "/keys?limit=100"):
            before, begin = rss_kib(server.process), time.monotonic()
            drained = drain(server.url + path)
            rows.append([f"GET {path}", f"{drained / 1e6:,.1f}", f"{1000 * (time.monotonic() - begin):,.1f}",
                         f"{max(0, rss_kib(server.process) - before) / 1024:.1f}"])
    return {"title": f"A store of {options.keys:,} keys, over HTTP", "head": ["", "MB", "ms", "RSS growth MiB"], "rows": rows}


def cold_start(options):
    """From the start of the process to the first answer, an empty store."""
    times = []
    for _ in range(options.rounds):
        with peers.contextlib.ExitStack() as stack:
            begin = time.monotonic()
            peers.Keyglass(stack).start()
            times.append(1000 * (time.monotonic() - begin))
    return {"title": "Cold start, empty store", "head": ["", "ms"], "rows": [["first answer", f"{statistics.median(times):.0f}"]]}
