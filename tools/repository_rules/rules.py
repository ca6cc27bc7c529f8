"""The repository's rules. Each takes every source and yields (path, line, message); the message names the remedy."""
import re

from repository_rules.source import functions

FILE_LINES_MAX = 400
FUNCTION_LINES_MAX = 60
PARAMETERS_MAX = 4

# Layer folder -> the include prefixes it may use. `main.cpp` joins everything of its side.
LAYERS = {
    "shared/keyglass/": {"keyglass"},
    "backend/storage/": {"keyglass", "storage"},
    "backend/service/": {"keyglass", "storage", "service"},
    "backend/http/": {"keyglass", "storage", "service", "http"},
    "backend/maintenance/": {"keyglass", "storage", "maintenance"},
    "backend/config/": {"keyglass", "storage", "config"},
    "backend/cli/": {"keyglass", "config", "cli"},
    "backend/main.cpp": {"keyglass", "storage", "service", "http", "config", "cli", "maintenance"},
    "frontend-wasm/app/": {"keyglass", "app"},
    "frontend-wasm/ui/": {"keyglass", "app", "ui"},
    "frontend-wasm/view/": {"keyglass", "app", "ui", "view"},
    "frontend-wasm/platform/": {"keyglass", "app", "ui", "platform"},
    "frontend-wasm/main.cpp": {"keyglass", "app", "ui", "view", "platform"},
}
PREFIXES = set().union(*LAYERS.values())

# Library header -> the only product files that may include it.
ONE_DOOR = {
    r"httplib\.h": r"backend/http/library_server\.cpp|backend/cli/\w+\.cpp",
    r"nlohmann/.*": r"shared/keyglass/\w+\.cpp",
    r"rocksdb/.*": r"backend/storage/rocksdb_\w+\.(cpp|hpp)",
    r"hiredis/.*": r"backend/storage/redis_\w+\.(cpp|hpp)",
    r"prometheus/.*": r"backend/http/metrics_\w+\.cpp",
    r"openssl/.*": r"backend/storage/sha1\.cpp|backend/service/token_table\.cpp|backend/http/\w*tls\w*\.(cpp|hpp)",
    r"CLI/.*|CLI11.*": r"backend/config/\w+\.cpp",
    r"imgui.*": r"frontend-wasm/(ui|platform)/.*|frontend-wasm/main\.cpp",
    r"emscripten.*|GLES3/.*": r"frontend-wasm/platform/web/.*|frontend-wasm/main\.cpp",
}

# Functions whose signature a library dictates.
DICTATED = {("frontend-wasm/platform/web/browser_glyphs.cpp", "load"),
            ("backend/http/tls_identity.cpp", "choose_protocol"),
            ("backend/storage/rocksdb_history_filter.cpp", "FilterV2")}

