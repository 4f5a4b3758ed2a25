"""Checkstyle's XML, which editors and review tools read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from xml.etree import ElementTree

from timeline.report.locate import Located
from timeline.report.wording import xml_text


def report(located: Sequence[Located]) -> str:
    """A ``file`` element for each path with its findings."""
    by_path: dict[str, list[Located]] = defaultdict(list)
    for one in located:
        by_path[one.path].append(one)
    root = ElementTree.Element("checkstyle", version="4.3")
    for path, found in by_path.items():
        element = ElementTree.SubElement(root, "file", name=xml_text(path))
        for one in found:
            ElementTree.SubElement(
                element,
                "error",
                line=str(one.start.line),
                column=str(one.start.column),
                severity=str(one.finding.level),
                message=xml_text(f"{one.finding.code} {one.finding.name}: {one.finding.message}"),
                source=f"timeline.{one.finding.code}",
            )
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"
