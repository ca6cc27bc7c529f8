"""Every rule of tools/tidy finds a planted breach, and leaves the allowed neighbour of it alone."""
import unittest

from repository_rules import rules
from repository_rules.source import Source, functions


def breaches(rule, path, text):
    return [message for _, _, message in rule([Source(path, text)])]


class TidyRules(unittest.TestCase):
    def assert_breach(self, rule, path, text):
        self.assertTrue(breaches(rule, path, text), f"{rule.__name__} overlooked: {text}")

    def assert_clean(self, rule, path, text):
        self.assertEqual(breaches(rule, path, text), [])

    def test_an_include_of_an_upper_layer_is_found(self):
        rule = rules.includes_point_downward
        self.assert_breach(rule, "backend/storage/a.cpp", '#include "http/router.hpp"\n')
        self.assert_breach(rule, "frontend-wasm/app/a.hpp", '#include "ui/widgets.hpp"\n')
        self.assert_breach(rule, "shared/keyglass/a.cpp", '#include "storage/store.hpp"\n')
        self.assert_clean(rule, "backend/http/a.cpp", '#include "service/service.hpp"\n')

    def test_a_library_outside_its_door_is_found(self):
        rule = rules.libraries_have_one_door
        self.assert_breach(rule, "backend/http/router.cpp", "#include <httplib.h>\n")
        self.assert_breach(rule, "shared/keyglass/messages.hpp", "#include <nlohmann/json.hpp>\n")
        self.assert_breach(rule, "backend/storage/memory_store.cpp", "#include <rocksdb/db.h>\n")
        self.assert_clean(rule, "backend/storage/rocksdb_store.cpp", "#include <rocksdb/db.h>\n")

    def test_a_long_file_is_found(self):
        self.assert_breach(rules.files_are_short, "backend/a.cpp", "// x\n" * 401)
        self.assert_clean(rules.files_are_short, "backend/a.cpp", "// x\n" * 400)

    def test_a_long_function_is_found(self):
        body = "  a();\n" * 58
        self.assert_breach(rules.functions_are_short, "backend/a.cpp", f"void f() {{\n{body}}}\n")
        self.assert_clean(rules.functions_are_short, "backend/a.cpp", "void f() {\n  a();\n}\n")

    def test_too_many_parameters_are_found(self):
        rule = rules.functions_take_few_parameters
        self.assert_breach(rule, "backend/a.cpp", "void f(int a, int b, int c, int d, int e) {}\n")
        self.assert_clean(rule, "backend/a.cpp", "void f(std::map<int, int> a, int b, int c, int d) {}\n")

    def test_a_banned_construct_is_found_in_code_and_not_in_a_comment(self):
        rule = rules.no_banned_code
        self.assert_breach(rule, "shared/keyglass/a.cpp", "auto x = std::ranges::find(v, 1);\n")
        self.assert_breach(rule, "backend/a.cpp", "class StoreManager {};\n")
        self.assert_breach(rule, "frontend-wasm/view/a.cpp", "auto red = IM_COL32(255, 0, 0, 255);\n")
        self.assert_breach(rule, "frontend-wasm/web/a.js", "node.innerHTML = key;\n")
        self.assert_clean(rule, "shared/keyglass/a.cpp", "// std::ranges is missing in em++\n")
        self.assert_clean(rule, "backend/a.cpp", "auto x = std::ranges::find(v, 1);\n")

    def test_words_and_hosts_that_belong_nowhere_are_found(self):
        rule = rules.no_banned_text
        self.assert_breach(rule, "README.md", "TO" + "DO: write\n")
        self.assert_breach(rule, "tools/setup", "curl https://" + "registry.example.org/x\n")
        self.assert_breach(rule, "README.md", "see /" + "work/main\n")
        self.assert_clean(rule, "README.md", "curl http://localhost:8000/kv\n")

    def test_a_file_without_a_purpose_is_found(self):
        rule = rules.files_say_what_they_are_for
        self.assert_breach(rule, "backend/a.hpp", "#pragma once\n")
        self.assert_breach(rule, "tools/thing", "#!/bin/sh\necho\n")
        self.assert_clean(rule, "backend/a.hpp", "// Opens doors.\n#pragma once\n")

    def test_a_file_name_in_another_case_is_found(self):
        self.assert_breach(rules.files_are_named_in_snake_case, "backend/http/HttpServer.cpp", "")
        self.assert_clean(rules.files_are_named_in_snake_case, "backend/http/http_server.cpp", "")

    def test_a_decision_that_is_not_indexed_is_found(self):
        page, index = Source("docs/adr/0001-a.md", ""), Source("docs/adr/README.md", "[a](0001-a.md)")
        self.assertTrue(list(rules.decisions_are_indexed([page])))
        self.assertEqual(list(rules.decisions_are_indexed([page, index])), [])

    def test_a_picture_that_no_page_shows_is_found(self):
        taken = Source("tests/e2e/screenshots.mjs", "{name: 'dark', theme: 'dark'}")
        rule = rules.pictures_are_in_the_gallery
        self.assertTrue(list(rule([taken, Source("docs/gallery.md", "# Pictures")])))
        self.assertTrue(list(rule([taken, Source("docs/gallery.md", "screenshots/dark.png screenshots/gone.png")])))
        self.assertEqual(list(rule([taken, Source("docs/gallery.md", "screenshots/dark.png")])), [])


class FunctionReader(unittest.TestCase):
    def test_functions_are_told_from_classes_lambdas_and_initializers(self):
        text = ("namespace n {\nclass A : public B {\n public:\n  explicit A(int x) : x_{x} {}\n  int get() const { return x_; }\n};\n"
                "constexpr std::array rows{Row{1}, Row{2}};\nint f(int a,\n      int b) {\n  auto g = [](int c) { return c; };\n"
                "  if (a) { return b; }\n  return g(a);\n}\n}\n")
        found = {(function.name, function.length, function.parameters) for function in functions(Source("a.cpp", text))}
        self.assertIn(("f", 6, 2), found)
        self.assertIn(("get", 1, 0), found)
        self.assertNotIn("g", {name for name, _, _ in found})
        self.assertNotIn("A", {name for name, length, _ in found if length > 3})
