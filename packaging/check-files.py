#!/usr/bin/env python3
"""Checks what Qt's own tools leave to chance, so that diffs stay small: in a form, the items of a grid stand in the
order of their cells; a translation file ends with one newline. usage: check-files.py FILE..."""
import sys
import xml.etree.ElementTree as xml


def unordered_grids(path):
    for layout in xml.parse(path).iter("layout"):
        if layout.get("class") != "QGridLayout":
            continue
        cells = [(int(item.get("row", 0)), int(item.get("column", 0))) for item in layout.findall("item")]
        if cells != sorted(cells):
            yield f"{path}: the items of {layout.get('name')} are not in the order of rows and columns"


def missing_newline(path):
    with open(path, "rb") as file:
        content = file.read()
    if not content.endswith(b"\n") or content.endswith(b"\n\n"):
        yield f"{path}: does not end with one newline"


complaints = []
for name in sys.argv[1:]:
    complaints += unordered_grids(name) if name.endswith(".ui") else missing_newline(name)
print("\n".join(complaints), end="\n" if complaints else "")
sys.exit(bool(complaints))
