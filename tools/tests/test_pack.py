"""The web packer: names by content, refuses what it cannot resolve, keeps to the budget, does nothing twice."""
import gzip
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]


class Pack(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        base = pathlib.Path(self.folder.name)
        self.stage, self.fonts, self.out = base / "stage", base / "fonts", base / "web"
        self.stage.mkdir()
        self.fonts.mkdir()
        (self.stage / "index.html").write_text('<!-- page --><script src="{{asset:app.js}}"></script>')
        (self.stage / "app.js").write_text("// hello\nconst greeting = 'hello';\nconsole.log(greeting);\n")
        (self.fonts / "a.ttf").write_bytes(b"font")

    def pack(self):
        return subprocess.run(["tools/web/pack", self.stage, self.fonts, self.out], cwd=ROOT, capture_output=True, text=True, check=False)

    def test_the_page_names_assets_that_exist_with_both_compressed_forms(self):
        self.assertEqual(self.pack().returncode, 0)
        name = re.search(r'src="(assets/app\.[0-9a-f]{12}\.js)"', (self.out / "index.html").read_text()).group(1)
        script = (self.out / name).read_bytes()
        self.assertNotIn(b"// hello", script)
        self.assertEqual(gzip.decompress((self.out / f"{name}.gz").read_bytes()), script)
        self.assertTrue((self.out / f"{name}.br").exists())

    def test_an_unknown_asset_fails_and_is_named(self):
        (self.stage / "index.html").write_text("<!-- page -->{{asset:gone.js}}")
        done = self.pack()
        self.assertEqual(done.returncode, 1)
        self.assertIn("gone.js", done.stderr)
        self.assertFalse(self.out.exists())

    def test_a_program_over_the_budget_fails(self):
        (self.stage / "app.wasm").write_bytes(os.urandom(310_000))
        done = self.pack()
        self.assertEqual(done.returncode, 1)
        self.assertIn("budget", done.stderr)

    def test_unchanged_input_is_not_packed_again_and_changed_input_is(self):
        self.pack()
        page = (self.out / "index.html").stat().st_ino
        self.pack()
        self.assertEqual((self.out / "index.html").stat().st_ino, page)
        first = sorted(path.name for path in (self.out / "assets").iterdir())
        (self.stage / "app.js").write_text("console.log('changed');\n")
        self.pack()
        second = sorted(path.name for path in (self.out / "assets").iterdir())
        self.assertNotEqual(first, second)
        self.assertEqual(len(first), len(second))

    def test_equal_input_gives_equal_bytes(self):
        self.pack()
        first = {path.name: path.read_bytes() for path in self.out.rglob("*") if path.is_file()}
        pathlib.Path(f"{self.out}.stamp").unlink()
        self.pack()
        self.assertEqual({path.name: path.read_bytes() for path in self.out.rglob("*") if path.is_file()}, first)


class Fonts(unittest.TestCase):
    def make(self, icons):
        with tempfile.TemporaryDirectory() as folder:
            header = pathlib.Path(folder) / "icons.hpp"
            header.write_text(icons)
            return subprocess.run(["tools/web/fonts", folder, "--icons", header], cwd=ROOT, capture_output=True, text=True, check=False)

    def test_the_icons_of_the_app_are_in_the_icon_font(self):
        done = self.make((ROOT / "frontend-wasm/ui/icons.hpp").read_text())
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("icons.ttf", done.stdout)

    def test_an_icon_with_the_code_point_of_another_is_refused(self):
        done = self.make('inline constexpr const char* search = "\\ue18e";\n')
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("search", done.stderr)