WASM = r"(shared|frontend-wasm)/.*\.(cpp|hpp)"
CPP = r".*\.(cpp|hpp)"
PRODUCT = r"(shared|backend|frontend-wasm)/.*\.(cpp|hpp)"
# (files, pattern in the code without comments and literals, what to do instead)
BANNED_CODE = [
    (CPP, r"\b\w*(Manager|Helper|Util(s|ity|ities)?)\b", "name what it does (no Manager, Helper, Util)"),
    (CPP, r"#include\s*<(format|expected|source_location)>", "the toolchains lack it: Result<T>, std::string +, to_chars"),
    (WASM, r"\bstd::(ranges|views)::", "em++ lacks it: an algorithm of <algorithm> with begin and end"),
    (WASM, r"#include\s*<ranges>", "em++ lacks it: an algorithm of <algorithm> with begin and end"),
    (WASM, r"\bstd::bit_cast\b", "em++ lacks it: std::memcpy"),
    (WASM, r"operator\s*<=>", "em++ lacks it for strings: operator== and operator<"),
    (WASM, r"\bconstexpr\s+(static\s+)?std::vector\b", "em++ lacks it: std::array"),
    (WASM, r"\b(throw|try|catch)\b(?!_)", "wasm is built without exceptions: Result<T>"),
    (PRODUCT, r"\busing\s+namespace\s+(?!keyglass\b)", "write the qualified name, or a using declaration"),
    (r".*\.hpp", r"\busing\s+namespace\b", "a header opens no namespace for those who include it"),
    (PRODUCT, r"\bstd::regex\b", "a hand-written matcher: std::regex recurses on long input"),
    (PRODUCT, r"\b(strcpy|strcat|sprintf|gets|atoi|atol|strtok)\s*\(", "std::string, std::from_chars"),
    (r"frontend-wasm/view/.*", r"\bIM_COL32|\bImColor\b|\bImVec4\b|\b0x[0-9A-Fa-f]{6,8}\b", "a colour token of ui/theme.hpp"),
    (r"frontend-wasm/view/.*", r"\bImGui::", "a widget of ui/: it registers its semantics too"),
    (r"tests/(?!support/|contract/engines).*\.(cpp|hpp)", r"\b(sleep_for|usleep|nanosleep|sleep)\s*\(", "wait_until(): a condition with a deadline"),
    (r".*\.m?js", r"\b(innerHTML|outerHTML|insertAdjacentHTML)\b|document\.write\b", "textContent: keys and values are hostile"),
    (r"frontend-wasm/.*\.js", r"\beval\s*\(|\bnew\s+Function\b", "plain code: the page's policy forbids eval"),
]
# (files, pattern in the whole text, what to do instead)
BANNED_TEXT = [
    (r".*", r"\b(TO" r"DO|FIX" r"ME|XX" r"X)\b", "finish it, or describe the limit in the documentation"),
    (r".*", r"https?://([\w-]+\.)*(deb|archive|mirrors?|registry|pypi|proxy|crates|snapshot|packages)\.[\w-]", "no host of a registry or mirror"),
    (r".*", r"(?<![\w.])/(work|home|root)/\w", "a path relative to the repository"),
    (r".*\.(cpp|hpp|py|js|mjs|css|cmake|txt|md|yaml)", r"[ \t]+$", "no space at the end of a line"),
    (r".*\.(cpp|hpp|py|js|mjs|css|cmake|md|yaml)", r"\t", "spaces"),
]
FIRST_LINE = [
    (r".*\.(cpp|hpp|js|mjs)", r"(#!.*\n)?(//|/\*)"),
    (r".*\.css", r"/\*"),
    (r".*\.html", r"(<!doctype html>\s*)?<!--"),
    (r".*\.py", r'(#!.*\n)?("""|#)'),
    (r".*\.(cmake|ya?ml)|(.*/)?(CMakeLists\.txt|Makefile|Dockerfile|\.env\.example|\.clang-tidy)", r"#"),
    (r"tools/\w+|tools/web/\w+|\.ci/\w+|tests/fuzz/run", r'#!.*\n("""|#|//)'),
]


def match(pattern, path):
    return re.fullmatch(pattern, path) is not None


def includes_point_downward(sources):
    """A layer includes only the layers below it."""
    for source in sources:
        allowed = next((prefixes for folder, prefixes in LAYERS.items() if source.path.startswith(folder)), None)
        if allowed is None or not source.is_cpp:
            continue
        for line, name, is_system in source.includes():
            prefix = name.split("/")[0]
            if not is_system and prefix in PREFIXES - allowed:
                yield source.path, line, f'must not include "{name}": this layer may use {", ".join(sorted(allowed))}'


def libraries_have_one_door(sources):
    """A third-party library is known to the files that wrap it alone."""
    for source in sources:
        if not match(PRODUCT, source.path):
            continue
        for line, name, _ in source.includes():
            for header, door in ONE_DOOR.items():
                if match(header, name) and not match(door, source.path):
                    yield source.path, line, f"must not include {name}: only {door} may"


