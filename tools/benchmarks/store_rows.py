"""What is measured in-process, by the Google Benchmark program tests/bench."""
import json
import subprocess

from benchmarks.peers import ROOT

BUILD = ROOT / "build/bench"


def build():
    subprocess.run(["cmake", "--preset", "release", "-B", BUILD, "-DKEYGLASS_BENCH=ON"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["ninja", "-C", BUILD, "keyglass_bench"], check=True, stdout=subprocess.DEVNULL)


def extras(run):
    names = ("commits_per_sync", "write_p50_ms", "write_p99_ms", "write_max_ms", "bytes_per_second")
    return ", ".join(f"{name} {run[name]:,.2f}" for name in names if name in run)


def in_process(options):
    build()
    leave_out = "" if options.keys > 1_000_000 else "--benchmark_filter=-/10000000"
    out = subprocess.run([BUILD / "tests/bench/keyglass_bench", "--benchmark_format=json", *filter(None, [leave_out])],
                         capture_output=True, text=True, check=True).stdout
    rows = []
    for run in json.loads(out)["benchmarks"]:
        if run.get("error_occurred"):
            raise RuntimeError(f"{run['name']}: {run['error_message']}")
        rate = f"{run['items_per_second']:,.0f}" if "items_per_second" in run else ""
        rows.append([run["name"].replace("/real_time", ""), f"{run['real_time']:,.1f} {run['time_unit']}", rate, extras(run)])
    return {"title": "Store and codecs, in-process", "head": ["", "time of one", "per second", ""], "rows": rows}
