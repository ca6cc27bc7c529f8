"""What the browser app measures of itself, in headless Chromium with WebGL in software."""
import json
import os
import subprocess

from benchmarks.peers import ROOT


def with_many_keys(options):
    env = {**os.environ, "NODE_PATH": str(ROOT / ".deps/node/node_modules")}
    out = subprocess.run(["node", ROOT / "tests/e2e/performance/scale.mjs", "--keys", str(options.keys)],
                         cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True, check=True).stdout
    figures = [json.loads(line) for line in out.splitlines() if line.startswith("{")]
    rows = [[figure["name"], f"{figure['value']:,} {figure['unit']}", figure.get("goal", "")] for figure in figures]
    return {"title": "The app", "head": ["", "measured", "goal"], "rows": rows}
