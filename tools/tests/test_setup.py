"""tools/setup: quick when nothing is missing, plain about what it may not do."""
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
ROWS = [line.split() for line in (ROOT / "tools/dependencies.txt").read_text().splitlines() if line and line[0] != "#"]


def run_setup(*words, path=None):
    environment = {**os.environ, **({"PATH": f"{path}:{os.environ['PATH']}"} if path else {})}
    return subprocess.run(["tools/setup", *words], cwd=ROOT, env=environment, stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, check=False)


class Setup(unittest.TestCase):
    def stub_folder(self, **scripts):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        for name, body in scripts.items():
            stub = pathlib.Path(folder.name) / name.replace("_", "-")
            stub.write_text(f"#!/bin/sh\n{body}\n")
            stub.chmod(0o755)
        return folder.name

    def test_it_installs_nothing_when_everything_is_there(self):
        done = run_setup("build")
        self.assertEqual((done.returncode, done.stdout), (0, "setup: everything for build is in place\n"), done.stderr)

    def test_without_root_it_prints_the_command_and_exits_2(self):
        stubs = self.stub_folder(id="echo 1000", sudo="exit 1", dpkg_query="exit 1")
        done = run_setup("bench", path=stubs)
        self.assertEqual(done.returncode, 2)
        self.assertIn("apt-get install --yes --no-install-recommends libbenchmark-dev wrk webdis etcd-server nginx-light", done.stderr)

    def test_an_unknown_purpose_exits_2(self):
        self.assertEqual(run_setup("everything").returncode, 2)


class PinnedList(unittest.TestCase):
    def test_every_row_has_five_columns_and_a_known_kind(self):
        for row in ROWS:
            self.assertEqual(len(row), 5, row)
            self.assertIn(row[0], ("apt", "source", "npm"))

    def test_every_source_package_is_pinned_by_version_and_hash(self):
        for row in (row for row in ROWS if row[0] == "source"):
            self.assertRegex(row[2], r"\d")
            self.assertRegex(row[4], r"^[0-9a-f]{64}$")

    def test_npm_packages_are_exact_and_the_lock_file_names_no_host(self):
        package = (ROOT / "tools/node/package.json").read_text()
        lock = (ROOT / "tools/node/package-lock.json").read_text()
        self.assertEqual(re.findall(r'"dependencies": \{[^}]*[\^~*]', package), [])
        self.assertNotIn('"resolved"', lock)
        self.assertNotRegex(lock, r'"node_modules/[^"]+": \{\s*"version": "[^"]+",\s*(?!"integrity")"')
