"""What the browser app measures of itself, in headless Chromium with WebGL in software."""
import json
import os
import subprocess

from benchmarks import goals
from benchmarks.peers import ROOT

FOLDER = ROOT / "tests/e2e/performance"


def figures(script, *arguments):
    env = {**os.environ, "NODE_PATH": str(ROOT / ".deps/node/node_modules")}
    out = subprocess.run(["node", FOLDER / script, *arguments], cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True,
                         check=True).stdout
    return [json.loads(line) for line in out.splitlines()]


def shown(figure):
    return f"{figure['value']:,} {figure['unit']}"


def program_bytes():
    """What a browser loads before the first frame, fonts apart, as tools/web/pack counts it."""
    return sum(file.stat().st_size for kind in ("wasm", "js") for file in (ROOT / "build/web/assets").glob(f"*.{kind}.br"))


def app(options):
    """The app with many keys, with a large value, and while much changes: the best of some rounds."""
    rounds = str(options.rounds)
    measured = figures("scale.mjs", "--keys", str(options.keys), "--rounds", rounds)
    measured += figures("live.mjs", "--rounds", rounds)
    budget = json.loads((ROOT / "tools/web/size_budget.json").read_text(encoding="utf-8"))["program_bytes_max"]
    size = program_bytes()
    reached = [goals.row("wasm and js, as sent", f"{size:,} bytes", f"<= {budget:,} bytes", size <= budget)]
    reached += [goals.row(figure["name"].strip(), shown(figure), figure["goal"], figure["reached"])
                for figure in measured if "goal" in figure]
    rows = [[figure["name"], shown(figure)] for figure in measured if "goal" not in figure]
    title = f"The app, the best of {rounds} rounds, at a load average of {os.getloadavg()[1]:.1f} on {os.cpu_count()} cores"
    return {"title": title, "head": ["", "measured"], "rows": rows, "goals": reached}
