"""What is measured of stores of several sizes: in-process by the Google Benchmark program tests/bench, and over HTTP."""
import json
import os
import pathlib
import statistics
import subprocess
import tempfile
import time
import urllib.parse
import urllib.request

from benchmarks import goals, http_rows, peers

BUILD = peers.ROOT / "build/bench"
LARGEST = 10_000_000
PAGES = 200
PAGE_GOAL_MS = 2
START_GOAL_MS = 5_000


def build():
    subprocess.run(["cmake", "--preset", "release", "-B", BUILD, "-DKEYGLASS_BENCH=ON"], cwd=peers.ROOT, check=True,
                   stdout=subprocess.DEVNULL)
    subprocess.run(["ninja", "-C", BUILD, "keyglass_bench"], check=True, stdout=subprocess.DEVNULL)


def extras(run):
    names = ("commits_per_sync", "write_p50_ms", "write_p99_ms", "write_max_ms", "bytes_per_second")
    return ", ".join(f"{name} {run[name]:,.2f}" for name in names if name in run)


def in_process(options, folder):
    """Rows of the program's measurements; the stores it fills stay in the folder, each named by its number of keys."""
    build()
    leave_out = "" if options.keys >= LARGEST else f"--benchmark_filter=-/{LARGEST}"
    out = subprocess.run([BUILD / "tests/bench/keyglass_bench", "--benchmark_format=json", *filter(None, [leave_out])],
                         env={**os.environ, "KEYGLASS_BENCH_FOLDER": folder}, capture_output=True, text=True, check=True).stdout
    for run in json.loads(out)["benchmarks"]:
        if run.get("error_occurred"):
            raise RuntimeError(f"{run['name']}: {run['error_message']}")
        rate = f"{run['items_per_second']:,.0f}" if "items_per_second" in run else ""
        yield [run["name"].replace("/real_time", ""), f"{run['real_time']:,.1f} {run['time_unit']}", rate, extras(run)]


def page_times_ms(url):
    """Of pages of 100 keys, one behind the other from the middle of the keys."""
    times, query = [], {"limit": 100, "prefix": "tenant:0042:"}
    for _ in range(PAGES):
        begin = time.monotonic()
        with urllib.request.urlopen(url + "/keys?" + urllib.parse.urlencode(query), timeout=30) as answer:
            page = json.load(answer)
        times.append(1000 * (time.monotonic() - begin))
        if not page.get("next"):
            break
        query["after"] = page["next"]
    return times


def served(keys, folder):
    """Rows and goals of a server on a store that is there: its start, and its pages."""
    label = f"{keys:,} keys"
    start_ms = statistics.median(http_rows.start_ms(folder) for _ in range(3))
    with peers.contextlib.ExitStack() as stack:
        server = peers.Keyglass(stack, folder).start()
        page_ms = statistics.median(page_times_ms(server.url))
    rows = [[f"server: start to first answer, {label}", f"{start_ms:,.0f} ms", "", ""],
            [f"server: GET /keys?limit=100, {label}", f"{page_ms:.2f} ms", "", ""]]
    return rows, [goals.below(f"a page of 100 keys out of {keys:,}, over HTTP", page_ms, PAGE_GOAL_MS, "ms"),
                  goals.below(f"cold start, {label}", start_ms, START_GOAL_MS, "ms")]


def stores(options):
    """Commits, reads, folds, expiry and opening as a store grows."""
    with tempfile.TemporaryDirectory(prefix="keyglass-bench-") as folder:
        rows = list(in_process(options, folder))
        largest = pathlib.Path(folder) / str(LARGEST)
        if largest.exists():
            more, reached = served(LARGEST, largest)
            rows += more
        else:
            why = f"run with --keys {LARGEST}"
            reached = [goals.not_measured(f"a page of 100 keys out of {LARGEST:,}, over HTTP", f"< {PAGE_GOAL_MS} ms", why),
                       goals.not_measured(f"cold start, {LARGEST:,} keys", f"< {START_GOAL_MS:,} ms", why)]
    return {"title": "Stores of several sizes", "head": ["", "time of one", "per second", ""], "rows": rows, "goals": reached}
