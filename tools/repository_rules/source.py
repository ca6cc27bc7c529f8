"""Reads the repository's own text files and sees through C++: comments, strings and function bodies."""
import dataclasses
import functools
import pathlib
import re

IGNORED_FOLDERS = {".git", ".deps", "build", "data", "node_modules", "__pycache__"}
BINARY_SUFFIXES = {".png", ".ttf", ".ico", ".br", ".gz", ".wasm", ".pyc"}
TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"(?P<tag>[^()\s\\]{0,16})\(.*?\)(?P=tag)"|"(?:\\.|[^"\\\n])*"|(?<![0-9A-Za-z_])\'(?:\\.|[^\'\\\n])+\'', re.DOTALL)
NOT_A_FUNCTION = re.compile(r"\b(namespace|class|struct|union|enum|extern)\b|=\s*$")
CONTROL = {"if", "for", "while", "switch", "catch", "return", "requires", "noexcept", "decltype", "alignas"}


def blank(match):
    """A comment or literal as spaces, so that line and column stay; an include path stays readable."""
    return re.sub(r"[^\n]", " ", match.group(0))


@dataclasses.dataclass(frozen=True)
class Source:
    """One text file. `path` is relative to the repository, with slashes."""
    path: str
    text: str

    @property
    def suffix(self):
        return pathlib.PurePosixPath(self.path).suffix

    @property
    def is_cpp(self):
        return self.suffix in (".cpp", ".hpp")

    @property
    def lines(self):
        return self.text.splitlines()

    @functools.cached_property
    def code(self):
        """The text without comments and literals (C++ and JavaScript), of the same length."""
        return TOKEN.sub(blank, self.text) if self.is_cpp or self.suffix in (".js", ".mjs") else self.text

    def line_of(self, offset):
        return self.text.count("\n", 0, offset) + 1

    def includes(self):
        """(line, name, is_system) of every #include."""
        for match in re.finditer(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', self.text, re.MULTILINE):
            yield self.line_of(match.start(2)), match.group(2), match.group(1) == "<"


@dataclasses.dataclass
class Function:
    """One function definition: its name, first line, number of lines and number of parameters."""
    name: str
    line: int
    length: int
    parameters: int


def count_parameters(text):
    """Top-level commas in a parameter list, plus one; templates and nested calls do not count."""
    if text.strip() in ("", "void"):
        return 0
    depth = commas = 0
    for character in text:
        depth += (character in "(<[{") - (character in ")>]}")
        commas += character == "," and depth == 0
    return commas + 1


def parse_signature(head):
    """(name, parameters) if `head`, the code before an opening brace, declares a function; else None."""
    if NOT_A_FUNCTION.search(re.sub(r"\([^()]*\)", "()", head)):
        return None
    match = re.search(r"([~\w:]+|operator\s*\S+?)\s*\(", head)
    if not match or match.group(1).split("::")[-1] in CONTROL:
        return None
    depth, start = 0, match.end()
    for offset in range(match.end() - 1, len(head)):
        depth += (head[offset] == "(") - (head[offset] == ")")
        if depth == 0:
            return match.group(1), count_parameters(head[start:offset])
    return None


def functions(source):
    """The function definitions at namespace or class level; lambdas belong to the function around them."""
    code = re.sub(r"^[ \t]*#.*?(?<!\\)$", blank, source.code, flags=re.MULTILINE | re.DOTALL)
    found, stack, head_start = [], [], 0
    for match in re.finditer(r"[{};]", code):
        offset, character = match.start(), match.group(0)
        inside = any(entry for entry in stack)
        if character == "{":
            signature = None if inside else parse_signature(code[head_start:offset])
            first = head_start + len(code[head_start:offset]) - len(code[head_start:offset].lstrip())
            stack.append((signature, first) if signature else None)
        elif character == "}" and stack:
            entry = stack.pop()
            if entry:
                (name, parameters), first = entry
                line = source.line_of(first)
                found.append(Function(name, line, source.line_of(offset) - line + 1, parameters))
        head_start = offset + 1
    return found


def read_repository(root):
    """Every text file of the repository, in path order."""
    found = []
    for path in sorted(root.rglob("*")):
        relative = path.relative_to(root)
        if IGNORED_FOLDERS.intersection(relative.parts) or path.suffix in BINARY_SUFFIXES or not path.is_file():
            continue
        if "corpus" in relative.parts:
            continue
        found.append(Source(relative.as_posix(), path.read_text(encoding="utf-8", errors="replace")))
    return found
