"""The runner of the suites: what failed is named, in the suite's own part of the log and again at its end."""
import contextlib
import importlib.machinery
import importlib.util
import io
import json
import pathlib
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
TAP = """TAP version 13
# Subtest: A key is stored
ok 1 - A key is stored
  ---
  duration_ms: 4.0
  ...
# Subtest: A changed row flashes
not ok 2 - A changed row flashes
  ---
  error: '2 frames, not 6'
  ...
# Subtest: The last one
ok 3 - The last one # SKIP no browser
1..3
# pass 1
# fail 1
"""


def load_runner():
    loader = importlib.machinery.SourceFileLoader("suite_runner", str(ROOT / "tools/test"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


class Runner(unittest.TestCase):
    def setUp(self):
        self.runner = load_runner()
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.runner.RESULTS = pathlib.Path(folder.name)

    def finish(self, names):
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            code = self.runner.finish(names)
        return code, printed.getvalue()

    def store(self, suite, passed, problems):
        outcome = {"passed": passed, "failed": len(problems), "skipped": 0, "problems": problems}
        (self.runner.RESULTS / f"{suite}.json").write_text(json.dumps(outcome))

    def test_failures_and_skips_of_node_are_read_with_their_names(self):
        failure, skip = self.runner.read_tap_problems(TAP)
        self.assertTrue(failure.startswith("FAIL A changed row flashes\n"), failure)
        self.assertIn("2 frames, not 6", failure)
        self.assertNotIn("The last one", failure)
        self.assertEqual(skip, "SKIP The last one # SKIP no browser")

    def test_the_end_names_what_failed_and_the_last_line_counts(self):
        self.store("tidy", 10, [])
        self.store("e2e", 137, ["FAIL A changed row flashes\n" + "\n".join(f"line {number}" for number in range(100))])
        code, printed = self.finish(["tidy", "e2e"])
        self.assertEqual(code, 1)
        self.assertIn("e2e: FAIL A changed row flashes\n", printed)
        self.assertIn("line 99", printed)
        self.assertNotIn("line 50\n", printed)
        self.assertEqual(printed.splitlines()[-1], "147 passed, 1 failed")

    def test_a_suite_without_a_result_counts_as_failed(self):
        code, printed = self.finish(["tidy"])
        self.assertEqual(code, 1)
        self.assertIn("tidy: did not run", printed)
        self.assertEqual(printed.splitlines()[-1], "0 passed, 1 failed")