def files_are_short(sources):
    """A file fits a reader's head."""
    for source in sources:
        if source.suffix in (".cpp", ".hpp", ".js", ".mjs", ".py", ".css", "") and len(source.lines) > FILE_LINES_MAX:
            if source.path != "LICENSE":
                yield source.path, FILE_LINES_MAX, f"has {len(source.lines)} lines, at most {FILE_LINES_MAX}: split by concern"


def functions_are_short(sources):
    """A function fits a screen."""
    for source in (source for source in sources if source.is_cpp):
        for function in functions(source):
            if function.length >= FUNCTION_LINES_MAX:
                yield source.path, function.line, f"{function.name} has {function.length} lines, under {FUNCTION_LINES_MAX}: split it"


def functions_take_few_parameters(sources):
    """More than four parameters want a struct with names; only the C ABI to JavaScript (kg_…) has none."""
    for source in (source for source in sources if source.is_cpp):
        for function in functions(source):
            dictated = function.name.startswith("kg_") or (source.path, function.name) in DICTATED
            if function.parameters > PARAMETERS_MAX and not dictated:
                yield source.path, function.line, f"{function.name} takes {function.parameters} parameters, at most {PARAMETERS_MAX}: pass a struct"


def no_banned_code(sources):
    """Constructs with a better replacement."""
    for files, pattern, instead in BANNED_CODE:
        for source in (source for source in sources if match(files, source.path)):
            for found in re.finditer(pattern, source.code):
                yield source.path, source.line_of(found.start()), f"'{found.group(0).strip()}': {instead}"


def no_banned_text(sources):
    """Words and hosts that belong in no file."""
    for files, pattern, instead in BANNED_TEXT:
        for source in (source for source in sources if match(files, source.path)):
            for found in re.finditer(pattern, source.text, re.MULTILINE):
                yield source.path, source.line_of(found.start()), f"'{found.group(0).strip()}': {instead}"


def files_say_what_they_are_for(sources):
    """The first line is a comment that says what the file is for."""
    for source in sources:
        for files, start in FIRST_LINE:
            if match(files, source.path) and not re.match(start, source.text, re.IGNORECASE):
                yield source.path, 1, "begins with a comment that says what the file is for"
                break


def files_are_named_in_snake_case(sources):
    """File names follow one habit."""
    for source in sources:
        name = source.path.rsplit("/", 1)[-1]
        if match(PRODUCT + r"|tests/.*\.(cpp|hpp|js|mjs)", source.path) and not match(r"[a-z0-9_]+(\.test)?\.\w+", name):
            yield source.path, 1, "is not named in snake_case"


def decisions_are_indexed(sources):
    """Every decision page is numbered once and listed in docs/adr/README.md."""
    pages = [source.path for source in sources if match(r"docs/adr/\d{4}-[\w-]+\.md", source.path)]
    index = next((source.text for source in sources if source.path == "docs/adr/README.md"), "")
    numbers = [page.split("/")[-1][:4] for page in pages]
    for page, number in zip(pages, numbers):
        if page.split("/")[-1] not in index:
            yield page, 1, "is not listed in docs/adr/README.md"
        if numbers.count(number) > 1:
            yield page, 1, f"shares its number {number} with another decision"


def pictures_are_in_the_gallery(sources):
    """docs/gallery.md shows the pictures that are taken, and no others."""
    taken = next((set(re.findall(r"name: '([\w-]+)', theme", source.text)) for source in sources
                  if source.path == "tests/e2e/screenshots.mjs"), set())
    for source in (source for source in sources if source.path == "docs/gallery.md"):
        shown = set(re.findall(r"screenshots/([\w-]+)\.png", source.text))
        for name in sorted(taken ^ shown):
            yield source.path, 1, f"{'does not show' if name in taken else 'shows'} {name}.png, which is {'' if name in taken else 'not '}taken"


RULES = [includes_point_downward, libraries_have_one_door, files_are_short, functions_are_short,
         functions_take_few_parameters, no_banned_code, no_banned_text, files_say_what_they_are_for,
         files_are_named_in_snake_case, decisions_are_indexed, pictures_are_in_the_gallery]
