"""The report: tables as Markdown, and the shape of the machine they come from."""
import os
import pathlib
import platform
import subprocess


def first_line(*command):
    try:
        out = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return "not installed"
    return (out.stdout or out.stderr).strip().split("\n")[0]


def machine(folder="/tmp"):
    info = pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8").split("\n")
    model = next((line.split(":", 1)[1].strip() for line in info if line.startswith("model name")), platform.machine())
    memory_gib = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    disk = first_line("stat", "-f", "-c", "%T", folder)
    versions = [first_line("nginx", "-v"), first_line("redis-server", "--version"), first_line("etcd", "--version")]
    return [f"{os.cpu_count()} cores of {model}, {memory_gib:.0f} GiB, {platform.system()} {platform.release()}, {disk}; "
            "server and load share the cores.", "Peers: " + "; ".join(versions) + "; webdis."]


def markdown(table):
    lines = [f"## {table['title']}", "", "| " + " | ".join(table["head"]) + " |", "|" + "---|" * len(table["head"])]
    lines += ["| " + " | ".join(row) + " |" for row in table["rows"]]
    return "\n".join(lines)
