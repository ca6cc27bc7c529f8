"""Reads the subset of YAML that compose.yaml uses: nested maps, lists of scalars or of maps, inline lists, quotes."""
import json
import re


def scalar(text):
    text = text.strip()
    if text[:1] in ('"', "["):
        return json.loads(text)
    return text


def read_block(lines, indent):
    """Consumes the lines of one block (each a pair of indent and text); returns a map or a list."""
    block = [] if lines and lines[0][1].startswith("- ") else {}
    while lines and lines[0][0] == indent:
        _, text = lines.pop(0)
        if isinstance(block, list):
            text = text[2:]
            if re.match(r"\w+: ", text):
                lines.insert(0, (indent + 2, text))
                block.append(read_block(lines, indent + 2))
            else:
                block.append(scalar(text))
            continue
        name, _, value = text.partition(":")
        if value.strip():
            block[name] = scalar(value)
        elif lines and lines[0][0] > indent:
            block[name] = read_block(lines, lines[0][0])
        else:
            block[name] = {}
    if lines and lines[0][0] > indent:
        raise ValueError(f"unexpected indentation before '{lines[0][1]}'")
    return block


def read(text):
    lines = [(len(line) - len(line.lstrip()), line.strip()) for line in text.splitlines()
             if line.strip() and not line.lstrip().startswith("#")]
    return read_block(lines, 0)
