"""Runs the tests of the repository's own tools (tools/tests/test_*.py); ends with "N passed, N failed"."""
import pathlib
import sys
import unittest

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]


def main():
    result = unittest.TextTestRunner(stream=sys.stdout, verbosity=1).run(unittest.TestLoader().discover(str(HERE)))
    failed = len(result.failures) + len(result.errors)
    print(f"{result.testsRun - failed} passed, {failed} failed")
    return 1 if failed or not result.testsRun else 0


if __name__ == "__main__":
    sys.exit(main())
