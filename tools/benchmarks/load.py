"""Load by wrk: what one run gave, and medians of runs that take turns between the peers."""
import json
import pathlib
import re
import statistics
import subprocess
import tempfile

UNITS_MS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60000.0}


def lua_script(requests):
    """Goes round the given requests; they are formatted once, so that they cost wrk nothing."""
    lines = ["local requests, next = {}, 0", "init = function()"]
    for request in requests:
        headers = f'{{["Content-Type"] = "{request["type"]}"}}' if "type" in request else "nil"
        body = json.dumps(request["body"]) if "body" in request else "nil"
        lines.append(f'  requests[#requests + 1] = wrk.format("{request["method"]}", "{request["path"]}", {headers}, {body})')
    lines += ["end", "request = function()", "  next = next % #requests + 1", "  return requests[next]", "end"]
    return "\n".join(lines)


def run_wrk(url, requests, connections, seconds):
    """{"rate": requests/s, "p99_ms", "errors": answers that are no success and broken connections}."""
    with tempfile.TemporaryDirectory(prefix="keyglass-wrk-") as folder:
        script = pathlib.Path(folder) / "requests.lua"
        script.write_text(lua_script(requests))
        out = subprocess.run(["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s", "--latency", "-s", script, url],
                             capture_output=True, text=True, check=True).stdout
    p99, unit = re.search(r"99%\s+([\d.]+)(us|ms|s|m)\b", out).groups()
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", out)
    broken = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", out)
    errors = (int(refused.group(1)) if refused else 0) + (sum(map(int, broken.groups())) if broken else 0)
    return {"rate": float(re.search(r"Requests/sec:\s+([\d.]+)", out).group(1)), "p99_ms": float(p99) * UNITS_MS[unit], "errors": errors}


def compare(peers, requests_of, connections, options):
    """Peer name -> medians over the rounds; in each round every peer has its turn. Peers without requests are left out. The
    first one's "ratios" are medians of its rate beside each other's in the same round: the machine's own pace cancels out."""
    runs = {}
    for _ in range(options.rounds):
        for peer in peers:
            requests = requests_of(peer)
            if requests:
                runs.setdefault(peer.name, []).append(run_wrk(peer.url, requests, connections, options.seconds))
    results = {name: {"rate": statistics.median(run["rate"] for run in of), "p99_ms": statistics.median(run["p99_ms"] for run in of),
                      "errors": sum(run["errors"] for run in of)} for name, of in runs.items()}
    first = peers[0].name
    results[first]["ratios"] = {name: statistics.median(own["rate"] / max(1, other["rate"]) for own, other in zip(runs[first], of))
                                for name, of in runs.items()}
    return results
